"""How long the mood of a pair lasts from week to week, and how much less evidence its weeks are for that."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.relations.days import Floats

_LAGS = 4
"""A mood that lasts longer than a month is a change of the relation, not noise round it."""
_USUAL, _USUAL_ERROR = 0.4, 0.25
"""Of phi, before any data: about that of the events of 2018, with an error that a few busy pairs outweigh."""
_MOST = 0.9
_ROUNDS = 8


def lasting(parts: Sequence[tuple[Floats, Floats]], variance: Sequence[Floats], rho: float) -> float:
    """phi: moods of weeks l apart correlate by phi^l, at least 0.

    `parts` are, for each period, the weeks' weights and their weighted distances from the pair's mean, (pairs, weeks);
    `variance` that of one event, (pairs,); `rho` the share of it that is the week's mood. Estimated by moments over
    one to four weeks of all pairs, corrected for the mean being the weeks' own.
    """
    phi = _USUAL
    # What the weeks tell of phi has a variance of 1 / (rho^2 products of weights); what is usual stands beside it.
    told = rho**2 * sum(float((w[:, :-1] * w[:, 1:]).sum()) for w, _ in parts)
    prior = 1 / _USUAL_ERROR**2
    for _ in range(_ROUNDS):
        seen, weight = np.zeros(_LAGS), np.zeros(_LAGS)
        for (weights, distances), one in zip(parts, variance, strict=True):
            products = [(weights[:, :-lag] * weights[:, lag:]).sum(axis=1) for lag in _lags(weights)]
            # Distances from their own mean add up to 0: all products of two weeks together are minus the squares.
            moods = 2 * rho * one * sum((phi**lag * p for lag, p in enumerate(products, 1)), np.zeros(len(one)))
            pairs_of_weeks = np.maximum(weights.sum(axis=1) ** 2 - (weights**2).sum(axis=1), 1e-12)
            common = ((distances**2).sum(axis=1) + moods) / pairs_of_weeks
            for lag, product in enumerate(products, 1):
                seen[lag - 1] += float((distances[:, :-lag] * distances[:, lag:]).sum() + (common * product).sum())
                weight[lag - 1] += float((rho * one * product).sum())
        if not weight[0] > 0:
            return _USUAL
        phi = min((told * _solve(seen, weight) + prior * _USUAL) / (told + prior), _MOST)
    return phi


def times_variance(weights: Floats, rho: float, phi: float) -> Floats:
    """How many times the variance that it had of independent weeks the weighted mean has: (pairs,), at least 1."""
    total = np.maximum(weights.sum(axis=1), 1e-12)
    found = np.ones(len(weights))
    for lag in _lags(weights):
        found += 2 * rho * phi**lag * (weights[:, :-lag] * weights[:, lag:]).sum(axis=1) / total
    return found


def _lags(weights: Floats) -> range:
    return range(1, min(_LAGS, weights.shape[1] - 1) + 1)


def _solve(seen: Floats, weight: Floats) -> float:
    """phi where the sum of weight_l phi^l is what was seen, by halving; 0 where less was seen than nothing."""
    low, high = 0.0, 1.0
    powers = np.arange(1, _LAGS + 1)
    for _ in range(40):
        middle = (low + high) / 2
        if float((weight * middle**powers).sum()) < float(seen.sum()):
            low = middle
        else:
            high = middle
    return low
