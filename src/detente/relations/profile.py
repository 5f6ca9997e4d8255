"""The profile of a pair: what it does, beside what all do and what is to be expected of these two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import numpy as np

from detente.errors import AskError
from detente.relations.days import DyadDays, Floats, Ints
from detente.relations.dispersion import dispersion, pairs_of
from detente.relations.gravity import expected, margins_of, week_blocks
from detente.relations.interval import limits
from detente.relations.profile_words import sentences
from detente.relations.summed import summed
from detente.relations.values import Ratio, Side, Unit

Of = Literal["pair", "first to second", "second to first", "first with all", "second with all", "all"]
_SIDES: tuple[Side, ...] = ("cooperation", "conflict")
_TIMES = 499
_PRIOR = 0.5
_LEAST_EVENTS = 5
_LEAST_WEEKS = 8


class Share(NamedTuple):
    """A share between 0 and 1 with its 95 % interval."""

    share: float
    low: float
    high: float


class Excess(NamedTuple):
    """How far a share lies over what is expected, in shares, with its 95 % interval."""

    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mix:
    """What some events are made of."""

    of: Of
    n: int
    quads: tuple[float, float, float, float] | None
    """Shares of verbal and material cooperation, verbal and material conflict; None of no events, or not known."""
    goldstein: float | None
    """Mean Goldstein weight; None of no events, or where the table has no weights."""
    cooperation: Share | None


@dataclass(frozen=True, slots=True)
class Expectation:
    """One direction, or both, against what sender, receiver and volume lead to expect."""

    of: Of
    cooperation: int
    conflict: int
    expected_cooperation: float
    expected_conflict: float
    cooperation_ratio: Ratio | None
    conflict_ratio: Ratio | None
    """Events to those expected; None where none are expected."""
    expected_share: float | None
    """Cooperation's share of the events expected: the expected tone, from which volume has dropped out."""
    excess: Excess | None
    """The share found less the one expected; None where it cannot be told."""
    why: Literal["no others", "few events", "short time"] | None
    """Why nothing is said of the tone: no other pair, under 5 events, or under 8 weeks; None where something is."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A pair beside everybody, over all days of the table."""

    pair: tuple[str, str]
    origin: str
    unit: Unit
    first_day: date
    last_day: date
    mixes: tuple[Mix, ...]
    """In the order of `Of`."""
    rank: int | None
    """Place among all pairs of different countries by number of events; None of a pair without any."""
    pairs: int
    """Pairs that have any event."""
    expectations: tuple[Expectation, ...]
    """Both directions together, then each."""

    def sentences(self, name: Callable[[str], str] = str) -> tuple[str, ...]:
        """Each figure in one plain sentence; `name` turns a code into words."""
        return sentences(self, name)


def profile(days: DyadDays, a: str, b: str, *, seed: int = 0) -> Profile:
    """The pair against the world, and against what is to be expected of these two.

    Expected are the events of a gravity model without distance (`gravity.expected`), fitted to all other pairs of
    different countries, separately for cooperation and conflict. Intervals come from 499 resamples of blocks of four
    weeks (Kuensch 1989) and are never narrower than those of the pair's own counts, which alone would have none where
    nothing happened. Nothing is said on tone under 5 events or 8 weeks. Raises AskError of one country twice.
    """
    if a.split(":")[0] == b.split(":")[0]:
        raise AskError(
            "A profile is of two different countries or bodies.",
            f"asked for: {a} and {b}",
            "Name two of them; `detente relation` shows what happens inside one.",
        )
    world = days.between_countries()
    own = world.of_pair(a, b)
    pairs = pairs_of(world)
    weeks = (world.last_day.toordinal() - world.first_day.toordinal()) // 7 + 1
    weights = np.concatenate([np.ones((1, weeks)), week_blocks(weeks, _TIMES, np.random.default_rng(seed))])
    spread = {
        side: dispersion(world, pairs, _weekly(world, own, getattr(own, side), weeks).ravel(), side, 7)
        for side in _SIDES
    }
    chosen: tuple[tuple[Of, DyadDays], ...] = (
        ("pair", own),
        ("first to second", world.of_dyad(a, b)),
        ("second to first", world.of_dyad(b, a)),
        ("first with all", _of_actor(world, a)),
        ("second with all", _of_actor(world, b)),
        ("all", world),
    )
    clustered = max(spread.values())
    expectations = _expectations(world, a, b, weights, spread, dict(chosen))
    totals = pairs.cooperation + pairs.conflict
    n = int(own.counts.sum())
    return Profile(
        pair=(a, b),
        origin=days.origin,
        unit=days.unit,
        first_day=days.first_day,
        last_day=days.last_day,
        mixes=tuple(_mix(of, rows, weights, weeks, clustered) for of, rows in chosen),
        rank=1 + int((totals > n).sum()) if n else None,
        pairs=int((totals > 0).sum()),
        expectations=expectations,
    )


def _of_actor(days: DyadDays, code: str) -> DyadDays:
    at = days.position(code)
    return days.take(np.flatnonzero((days.source == at) | (days.target == at)) if at >= 0 else np.zeros(0, np.intp))


def _weekly(days: DyadDays, rows: DyadDays, events: Ints, weeks: int) -> Floats:
    week = (rows.day.astype(np.int64) - days.first_day.toordinal()) // 7
    return summed(week, events, weeks)


def _mix(of: Of, rows: DyadDays, weights: Floats, weeks: int, spread: float) -> Mix:
    counts = rows.counts.sum(axis=1, dtype=np.int64)
    n = int(counts.sum())
    if not n:
        return Mix(of, 0, None, None, None)
    coop, conf = (weights @ _weekly(rows, rows, events, weeks) for events in (rows.cooperation, rows.conflict))
    low, high = _share_limits(coop, conf, spread)
    share = Share(float(coop[0] / (coop[0] + conf[0])), low, high)
    quads = tuple(float(x) / n for x in counts)
    return Mix(
        of=of,
        n=n,
        quads=(quads[0], quads[1], quads[2], quads[3]) if rows.has_quads else None,
        goldstein=float(rows.goldstein.sum()) / n if rows.has_weights else None,
        cooperation=share,
    )


def _share_limits(coop: Floats, conf: Floats, spread: float) -> tuple[float, float]:
    """Limits of the first entry's share: by resampling (the other entries), and by so many events in such clusters."""
    from scipy.special import betaincinv

    drawn = (coop[1:] + _PRIOR) / (coop[1:] + conf[1:] + 2 * _PRIOR)
    low, high = np.quantile(drawn, [0.025, 0.975])
    own = coop[0] / spread + _PRIOR, conf[0] / spread + _PRIOR
    share = coop[0] / (coop[0] + conf[0])
    return (
        float(min(low, betaincinv(*own, 0.025), share)),
        float(max(high, betaincinv(*own, 0.975), share)),
    )


def _expectations(
    days: DyadDays, a: str, b: str, weights: Floats, spread: dict[Side, float], rows: dict[Of, DyadDays]
) -> tuple[Expectation, ...]:
    weeks = weights.shape[1]
    flows = {side: expected(margins_of(days, a, b, side), weights) for side in _SIDES}
    directions: tuple[tuple[Of, tuple[int, ...]], ...] = (
        ("pair", (0, 1)),
        ("first to second", (0,)),
        ("second to first", (1,)),
    )
    found = []
    for of, parts in directions:
        own = rows[of]
        seen: dict[Side, Floats] = {side: weights @ _weekly(days, own, getattr(own, side), weeks) for side in _SIDES}
        usual: dict[Side, Floats] = {side: np.sum([flows[side][part] for part in parts], axis=0) for side in _SIDES}
        found.append(_expectation(of, seen, usual, spread, weeks))
    return tuple(found)


def _expectation(
    of: Of, seen: dict[Side, Floats], usual: dict[Side, Floats], spread: dict[Side, float], weeks: int
) -> Expectation:
    coop, conf = seen["cooperation"], seen["conflict"]
    expect = usual["cooperation"] + usual["conflict"]
    share = float(usual["cooperation"][0] / expect[0]) if expect[0] > 0 else None
    excess = None
    why: Literal["no others", "few events", "short time"] | None = None
    if share is None:
        why = "no others"
    elif coop[0] + conf[0] < _LEAST_EVENTS:
        why = "few events"
    elif weeks < _LEAST_WEEKS:
        why = "short time"
    else:
        excess = _excess(seen, usual, share, max(spread.values()))
    return Expectation(
        of=of,
        cooperation=int(coop[0]),
        conflict=int(conf[0]),
        expected_cooperation=float(usual["cooperation"][0]),
        expected_conflict=float(usual["conflict"][0]),
        cooperation_ratio=_ratio(coop, usual["cooperation"], spread["cooperation"]),
        conflict_ratio=_ratio(conf, usual["conflict"], spread["conflict"]),
        expected_share=share,
        excess=excess,
        why=why,
    )


def _excess(seen: dict[Side, Floats], usual: dict[Side, Floats], share: float, spread: float) -> Excess:
    coop, conf = seen["cooperation"], seen["conflict"]
    low, high = _share_limits(coop, conf, spread)
    total = np.maximum(usual["cooperation"] + usual["conflict"], 1e-12)
    drawn = (coop + _PRIOR) / (coop + conf + 2 * _PRIOR) - usual["cooperation"] / total
    lowest, highest = np.quantile(drawn[1:], [0.025, 0.975])
    own = float(coop[0] / (coop[0] + conf[0]))
    return Excess(own - share, float(min(lowest, low - share)), float(max(highest, high - share)))


def _ratio(seen: Floats, usual: Floats, spread: float) -> Ratio | None:
    if not usual[0] > 0:
        return None
    ratio = float(seen[0] / usual[0])
    of_count = limits(int(seen[0]), round(spread, 3))
    low, high = np.quantile(seen[1:] / np.maximum(usual[1:], 1e-9), [0.025, 0.975])
    return Ratio(ratio, float(min(low, of_count[0] / usual[0], ratio)), float(max(high, of_count[1] / usual[0], ratio)))
