"""Events of dyads by day: the one table that every answer about relations is made of, wherever it comes from.

Invariant: rows are sorted by source, target and day, and no two rows share all three. A symmetric act stands in one
row only, under the source and target it was first filed with; whoever asks for a pair adds both directions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.relations.values import Unit

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DyadDays:
    """What one origin knows of who acted upon whom, a row for each dyad and day that has any event.

    An actor is a state's code ("IRN", the state and whoever acts for it) or, of acts inside one country, a code with
    a sector for those who do not act for the state ("THA:CVL"). Arrays have one entry a row.
    """

    origin: str
    unit: Unit
    """What is counted: events, as filed elsewhere or as reports read here tell them, or codings of this program."""
    first_day: date
    """From when the origin knows anything: before it, silence is not zero."""
    last_day: date
    codes: tuple[str, ...]
    """The actors, sorted; `source` and `target` are positions here."""
    source: Ints
    target: Ints
    day: Ints
    """`date.toordinal()` of the day."""
    counts: Ints
    """(4, rows): events of quad 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict,
    by the origin's own rule."""
    goldstein: Floats
    """Sum of the Goldstein weights of the row's events; of events without one, nothing is added."""
    intensity: Floats
    """Sum of PLOVER's intensities, likewise."""
    filed: Ints
    """Rows as filed, with the second filing of symmetric acts."""
    reports: Floats
    """Reports that tell of the row's events; NaN where the origin does not say."""
    has_weights: bool = True
    """Whether the origin gives Goldstein weights; without, `goldstein` is zeros that mean nothing."""
    has_intensity: bool = True
    """The same of intensities."""
    has_quads: bool = True
    """Whether verbal is told from material; without, all stands in quads 1 and 3."""

    def __len__(self) -> int:
        return len(self.day)

    @property
    def cooperation(self) -> Ints:
        """Events of quads 1 and 2."""
        total: Ints = self.counts[0] + self.counts[1]
        return total

    @property
    def conflict(self) -> Ints:
        """Events of quads 3 and 4."""
        total: Ints = self.counts[2] + self.counts[3]
        return total

    def position(self, code: str) -> int:
        """The position of an actor in `codes`, or -1 where the table has none of it."""
        at = int(np.searchsorted(np.asarray(self.codes, dtype=object), code)) if self.codes else 0
        return at if at < len(self.codes) and self.codes[at] == code else -1

    def of_dyad(self, source: str, target: str) -> DyadDays:
        """The rows in which the first acts upon the second; a row of a symmetric act may stand the other way round."""
        a, b = self.position(source), self.position(target)
        if a < 0 or b < 0:
            return self.take(np.zeros(0, np.intp))
        first, last = np.searchsorted(self.source, [a, a + 1])
        return self.take(np.arange(first, last)[self.target[first:last] == b])

    def of_pair(self, a: str, b: str) -> DyadDays:
        """The rows of both directions; of an actor with itself, the rows in which it is both."""
        one, other = self.position(a), self.position(b)
        if one < 0 or other < 0:
            return self.take(np.zeros(0, np.intp))
        wanted = []
        for source, target in ((one, other), (other, one)) if one != other else ((one, other),):
            first, last = np.searchsorted(self.source, [source, source + 1])
            wanted.append(np.arange(first, last)[self.target[first:last] == target])
        return self.take(np.sort(np.concatenate(wanted)))

    def within(self, first_day: date | None = None, last_day: date | None = None) -> DyadDays:
        """The rows of these days, both inclusive; what the origin knows shrinks with them."""
        first = max(self.first_day, first_day or self.first_day)
        last = min(self.last_day, last_day or self.last_day)
        kept = np.flatnonzero((self.day >= first.toordinal()) & (self.day <= last.toordinal()))
        return replace(self.take(kept), first_day=first, last_day=last)

    def between_countries(self) -> DyadDays:
        """The rows whose two actors belong to different countries (or bodies)."""
        country = np.unique([code.split(":")[0] for code in self.codes], return_inverse=True)[1].astype(np.int32)
        if not self.codes:
            return self
        return self.take(np.flatnonzero(country[self.source] != country[self.target]))

    def take(self, rows: NDArray[np.intp]) -> DyadDays:
        """The table with these rows only, which must stay in order; codes and days known are as before."""
        return replace(
            self,
            source=self.source[rows],
            target=self.target[rows],
            day=self.day[rows],
            counts=self.counts[:, rows],
            goldstein=self.goldstein[rows],
            intensity=self.intensity[rows],
            filed=self.filed[rows],
            reports=self.reports[rows],
        )


@dataclass(frozen=True, slots=True)
class Weeks:
    """Counts of every ordered dyad among some actors by whole weeks, Monday to Sunday.

    `cooperation` and `conflict` are (actors, actors, weeks): who acts, upon whom, when. The diagonal is zero.
    """

    codes: tuple[str, ...]
    mondays: tuple[date, ...]
    cooperation: Floats
    conflict: Floats

    def of_pair(self, a: str, b: str) -> tuple[Floats, Floats]:
        """Cooperation and conflict of two actors by week, both directions added."""
        i, j = self.codes.index(a), self.codes.index(b)
        return self.cooperation[i, j] + self.cooperation[j, i], self.conflict[i, j] + self.conflict[j, i]


def whole_weeks(first_day: date, last_day: date) -> tuple[date, ...]:
    """The Mondays of the weeks that lie wholly between two days, both inclusive.

    >>> len(whole_weeks(date(2018, 1, 1), date(2018, 10, 31)))
    43
    """
    first = first_day.toordinal() + (-first_day.weekday()) % 7
    return tuple(date.fromordinal(day) for day in range(first, last_day.toordinal() - 5, 7))


def weeks_of(days: DyadDays, codes: Sequence[str] | None = None) -> Weeks:
    """The whole weeks of the table for the given actors, or for all (sorted); unknown actors have zeros.

    Size: actors squared times weeks, of doubles, twice.
    """
    chosen = tuple(codes) if codes is not None else days.codes
    mondays = whole_weeks(days.first_day, days.last_day)
    size = len(chosen)
    shape = (size, size, len(mondays))
    if not mondays or not len(days):
        return Weeks(chosen, mondays, np.zeros(shape), np.zeros(shape))
    place = np.full(len(days.codes), -1, np.int64)
    for at, code in enumerate(chosen):
        known = days.position(code)
        if known >= 0:
            place[known] = at
    week = (days.day.astype(np.int64) - mondays[0].toordinal()) // 7
    source, target = place[days.source], place[days.target]
    kept = (source >= 0) & (target >= 0) & (source != target) & (week >= 0) & (week < len(mondays))
    cell = (source[kept] * size + target[kept]) * len(mondays) + week[kept]
    cooperation, conflict = (
        np.bincount(cell, weights=side[kept], minlength=size * size * len(mondays)).reshape(shape)
        for side in (days.cooperation, days.conflict)
    )
    return Weeks(chosen, mondays, np.asarray(cooperation, np.float64), np.asarray(conflict, np.float64))


def table_of(
    origin: str,
    unit: Unit,
    known: tuple[date, date],
    rows: Sequence[tuple[Any, ...]],
) -> DyadDays:
    """A table of rows (source, target, day, quad 1, 2, 3, 4, Goldstein sum, intensity sum, filed, reports).

    `day` is a date or its ordinal; `reports` may be None. Rows of the same dyad and day are added up.
    """
    columns = list(zip(*rows, strict=True)) if rows else [()] * 11
    return table_of_columns(origin, unit, known, columns)


def table_of_columns(origin: str, unit: Unit, known: tuple[date, date], columns: Sequence[Sequence[Any]]) -> DyadDays:
    """The same from columns."""
    names = [np.asarray(column) for column in columns[:2]]
    n = len(names[0])
    both = np.concatenate(names).astype(str) if n else np.zeros(0, str)
    codes, places = np.unique(both, return_inverse=True)
    source, target = places[:n].astype(np.int64), places[n:].astype(np.int64)
    day = _ordinals(columns[2])
    values = [np.asarray(column, np.float64) for column in columns[3:10]]
    told = columns[10]
    is_array = isinstance(told, np.ndarray) and told.dtype.kind == "f"
    values.append(np.asarray(told if is_array else [np.nan if r is None else r for r in told], np.float64))
    order = np.lexsort((day, target, source))
    source, target, day = source[order], target[order], day[order]
    values = [column[order] for column in values]
    if n:
        starts = np.flatnonzero(np.r_[True, (np.diff(source) != 0) | (np.diff(target) != 0) | (np.diff(day) != 0)])
        source, target, day = source[starts], target[starts], day[starts]
        values = [np.add.reduceat(column, starts) for column in values]
    return DyadDays(
        origin=origin,
        unit=unit,
        first_day=known[0],
        last_day=known[1],
        codes=tuple(str(code) for code in codes),
        source=source.astype(np.int32),
        target=target.astype(np.int32),
        day=day.astype(np.int32),
        counts=np.stack([column.astype(np.int32) for column in values[:4]]),
        goldstein=values[4],
        intensity=values[5],
        filed=values[6].astype(np.int32),
        reports=values[7],
    )


def _ordinals(days: Sequence[Any]) -> NDArray[np.int64]:
    if isinstance(days, np.ndarray) and days.dtype.kind == "i":
        return days.astype(np.int64)
    return np.asarray([d.toordinal() if isinstance(d, date) else int(d) for d in days], np.int64)
