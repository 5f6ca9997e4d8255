"""What a fetch makes of a server that misbehaves: bytes or a reason, in bounded time and memory, no exception."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc

import pytest

from detente.fetching.fetch import Validators
from detente.fetching.outcome import Fetched, NotFetched
from fetching.server import REPORT, Net, Server, answer, redirect

SITE = "http://news.example"


def outcome(found):
    return "fetched" if isinstance(found, Fetched) else found.outcome


@pytest.mark.parametrize(
    "path",
    ["/good", "/gzip", "/gzip-twice", "/gzip-trailing", "/deflate", "/deflate-raw", "/no-type", "/odd-type", "/cookie"],
)
def test_a_page_comes_whole_however_it_is_packed(net, path):
    found = net.fetcher().fetch(SITE + path)
    assert isinstance(found, Fetched), found
    assert found.body.decode() == REPORT
    assert (found.final_url, found.hops[-1].http_status) == (SITE + path, 200)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/huge-headers", "damaged"),
        ("/gzip-cut", "damaged"),
        ("/gzip-damaged", "damaged"),
        ("/length-more", "damaged"),
        ("/length-two", "damaged"),
        ("/length-negative", "damaged"),
        ("/chunks-cut", "damaged"),
        ("/not-http", "damaged"),
        ("/silent", "damaged"),
        ("/brotli", "unsupported"),
        ("/double", "unsupported"),
        ("/picture", "unsupported"),
        ("/length-huge", "too_large"),
        ("/loop", "refused"),
        ("/circle-a", "refused"),
        ("/file", "refused"),
        ("/strange", "damaged"),
        ("/empty", "http_error"),
        ("/part", "http_error"),
        ("/unasked-304", "http_error"),
        ("/no-location", "http_error"),
        ("/forbidden", "http_error"),
        ("/broken", "http_error"),
        ("/gone", "missing"),
        ("/nothing-here", "missing"),
        ("/busy", "later"),
    ],
)
def test_what_is_no_page_has_a_reason(net, path, why):
    found = net.fetcher().fetch(SITE + path)
    assert (outcome(found), found.hops[0].url) == (why, SITE + path), found
    assert found.reason.endswith(".")
    assert found.todo.endswith(".")


@pytest.mark.parametrize(
    ("path", "is_temporary"),
    [("/broken", True), ("/busy", True), ("/nothing", True), ("/gone", False), ("/forbidden", False)],
)
def test_what_may_succeed_later_is_told_apart(net, path, is_temporary):
    assert net.fetcher().fetch(SITE + path).is_temporary is is_temporary


@pytest.mark.parametrize("path", ["/drip", "/drip-head", "/hang"])
def test_one_deadline_holds_over_everything(net, path):
    start = time.monotonic()
    found = net.fetcher(seconds=0.4).fetch(SITE + path)
    assert outcome(found) == "timeout"
    assert time.monotonic() - start < 1.5


def test_redirects_share_the_deadline(net):
    def slow(asked):
        time.sleep(0.2)
        yield redirect(f"/slow{len(net.server.asked)}")

    net.server.pages |= {f"/slow{i}": slow for i in range(20)}
    start = time.monotonic()
    assert outcome(net.fetcher(seconds=0.5, max_redirects=20).fetch(f"{SITE}/slow0")) == "timeout"
    assert time.monotonic() - start < 1.5


def test_a_look_up_that_hangs_is_left(net):
    release = threading.Event()
    net.world = net.world.__class__(resolve=lambda host, port: release.wait(5) and [], connect=net.world.connect)
    start = time.monotonic()
    assert outcome(net.fetcher(seconds=0.3).fetch(f"{SITE}/good")) == "timeout"
    assert time.monotonic() - start < 1.5
    release.set()


def test_an_endless_body_ends_at_the_limit(net):
    assert outcome(net.fetcher(max_bytes=300_000).fetch(f"{SITE}/endless")) == "too_large"


def test_a_bomb_is_stopped_by_its_ratio_without_its_memory(net):
    net.fetcher().fetch(f"{SITE}/good")  # what the client itself needs
    start = time.monotonic()
    tracemalloc.start()
    found = net.fetcher().fetch(f"{SITE}/bomb")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (outcome(found), "100 times" in found.reason) == ("too_large", True)
    assert time.monotonic() - start < 5
    assert peak < 12_000_000  # the bomb itself is 60 MB


def test_sizes_count_what_is_unpacked(net):
    import gzip

    net.server.pages["/large"] = answer(gzip.compress(REPORT.encode() * 100), content_encoding="gzip")
    assert outcome(net.fetcher(max_bytes=len(REPORT) * 99, max_ratio=10**6).fetch(f"{SITE}/large")) == "too_large"
    found = net.fetcher(max_ratio=10**6).fetch(f"{SITE}/large")
    assert (len(found.body), found.wire_bytes < 2000) == (len(REPORT) * 100, True)


def test_a_length_that_is_too_small_ends_the_body(net):
    assert net.fetcher().fetch(f"{SITE}/length-less").body.decode() == REPORT[:100]


def test_five_redirects_are_followed_and_no_more(net):
    net.server.pages |= {f"/{i}": redirect(f"/{i + 1}") for i in range(6)} | {"/6": answer()}
    assert outcome(net.fetcher().fetch(f"{SITE}/0")) == "refused"
    found = net.fetcher().fetch(f"{SITE}/1")
    assert [hop.url for hop in found.hops] == [f"{SITE}/{i}" for i in range(1, 7)]


def test_the_user_in_a_redirect_is_not_sent(net):
    found = net.fetcher().fetch(f"{SITE}/user")
    assert found.final_url == f"{SITE}/good"
    assert all("authorization" not in asked.headers for asked in net.server.asked)
    assert "secret" not in repr(found)


def test_the_password_in_a_url_is_neither_sent_nor_told(net):
    for path in ("/good", "/forbidden"):
        found = net.fetcher().fetch(f"http://me:secret@news.example{path}")
        assert "secret" not in repr(found)
    assert all("authorization" not in asked.headers for asked in net.server.asked)


def test_facts_of_a_page(net):
    found = net.fetcher().fetch(f"{SITE}/conditional")
    assert (found.content_type, found.charset, found.etag) == ("text/html", "utf-8", '"one"')
    assert found.last_modified == "Tue, 07 Aug 2018 14:00:00 GMT"
    assert found.fetched_at.utcoffset().total_seconds() == 0
    assert not found.is_private


def test_an_unchanged_page_is_told_from_a_changed_one(net):
    url = f"{SITE}/conditional"
    known = Validators(url, '"one"', None)
    assert outcome(net.fetcher().fetch(url, known)) == "unchanged"
    assert outcome(net.fetcher().fetch(url, Validators(url, '"two"', None))) == "fetched"
    assert outcome(net.fetcher().fetch(url, known._replace(url=f"{SITE}/elsewhere"))) == "fetched"


def test_headers_that_would_break_a_request_are_not_kept(net):
    net.server.pages["/etag"] = answer(etag='"' + "x" * 900 + '"', last_modified="caf\xe9")
    found = net.fetcher().fetch(f"{SITE}/etag")
    assert (found.etag, found.last_modified) == (None, None)


def test_the_program_says_who_it_is(net):
    net.fetcher().fetch(f"{SITE}/good")
    assert all(asked.headers["user-agent"].startswith("detente/") for asked in net.server.asked)


def test_proxies_of_the_environment_are_not_used(net, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert outcome(net.fetcher().fetch(f"{SITE}/good")) == "fetched"
    assert {asked.path for asked in net.server.asked} == {"/robots.txt", "/good"}


def test_passwords_of_the_users_netrc_are_not_sent(net, monkeypatch, tmp_path):
    (tmp_path / "netrc").write_text("machine news.example login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert outcome(net.fetcher().fetch(f"{SITE}/good")) == "fetched"
    assert all("authorization" not in asked.headers for asked in net.server.asked)


def test_an_unknown_host_and_a_closed_port(net):
    found = net.fetcher().fetch("http://nowhere.example/")
    assert (outcome(found), found.is_temporary) == ("unreachable", True)
    net.server.close()
    closed = Net(net.server)
    assert outcome(closed.fetcher().fetch(f"{SITE}/good")) == "unreachable"


def test_a_stop_ends_a_fetch_soon(net):
    threading.Timer(0.2, lambda: setattr(net, "is_stopped", True)).start()
    start = time.monotonic()
    assert outcome(net.fetcher().fetch(f"{SITE}/drip")) == "stopped"
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("seed", range(30))
def test_bytes_of_any_kind_are_an_outcome(net, seed):
    import random

    chance = random.Random(seed)
    raw = b"HTTP/1.1 200 OK\r\n" * chance.randrange(2) + chance.randbytes(chance.randrange(3000))
    net.server.pages["/noise"] = raw
    found = net.fetcher(seconds=2).fetch(f"{SITE}/noise")
    assert isinstance(found, Fetched | NotFetched)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of news.example, signed by itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-days", "2", "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"),
            *("-keyout", folder / "key.pem", "-out", folder / "cert.pem"),
        ],
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    server = Server(context)
    yield server
    server.close()


def trusting(certificate):
    return ssl.create_default_context(cafile=certificate / "cert.pem")


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    found = Net(secure).fetcher().fetch("https://news.example/good")
    assert (outcome(found), found.is_temporary) == ("bad_certificate", False)
    assert secure.asked == []


def test_a_certificate_of_another_host_is_refused(secure, certificate):
    found = Net(secure, trust=trusting(certificate)).fetcher().fetch("https://other.example/good")
    assert outcome(found) == "bad_certificate"
    assert secure.asked == []


def test_the_checked_address_is_connected_to_under_the_hosts_name(secure, certificate):
    net = Net(secure, trust=trusting(certificate))
    found = net.fetcher().fetch("https://news.example/good")
    assert (outcome(found), found.body.decode()) == ("fetched", REPORT)
    assert net.connected == [("93.184.216.34", 443)] * 2
    assert secure.asked[-1].headers["host"] == "news.example"


def test_a_secure_page_does_not_lead_to_an_open_one(secure, certificate):
    secure.pages["/down"] = redirect("http://news.example/good")
    found = Net(secure, trust=trusting(certificate)).fetcher().fetch("https://news.example/down")
    assert (outcome(found), "from https to http" in found.reason) == ("refused", True)


def test_a_server_that_speaks_no_tls_is_told(net):
    found = net.fetcher().fetch("https://news.example/good")
    assert (outcome(found), found.is_temporary) == ("unreachable", True)


def test_a_handshake_that_never_comes_ends_at_the_deadline(net):
    silent = socket.create_server(("127.0.0.1", 0))
    net.server.port = silent.getsockname()[1]
    start = time.monotonic()
    assert outcome(net.fetcher(seconds=0.4).fetch("https://news.example/good")) == "timeout"
    assert time.monotonic() - start < 1.5
    silent.close()
