"""Which tellings come together, whatever their order."""

from __future__ import annotations

import random

import pytest

from detente.record.merging.clustering import grouped
from detente.record.merging.groups import Judged, group
from merging.make import DAY, days_after, tell

ATTACK = "Norland bombed a fuel depot of Sudland at Millford on 2030-05-14, 9 dead."
AGAIN = "Planes of Norland raided the fuel depot outside Millford in Sudland on 2030-05-14."


def _groups(*reports, judged=None):
    return [g.founding for g in group((t for own in reports for t in own), judged)]


def test_two_tellings_of_one_act_are_one_event():
    assert len(_groups(tell(ATTACK, "a"), tell(AGAIN, "b"))) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Ostria bombed a fuel depot of Sudland at Millford on 2030-05-14.", id="another source"),
        pytest.param("Sudland bombed a fuel depot of Norland at Harbury on 2030-05-14.", id="the other way round"),
        pytest.param("Norland bombed a fuel depot of Sudland at Millford on 2030-05-19.", id="days later"),
        pytest.param("Norland shelled a market of Sudland at Kestrel on 2030-05-14.", id="another town"),
        pytest.param("Norland condemned Sudland over the depot at Millford on 2030-05-14.", id="another type"),
    ],
)
def test_what_differs_in_the_act_is_another_event(other):
    assert len(_groups(tell(ATTACK, "a"), tell(other, "b", published=days_after(6)))) == 2


def test_a_plan_and_what_came_of_it_are_two_events():
    plan = tell("Norland plans a meeting with Sudland at Harbury on 2030-05-14.", "a", published=days_after(-3))
    made = tell("Norland met Sudland at Harbury on 2030-05-14.", "b")
    assert len(_groups(plan, made)) == 2


def test_a_denial_founds_no_event_and_is_attached_to_the_one_it_denies():
    found = group([*tell(ATTACK, "a"), *tell("Norland denies having struck a fuel depot of Sudland at Millford.", "b")])
    assert [(len(g.founding), len(g.attached)) for g in found] == [(1, 1)]
    alone = group(tell("Norland denies having struck a fuel depot of Sudland at Millford.", "b"))
    assert [(len(g.founding), len(g.attached)) for g in alone] == [(0, 1)]


def test_a_headline_and_what_an_act_did_are_of_the_act():
    text = "Norland bombed a depot at Millford in Sudland on 2030-05-14, killing 9 people."
    [one] = group(tell(text, title="Norland bombed Sudland"))
    assert len(one.founding) == 3


def test_two_acts_of_one_report_stay_two_though_copies_repeat_both():
    text = (
        "Norland bombed a depot of Sudland at Millford on 2030-05-14. "
        "Norland shelled a market of Sudland at Kestrel on 2030-05-14."
    )
    found = _groups(*(tell(text, id) for id in "abcde"))
    assert [len(g) for g in found] == [5, 5]


def test_who_is_named_first_in_a_meeting_does_not_matter():
    one = tell("Norland met Sudland at Harbury on 2030-05-14.", "a")
    assert len(_groups(one, tell("Sudland met Norland at Harbury on 2030-05-14.", "b"))) == 1


def test_an_old_act_told_again_joins_its_event_by_its_own_day():
    later = tell("A year ago, on 2030-05-14, Norland bombed the fuel depot of Sudland at Millford.", "b",
                 published=days_after(365))  # fmt: skip
    assert later[0].historical
    assert len(_groups(tell(ATTACK, "a"), later)) == 1


def test_judgements_hold_against_the_scores():
    one, other = tell(ATTACK, "a"), tell(AGAIN, "b")
    pair = (one[0].id, other[0].id)
    assert len(_groups(one, other, judged=Judged(apart=frozenset({pair})))) == 2
    far = tell("Norland shelled Sudland at Kestrel on 2030-08-01.", "c", published=days_after(90))
    pair = (one[0].id, far[0].id)
    assert len(_groups(one, far, judged=Judged(together=frozenset({pair})))) == 1


def test_a_third_coding_cannot_join_what_was_judged_apart():
    one, other, third = tell(ATTACK, "a"), tell(AGAIN, "b"), tell(ATTACK, "c")
    found = _groups(one, other, third, judged=Judged(apart=frozenset({(one[0].id, other[0].id)})))
    assert sorted(len(g) for g in found) == [1, 2]
    assert not any({one[0].id, other[0].id} <= set(g) for g in found)


def _many(n=60):
    rng = random.Random(7)
    towns, acts = ["Millford", "Kestrel", "Harbury"], ["bombed", "shelled", "raided", "condemned", "met"]
    nouns = ["depot", "bridge", "market", "convoy", "dam", "school", "port"]
    for i in range(n):
        day = days_after(rng.randrange(6))
        told = f" on {day.isoformat()}" if rng.random() < 0.6 else ""
        source, target = rng.sample(["Norland", "Sudland", "Ostria"], 2)
        text = f"{source} {rng.choice(acts)} a {rng.choice(nouns)} of {target} at {rng.choice(towns)}{told}."
        yield tell(text, f"doc-{i:03}", published=days_after(rng.randrange(8)))


def test_the_order_of_the_tellings_does_not_matter():
    tellings = [t for own in _many() for t in own]
    expected = group(tellings)
    assert any(len(g.founding) > 2 for g in expected)
    for seed in range(5):
        shuffled = list(tellings)
        random.Random(seed).shuffle(shuffled)
        assert group(shuffled) == expected


def test_shards_that_share_no_ties_give_what_the_whole_gives():
    tellings = [t for own in _many() for t in own]
    by_pair: dict[frozenset, list] = {}
    for t in tellings:
        by_pair.setdefault(frozenset(s.code for s in (*t.source, *t.target)), []).append(t)
    whole = {g.founding for g in group(tellings)}
    assert {g.founding for own in by_pair.values() for g in group(own)} == whole


def test_unknown_days_and_parties_do_not_glue_all_together():
    vague = [tell(f"Norland shelled a {noun}.", id, published=None) for noun, id in (("bridge", "a"), ("dam", "b"))]
    assert len(_groups(*vague)) == 2


def test_days_at_the_ends_of_the_calendar_are_compared():
    for day in (DAY.min, DAY.max):
        own = [t for id in "ab" for t in tell(f"Norland bombed Sudland on {day.isoformat()}.", id, published=day)]
        assert len(_groups(own)) == 1


@pytest.mark.parametrize("bar", [True, False])
def test_groups_joined_by_hand_never_hold_what_is_barred(bar):
    scores = {("a", "b"): 3.0, ("b", "c"): 3.0, ("a", "c"): 3.0}
    found = grouped(["c", "a", "b"], scores, apart=[("a", "c")] if bar else [])
    assert found == ([("a", "b"), ("c",)] if bar else [("a", "b", "c")])


def test_a_pair_that_was_not_scored_weighs_against_its_groups():
    assert grouped(list("abc"), {("a", "b"): 3.0, ("b", "c"): 2.0}) == [("a", "b"), ("c",)]
