"""Whether the tone of pairs differs between two periods by more than their weeks differ among themselves.

The model of a week's tone: n events of one pair and week share a mood, so that their mean has the variance
tau^2 (1 + (n - 1) rho) / n around the pair's tone in the period, with one rho for all pairs (the beta-binomial's
variance of shares: Williams 1982, Applied Statistics 31:144; the same for mean weights). Weeks are weighted by its
inverse, so that a burst of events in one week counts as about one week. How restless a pair is beyond that, is
estimated from its own weeks and drawn to 1 as far as pairs are alike in it (Smyth 2004, Stat. Appl. Genet. Mol. Biol.
3(1):3, with the prior's weight by moments): t tests with the degrees of freedom of both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import Floats
from detente.relations.drift.lasting import lasting, times_variance
from detente.relations.drift.values import Shift, Tone
from detente.relations.drift.weekly import PairWeeks

# A share near 0 or 1 has no variance by its own estimate; two events at the pair's common share give it some
# (Agresti and Caffo 2000, The American Statistician 54:280).
_PRIOR = 2.0
_ROUNDS = 60
_MOST_RHO = 0.95
_LEAST_PRIOR, _MOST_PRIOR = 4.0, 100.0
_FIRST_VARIANCE = 17.5
"""Of one event's Goldstein weight, to begin with (measured on events of 2018 that stand alone in their pair's week)."""
_FEWEST = 200


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weeks of one period, weighed: arrays (pairs, weeks) and their sums over weeks (pairs,)."""

    n: Floats
    tone: Floats
    weight: Floats
    """n / (1 + (n - 1) rho): how many independent events the week is worth."""
    sum: Floats
    mean: Floats


@dataclass(frozen=True, slots=True)
class Tested:
    """The test of all pairs: arrays (pairs,), except rho."""

    first: Floats
    second: Floats
    change: Floats
    se: Floats
    df: Floats
    p: Floats
    p_without: Floats
    weeks: tuple[Floats, Floats]
    rho: float
    phi: float

    def shifts(self, scale: float = 1.0, origin: float = 0.0) -> list[Shift]:
        """The shifts, each tone x told as scale * x + origin."""
        from scipy import stats

        reach = stats.t.ppf(0.975, self.df) * self.se
        columns = (
            scale * self.first + origin,
            scale * self.second + origin,
            scale * self.change,
            scale * (self.change - reach),
            scale * (self.change + reach),
            self.p,
            self.p_without,
        )
        weeks = zip(*(w.tolist() for w in self.weeks), strict=True)
        return [Shift._make(row) for row in zip(*(c.tolist() for c in columns), weeks, strict=True)]


def compare_tones(first: PairWeeks, second: PairWeeks, tone: Tone, *, moods_last: bool = True) -> Tested:
    """The change of the mean Goldstein weight, or of cooperation's share, from the first period to the second.

    Both have the same pairs, each with events in at least two weeks of each period. With `moods_last`, that a mood
    lasts from week to week counts as chance; else each week is one of its own.
    """
    from scipy import stats

    told = [(p.goldstein if tone == "goldstein" else p.cooperation, p.events) for p in (first, second)]
    is_share = tone == "balance"
    rho, variance, weighed = _settle(told, is_share)
    tau = _variances([w.sum for w in weighed], [w.sum * w.mean for w in weighed], variance)[1]
    restless, _ = _restlessness(weighed, tau, [np.ones_like(t) for t in tau])
    distances = [(w.weight, w.weight * (w.tone - w.mean[:, None]) / np.sqrt(restless)[:, None]) for w in weighed]
    phi = lasting(distances, tau, rho) if moods_last else 0.0
    times = [times_variance(w.weight, rho, phi) for w in weighed]
    restless, degrees = _restlessness(weighed, tau, times)
    times = [restless * t for t in times]
    means, se = _difference([w.sum for w in weighed], [w.sum * w.mean for w in weighed], variance, times)
    change = means[1] - means[0]
    t = np.divide(change, se, out=np.zeros_like(change), where=se > 0)
    held = _without_loudest(weighed, variance, times, t)
    return Tested(
        first=weighed[0].mean,
        second=weighed[1].mean,
        change=change,
        se=se,
        df=degrees,
        p=2 * stats.t.sf(np.abs(t), degrees),
        p_without=2 * stats.t.sf(held, degrees),
        weeks=(_kish(weighed[0].weight), _kish(weighed[1].weight)),
        rho=rho,
        phi=phi,
    )


def _settle(told: list[tuple[Floats, Floats]], is_share: bool) -> tuple[float, float | None, list[Weighed]]:
    """rho, the variance of one event (None of shares: it follows from them), and the weeks weighed with rho.

    rho is where the weeks' squares are as many as the model has it, over all pairs at once. Squares of shares are
    added up as they are, not divided by their variance: pairs almost without conflict would otherwise decide. The
    variance of a weight is learned from the weeks with a single event, or the tenth with fewest where those are few.
    """
    counts = np.concatenate([n[n > 0] for _, n in told])
    few = 1.0 if (counts == 1).sum() >= _FEWEST else float(np.quantile(counts, 0.1))
    rho, variance = 0.1, None if is_share else _FIRST_VARIANCE
    weighed = [_weigh(y, n, rho) for y, n in told]
    for _ in range(_ROUNDS):
        seen = expected = alone = alone_expected = 0.0
        tau = _variances([w.sum for w in weighed], [w.sum * w.mean for w in weighed], variance)[1]
        for w, t in zip(weighed, tau, strict=True):
            squares = w.weight * (w.tone - w.mean[:, None]) ** 2
            share = np.where(w.n > 0, 1 - w.weight / np.maximum(w.sum, 1e-12)[:, None], 0.0)
            is_alone = (w.n <= few) & (w.n > 0) & (not is_share)
            alone += float(squares[is_alone].sum())
            alone_expected += float(share[is_alone].sum())
            seen += float(squares[~is_alone].sum())
            expected += float((share * t[:, None])[~is_alone].sum())
        if variance is not None and alone > 0:
            expected *= alone / alone_expected / variance
            variance = alone / alone_expected
        if expected <= 0:
            break
        moved = min(max(rho * (seen / expected) ** 1.5, 1e-4), _MOST_RHO)
        settled = abs(moved - rho) < 1e-7
        rho = moved
        weighed = [_weigh(y, n, rho) for y, n in told]
        if settled:
            break
    return rho, variance, weighed


def _weigh(y: Floats, n: Floats, rho: float) -> Weighed:
    has_any = n > 0
    weight = np.where(has_any, n / (1 + (n - 1) * rho), 0.0)
    tone = np.divide(y, n, out=np.zeros_like(y), where=has_any)
    total = weight.sum(axis=1)
    mean = np.divide((weight * tone).sum(axis=1), total, out=np.zeros_like(total), where=total > 0)
    return Weighed(n, tone, weight, total, mean)


def _variances(sums: list[Floats], told: list[Floats], variance: float | None) -> tuple[list[Floats], list[Floats]]:
    """The means of both periods and the variance of one event: of shares, drawn a little to their common one."""
    if variance is not None:
        means = [np.divide(y, n, out=np.zeros_like(y), where=n > 1e-9) for y, n in zip(told, sums, strict=True)]
        return means, [np.full_like(m, variance) for m in means]
    common = (told[0] + told[1] + 1) / (sums[0] + sums[1] + 2)
    means = [(y + _PRIOR * common) / (n + _PRIOR) for y, n in zip(told, sums, strict=True)]
    return means, [m * (1 - m) for m in means]


def _difference(
    sums: list[Floats], told: list[Floats], variance: float | None, times: list[Floats]
) -> tuple[list[Floats], Floats]:
    """The means of both periods, and the standard error of their difference with so many times the model's variance."""
    means, tau = _variances(sums, told, variance)
    prior = 0.0 if variance is not None else _PRIOR
    squares = [
        np.divide(t, n + prior, out=np.full_like(t, np.inf), where=n > 1e-9) for t, n in zip(tau, sums, strict=True)
    ]
    return means, np.sqrt(squares[0] * times[0] + squares[1] * times[1])


def _restlessness(weighed: list[Weighed], tau: list[Floats], times: list[Floats]) -> tuple[Floats, Floats]:
    """How many times the model's variance each pair's weeks have, drawn to 1, and the degrees of freedom.

    Weeks alike to their neighbours (`times`, the variance of their mean) differ less from it, and are fewer in effect.
    """
    squares = sum(
        (w.weight * (w.tone - w.mean[:, None]) ** 2).sum(axis=1) / t for w, t in zip(weighed, tau, strict=True)
    )
    weeks = [(w.n > 0).sum(axis=1).astype(np.float64) for w in weighed]
    own = np.maximum(sum(n - t for n, t in zip(weeks, times, strict=True)), 1.0)
    factor = np.divide(squares, own, out=np.ones_like(own), where=own > 0)
    # Of true factors with squared coefficient of variation c, the mean of factor^2 d / (d + 2) is 1 + c; a scaled
    # inverse chi-squared law with d0 degrees has c = 2 / (d0 - 4).
    spread = float((own * factor**2 * own / (own + 2)).sum() / own.sum()) - 1 if own.sum() else 0.0
    prior = min(_LEAST_PRIOR + 2 / spread, _MOST_PRIOR) if spread > 0 else _MOST_PRIOR
    fewer = sum((n - 1) / t for n, t in zip(weeks, times, strict=True))
    return (prior + squares) / (prior + own), prior + fewer


def _without_loudest(weighed: list[Weighed], variance: float | None, times: list[Floats], t: Floats) -> Floats:
    """The t left in the direction of the change when the week that takes most from it is left out; at least 0."""
    left = np.abs(t)
    direction = np.sign(t)
    sums = [w.sum for w in weighed]
    told = [w.sum * w.mean for w in weighed]
    for side, w in enumerate(weighed):
        for week in range(w.n.shape[1]):
            fewer, less = list(sums), list(told)
            fewer[side] = sums[side] - w.weight[:, week]
            less[side] = told[side] - w.weight[:, week] * w.tone[:, week]
            means, se = _difference(fewer, less, variance, times)
            now = np.divide(means[1] - means[0], se, out=np.zeros_like(se), where=(se > 0) & (fewer[side] > 1e-9))
            left = np.minimum(left, now * direction)
    held: Floats = np.maximum(left, 0.0)
    return held


def _kish(weight: Floats) -> Floats:
    squares: NDArray[np.float64] = (weight**2).sum(axis=1)
    found: Floats = np.divide(weight.sum(axis=1) ** 2, squares, out=np.zeros_like(squares), where=squares > 0)
    return found
