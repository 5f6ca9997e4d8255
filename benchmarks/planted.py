"""Worlds of events in which it is known whether pressure on two states raises their cooperation.

A world is some states whose dyads act on each other week by week, counted by day as in a real table. Its streams are
made like real ones: rates of very different size, a season in which everybody is busy (the General Assembly in
September, quiet weeks at the turn of the year), levels that drift, stories that last for weeks, and single days on
which one story is filed many times. Into one triad an effect is planted, or none.

An effect of size d: one standard deviation more of joint pressure (the mean of both hostilities, log(1 + n), where both
are hit: their geometric mean) raises the pair's weekly log(1 + cooperation), in the following weeks, by d of the
standard deviation that it has without the effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from detente.relations.days import DyadDays, table_of_columns

Floats = NDArray[np.float64]
Kind = Literal["planted", "rich", "season", "occasion", "reverse", "one visit", "other presser", "bursts", "sparse"]
FIRST_DAY = date(2015, 1, 5)
CODES = ("USA", "IRN", "PRK", "RUS", "CHN", "TUR", "DEU", "FRA", "GBR", "JPN", "IND", "SAU", "ISR", "EGY", "KOR", "SYR")
TRIAD = ("USA", "IRN", "PRK")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planted: `effect` in standard deviations, over the `lags` (weeks after), in a pair of so many events."""

    kind: Kind
    weeks: int = 104
    effect: float = 0.5
    lags: tuple[int, ...] = (1,)
    rate: float = 8.0
    """Cooperative events of the pair in a usual week."""
    pressure: float = 4.0
    """Hostile events of the presser toward each of the two in a usual week."""


def world(plan: Plan, seed: int) -> DyadDays:
    """A world in which the plan holds; the same seed gives the same table."""
    rng = np.random.default_rng(seed)
    size, weeks = len(CODES), plan.weeks
    season = _season(weeks, rng, strength=0.5 if plan.kind == "season" else 0.25)
    activity = np.exp(rng.normal(0, 0.8, size))
    cooperation = np.zeros((size, size, weeks))
    conflict = np.zeros((size, size, weeks))
    for i in range(size):
        for j in range(size):
            if i != j:
                base = 2.0 * activity[i] * activity[j] * np.exp(rng.normal(0, 1.0))
                cooperation[i, j] = base * np.exp(season + _drift(weeks, rng))
                conflict[i, j] = 0.25 * base * np.exp(rng.normal(0, 1)) * np.exp(season + _drift(weeks, rng))
    p, x, y = (CODES.index(code) for code in TRIAD)
    hostile = [_counts(plan.pressure * np.exp(season + _drift(weeks, rng, 0.6)), rng) for _ in range(2)]
    level = plan.rate * np.exp(season + _drift(weeks, rng, 0.3 if plan.kind != "bursts" else 0.8))
    rates = _planted(plan, level, hostile, rng)
    drawn = {
        "cooperation": np.stack([_counts(row, rng) for row in cooperation.reshape(-1, weeks)]).reshape(
            cooperation.shape
        ),
        "conflict": np.stack([_counts(row, rng) for row in conflict.reshape(-1, weeks)]).reshape(conflict.shape),
    }
    if plan.kind == "other presser":
        q = CODES.index("RUS")
        theirs = [_counts(plan.pressure * np.exp(season + _drift(weeks, rng, 0.6)), rng) for _ in range(2)]
        rates = level * _lift(0.8, _joint(theirs), level, (1,), rng)
        drawn["conflict"][q, x], drawn["conflict"][q, y] = theirs
    drawn["conflict"][p, x], drawn["conflict"][p, y] = hostile
    both = _counts(rates, rng)
    if plan.kind == "reverse":
        # cooperation first, hostility in the week after
        told = np.r_[0.0, _z(np.log1p(both))[:-1]]
        for at in (x, y):
            drawn["conflict"][p, at] = _counts(
                plan.pressure * np.exp(season + 0.6 * told + _drift(weeks, rng, 0.3)), rng
            )
    ahead = rng.binomial(both.astype(np.int64), 0.5).astype(np.float64)
    drawn["cooperation"][x, y], drawn["cooperation"][y, x] = ahead, both - ahead
    return _table(drawn["cooperation"], drawn["conflict"], rng)


def _planted(plan: Plan, level: Floats, hostile: list[Floats], rng: np.random.Generator) -> Floats:
    joint = _joint(hostile)
    weeks = len(level)
    if plan.kind == "planted":
        return level * _lift(plan.effect, joint, level, plan.lags, rng)
    if plan.kind == "occasion":
        # a shared occasion: the same weeks, and the weeks before and after, lift both
        occasion = np.convolve(rng.random(weeks) < 0.12, [0.6, 1.0, 0.6], mode="same")
        for side in hostile:
            side += rng.poisson(plan.pressure * occasion)
        return level * np.exp(0.6 * occasion)
    if plan.kind == "one visit":
        at = int(rng.integers(weeks // 4, weeks - 6))
        for side in hostile:
            side[at - 1] += 20
        rates = level * 0.5
        rates[at : at + 2] += 40 * plan.rate / 8
        return rates
    if plan.kind == "sparse":
        return np.full(weeks, 0.15) * level / level.mean()
    return level


def _lift(effect: float, joint: Floats, level: Floats, lags: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """The factors that raise log(1 + n) by the effect, in its own standard deviations without it."""
    usual = np.std(np.log1p([_counts(level, rng) for _ in range(20)]), axis=1).mean()
    told = np.mean([np.r_[np.zeros(lag), _z(joint)[: len(joint) - lag]] for lag in lags], axis=0)
    told = told / max(told.std(), 1e-9)
    # log(1 + n) moves less than log n where n is small
    damped = np.mean(level / (1 + level))
    return np.asarray(np.exp(effect * usual / damped * told))


def _joint(hostile: list[Floats]) -> Floats:
    return np.asarray(np.sqrt(np.log1p(hostile[0]) * np.log1p(hostile[1])))


def _z(series: Floats) -> Floats:
    return np.asarray((series - series.mean()) / max(series.std(), 1e-9))


def _season(weeks: int, rng: np.random.Generator, strength: float) -> Floats:
    week = np.arange(weeks)
    year = week % 52
    assembly = np.exp(-(((year - 38) / 1.5) ** 2))
    quiet = np.exp(-(((year - 51) / 1.2) ** 2)) + np.exp(-((year / 1.2) ** 2))
    common = _drift(weeks, rng, 1.0)
    return np.asarray(strength * (1.5 * assembly - 1.5 * quiet + common))


def _drift(weeks: int, rng: np.random.Generator, size: float = 0.4, keep: float = 0.6) -> Floats:
    """Levels that stay for a while: autoregressive, of the given standard deviation."""
    told = np.empty(weeks)
    told[0] = rng.normal()
    for at in range(1, weeks):
        told[at] = keep * told[at - 1] + np.sqrt(1 - keep**2) * rng.normal()
    return size * told


def _counts(rates: Floats, rng: np.random.Generator, shape: float = 4.0) -> Floats:
    """Weekly counts, overdispersed: negative binomial of that shape."""
    return rng.poisson(rates * rng.gamma(shape, 1 / shape, len(rates))).astype(np.float64)


def _table(cooperation: Floats, conflict: Floats, rng: np.random.Generator) -> DyadDays:
    """The counts on days of their weeks, mostly working days, a fifth of each in deeds."""
    weeks = cooperation.shape[-1]
    first = FIRST_DAY.toordinal()
    on_days = np.array([0.19, 0.19, 0.19, 0.18, 0.15, 0.05, 0.05])
    codes = np.array(CODES)
    parts: list[list[Any]] = []
    for side, counts in enumerate((cooperation, conflict)):
        source, target, week = np.nonzero(counts)
        split = rng.multinomial(counts[source, target, week].astype(np.int64), on_days)
        cell, day = np.nonzero(split)
        n = split[cell, day]
        deeds = rng.binomial(n, 0.2)
        quads = [np.zeros_like(n) for _ in range(4)]
        quads[2 * side], quads[2 * side + 1] = n - deeds, deeds
        weight = 3.0 if side == 0 else -4.0
        days = first + 7 * week[cell] + day
        unknown = np.full(len(n), np.nan)
        parts.append([codes[source[cell]], codes[target[cell]], days, *quads, weight * n, weight * n, n, unknown])
    columns = [np.concatenate(both) for both in zip(*parts, strict=True)]
    known = FIRST_DAY, date.fromordinal(first + 7 * weeks - 1)
    return table_of_columns("planted", "events", known, columns)
