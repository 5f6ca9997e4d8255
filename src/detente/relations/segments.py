"""Cutting a series into stretches of one level each, by least squares: one series by ruptures, many at once for chance.

The cuts of a series are those of PELT (Killick, Fearnhead and Eckley 2012) in `ruptures` (Truong, Oudre and Vayatis
2020). What the best cuts gain in some hundred shuffled series is worked out here for all together: one by one it takes
minutes.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import Floats

_FINEST = 300
"""Above so many periods, cuts are tried at every second, third ... period only."""


def cuts_of(series: Floats, penalty: float, shortest: int) -> tuple[int, ...]:
    """The cuts of one series (periods,) that lower the sum of squares most, each paid for with the penalty."""
    import ruptures

    if len(series) < 2 * shortest:
        return ()
    search = ruptures.Pelt(model="l2", min_size=shortest, jump=_jump(len(series)))
    return tuple(search.fit(series).predict(pen=penalty)[:-1])


def best_cuts(series: Floats, number: int, shortest: int) -> tuple[int, ...]:
    """The best so many cuts of one series, or as many as fit."""
    import ruptures

    number = min(number, len(series) // shortest - 1)
    if number < 1:
        return ()
    search = ruptures.Dynp(model="l2", min_size=shortest, jump=_jump(len(series)))
    return tuple(search.fit(series).predict(n_bkps=number)[:-1])


def gains(series: Floats, at_most: int, shortest: int) -> Floats:
    """How much the best 1, 2, ... cuts lower the sum of squares about the levels: (cuts, series).

    `series` is (series, periods); no stretch is under `shortest` periods; -inf where so many cuts do not fit. Exact, by
    dynamic programming over the number of cuts (Auger and Lawrence 1989).
    """
    grid = _grid(series.shape[1])
    sums = np.concatenate([np.zeros((len(series), 1)), np.cumsum(series, axis=1)], axis=1)[:, grid]
    with np.errstate(invalid="ignore", divide="ignore"):
        best = np.where(grid >= shortest, sums**2 / grid, -np.inf)
    whole = sums[:, -1] ** 2 / grid[-1]
    gain = np.full((at_most, len(series)), -np.inf)
    for number in range(at_most):
        longer = np.full_like(best, -np.inf)
        for end in range(1, len(grid)):
            stop = int(np.searchsorted(grid, grid[end] - shortest, side="right"))
            if stop:
                last = (sums[:, end : end + 1] - sums[:, :stop]) ** 2 / (grid[end] - grid[:stop])
                longer[:, end] = (best[:, :stop] + last).max(axis=1)
        gain[number] = longer[:, -1] - whole
        best = longer
    return gain


def levels(series: Floats, cuts: tuple[int, ...]) -> Floats:
    """The mean of each stretch at every period of one series."""
    out = np.empty_like(series)
    edges = (0, *cuts, len(series))
    for start, end in pairwise(edges):
        out[start:end] = series[start:end].mean()
    return out


def _grid(periods: int) -> NDArray[np.int64]:
    """Where a series of so many periods may be cut, with both ends."""
    return np.unique(np.r_[np.arange(0, periods, _jump(periods)), periods])


def _jump(periods: int) -> int:
    return -(-periods // _FINEST)
