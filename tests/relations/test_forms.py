"""What a relation says in JSON, CSV and the terminal: what changed when comes first, and nothing claims a cause."""

import json
import math
from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.relations import forms
from detente.relations.forms.changes import changes, marked, strongest, verdict
from detente.relations.forms.places import lanes, places
from detente.relations.forms.text import marks_of
from detente.relations.values import Ratio
from relations.changing import make_act, make_burst, make_relation, make_turn


def test_json_tells_turning_points_with_their_events():
    [found] = json.loads(json.dumps(forms.to_json(make_relation()), allow_nan=False))["turning_points"]
    assert (found["day"], found["side"], found["direction"]) == ("2018-03-12", "cooperation", "up")
    assert (found["before"], found["after"], found["ratio"], found["ratio_low"], found["ratio_high"], found["p"]) == (
        *(2.1, 9.4, 3.9, 2.5, 6.2),
        0.004,
    )
    [event] = found["events"]
    assert (event["day"], event["act"], event["source"], event["n"]) == (
        *("2018-03-14", "Make a visit", "Foreign Ministry (Norland)"),
        3,
    )


def test_json_has_bursts_profile_half_life_and_all_figures_of_a_period():
    found = forms.to_json(make_relation())
    assert (found["bursts"][0]["first_day"], found["bursts"][0]["n"]) == ("2018-04-02", 21)
    assert (found["profile"], found["half_life"]) == (["The pair had 3 % of all cooperation."], 30.0)
    point = found["series"][0]
    assert (point["goldstein_sum"], point["goldstein_mean"], point["intensity_sum"]) == (12.0, 3.0, None)
    assert (point["decayed_cooperation"], point["volume"], point["corrected_cooperation_high"]) == (5.25, 1000, 2.4)


def test_json_holds_no_endless_number():
    endless = make_turn(before=0.0, ratio=Ratio(math.inf, 2.0, math.inf))
    text = json.dumps(forms.to_json(make_relation(turning_points=(endless,))), allow_nan=False)
    assert json.loads(text)["turning_points"][0]["ratio"] is None


@pytest.mark.parametrize(("value", "told"), [(1 / 3, 0.3333), (0.000012345, 0.00001234), (12345.67891, 12345.6789)])
def test_numbers_are_rounded_at_the_edge(value, told):
    assert forms.to_json(make_relation(half_life=value))["half_life"] == pytest.approx(told, rel=1e-9)


def test_rows_append_columns_after_the_old_ones():
    [row, *_] = forms.to_rows(make_relation())
    assert tuple(row) == forms.COLUMNS
    assert forms.COLUMNS.index("reports") == 13
    assert row["corrected_conflict_high"] == 1.8


def test_the_terminal_says_what_changed_before_the_bars():
    text = forms.to_text(make_relation())
    lines = text.splitlines()
    assert lines[2:4] == [
        "What changed",
        "  1  Week of 12 Mar 2018: cooperation rose from 2.1 to 9.4 events a week.",
    ]
    assert "3.9 times as many (95 % 2.5 to 6.2)" in text
    assert "14 Mar ▲ Make a visit: Foreign Ministry (Norland) → Sudland, 3 times" in text
    assert "  2  2 to 6 Apr 2018: burst of conflict, 21 events in 5 days." in lines
    assert text.index("What changed") < text.index("gazette: events as filed") < text.index("How that compares")


def test_the_bars_carry_the_numbers_of_the_changes():
    rows = [line[:15].rstrip() for line in forms.to_text(make_relation()).splitlines() if "│" in line]
    assert [row for row in rows if not row.endswith("2018")] == ["12 Mar 2018 1", "2 Apr 2018  2"]


def test_marks_that_have_no_room_are_shortened():
    found = changes(make_relation(turning_points=(make_turn(),) * 3, bursts=()))
    [point] = make_relation(by="month", weeks=4).series[0].points
    assert marks_of(point, found) == ""
    march = make_relation(by="month").series[0].points[2]
    assert (marks_of(march, found[:2]), marks_of(march, found)) == ("1,2", "1+")


@pytest.mark.parametrize("by", ["day", "week", "month"])
@pytest.mark.parametrize("blocks", [True, False])
@pytest.mark.parametrize("n", [1, 4321])
def test_lines_keep_to_80_columns(by, blocks, n):
    acts = tuple(make_act(source="A very long name of a body " * 4, sentence="word " * 90) for _ in range(5))
    found = make_relation(by=by, cooperation=n, turning_points=(make_turn(acts=acts),))
    text = forms.to_text(found, blocks=blocks)
    assert max(map(len, text.splitlines())) <= 80
    assert blocks or text.isascii()


def test_without_changes_the_bars_are_as_wide_as_they_can_be():
    text = forms.to_text(make_relation(turning_points=(), bursts=(), sentences=(), half_life=None))
    assert "What changed" not in text
    assert any("█" * 15 in line for line in text.splitlines())


def test_few_events_cannot_tell():
    few = make_relation(weeks=6, cooperation=2, turning_points=(), bursts=())
    assert verdict(few) == "Cannot tell whether the level of this relation changed: only 18 events in 6 weeks."
    assert "Cannot tell whether the level of this relation changed" in " ".join(forms.to_text(few).split())


@pytest.mark.parametrize(
    ("weeks", "cooperation", "conflict", "said"),
    [
        (19, 1, 0, "Cannot tell whether the level of this relation changed: only 19 events in 19 weeks."),
        (15, 9, 9, "Cannot tell whether the level of this relation changed: 15 weeks is too short a time."),
        (1, 0, 0, "Cannot tell whether the level of this relation changed: no events in 7 days."),
        (
            *(20, 1, 1),
            "No lasting change of cooperation or of conflict was found: over 20 weeks their weekly levels stay within "
            "what chance explains.",
        ),
        (
            *(20, 1, 0),
            "No lasting change of cooperation was found: over 20 weeks its weekly level stays within what chance "
            "explains. Of conflict it cannot be told: no events.",
        ),
    ],
)
def test_what_is_said_without_a_turning_point(weeks, cooperation, conflict, said):
    given = {"weeks": weeks, "cooperation": cooperation, "conflict": conflict}
    assert verdict(make_relation(turning_points=(), bursts=(), **given)) == said


def test_a_burst_does_not_make_its_pair_well_known():
    burst = make_burst(n=30, side="cooperation")
    found = make_relation(weeks=16, cooperation=2, conflict=1, turning_points=(), bursts=(burst,))
    assert verdict(found).endswith("changed: only 18 events outside the bursts in 16 weeks.")


def test_nothing_is_said_of_changes_that_were_not_looked_for():
    assert verdict(make_relation(turning_points=(), bursts=(), sentences=(), half_life=None)) is None


def test_an_interval_with_1_says_perhaps_no_change():
    [change] = changes(make_relation(turning_points=(make_turn(ratio=Ratio(1.4, 0.9, 2.2)),), bursts=()))
    assert "so perhaps no change" in change.detail


def test_changes_are_numbered_by_day_and_the_surest_turning_point_is_told_first():
    early = make_burst(first_day=make_turn().first_day.replace(day=1), p=0.00001)
    surer = make_turn(first_day=make_turn().first_day.replace(month=5, day=7), p=0.001)
    found = changes(make_relation(turning_points=(make_turn(), surer), bursts=(early,)))
    assert [(c.number, c.kind) for c in found] == [(1, "burst"), (2, "turning point"), (3, "turning point")]
    assert strongest(found).number == 3


def test_changes_belong_to_the_origin_of_their_events():
    found = make_relation()
    [large] = found.series
    small = replace(large, origin="small", points=large.points[:3])
    turn = make_turn(acts=(make_act(origin="small"),))
    assert marked(replace(found, series=(small, large), turning_points=(turn,))).origin == "small"
    assert marked(replace(found, series=(small, large))).origin == "gazette"


def test_what_a_report_says_cannot_command_the_terminal():
    act = make_act(source="\x1b[31mred\x07", sentence="one\x1b]0;title\x07\u202e two\nthree")
    text = forms.to_text(make_relation(turning_points=(make_turn(acts=(act,)),)))
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "“one ]0;title two three”" in text


def test_numbers_that_stand_close_go_into_rows():
    turns = tuple(make_turn(first_day=make_turn().first_day.replace(day=d)) for d in (12, 13, 14))
    points = make_relation().series[0].points
    found = places(changes(make_relation(turning_points=turns)), points, 1.0)
    assert [p.lane for p in found] == [0, 1, 2, 0]
    assert (lanes(found, "cooperation"), lanes(found, "conflict")) == (3, 1)
    assert [round(p.start, 2) for p in found] == [10.0, 10.14, 10.29, 13.0]
    assert found[3].end == pytest.approx(13 + 5 / 7)


def _cut(**given):
    """A relation known from a Wednesday to a Tuesday: its first and last weeks are parts."""
    whole = make_relation(**given)
    [series] = whole.series
    known = (series.points[0].first_day + timedelta(2), series.points[-1].first_day + timedelta(1))
    first, *middle, last = series.points
    points = (replace(first, is_whole=False), *middle, replace(last, is_whole=False, last_day=known[1]))
    return replace(whole, series=(replace(series, points=points, known=known),))


@pytest.mark.parametrize("blocks", [True, False])
@pytest.mark.parametrize("given", [{}, {"turning_points": (), "bursts": ()}])
def test_parts_of_periods_are_marked_with_one_note(blocks, given):
    text = forms.to_text(_cut(**given), blocks=blocks)
    assert text.count("2018~") == 2
    assert "parts of weeks, not to be held against whole ones: the days counted are 3 Jan 2018 to 15 May 2018." in (
        " ".join(text.split())
    )
    assert max(map(len, text.splitlines())) <= 80
    assert "~" not in forms.to_text(make_relation(**given), blocks=blocks)


def test_rows_and_json_say_which_periods_are_whole():
    assert [row["is_whole"] for row in forms.to_rows(_cut())] == [False, *[True] * 18, False]
    assert forms.to_json(_cut())["series"][-1]["last_day"] == "2018-05-15"


def test_only_whole_weeks_of_known_days_are_counted():
    given = {"turning_points": (), "bursts": (), "cooperation": 2}
    assert "over 18 weeks" in verdict(_cut(**given))
    [series] = make_relation(by="month", weeks=1, **given).series
    day = series.points[0].first_day
    one = replace(make_relation(by="month", weeks=1, **given), series=(replace(series, known=(day, day)),))
    assert verdict(one).endswith("only 3 events in 1 day.")


def test_a_list_of_acts_says_its_order_and_a_fall_is_not_headed_by_what_fell():
    met, hit = make_act(), make_act(act="Criticize", is_cooperation=False, day=date(2018, 3, 20))
    fall = make_turn(direction="down", acts=(met, hit))
    text = forms.to_text(make_relation(turning_points=(fall,), bursts=()))
    assert text.index("Criticize") < text.index("what cooperation there still was:") < text.index("Make a visit")
    assert "the heaviest event of each two actors in those days, by day" in " ".join(text.split())
    rise = forms.to_text(make_relation(turning_points=(make_turn(acts=(met, hit)),), bursts=()))
    assert rise.index("Make a visit") < rise.index("Criticize")


def test_periods_left_out_are_told_only_where_there_are_any():
    assert "are left out" not in forms.to_text(make_relation(weeks=70))
    assert "420 of 476 periods" not in forms.to_text(make_relation(weeks=70))
    assert "periods have none and are left out" in forms.to_text(make_relation(weeks=20, by="day"))
