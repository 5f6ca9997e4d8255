"""Bursts: days on which a pair has far more events than before and after."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import DyadDays, Floats
from detente.relations.dispersion import dispersion, pairs_of
from detente.relations.summed import summed
from detente.relations.values import Burst, Side

_ALPHA = 0.05
_LONGEST = 28
"""Days; what lasts longer is a level (`turning`)."""
_AROUND = 91
"""Days on each side that say what is usual."""
_LEAST_AROUND = 28
_LEAST_EVENTS = 8
_GAP = 3
"""Quiet days that do not part two bursts."""
_MOST = 12
_VOLUME_DAYS = 7


@dataclass(frozen=True, slots=True)
class _Daily:
    """One side of a pair by day; arrays have one entry a day from the first that the origin knows."""

    counts: Floats
    exposure: Floats
    """Volume of other news about each day, its mean 1."""
    spread: float
    """Variance over mean of a week's events."""


def bursts(days: DyadDays, a: str, b: str) -> tuple[Burst, ...]:
    """The days, up to 28 in a row, on which a pair has far more events than usual, after which it goes back.

    A scan over all windows (Naus 1965; Kulldorff 1997) within the 91 days before and the 91 after. Given the events of
    a window and of one of its neighbourhoods together, chance gives the window its share by days and volume of news,
    spread as stories are: beta-binomial, as two negative binomial counts of one rate and dispersion share their sum.
    The dispersion, by week, is one that three of four pairs with a similar number of events keep under, joined with
    this one's own in its other weeks. So two hostile days of a pair that is otherwise silent are no burst: stories of
    that size are usual. The window must stand out of both neighbourhoods; its p is the larger, times the number of
    windows tried and two sides (Bonferroni). The most unlikely is taken first and left out of what is usual for the
    next (Zhang, Assuncao and Kulldorff 2010). Bursts with at most three quiet days between them are one.

    At least 8 events, and 28 days known before and after: whether the newest days go back is not known yet. Days are
    those from the first to the last event. `acts` is empty.
    """
    pairs = pairs_of(days)
    own = days.of_pair(a, b)
    first = days.first_day.toordinal()
    length = days.last_day.toordinal() - first + 1
    volume = summed(days.day - first, days.cooperation + days.conflict, length)
    others = volume - summed(own.day - first, own.cooperation + own.conflict, length)
    exposure = _exposure(others)
    found: list[Burst] = []
    sides: tuple[Side, ...] = ("cooperation", "conflict")
    for side in sides:
        counts = summed(own.day - first, own.cooperation if side == "cooperation" else own.conflict, length)
        if exposure is None or counts.sum() < _LEAST_EVENTS:
            continue
        spread = dispersion(days, pairs, _but_the_busiest(counts), side, 7, is_typical=True)
        daily = _Daily(counts, exposure, max(spread, 1.05))
        found += _bursts(daily, days, side, len(sides))
    return tuple(sorted(found, key=lambda burst: (burst.first_day, burst.side)))


def _but_the_busiest(counts: Floats) -> Floats:
    """Events by week without the four weeks in a row that have most, so that a burst is not its own measure."""
    weeks = counts[: len(counts) // 7 * 7].reshape(-1, 7).sum(axis=1)
    four = _LONGEST // 7
    if len(weeks) < 2 * four:
        return np.asarray(weeks)
    busiest = int(np.convolve(weeks, np.ones(four), "valid").argmax())
    return np.concatenate([weeks[:busiest], weeks[busiest + four :]])


def _exposure(others: Floats) -> Floats | None:
    """The tide of other news about each day, at least a quarter of its mean; None where there is no other news."""
    if not others.sum():
        return None
    window = np.ones(_VOLUME_DAYS)
    around = np.convolve(others, window, "same") / np.convolve(np.ones_like(others), window, "same")
    around = np.maximum(around / around.mean(), 0.25)
    return np.asarray(around / around.mean())


def _bursts(daily: _Daily, days: DyadDays, side: Side, sides: int) -> list[Burst]:
    starts, ends = _windows(daily)
    tried = len(daily.counts) * _LONGEST * sides
    usual = np.ones(len(daily.counts))
    taken: list[tuple[int, int, float, float]] = []
    while len(taken) < _MOST:
        free = _sum(1 - usual, starts, ends) == 0
        starts, ends = starts[free], ends[free]
        if not len(starts):
            break
        log_p, expected = _chance(daily, usual, starts, ends)
        best = int(np.lexsort((ends - starts, log_p))[0])
        p = min(1.0, math.exp(float(log_p[best])) * tried)
        if p > _ALPHA:
            break
        start, end = int(starts[best]), int(ends[best])
        taken.append((start, end, float(expected[best]), p))
        usual[start:end] = 0
    merged: list[tuple[int, int, float, float]] = []
    for start, end, expect, p in sorted(taken):
        if merged and start - merged[-1][1] <= _GAP and end - merged[-1][0] <= 2 * _LONGEST:
            before = merged.pop()
            start, expect, p = before[0], before[2] + expect, min(before[3], p)
        merged.append((start, end, expect, p))
    return [
        Burst(
            first_day=days.first_day + timedelta(days=start),
            last_day=days.first_day + timedelta(days=end - 1),
            side=side,
            n=int(daily.counts[start:end].sum()),
            expected=expect,
            p=p,
        )
        for start, end, expect, p in merged
    ]


def _windows(daily: _Daily) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All windows (start, end) that begin and end on a day with an event and have enough known around them."""
    active = np.flatnonzero(daily.counts)
    active = active[(active >= _LEAST_AROUND) & (active < len(daily.counts) - _LEAST_AROUND)]
    last = np.searchsorted(active, active + _LONGEST)
    spans = last - np.arange(len(active))
    begin = np.repeat(np.arange(len(active)), spans)
    within = np.arange(len(begin)) - np.repeat(np.cumsum(spans) - spans, spans)
    starts, ends = active[begin].astype(np.int64), active[begin + within].astype(np.int64) + 1
    enough = _sum(daily.counts, starts, ends) >= _LEAST_EVENTS
    return starts[enough], ends[enough]


def _chance(daily: _Daily, usual: Floats, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Log probability that each window has so many events or more, and how many are expected, by the busier side."""
    n = _sum(daily.counts, starts, ends)
    inside = _sum(daily.exposure, starts, ends)
    worst, expected = np.full(len(n), -np.inf), np.zeros(len(n))
    size = len(daily.counts)
    for left, right in ((np.maximum(starts - _AROUND, 0), starts), (ends, np.minimum(ends + _AROUND, size))):
        outside = _sum(daily.exposure * usual, left, right)
        near = _sum(daily.counts * usual, left, right)
        # the size of a negative binomial of this mean and dispersion
        stories = (n + near) / (daily.spread - 1)
        share = inside / (inside + outside)
        # days of which none is left say nothing
        says = outside > 0
        log_p = np.zeros(len(n))
        log_p[says] = _log_tail(n[says], (n + near)[says], (stories * share)[says], (stories * (1 - share))[says])
        worst = np.maximum(worst, log_p)
        expected = np.maximum(expected, inside * near / np.maximum(outside, 1e-12))
    return worst, expected


def _log_tail(k: Floats, n: Floats, a: Floats, b: Floats) -> Floats:
    """Log probability that a beta-binomial of n is k or more, exact also where it is tiny."""
    from scipy.special import betaln

    first = betaln(k + a, n - k + b) - betaln(a, b) - np.log(n + 1) - betaln(n - k + 1, k + 1)
    term, total, at = np.ones(len(k)), np.ones(len(k)), k.copy()
    while (term > 1e-12 * total).any():
        term = term * np.maximum(n - at, 0) / (at + 1) * (at + a) / np.maximum(n - at - 1 + b, b)
        total += term
        at += 1
    return np.asarray(np.minimum(first + np.log(total), 0.0))


def _sum(values: Floats, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Floats:
    """The sum of each window."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return np.asarray(sums[ends] - sums[starts])
