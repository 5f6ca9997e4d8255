"""A coding's sentence with the words that were read marked: the act, its source, its target.

Spans may overlap ("the two" is source and target at once): the sentence is cut at every border, each piece is marked
with all its parts, and a part's letter stands where it begins.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from detente.relations.page.elements import element
from detente.values import Coding, Document, Party

PARTS = (("source", "S"), ("act", "act"), ("target", "T"))


class _Piece(NamedTuple):
    part: str
    start: int
    end: int


def marked_sentence(document: Document, coding: Coding) -> Element:
    """The sentence as a quotation with its words marked; white space inside is kept as single blanks by the page."""
    first, last = coding.sentence
    pieces = _pieces(coding)
    borders = sorted({first, last} | {b for p in pieces for b in (p.start, p.end) if first < b < last})
    children: list[Element | str] = []
    for start, end in pairwise(borders):
        text = document.text[start:end]
        here = [p for p in pieces if p.start <= start and end <= p.end]
        if not here:
            children.append(text)
            continue
        parts = [name for name, _ in PARTS if any(p.part == name for p in here)]
        tags = [
            element("sup", letter, class_="tag")
            for name, letter in PARTS
            if any(p.part == name and p.start == start for p in here)
        ]
        children.append(element("mark", tags, text, class_=" ".join(parts), title=" and ".join(parts)))
    return element("blockquote", children, dir="auto")


def named_elsewhere(coding: Coding) -> list[str]:
    """What is said of parties whose words stand outside the coding's sentence."""
    found = []
    for side, parties in (("source", coding.source), ("target", coding.target)):
        for party in parties:
            if not _is_inside(party, coding):
                found.append(f"{side} named outside this sentence: “{party.text}”")
    return found


def _pieces(coding: Coding) -> list[_Piece]:
    found = [_Piece("act", *coding.trigger)]
    for side, parties in (("source", coding.source), ("target", coding.target)):
        found += [_Piece(side, p.start, p.end) for p in parties if _is_inside(p, coding)]
    return found


def _is_inside(party: Party, coding: Coding) -> bool:
    return coding.sentence.start <= party.start < party.end <= coding.sentence.end
