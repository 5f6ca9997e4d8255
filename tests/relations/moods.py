"""Simulated dyad-days of invented countries: moods that last a week, bursts, and changes planted in some pairs."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from detente.relations.days import DyadDays, Floats, table_of
from detente.relations.drift.weekly import PairWeeks

FIRST = date(2031, 1, 6)
CODES = tuple(f"{a}{b}A" for a in "KLMNOPQRST" for b in "ABCD")


def simulated(
    *,
    states: int = 12,
    weeks: int = 40,
    rate: float = 6.0,
    mood: float = 0.1,
    planted: Mapping[tuple[str, str], float] | None = None,
    seed: int = 1,
) -> DyadDays:
    """Pairs with a cooperation share of 0.6, plus `planted` in the second half of the weeks; 5 or -5 an event.

    Counts of a week are negative binomial with a mean around `rate`; `mood` is the intraclass correlation in a week.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for pair in combinations(CODES[:states], 2):
        usual = rate * rng.gamma(4, 0.25)
        for week in range(weeks):
            n = rng.negative_binomial(2, 2 / (2 + usual))
            share = 0.6 + ((planted or {}).get(pair, 0.0) if week >= weeks // 2 else 0.0)
            scale = 1 / mood - 1
            good = rng.binomial(n, rng.beta(share * scale, (1 - share) * scale))
            day = FIRST + timedelta(days=7 * week + int(rng.integers(7)))
            for quad, count, weight in ((0, good, 5.0), (2, n - good, -5.0)):
                if count:
                    rows.append(event(*pair, day, quad, int(count), weight))
    return table_of("sim", "events", (FIRST, FIRST + timedelta(days=7 * weeks - 1)), rows)


def world(
    change: Floats, *, weeks: tuple[int, int] = (22, 22), mood: float = 0.1, lasting: float = 0.4, seed: object = 1
) -> tuple[list[PairWeeks], Floats]:
    """Weeks of pairs in two periods, and the true change of each pair's tone: `change`, so far as shares allow it.

    Like the events of 2018: log-normal numbers of events, bursts (negative binomial), tones of many levels, and week's
    moods that differ in strength between pairs (`mood` on average) and last, with the correlation `lasting` from one
    week to the next. Pairs with fewer than 20 events in a period are left out.
    """
    from scipy import special

    rng = np.random.default_rng(seed)
    n, length = len(change), sum(weeks)
    rate = np.clip(2.2 * np.exp(1.35 * rng.standard_normal(n)), 1.2, 80)[:, None]
    before = np.clip(rng.beta(5, 2.2, n), 0.05, 0.97)
    after = np.clip(before + change / 10, 0.02, 0.98)
    scale = (1 / np.clip(mood * rng.gamma(3, 1 / 3, n), 0.01, 0.5) - 1)[:, None]
    share = np.where(np.arange(length) < weeks[0], before[:, None], after[:, None])
    state = rng.standard_normal((n, length))
    for week in range(1, length):
        state[:, week] = lasting * state[:, week - 1] + np.sqrt(1 - lasting**2) * state[:, week]
    moods = special.betaincinv(share * scale, (1 - share) * scale, np.clip(special.ndtr(state), 1e-9, 1 - 1e-9))
    events = rng.negative_binomial(1.5, 1.5 / (1.5 + rate), size=(n, length))
    good = rng.binomial(events, moods).astype(float)
    bad = events - good
    halves = [
        PairWeeks(np.arange(n), good[:, at], bad[:, at], 5 * (good - bad)[:, at], np.full(size, 7.0))
        for at, size in zip((slice(weeks[0]), slice(weeks[0], None)), weeks, strict=True)
    ]
    kept = np.all([(h.events.sum(axis=1) >= 20) & ((h.events > 0).sum(axis=1) > 1) for h in halves], axis=0)
    return [h.take(kept) for h in halves], 10 * (after - before)[kept]


def event(source: str, target: str, day: date, quad: int, n: int = 1, weight: float = 0.0) -> tuple:
    """A row for `table_of`: n events of one quad, 0 to 3, each of this weight."""
    counts = [n if at == quad else 0 for at in range(4)]
    return (source, target, day, *counts, n * weight, 0.0, n, None)
