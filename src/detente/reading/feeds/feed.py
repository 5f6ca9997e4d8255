"""A feed to documents: each item a document with its title, text, address, day and outlet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.reading.feeds.entries import EntitiesError, iter_items
from detente.reading.feeds.entry import Entry
from detente.reading.feeds.prolog import encoding_of
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.page import TooComplexError
from detente.reading.page_pieces import pieces_of, plain_text
from detente.reading.pieces import Piece, document_of_pieces
from detente.reading.published import outlet_of_url
from detente.reading.source import Source
from detente.reading.tables import domains, outlet_names
from detente.reading.text import Facts
from detente.reading.weigh import weigh

_TODO = "Open the item's page and save the report."


def iter_feed(source: Source) -> Iterator[Outcome]:
    """The outcome of each item of an RSS, Atom or RDF feed. Raises DamagedError, UnfoldError."""
    encoding = encoding_of(source.head, source.charset)
    is_empty = True
    try:
        for item in iter_items(source):
            is_empty = False
            name, detail = f"{source.name}#{item.number}", Detail(item=item.number, encoding=encoding)
            if item.entry is None:
                yield refused(name, "malformed", item.reason, _TODO, detail)
            else:
                yield _read_entry(source, name, item.entry, detail)
    except EntitiesError:
        reason = "The feed declares entities or a document type of its own, which could grow without end."
        todo = "Fetch the feed from its outlet again."
        yield refused(source.name, "malformed", reason, todo, Detail(encoding=encoding))
        return
    if is_empty:
        yield refused(source.name, "empty", "The feed holds no items.", "Fetch it again later.")


def _read_entry(source: Source, name: str, entry: Entry, detail: Detail) -> Outcome:
    try:
        title = plain_text(entry.title) if entry.title else ""
        text = pieces_of(entry.text or "", is_markup=entry.is_markup)
        outlet, outlet_how = _outlet(entry)
    except TooComplexError:
        return refused(name, "too_complex", "The item's text has thousands of attributes or elements.", _TODO, detail)
    pieces = [Piece(title, "headline"), *text]
    day, how = (source.published, "given") if source.published else (entry.published, "feed")
    facts = Facts(
        title=title or None,
        published=day,
        published_how=how if day else None,
        outlet=outlet,
        outlet_how=outlet_how,
        url=entry.link,
    )
    if entry.written_day and entry.published is None and source.published is None:
        warning = f"The item's day cannot be read or is not between 1900 and 2100: {entry.written_day[:40]!r}."
        detail = replace(detail, warning=warning)
    return weigh(name, document_of_pieces(pieces, _id(entry, pieces), facts), detail)


def _id(entry: Entry, pieces: Sequence[Piece]) -> str:
    """What the feed says names the item for good; else its address; else a digest of its words."""
    if entry.id and ":" in entry.id:
        return entry.id
    if entry.id and entry.feed_link:
        return f"{entry.feed_link}#{entry.id}"
    if entry.link:
        return entry.link
    words = "\n\n".join(p.words for p in pieces)
    return "item-" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def _outlet(entry: Entry) -> tuple[str | None, str | None]:
    """The source that an aggregator names, an outlet known by the link's host, the feed's title, the host."""
    host = outlet_of_url(entry.link) if entry.link else None
    if entry.outlet:
        named = plain_text(entry.outlet)
        return outlet_names().get(named.lower(), named), "feed"
    if host is not None and host in domains().values():
        return host, "url"
    if entry.feed_title and (title := plain_text(entry.feed_title)):
        return outlet_names().get(title.lower(), title), "feed"
    return host, "url" if host else None
