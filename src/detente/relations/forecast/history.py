"""Weekly counts of every pair that has any event, as the forecasts see them: nothing after an origin's week.

An origin is the number of whole weeks known: at origin t weeks 0 to t - 1 are history, and a forecast of h weeks is
about the sum of weeks t to t + h - 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import DyadDays, whole_weeks

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Stratum = Literal["no event", "1 to 10 events", "over 10 events"]
STRATA: tuple[Stratum, ...] = ("no event", "1 to 10 events", "over 10 events")
SIDES: tuple[Literal["cooperation"], Literal["conflict"]] = ("cooperation", "conflict")
WEEKS_KEPT = 156
"""Three years: what is older says little of next month, and memory stays small."""


@dataclass(frozen=True, slots=True)
class History:
    """Counts of pairs by whole weeks, both directions added."""

    codes: tuple[str, ...]
    """The actors."""
    mondays: tuple[date, ...]
    one: Places
    """(pairs): position of a pair's first actor in `codes`; `other` of its second, which is greater."""
    other: Places
    counts: Floats
    """(2, pairs, weeks): cooperation, conflict."""
    actors: Floats
    """(actors, weeks): events that an actor has part in, whatever the side."""

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return len(self.mondays)

    def events(self, origin: int) -> Floats:
        """(pairs): events of both sides before the origin."""
        total: Floats = self.counts[:, :, :origin].sum(axis=(0, 2))
        return total

    def most_active(self, origin: int, n: int) -> Places:
        """The rows of the n pairs with most events before the origin, in table order; none without any."""
        events = self.events(origin)
        best = np.sort(np.argsort(-events, kind="stable")[:n])
        return best[events[best] > 0]

    def of_stratum(self, stratum: Stratum, origin: int) -> Places:
        """The rows of the pairs that have so many events before the origin, of actors that have any by then."""
        is_there = self.actors[:, :origin].sum(axis=1) > 0
        wanted = _stratum(self.events(origin)) == STRATA.index(stratum)
        return np.flatnonzero(wanted & is_there[self.one] & is_there[self.other])

    def rows(self, rows: Places) -> History:
        """These pairs only; actors keep what they did with others."""
        return replace(self, one=self.one[rows], other=self.other[rows], counts=self.counts[:, rows])

    def sample(self, *, at_most: int, seed: int) -> History:
        """Pairs drawn from all that the actors could form, met or not; all of them where there are not so many.

        Whether a pair meets later plays no part in the draw, so that rates among the drawn are those among all.
        """
        one, other = np.triu_indices(len(self.codes), 1)
        if len(one) > at_most:
            drawn = np.sort(np.random.default_rng(seed).choice(len(one), at_most, replace=False))
            one, other = one[drawn], other[drawn]
        counts = np.zeros((2, len(one), self.weeks))
        wide = max(len(self.codes), 1)
        _, at, known = np.intersect1d(one * wide + other, self.one * wide + self.other, return_indices=True)
        counts[:, at] = self.counts[:, known]
        return replace(self, one=one, other=other, counts=counts)

    def of_pair(self, a: str, b: str) -> History:
        """One pair only, with zeros where it has no event; its actors are added where the table lacks them."""
        codes = (*self.codes, *(code for code in (a, b) if code not in self.codes))
        one, other = sorted((codes.index(a), codes.index(b)))
        row = np.flatnonzero((self.one == one) & (self.other == other))
        counts = self.counts[:, row] if len(row) else np.zeros((2, 1, self.weeks))
        actors = np.concatenate([self.actors, np.zeros((len(codes) - len(self.codes), self.weeks))])
        return History(codes, self.mondays, np.asarray([one]), np.asarray([other]), counts, actors)


def stratum_of(events: float) -> Stratum:
    """The stratum of a pair by its events so far."""
    return STRATA[int(_stratum(np.asarray([events]))[0])]


def history_of(days: DyadDays, *, between: bool = True) -> History:
    """The pairs of a table by whole weeks, at most the last WEEKS_KEPT, of different countries or inside one.

    An actor with itself is no pair. Where no week is whole there are no weeks.
    """
    mondays = whole_weeks(days.first_day, days.last_day)[-WEEKS_KEPT:]
    size, weeks = len(days.codes), len(mondays)
    country = (
        np.unique([code.split(":")[0] for code in days.codes], return_inverse=True)[1] if size else np.zeros(0, int)
    )
    week = (days.day.astype(np.int64) - (mondays[0].toordinal() if mondays else 0)) // 7
    kept = (week >= 0) & (week < weeks) & (days.source != days.target)
    kept &= (country[days.source] != country[days.target]) == between
    low = np.minimum(days.source, days.target)[kept].astype(np.int64)
    high = np.maximum(days.source, days.target)[kept].astype(np.int64)
    keys, pair = np.unique(low * max(size, 1) + high, return_inverse=True)
    one, other = (keys // max(size, 1)).astype(np.intp), (keys % max(size, 1)).astype(np.intp)
    cell, size_of_table = pair * weeks + week[kept], len(keys) * weeks
    sides = [
        np.bincount(cell, weights=side[kept].astype(np.float64), minlength=size_of_table)
        for side in (days.cooperation, days.conflict)
    ]
    counts = np.stack(sides).astype(np.float64).reshape(2, len(keys), weeks)
    actors = np.zeros((size, weeks))
    np.add.at(actors, one, counts.sum(axis=0))
    np.add.at(actors, other, counts.sum(axis=0))
    return History(days.codes, mondays, one, other, counts, actors)


def windows(counts: Floats, horizon: int) -> Floats:
    """(..., weeks - horizon + 1): sums over every run of so many weeks; they overlap."""
    sums: Floats = np.lib.stride_tricks.sliding_window_view(counts, horizon, axis=-1).sum(axis=-1)
    return sums


def _stratum(events: Floats) -> Places:
    return (events > 0).astype(np.intp) + (events > 10)
