"""Pieces of a feed's item or an office file to one text, joined by blank lines, each with what its markup says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.reading.lines import Unit
from detente.reading.text import Facts, assemble
from detente.values import Document, PartKind


class Piece(NamedTuple):
    """A paragraph, a heading or a caption; `hint` is None where only its form can tell what it is."""

    words: str
    hint: PartKind | None = None


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Unit, ...]]:
    """The text of the pieces that hold words, joined by blank lines, with a unit for each."""
    kept = [Piece(p.words.strip(), p.hint) for p in pieces if p.words.strip()]
    units, at = [], 0
    for words, hint in kept:
        units.append(Unit(at, at + len(words), False, hint))
        at += len(words) + 2
    return "\n\n".join(p.words for p in kept), tuple(units)


def document_of_pieces(pieces: Sequence[Piece], id: str, facts: Facts) -> Document:
    """The document of pieces in reading order."""
    text, units = join(pieces)
    return assemble(text, units, id, facts)
