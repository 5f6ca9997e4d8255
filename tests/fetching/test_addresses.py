"""Which addresses may be connected to, in all notations, and that no other ever is."""

import socket

import pytest

from detente.fetching.addresses import reach_of
from detente.fetching.outcome import Fetched
from fetching.server import PRIVATE, PUBLIC

REACHES = {
    "93.184.216.34": "public",
    "8.8.8.8": "public",
    "192.0.1.255": "public",
    "172.15.255.255": "public",
    "172.32.0.0": "public",
    "2606:2800:220:1::1": "public",
    "2a00:1450:4001::200e": "public",
    "::ffff:93.184.216.34": "public",
    "64:ff9b::5db8:d822": "public",
    "2002:5db8:d822::1": "public",
    "127.0.0.1": "private",
    "127.255.255.254": "private",
    "10.1.2.3": "private",
    "100.64.0.1": "private",
    "100.100.100.200": "private",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.168.0.7": "private",
    "198.18.0.1": "private",
    "::1": "private",
    "0:0:0:0:0:0:0:1": "private",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "::ffff:127.0.0.1": "private",
    "::ffff:7f00:1": "private",
    "::ffff:0:10.0.0.1": "private",
    "64:ff9b::7f00:1": "private",
    "64:ff9b::10.0.0.1": "private",
    "2002:7f00:1::": "private",
    "2002:c0a8:7::1": "private",
    "2606:2800:220:1:0:5efe:10.0.0.1": "private",
    "0.0.0.0": "never",
    "0.1.2.3": "never",
    "168.63.129.16": "never",
    "169.254.169.254": "never",
    "192.0.0.8": "never",
    "192.0.0.192": "never",
    "192.0.2.1": "never",
    "192.88.99.1": "never",
    "198.51.100.1": "never",
    "203.0.113.9": "never",
    "224.0.0.1": "never",
    "239.255.255.250": "never",
    "255.255.255.255": "never",
    "240.0.0.1": "never",
    "::": "never",
    "::8.8.8.8": "never",
    "::127.0.0.1": "never",
    "::ffff:169.254.169.254": "never",
    "64:ff9b::a9fe:a9fe": "never",
    "64:ff9b:1::1": "never",
    "2002:e000:1::": "never",
    "100::1": "never",
    "2001::1": "never",
    "2001:0:53aa:64c:0:0:80ff:fffe": "never",
    "2001:db8::1": "never",
    "3fff::1": "never",
    "5f00::1": "never",
    "fe80::1": "never",
    "fe80::1%eth0": "never",
    "2606:2800:220:1::1%eth0": "never",
    "fec0::1": "never",
    "ff02::1": "never",
    "news.example": "never",
    "2130706433": "never",
    "": "never",
}


@pytest.mark.parametrize(("address", "kind"), REACHES.items())
def test_whose_an_address_is(address, kind):
    assert reach_of(address).kind == kind


NOTATIONS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.1",
    "127.0.0.01",
    "127.0.0.1.",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[::127.0.0.1]",
    "[fe80::1%25lo]",
    "１２７.0.0.1",  # full-width digits
    "①②⑦.0.0.1",
    "127。0。0。1",  # ideographic full stops
    "%31%32%37.0.0.1",
    "127.0.0.1%00.example",
    "10.0.0.7",
    "0xa.0.0.7",
    "192.168.0.1",
    "169.254.169.254",
    "2852039166",
    "0",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "localhost",
    "LOCALHOST.",
    "inner.example",
    "me@127.0.0.1",
    "news.example@127.0.0.1",
    "127.0.0.1#@news.example",
    "news.example\\@127.0.0.1",
    "news.example @127.0.0.1",
    "1.1.1.256",
    "",
]


@pytest.mark.parametrize("host", NOTATIONS)
def test_no_notation_of_an_inner_address_is_connected_to(net, host):
    net.hosts |= {"localhost": ["127.0.0.1"], "127.0.0.1.": ["127.0.0.1"], "LOCALHOST.": ["127.0.0.1"]}
    net.hosts |= {"localhost.": ["127.0.0.1"]}
    for name in ("127.1", "2130706433", "0x7f000001", "0177.0.0.1"):
        net.hosts[name] = [socket.inet_ntoa(socket.inet_aton(name))]  # as the system would read them
    found = net.fetcher().fetch(f"http://{host}/good")
    assert found.outcome == "refused", found
    assert (net.connected, net.server.connections) == ([], 0)


def test_every_answer_of_the_resolver_counts(net):
    net.hosts["news.example"] = [PUBLIC, PRIVATE]
    found = net.fetcher().fetch("http://news.example/good")
    assert (found.outcome, "(10.0.0.7) is no public address: a private" in found.reason) == ("refused", True)
    assert net.connected == []


def test_a_name_that_changes_its_address_between_look_ups_never_reaches_the_inner_one(net):
    answers = iter([[PUBLIC], [PRIVATE], ["127.0.0.1"]])  # robots.txt, then the page
    net.world = net.world.__class__(resolve=lambda host, port: next(answers), connect=net.world.connect)
    found = net.fetcher().fetch("http://news.example/good")
    assert (found.outcome, found.hops[-1].address) == ("refused", None)
    assert net.connected == [(PUBLIC, 80)]


def test_a_fetch_looks_up_each_hop_once_and_connects_to_what_it_checked(net):
    found = net.fetcher().fetch("http://news.example/good")
    assert isinstance(found, Fetched)
    assert net.looked_up == ["news.example"] * 2  # robots.txt and the page
    assert net.connected == [(PUBLIC, 80)] * 2
    assert {asked.headers["host"] for asked in net.server.asked} == {"news.example"}


def test_the_next_address_is_tried_where_the_first_does_not_answer(net):
    net.hosts["news.example"] = ["93.184.216.99", PUBLIC]
    connect = net.world.connect

    def half_dead(address, port, seconds):
        import httpcore2

        if address.endswith(".99"):
            raise httpcore2.ConnectError("refused")
        return connect(address, port, seconds)

    net.world = net.world.__class__(resolve=net.world.resolve, connect=half_dead)
    assert net.fetcher().fetch("http://news.example/good").hops[-1].address == PUBLIC


@pytest.mark.parametrize(("allowed", "outcome"), [(False, "refused"), (True, "fetched")])
def test_the_own_network_is_let_in_only_where_the_run_says_so_and_the_fetch_tells(net, allowed, outcome):
    found = net.fetcher(allow_private=allowed).fetch("http://inner.example:8080/good")
    assert getattr(found, "outcome", "fetched") == outcome
    if allowed:
        assert (found.is_private, found.hops[-1].address) == (True, PRIVATE)
        assert net.connected[-1] == (PRIVATE, 8080)
    else:
        assert "--allow-private" in found.todo
        assert net.connected == []


@pytest.mark.parametrize("host", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]", "[::ffff:169.254.169.254]"])
def test_what_holds_no_news_is_refused_whatever_is_allowed(net, host):
    found = net.fetcher(allow_private=True).fetch(f"http://{host}/latest/meta-data")
    assert found.outcome == "refused"
    assert "--allow-private" not in found.todo
    assert net.connected == []


@pytest.mark.parametrize("allowed", [False, True])
def test_a_public_page_does_not_lead_into_the_own_network(net, allowed):
    net.server.pages["/to"] = b"HTTP/1.1 302 Found\r\nlocation: http://inner.example/good\r\ncontent-length: 0\r\n\r\n"
    found = net.fetcher(allow_private=allowed).fetch("http://news.example/to")
    assert found.outcome == "refused"
    assert {address for address, _ in net.connected} == {PUBLIC}


def test_ports_of_public_hosts_are_those_of_the_web_unless_allowed(net):
    refused = net.fetcher().fetch("http://news.example:6379/good")
    assert (refused.outcome, "--allow-port 6379" in refused.todo) == ("refused", True)
    assert net.connected == []
    assert isinstance(net.fetcher(ports=frozenset({6379})).fetch("http://news.example:6379/good"), Fetched)
