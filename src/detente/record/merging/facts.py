"""What two tellings have in common, as named facts with how much there is of each.

The facts are those of the table of weights; most are yes or no, words count by how rare they are.
"""

from __future__ import annotations

from detente.record.merging import kinds, parties, places, times
from detente.record.merging.values import Telling
from detente.record.merging.words import likeness
from detente.values import Numbers

_COPIED = 0.7
"""Sentences this much alike are one sentence, edited."""
_ONE_PLACE = frozenset({"same place", "places near", "place named"})
_A_WORD = 0.05
"""Where neither day nor place is one, acts of two who often act are one only if the words have something in common."""
_CLEARLY = 0.05
_BY_DAY = {"same days": 0.3, "days overlap": 0.3, "report of that day": 0.3, "reports of one day": 0.3,
           "report of the day after": 0.15, "reports of next days": 0.1, "same days ahead": 0.3}  # fmt: skip
_BY_PLACE = {"same place": 0.3, "places near": 0.3, "place named": 0.3, "place within": 0.15, "two towns": -0.3,
             "other place name": -0.15}  # fmt: skip
_RECALLED = 0.3
"""What is told long after without a day is of an event only where the words are this much alike."""


def facts_of(one: Telling, other: Telling) -> dict[str, float] | None:
    """The facts of a pair; None where parties, type, time or world rule it out. The same whichever comes first."""
    if one.world != other.world and "attached" not in (one.world, other.world):
        return None
    if one.type != other.type and not kinds.are_swapped(one.type, other.type):
        return None
    sides = parties.compare(one, other)
    if sides is None:
        return None
    days = times.compare(one, other)
    if days is None:
        return None
    alike = likeness(one.own_words, other.own_words)
    if days in times.FAR and alike < _RECALLED:
        return None
    place = _place_fact(one, other)
    if days in times.LOOSE and place not in _ONE_PLACE and alike < _A_WORD:
        return None
    found = {"parties and type": 1.0, days: 1.0, place: 1.0}
    if (party := _party_fact(sides)) is not None:
        found[party] = 1.0
    if sides.is_turned:
        found["parties turned"] = 1.0
    if one.type != other.type:
        found["swapped types"] = 1.0
    if _is_same_number(one.numbers, other.numbers):
        found["same number"] = 1.0
    _add_words(found, one, other, alike)
    _add_where_told(found, one, other)
    return found


def _party_fact(sides: parties.Parties) -> str | None:
    if sides.source == sides.target == "same":
        return None
    if sides.target == "soil":
        return "target or its soil"
    return "a party unknown" if "unknown" in sides[:2] else "a party alike"


def _place_fact(one: Telling, other: Telling) -> str:
    found = places.compare(one.place, other.place)
    if found in ("place not known", "place within", "other place name", "same country"):
        fine = [t for t in (one, other) if t.place is not None and t.place.precision in ("city", "site")]
        for known in fine:
            unknown = other if known is one else one
            if known.place_words and known.place_words <= unknown.own_words.weights.keys():
                return "place named"
    return found


def _add_words(found: dict[str, float], one: Telling, other: Telling, alike: float) -> None:
    reports = likeness(one.near_words, other.near_words)
    found["words alike"] = alike
    found["reports alike"] = reports
    if alike >= _COPIED:
        found["copied words"] = 1.0
    if one.document != other.document:
        if alike < _COPIED <= reports:
            found["copied report, other words"] = 1.0
        if _is_another(one, other):
            found["another act fits better"] = 1.0


def _is_another(one: Telling, other: Telling) -> bool:
    """Whether one of the two reports tells another act of the kind that goes better with the other telling."""
    here = _ease(one, other) + _CLEARLY
    return any(_ease(b, other) > here for b in one.beside) or any(_ease(one, b) > here for b in other.beside)


def _ease(one: Telling, other: Telling) -> float:
    """How easily two tellings go together by words, day and place, to tell the better of two."""
    days = times.compare(one, other)
    if days is None or parties.compare(one, other) is None:
        return -1.0
    where = _place_fact(one, other)
    return likeness(one.own_words, other.own_words) + _BY_DAY.get(days, 0.0) + _BY_PLACE.get(where, 0.0)


def _is_same_number(one: Numbers, other: Numbers) -> bool:
    return any(a == b for a, b in zip(_counts(one), _counts(other), strict=True) if a is not None)


def _counts(numbers: Numbers) -> tuple[int | None, ...]:
    return numbers.dead, numbers.injured, numbers.arrested, numbers.size


def _add_where_told(found: dict[str, float], one: Telling, other: Telling) -> None:
    if one.document == other.document:
        if one.is_headline != other.is_headline:
            found["headline and text"] = 1.0
        else:
            found["one sentence" if one.sentence == other.sentence else "one report"] = 1.0
