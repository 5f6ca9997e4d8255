"""Where changes stand along the periods of a drawn series, and in which row their numbers have room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from detente.relations.forms.changes import Change
from detente.relations.values import Point, Side

_MOST_LANES = 3


class Place(NamedTuple):
    """A change with its place, in periods from the left: from start to end, which are the same of a turning point."""

    change: Change
    start: float
    end: float
    lane: int
    """The row of its number, 0 next to the bars; at most 2."""

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return (self.start + self.end) / 2


def places(changes: Sequence[Change], points: Sequence[Point], apart: float) -> list[Place]:
    """The places of the changes of these periods; two numbers of a side nearer than `apart` go into two rows.

    A fourth in one place lies upon another: it stays told in words.
    """
    taken: dict[tuple[Side, int], float] = {}
    placed: list[Place] = []
    for change in changes:
        last = change.last_day or change.first_day
        if last < points[0].first_day or change.first_day > points[-1].last_day:
            continue
        start = _periods(change.first_day, points)
        end = _periods(change.last_day, points, 1) if change.last_day else start
        middle = (start + end) / 2
        free = [n for n in range(_MOST_LANES) if middle - taken.get((change.side, n), -1e9) >= apart]
        lane = free[0] if free else _MOST_LANES - 1
        taken[change.side, lane] = middle
        placed.append(Place(change, start, end, lane))
    return placed


def lanes(found: Sequence[Place], side: Side) -> int:
    """Rows of numbers that a side needs."""
    return max((place.lane + 1 for place in found if place.change.side == side), default=0)


def _periods(day: date, points: Sequence[Point], more: int = 0) -> float:
    """How many periods lie before the day, or before its end with `more` 1."""
    for at, point in enumerate(points):
        if day <= point.last_day:
            days = (point.last_day - point.first_day).days + 1
            return at + max(0.0, ((day - point.first_day).days + more) / days)
    return float(len(points))
