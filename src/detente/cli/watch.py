"""`detente watch`: feeds asked again and again, their new items into the record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.fetches import Fetching, fetch_options
from detente.cli.own import Own, corrected, own_options
from detente.cli.runs import engine_of, facts_of, stopping, worker_options

if TYPE_CHECKING:
    from detente.fetching.watching import Round
    from detente.record import Tally
    from detente.record.progress import Progress

_SHOWN = 20


@click.command("watch", short_help="Watch feeds, and add their new items to the record.")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file; made if absent.")
@click.option("--every", type=click.FloatRange(1), default=30, show_default=True, metavar="MINUTES", help="How often.")
@click.option("--once", is_flag=True, help="Ask each feed now, fetch what is new, and end.")
@fetch_options
@worker_options(default=1)
@own_options
def command(
    feeds: tuple[str, ...],
    path: str,
    every: float,
    once: bool,
    fetching: Fetching,
    own: Own,
    **limits: Any,
) -> int:
    """Ask feeds for new items, fetch their pages, code them and keep them in the record.

    FEED is the address of an RSS or Atom feed, or a file that lists feeds (OPML). Robots.txt is kept to, each host is
    asked at most once a second, and feeds are asked only for what is new. A page that cannot be fetched is tried again
    for two days. What is known of feeds stays in the record: the same command goes on where it was. Control-C ends it.
    Exit code 0: done; 1: with --once, something failed; 2: wrong usage; 130: stopped.
    """
    from detente.fetching.watching import WatchOptions, watch
    from detente.record import AddOptions, Record

    urls = list(dict.fromkeys(url for feed in feeds for url in _iter_feeds(feed)))
    own.knowledge()  # a table of the user's that is not valid is told of before there is a record
    with ExitStack() as stack:
        record = stack.enter_context(Record.open(path))
        own_now = stack.enter_context(corrected(own, record))
        knowledge = own_now.knowledge()
        is_stopped = stack.enter_context(stopping())
        engine = stack.enter_context(engine_of(own_now, knowledge, **limits))
        talk = _Talk(is_once=once)
        adding = AddOptions(batch=16, progress=talk.progress, coder_facts=facts_of(knowledge))
        options = WatchOptions(
            every=timedelta(minutes=every), is_once=once, add=adding, begin=talk.begin, tell=talk.told
        )
        last = watch(record, urls, engine, fetching.fetcher(is_stopped), options)
        if is_stopped():
            click.echo("Stopped; run the same command again to go on.", err=True)
            return 130
    return 1 if last.failed or (last.tally is not None and last.tally.is_failed) else 0


def _iter_feeds(feed: str) -> Iterator[str]:
    """The address itself without user name and password, or those of the list. Raises InputError."""
    from detente.errors import InputError
    from detente.reading.decode import MAX_BYTES
    from detente.reading.feeds.opml import list_feeds
    from detente.reading.inputs import is_address
    from detente.reading.links import bare_url

    if is_address(feed):
        yield bare_url(feed)
        return
    try:
        with Path(feed).open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        todo = "Give the address of a feed, beginning with https://, or an OPML file."
        raise InputError("This is neither an address nor a file.", feed, todo) from error
    listed = list_feeds(raw, feed)
    if not listed:
        raise InputError("The list holds no feeds.", feed, "Export it from your feed reader again.")
    yield from (bare_url(one.url) for one in listed)


class _Talk:
    """What is said while watching: progress on a terminal, and a few lines for each round that brought something."""

    def __init__(self, *, is_once: bool) -> None:
        self._is_once, self._is_first = is_once, True
        self._progress: Progress | None = None

    def begin(self) -> None:
        from detente.record.progress import Progress

        self._progress = Progress(sys.stderr)

    def progress(self, tally: Tally) -> None:
        if self._progress is not None:
            self._progress.tell(tally)

    def told(self, done: Round) -> None:
        if self._progress is not None and done.tally is not None:
            self._progress.close(done.tally)
        for url, until in done.put_off if self._is_once or self._is_first else ():
            click.echo(f"put off  {url}: not before {until:%Y-%m-%d %H:%M} UTC, after a failure", err=True)
        feeds = {url for url, _ in done.failed}
        others = [(name, why) for name, why in (done.tally.failures if done.tally else ()) if name not in feeds]
        failures = [*done.failed, *others]
        for name, reason in failures[:_SHOWN]:
            click.echo(f"failed   {name}: {reason}", err=True)
        if len(failures) > _SHOWN:
            click.echo(f"… and {len(failures) - _SHOWN:,} more: detente documents --outcomes --failed", err=True)
        if done.tally is not None or self._is_once or self._is_first:
            click.echo(_line(done, is_once=self._is_once), err=True)
        self._is_first = False


def _line(done: Round, *, is_once: bool) -> str:
    """A round in one line: "3 feeds asked (1 without news), 12 new items, 11 pages fetched"."""
    told = _many(done.feeds, "feed") + " asked"
    facts = [(done.unchanged, "without news"), (len(done.failed), "failed")]
    if said := ", ".join(f"{n:,} {what}" for n, what in facts if n):
        told += f" ({said})"
    told += f", {_many(done.new_items, 'new item')}, {_many(done.pages.fetched, 'page')} fetched"
    if done.next_at is not None and not is_once:
        told += f"; next at {done.next_at:%H:%M} UTC"
    return told


def _many(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
