"""The pages of feeds' items, fetched host by host in turn, so that no host is hurried and nobody waits in vain."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from detente.fetching import state
from detente.fetching.backoff import ITEM_TRIES, next_try
from detente.fetching.fetcher import Fetcher
from detente.fetching.ledger import Ledger
from detente.fetching.outcome import Fetched, NotFetched
from detente.fetching.pages import read_page, refused_page
from detente.fetching.state import ItemRow
from detente.reading.outcome import Outcome


@dataclass(slots=True)
class Pages:
    """How the fetching of items went."""

    fetched: int = 0
    failed: int = 0


def iter_items(
    connection: sqlite3.Connection,
    fetcher: Fetcher,
    items: Sequence[ItemRow],
    is_over: Callable[[], bool],
    ledger: Ledger,
    found: Pages,
) -> Iterator[Outcome]:
    """The outcomes of the items' pages, until all are done or `is_over`; what fails is noted to be tried again."""
    hosts: dict[str, deque[ItemRow]] = {}
    for item in items:
        hosts.setdefault(_host(item.url), deque()).append(item)
    while hosts and not is_over() and not fetcher.world.is_stopped():
        host = min(hosts, key=lambda h: fetcher.ready_in(hosts[h][0].url))  # the first of those that are ready
        queue = hosts.pop(host)
        wait = fetcher.ready_in(queue[0].url)
        if wait > fetcher.options.longest_wait:
            until = fetcher.world.now() + timedelta(seconds=wait)
            for item in queue:
                state.put_off(connection, item.url, until)
            continue
        item = queue.popleft()
        if queue:
            hosts[host] = queue  # behind all others
        answer = fetcher.fetch(item.url, allow_private=item.is_private)
        if isinstance(answer, Fetched):
            found.fetched += 1
            for outcome in read_page(answer, listed=item.published):
                yield ledger.given(outcome)
            ledger.note(partial(state.done, connection, item.url, answer))
        elif answer.outcome == "stopped":
            return
        else:
            found.failed += 1
            yield from _failed(connection, item, answer, ledger)


def _failed(connection: sqlite3.Connection, item: ItemRow, answer: NotFetched, ledger: Ledger) -> Iterator[Outcome]:
    tries = item.tries + 1
    next_at = next_try(tries, answer.fetched_at, answer.retry_at) if answer.is_temporary else None
    if next_at is not None:
        after = f" Try {tries} of {ITEM_TRIES}; again after {next_at:%Y-%m-%d %H:%M} UTC."
    else:
        after = f" Given up after {tries} tries." if tries > 1 else ""
    yield ledger.given(refused_page(answer, after))
    ledger.note(partial(state.failed, connection, answer, item.url, next_at))


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
