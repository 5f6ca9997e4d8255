"""Markup of a part of a page (the text of a feed's item, a database's article) to pieces, all of it kept."""

from __future__ import annotations

import re

from detente.reading.looks import find_mark
from detente.reading.page import Block, parse_page
from detente.reading.pieces import Piece
from detente.values import PartKind

_TAG = re.compile(r"<[A-Za-z/!]|&(?:#\d+|#x[\da-fA-F]+|\w+);")


def pieces_of(source: str, *, is_markup: bool = True) -> list[Piece]:
    """The blocks of a fragment that can be seen, in reading order. Raises TooComplexError."""
    if not is_markup or not _TAG.search(source):
        return [Piece(p) for p in re.split(r"\n\s*\n", source.replace("\r\n", "\n").replace("\r", "\n"))]
    return [Piece(b.text, _hint(b)) for b in parse_page(f"<body>{source}").blocks]


def plain_text(source: str) -> str:
    """The words of a short markup, a title for instance, on one line. Raises TooComplexError."""
    if not _TAG.search(source):
        return " ".join(source.split())
    return " ".join(" ".join(b.text.split()) for b in parse_page(f"<body><p>{source}").blocks)


def _hint(block: Block) -> PartKind | None:
    if block.tag == "figcaption":
        return "caption"
    if block.tag in ("h1", "h2", "h3", "h4", "h5", "h6") and find_mark(block.text) is None:
        return "subheading"
    return None
