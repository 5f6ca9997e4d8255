"""Turning points: from which week on a pair's level of cooperation or conflict is another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from detente.relations.days import DyadDays, Floats, Ints, whole_weeks
from detente.relations.dispersion import Pairs, dispersion, pairs_of
from detente.relations.interval import limits, ratio_limits
from detente.relations.segments import best_cuts, cuts_of, gains, levels
from detente.relations.summed import summed
from detente.relations.values import Ratio, Side, TurningPoint

_ALPHA = 0.05
_SHORTEST = 5
"""Weeks that a level must last: what is shorter than the running median cannot be seen whole."""
_MEDIAN_OF = 5
_TRIED = 3
"""Cuts tried in the shuffled series; more have no larger gain a cut."""
_LEAST_WEEKS = 16
_LEAST_EVENTS = 20
_CORRELATED = 0.3
"""Correlation of neighbouring weeks that is always allowed for: the usual one (median of the log counts of ICEWS 2018
pairs with over 100 events: 0.25 to 0.4)."""


@dataclass(frozen=True, slots=True)
class _Weekly:
    """One side of a pair in the weeks in which the origin tells anything."""

    side: Side
    mondays: tuple[date, ...]
    counts: Floats
    expected: Floats
    """What the pair's share of all news leads to expect of each week's volume."""
    level: Floats
    """Log of counts over expected, one added to both."""
    smooth: Floats


def turning_points(days: DyadDays, a: str, b: str, *, seed: int = 0) -> tuple[TurningPoint, ...]:
    """The weeks from which a pair's cooperation, or conflict, is lastingly more or less; usually there are none.

    The weekly log counts, corrected for the volume of news, go through a running median of five (Tukey 1977): that
    takes a burst of one or two weeks away whole and leaves the date of a lasting change where it was. They are cut
    into levels of at least five weeks by least squares with a penalty a cut. The penalty is the one at which series
    with the same weeks in another order show a cut in 5 %: 2.5 % for the side that shows more, then 5 % for the other
    (Holm 1979). Weeks are not shuffled one by one, since neighbouring weeks are alike and single shuffles would call
    chance runs turns; blocks of them are, of the length that suits their correlation (Carlstein 1986, with that about
    the levels found, at least 0.3). So few years of a slow relation show none: it cannot be told from drift.

    Of stationary simulated pairs (negative binomial, 43 weeks) 1.5 to 2.5 % have one, 2.5 to 4 % where the rates
    of neighbouring weeks are correlated by 0.3. Weeks in which the origin tells of nobody are left out. Nothing is
    returned of under 16 weeks or 20 events of a side; of a table of this pair alone, whose volume is its own, changes
    of volume are not seen. `acts` is empty.
    """
    pairs = pairs_of(days)
    found: list[tuple[float, _Weekly, Floats]] = []
    sides: tuple[Side, ...] = ("cooperation", "conflict")
    for at, side in enumerate(sides):
        weekly = _weekly(days, a, b, side)
        if len(weekly.mondays) >= _LEAST_WEEKS and weekly.counts.sum() >= _LEAST_EVENTS:
            null = _null(weekly, np.random.default_rng([seed, at]))
            strongest = float(_statistic(weekly.smooth[None, :])[0])
            found.append((_share(null, strongest), weekly, null))
    found.sort(key=lambda one: one[0])
    points: list[TurningPoint] = []
    for rank, (p, weekly, null) in enumerate(found):
        alpha = _ALPHA / (len(sides) - rank)
        if p > alpha:
            break
        points += _points(days, pairs, weekly, null, alpha)
    return tuple(sorted(points, key=lambda point: (point.first_day, point.side)))


def _weekly(days: DyadDays, a: str, b: str, side: Side) -> _Weekly:
    mondays = whole_weeks(days.first_day, days.last_day)
    volume = _by_week(days, mondays, days.cooperation + days.conflict)
    own = days.of_pair(a, b)
    counts = _by_week(own, mondays, own.cooperation if side == "cooperation" else own.conflict)
    told = np.flatnonzero(volume > 0)
    counts, volume = counts[told], volume[told]
    expected = volume * (counts.sum() / max(volume.sum(), 1.0))
    level = np.log1p(counts) - np.log1p(expected)
    return _Weekly(side, tuple(mondays[i] for i in told), counts, expected, level, _median(level[None, :])[0])


def _by_week(days: DyadDays, mondays: tuple[date, ...], events: Ints) -> Floats:
    if not mondays:
        return np.zeros(0)
    week = (days.day.astype(np.int64) - mondays[0].toordinal()) // 7
    kept = (week >= 0) & (week < len(mondays))
    return summed(week[kept], events[kept], len(mondays))


def _points(days: DyadDays, pairs: Pairs, weekly: _Weekly, null: Floats, alpha: float) -> list[TurningPoint]:
    penalty = float(np.sort(null)[math.ceil((1 - alpha) * len(null)) - 1])
    cuts = cuts_of(weekly.smooth, penalty, _SHORTEST)
    spread = dispersion(days, pairs, weekly.counts, weekly.side, 7)
    dated = [_dated(weekly.level, before, cut, after) for before, cut, after in _around(cuts, len(weekly.level))]
    points = []
    for (before, cut, after), day in zip(_around(cuts, len(weekly.level)), dated, strict=True):
        parts = (slice(before, cut), slice(cut, after))
        lost = sum(_squares(weekly.smooth[part]) for part in parts)
        gain = _squares(weekly.smooth[before:after]) - lost
        old, new = slice(before, day), slice(day, after)
        ratio = _ratio(weekly, old, new, spread)
        rises = weekly.smooth[parts[1]].mean() > weekly.smooth[parts[0]].mean()
        # where a few weeks' sums say the opposite of the typical week, neither is a level
        if ratio is None or (ratio.ratio > 1) != rises:
            continue
        points.append(
            TurningPoint(
                first_day=weekly.mondays[day],
                side=weekly.side,
                direction="up" if rises else "down",
                before=float(weekly.counts[old].mean()),
                after=float(weekly.counts[new].mean()),
                ratio=ratio,
                p=_share(null, float(gain)),
            )
        )
    return points


def _around(cuts: tuple[int, ...], weeks: int) -> list[tuple[int, int, int]]:
    edges = (0, *cuts, weeks)
    return list(zip(edges[:-2], edges[1:-1], edges[2:], strict=True))


def _dated(level: Floats, before: int, cut: int, after: int) -> int:
    """The cut that fits the weeks themselves best, within two weeks of that of the running median."""
    reach = _MEDIAN_OF // 2
    # a level that began late in the last five weeks was given them whole
    tried = range(max(before + reach + 1, cut - reach), min(after - reach - 1, cut + reach) + 1)
    return min(tried, key=lambda at: (_squares(level[before:at]) + _squares(level[at:after]), abs(at - cut)))


def _ratio(weekly: _Weekly, old: slice, new: slice, spread: float) -> Ratio | None:
    """The new level to the old by volume of news, with limits; None where nothing happened before."""
    n, m = float(weekly.counts[new].sum()), float(weekly.counts[old].sum())
    if not m:
        return None
    scale = float(weekly.expected[new].sum() / weekly.expected[old].sum())
    low, high = limits(m, spread)
    return Ratio(*ratio_limits(n, limits(n, spread), m * scale, (low * scale, high * scale)))


def _null(weekly: _Weekly, rng: np.random.Generator) -> Floats:
    """The penalties up to which series of the same weeks, in blocks in other orders, are cut."""
    weeks = len(weekly.level)
    times = 999 if weeks <= 120 else 399 if weeks <= 300 else 199
    length = _block(weekly)
    shuffled = np.empty((times, weeks))
    for i in range(times):
        edges = np.unique(np.r_[0, np.arange(rng.integers(1, length + 1), weeks, length), weeks])
        blocks = np.split(weekly.level, edges[1:-1])
        shuffled[i] = np.concatenate([blocks[j] for j in rng.permutation(len(blocks))])
    return _statistic(_median(shuffled))


def _block(weekly: _Weekly) -> int:
    """The length of blocks for a first-order correlation r of n weeks: (sqrt(6) r / (1 - r^2))^(2/3) n^(1/3).

    Rounded up: blocks that are too short call chance runs turns, blocks that are too long only miss some.
    """
    level = weekly.level
    rest = level - levels(level, best_cuts(level, _TRIED, _SHORTEST))
    r = float((rest[1:] * rest[:-1]).sum() / max(float((rest**2).sum()), 1e-12))
    # sample correlations are too small by about (1 + 3 r) / n (Kendall 1954)
    r = min(max(r + (1 + 3 * r) / len(level), _CORRELATED), 0.9)
    length: float = (math.sqrt(6) * r / (1 - r * r)) ** (2 / 3) * len(level) ** (1 / 3)
    return math.ceil(length)


def _statistic(smooth: Floats) -> Floats:
    """The penalty up to which each series (series, weeks) is cut at all."""
    gain = gains(smooth, _TRIED, _SHORTEST)
    return np.asarray((gain / np.arange(1, _TRIED + 1)[:, None]).max(axis=0))


def _share(null: Floats, gain: float) -> float:
    return float((1 + int((null >= gain - 1e-9).sum())) / (1 + len(null)))


def _squares(part: Floats) -> float:
    return float(((part - part.mean()) ** 2).sum())


def _median(series: Floats) -> Floats:
    """The running median of five; the first and last two weeks, which have none, take their neighbour's."""
    half = _MEDIAN_OF // 2
    if series.shape[1] < _MEDIAN_OF:
        return series
    moved = [series[:, i : series.shape[1] - 2 * half + i] for i in range(_MEDIAN_OF)]
    return np.pad(np.median(np.stack(moved), axis=0), ((0, 0), (half, half)), mode="edge")
