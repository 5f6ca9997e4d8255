"""All pairs of a table between two periods: tested, judged and ranked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.errors import AskError
from detente.relations.days import DyadDays, Floats
from detente.relations.drift.amounts import Amounts, carried_over, compare_amounts
from detente.relations.drift.judged import WIDEST, judged, verdict_of
from detente.relations.drift.values import Change, Control, Drift, Period, Tone, TooLittle
from detente.relations.drift.weekly import PairWeeks, Totals, days_of_a_week, pair_keys, totals_of, weeks_of_pairs

MIN_EVENTS = 20
"""With fewer events than these in a period only a change of more than two and a half Goldstein points could be told
from noise: one event's weight has a standard deviation of about 4.2."""


class _Both(NamedTuple):
    """Something of the first period and of the second."""

    first: Totals
    second: Totals


def halves(first_day: date, last_day: date) -> tuple[Period, Period]:
    """The days cut in two halves; of an odd number the first half has one day fewer. Raises AskError of one day.

    >>> halves(date(2018, 1, 1), date(2018, 1, 5))[1][0]
    datetime.date(2018, 1, 3)
    """
    if first_day >= last_day:
        raise AskError(
            "One day cannot be cut in two.",
            f"known, or asked for: {first_day}",
            "Ask for more days, or name both periods with --between and --and.",
        )
    middle = first_day + timedelta(days=((last_day - first_day).days + 1) // 2)
    return (first_day, middle - timedelta(days=1)), (middle, last_day)


def drift(
    days: DyadDays,
    *,
    first: Period,
    second: Period,
    min_events: int = MIN_EVENTS,
    control: Control = "sign",
    fdr: float = 0.05,
    tone: Tone | None = None,
) -> Drift:
    """What became of all pairs of different countries from the first period to the second.

    The week is the unit: what a week's reports repeat is one story, and what stays for weeks is the relation. Warming
    is a tone that rises beyond what the pair's weeks differ among themselves (p < 0.05), also without the one week
    that speaks loudest for it, and that stands among so many pairs: of those called clear a share of `fdr` may
    have the other direction or none, by the law of all pairs' changes (`control` "sign", Stephens 2017), or be chance
    although nothing changed ("discovery", Benjamini and Hochberg 1995). The tone is the mean Goldstein weight, or the
    balance of cooperation and conflict where the table has no weights or `tone` asks for it. Cannot tell: fewer than
    `min_events` events in a period, all of them in one week, or an interval too wide to show any change but a huge one.

    What differs between two periods need not last. A clear change `lasts` if it stays clear when it counts as chance
    that moods do, by the correlation from one week to the next that all pairs show.

    Periods are cut to the days that the table knows of. Raises AskError for periods that overlap or hold nothing.
    """
    first, second = (_known(days, period) for period in (first, second))
    if not (first[1] < second[0] or second[1] < first[0]):
        raise AskError(
            "The two periods share days.",
            f"asked: {_told(first)} and {_told(second)}",
            "Choose two periods that do not overlap.",
        )
    states = days.between_countries()
    tables = [states.within(*period) for period in (first, second)]
    for table, period in zip(tables, (first, second), strict=True):
        if not len(table):
            raise AskError(
                "There is no event between two countries in one of the periods.",
                f"{days.origin}: {_told(period)}",
                f"Choose other days; {days.origin} knows {_told((days.first_day, days.last_day))}.",
            )
    pairs = np.unique(np.concatenate([np.unique(pair_keys(table)) for table in tables]))
    totals = _Both(*(totals_of(table, pairs) for table in tables))
    has_weights = days.has_weights and any(bool(t.goldstein.any()) for t in totals)
    if tone == "goldstein" and not has_weights:
        raise AskError("The events have no Goldstein weights.", f"origin: {days.origin}", "Ask with --tone balance.")
    asked: Tone = tone or ("goldstein" if has_weights else "balance")
    week_days = days_of_a_week(first, second)
    enough = np.all([t.cooperation + t.conflict >= min_events for t in totals], axis=0)
    weekly = [
        weeks_of_pairs(t, period, pairs[enough], week_days) for t, period in zip(tables, (first, second), strict=True)
    ]
    spread = np.all([(w.events > 0).sum(axis=1) > 1 for w in weekly], axis=0)
    kept = [w.take(spread) for w in weekly]
    tests, held = (judged(kept, asked, has_weights, moods_last=moods_last) for moods_last in (False, True))
    tested = np.flatnonzero(enough)[spread]
    place = np.full(len(pairs), -1)
    place[tested] = np.arange(len(tested))
    amounts, carried = _amounts(weekly, totals, enough, len(days.codes))
    volumes = _volumes(amounts, fdr)
    at_enough = np.where(enough, np.cumsum(enough) - 1, -1)
    elsewhere = _elsewhere(totals, asked, len(days.codes))
    ratios = [a.ratios() for a in amounts]
    sums = [[t.cooperation.astype(int).tolist(), t.conflict.astype(int).tolist()] for t in totals]
    codes = days.codes
    changes = []
    for row, key in enumerate(pairs.tolist()):
        low, high = divmod(key, len(codes))
        at, counted = int(place[row]), int(at_enough[row])
        shift = tests.of_tone(asked)[at] if at >= 0 else None
        chance = tests.chances[at] if at >= 0 else None
        missing: TooLittle = "one week" if enough[row] else "few events"
        verdict, leans, why = verdict_of(shift, chance, control, fdr, asked, missing)
        is_held = at >= 0 and verdict in ("warming", "cooling")
        if is_held:
            still, *_ = verdict_of(held.of_tone(asked)[at], held.chances[at], control, fdr, asked, missing)
            is_held = still == verdict
        changes.append(
            Change(
                pair=(codes[low], codes[high]),
                cooperation=(sums[0][0][row], sums[1][0][row]),
                conflict=(sums[0][1][row], sums[1][1][row]),
                cooperation_ratio=ratios[0][counted] if counted >= 0 else None,
                conflict_ratio=ratios[1][counted] if counted >= 0 else None,
                goldstein=tests.goldstein[at] if at >= 0 and has_weights else None,
                balance=tests.balance[at] if at >= 0 else None,
                elsewhere=(elsewhere[0][row], elsewhere[1][row]),
                verdict=verdict,
                leans=leans,
                too_little=why,
                chance=chance,
                lasts=is_held,
                volume=volumes[counted] if counted >= 0 else "",
            )
        )
    return Drift(
        origin=days.origin,
        unit=days.unit,
        first=first,
        second=second,
        tone=asked,
        control=control,
        min_events=min_events,
        fdr=fdr,
        widest=WIDEST[asked],
        events=(int(tables[0].counts.sum()), int(tables[1].counts.sum())),
        world=(_tone_of(totals.first, asked), _tone_of(totals.second, asked)),
        week_days=week_days,
        clustering=tests.rho,
        lasting=held.phi,
        unchanged=tests.unchanged,
        carried=carried,
        changes=tuple(sorted(changes, key=lambda c: _rank(c, asked))),
    )


def _rank(change: Change, tone: Tone) -> tuple[int, float, int, tuple[str, str]]:
    shift = change.shift(tone)
    order = (
        0 if change.verdict in ("warming", "cooling") else 1 if change.leans else 2 if change.chance is not None else 3
    )
    least = abs(shift.least) if shift is not None and order < 2 else 0.0
    return order, -least, -sum(change.events), change.pair


def _amounts(
    weekly: list[PairWeeks], totals: _Both, enough: NDArray[np.bool_], actors: int
) -> tuple[tuple[Amounts, Amounts], tuple[float, float]]:
    """Cooperation and conflict of the pairs with enough events, against what was to be expected of each."""
    exposures = (weekly[0].exposure, weekly[1].exposure)
    found = []
    for name in ("cooperation", "conflict"):
        expected, carried = carried_over(
            getattr(totals.first, name), getattr(totals.second, name), totals.first.pairs, actors
        )
        counts = [getattr(w, name) for w in weekly]
        found.append((compare_amounts(counts[0], counts[1], exposures, expected[enough]), carried))
    return (found[0][0], found[1][0]), (found[0][1], found[1][1])


def _volumes(amounts: tuple[Amounts, Amounts], fdr: float) -> list[str]:
    """What became of the amounts, in words, of all tests at once."""
    size = len(amounts[0].p)
    if not size:
        return []
    from statsmodels.stats.multitest import multipletests

    is_clear = multipletests(np.concatenate([a.p for a in amounts]), alpha=fdr, method="fdr_bh")[0].reshape(2, size)
    moves = [np.where(c, np.where(a.ratio > 1, 1, -1), 0).tolist() for a, c in zip(amounts, is_clear, strict=True)]
    words = {1: "more", -1: "less"}
    told = []
    for cooperation, conflict in zip(*moves, strict=True):
        if cooperation and cooperation == conflict:
            told.append(f"{words[cooperation]} of both")
        else:
            parts = [f"{words[m]} {side}" for m, side in ((cooperation, "cooperation"), (conflict, "conflict")) if m]
            told.append(", ".join(parts))
    return told


def _elsewhere(totals: _Both, tone: Tone, actors: int) -> list[list[float | None]]:
    """For both periods the tone of a pair's two sides with everyone else, a value for each pair."""
    found: list[list[float | None]] = []
    for period in totals:
        n = _others(period.cooperation + period.conflict, period.pairs, actors)
        told = period.goldstein if tone == "goldstein" else period.cooperation - period.conflict
        sums = _others(told, period.pairs, actors)
        found.append([s / k if k > 0.5 else None for s, k in zip(sums.tolist(), n.tolist(), strict=True)])
    return found


def _others(values: Floats, pairs: NDArray[np.int64], actors: int) -> Floats:
    sides = np.divmod(pairs, actors)
    by_actor = np.zeros(actors)
    for side in sides:
        by_actor += np.bincount(side, values, minlength=actors)
    return by_actor[sides[0]] + by_actor[sides[1]] - 2 * values


def _tone_of(totals: Totals, tone: Tone) -> float | None:
    n = float((totals.cooperation + totals.conflict).sum())
    told = totals.goldstein if tone == "goldstein" else totals.cooperation - totals.conflict
    return float(told.sum()) / n if n else None


def _known(days: DyadDays, period: Period) -> Period:
    """The period, cut to the days the table knows of."""
    first, last = max(period[0], days.first_day), min(period[1], days.last_day)
    if first > last:
        raise AskError(
            f"{days.origin} knows nothing of one of the periods.",
            f"asked: {_told(period)}",
            f"Choose days from {_told((days.first_day, days.last_day))}.",
        )
    return first, last


def _told(period: Period) -> str:
    return f"{period[0]} to {period[1]}"
