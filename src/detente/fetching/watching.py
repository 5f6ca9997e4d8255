"""Feeds watched: asked again and again, their new items fetched and added to the record by the way of `add`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from detente.engine.engine import Engine
from detente.engine.unit import Coder
from detente.fetching import state
from detente.fetching.fetcher import Fetcher
from detente.fetching.items import Pages, iter_items
from detente.fetching.ledger import Ledger
from detente.fetching.polling import Poll, poll
from detente.fetching.world import wait
from detente.reading.outcome import Outcome
from detente.record import AddOptions, Record, Tally
from detente.record.store import trouble

EVERY = timedelta(minutes=30)


@dataclass(slots=True)
class Round:
    """One round: feeds asked, those without news, those that failed with the reason, new items, pages, and the tally.

    `tally` is None where nothing came that the record should know of: then there is no run of it either.
    """

    feeds: int = 0
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    put_off: list[tuple[str, datetime]] = field(default_factory=list)
    """Feeds that are not to be asked yet, and until when."""
    new_items: int = 0
    pages: Pages = field(default_factory=Pages)
    tally: Tally | None = None
    next_at: datetime | None = None
    """When there is something to do again; None if never."""


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """How often to ask, whether only once, how to add (its `stop` is the fetcher's), and whom to tell of rounds."""

    every: timedelta = EVERY
    is_once: bool = False
    add: AddOptions = field(default_factory=AddOptions)
    begin: Callable[[], None] | None = None
    """Called as each round begins."""
    tell: Callable[[Round], None] | None = None
    """Called as each round has ended."""


def watch(
    record: Record, feeds: Sequence[str], coder: Coder | Engine, fetcher: Fetcher, options: WatchOptions
) -> Round:
    """Ask the feeds, fetch their new items and add them, until stopped (`fetcher.world`), or once; the last round.

    What is known of the feeds is kept in the record: a run after a kill goes on where the last one was. Raises
    RecordError where the record cannot be written.
    """
    with trouble(record.path):
        state.watch(record.connection, feeds, fetcher.world.now())
    while True:
        if options.begin is not None:
            options.begin()
        done = watch_once(record, feeds, coder, fetcher, options)
        if options.tell is not None:
            options.tell(done)
        if options.is_once or done.next_at is None or fetcher.world.is_stopped():
            return done
        seconds = (done.next_at - fetcher.world.now()).total_seconds()
        if not wait(fetcher.world, max(1.0, seconds)):
            return done


def watch_once(
    record: Record, feeds: Sequence[str], coder: Coder | Engine, fetcher: Fetcher, options: WatchOptions
) -> Round:
    """One round: all feeds that are due, then the items that are."""
    with trouble(record.path):
        return _round(record, list(dict.fromkeys(feeds)), coder, fetcher, options)


def _round(
    record: Record, feeds: Sequence[str], coder: Coder | Engine, fetcher: Fetcher, options: WatchOptions
) -> Round:
    done, ledger = Round(), Ledger()
    outcomes = _outcomes(record, feeds, fetcher, options, ledger, done)
    first = next(outcomes, None)
    if first is not None:

        def stored(tally: Tally) -> None:
            ledger.stored(tally.inputs)
            if options.add.progress is not None:
                options.add.progress(tally)

        adding = replace(options.add, progress=stored, stop=fetcher.world.is_stopped, command="watch")
        done.tally = record.add(itertools.chain([first], outcomes), coder, adding)
    ledger.stored(done.tally.inputs if done.tally is not None else 0)
    done.next_at = _next(record, feeds)
    return done


def _outcomes(
    record: Record, feeds: Sequence[str], fetcher: Fetcher, options: WatchOptions, ledger: Ledger, done: Round
) -> Iterator[Outcome]:
    connection, world = record.connection, fetcher.world
    rows = [state.feed_row(connection, url) for url in feeds]
    begun = world.now()
    for row in rows:
        if world.is_stopped():
            return
        if row.next_at is None or (row.next_at > begun and (row.tries or not options.is_once)):
            if row.next_at is not None and row.tries:
                done.put_off.append((row.url, row.next_at))
            continue
        found = Poll()
        yield from poll(connection, fetcher, row.url, options.every, ledger, found)
        done.feeds += 1
        done.unchanged += found.is_unchanged
        done.new_items += found.new_items
        if found.trouble is not None:
            done.failed.append((row.url, found.trouble))
    due_again = min([begun + options.every, *(row.next_at for row in rows if row.next_at and row.next_at > begun)])
    items = state.due_items(connection, feeds, world.now())

    def is_over() -> bool:
        return not options.is_once and world.now() >= due_again

    yield from iter_items(connection, fetcher, items, is_over, ledger, done.pages)


def _next(record: Record, feeds: Sequence[str]) -> datetime | None:
    moments = [state.feed_row(record.connection, url).next_at for url in feeds]
    moments.append(state.next_item(record.connection, feeds))
    return min((moment for moment in moments if moment is not None), default=None)
