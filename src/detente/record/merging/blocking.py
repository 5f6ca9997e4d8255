"""Which tellings are compared at all: those of one dyad, of types that tellings swap, within reach of days.

A key names a source, a target and a type. Two tellings that can be of one event share a key that one of them has and
the other looks up; `facts` decides afterwards. Keys and days are rows of the record, so that what is new finds what is
there without reading all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from detente.record.merging import kinds, parties, times
from detente.record.merging.values import Side, Telling

ANY = "*"
_VAGUE = "?"
_SLIP = 2


class Place(NamedTuple):
    """Where a telling stands among those to compare: under which keys, and from which day to which."""

    keys: tuple[str, ...]
    first: date
    last: date


def place_of(telling: Telling) -> Place | None:
    """The keys a telling is found by; None where nothing is known of its day, or nobody takes part."""
    days = reach_of(telling)
    found = set()
    for a, b in _pairs(telling):
        if ANY in (a, b):
            found.add(f"{a}|{b}|{_VAGUE}|{telling.type}")
        found |= {f"{x}|{y}|{telling.type}" for x, y in ((a, b), (a, ANY), (ANY, b)) if {x, y} != {ANY}}
    return Place(tuple(sorted(found)), *days) if days is not None and found else None


def looked_up(telling: Telling) -> tuple[str, ...]:
    """The keys under which those stand that may be of the telling's event.

    Where a side is not named, all with the other side; else those of the dyad, and those that name one side of it.
    """
    found = set()
    for kind in (telling.type, *partners(telling.type)):
        for a, b in _pairs(telling):
            found |= {f"{a}|{b}|{kind}", f"{a}|{ANY}|{_VAGUE}|{kind}", f"{ANY}|{b}|{_VAGUE}|{kind}"}
    return tuple(sorted(found))


def reach_of(telling: Telling) -> tuple[date, date] | None:
    """The days that the act can be of, with what two reports may differ by."""
    t, days = telling, times.days_of(telling)
    if days is None:
        return None if t.published is None else (times.moved(t.published, -times.RECALL), t.published)
    last = max(days.last, t.last_day) if times.is_ahead(t) and t.last_day else days.last
    return times.moved(days.first, -_SLIP), times.moved(last, _SLIP)


@cache
def partners(kind: str) -> tuple[str, ...]:
    """The types that tellings swap with this one."""
    return tuple(sorted(other for pair in kinds.swapped() if kind in pair for other in pair if other != kind))


def _pairs(telling: Telling) -> set[tuple[str, str]]:
    found = _straight(telling)
    if parties.may_turn(telling):
        found |= {(b, a) for a, b in found}
    return found - {(ANY, ANY)}


def _straight(t: Telling) -> set[tuple[str, str]]:
    sources, targets = _names(t.source), _names(t.target)
    if t.type == "ASSAULT" and t.place is not None and t.place.country is not None:
        targets = {*targets, t.place.country}  # a group may be struck on another's soil
    if parties.is_inward(t):
        return {(a, ANY) for a in sources} | {(ANY, b) for b in targets} | {(a, b) for a in sources for b in targets}
    if t.symmetric:
        everybody = _names((*t.source, *t.target))
        return {(a, b) for a in everybody for b in everybody if a != b} or {(a, ANY) for a in everybody}
    return {(a, b) for a in sources or {ANY} for b in targets or {ANY}}


def _names(sides: Sequence[Side]) -> set[str]:
    """What actors are looked up by: country, else code, else name; a name without both may be anybody's."""
    return {side.country or side.code or ANY for side in sides}


def pairs_of(tellings: Iterable[Telling]) -> list[tuple[Telling, Telling]]:
    """All pairs to compare among some tellings in memory, the lesser id first, in order."""
    stand: dict[str, list[tuple[date, date, Telling]]] = {}
    everybody = list(tellings)
    for t in everybody:
        place = place_of(t)
        if place is not None:
            for key in place.keys:
                stand.setdefault(key, []).append((place.first, place.last, t))
    found: dict[tuple[str, str], tuple[Telling, Telling]] = {}
    for t in everybody:
        days = reach_of(t)
        for key in looked_up(t) if days is not None else ():
            for first, last, other in stand.get(key, ()):
                if other.id != t.id and first <= days[1] and last >= days[0]:  # type: ignore[index]
                    a, b = (t, other) if t.id < other.id else (other, t)
                    found[a.id, b.id] = (a, b)
    return [found[key] for key in sorted(found)]
