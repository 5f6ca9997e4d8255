"""What is to be expected of a pair from how much each of the two does to, and gets from, everybody else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.days import DyadDays, Floats
from detente.relations.summed import summed
from detente.relations.values import Side

_ACTORS = 500
"""The most active actors only: the others have hardly any events."""
_ROUNDS = 200
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Margins:
    """Events of one side by week and actor, without those of the pair asked for and those of an actor with itself.

    `sent` and `received` are (weeks, actors); `first` and `second` the positions of the pair.
    """

    sent: Floats
    received: Floats
    first: int
    second: int


def margins_of(days: DyadDays, a: str, b: str, side: Side) -> Margins:
    """The margins of a table for two of its actors, which need not occur; the 500 busiest actors and the pair."""
    events = (days.cooperation if side == "cooperation" else days.conflict).astype(np.float64)
    busy = np.bincount(days.source, events, len(days.codes)) + np.bincount(days.target, events, len(days.codes))
    rank = np.argsort(-busy, kind="stable")[:_ACTORS]
    codes = sorted({days.codes[i] for i in rank} | {a, b})
    place = np.full(len(days.codes), -1, np.int64)
    for at, code in enumerate(codes):
        known = days.position(code)
        if known >= 0:
            place[known] = at
    first, second = codes.index(a), codes.index(b)
    source, target = place[days.source], place[days.target]
    is_own = ((source == first) & (target == second)) | ((source == second) & (target == first))
    kept = (source >= 0) & (target >= 0) & (source != target) & ~is_own
    begin = days.first_day.toordinal()
    weeks = (days.last_day.toordinal() - begin) // 7 + 1
    week = (days.day.astype(np.int64) - begin) // 7
    shape = (weeks, len(codes))
    sent, received = (
        summed((week * len(codes) + who)[kept], events[kept], weeks * len(codes)).reshape(shape)
        for who in (source, target)
    )
    return Margins(sent, received, first, second)


def expected(margins: Margins, weights: Floats) -> tuple[Floats, Floats]:
    """Events to be expected from first to second, and back, for each weighting of weeks (weightings, weeks).

    Quasi-independence (Goodman 1968): flow = sender's activity times receiver's attraction, in every cell but those of
    an actor with itself and of this pair, which say nothing about what is usual; the Poisson gravity model with sender
    and receiver effects has the same estimates. They need the margins only, and are found by iterative proportional
    fitting (Deming and Stephan 1940; Bishop, Fienberg and Holland 1975, chapter 5).
    """
    sent, received = weights @ margins.sent, weights @ margins.received
    first, second = margins.first, margins.second
    activity = sent / np.maximum(sent.sum(axis=1, keepdims=True), 1e-12)
    attraction = received.copy()
    for _ in range(_ROUNDS):
        before = activity[:, [first, second]] * attraction[:, [second, first]]
        activity = sent / np.maximum(_others(attraction, first, second), 1e-12)
        attraction = received / np.maximum(_others(activity, first, second), 1e-12)
        now = activity[:, [first, second]] * attraction[:, [second, first]]
        if (np.abs(now - before) <= _CLOSE * (1 + before)).all():
            break
    return activity[:, first] * attraction[:, second], activity[:, second] * attraction[:, first]


def _others(effects: Floats, first: int, second: int) -> Floats:
    """For each actor the sum of the effects of all those it has a cell with."""
    sums = np.asarray(effects.sum(axis=1, keepdims=True) - effects)
    sums[:, first] -= effects[:, second]
    sums[:, second] -= effects[:, first]
    return sums


def week_blocks(weeks: int, times: int, rng: np.random.Generator, length: int = 4) -> Floats:
    """How often each week occurs in so many resamples of blocks of weeks, the year closed to a ring (Politis 1992)."""
    length = min(length, weeks)
    blocks = -(-weeks // length)
    starts = rng.integers(0, weeks, (times, blocks))
    drawn = ((starts[:, :, None] + np.arange(length)) % weeks).reshape(times, -1)[:, :weeks]
    return np.stack([np.bincount(one, minlength=weeks) for one in drawn]).astype(np.float64)
