"""What is counted, in which period, and what is not and why."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from record.make import make_coding, make_document

from detente.relations.interval import count
from detente.relations.periods import first_of, iter_periods, last_of
from detente.relations.relate import Range, relate, series_of
from detente.relations.values import DyadDay
from detente.values import When

PAIR = ("IRN", "PRK")


def _one(**given):
    document = make_document("Iran met North Korea. Iran accused North Korea.", id=given.pop("id", "d"))
    return document, make_coding(document, **given)


def _when(first, last, precision="day"):
    return When(date.fromisoformat(first), date.fromisoformat(last), precision, False)


def test_cooperation_and_conflict_are_counted_apart_with_reports():
    found = relate(PAIR, [_one(), _one(type="ACCUSE", trigger="accused"), _one(id="e")])
    [series] = found.series
    [point] = series.points
    assert (series.origin, series.unit) == ("détente", "codings")
    assert (point.first_day, point.last_day) == (date(2018, 8, 1), date(2018, 8, 31))
    assert (point.cooperation.n, point.conflict.n, point.reports) == (2, 1, 2)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"modality": "planned"}, "told as planned"),
        ({"modality": "denied"}, "told as denied"),
        ({"historical": True}, "told as history"),
        ({"day": None}, "no day is known"),
        ({"when": _when("2018-01-01", "2018-08-07", "year")}, "wider than a month"),
    ],
)
def test_what_is_not_counted_says_why_and_stays_as_evidence(given, reason):
    found = relate(PAIR, [_one(**given)])
    assert found.series == ()
    [evidence] = found.evidence
    assert reason in evidence.not_counted
    assert any("not counted: 1" in note for note in found.notes)


def test_days_within_one_period_are_counted_in_it():
    month = _one(when=_when("2018-08-01", "2018-08-31", "month"))
    assert relate(PAIR, [month], by="month").series[0].points[0].cooperation.n == 1
    assert relate(PAIR, [month], by="week").series == ()


def test_other_pairs_are_left_out():
    document = make_document("Iran met Washington. North Korea watched.")
    coding = make_coding(document, target="Washington")
    assert relate(PAIR, [(document, coding)]).evidence == ()
    speaker = replace(_one()[1], source=(), target=(), attribution=_one()[1].source)
    assert relate(PAIR, [(document, speaker)]).evidence == ()


def test_periods_have_no_gaps_and_silence_is_zero_where_the_origin_covers_it():
    days = [DyadDay("icews", date(2018, 3, 5), 2, 1, None)]
    covered = {"icews": (date(2018, 1, 1), date(2018, 4, 30))}
    [series] = relate(PAIR, [], days, covered=covered).series
    assert [(p.first_day.month, p.cooperation.n, p.conflict.n) for p in series.points] == [
        (1, 0, 0),
        (2, 0, 0),
        (3, 2, 1),
        (4, 0, 0),
    ]


def test_a_range_cuts_codings_and_days():
    days = [DyadDay("icews", date(2018, m, 5), 1, 0, 1) for m in (1, 2, 3)]
    within = Range(date(2018, 2, 1), date(2018, 2, 28))
    found = relate(PAIR, [_one()], days, within=within)
    assert [(s.origin, [p.first_day.month for p in s.points]) for s in found.series] == [("icews", [2])]
    assert found.evidence[0].not_counted == "outside the days asked for"


def test_weeks_begin_on_monday():
    days = [DyadDay("icews", date(2018, 8, d), 1, 0, None) for d in (5, 6, 12, 13)]
    series = series_of(days, "icews", by="week")
    assert [(p.first_day.isoformat(), p.cooperation.n) for p in series.points] == [
        ("2018-07-30", 1),
        ("2018-08-06", 2),
        ("2018-08-13", 1),
    ]


def test_origins_are_never_added_up():
    days = [DyadDay("icews", date(2018, 8, 7), 5, 0, None), DyadDay("other", date(2018, 8, 7), 7, 0, 7)]
    found = relate(PAIR, [_one()], days)
    assert [(s.origin, s.unit, s.points[0].cooperation.n) for s in found.series] == [
        ("détente", "codings", 1),
        ("icews", "events", 5),
        ("other", "events", 7),
    ]


def test_swapping_the_pair_changes_no_number():
    codings = [_one(), _one(type="ACCUSE", trigger="accused", id="e")]
    assert relate(PAIR, codings).series == relate(("PRK", "IRN"), codings).series


# Exact limits as printed in any table of the Poisson distribution (Garwood 1936)
@pytest.mark.parametrize(
    ("n", "low", "high"),
    [
        (0, 0.0, 3.7),
        (1, 0.0, 5.6),
        (2, 0.2, 7.2),
        (5, 1.6, 11.7),
        (10, 4.8, 18.4),
        (20, 12.2, 30.9),
        (100, 81.4, 121.6),
    ],
)
def test_intervals_are_exact(n, low, high):
    assert count(n) == (n, low, high)


def test_intervals_go_on_smoothly_where_the_approximation_takes_over():
    rows = [count(n) for n in range(190, 215)]
    assert all(a.low < b.low and a.high < b.high for a, b in pairwise(rows))
    assert all(0.8 < b.high - a.high < 1.4 for a, b in pairwise(rows))


@pytest.mark.parametrize("by", ["day", "week", "month"])
@pytest.mark.parametrize("day", [date.min, date(1, 1, 3), date.max])
def test_the_first_and_last_days_of_the_calendar_have_periods(day, by):
    assert first_of(day, by) <= day <= last_of(day, by)
    assert list(iter_periods(day, day, by)) == [first_of(day, by)]
