"""Pairs by weeks of a period: the counts that every comparison of two periods starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import DyadDays, Floats
from detente.relations.drift.values import Period

MOST_WEEKS = 60
"""More weeks than these are taken together by twos, threes …: moods last longer in long periods, and it is enough."""


@dataclass(frozen=True, slots=True)
class PairWeeks:
    """Events of pairs, both directions added, in the weeks of one period, counted from its first day.

    `pairs` are keys low * actors + high over positions in the table's codes, sorted; the other arrays are
    (pairs, weeks), `exposure` (weeks,) in days, as the last week may be short.
    """

    pairs: NDArray[np.int64]
    cooperation: Floats
    conflict: Floats
    goldstein: Floats
    exposure: Floats

    @property
    def events(self) -> Floats:
        """Events of either kind."""
        return self.cooperation + self.conflict

    def take(self, rows: NDArray[Any]) -> PairWeeks:
        """These rows only."""
        return PairWeeks(
            self.pairs[rows], self.cooperation[rows], self.conflict[rows], self.goldstein[rows], self.exposure
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of pairs over one period: arrays of one entry a pair, in the order of `pairs`."""

    pairs: NDArray[np.int64]
    cooperation: Floats
    conflict: Floats
    goldstein: Floats


def days_of_a_week(*periods: Period) -> int:
    """The days of a `week`: 7, or so many times 7 that no period has more than MOST_WEEKS of them."""
    longest = max((last - first).days + 1 for first, last in periods)
    return 7 * max(1, -(-longest // (7 * MOST_WEEKS)))


def pair_keys(days: DyadDays) -> NDArray[np.int64]:
    """A key for the pair of each row, whoever acts: low * actors + high."""
    low = np.minimum(days.source, days.target).astype(np.int64)
    return low * len(days.codes) + np.maximum(days.source, days.target)


def totals_of(days: DyadDays, pairs: NDArray[np.int64]) -> Totals:
    """The sums of each of the given pairs (sorted keys, all of the table's pairs among them)."""
    at = np.searchsorted(pairs, pair_keys(days))
    cooperation, conflict, goldstein = (_sums(at, column, len(pairs)) for column in _columns(days))
    return Totals(pairs, cooperation, conflict, goldstein)


def weeks_of_pairs(days: DyadDays, period: Period, pairs: NDArray[np.int64], week_days: int = 7) -> PairWeeks:
    """The weeks of the given pairs (sorted keys) from the period's first day to its last; other pairs are left out."""
    first, last = period
    length = (last - first).days + 1
    weeks = -(-length // week_days)
    exposure = np.full(weeks, float(week_days))
    exposure[-1] = length - (weeks - 1) * week_days
    keys = pair_keys(days)
    at = np.minimum(np.searchsorted(pairs, keys), max(0, len(pairs) - 1))
    inside = (days.day >= first.toordinal()) & (days.day <= last.toordinal())
    kept = np.flatnonzero(inside & (pairs[at] == keys)) if len(pairs) else np.zeros(0, np.intp)
    cell = at[kept] * weeks + (days.day[kept].astype(np.int64) - first.toordinal()) // week_days
    shape = (len(pairs), weeks)
    cooperation, conflict, goldstein = (
        _sums(cell, column[kept], len(pairs) * weeks).reshape(shape) for column in _columns(days)
    )
    return PairWeeks(pairs, cooperation, conflict, goldstein, exposure)


def _sums(cells: NDArray[Any], values: Floats, size: int) -> Floats:
    return np.bincount(cells, values, minlength=size).astype(np.float64)


def _columns(days: DyadDays) -> tuple[Floats, Floats, Floats]:
    return days.cooperation.astype(np.float64), days.conflict.astype(np.float64), days.goldstein
