"""How much events come in clusters: one story is filed as several events, so counts vary more than a Poisson's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import DyadDays, Floats
from detente.relations.summed import summed
from detente.relations.values import Side

_LIKE = 3.0
"""Pairs with up to three times more or fewer events are like this one: clustering grows with the level."""
_MOST = 200
_PRIOR = (2.0, 40.0)
"""Variance over mean where no pair tells it, and the events, counted twice, that this is worth."""
_ENOUGH = 10
"""Pairs of which there is a quartile."""
_HIGH = 0.75
_OWN = 80.0
"""The events, counted twice, that the other pairs' clustering is worth beside the pair's own."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """All unordered pairs of different actors in a table, with their events. Arrays have one entry a pair."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    """Positions in the table's codes, the first the smaller."""
    cooperation: Floats
    conflict: Floats

    def of(self, side: Side) -> Floats:
        """The events of a side."""
        return self.cooperation if side == "cooperation" else self.conflict

    def most_active(self, at_most: int) -> NDArray[np.intp]:
        """The pairs with most events, both sides added; ties in the order of codes."""
        return np.argsort(-(self.cooperation + self.conflict), kind="stable")[:at_most]


def pairs_of(days: DyadDays) -> Pairs:
    """The pairs of a table, by position of their codes."""
    if not len(days):
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    changes = (np.diff(days.source) != 0) | (np.diff(days.target) != 0)
    starts = np.flatnonzero(np.r_[True, changes])
    source, target = days.source[starts].astype(np.int64), days.target[starts].astype(np.int64)
    sums = [np.add.reduceat(side.astype(np.float64), starts) for side in (days.cooperation, days.conflict)]
    apart = source != target
    size = len(days.codes)
    key = (np.minimum(source, target) * size + np.maximum(source, target))[apart]
    unique, place = np.unique(key, return_inverse=True)
    both = (summed(place, side[apart], len(unique)) for side in sums)
    return Pairs(unique // size, unique % size, *both)


def periods_of_pairs(days: DyadDays, pairs: Pairs, chosen: NDArray[np.intp], step: int) -> tuple[Floats, Floats]:
    """Cooperation and conflict of chosen pairs by whole periods of `step` days: two arrays (pairs, periods)."""
    first = days.first_day.toordinal()
    periods = (days.last_day.toordinal() - first + 1) // step
    out = np.zeros((2, len(chosen), periods))
    size = len(days.codes)
    for at, pair in enumerate(chosen):
        i, j = int(pairs.first[pair]), int(pairs.second[pair])
        for source, target in ((i, j), (j, i)):
            rows = _rows(days, source, target, size)
            when = (days.day[rows].astype(np.int64) - first) // step
            kept = (when >= 0) & (when < periods)
            for to, counts in zip(out, (days.counts[:2, rows], days.counts[2:, rows]), strict=True):
                np.add.at(to[at], when[kept], counts.sum(axis=0)[kept])
    return out[0], out[1]


def dispersion(days: DyadDays, pairs: Pairs, own: Floats, side: Side, step: int, *, is_typical: bool = False) -> float:
    """Variance over mean of a pair's counts by periods of `step` days, at least 1.

    `own` are the pair's counts by period. Half the squared difference of neighbouring periods stands for the variance
    (von Neumann 1941), so that a level that moves slowly is not taken for clustering. A pair's own figure counts as
    much as it has events; the rest comes from the pairs of the same origin with a similar number of events: from all
    of them together, or, with `is_typical`, from the upper quartile of theirs, where the bursts of a few count little.
    """
    totals = pairs.of(side)
    n = max(float(own.sum()), _LIKE)
    with np.errstate(divide="ignore"):
        distance = np.abs(np.log(totals / n))
    like = np.argsort(distance, kind="stable")[:_MOST]
    like = like[distance[like] <= np.log(_LIKE)]
    others = periods_of_pairs(days, pairs, like, step)[0 if side == "cooperation" else 1]
    worth = _PRIOR[1] + 2 * float(others.sum())
    pooled = (_PRIOR[0] * _PRIOR[1] + _squares(others)) / worth
    if is_typical and len(others) >= _ENOUGH:
        pooled = float(np.quantile([_squares(one) / max(_pairs_sum(one), 1.0) for one in others], _HIGH))
    weight = min(_OWN, worth)
    return max(1.0, (weight * pooled + _squares(own)) / (weight + _pairs_sum(own)))


def _squares(counts: Floats) -> float:
    return float(np.square(np.diff(counts, axis=-1)).sum())


def _pairs_sum(counts: Floats) -> float:
    return float((counts[..., 1:] + counts[..., :-1]).sum())


def _rows(days: DyadDays, source: int, target: int, size: int) -> NDArray[np.intp]:
    first, last = np.searchsorted(days.source, [source, source + 1])
    inner = np.searchsorted(days.target[first:last], [target, target + 1]) + first
    return np.arange(inner[0], inner[1])
