"""Watching feeds into a record: what is new comes once, what fails comes later, and nothing is lost on the way."""

import contextlib
import itertools
import json
import sqlite3
from datetime import timedelta

import pytest
from record.make import fake_coder

from detente.errors import RecordError
from detente.fetching import state
from detente.fetching.watching import WatchOptions, watch, watch_once
from detente.record import AddOptions, Record
from fetching.feeds import feed, item, page
from fetching.server import Net, answer, redirect

FEED = "http://news.example/feed"


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        yield record


@pytest.fixture
def outlet(slow_net):
    """A net whose feed lists two reports, 1 and 2."""
    slow_net.server.pages |= {f"/{n}": page(n) for n in range(1, 40)}
    slow_net.server.pages["/feed"] = feed(item("/1"), item("/2"))
    return slow_net


def ask(net, record, *, feeds=(FEED,), coder=fake_coder, **given):
    """One round, as `watch --once` does it."""
    fetcher = net.fetcher(**given)
    state.watch(record.connection, feeds, fetcher.world.now())
    return watch_once(record, feeds, coder, fetcher, WatchOptions(is_once=True))


def rows(record, columns="url, outcome, tries, next_at"):
    return [tuple(row) for row in record.connection.execute(f"SELECT {columns} FROM fetches ORDER BY fetch")]


def stored(record):
    return sorted(document.url for document, _, _ in record.documents())


def test_new_items_are_fetched_coded_and_kept_once(outlet, record, clock):
    done = ask(outlet, record)
    assert (done.feeds, done.new_items, done.pages.fetched, dict(done.tally.counts)["stored"]) == (1, 2, 2, 2)
    assert stored(record) == ["http://news.example/1", "http://news.example/2"]
    assert len(list(record.codings())) == 2
    outlet.server.pages["/feed"] = feed(item("/3"), item("/2"))
    clock.passed += 3600
    done = ask(outlet, record)
    assert (done.new_items, done.pages.fetched, done.tally.counts["stored"]) == (1, 1, 1)
    assert outlet.server.paths.count("/2") == 1


def test_a_feed_without_news_costs_one_request_and_no_run(outlet, record, clock):
    def conditional(asked):
        if asked.headers.get("if-none-match") == '"v1"':
            yield b"HTTP/1.1 304 Not Modified\r\n\r\n"
        else:
            yield feed(item("/1"), etag='"v1"')

    outlet.server.pages["/feed"] = conditional
    ask(outlet, record)
    runs = record.connection.execute("SELECT count(*) FROM runs").fetchone()[0]
    clock.passed += 3600
    done = ask(outlet, record)
    assert (done.unchanged, done.new_items, done.tally) == (1, 0, None)
    assert record.connection.execute("SELECT count(*) FROM runs").fetchone()[0] == runs


def test_the_feeds_day_stands_in_for_a_page_that_says_none(outlet, record):
    ask(outlet, record)
    assert {(d.published.isoformat(), d.published_how) for d, _, _ in record.documents()} == {("2018-08-07", "feed")}


def test_a_page_that_fails_has_an_outcome_each_time_and_is_tried_again_later(outlet, record, clock):
    outlet.server.pages["/2"] = answer("", "500 Internal Server Error")
    done = ask(outlet, record)
    assert (done.pages.failed, done.tally.counts["failed"], done.tally.is_failed) == (1, 1, True)
    (failed,) = record.outcomes(only_failed=True)
    assert failed["input"] == "http://news.example/2"
    assert "answered 500" in failed["reason"]
    assert "Try 1 of 6; again after 2018-08-07 12:10 UTC." in failed["reason"]
    clock.passed += 300
    ask(outlet, record)
    assert outlet.server.paths.count("/2") == 1  # too early
    clock.passed += 600
    outlet.server.pages["/2"] = page(2)
    assert ask(outlet, record).tally.counts["stored"] == 1
    assert stored(record) == ["http://news.example/1", "http://news.example/2"]
    assert list(record.outcomes(only_failed=True)) == []


def test_a_page_that_keeps_failing_is_given_up_and_said_so(outlet, record, clock):
    outlet.server.pages["/2"] = answer("", "500 Internal Server Error")
    for _ in range(9):
        ask(outlet, record)
        clock.passed += 25 * 3600
    assert outlet.server.paths.count("/2") == 6
    (failed,) = record.outcomes(only_failed=True)
    assert failed["reason"].endswith("Given up after 6 tries.")
    assert rows(record)[2] == ("http://news.example/2", "http_error", 6, None)


@pytest.mark.parametrize("path", ["/gone", "/forbidden", "/picture", "/file"])
def test_what_can_never_succeed_is_not_tried_again(outlet, record, clock, path):
    outlet.server.pages["/feed"] = feed(item(path))
    ask(outlet, record)
    clock.passed += 25 * 3600
    ask(outlet, record)
    assert outlet.server.paths.count(path) == 1
    assert len(list(record.outcomes(only_failed=True))) == 1


def test_robots_txt_holds_for_items(outlet, record):
    outlet.server.robots = answer("User-agent: *\nDisallow: /2", content_type="text/plain")
    ask(outlet, record)
    assert stored(record) == ["http://news.example/1"]
    (failed,) = record.outcomes(only_failed=True)
    assert "robots.txt" in failed["reason"]


def test_hosts_take_turns_and_each_keeps_its_pause(outlet, record, clock):
    outlet.server.pages["/feed"] = feed(
        *(item(f"http://{h}.example/{n}") for h in ("news", "other") for n in (1, 2, 3))
    )
    when = []

    def timed(body):
        def give(asked):
            when.append((asked.headers["host"], clock.passed))
            yield body

        return give

    outlet.server.pages |= {f"/{n}": timed(page(n)) for n in (1, 2, 3)}
    ask(outlet, record, delay=10.0)
    assert [host for host, _ in when] == ["other.example", "news.example"] * 3
    for host in ("news.example", "other.example"):
        moments = [moment for name, moment in when if name == host]
        assert all(b - a >= 10 for a, b in itertools.pairwise(moments))
    assert clock.passed - 1000 <= 31


def test_a_host_that_asks_to_wait_keeps_its_items_without_spending_their_tries(outlet, record, clock):
    outlet.server.pages["/1"] = answer("", "429 Too Many Requests", retry_after="3600")
    outlet.server.pages["/feed"] = feed(*(item(f"/{n}") for n in range(1, 6)))
    ask(outlet, record)
    assert outlet.server.paths.count("/2") == 0
    assert [(tries, next_at[11:16]) for _, _, tries, next_at in rows(record)[1:]] == [(1, "13:00")] + [(0, "13:00")] * 4
    clock.passed += 3601
    outlet.server.pages["/1"] = page(1)
    assert ask(outlet, record).tally.counts["stored"] == 5


def test_items_without_a_page_are_read_from_the_feed_itself(outlet, record, clock):
    text = "Iran met North Korea. The talks took place near the harbour on Monday, officials of both said."
    outlet.server.pages["/feed"] = feed(item(None, "Iran and North Korea meet", text=text), item("/1"))
    done = ask(outlet, record)
    assert done.tally.counts["stored"] == 2
    assert any(text in document.text for document, _, _ in record.documents())
    clock.passed += 3600
    assert ask(outlet, record).tally.counts["skipped"] == 1


def test_two_feeds_that_list_one_page_fetch_it_once(outlet, record):
    outlet.server.pages["/feed2"] = feed(item("/2"), item("/3"))
    done = ask(outlet, record, feeds=(FEED, FEED + "2", FEED))
    assert (done.feeds, done.new_items, done.pages.fetched) == (2, 3, 3)


def test_pages_that_turn_out_to_be_one_are_one_document(outlet, record):
    outlet.server.pages |= {"/go1": redirect("/1"), "/go2": redirect("/1")}
    outlet.server.pages["/feed"] = feed(item("/go1"), item("/go2"))
    counts = ask(outlet, record).tally.counts
    assert (counts["stored"], counts["skipped"]) == (1, 1)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (answer("", "500 Internal Server Error"), "500"),
        (answer("<html><body>Hello there</body></html>"), "not a feed"),
        (b"", "damaged"),
        (answer("<!DOCTYPE x [<!ENTITY a 'b'>]><rss><channel/></rss>"), "entities"),
    ],
)
def test_a_feed_that_fails_is_told_and_asked_later(outlet, record, clock, body, told):
    outlet.server.pages["/feed"] = body
    outlet.server.pages["/good-feed"] = feed(item("/1"))
    done = ask(outlet, record, feeds=(FEED, "http://news.example/good-feed"))
    assert [(url, told in reason) for url, reason in done.failed] == [(FEED, True)]
    assert stored(record) == ["http://news.example/1"]  # the other feed is not held up
    assert [row["input"] for row in record.outcomes(only_failed=True)] == [FEED]
    clock.passed += 60
    done = ask(outlet, record)
    assert [url for url, _ in done.put_off] == [FEED]
    clock.passed += 3600
    outlet.server.pages["/feed"] = feed(item("/2"))
    assert ask(outlet, record).new_items == 1


def test_a_feed_that_is_gone_is_asked_again_only_by_another_run(outlet, record, clock):
    outlet.server.pages["/feed"] = answer("", "410 Gone")
    ask(outlet, record)
    assert rows(record) == [(FEED, "missing", 1, None)]
    fetcher = outlet.fetcher()
    assert watch_once(record, [FEED], fake_coder, fetcher, WatchOptions()).feeds == 0
    clock.passed += 1
    assert ask(outlet, record).feeds == 1


def test_a_public_feed_lists_no_pages_of_the_own_network_even_if_that_is_let_in(outlet, record):
    outlet.server.pages["/feed"] = feed(item("http://inner.example/1"), item("http://169.254.169.254/x"), item("/2"))
    ask(outlet, record, allow_private=True)
    assert stored(record) == ["http://news.example/2"]
    assert {address for address, _ in outlet.connected} == {"93.184.216.34"}


def test_a_feed_of_the_own_network_is_let_in_with_its_pages_and_the_record_knows(outlet, record):
    inner = "http://inner.example:8080/feed"
    assert ask(outlet, record, feeds=[inner]).failed
    assert outlet.connected == []
    outlet.clock.passed += 7200
    ask(outlet, record, feeds=[inner], allow_private=True)
    assert stored(record) == ["http://inner.example:8080/1", "http://inner.example:8080/2"]
    assert rows(record, "is_private, address") == [(1, "10.0.0.7")] * 3


def test_a_stop_keeps_what_was_done_and_the_next_run_goes_on(outlet, record):
    outlet.server.pages["/feed"] = feed(*(item(f"/{n}") for n in range(1, 9)))

    def stopping(asked):
        outlet.is_stopped = True
        yield page(3)

    outlet.server.pages["/3"] = stopping
    ask(outlet, record)
    assert 1 <= len(stored(record)) < 8
    outlet.is_stopped = False
    outlet.server.pages["/3"] = page(3)
    ask(outlet, record)
    assert len(stored(record)) == 8


class Full(sqlite3.Connection):
    """A disk that is full from the nth commit on."""

    left = 10**9

    def execute(self, statement, *values):
        if statement == "COMMIT":
            Full.left -= 1
            if Full.left < 0:
                super().execute("ROLLBACK")
                raise sqlite3.OperationalError("database or disk is full")
        return super().execute(statement, *values)


@pytest.mark.parametrize("n", range(10))
def test_a_failure_at_any_commit_loses_no_item(outlet, tmp_path, n):
    text = "Iran met North Korea. The talks took place near the harbour on Monday, officials of both said."
    items = [*(item(f"/{i}") for i in range(1, 7)), item(None, "Iran and North Korea meet", text=text)]

    def conditional(asked):
        is_known = asked.headers.get("if-none-match") == '"v1"'
        yield b"HTTP/1.1 304 Not Modified\r\n\r\n" if is_known else feed(*items, etag='"v1"')

    outlet.server.pages["/feed"] = conditional
    Full.left = 10**9
    with Record.open(tmp_path / "full.db", factory=Full) as record:
        state.watch(record.connection, [FEED], outlet.world.now())
        Full.left = n
        options = WatchOptions(is_once=True, add=AddOptions(batch=2))
        with contextlib.suppress(RecordError):
            watch_once(record, [FEED], fake_coder, outlet.fetcher(), options)
        before = {document.id for document, _, _ in record.documents()}
        Full.left = 10**9
    with Record.open(tmp_path / "full.db") as record:
        outlet.clock.passed += 3600
        ask(outlet, record)
        after = [document.id for document, _, _ in record.documents()]
        assert before <= set(after)
        assert len(after) == 7
        assert {outcome for _, outcome, _, next_at in rows(record)[1:] if next_at is None} == {"fetched"}


def test_watching_goes_round_until_stopped(outlet, record, clock):
    rounds = []

    def told(done):
        rounds.append((clock.now().strftime("%H:%M"), done.feeds, done.new_items))
        outlet.server.pages["/feed"] = feed(item(f"/{len(rounds) + 2}"))
        outlet.is_stopped = len(rounds) == 4

    options = WatchOptions(every=timedelta(minutes=20), tell=told)
    watch(record, [FEED], fake_coder, outlet.fetcher(), options)
    assert rounds == [("12:00", 1, 2), ("12:20", 1, 1), ("12:40", 1, 1), ("13:00", 1, 1)]
    assert len(stored(record)) == 5


def test_a_round_gives_way_to_feeds_that_are_due(outlet, record, clock):
    outlet.server.pages["/feed"] = feed(*(item(f"/{n}") for n in range(1, 30)))
    rounds = []

    def told(done):
        rounds.append(done.pages.fetched)
        outlet.is_stopped = len(rounds) == 3

    watch(record, [FEED], fake_coder, outlet.fetcher(delay=30.0), WatchOptions(every=timedelta(minutes=5), tell=told))
    assert sum(rounds) == 29
    assert rounds[0] < 29
    assert outlet.server.paths.count("/feed") == 3


def test_only_what_was_named_is_fetched(outlet, record):
    outlet.server.pages["/2"] = answer("", "500 Internal Server Error")
    ask(outlet, record)
    outlet.clock.passed += 7200
    outlet.server.pages["/feed2"] = feed(item("/3"))
    ask(outlet, record, feeds=[FEED + "2"])
    assert outlet.server.paths.count("/2") == 1  # it is of the other feed


def test_a_coder_that_fails_is_the_records_matter_not_the_fetchs(outlet, record):
    outlet.server.pages["/2"] = page(2, act="BOOM met")
    ask(outlet, record)
    (failed,) = record.outcomes(only_failed=True)
    assert failed["reason"].startswith("the coder failed")
    assert rows(record)[2][1] == "fetched"


def test_the_run_says_what_coded_it(outlet, record):
    fetcher = outlet.fetcher()
    state.watch(record.connection, [FEED], fetcher.world.now())
    options = WatchOptions(is_once=True, add=AddOptions(coder_facts={"model": "m"}))
    watch_once(record, [FEED], fake_coder, fetcher, options)
    assert json.loads(record.connection.execute("SELECT coder FROM runs").fetchone()[0]) == {"model": "m"}


def test_the_same_feeds_give_the_same_record(server, tmp_path):
    from fetching.server import Clock

    server.pages |= {f"/{n}": page(n) for n in range(1, 8)}
    server.pages["/feed"] = feed(*(item(f"http://{h}.example/{n}") for n in range(1, 8) for h in ("news", "other")))
    found = []
    for name, batch in (("a", 1), ("b", 64)):
        net = Net(server, Clock())
        with Record.open(tmp_path / name) as record:
            state.watch(record.connection, [FEED], net.world.now())
            watch_once(
                record, [FEED], fake_coder, net.fetcher(), WatchOptions(is_once=True, add=AddOptions(batch=batch))
            )
            found.append([(d.id, d.text, r, n) for d, r, n in record.documents()] + rows(record))
    assert found[0] == found[1]
