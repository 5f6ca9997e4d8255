"""The pooled model: one negative binomial regression for all pairs of a stratum, on what a pair did lately and always.

log(mean per week) = x b, log(size) = c0 + c1 x b. Fitted by maximum likelihood with a weak normal prior around "as in
the long run" (coefficient 1 for the long-run mean, 0 for the rest), which decides where there is little to learn from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.forecast.history import Floats, History
from detente.relations.forecast.predictive import NegativeBinomial

FEATURES = (
    "constant",
    "last week",
    "last 4 weeks",
    "last 12 weeks",
    "all weeks",
    "other side, all weeks",
    "the actors",
)
"""Logarithms of mean counts per week before the origin; "the actors": of all that each of the two does, added."""
_LONG_RUN = FEATURES.index("all weeks")
_PLUS = (0.3, 0.2, 0.1, 0.05, 0.05)
_PRIOR_SD = 1.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """The coefficients of FEATURES, then c0 and c1."""

    coefficients: tuple[float, ...]

    def predict(self, x: Floats, horizon: int) -> NegativeBinomial:
        """The distributions of the sums of so many weeks; `x` is (n, features)."""
        mean, size = _of(np.asarray(self.coefficients), x, horizon)
        return NegativeBinomial(mean, size)


def features(history: History, side: int, origin: int) -> Floats:
    """(pairs, features) at an origin, from the weeks before it."""
    own, across = history.counts[side, :, :origin], history.counts[1 - side, :, :origin]
    means = [own[:, -weeks:].mean(axis=1) for weeks in (1, 4, 12, origin)] + [across.mean(axis=1)]
    busy = np.log(history.actors[:, :origin].mean(axis=1) + 0.1)
    columns = [np.ones(len(own)), *(np.log(m + plus) for m, plus in zip(means, _PLUS, strict=True))]
    return np.stack([*columns, busy[history.one] + busy[history.other]], axis=1)


def fit(x: Floats, seen: Floats, horizon: int, start: Fitted | None = None) -> Fitted:
    """The most likely coefficients for counts `seen` (n) given `x` (n, features)."""
    from scipy.optimize import minimize

    prior = np.zeros(len(FEATURES) + 2)
    prior[_LONG_RUN] = 1.0
    begin = prior if start is None else np.asarray(start.coefficients)
    # Not L-BFGS-B, whose linear algebra waits for threads: on a busy machine that doubles the time of a forecast.
    found = minimize(_loss, begin, args=(prior, x, seen, horizon), jac=True, method="BFGS")
    return Fitted(tuple(float(c) for c in found.x))


def _of(b: Floats, x: Floats, horizon: int) -> tuple[Floats, Floats]:
    eta = np.clip(_times(x, b), -12.0, 9.0)
    return horizon * np.exp(eta), np.exp(np.clip(b[-2] + b[-1] * eta, -6.0, 6.0))


def _times(x: Floats, b: Floats) -> Floats:
    # Not "@": a linear algebra library with threads is slower on so few columns, and adds up in another order.
    found: Floats = np.einsum("ij,j->i", x, b[:-2])
    return found


def _loss(b: Floats, prior: Floats, x: Floats, y: Floats, horizon: int) -> tuple[float, Floats]:
    """Minus the log posterior and its gradient, per observation."""
    from scipy.special import digamma, gammaln

    eta = _times(x, b)
    mean, size = _of(b, x, horizon)
    both = mean + size
    likelihood = gammaln(y + size) - gammaln(size) + size * np.log(size / both) + y * np.log(mean / both)
    by_mean = y - mean * (y + size) / both
    by_size = size * (digamma(y + size) - digamma(size) + np.log(size / both) + 1 - (y + size) / both)
    by_mean = np.where((eta > -12) & (eta < 9), by_mean, 0.0)
    raw = b[-2] + b[-1] * np.clip(eta, -12.0, 9.0)
    by_size = np.where((raw > -6) & (raw < 6), by_size, 0.0)
    slope = by_mean + b[-1] * np.where((eta > -12) & (eta < 9), by_size, 0.0)
    gradient = np.concatenate(
        [np.einsum("ij,i->j", x, slope), [by_size.sum(), (by_size * np.clip(eta, -12.0, 9.0)).sum()]]
    )
    away = (b - prior) / _PRIOR_SD
    loss = -likelihood.sum() + (away**2).sum() / 2
    n = max(len(y), 1)
    return float(loss / n), (-gradient + away / _PRIOR_SD) / n
