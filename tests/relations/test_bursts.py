"""Bursts: days that stand out of what is usual for such pairs, and go back."""

from datetime import date, timedelta

import numpy as np

from detente.relations.bursts import bursts
from relations.icews import icews18
from relations.simulate import FIRST, pair_rows, row, table, world

QUIET = np.tile([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], 31)[:301]


def _found(cooperation, conflict=None, extra=()):
    return bursts(table([*world(1), *pair_rows(cooperation, conflict), *extra]), "AAA", "BBB")


def _with(days, n):
    counts = QUIET.copy()
    counts[days] = n
    return counts


def test_a_visit_is_one_burst_with_its_days():
    days = [152, 154, 155, 157, 158, 159]
    [burst] = _found(_with(days, 9))
    assert (burst.first_day, burst.last_day) == (FIRST + timedelta(152), FIRST + timedelta(159))
    assert (burst.side, burst.n) == ("cooperation", 54)
    assert burst.expected < 3
    assert burst.p < 0.01


def test_a_few_events_of_one_story_are_no_burst():
    conflict = np.zeros(301, int)
    conflict[160:162] = 2, 3
    assert _found(QUIET, conflict) == ()
    assert _found(np.zeros(301, int), conflict) == ()


def test_a_lasting_rise_is_no_burst():
    counts = QUIET.copy()
    counts[150:] = 6
    assert _found(counts) == ()


def test_what_has_not_gone_back_yet_is_not_told():
    assert _found(_with(list(range(290, 301)), 9)) == ()


def test_days_on_which_everybody_is_in_the_news_are_no_burst():
    days = list(range(150, 157))
    busy = [row(f"E{i}", f"F{i}", d, 300) for d in days for i in range(9)]
    assert _found(_with(days, 5))
    assert _found(_with(days, 5), extra=busy) == ()


def test_two_bursts_are_told_apart_and_sides_never_mixed():
    conflict = np.zeros(301, int)
    conflict[80:86] = 9
    found = _found(_with(list(range(200, 206)), 9), conflict)
    assert [(b.side, (b.first_day - FIRST).days) for b in found] == [("conflict", 80), ("cooperation", 200)]


def test_steady_clusters_are_hardly_ever_bursts():
    hits = 0
    for seed in range(15):
        rng = np.random.default_rng(seed)
        hits += bool(_found(*(rng.negative_binomial(0.3, 0.25, (2, 301)))))
    assert hits <= 1


def test_a_pair_without_events_and_a_table_without_others():
    assert bursts(table(world(1)), "AAA", "BBB") == ()
    assert bursts(table(pair_rows(_with([150, 151], 40))), "AAA", "BBB") == ()
    assert bursts(table([]), "AAA", "BBB") == ()


def test_the_visit_of_august_2018_is_the_one_burst_of_iran_and_north_korea():
    [burst] = bursts(icews18(), "IRN", "PRK")
    assert burst.side == "cooperation"
    assert date(2018, 8, 2) == burst.first_day
    assert date(2018, 8, 10) <= burst.last_day <= date(2018, 8, 12)
    assert burst.n == 46
