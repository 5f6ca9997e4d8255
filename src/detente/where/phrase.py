"""The whole words that say where, by how strongly the heads tie each of them: "northern Iraq", "the U.S. embassy"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.values import Document, Sentence, Where

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.where.find import Place

_WITHIN, _OPENS = 0.3, 0.2
"""A word beside a place belongs to it, and words without one may be a place, from these probabilities on."""
_NEVER = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON"})
_NOT_FIRST = frozenset({"ADP", "PUNCT", "PART", "CCONJ", "ADV"})
_LONGEST = 10
_LINKS = frozenset("of in at on near the".split())
_BEFORE = frozenset("the a an".split())
_DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western northeast northwest southeast southwest "
    "mainland downtown upper lower rural inner outer greater".split()
)


def widened(where: Where, place: Place, sentence: Sentence, document: Document, ties: NDArray[np.float32]) -> Where:
    """The place with all the words that tell it: "in [the Debaga camp]", "in [Sana'a, Yemen]", "[northern Iraq]"."""
    tokens, first, last = sentence.tokens, place.first, place.last
    while first > 0 and last - first < _LONGEST:
        if _joins(sentence, first - 1, ties):
            first -= 1
        elif first > 1 and tokens[first - 1].text.lower() in _LINKS and _joins(sentence, first - 2, ties):
            first -= 2
        else:
            break
    while last < len(tokens) and last - first < _LONGEST and _joins(sentence, last, ties):
        last += 1
    while first < place.first and tokens[first].upos in _NOT_FIRST:
        first += 1
    while last > place.last and tokens[last - 1].upos in _NOT_FIRST | {"DET", "ADJ"} and tokens[last - 1].text != "'s":
        last -= 1
    if first == place.first and first > 0 and tokens[first - 1].text.lower() in _DIRECTIONS:
        first -= 1
    if first > 0 and (first < place.first or last > place.last) and tokens[first - 1].text.lower() in _BEFORE:
        first -= 1
    start, end = min(tokens[first].start, where.start), max(tokens[last - 1].end, where.end)
    return (
        where
        if (start, end) == (where.start, where.end)
        else replace(where, text=document.text[start:end], start=start, end=end)
    )


def _joins(sentence: Sentence, word: int, ties: NDArray[np.float32]) -> bool:
    return float(ties[word]) >= _WITHIN and sentence.tokens[word].upos not in _NEVER


def phrases_of(sentence: Sentence, ties: NDArray[np.float32], places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """The runs of words that are tied to an act as its place and hold no place of the tables."""
    tokens = sentence.tokens
    taken = {i for p in places for i in range(p.first, p.last)}
    at = 0
    while at < len(tokens):
        if float(ties[at]) < _OPENS or tokens[at].upos in _NEVER - {"PRON"}:
            at += 1
            continue
        last = at + 1
        while last < len(tokens) and float(ties[last]) >= _WITHIN and tokens[last].upos not in _NEVER:
            last += 1
        first = at
        while first < last and tokens[first].upos in _NOT_FIRST:
            first += 1
        stop = last
        while stop > first and tokens[stop - 1].upos in _NOT_FIRST | {"DET"}:
            stop -= 1
        is_noun = any(t.upos in {"NOUN", "PROPN", "PRON"} for t in tokens[first:stop])
        if is_noun and not taken & set(range(first, stop)):
            yield first, stop
        at = last
