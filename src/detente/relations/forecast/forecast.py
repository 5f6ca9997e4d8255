"""The forecast of a pair: what is likely next week and in the next four, with what is known today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from detente.errors import AskError
from detente.relations.days import DyadDays, whole_weeks
from detente.relations.forecast.history import SIDES, History, history_of, stratum_of, windows
from detente.relations.forecast.learn import Learned, group_of, learn
from detente.relations.forecast.models import BENCHMARKS
from detente.relations.forecast.predictive import Predictive
from detente.relations.forecast.values import Forecast, Outlook, Summary

LEAST_WEEKS = 16
_USUAL = 0.8
_LITTLE = 10
_LONGEST = 8


def forecast(days: DyadDays, a: str, b: str, *, horizon: Sequence[int] = (1, 4), seed: int = 0) -> Forecast:
    """Cooperation and conflict of two actors in the weeks after the last whole week of the table, as distributions.

    `days` is the table of all dyads: the forecast is fitted and chosen on pairs like this one. `horizon` is in weeks,
    1 to 8 each. The seed draws pairs where there are too many to fit on (pairs without any event). Raises AskError for
    an actor with itself, a horizon out of range, and where fewer than 16 whole weeks or no events of pairs are known.

    >>> forecast(days, "IRN", "PRK").outlooks[0].forecast.median
    0
    """
    if a == b:
        raise AskError(f"{a} is asked for twice", "forecast A B", "Name two different actors.")
    if not horizon or not all(1 <= weeks <= _LONGEST for weeks in horizon):
        raise AskError(f"horizon {list(horizon)} is out of range", "forecast", f"Ask for 1 to {_LONGEST} weeks.")
    between = a.split(":")[0] != b.split(":")[0]
    history = history_of(days, between=between)
    needed = max(LEAST_WEEKS, LEAST_WEEKS + 3 * (max(horizon) - 4))
    if history.weeks < needed:
        raise AskError(
            f"{history.weeks} whole weeks are known, and a forecast needs {needed}",
            f"{days.origin}: {days.first_day} to {days.last_day}",
            "Import more days, or name an origin that has them (--origin).",
        )
    if not len(history.one):
        raise AskError(
            "no pair has any event, so there is nothing to learn from",
            f"{days.origin}: {days.first_day} to {days.last_day}",
            "Import events, or ask for other days.",
        )
    pair = history.of_pair(a, b)
    events = int(pair.events(history.weeks)[0])
    group = group_of(history, pair, history.weeks)
    outlooks = tuple(
        _outlook(pair, learn(history, group, side, weeks, history.weeks, seed=seed), side, weeks)
        for weeks in horizon
        for side in range(len(SIDES))
    )
    last = history.mondays[-1] + timedelta(days=6)
    known_weeks = len(whole_weeks(days.first_day, days.last_day))
    is_alone = not all(outlook.validated_forecasts for outlook in outlooks)
    return Forecast(
        pair=(a, b),
        origin=days.origin,
        unit=days.unit,
        first_day=history.mondays[0],
        last_day=last,
        weeks=history.weeks,
        known_weeks=known_weeks,
        events=events,
        stratum=stratum_of(events),
        outlooks=outlooks,
        notes=tuple(_notes(_Known(days, history.mondays, known_weeks, events), is_alone)),
    )


def _outlook(pair: History, learned: Learned, side: int, horizon: int) -> Outlook:
    origin = pair.weeks
    past = windows(pair.counts[side, 0], horizon)
    usual = int(np.quantile(past, _USUAL, method="inverted_cdf"))
    made = learned.chosen.predict(pair, side, origin, horizon, learned.fitted)
    first = pair.mondays[-1] + timedelta(days=7)
    return Outlook(
        side=SIDES[side],
        horizon=horizon,
        first_day=first,
        last_day=first + timedelta(days=7 * horizon - 1),
        usual=usual,
        forecast=_summary(learned.chosen.name, made, usual),
        benchmarks=tuple(
            _summary(model.name, model.predict(pair, side, origin, horizon, learned.fitted), usual)
            for model in BENCHMARKS
        ),
        group=learned.group,
        validated=learned.validated,
        validated_forecasts=learned.forecasts,
    )


def _summary(name: str, made: Predictive, usual: int) -> Summary:
    low90, low50, median, high50, high90 = (int(made.quantile(p)[0]) for p in (0.05, 0.25, 0.5, 0.75, 0.95))
    none, above = made.cdf(np.array([[0.0, float(usual)]]))[0]
    p_none, p_above = float(none), max(0.0, float(1 - above))
    return Summary(name, float(made.mean()[0]), median, low50, high50, low90, high90, p_none, p_above)


class _Known(NamedTuple):
    """What there is to say about what is known."""

    days: DyadDays
    mondays: tuple[date, ...]
    known_weeks: int
    events: int


def _notes(of: _Known, is_alone: bool) -> Iterator[str]:
    weeks, events, unit = len(of.mondays), of.events, of.days.unit
    last = of.mondays[-1] + timedelta(days=6)
    if not events:
        yield f"The pair has no {unit[:-1]} in these weeks: cannot tell better than the rate of all such pairs."
    elif events <= _LITTLE:
        told = f"{events} {unit}" if events > 1 else f"1 {unit[:-1]}"
        yield f"The pair has {told} in these weeks: cannot tell much better than the rate of all pairs with as few."
    if of.known_weeks > weeks:
        yield f"Only the last {weeks} of {of.known_weeks} whole weeks are used; older ones say little of next month."
    if is_alone:
        yield "No other pair is like this one before: nothing was learned, and the long-run mean stands for the rate."
    if of.days.last_day > last:
        yield f"Days after {last} are in no whole week and are not used."
    if weeks < 30:
        yield f"Only {weeks} weeks are known: the choice of the model is itself uncertain."
    yield "Shocks that have no precedent in these weeks are not in the intervals."
