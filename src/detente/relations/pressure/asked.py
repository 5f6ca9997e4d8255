"""The test asked of a record: actors by name, the events behind the weeks that matter, the answer with both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from detente.record import Record
from detente.relations.behind import acts_behind
from detente.relations.naming import code_in_table, name_of_party
from detente.relations.pressure.pressure import pressure
from detente.relations.pressure.values import Pressure, Week
from detente.relations.sources import days_of
from detente.relations.values import Act, Side, Unit

Acts = Callable[[list[tuple[str, str]], date, date, Side], tuple[Act, ...]]
_WEEKS, _ACTS = 3, 4


def pressure_of(
    record: Record,
    presser: str,
    a: str,
    b: str,
    *,
    origin: str | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    seed: int = 0,
    count: Unit = "events",
) -> Pressure:
    """Does the presser's hostility toward both go with their cooperation? Actors by name or code.

    Of what was read here events are counted, or codings by `count`.

    Raises AskError where an actor or origin is unknown, where nothing is known of the days, and where the presser is
    one of the pair.

    >>> pressure_of(record, "United States", "Iran", "North Korea").verdict
    'cannot tell'
    """
    days = days_of(record, origin=origin, first_day=first_day, last_day=last_day, count=count)
    three = tuple(code_in_table(words, days.codes, days.origin) for words in (presser, a, b))
    names = (name_of_party(three[0]), name_of_party(three[1]), name_of_party(three[2]))
    found = pressure(days, *three, seed=seed, names=names)

    def acts(dyads: list[tuple[str, str]], first: date, last: date, side: Side) -> tuple[Act, ...]:
        return acts_behind(record, days.origin, dyads, first, last, side=side, limit=_ACTS, count=count)

    return with_acts(found, acts)


def with_acts(found: Pressure, acts: Acts) -> Pressure:
    """The answer with its events: the heaviest of the weeks of most joint pressure, and of most cooperation."""
    a, b = found.pair
    pressed = [(found.presser, a), (found.presser, b)]
    told: list[Act] = []
    for week in most(found.series, lambda w: w.joint):
        told += acts(pressed, week.first_day, week.first_day + timedelta(days=6), "conflict")
    for week in most(found.series, lambda w: w.cooperation if found.outcome == "cooperation" else w.conflict):
        told += acts([(a, b), (b, a)], week.first_day, week.first_day + timedelta(days=6), found.outcome)
    unique = sorted(dict.fromkeys(told), key=lambda act: (act.day, act.is_cooperation, act.source, act.target, act.act))
    return replace(found, acts=tuple(unique))


def most(series: tuple[Week, ...], of: Callable[[Week], float]) -> list[Week]:
    """The weeks with most of something, at most three, in their order; weeks without any are not among them."""
    ranked = sorted((w for w in series if of(w) > 0), key=lambda w: (-of(w), w.first_day))
    return sorted(ranked[:_WEEKS], key=lambda w: w.first_day)
