"""One feed asked for what is new: its items are noted, to be fetched next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from detente.fetching import state
from detente.fetching.backoff import next_poll
from detente.fetching.feed import Feed, NoFeedError, list_feed
from detente.fetching.fetcher import Fetcher
from detente.fetching.ledger import Ledger
from detente.fetching.outcome import Fetched, NotFetched
from detente.fetching.pages import refused_page
from detente.reading.outcome import Outcome
from detente.reading.stream import iter_bytes


@dataclass(slots=True)
class Poll:
    """What asking a feed brought; filled in while its outcomes are taken."""

    new_items: int = 0
    is_unchanged: bool = False
    trouble: str | None = None


def poll(
    connection: sqlite3.Connection, fetcher: Fetcher, url: str, every: timedelta, ledger: Ledger, found: Poll
) -> Iterator[Outcome]:
    """Ask one feed, note its new items, and give the outcomes of items that have a text but no page, or why it failed.

    Whether it failed or not, it is asked again later; only a feed that is gone (410) is not.
    """
    row = state.feed_row(connection, url)
    answer = fetcher.fetch(url, row.validators)
    if isinstance(answer, Fetched):
        try:
            parsed = list_feed(answer)
        except NoFeedError as error:
            answer = NotFetched(url, "unsupported", error.reason, error.todo, answer.fetched_at, answer.hops)
        else:
            yield from _listed(connection, url, answer, parsed, ledger, found)
            next_at = next_poll(0, answer.fetched_at, every)
            ledger.note(partial(state.polled, connection, url, answer, parsed.title, next_at))
            return
    if answer.outcome == "unchanged":
        found.is_unchanged = True
        state.unchanged(connection, url, next_poll(0, answer.fetched_at, every), answer.fetched_at)
    elif answer.outcome != "stopped":
        found.trouble = f"{answer.reason} {answer.todo}".strip()
        is_gone = bool(answer.hops) and answer.hops[-1].http_status == 410
        next_at = next_poll(row.tries + 1, answer.fetched_at, every, answer.retry_at)
        yield ledger.given(refused_page(answer))
        ledger.note(partial(state.failed, connection, answer, url, None if is_gone else next_at))


def _listed(
    connection: sqlite3.Connection, url: str, answer: Fetched, parsed: Feed, ledger: Ledger, found: Poll
) -> Iterator[Outcome]:
    found.new_items = state.list_items(connection, url, answer, parsed.items)
    if not parsed.has_texts:
        return
    for outcome in iter_bytes(answer.body, name=url, url=answer.final_url, charset=answer.charset):
        is_of_text = outcome.document is not None and outcome.document.url is None
        if is_of_text or not parsed.items:
            yield ledger.given(outcome)
