"""The decisions that merging is made of, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.errors import TableError
from detente.record.merging import facts, kinds, parties, places, scoring, times, words
from detente.record.merging.blocking import pairs_of
from detente.record.merging.scoring import match
from detente.record.merging.telling import slack_of
from detente.record.merging.values import Side, Spot
from merging.make import DAY, days_after, tell

[ONE] = tell("Norland bombed Sudland on 2030-05-14.", "a", published=days_after(3))
STATE = Side("SUD", "SUD", "GOV", "sudland")


def _dated(day: str | None, published: int):
    told = "Norland bombed Sudland" + (f" on {day}." if day else ".")
    return tell(told, "b", published=days_after(published))[0]


@pytest.mark.parametrize(
    ("day", "published", "fact"),
    [
        ("2030-05-14", 3, "same days"),
        ("2030-05-15", 3, "days differ"),
        ("2030-05-16", 3, "days differ"),
        ("2030-05-17", 3, None),
        (None, 0, "report of that day"),
        (None, 1, "report of the day after"),
        (None, 7, "report of days after"),
        (None, 8, None),
        (None, -1, "report of the day before"),
        (None, -2, None),
    ],
)
def test_days_are_compared_by_how_they_are_known(day, published, fact):
    other = _dated(day, published)
    assert times.compare(ONE, other) == fact
    assert times.compare(other, ONE) == fact


def test_two_reports_without_a_day_are_of_one_act_within_a_week():
    found = [times.compare(_dated(None, 0), _dated(None, n)) for n in (0, 1, 7, 8)]
    assert found == ["reports of one day", "reports of next days", "reports of one week", None]


def test_an_act_without_a_known_day_can_be_any_before_its_report():
    lost = replace(ONE, first_day=None, last_day=None, published=days_after(300))
    assert times.compare(ONE, lost) == "undated, told late"
    assert times.compare(ONE, replace(lost, published=days_after(-20))) is None


@pytest.mark.parametrize(
    ("said", "days"), [("a fortnight ago", 3), ("five days after", 1), ("the day before", 0), ("on Tuesday", 0)]
)
def test_dates_that_count_are_less_exact(said, days):
    assert slack_of(said) == days


@pytest.mark.parametrize(
    ("target", "how"),
    [
        (STATE, "same"),
        (Side(None, "SUD", "CVL", "villagers"), "like"),
        (Side(None, None, None, "villagers"), "unknown"),
        (Side("OST", "OST", "GOV", "ostria"), None),
        (Side("UNO", None, "IGO", "united nations"), None),
    ],
)
def test_parties_go_together_by_code_or_country(target, how):
    found = parties.compare(ONE, replace(ONE, target=(target,)))
    assert (found.target if found else None) == how


def test_an_international_body_is_nobody_of_a_country():
    body = replace(ONE, target=(Side("UNO", None, "IGO", "united nations"),))
    assert parties.compare(body, replace(ONE, target=(Side(None, "SUD", "CVL", "villagers"),))) is None


def test_a_state_said_to_act_upon_itself_is_taken_for_a_misreading_of_one_side():
    inward = replace(ONE, source=(STATE,))  # "Sudland bombed Sudland"
    assert parties.compare(ONE, inward) == ("unknown", "same", False)
    assert parties.compare(inward, replace(ONE, source=(Side("OST", "OST", "GOV", "ostria"),))).source == "unknown"
    people = replace(inward, source=(Side(None, "SUD", "CVL", "crowds"),))
    assert not parties.is_inward(people)


def test_two_acts_of_nobody_known_are_not_compared():
    lost = replace(ONE, source=(), target=())
    assert parties.compare(lost, lost) is None


def test_a_group_may_be_named_by_the_state_on_whose_soil_it_is_struck():
    spot = Spot("millford", "SUD", 40.0, 20.0, "city")
    group = replace(ONE, target=(Side("RED", "OST", "REB", "red brigade"),), place=spot)
    assert parties.compare(ONE, group).target == "soil"
    assert parties.compare(ONE, replace(group, target=(Side("OST", "OST", "GOV", "ostria"),))) is None


@pytest.mark.parametrize(
    ("one", "other", "fact"),
    [
        (("x", "SUD", 40.0, 20.0), ("x", "SUD", 40.0, 20.0), "same place"),
        (("x", "SUD", 40.0, 20.0), ("y", "SUD", 40.1, 20.0), "places near"),
        (("x", "SUD", 40.0, 20.0), ("y", "SUD", 40.5, 20.0), "two towns"),
        (("x", "SUD", 40.0, 20.0), ("y", "SUD", 42.0, 20.0), "towns far apart"),
        (("x", "SUD", 40.0, 20.0), ("y", "NOR", 42.0, 20.0), "two countries"),
        (("x", "SUD", 40.0, 20.0), ("y", "SUD", None, None), "other place name"),
        (("west x", "SUD", None, None), ("x", "SUD", None, None), "place within"),
    ],
)
def test_places_are_compared(one, other, fact):
    assert places.compare(Spot(*one, "city"), Spot(*other, "city")) == fact
    assert places.compare(Spot(*one, "city"), None) == "place not known"


def test_types_that_tellings_swap_are_in_the_table_and_others_are_not():
    assert kinds.are_swapped("SUPPORT", "AGREE")
    assert kinds.are_swapped("COERCE", "SANCTION")
    assert not kinds.are_swapped("AID", "ASSAULT")
    assert not kinds.are_swapped("AGREE", "CONSULT")  # what is agreed at a meeting is another act


def test_words_count_by_rarity_and_nearness_without_endings_and_weekdays():
    assert words.stems_of("Rockets rocketed Mitiga on Monday.") == {"rocket", "mitiga", "on"}
    sentence = "Norland bombed the depot, while a dam broke"
    found = words.near(sentence, 8, 14)
    assert found["bomb"] == 1.0
    assert found["depot"] > found["dam"]
    rare, both = words.weighed({"mitiga": 1.0}), words.weighed({"mitiga": 1.0, "the": 1.0})
    assert 0.9 < words.likeness(rare, both) <= 1.0
    assert words.likeness(rare, words.weighed({})) == 0.0


def test_the_score_is_the_sum_of_its_facts_and_the_same_from_both_sides():
    [other] = tell("Norland raided Sudland at Millford, 9 dead.", "b")
    found = match(ONE, other)
    assert found.score == pytest.approx(sum(f.value * f.weight for f in found.facts))
    assert match(other, ONE).score == pytest.approx(found.score)


def test_every_fact_has_a_weight_and_a_meaning():
    from inspect import getsource

    named = set(scoring.table())
    told = "".join(getsource(module) for module in (facts, places, times))
    assert [name for name in named if f'"{name}"' not in told] == []


def test_a_table_that_is_not_valid_names_its_line(tmp_path):
    path = tmp_path / "weights.tsv"
    path.write_text("fact\tweight\tmeaning\nsame days\tmuch\tx\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2"):
        scoring.table.__wrapped__(path)
    path.write_text("one\tother\tbecause\nAID\tAID\tx\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2"):
        kinds.swapped.__wrapped__(path)
    path.write_text("stem\tper_1000\nthe\t0\n", encoding="utf-8")
    with pytest.raises(TableError, match="line 2"):
        words.rarity.__wrapped__(path)


def test_blocking_loses_no_pair_that_could_match():
    from itertools import combinations

    told = [
        t
        for i, text in enumerate(
            f"{a} {act} {b}{where}{day}."
            for a, b in (("Norland", "Sudland"), ("Sudland", "Norland"), ("Norland", ""))
            for act in ("bombed", "met", "condemned")
            for where in ("", " at Millford")
            for day in ("", " on 2030-05-14", " on 2030-05-17", " on 2029-05-14")
        )
        for t in tell(text, f"d{i:03}", published=days_after(i % 5))
    ]
    told += [replace(t, id=t.id + "x", first_day=None, last_day=None, published=date(2030, 12, 1)) for t in told[::5]]
    told += [replace(t, id=t.id + "y", target=(Side(None, None, None, "crowd"),)) for t in told[::7]]
    compared = {(a.id, b.id) for a, b in pairs_of(told)}
    could = {(a.id, b.id) for a, b in combinations(sorted(told, key=lambda t: t.id), 2) if facts.facts_of(a, b)}
    assert len(could) > 500
    assert could - compared == set()
    assert DAY  # the day around which all are told
