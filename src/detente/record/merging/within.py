"""Which codings of one report tell one act, by how the report tells them.

A headline and the text below it; an act and what it did ("bombed a post, killing nine": one who acts, one day, one
place); an act and the words that point back to it ("the raid"). All else that a report tells is compared as acts of
different reports are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from detente.record.merging import facts, parties
from detente.record.merging.values import Telling
from detente.record.merging.words import likeness

_APART = frozenset({"two towns", "two regions", "two countries", "other place name"})


def same_acts(tellings: Sequence[Telling]) -> list[tuple[str, str]]:
    """Pairs of ids of one report that tell one act, the lesser first; `tellings` are all of one report."""
    ordered = sorted(tellings, key=lambda t: (t.start, t.end, t.id))
    body = [t for t in ordered if not t.is_headline]
    found = [(a.id, b.id) for a, b in combinations(body, 2) if _is_one(a, b)]
    for head in (t for t in ordered if t.is_headline):
        fits = [t for t in body if _goes_with(head, t)]
        if fits:
            best = max(fits, key=lambda t: (likeness(head.own_words, t.own_words), -t.start))
            found.append((head.id, best.id))
    return sorted((min(p), max(p)) for p in found)


def _is_one(one: Telling, other: Telling) -> bool:
    """Whether the second of two in the text is a part or an echo of the first."""
    if not _goes_with(one, other) or one.type != other.type:
        return False
    if one.sentence == other.sentence:
        is_one_doer = bool(one.source_at) and one.source_at == other.source_at
        return is_one_doer and (one.own_days == other.own_days)
    return other.is_echo and other.own_days is None and other.place in (None, one.place)


def _goes_with(one: Telling, other: Telling) -> bool:
    if one.world != other.world:
        return False
    sides = parties.compare(one, other)
    found = None if sides is None else facts.facts_of(one, other)
    return found is not None and not _APART & found.keys()
