"""What is measured of a pair: every period filled, intervals that grow with clusters and with the coder's error."""

from datetime import timedelta

import numpy as np
import pytest

from detente.relations.accuracy import Accuracy, SideAccuracy, coder_accuracy, true_events
from detente.relations.dispersion import dispersion, pairs_of
from detente.relations.halflife import HALF_LIFE, fit_half_life
from detente.relations.interval import count, ratio_limits
from detente.relations.measures import measured
from relations.simulate import FIRST, pair_rows, row, table, world

SURE = SideAccuracy(10_000, 10_000, 10_000, 10_000)


def test_every_period_that_the_origin_knows_is_filled():
    days = table([row("AAA", "BBB", 40, 2, 1, 3.0), row("CCC", "DDD", 3, 5)], n_days=70)
    series = measured(days, "AAA", "BBB", by="week")
    assert [p.cooperation.n for p in series.points] == [0, 0, 0, 0, 0, 2, 0, 0, 0, 0]
    assert [p.conflict.n for p in series.points] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert [p.volume for p in series.points] == [5, 0, 0, 0, 0, 3, 0, 0, 0, 0]
    assert series.points[0].first_day == FIRST
    assert series.points[5].goldstein == (3.0, 1.0)
    assert series.points[0].goldstein == (0.0, None)


@pytest.mark.parametrize(("by", "n"), [("day", 70), ("week", 10), ("month", 3)])
def test_periods_of_all_lengths_have_the_same_sum(by, n):
    days = table([row("AAA", "BBB", d, 2) for d in range(0, 70, 3)] + [row("BBB", "AAA", 5, 4)], n_days=70)
    points = measured(days, "AAA", "BBB", by=by).points
    assert (len(points), sum(p.cooperation.n for p in points)) == (n, 52)


def test_the_order_of_the_pair_changes_nothing_unless_directed():
    days = table([*world(1), row("AAA", "BBB", 40, 2), row("BBB", "AAA", 41, 0, 7)])
    assert measured(days, "AAA", "BBB", by="month") == measured(days, "BBB", "AAA", by="month")
    one, other = (measured(days, *pair, by="month", directed=True) for pair in (("AAA", "BBB"), ("BBB", "AAA")))
    assert [sum(p.conflict.n for p in s.points) for s in (one, other)] == [0, 7]


def test_reports_are_told_only_where_all_are():
    days = table([row("AAA", "BBB", 1, 1, reports=3), row("AAA", "BBB", 9, 1), row("AAA", "BBB", 10, 1, reports=1)], 21)
    assert [p.reports for p in measured(days, "AAA", "BBB", by="week").points] == [3, None, 0]


def test_an_event_counts_half_after_a_half_life():
    days = table([row("AAA", "BBB", 0, 8)], n_days=21)
    points = measured(days, "AAA", "BBB", by="day", half_life=5.0).points
    assert [points[d].decayed_cooperation for d in (0, 5, 10)] == pytest.approx([8, 4, 2])
    weekly = measured(days, "AAA", "BBB", by="week", half_life=6.0).points
    assert [p.decayed_cooperation for p in weekly] == pytest.approx([4, 4 * 0.5 ** (7 / 6), 4 * 0.5 ** (14 / 6)])


def test_twice_the_news_is_not_twice_the_relation():
    quiet = [row("CCC", "DDD", d, 40) for d in range(70)]
    loud = [row("CCC", "DDD", d, 80) for d in range(70, 140)]
    pair = [row("AAA", "BBB", d, 4 if d < 70 else 8) for d in range(140)]
    ratios = [
        p.corrected_cooperation for p in measured(table(quiet + loud + pair, 140), "AAA", "BBB", by="week").points
    ]
    assert [r.ratio for r in ratios] == pytest.approx([1.0] * 20)
    assert all(r.low < 1 < r.high for r in ratios)
    assert ratios[0].high - ratios[0].low > ratios[-1].high - ratios[-1].low


def test_a_pair_without_anything_has_zeros_with_intervals_and_no_ratio():
    points = measured(table(world(2)), "AAA", "BBB", by="month").points
    assert {p.cooperation.n for p in points} == {0}
    assert all(p.cooperation.high > 3.6 and p.corrected_cooperation is None for p in points)


# Garwood's limits at 10 are 4.8 and 18.4; clusters widen both
def test_limits_widen_with_clusters_and_go_over_into_the_poisson():
    assert count(10) == (10, 4.8, 18.4)
    assert count(10, 1.002)[1:] == pytest.approx(count(10)[1:], abs=0.1)
    assert count(0, 4.0).high == pytest.approx(-np.log(0.025) * 3 / np.log(4), abs=0.05)
    widths = [count(10, spread).high - count(10, spread).low for spread in (1.0, 2.0, 4.0, 8.0)]
    assert widths == sorted(widths)


@pytest.mark.parametrize("spread", [1.0, 3.0, 8.0])
def test_limits_hold_the_rate_as_often_as_they_say(spread):
    rng = np.random.default_rng(3)
    mean = 20.0
    draws = rng.poisson(mean, 4000) if spread == 1 else rng.negative_binomial(mean / (spread - 1), 1 / spread, 4000)
    held = np.mean([c.low <= mean <= c.high for c in (count(int(n), spread) for n in draws)])
    assert 0.94 <= held <= 0.985


@pytest.mark.parametrize("true", [1.0, 6.0])
def test_dispersion_is_found_again(true):
    rng = np.random.default_rng(4)
    draw = (
        (lambda: rng.poisson(12, 60)) if true == 1 else (lambda: rng.negative_binomial(12 / (true - 1), 1 / true, 60))
    )
    rows = []
    for pair in range(25):
        rows += [row(f"A{pair:02}", f"B{pair:02}", 7 * w, c) for w, c in enumerate(draw()) if c]
    days = table(rows, 420)
    own = draw().astype(float)
    assert dispersion(days, pairs_of(days), own, "cooperation", 7) == pytest.approx(true, rel=0.3, abs=0.2)


def test_a_slow_rise_is_not_taken_for_clusters():
    days = table([row("AAA", "BBB", 7 * w, 2 + 2 * w) for w in range(40)], 280)
    assert dispersion(days, pairs_of(days), np.arange(2.0, 82.0, 2.0), "cooperation", 7) < 1.2


def test_a_coder_without_error_leaves_the_interval_as_it_is():
    for n in (0, 4, 30):
        assert true_events(n, 2.0, SURE) == pytest.approx(count(n, 2.0), abs=0.15)


def test_the_coders_error_widens_the_interval_of_codings_and_of_nothing_else():
    rows = [*world(5), *pair_rows(np.tile([1, 0, 0], 100))]
    events, codings = (measured(table(rows, unit=unit), "AAA", "BBB", by="month") for unit in ("events", "codings"))
    for filed, coded in zip(events.points, codings.points, strict=True):
        assert coded.cooperation.n == filed.cooperation.n
        assert coded.cooperation.low < filed.cooperation.low or coded.cooperation.low == 0 == coded.cooperation.n
        assert coded.cooperation.high > filed.cooperation.high
    assert measured(table(rows), "AAA", "BBB", by="month", accuracy=coder_accuracy()) == events


def test_fewer_labelled_articles_make_wider_intervals():
    small, large = SideAccuracy(7, 10, 3, 10), SideAccuracy(700, 1000, 300, 1000)
    few, many = true_events(20, 1.0, small), true_events(20, 1.0, large)
    assert few.low < many.low
    assert few.high > many.high
    # half the acts found, all codings right: up to twice as many, at least as many as the Poisson's lower limit
    half = true_events(100, 1.0, SideAccuracy(10_000, 10_000, 5_000, 10_000))
    assert (half.low, half.high) == pytest.approx((count(100).low, 2 * count(100).high), rel=0.02)


def test_the_measured_accuracy_is_that_of_a_coder_better_than_chance():
    known = coder_accuracy()
    assert isinstance(known, Accuracy)
    for side in (known.cooperation, known.conflict):
        assert 0.3 < side.right / side.coded <= 1
        assert 0 < side.found / side.required < 1
        assert side.design_effect >= 1


def test_a_ratio_to_little_has_wide_limits():
    few, many = (ratio_limits(2 * n, count(2 * n)[1:], n, count(n)[1:]) for n in (4, 400))
    assert (few[0], many[0]) == (2.0, 2.0)
    assert few[1] < 1 < many[1] < 2 < many[2] < few[2]


def _fading(half_life):
    """Pairs whose weekly rate is its own decayed past, with shocks."""
    rng = np.random.default_rng(6)
    keep = 0.5 ** (7 / half_life)
    rows = []
    for pair in range(30):
        rate = 3.0
        for week in range(100):
            n = rng.poisson(rate)
            rows += [row(f"A{pair:02}", f"B{pair:02}", 7 * week, n)] if n else []
            rate = max(0.2, keep * rate + (1 - keep) * n)
    return table(rows, 700)


def test_a_long_memory_is_fitted_longer_than_a_short_one():
    short, long = fit_half_life(_fading(14)), fit_half_life(_fading(80))
    assert 7 < short < 28
    assert 50 < long < 160


def test_too_little_has_the_usual_half_life():
    assert fit_half_life(table([row("AAA", "BBB", 3, 4)])) == HALF_LIFE


def test_a_part_of_a_period_is_not_passed_off_as_whole():
    days = table([row("AAA", "BBB", d, 1) for d in range(70)], n_days=70).within(
        FIRST + timedelta(5), FIRST + timedelta(30)
    )
    series = measured(days, "AAA", "BBB", by="week")
    assert [p.is_whole for p in series.points] == [False, True, True, True, False]
    assert (series.points[0].first_day, series.points[0].last_day) == (FIRST, FIRST + timedelta(6))
    assert (series.points[-1].first_day, series.points[-1].last_day) == (FIRST + timedelta(28), FIRST + timedelta(30))
    assert series.known == (FIRST + timedelta(5), FIRST + timedelta(30))
    assert all(p.is_whole for p in measured(days, "AAA", "BBB", by="day").points)


def test_reports_are_unknown_throughout_where_the_origin_never_tells():
    days = table([row("AAA", "BBB", 1, 1)], 21)
    assert [p.reports for p in measured(days, "AAA", "BBB", by="week").points] == [None, None, None]
