"""From what was read in a report to its rows of the register: each actor once, with the words that say most of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detente.record.registered.values import Seen
from detente.values import Actor, Mention, Sentence

_PLAINNESS = {"title": 0, "apposition": 0, "coreference": 2, "predicate": 2}
""" "Iranian Foreign Minister Javad Zarif" says as what he is seen, "Zarif" less, "he" needs the sentence before."""

_NOBODY = frozenset({"place-name", "predicate"})
""" "In Mali", "became president": a place, and what is said of somebody."""


class Sighting(NamedTuple):
    """Words that name an actor, and the span of the sentence they stand in."""

    actor: Actor
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    via: str
    coding: int | None = None
    """Which coding of the report it is from; None where the report only names the actor."""


def seen_in(sightings: Iterable[Sighting]) -> list[Seen]:
    """The rows of one report, in the order of the words that are their evidence.

    Plain words (a name, a title) say more than words that mean someone named before, longer ones more than shorter of
    the same start, and of equals the first.
    """
    of: dict[Actor, list[Sighting]] = {}
    for one in sightings:
        of.setdefault(one.actor, []).append(one)
    found = []
    for actor, these in of.items():
        best = min(these, key=_plainness)
        codings = len({s.coding for s in these if s.coding is not None})
        span = (best.start, best.end, best.sentence_start, best.sentence_end)
        found.append(Seen(actor.name, actor.code, actor.country, actor.sector, actor.role, *span, best.via, codings))
    return sorted(found, key=lambda s: (s.start, s.end, *(x or "" for x in s[:5])))


def sightings_of(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> list[Sighting]:
    """What the resolver made of a report's words (`detente.actors.resolve`), whoever takes part in an act or not."""
    return [
        Sighting(actor, m.start, m.end, sentence.start, sentence.end, m.via)
        for sentence, row in zip(sentences, mentions, strict=True)
        for m in row
        if m.via not in _NOBODY
        for actor in m.actors
    ]


def _plainness(one: Sighting) -> tuple[int, int, int, int]:
    return _PLAINNESS.get(one.via, 1), one.start, -one.end, one.sentence_start
