"""Cutting a series into stretches of one level each: least squares, exact, for many series at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import Floats

_FINEST = 300
"""Above so many periods, cuts are tried at every second, third ... period only."""


def grid_of(periods: int) -> NDArray[np.int64]:
    """Where a series of so many periods may be cut, with both ends."""
    jump = -(-periods // _FINEST)
    return np.unique(np.r_[np.arange(0, periods, jump), periods])


def gains(series: Floats, at_most: int, shortest: int) -> Floats:
    """How much the best 1, 2, ... cuts lower the sum of squares about the levels: (cuts, series).

    `series` is (series, periods); no stretch is under `shortest` periods; -inf where so many cuts do not fit.
    """
    return _search(series, at_most, shortest)[0]


def cuts_of(series: Floats, penalty: float, at_most: int, shortest: int) -> tuple[int, ...]:
    """The cuts of one series (periods,) that lower the sum of squares most, each paid for with the penalty.

    The criterion of Killick et al. (2012), minimised exactly by dynamic programming over the number of cuts
    (Auger and Lawrence 1989), at most so many: the same answer as PELT wherever that has no more.
    """
    gain, back, grid = _search(series[None, :], at_most, shortest)
    net = gain[:, 0] - penalty * np.arange(1, at_most + 1)
    best = int(net.argmax())
    if not net[best] > 0:
        return ()
    cuts = []
    end = len(grid) - 1
    for number in range(best, -1, -1):
        end = int(back[number, 0, end])
        cuts.append(int(grid[end]))
    return tuple(sorted(cuts))


def levels(series: Floats, cuts: tuple[int, ...]) -> Floats:
    """The mean of each stretch at every period of one series."""
    out = np.empty_like(series)
    edges = (0, *cuts, len(series))
    for start, end in pairwise(edges):
        out[start:end] = series[start:end].mean()
    return out


def _search(series: Floats, at_most: int, shortest: int) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    grid = grid_of(series.shape[1])
    size = len(grid)
    sums = np.concatenate([np.zeros((len(series), 1)), np.cumsum(series, axis=1)], axis=1)[:, grid]
    with np.errstate(invalid="ignore", divide="ignore"):
        best = np.where(grid >= shortest, sums**2 / grid, -np.inf)
    whole = sums[:, -1] ** 2 / grid[-1]
    gain = np.full((at_most, len(series)), -np.inf)
    back = np.zeros((at_most, len(series), size), np.int64)
    for number in range(at_most):
        longer = np.full_like(best, -np.inf)
        for end in range(1, size):
            stop = int(np.searchsorted(grid, grid[end] - shortest, side="right"))
            if not stop:
                continue
            last = (sums[:, end : end + 1] - sums[:, :stop]) ** 2 / (grid[end] - grid[:stop])
            value = best[:, :stop] + last
            start = value.argmax(axis=1)
            longer[:, end] = value[np.arange(len(series)), start]
            back[number, :, end] = start
        gain[number] = longer[:, -1] - whole
        best = longer
    return gain, back, grid
