"""The models that compete: conflictology, no change, the pooled regression, and mixtures of past and pooled."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from detente.relations.forecast.history import Floats, History, windows
from detente.relations.forecast.pooled import Fitted, features
from detente.relations.forecast.predictive import Predictive


@dataclass(frozen=True, slots=True)
class Model:
    """A forecast from past windows, the newest `last` of them (None: all), and the pooled regression."""

    name: str
    last: int | None = None
    half_life: float = math.inf
    """In weeks: a window so much older weighs half."""
    share: float = 0.0
    """The part of the pooled regression, 0 to 1."""

    def predict(self, history: History, side: int, origin: int, horizon: int, fitted: Fitted | None) -> Predictive:
        """The distributions of all pairs of the history, from the weeks before the origin.

        Windows overlap, as in conflictology; while there are fewer than `last`, those that there are. Needs the
        fitted regression where it has a share.
        """
        draws = windows(history.counts[side, :, :origin], horizon)
        draws = draws if self.last is None else draws[:, -self.last :]
        weights = self.weights(draws.shape[1])
        if fitted is None or not self.share:
            return Predictive(draws, weights)
        return Predictive(draws, weights, self.share, fitted.predict(features(history, side, origin), horizon))

    def weights(self, n: int) -> Floats:
        """(n): what each of n windows weighs, the newest last; they add up to one."""
        raw = np.exp2(-np.arange(n)[::-1] / self.half_life)
        raw[: max(0, n - (self.last or n))] = 0
        found: Floats = raw / raw.sum()
        return found


NO_CHANGE = Model("no change", last=1)
CONFLICTOLOGY_12 = Model("conflictology-12", last=12)
CONFLICTOLOGY_26 = Model("conflictology-26", last=26)
POOLED = Model("pooled regression", share=1.0)
BENCHMARKS = (NO_CHANGE, CONFLICTOLOGY_12, CONFLICTOLOGY_26, POOLED)
HALF_LIVES = (4.0, 8.0, 16.0, math.inf)
SHARES = (0.0, 0.25, 0.5, 0.75)


def _mixture(half_life: float, share: float) -> Model:
    past = "all weeks alike" if math.isinf(half_life) else f"half-life {half_life:g} weeks"
    return Model(f"past windows, {past}" + (f", {share:.0%} pooled" if share else ""), None, half_life, share)


CANDIDATES = (*BENCHMARKS[1:], *(_mixture(half_life, share) for share in SHARES for half_life in HALF_LIVES))
"""Among which the forecast is chosen, simple ones first."""
