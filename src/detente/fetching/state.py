"""The rows of `fetches`: which feeds are watched, which of their items are still to be fetched."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from detente.fetching.feed import Item
from detente.fetching.fetch import Validators
from detente.fetching.outcome import Fetched, NotFetched
from detente.record.store import transaction

_WATCH = (
    "INSERT INTO fetches (url, first_seen_at, next_at) VALUES (?, ?, ?)"
    " ON CONFLICT (url) DO UPDATE SET feed = NULL, next_at = coalesce(next_at, excluded.next_at)"
)
_FEED = "SELECT url, title, next_at, tries, final_url, etag, last_modified, is_private FROM fetches WHERE url = ?"
_LIST = (
    "INSERT INTO fetches (url, feed, title, published, first_seen_at, next_at) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (url) DO NOTHING"
)
_FROM = "UPDATE fetches SET is_private = ? WHERE url = ?"  # its items may be of the own network only if it is
_DUE = (
    "SELECT i.fetch, i.url, i.title, i.published, i.tries, f.is_private FROM fetches i JOIN fetches f ON f.url = i.feed"
    " WHERE i.feed IN (SELECT value FROM json_each(?)) AND i.next_at <= ? ORDER BY i.fetch"
)
_NEXT = "SELECT min(next_at) FROM fetches WHERE feed IN (SELECT value FROM json_each(?)) AND next_at IS NOT NULL"
_POLLED = (
    "UPDATE fetches SET title = coalesce(?, title), final_url = ?, etag = ?, last_modified = ?, outcome = ?,"
    " reason = NULL, tries = 0, next_at = ?, fetched_at = ?, address = ?, is_private = ? WHERE url = ?"
)
_UNCHANGED = (
    "UPDATE fetches SET outcome = 'unchanged', reason = NULL, tries = 0, next_at = ?, fetched_at = ? WHERE url = ?"
)
_PUT_OFF = "UPDATE fetches SET next_at = ? WHERE url = ?"
_FAILED = "UPDATE fetches SET outcome = ?, reason = ?, tries = tries + 1, next_at = ?, fetched_at = ? WHERE url = ?"
_DONE = (
    "UPDATE fetches SET outcome = 'fetched', reason = NULL, tries = 0, next_at = NULL, fetched_at = ?, final_url = ?,"
    " address = ?, is_private = ? WHERE url = ?"
)


class FeedRow(NamedTuple):
    """A watched feed as it was left."""

    url: str
    title: str | None
    next_at: datetime | None
    tries: int
    validators: Validators | None
    is_private: bool


class ItemRow(NamedTuple):
    """An item that is to be fetched now; `is_private` of its feed."""

    fetch: int
    url: str
    title: str | None
    published: date | None
    tries: int
    is_private: bool


def watch(connection: sqlite3.Connection, urls: Sequence[str], now: datetime) -> None:
    """Note the feeds; those known keep their state."""
    with transaction(connection):
        connection.executemany(_WATCH, [(url, _iso(now), _iso(now)) for url in urls])


def feed_row(connection: sqlite3.Connection, url: str) -> FeedRow:
    """A watched feed. Raises KeyError for one that is not."""
    row = connection.execute(_FEED, (url,)).fetchone()
    if row is None:
        raise KeyError(url)
    url, title, next_at, tries, final_url, etag, last_modified, is_private = row
    known = Validators(final_url, etag, last_modified) if final_url and (etag or last_modified) else None
    return FeedRow(url, title, _moment(next_at), tries, known, bool(is_private))


def list_items(connection: sqlite3.Connection, feed: str, answer: Fetched, items: Sequence[Item]) -> int:
    """Note the items that are new in what the feed answered, to be fetched from now on; how many they are."""
    now = _iso(answer.fetched_at)
    days = [item.published.isoformat() if item.published else None for item in items]
    rows = [(i.url, feed, i.title, day, now, now) for i, day in zip(items, days, strict=True)]
    with transaction(connection):
        connection.execute(_FROM, (int(answer.is_private), feed))
        before = connection.total_changes
        connection.executemany(_LIST, rows)
        return connection.total_changes - before


def due_items(connection: sqlite3.Connection, feeds: Sequence[str], now: datetime) -> list[ItemRow]:
    """The items of these feeds that are to be fetched now, in the order they were found."""
    return [
        ItemRow(fetch, url, title, date.fromisoformat(day) if day else None, tries, bool(is_private))
        for fetch, url, title, day, tries, is_private in connection.execute(_DUE, (json.dumps(list(feeds)), _iso(now)))
    ]


def next_item(connection: sqlite3.Connection, feeds: Sequence[str]) -> datetime | None:
    """When the next of these feeds' items is to be tried; None where none is left."""
    return _moment(connection.execute(_NEXT, (json.dumps(list(feeds)),)).fetchone()[0])


def polled(connection: sqlite3.Connection, url: str, answer: Fetched, title: str | None, next_at: datetime) -> None:
    """The feed was read, and all that it lists is noted or stored: only now are its validators kept."""
    last = answer.hops[-1]
    values = (title, last.url, answer.etag, answer.last_modified, "fetched", _iso(next_at), _iso(answer.fetched_at))
    connection.execute(_POLLED, (*values, last.address, int(last.is_private), url))


def unchanged(connection: sqlite3.Connection, url: str, next_at: datetime, now: datetime) -> None:
    """The feed has nothing new."""
    connection.execute(_UNCHANGED, (_iso(next_at), _iso(now), url))


def failed(connection: sqlite3.Connection, answer: NotFetched, url: str, next_at: datetime | None) -> None:
    """The feed or item could not be fetched; it is tried again at `next_at`, or not again."""
    values = (answer.outcome, answer.reason, _iso(next_at) if next_at else None, _iso(answer.fetched_at), url)
    connection.execute(_FAILED, values)


def put_off(connection: sqlite3.Connection, url: str, until: datetime) -> None:
    """The item's host wants to be left alone; this counts as no try."""
    connection.execute(_PUT_OFF, (_iso(until), url))


def done(connection: sqlite3.Connection, url: str, answer: Fetched) -> None:
    """The item was fetched, and what came of it is stored."""
    last = answer.hops[-1]
    connection.execute(_DONE, (_iso(answer.fetched_at), last.url, last.address, int(last.is_private), url))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
