"""From a dyad-day table to signed networks, one for all days or one for each month or quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from detente.errors import AskError
from detente.relations.days import DyadDays
from detente.relations.network.balance import balance_of, frustration_of
from detente.relations.network.groups import betweenness_of, communities_of, participation_of
from detente.relations.network.ties import has_weights, most_active, ties_of
from detente.relations.network.values import Network, NetworkAsked, Split, State


def network(days: DyadDays, asked: NetworkAsked | None = None) -> Network:
    """The signed network among the most active states over all days of the table.

    Raises AskError where no two states have enough events.
    """
    wanted = asked or NetworkAsked()
    states = days.between_countries()
    codes, _ = most_active(states, wanted.states)
    found = _measure(states, codes, wanted)
    if not found.ties:
        raise AskError(
            f"No two of {len(codes)} states have {_least(wanted, states)} with each other.",
            f"{days.origin}: {days.first_day} to {days.last_day}",
            "Ask for a longer period, or for fewer events a tie with --least.",
        )
    return found


def networks(days: DyadDays, by: Split, asked: NetworkAsked | None = None) -> tuple[Network, ...]:
    """A network for each month or quarter, all of the states that are the most active over the whole table.

    Periods are cut at the first and last day known. A period may have no tie; the first to the last are all there.
    Raises AskError where no period has any.
    """
    wanted = asked or NetworkAsked()
    states = days.between_countries()
    codes, _ = most_active(states, wanted.states)
    found = tuple(
        _measure(states.within(first, last), codes, wanted)
        for first, last in periods_of(days.first_day, days.last_day, by)
    )
    if not any(one.ties for one in found):
        raise AskError(
            f"In no {by} have two of {len(codes)} states {_least(wanted, states)} with each other.",
            f"{days.origin}: {days.first_day} to {days.last_day}",
            "Ask for longer periods, or for fewer events a tie with --least.",
        )
    return found


def periods_of(first_day: date, last_day: date, by: Split) -> list[tuple[date, date]]:
    """The months or quarters between two days, the first and the last cut there.

    >>> periods_of(date(2018, 2, 10), date(2018, 5, 1), "quarter")[0][1]
    datetime.date(2018, 3, 31)
    """
    months = 1 if by == "month" else 3
    found = []
    day = first_day
    while day <= last_day:
        at = day.year * 12 + (day.month - 1) // months * months + months
        following = date(at // 12, at % 12 + 1, 1)
        found.append((day, min(last_day, following - timedelta(days=1))))
        day = following
    return found


def _least(asked: NetworkAsked, days: DyadDays) -> str:
    return f"{asked.least} {days.unit if asked.least > 1 else days.unit[:-1]}"


def _measure(days: DyadDays, codes: Sequence[str], asked: NetworkAsked) -> Network:
    ties = ties_of(days, codes, asked)
    place = {code: at for at, code in enumerate(codes)}
    signs = np.zeros((len(codes), len(codes)), np.int64)
    for tie in ties:
        a, b = place[tie.pair[0]], place[tie.pair[1]]
        signs[a, b] = signs[b, a] = tie.sign
    frustration, camp = frustration_of(signs, seconds=asked.seconds, seed=asked.seed)
    labels, modularity = communities_of(signs, seed=asked.seed)
    between = betweenness_of(signs)
    part = participation_of(signs, labels)
    events = _events(days, codes)
    connected = np.abs(signs).sum(axis=1) > 0
    camps = [
        tuple(code for at, code in enumerate(codes) if connected[at] and camp[at] == side) for side in (True, False)
    ]
    camps.sort(key=lambda members: -len(members))
    return Network(
        origin=days.origin,
        unit=days.unit,
        first_day=days.first_day,
        last_day=days.last_day,
        asked=asked,
        tone="goldstein" if has_weights(days) else "balance",
        states=tuple(
            State(
                code=code,
                events=events[at],
                friends=int((signs[at] > 0).sum()),
                foes=int((signs[at] < 0).sum()),
                community=int(labels[at]) + 1 if labels[at] >= 0 else None,
                betweenness=between[at],
                participation=part[at],
            )
            for at, code in enumerate(codes)
        ),
        ties=ties,
        balance=balance_of(signs, shuffles=asked.shuffles, seed=asked.seed),
        frustration=frustration,
        camps=(camps[0], camps[1]),
        modularity=modularity,
    )


def _events(days: DyadDays, codes: Sequence[str]) -> list[int]:
    counts = days.counts.sum(axis=0)
    size = len(days.codes)
    total = np.bincount(days.source, counts, minlength=size) + np.bincount(days.target, counts, minlength=size)
    return [int(total[at]) if (at := days.position(code)) >= 0 else 0 for code in codes]
