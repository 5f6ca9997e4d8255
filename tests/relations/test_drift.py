"""Which changes of tone are called clear: planted ones, and not bursts, chance or too little."""

from datetime import date, timedelta

import numpy as np
import pytest

from detente.errors import AskError
from detente.relations.days import DyadDays, table_of
from detente.relations.drift import drift, halves
from detente.relations.drift.amounts import carried_over
from relations.moods import FIRST, event, simulated

WEEKS = 40
HALF = FIRST + timedelta(days=7 * WEEKS // 2)
FIRST_HALF = (FIRST, HALF - timedelta(days=1))
SECOND_HALF = (HALF, FIRST + timedelta(days=7 * WEEKS - 1))
PLANTED = {("KAA", "KBA"): 0.35, ("KCA", "LBA"): -0.5}


def _of(found, *pair):
    [change] = [c for c in found.changes if c.pair == pair]
    return change


def _halves(days: DyadDays, **given):
    return drift(days, first=FIRST_HALF, second=SECOND_HALF, **given)


def test_halves_share_no_day_and_leave_none_out():
    first, second = halves(date(2031, 1, 1), date(2031, 1, 5))
    assert (first[0], second[1]) == (date(2031, 1, 1), date(2031, 1, 5))
    assert second[0] == first[1] + timedelta(days=1)


@pytest.mark.parametrize("control", ["sign", "discovery"])
@pytest.mark.parametrize("tone", ["goldstein", "balance"])
def test_planted_changes_are_found_with_their_direction(tone, control):
    clear = false = 0
    for seed in range(1, 9):
        found = _halves(simulated(planted=PLANTED, seed=seed), tone=tone, control=control)
        warming, cooling = ([c.pair for c in found.of(verdict)] for verdict in ("warming", "cooling"))
        assert ("KAA", "KBA") in warming or _of(found, "KAA", "KBA").leans
        assert ("KCA", "LBA") in cooling
        clear += (("KAA", "KBA") in warming) + 1
        false += len(warming) + len(cooling) - (("KAA", "KBA") in warming) - 1
        shift = _of(found, "KAA", "KBA").goldstein
        assert 0 < shift.low < 10 * 0.35 < shift.high
    assert clear >= 14
    assert false <= 3  # of 512 pairs without a change, at a rate of 5 % of those called clear


def test_clear_is_what_the_chosen_rate_says():
    days = simulated(planted=PLANTED, seed=4)
    for control, rate in (("sign", "s"), ("discovery", "q")):
        found = _halves(days, control=control, fdr=0.2)
        for change in found.changes:
            is_clear = change.verdict in ("warming", "cooling")
            held = change.goldstein.p < 0.05 and change.goldstein.p_without < 0.05
            assert is_clear == (held and getattr(change.chance, rate) <= 0.2)
            assert change.leans == (held and not is_clear)


def test_chance_alone_is_seldom_called_clear():
    clear = [len(f.of("warming")) + len(f.of("cooling")) for f in (_halves(simulated(seed=s)) for s in range(5))]
    assert sum(clear) <= 1  # 330 tests


def test_p_values_of_nothing_are_not_small_too_often():
    p = [c.goldstein.p for s in range(5) for c in _halves(simulated(seed=s)).changes if c.goldstein]
    assert len(p) > 300
    assert 0.02 < np.mean(np.array(p) < 0.05) < 0.09


def test_interval_holds_the_true_change_about_as_often_as_it_says():
    shifts = [c.goldstein for s in range(5, 9) for c in _halves(simulated(seed=s)).changes if c.goldstein]
    assert 0.91 < np.mean([s.low < 0 < s.high for s in shifts]) < 0.985


def _quiet(extra):
    """A pair that has two friendly and two hostile events in each week, one of each in `extra` weeks added."""
    rows = []
    for week in range(WEEKS):
        day = FIRST + timedelta(days=7 * week)
        for pair in (("KAA", "KBA"), ("KCA", "KDA"), ("KAA", "KDA"), ("KBA", "KCA")):
            tilt = (week * 7 + len(pair[0]) + ord(pair[1][1])) % 3 - 1  # weeks differ a little, periods do not
            rows += [event(*pair, day, 0, 2 + tilt, 4.0), event(*pair, day, 2, 2 - tilt, -4.0)]
    return table_of("sim", "events", (FIRST, SECOND_HALF[1]), [*rows, *extra])


def test_one_burst_week_makes_no_clear_change():
    burst = [event("KAA", "KBA", HALF + timedelta(days=70 + d), 0, 30, 4.0) for d in range(5)]
    found = _of(_halves(_quiet(burst)), "KAA", "KBA")
    assert found.cooperation[1] > 3 * found.cooperation[0]  # the sums look like a great warming
    assert found.verdict == "no clear change"
    assert abs(found.goldstein.change) < 1


def test_as_many_events_spread_over_the_weeks_do():
    spread = [event("KAA", "KBA", HALF + timedelta(days=7 * w + 1), 0, 8, 4.0) for w in range(20)]
    assert _of(_halves(_quiet(spread)), "KAA", "KBA").verdict == "warming"


def test_both_rising_is_busier_not_warmer():
    more = [
        event("KAA", "KBA", HALF + timedelta(days=7 * w + 1), quad, 10, weight)
        for w in range(20)
        for quad, weight in ((0, 4.0), (2, -4.0))
    ]
    found = _of(_halves(_quiet(more)), "KAA", "KBA")
    assert (found.verdict, found.volume) == ("no clear change", "more of both")


def test_too_little_says_so():
    rows = [event("KAA", "KBA", FIRST + timedelta(days=7 * w), 0, 1, 4.0) for w in range(WEEKS)]
    rows += [event("KCA", "KDA", FIRST, 0, 30, 4.0)]
    rows += [event("KCA", "KDA", HALF + timedelta(days=7 * w), 0, 3, 4.0) for w in range(20)]
    found = drift(
        table_of("sim", "events", (FIRST, SECOND_HALF[1]), rows), first=FIRST_HALF, second=SECOND_HALF, min_events=25
    )
    assert {(c.pair, c.verdict, c.too_little) for c in found.changes} == {
        (("KAA", "KBA"), "cannot tell", "few events"),
        (("KCA", "KDA"), "cannot tell", "one week"),
    }
    assert found.tested == 0


def test_an_interval_too_wide_to_tell():
    rows = []
    for week in range(0, WEEKS, 4):
        for pair, sign in ((("KAA", "KBA"), 1), (("KCA", "KDA"), -1)):
            day = FIRST + timedelta(days=7 * week)
            good = (week // 4 % 2 == 0) == (sign > 0)
            rows.append(event(*pair, day, 0 if good else 2, 10, 9.0 if good else -9.0))
    found = drift(table_of("sim", "events", (FIRST, SECOND_HALF[1]), rows), first=FIRST_HALF, second=SECOND_HALF)
    assert {(c.verdict, c.too_little) for c in found.changes} == {("cannot tell", "wide interval")}


def test_acts_inside_one_country_are_no_pair():
    days = _quiet([event("KAA", "KAA:CVL", FIRST, 2, 50, -5.0)])
    assert all(c.pair != ("KAA", "KAA:CVL") for c in _halves(days).changes)


def test_direction_and_order_of_rows_do_not_matter():
    days = simulated(planted=PLANTED)
    rows = [
        (days.codes[t], days.codes[s], int(d), *c, g, i, f, None)
        for s, t, d, c, g, i, f in zip(
            days.source, days.target, days.day, days.counts.T, days.goldstein, days.intensity, days.filed, strict=True
        )
    ][::-1]
    turned = table_of("sim", "events", (days.first_day, days.last_day), rows)
    assert [(c.pair, c.verdict, c.cooperation) for c in _halves(turned).changes] == [
        (c.pair, c.verdict, c.cooperation) for c in _halves(days).changes
    ]


def test_swapping_the_periods_turns_warming_into_cooling():
    days = simulated(planted=PLANTED)
    there, back = _halves(days), drift(days, first=SECOND_HALF, second=FIRST_HALF)
    assert [c.pair for c in there.of("warming")] == [c.pair for c in back.of("cooling")]
    assert there.changes[0].goldstein.change == pytest.approx(-_of(back, *there.changes[0].pair).goldstein.change)


def test_very_long_periods_are_cut_into_longer_weeks():
    rows = [event("KAA", "KBA", date(2000, 1, 1) + timedelta(days=30 * m), 0, 2, 4.0) for m in range(240)]
    days = table_of("sim", "events", (date(2000, 1, 1), date(2019, 12, 31)), rows)
    found = drift(days, first=(date(2000, 1, 1), date(2009, 12, 31)), second=(date(2010, 1, 1), date(2019, 12, 31)))
    assert found.week_days == 63
    assert found.changes[0].verdict == "no clear change"


def test_what_both_sides_do_elsewhere_is_expected_of_the_pair():
    # every pair of the first side doubles; the rest stays
    pairs = np.array([0 * 9 + j for j in range(1, 5)] + [i * 9 + j for i in range(1, 4) for j in range(i + 1, 9)])
    first = np.full(len(pairs), 200.0)
    second = np.where(pairs < 9, 400.0, 200.0)
    expected, carried = carried_over(first, second, pairs, 9)
    assert carried > 0.3
    assert expected[:4].mean() > expected[4:].mean() + 0.3


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (FIRST_HALF, (FIRST, SECOND_HALF[1]), "share days"),
        (FIRST_HALF, (date(2040, 1, 1), date(2040, 2, 1)), "knows nothing"),
        (FIRST_HALF, SECOND_HALF, "no event between two countries"),
    ],
    ids=["overlap", "unknown days", "empty"],
)
def test_periods_that_cannot_be_compared_are_refused(first, second, what):
    rows = [event("KAA", "KBA", FIRST, 0, 3, 4.0)]
    days = table_of("sim", "events", (FIRST, SECOND_HALF[1]), rows)
    with pytest.raises(AskError, match=what):
        drift(days, first=first, second=second)


def test_without_weights_the_balance_decides_and_weights_cannot_be_asked_for():
    rows = [event("KAA", "KBA", FIRST + timedelta(days=7 * w), 0 if w >= 20 else 2, 5) for w in range(WEEKS)]
    days = table_of("sim", "events", (FIRST, SECOND_HALF[1]), rows)
    found = _halves(days)
    assert (found.tone, found.changes[0].goldstein) == ("balance", None)
    assert found.changes[0].balance.change > 1
    with pytest.raises(AskError, match="no Goldstein weights"):
        _halves(days, tone="goldstein")
