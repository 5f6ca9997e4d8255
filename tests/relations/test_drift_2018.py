"""Real events of 2018: what the ranking and the network must and must not say of them."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from detente.relations.drift import drift
from detente.relations.network import NetworkAsked, network
from relations.icews import icews18


def _of(found, *pair):
    [change] = [c for c in found.changes if c.pair == pair]
    return change


def _periods(first, second):
    last = {2: 28, 5: 31, 6: 30, 7: 31, 10: 31}
    return {name: (date(2018, a, 1), date(2018, b, last[b])) for name, (a, b) in (("first", first), ("second", second))}


@pytest.mark.parametrize(
    ("first", "second", "pair", "direction"),
    [
        ((1, 2), (8, 10), ("PRK", "USA"), 1),
        ((1, 6), (7, 10), ("CHN", "USA"), -1),
        ((1, 5), (6, 10), ("ERI", "ETH"), 1),
        ((1, 5), (6, 10), ("RUS", "TUR"), 1),
    ],
    ids=["talks", "tariffs", "peace", "missiles"],
)
def test_what_was_known_of_2018_is_found(first, second, pair, direction):
    change = _of(drift(icews18(), **_periods(first, second)), *pair)
    assert change.verdict == {1: "warming", -1: "cooling"}[direction]
    assert change.goldstein.least * direction > 0


def test_one_visit_tells_nothing():
    assert _of(drift(icews18(), **_periods((1, 7), (8, 10))), "IRN", "PRK").verdict == "cannot tell"


def _in_order(days, weeks):
    """The table with these weeks of 2018 (counted from 0), made to follow each other in this order."""
    start = date(2018, 1, 1).toordinal()
    week, weekday = divmod(days.day - start, 7)
    place = np.full(53, -1)
    place[list(weeks)] = np.arange(len(weeks))
    at = place[week]
    moved = replace(days, day=(start + at * 7 + weekday).astype("int32"))
    return moved.take((at >= 0).nonzero()[0])


def _clear_in_halves(days, weeks):
    middle = date(2018, 1, 1) + timedelta(days=7 * (len(weeks) // 2))
    end = date(2018, 1, 1) + timedelta(days=7 * len(weeks) - 1)
    halves = {"first": (date(2018, 1, 1), middle - timedelta(days=1)), "second": (middle, end)}
    found = drift(_in_order(days, weeks), **halves)
    return len(found.of("warming")) + len(found.of("cooling")), found


def test_weeks_in_turn_differ_no_more_than_chance():
    """Two periods without a change between them: even and odd weeks."""
    clear, found = _clear_in_halves(icews18(), [*range(0, 40, 2), *range(1, 40, 2)])
    assert clear == 0
    assert sum(c.goldstein.p < 0.05 for c in found.changes if c.goldstein) < 0.05 * found.tested


def test_months_by_lot_differ_no_more_than_chance():
    """Nor, where it counts as chance that moods last, between months put into one period or the other by lot."""
    days = icews18()
    lasting = 0
    for seed in range(4):
        lot = np.random.default_rng(seed).permutation(10)
        halves = [sorted(lot[:5]), sorted(lot[5:])]
        weeks = [4 * month + week for half in halves for month in half for week in range(4)]
        _, found = _clear_in_halves(days, weeks)
        lasting += sum(change.lasts for change in found.changes)
    assert lasting == 0


def test_signs_of_2018_are_more_balanced_than_chance():
    found = network(icews18(), NetworkAsked(sign="goldstein"))
    assert (found.positive, found.negative) == (501, 70)
    assert found.balance.triads == (1793, 488, 134, 17)
    assert found.balance.z > 4
    assert found.frustration.is_exact
