"""A feed as fetched to what a watcher needs of it: the addresses of its items, and what it says of each."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import NamedTuple

from detente.fetching.outcome import Fetched
from detente.reading.decode import decode
from detente.reading.feeds.entries import EntitiesError, iter_items
from detente.reading.feeds.prolog import root_of
from detente.reading.links import MAX_URL, join_url
from detente.reading.page import TooComplexError
from detente.reading.page_pieces import plain_text
from detente.reading.source import source_of

MAX_ITEMS = 10_000
"""Of one feed at one time; the first count."""


class Item(NamedTuple):
    """An item with a page of its own."""

    url: str
    title: str | None
    published: date | None


class Feed(NamedTuple):
    """What a feed lists: items with pages, and whether others carry only a text."""

    title: str | None
    items: tuple[Item, ...] = ()
    has_texts: bool = False


class NoFeedError(Exception):
    """What was fetched is no feed; `todo` says what to do."""

    def __init__(self, reason: str, todo: str) -> None:
        super().__init__(reason)
        self.reason, self.todo = reason, todo


def list_feed(fetched: Fetched) -> Feed:
    """What the feed lists. Raises NoFeedError."""
    root = root_of(fetched.body[:65536])
    if root is None:
        raise _no_feed(fetched)
    if root[1] == "opml":
        raise NoFeedError("It is a list of feeds (OPML), not a feed.", "Save it in a file, and give its name.")
    try:
        return _list(fetched)
    except EntitiesError as error:
        reason = "The feed declares entities of its own, which could grow without end."
        raise NoFeedError(reason, "Ask its outlet for a plain one.") from error


def _list(fetched: Fetched) -> Feed:
    source = source_of(fetched.body, fetched.url, fetched.final_url, fetched.charset)
    items: dict[str, Item] = {}
    has_texts, title = False, None
    for _, entry, _ in islice(iter_items(source), MAX_ITEMS):
        if entry is None or entry.link is None:
            has_texts = True
            continue
        title = title or entry.feed_title
        url = entry.link.partition("#")[0]
        items.setdefault(url, Item(_sound(url), _words(entry.title), entry.published))
    return Feed(_words(title), tuple(items.values()), has_texts)


def _words(title: str | None) -> str | None:
    try:
        return _sound(plain_text(title)) or None if title else None
    except TooComplexError:
        return None


def _sound(text: str) -> str:
    """A text that can be stored: without half characters, and not endless."""
    return text.encode("utf-8", "replace").decode("utf-8")[:MAX_URL]


def _no_feed(fetched: Fetched) -> NoFeedError:
    """A page may name its feed; a user is told it."""
    page = decode(fetched.body[:200_000], charset=fetched.charset).text
    for tag in re.findall(r"<link\b[^<>]{0,2000}>", page[:200_000], re.IGNORECASE):
        if re.search(r"application/(?:rss|atom)\+xml", tag, re.IGNORECASE):
            link = re.search(r"href\s*=\s*[\"']?([^\"'\s>]+)", tag, re.IGNORECASE)
            if link is not None and (url := join_url(fetched.final_url, link[1].replace("&amp;", "&"))):
                return NoFeedError("It is a page, not a feed.", f"The page names its feed: {url[:300]}")
    return NoFeedError("It is not a feed (RSS, Atom).", "Look for the feed on the outlet's page.")
