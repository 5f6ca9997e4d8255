"""Whether pairs have more or fewer events than the news volume and their sides' other relations let expect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import Floats
from detente.relations.drift.lasting import lasting, times_variance
from detente.relations.values import Ratio

_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Amounts:
    """Second period to first, against what was to be expected: arrays (pairs,)."""

    ratio: Floats
    low: Floats
    high: Floats
    p: Floats

    def ratios(self) -> list[Ratio]:
        """One value a pair."""
        return [Ratio(*row) for row in zip(self.ratio.tolist(), self.low.tolist(), self.high.tolist(), strict=True)]


def carried_over(first: Floats, second: Floats, pairs: NDArray[np.int64], actors: int) -> tuple[Floats, float]:
    """The log ratio expected of each pair, second period to first, and how far a side's change elsewhere carries over.

    `first` and `second` are the pairs' counts, `pairs` their keys low * actors + high. A pair's second count, given
    both, is binomial with log odds a + b (e1 + e2): e, the log ratio of a side's events with all others. a takes in
    the news volume, b how far the sides' activity carries over: 1/2 were the geometric mean of both sides, 0 nothing.
    """
    sides = np.divmod(pairs, actors)
    elsewhere = np.zeros(len(pairs))
    for side in sides:
        before, after = (_by_actor(counts, sides, actors)[side] - counts + 0.5 for counts in (first, second))
        elsewhere += np.log(after / before)
    both = first + second
    volume = float(np.log((second.sum() + 0.5) / (first.sum() + 0.5)))
    a, b = volume, 0.0
    design = np.stack([np.ones(len(pairs)), elsewhere])
    for at in range(2 * _ROUNDS):
        share = 1 / (1 + np.exp(-(a + b * elsewhere)))
        slope = design @ (second - both * share)
        curve = (design * (both * share * (1 - share))) @ design.T + np.eye(2) * 1e-6
        if at < _ROUNDS:
            step = np.linalg.solve(curve, slope)
            a, b = a + float(step[0]), b + float(step[1])
        else:  # with b held where it can mean something
            b = min(max(b, 0.0), 1.0)
            a += float(slope[0] / curve[0, 0])
    return (a + b * elsewhere, b) if np.isfinite(a + b) else (np.full(len(pairs), volume), 0.0)


def compare_amounts(first: Floats, second: Floats, exposures: tuple[Floats, Floats], expected: Floats) -> Amounts:
    """The change of a count, with the noise of its own weeks.

    `first` and `second` are (pairs, weeks); `expected` is the log ratio of sums to be expected. The variance of a
    sum is quasi-Poisson: as many times its size as the weeks differ beyond Poisson's law, and at least once; and more
    where busy weeks follow each other, as far as what is beyond Poisson's law lasts from week to week.
    """
    from scipy import stats

    sums, spreads, parts, lively, degrees = [], [], [], [], []
    for counts, exposure in zip((first, second), exposures, strict=True):
        total = counts.sum(axis=1)
        usual = total[:, None] * exposure / exposure.sum()
        apart = np.divide(counts - usual, np.sqrt(usual), out=np.zeros_like(usual), where=usual > 0)
        weeks = max(1, counts.shape[1] - 1)
        spread = np.maximum((apart**2).sum(axis=1) / weeks, 1.0)
        sums.append(total + 0.5)
        spreads.append(spread)
        parts.append((np.ones_like(counts), apart / np.sqrt(spread)[:, None]))
        lively.append((spread - 1) / spread)
        degrees.append(weeks)
    phi = lasting(parts, lively, 1.0)
    times = [1 + share * (times_variance(ones, 1.0, phi) - 1) for share, (ones, _) in zip(lively, parts, strict=True)]
    variances = [spread * more / total for spread, more, total in zip(spreads, times, sums, strict=True)]
    change = np.log(sums[1] / sums[0]) - expected
    variance = variances[0] + variances[1]
    se = np.sqrt(variance)
    df = variance**2 / sum(v**2 * t / n for v, t, n in zip(variances, times, degrees, strict=True))
    reach = stats.t.ppf(0.975, df) * se
    p = 2 * stats.t.sf(np.abs(change) / se, df)
    return Amounts(np.exp(change), np.exp(change - reach), np.exp(change + reach), p)


def _by_actor(counts: Floats, sides: tuple[NDArray[np.int64], ...], actors: int) -> Floats:
    found = np.zeros(actors)
    for side in sides:
        found += np.bincount(side, counts, minlength=actors)
    return found
