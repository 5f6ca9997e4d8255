"""From history to a model for one group of pairs, side and horizon: fitted and chosen on the past only.

Rolling validation: the last VALIDATED origins of the past in blocks; before each block the pooled regression is fitted
anew on targets that lie wholly before it. The model with the least mean CRPS is chosen, then fitted on all of the past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from detente.relations.forecast.history import Floats, History, Places, Stratum, stratum_of, windows
from detente.relations.forecast.models import BENCHMARKS, CANDIDATES, POOLED, Model
from detente.relations.forecast.pooled import FEATURES, Fitted, features, fit
from detente.relations.forecast.predictive import pool_crps

Group = Stratum | Literal["the 500 most active pairs"]
MOST_ACTIVE: Literal["the 500 most active pairs"] = "the 500 most active pairs"
PAIRS = 500
FIRST_ORIGIN = 12
"""Weeks of history that a fitted or validated forecast has, as many as the regression looks back; fewer where all
weeks are under 28."""
VALIDATED = 12
_BLOCK = 4
_NEVER = 2000
"""Pairs without events that are learned from; there are far more of them, and hardly any has one next week."""
_MANY = 1000
"""Pairs of any other group at an origin, drawn where there are more."""
_ORIGINS = 40
"""The newest origins only: older ones cost time and tell of other years."""


@dataclass(frozen=True, slots=True)
class Validated:
    """Mean scores of a model over the validation's forecasts; less is better."""

    model: str
    crps: float
    log_score: float


@dataclass(frozen=True, slots=True)
class Learned:
    """What the past says of a group of pairs: which model, with which regression, and how well it did."""

    group: Group
    side: int
    horizon: int
    chosen: Model
    fitted: Fitted
    validated: tuple[Validated, ...]
    """The chosen model first, then the benchmarks."""
    forecasts: int
    """How many forecasts the validation scored."""


def group_of(history: History, pair: History, origin: int) -> Group:
    """The group of one pair (a history with one row): among the most active, or by its events so far."""
    events = pair.events(origin)[0]
    among = history.events(origin)
    if events > 0 and (among > events).sum() < PAIRS:
        return MOST_ACTIVE
    return stratum_of(float(events))


def learn(history: History, group: Group, side: int, horizon: int, origin: int, *, seed: int = 0) -> Learned:
    """Fit and choose for the group, from the weeks before the origin only.

    Pairs without events have nothing but the pooled rate, which is therefore not chosen but given. Needs the weeks
    that `forecast` asks for (16 for up to four ahead), or there is nothing to validate on.
    """
    known = _until(history, origin)
    is_never = group == "no event"
    if is_never:
        known = known.sample(at_most=_NEVER, seed=seed)
    members = _Members(known, group, np.random.default_rng(seed).permutation(len(known.one)))
    origins = range(min(FIRST_ORIGIN, origin // 2 - 2), origin - horizon + 1)[-_ORIGINS:]
    validated = origins[-min(VALIDATED, len(origins) // 2) :]
    sums = windows(known.counts[side], horizon)
    totals = np.zeros(len(CANDIDATES))
    kept: list[tuple[int, Places, Fitted | None]] = []
    fitted: Fitted | None = None
    forecasts = 0
    for at in range(0, len(validated), _BLOCK):
        block = validated[at : at + _BLOCK]
        past = [t for t in origins if t + horizon <= block[0]]
        fitted = _fit(members, side, horizon, past, sums, fitted)
        for t in block:
            rows = members.at(t)
            if not is_never:
                totals += _scores(known.rows(rows), side, t, horizon, fitted, sums[rows, t])
            kept.append((t, rows, fitted))
            forecasts += len(rows)
    chosen = POOLED if is_never or not forecasts else _best(totals)
    shown = (chosen, *(model for model in BENCHMARKS if model != chosen))
    scores = np.zeros((len(shown), 2))
    for t, rows, before in kept:
        pairs, seen = known.rows(rows), sums[rows, t]
        for i, model in enumerate(shown):
            made = model.predict(pairs, side, t, horizon, before)
            scores[i] += made.crps(seen).sum(), made.log_score(seen).sum()
    means = scores / max(forecasts, 1)
    return Learned(
        group=group,
        side=side,
        horizon=horizon,
        chosen=chosen,
        fitted=_fit(members, side, horizon, list(origins), sums, fitted),
        validated=tuple(Validated(m.name, float(c), float(g)) for m, (c, g) in zip(shown, means, strict=True)),
        forecasts=forecasts,
    )


def rows_of(history: History, group: Group, origin: int) -> Places:
    """The rows of the history that belong to the group at the origin."""
    best = history.most_active(origin, PAIRS)
    if group == MOST_ACTIVE:
        return best
    return np.setdiff1d(history.of_stratum(group, origin), best)


def _best(totals: Floats) -> Model:
    """The candidate with the least score, the first of equals; one without a score is none."""
    return CANDIDATES[int(np.argmin(np.where(np.isfinite(totals), totals, np.inf)))]


class _Members(NamedTuple):
    """Who belongs to a group at an origin; where there are many, those that come first in one random order."""

    history: History
    group: Group
    turn: Places

    def at(self, origin: int) -> Places:
        rows = rows_of(self.history, self.group, origin)
        most = _NEVER if self.group == "no event" else _MANY
        return np.sort(rows[np.argsort(self.turn[rows])[:most]])


def _until(history: History, origin: int) -> History:
    return replace(
        history,
        mondays=history.mondays[:origin],
        counts=history.counts[:, :, :origin],
        actors=history.actors[:, :origin],
    )


def _fit(
    members: _Members, side: int, horizon: int, origins: Sequence[int], sums: Floats, start: Fitted | None
) -> Fitted:
    x, seen = [np.zeros((0, len(FEATURES)))], [np.zeros(0)]
    for t in origins:
        rows = members.at(t)
        x.append(features(members.history.rows(rows), side, t))
        seen.append(sums[rows, t])
    return fit(np.concatenate(x), np.concatenate(seen), horizon, start)


def _scores(pairs: History, side: int, origin: int, horizon: int, fitted: Fitted, seen: Floats) -> Floats:
    """Summed CRPS of each of CANDIDATES, those on the same windows and regression all at once."""
    draws = windows(pairs.counts[side, :, :origin], horizon)
    weights = np.stack([model.weights(draws.shape[1]) for model in CANDIDATES])
    kinds, kind = np.unique(weights, axis=0, return_inverse=True)
    shares = tuple(sorted({model.share for model in CANDIDATES}))
    found = pool_crps(draws, kinds, shares, fitted.predict(features(pairs, side, origin), horizon), seen)
    at = [shares.index(model.share) for model in CANDIDATES]
    total: Floats = found[kind.reshape(-1), at].sum(axis=1)
    return total
