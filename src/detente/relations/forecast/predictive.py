"""Predictive distributions of counts: past windows as weighted draws, a negative binomial, or a mixture of the two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.forecast.history import Floats


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """Negative binomials of n forecasts by mean and size; variance = mean + mean² / size. Arrays are (n)."""

    mean: Floats
    size: Floats

    @property
    def probability(self) -> Floats:
        """The p of the usual form: size / (size + mean)."""
        return self.size / (self.size + self.mean)

    def cdf(self, k: Floats) -> Floats:
        """P(X <= k) for (n, m) of k; zero below 0."""
        return _cdf(k, self.size[:, None], self.probability[:, None])

    def distance(self, k: Floats) -> Floats:
        """E|X - k| for (n, m) of k (Wei and Held 2014, TEST 23: 787-805)."""
        found = np.broadcast_to(self.mean[:, None], k.shape).copy()
        # Most past windows of most pairs are empty, and from zero the distance is the mean.
        row, at = np.nonzero(k > 0)
        some, mean, size, p = k[row, at], self.mean[row], self.size[row], self.probability[row]
        found[row, at] = some * (2 * _cdf(some, size, p) - 1) - mean * (2 * _cdf(some - 1, size + 1, p) - 1)
        return found

    def spread(self) -> Floats:
        """E|X - X'| of two independent draws.

        The same paper's 2 m / p 2F1(size + 1, 1/2; 2; -4 (1 - p) / p^2) as an integral, since the series loses all its
        digits where the mean is large. For a whole number d, pi |d| is the integral of (1 - cos dt) / (1 - cos t) from
        0 to pi; hence E|X - X'| is 1 / pi times that of (1 - (1 + c u)^-size) / u with u = 1 - cos t and
        c = 2 (1 - p) / p^2: terms of one sign. With t = 2 arctan(e^y) both ends fade exponentially, and sums
        over even steps are right to ten digits.
        """
        ratio = self.mean / self.size
        c = 2 * ratio * (1 + ratio)
        start = -0.5 * np.log1p(c * (1 + self.size)) - _ENDS
        nodes = int(np.ceil((_ENDS - start.min(initial=0.0)) / _STEP)) + 1
        y = np.linspace(start, _ENDS, nodes)
        u = 2 / (1 + np.exp(-2 * y))
        terms = -np.expm1(-self.size * np.log1p(c * u)) / (u * np.cosh(y))
        step = (_ENDS - start) / (nodes - 1)
        # beyond the ends terms fade as e^-|y|: their sum is that of a geometric series
        found: Floats = step / np.pi * (terms.sum(axis=0) + (terms[0] + terms[-1]) / np.expm1(step))
        return found


@dataclass(frozen=True, slots=True)
class Predictive:
    """n forecasts: with probability `share` from a negative binomial, else one of m weighted draws (a linear pool)."""

    draws: Floats
    """(n, m)"""
    weights: Floats
    """(m): they add up to one."""
    share: float = 0.0
    fitted: NegativeBinomial | None = None

    def mean(self) -> Floats:
        """(n): expected counts."""
        found: Floats = (1 - self.share) * (self.draws * self.weights).sum(axis=1)
        return found if self.fitted is None else found + self.share * self.fitted.mean

    def cdf(self, k: Floats) -> Floats:
        """P(X <= k) for (n, m) of k."""
        found: Floats = ((self.draws[:, :, None] <= k[:, None, :]) * self.weights[None, :, None]).sum(axis=1)
        return found if self.fitted is None else (1 - self.share) * found + self.share * self.fitted.cdf(k)

    def quantile(self, level: float) -> Floats:
        """(n): the smallest count k with P(X <= k) >= level, by bisection."""
        low = np.full(len(self.draws), -1.0)
        high = np.maximum(self.draws.max(axis=1), 1.0)
        while True:
            is_short = self.cdf(high[:, None])[:, 0] < level - 1e-12
            if not is_short.any():
                break
            high = np.where(is_short, 2 * high + 1, high)
        while (high - low > 1).any():
            middle = np.floor((low + high) / 2)
            reaches = self.cdf(middle[:, None])[:, 0] >= level - 1e-12
            low, high = np.where(reaches, low, middle), np.where(reaches, middle, high)
        found: Floats = high
        return found

    def crps(self, seen: Floats) -> Floats:
        """(n): the score of each forecast by what came; less is better."""
        found: Floats = pool_crps(self.draws, self.weights[None], (self.share,), self.fitted, seen)[0, 0]
        return found

    def log_score(self, seen: Floats) -> Floats:
        """(n): minus the logarithm of the probability given to the bin in which the count falls; less is better.

        The bins are BIN_ENDS, wider upward, those of the ignorance score in ViEWS's prediction challenge. So that no
        score is infinite, a forecast made of m draws counts as m + 1, the last spread evenly over the bins; one with a
        negative binomial in it reaches every bin and gets a floor of one in a thousand only.
        """
        ends = np.broadcast_to(np.asarray(BIN_ENDS), (len(seen), len(BIN_ENDS)))
        edges = np.concatenate([np.zeros((len(seen), 1)), self.cdf(ends), np.ones((len(seen), 1))], axis=1)
        bins = np.searchsorted(np.asarray(BIN_ENDS), seen)
        given = np.take_along_axis(np.diff(edges, axis=1), bins[:, None], axis=1)[:, 0]
        floor = 1 / (self.draws.shape[1] + 1) if self.fitted is None else _FLOOR
        found: Floats = -np.log((1 - floor) * given + floor / (len(BIN_ENDS) + 1))
        return found


def pool_crps(
    draws: Floats, weights: Floats, shares: tuple[float, ...], fitted: NegativeBinomial | None, seen: Floats
) -> Floats:
    """(k, shares, n): scores of the linear pools of the same n draws, weighted in k ways, and the same binomials.

    E|X - y| - E|X - X'| / 2 (Gneiting and Raftery 2007, JASA 102: 359-378, equation 21), exact. `weights` is (k, m).
    """
    order = np.argsort(draws, axis=1, kind="stable")
    ranked = np.take_along_axis(draws, order, axis=1)
    heavy = weights[:, order]
    gaps = np.abs(ranked - seen[:, None])
    distance = (heavy * gaps).sum(axis=2)
    spread = 2 * (heavy * ranked * (2 * np.cumsum(heavy, axis=2) - heavy - 1)).sum(axis=2)
    if fitted is None or not any(shares):
        only: Floats = np.repeat((distance - spread / 2)[:, None], len(shares), axis=1)
        return only
    between = (heavy * fitted.distance(ranked)).sum(axis=2) if min(shares) < 1 else 0.0
    own, apart = fitted.distance(seen[:, None])[:, 0], fitted.spread()
    found = []
    for share in shares:
        rest = 1 - share
        wide = rest**2 * spread + 2 * rest * share * between + share**2 * apart
        found.append(rest * distance + share * own - wide / 2)
    return np.stack(found, axis=1)


BIN_ENDS = (0.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0)
"""The greatest count of each bin but the last: 0, 1-2, 3-5, 6-10, 11-25, …, over 1,000."""
_FLOOR = 1e-3
_STEP, _ENDS = 0.2, 9.0
"""Of the integral in `NegativeBinomial.spread`: between two nodes, and how far on either side of its middle."""


def _cdf(k: Floats, size: Floats, probability: Floats) -> Floats:
    from scipy.special import betainc

    whole = np.floor(k)
    found: Floats = np.where(whole < 0, 0.0, betainc(size, np.maximum(whole, 0) + 1, probability))
    return found
