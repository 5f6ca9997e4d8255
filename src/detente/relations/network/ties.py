"""The ties of the most active states: their tone, what was to be expected of it, and the sign."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import DyadDays, Floats
from detente.relations.drift.weekly import days_of_a_week, weeks_of_pairs
from detente.relations.network.values import NetworkAsked, Tie

_ROUNDS = 20
_CLEAR = 1.96
_USUAL_VARIANCE = 17.5
"""Variance of one event's Goldstein weight (events of 2018 that stand alone in their pair and week)."""


def most_active(days: DyadDays, n: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The states with the most events with other countries, and how many; of equals the first by code."""
    size = len(days.codes)
    counts = days.counts.sum(axis=0)
    total = np.bincount(days.source, counts, minlength=size) + np.bincount(days.target, counts, minlength=size)
    order = [at for at in sorted(range(size), key=lambda at: (-total[at], days.codes[at])) if total[at]][:n]
    return tuple(days.codes[at] for at in order), tuple(int(total[at]) for at in order)


def has_weights(days: DyadDays) -> bool:
    """Whether tones are Goldstein weights; without any, they are balances of cooperation and conflict."""
    return days.has_weights and bool(days.goldstein.any())


def ties_of(days: DyadDays, codes: Sequence[str], asked: NetworkAsked) -> tuple[Tie, ...]:
    """All ties among the states with at least `asked.least` events in the table, by pair.

    By the rule "expected" a tie has a sign where its tone differs from the expected by more than its noise (1.96
    standard errors), else 0; by "goldstein" the sign is that of the sum of weights (without weights, of
    cooperation less conflict), whatever the noise.
    """
    place = {days.position(code): at for at, code in enumerate(sorted(codes)) if days.position(code) >= 0}
    names = sorted(codes)
    size = len(names)
    lookup = np.full(len(days.codes), -1)
    for known, at in place.items():
        lookup[known] = at
    source, target = lookup[days.source], lookup[days.target]
    kept = (source >= 0) & (target >= 0) & (source != target)
    cell = source[kept] * size + target[kept]
    columns = (days.cooperation, days.conflict, days.goldstein)
    cooperation, conflict, goldstein = (
        np.bincount(cell, column[kept], minlength=size * size).astype(np.float64).reshape(size, size)
        for column in columns
    )
    n = cooperation + conflict
    weighs = has_weights(days)
    told = goldstein if weighs else cooperation - conflict
    expected = expected_tones(np.divide(told, n, out=np.zeros_like(told), where=n > 0), n, weighs)
    i, j = np.nonzero(np.triu(n + n.T, 1) >= asked.least)
    both = (n + n.T)[i, j]
    tone = (told + told.T)[i, j] / both
    wanted = (n[i, j] * expected[i, j] + n[j, i] * expected[j, i]) / both
    noise = _noise(days, names, (i, j), tone, weighs)
    residual = tone - wanted
    z = residual / noise
    if asked.sign == "expected":
        sign = np.where(np.abs(z) > _CLEAR, np.sign(z), 0).astype(int)
    else:
        sign = np.sign((told + told.T)[i, j]).astype(int)
    return tuple(
        Tie(
            pair=(names[a], names[b]),
            cooperation=int(cooperation[a, b] + cooperation[b, a]),
            conflict=int(conflict[a, b] + conflict[b, a]),
            goldstein=float(goldstein[a, b] + goldstein[b, a]) if weighs else None,
            tone=float(tone[at]),
            expected=float(wanted[at]),
            residual=float(residual[at]),
            z=float(z[at]),
            sign=int(sign[at]),
        )
        for at, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True))
    )


def expected_tones(tone: Floats, n: Floats, has_weights: bool = True) -> Floats:
    """The tone expected of each source (rows) and target (columns): of both, and of the volume of their pair.

    The additive model y = m + a_source + b_target + c log(1 + n of the pair), by least squares. A dyad weighs
    1 / (w + s / n): the variance w of ties around the model, by moments, and s / n of its mean (DerSimonian and
    Laird 1986), so that the largest dyads do not decide alone.
    """
    size = len(n)
    i, j = np.nonzero(n)
    if not len(i):
        return np.zeros_like(n)
    y, events = tone[i, j], n[i, j]
    event_variance = _USUAL_VARIANCE if has_weights else 1.0
    volume = np.log1p((n + n.T)[i, j])
    between = 1.0
    fitted = np.zeros(len(y))
    solution = np.zeros(2 * size + 2)
    for _ in range(_ROUNDS):
        weight = 1 / (between + event_variance / events)
        solution = _least_squares(i, j, volume, y, weight, size)
        fitted = solution[0] + solution[1 + i] + solution[1 + size + j] + solution[-1] * volume
        squares = float((weight * (y - fitted) ** 2).sum()) / max(1, len(y) - 2 * size)
        between = max(1e-3, between * squares)
    pairs = np.log1p(n + n.T)
    found: Floats = solution[0] + solution[1 : 1 + size][:, None] + solution[1 + size : -1] + solution[-1] * pairs
    return found


def _least_squares(
    i: NDArray[np.intp], j: NDArray[np.intp], volume: Floats, y: Floats, weight: Floats, size: int
) -> Floats:
    """Weighted least squares by normal equations; a hair of ridge settles what the effects leave open."""
    columns = 2 * size + 2
    at = np.stack([np.zeros(len(i), np.intp), 1 + i, 1 + size + j, np.full(len(i), columns - 1)])
    values = np.stack([np.ones(len(i)), np.ones(len(i)), np.ones(len(i)), volume])
    left = np.zeros((columns, columns))
    right = np.zeros(columns)
    for a in range(4):
        np.add.at(right, at[a], weight * values[a] * y)
        for b in range(4):
            np.add.at(left, (at[a], at[b]), weight * values[a] * values[b])
    ridge = np.eye(columns) * 1e-6 * max(1.0, float(weight.sum()))
    return np.asarray(np.linalg.solve(left + ridge, right), np.float64)


def _noise(
    days: DyadDays, names: list[str], at: tuple[NDArray[np.intp], NDArray[np.intp]], tone: Floats, has_weights: bool
) -> Floats:
    """The standard error of each tie's tone, weeks taken as independent and events of a week not; never 0."""
    if not len(tone):
        return np.zeros(0)
    position = np.array([days.position(name) for name in names])
    low, high = np.sort(np.stack([position[at[0]], position[at[1]]]), axis=0).astype(np.int64)
    keys = low * len(days.codes) + high
    order = np.argsort(keys)
    period = (days.first_day, days.last_day)
    weekly = weeks_of_pairs(days, period, keys[order], days_of_a_week(period))
    told = weekly.goldstein if has_weights else weekly.cooperation - weekly.conflict
    events = weekly.events
    n: Floats = events.sum(axis=1)
    squares = ((told - tone[order][:, None] * events) ** 2).sum(axis=1)
    weeks = np.maximum(2, (events > 0).sum(axis=1))
    variance = np.maximum(squares / n**2 * weeks / (weeks - 1), (_USUAL_VARIANCE if has_weights else 1.0) / n)
    found: Floats = np.empty(len(variance))
    found[order] = np.sqrt(variance)
    return found
