"""Robots, pauses and requests to wait, on a clock that passes only by waiting."""

from datetime import UTC, datetime

import pytest

from detente.fetching.backoff import next_poll, next_try
from detente.fetching.outcome import Fetched
from detente.fetching.retry_after import LONGEST, seconds_of
from fetching.server import answer, redirect

SITE = "http://news.example"
NOON = datetime(2018, 8, 7, 12, tzinfo=UTC)


def robots(*lines):
    return answer("\n".join(lines), content_type="text/plain")


@pytest.mark.parametrize(
    ("lines", "is_read"),
    [
        (["User-agent: *", "Disallow: /"], False),
        (["User-agent: detente", "Disallow: /good"], False),
        (["User-agent: *", "Disallow: /", "User-agent: detente", "Disallow:"], True),
        (["User-agent: tente", "Disallow: /"], True),
        (["User-agent: *", "Disallow: /*oo*$"], False),
        (["User-agent: *", "Disallow: /", "Allow: /good"], True),
        (["\ufeffUser-agent: *", "Disallow: /"], False),
        (["<html>none here</html>"], True),
        ([], True),
    ],
)
def test_robots_txt_is_kept_to(slow_net, lines, is_read):
    slow_net.server.robots = robots(*lines)
    found = slow_net.fetcher().fetch(f"{SITE}/good")
    assert isinstance(found, Fetched) is is_read
    assert slow_net.server.paths == ["/robots.txt", "/good"][: 1 + is_read]
    assert is_read or found.outcome == "robots"


@pytest.mark.parametrize(
    ("rules", "outcome"),
    [
        (answer("", "404 Not Found"), "fetched"),
        (answer("", "403 Forbidden"), "fetched"),
        (answer("", "410 Gone"), "fetched"),
        (answer("", "500 Internal Server Error"), "http_error"),
        (answer("", "503 Service Unavailable"), "later"),
        (answer("", "429 Too Many Requests"), "later"),
        (redirect("/rules"), "fetched"),
        (redirect("/robots.txt"), "refused"),
        (answer(b"\0" * 3_000_000), "fetched"),
        (b"", "damaged"),
    ],
    ids=["404", "403", "410", "500", "503", "429", "moved", "loop", "large", "cut"],
)
def test_rules_that_cannot_be_read(slow_net, rules, outcome):
    slow_net.server.robots = rules
    found = slow_net.fetcher().fetch(f"{SITE}/good")
    assert getattr(found, "outcome", "fetched") == outcome


def test_slow_rules_share_the_deadline(net):
    net.server.robots = net.server.pages["/drip"]
    found = net.fetcher(seconds=0.4).fetch(f"{SITE}/good")
    assert (found.outcome, found.is_temporary) == ("timeout", True)
    assert net.server.paths == ["/robots.txt"]


def test_rules_are_asked_for_once_a_day(slow_net, clock):
    fetcher = slow_net.fetcher()
    for _ in range(3):
        fetcher.fetch(f"{SITE}/good")
    assert slow_net.server.paths.count("/robots.txt") == 1
    clock.passed += 25 * 3600
    fetcher.fetch(f"{SITE}/good")
    assert slow_net.server.paths.count("/robots.txt") == 2


def test_each_host_of_a_redirect_is_asked_for_its_rules(slow_net):
    slow_net.server.pages["/to"] = redirect("http://other.example/good")
    asked = []

    def rules(request):
        asked.append(request.headers["host"])
        yield robots("User-agent: *", "Disallow: /good")

    slow_net.server.robots = rules
    assert slow_net.fetcher().fetch(f"{SITE}/to").outcome == "robots"
    assert asked == ["news.example", "other.example"]
    assert slow_net.server.paths[-1] == "/robots.txt"


@pytest.mark.parametrize(
    ("lines", "pause"),
    [
        ([], 2.0),
        (["User-agent: *", "Crawl-delay: 7"], 7.0),
        (["User-agent: *", "Crawl-delay: 0.1"], 2.0),
        (["User-agent: *", "Crawl-delay: 86400"], 60.0),
        (["User-agent: *", "Request-rate: 1/10s"], 10.0),
        (["User-agent: *", "Crawl-delay: nan", "Request-rate: 0/0"], 2.0),
    ],
)
def test_a_host_is_asked_no_faster_than_it_wants(slow_net, clock, lines, pause):
    slow_net.server.robots = robots(*lines)
    fetcher = slow_net.fetcher(delay=2.0)
    assert isinstance(fetcher.fetch(f"{SITE}/good"), Fetched)
    begun = clock.passed
    assert isinstance(fetcher.fetch(f"{SITE}/gzip"), Fetched)
    assert clock.passed - begun == pytest.approx(pause)
    begun = clock.passed
    assert isinstance(fetcher.fetch("http://other.example/good"), Fetched)  # another host does not wait
    assert clock.passed == begun


def test_a_host_that_asks_to_wait_is_left_alone(slow_net, clock):
    fetcher = slow_net.fetcher()
    first = fetcher.fetch(f"{SITE}/busy")
    assert (first.retry_at - first.fetched_at).total_seconds() == 120
    asked = list(slow_net.server.paths)
    second = fetcher.fetch(f"{SITE}/good")
    assert (second.outcome, (second.retry_at - second.fetched_at).total_seconds()) == ("later", 120)
    assert slow_net.server.paths == asked  # without asking again
    clock.passed += 121
    assert isinstance(fetcher.fetch(f"{SITE}/good"), Fetched)


def test_what_a_user_named_waits_a_short_while_for_its_host(slow_net, clock):
    answers = [answer("", "429 Too Many Requests", retry_after="20"), answer()]
    slow_net.server.pages["/soon"] = lambda asked: iter([answers.pop(0)])
    assert isinstance(slow_net.fetcher().fetch_patiently(f"{SITE}/soon"), Fetched)
    assert sum(clock.slept) == pytest.approx(20)
    assert slow_net.fetcher().fetch_patiently(f"{SITE}/busy").outcome == "later"
    assert sum(clock.slept) == pytest.approx(20)  # two minutes are too long


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 07 Aug 2018 12:02:00 GMT", 120.0),
        ("Tue, 07 Aug 2018 14:02:00 +0200", 120.0),
        ("Tue, 07 Aug 2018 11:00:00 GMT", 0.0),
        ("Tuesday, 07-Aug-18 12:02:00 GMT", 120.0),
        ("99999999999", LONGEST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
        ("9" * 5000, None),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("１２", None),
        ("Tue, 99 Aug 2018 12:02:00 GMT", None),
        (None, None),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(header, seconds):
    assert seconds_of(header, NOON) == seconds


def test_tries_grow_apart_and_end():
    waits = [next_try(n, NOON) for n in range(1, 7)]
    assert [w and (w - NOON).total_seconds() / 60 for w in waits] == [10, 60, 240, 720, 1440, None]
    later = NOON.replace(hour=18)
    assert next_try(1, NOON, later) == later


def test_a_feed_that_fails_is_asked_less_often_but_never_given_up():
    from datetime import timedelta

    half = timedelta(minutes=30)
    pauses = [next_poll(n, NOON, half) - NOON for n in (0, 1, 2, 6, 1000)]
    assert pauses == [half, 2 * half, 4 * half, timedelta(days=1), timedelta(days=1)]
    assert next_poll(3, NOON, timedelta(days=7)) - NOON == timedelta(days=7)
