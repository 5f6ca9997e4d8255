"""A feed to its items, one after the other: for reports that feeds carry, and for the pages that they list."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from detente.reading.feeds.entry import Entry, parse_entries
from detente.reading.feeds.items import MAX_ITEM, Items
from detente.reading.feeds.prolog import declares_entities, encoding_of, root_of, without_doctype
from detente.reading.source import Source

_BATCH_ITEMS, _BATCH_CHARS = 20, 200_000
_TOO_LONG = f"The item has no end, or more than {MAX_ITEM / 1e6:.0f} million characters."


class FoundItem(NamedTuple):
    """An item by its number, from 1; without an entry where it cannot be read, for the reason given."""

    number: int
    entry: Entry | None
    reason: str = ""


class EntitiesError(Exception):
    """The feed declares entities or a document type of its own, which could grow without end."""


def iter_items(source: Source) -> Iterator[FoundItem]:
    """Each item of an RSS, Atom or RDF feed. Raises EntitiesError, DamagedError, UnfoldError."""
    encoding = encoding_of(source.head, source.charset)
    items = Items(_pieces(source, encoding))
    number, start, closing = 0, "", _closing(root_of(source.head))
    batch: list[str | None] = []
    for item in items:
        if not start:
            if declares_entities(items.head):
                break
            start = without_doctype(_declared_utf8(items.head))
        batch.append(item)
        if len(batch) >= _BATCH_ITEMS or sum(len(i or "") for i in batch) > _BATCH_CHARS:
            yield from _read_batch(number, start, batch, closing, source.url)
            number, batch = number + len(batch), []
    if declares_entities(items.head):
        raise EntitiesError
    if batch:
        yield from _read_batch(number, start, batch, closing, source.url)


def _pieces(source: Source, encoding: str) -> Iterator[str]:
    """The feed's text by and by; characters that cannot be decoded are replaced."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while raw := source.stream.read1(1 << 16):
        yield decoder.decode(raw)
    yield decoder.decode(b"", final=True)


def _declared_utf8(head: str) -> str:
    """The head without its declaration: what is handed on is UTF-8, whatever the file was."""
    head = head.removeprefix("\ufeff").lstrip()
    return head.partition("?>")[2] if head.startswith("<?xml") else head


def _closing(root: tuple[str, str] | None) -> str:
    tag, name = root or ("rss", "rss")
    prefix = tag.removesuffix(name)
    return f"</{prefix}channel></{tag}>" if name == "rss" else f"</{tag}>"


def _read_batch(
    before: int, head: str, items: Sequence[str | None], closing: str, base: str | None
) -> Iterator[FoundItem]:
    """Some items; those that cannot be told apart together are read one at a time."""
    whole = [i for i in items if i is not None]
    entries = parse_entries(head, whole, closing, base) if whole else []
    if len(entries) != len(whole):
        entries_alone = [parse_entries(head, [i], closing, base) for i in whole]
        found = iter([e[0] if len(e) == 1 else None for e in entries_alone])
    else:
        found = iter(entries)
    for number, item in enumerate(items, before + 1):
        entry = next(found) if item is not None else None
        reason = _TOO_LONG if item is None else "" if entry is not None else "The item cannot be read."
        yield FoundItem(number, entry, reason)
