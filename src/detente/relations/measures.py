"""What is measured of a pair in each period: counts, weights, what is left of the past, and its share of the news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from detente.relations.accuracy import Accuracy, coder_accuracy, true_events
from detente.relations.days import DyadDays, Floats, Ints
from detente.relations.dispersion import dispersion, pairs_of
from detente.relations.halflife import fit_half_life
from detente.relations.interval import count, limits, ratio_limits
from detente.relations.periods import iter_periods, known_part, last_of
from detente.relations.summed import summed
from detente.relations.values import By, Count, Point, Ratio, Series, Side, Weights, is_read_here

_STEP: dict[By, int] = {"day": 1, "week": 7, "month": 7}
"""Days over which clustering is seen: a story lasts for days, and what varies from month to month is the relation."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One side of the pair, by period."""

    counts: tuple[Count, ...]
    corrected: tuple[Ratio | None, ...]
    decayed: Floats


def measured(
    days: DyadDays,
    a: str,
    b: str,
    *,
    by: By,
    directed: bool = False,
    accuracy: Accuracy | None = None,
    half_life: float | None = None,
    own: DyadDays | None = None,
) -> Series:
    """The series of two actors in a table of all dyads of an origin, with every period it knows of filled.

    With `directed`, only what the first does to the second (a symmetric act may be filed the other way round); `own`
    gives the pair's rows where the caller knows them better.
    Intervals of counts are widened by how events of the origin come in clusters (`dispersion`), by day or by week;
    those of codings, and of events that reports read here tell, also by the coder's error, `accuracy`, by default what
    was measured of this program: then they are of the true events that such reports tell. The volume ratio takes that
    error for the same in every period.
    `half_life` in days is fitted to the table unless given.

    A period of which the table knows only a part ends with the last known day and says so (`Point.is_whole`). Weights
    that the origin does not give are None, and so are reports of one that never tells.

    An actor with nothing in the table has zeros: with their intervals, and without ratios.
    """
    if own is None:
        own = days.of_dyad(a, b) if directed else days.of_pair(a, b)
    firsts = tuple(iter_periods(days.first_day, days.last_day, by))
    volume = summed(_periods(days.day, firsts), days.cooperation + days.conflict, len(firsts))
    at = _periods(own.day, firsts)
    known = (days.first_day, days.last_day)
    parts = tuple(known_part(first, by, known) for first in firsts)
    life = half_life if half_life is not None else fit_half_life(days)
    told: dict[Side, _Told] = {}
    # of reports read here nobody says from when to when they cover anything: their periods are not cut
    is_filed = not is_read_here(days.origin, days.unit)
    error = None if is_filed else accuracy or coder_accuracy()
    pairs = pairs_of(days)
    clustered: tuple[tuple[Side, Ints], ...] = (("cooperation", own.cooperation), ("conflict", own.conflict))
    for side, events in clustered:
        n = summed(at, events, len(firsts))
        spread = dispersion(days, pairs, _evenly(days, own.day, events, _STEP[by]), side, _STEP[by])
        spread = round(spread, 3)
        told[side] = _Told(
            tuple(count(int(x), spread) if error is None else true_events(int(x), spread, error.of(side)) for x in n),
            tuple(_corrected(n, volume, spread)),
            _decayed(own.day, events, [last for last, _ in parts], life),
        )
    goldstein, intensity = (summed(at, w, len(firsts)) for w in (own.goldstein, own.intensity))
    unknown = summed(at, np.isnan(own.reports).astype(np.int32), len(firsts)) > 0
    reports = summed(at, np.nan_to_num(own.reports), len(firsts))
    never_told = bool(np.isnan(days.reports).all())
    points = []
    for i, first in enumerate(firsts):
        coop, conf = told["cooperation"], told["conflict"]
        events_then = coop.counts[i].n + conf.counts[i].n
        points.append(
            Point(
                first_day=first,
                last_day=parts[i][0] if is_filed else last_of(first, by),
                cooperation=coop.counts[i],
                conflict=conf.counts[i],
                reports=None if never_told or unknown[i] else int(reports[i]),
                goldstein=_weights(goldstein[i], events_then) if days.has_weights else None,
                intensity=_weights(intensity[i], events_then) if days.has_intensity else None,
                decayed_cooperation=float(coop.decayed[i]),
                decayed_conflict=float(conf.decayed[i]),
                volume=int(volume[i]),
                corrected_cooperation=coop.corrected[i],
                corrected_conflict=conf.corrected[i],
                is_whole=parts[i][1] or not is_filed,
            )
        )
    return Series(days.origin, days.unit, by, tuple(points), known if is_filed else None)


def _periods(day: Ints, firsts: Sequence[date]) -> Ints:
    starts = np.array([first.toordinal() for first in firsts], np.int32)
    return (np.searchsorted(starts, day, side="right") - 1).astype(np.int32)


def _weights(total: float, events: int) -> Weights:
    return Weights(float(total), float(total) / events if events else None)


def _evenly(days: DyadDays, day: Ints, events: Ints, step: int) -> Floats:
    """Events by whole periods of so many days from the first day known."""
    first = days.first_day.toordinal()
    periods = (days.last_day.toordinal() - first + 1) // step
    when = (day.astype(np.int64) - first) // step
    kept = (when >= 0) & (when < periods)
    return summed(when[kept], events[kept], periods)


def _corrected(n: Floats, volume: Floats, spread: float) -> list[Ratio | None]:
    """Each period's events to what the pair's share of all news leads to expect of its volume."""
    total, everything = float(n.sum()), float(volume.sum())
    if not total:
        return [None] * len(n)
    of_total = limits(total, spread)
    ratios: list[Ratio | None] = []
    for x, v in zip(n.tolist(), volume.tolist(), strict=True):
        if not v:
            ratios.append(None)
            continue
        share = v / everything
        scaled = (of_total[0] * share, of_total[1] * share)
        ratios.append(Ratio(*ratio_limits(x, limits(int(x), spread), total * share, scaled)))
    return ratios


def _decayed(day: Ints, events: Ints, until: Sequence[date], half_life: float) -> Floats:
    """The sum of events so far on each of some days in order, each halved in weight with every half-life.

    Exponential memory after Crescenzi and Enterline (2001), of counts.
    """
    order = np.argsort(day, kind="stable")
    day, events = day[order], events[order]
    ends = np.array([d.toordinal() for d in until])
    upto = np.searchsorted(day, ends, side="right")
    out = np.zeros(len(ends))
    left, begin, before = 0.0, 0, int(ends[0]) if len(ends) else 0
    for i, (end, stop) in enumerate(zip(ends.tolist(), upto.tolist(), strict=True)):
        left *= 0.5 ** ((end - before) / half_life)
        left += float((events[begin:stop] * 0.5 ** ((end - day[begin:stop]) / half_life)).sum())
        out[i], begin, before = left, stop, end
    return out
