"""Which tokens of a sentence may name a place: names the tagger calls LOC, capitalised words after "in", "near" …"""

from __future__ import annotations

from detente.values import Sentence
from detente.where.words import word_set

LOCATIVE = word_set(
    "in at near on outside off inside around across throughout along within from to into towards toward over "
    "above beyond through via between of"
)
_BEFORE_A_NAME = word_set(
    "the northern southern eastern western central north south east west downtown occupied nearby neighbouring "
    "neighboring city town village port capital province region district northeastern northwestern southeastern "
    "southwestern northeast northwest southeast southwest besieged"
)
"""Words that may stand between the preposition and the name: "in the northern city of Mosul"."""


def place_spans(sentence: Sentence) -> list[tuple[int, int, bool]]:
    """(first, last, tagged) of every span that may name a place, in order, last exclusive, without overlap."""
    tokens = sentence.tokens
    found = [span for n in sentence.names if n.kind == "LOC" for span in _pieces(sentence, n.start, n.end)]
    taken = [False] * len(tokens)
    for name in sentence.names:
        taken[name.start : name.end] = [True] * (name.end - name.start)
    i = 0
    while i < len(tokens):
        if taken[i] or tokens[i].upos != "PROPN" or not tokens[i].text[:1].isupper():
            i += 1
            continue
        first, last = i, i + 1
        if i and tokens[i - 1].upos == "ADJ" and tokens[i - 1].text[:1].isupper() and not taken[i - 1]:
            first = i - 1  # "Northern Ireland", but also "European Union", which is then no known place
        while (
            last < len(tokens) and not taken[last] and tokens[last].upos == "PROPN" and tokens[last].text[:1].isalnum()
        ):
            last += 1
        if _follows_locative(sentence, first) or _follows_place(sentence, first, found):
            found.append((first, last, False))
        i = last
    return sorted(found)


def _pieces(sentence: Sentence, first: int, last: int) -> list[tuple[int, int, bool]]:
    """A tagged name cut at its commas: "Birmingham, Alabama" is two places."""
    pieces, start = [], first
    for i in range(first, last + 1):
        if i == last or sentence.tokens[i].text in {",", "(", ")"}:
            if i > start:
                pieces.append((start, i, True))
            start = i + 1
    return pieces


def _follows_locative(sentence: Sentence, first: int) -> bool:
    i = first - 1
    while i >= 0 and (sentence.tokens[i].text.lower() in _BEFORE_A_NAME or sentence.tokens[i].upos in {"ADJ", "DET"}):
        i -= 1
    if i >= 0 and sentence.tokens[i].text.lower() == "of" and i > 0:
        return sentence.tokens[i - 1].text.lower() in _BEFORE_A_NAME
    return i >= 0 and sentence.tokens[i].text.lower() in LOCATIVE


def _follows_place(sentence: Sentence, first: int, found: list[tuple[int, int, bool]]) -> bool:
    """Whether a place, then a comma, a bracket, "and" or "'s", stands before: "Tripoli, Libya", "Syria's Idlib"."""
    if first < 2 or sentence.tokens[first - 1].text.lower() not in {",", "(", "and", "'s", "’s"}:
        return False
    return any(last == first - 1 for _, last, _ in found)
