"""Turning points: lasting changes are found and dated; bursts, noise and a louder press are not turns."""

import numpy as np
import pytest

from detente.relations.segments import best_cuts, cuts_of, gains, levels
from detente.relations.turning import turning_points
from relations.icews import icews18
from relations.simulate import FIRST, row, table, weekly_rows, world

WEEKS = 43


def _counts(seed, means):
    """Negative binomial counts of these weekly means, size 2."""
    means = np.asarray(means, float)
    return np.random.default_rng(seed).negative_binomial(2, 2 / (2 + means))


def _turns(cooperation, conflict=None, unit="events", extra=()):
    days = table([*world(1), *weekly_rows(cooperation, conflict), *extra], unit=unit)
    return turning_points(days, "AAA", "BBB")


def test_a_lasting_rise_is_found_in_its_week():
    [turn] = _turns(_counts(1, [3] * 15 + [25] * 28))
    assert abs((turn.first_day - FIRST).days // 7 - 15) <= 1
    assert (turn.side, turn.direction) == ("cooperation", "up")
    assert turn.before < 6 < 15 < turn.after
    assert 1 < turn.ratio.low < turn.ratio.ratio < turn.ratio.high
    assert turn.p <= 0.025


def test_a_lasting_fall_of_conflict_is_one_too():
    [turn] = _turns(_counts(2, [5] * 43), _counts(3, [20] * 25 + [1] * 18))
    assert (turn.side, turn.direction) == ("conflict", "down")


@pytest.mark.parametrize("long", [1, 2])
@pytest.mark.parametrize("at", [0, 20, 41])
def test_a_burst_of_two_weeks_is_never_a_turn(long, at):
    means = np.full(WEEKS, 1)
    counts = np.tile([1, 0, 2, 1], 11)[:WEEKS] * means
    counts[at : at + long] += 80
    assert _turns(counts) == ()


def test_of_a_stationary_pair_there_is_hardly_ever_a_turn():
    turns = [_turns(_counts(seed, [6] * WEEKS), _counts(100 + seed, [3] * WEEKS)) for seed in range(1000, 1010)]
    assert sum(map(bool, turns)) <= 1


def test_a_louder_press_is_no_turn():
    louder = [row("CCC", "DDD", d, 290) for d in range(147, 301)]
    cooperation = [12 if w < 21 else 70 for w in range(WEEKS)]
    assert _turns(cooperation)
    assert _turns(cooperation, extra=louder) == ()


def test_few_codings_give_nothing():
    counts = np.zeros(WEEKS, int)
    counts[30:] = 1
    assert _turns(counts, unit="codings") == ()
    assert turning_points(table(weekly_rows(_counts(1, [9] * 12)), 84), "AAA", "BBB") == ()
    assert turning_points(table([]), "AAA", "BBB") == ()


def test_the_same_seed_gives_the_same_answer_whichever_is_named_first():
    days = table([*world(1), *weekly_rows(_counts(1, [3] * 15 + [25] * 28))])
    assert turning_points(days, "AAA", "BBB", seed=4) == turning_points(days, "BBB", "AAA", seed=4)


def test_what_cuts_gain_in_many_series_is_what_they_gain_in_one():
    series = np.random.default_rng(5).normal(size=60) + np.repeat([0, 2, 0.5], [20, 25, 15])
    cuts = best_cuts(series, 2, 5)
    assert cuts == cuts_of(series, 10.0, 5)
    assert np.abs(np.array(cuts) - [20, 45]).max() <= 1
    gained = ((series - series.mean()) ** 2).sum() - ((series - levels(series, cuts)) ** 2).sum()
    assert gains(np.stack([series, -series]), 2, 5)[1] == pytest.approx([gained, gained])


def test_no_cut_is_paid_for_that_gains_less_than_the_penalty():
    series = np.repeat([0.0, 1.0], 10)
    assert cuts_of(series, 4.9, 5) == (10,)
    assert cuts_of(series, 5.1, 5) == ()


def test_the_turn_of_the_united_states_and_north_korea():
    days = icews18()
    turn = turning_points(days, "USA", "PRK")[0]
    assert (turn.side, turn.direction) == ("cooperation", "up")
    assert abs((turn.first_day.toordinal()) - 736765) <= 14  # 12 March 2018
    assert turning_points(days, "IRN", "PRK") == ()
