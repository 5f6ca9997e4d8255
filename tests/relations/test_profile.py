"""The profile: shares beside everybody's, and what is to be expected with activity removed."""

from dataclasses import replace

import numpy as np
import pytest

from detente.errors import AskError
from detente.relations.gravity import expected, margins_of
from detente.relations.profile import profile
from detente.relations.values import Ratio
from relations.simulate import row, table

STATES = [f"S{i:02}" for i in range(12)]


def _world(pair_cooperation=1.0, pair_conflict=1.0, seed=1):
    """States of different activity and attraction; the pair S03, S07 gets so many times what these give."""
    rng = np.random.default_rng(seed)
    sends, draws, fights = (rng.uniform(0.4, 2, 12) for _ in range(3))
    rows = []
    for i, a in enumerate(STATES):
        for j, b in enumerate(STATES):
            if i == j:
                continue
            more = (pair_cooperation, pair_conflict) if {i, j} == {3, 7} else (1, 1)
            coop = rng.poisson(sends[i] * draws[j] * more[0], 40)
            conf = rng.poisson(0.5 * fights[i] * draws[j] * more[1], 40)
            rows += [
                row(a, b, 7 * w, c, k, c - 2.0 * k) for w, (c, k) in enumerate(zip(coop, conf, strict=True)) if c + k
            ]
    return table(rows, 280)


def test_activity_alone_is_no_friendship():
    one = profile(_world(), "S03", "S07").expectations[0]
    assert one.cooperation_ratio.low < 1 < one.cooperation_ratio.high
    assert one.cooperation_ratio.ratio == pytest.approx(1, abs=0.25)
    assert one.excess.low < 0 < one.excess.high


def test_a_friendly_pair_is_friendlier_than_expected():
    found = profile(_world(2.0, 0.4), "S03", "S07")
    both, there, back = found.expectations
    assert both.cooperation_ratio.low > 1.3
    assert both.conflict_ratio.high < 1
    assert both.excess.low > 0
    assert there.cooperation + back.cooperation == both.cooperation
    assert "friendlier than expected" in " ".join(found.sentences())


def test_volume_alone_does_not_change_the_tone():
    one = profile(_world(4.0, 4.0), "S03", "S07").expectations[0]
    assert one.cooperation_ratio.low > 2
    assert one.excess.low < 0 < one.excess.high


def test_margins_that_fit_are_given_back():
    activity, attraction = np.arange(1.0, 7.0), np.array([3.0, 1, 4, 1, 5, 9])
    names = [f"S{i}" for i in range(6)]
    cells = [(i, j) for i in range(6) for j in range(6) if i != j]
    days = table([row(names[i], names[j], 0, activity[i] * attraction[j]) for i, j in cells], 7)
    there, back = expected(margins_of(days, "S1", "S4", "cooperation"), np.ones((1, 1)))
    assert (there[0], back[0]) == pytest.approx((2 * 5, 5 * 1), rel=1e-3)


def test_shares_add_up_and_stand_beside_those_of_all():
    found = profile(_world(), "S03", "S07")
    by = {mix.of: mix for mix in found.mixes}
    assert sum(by["pair"].quads) == pytest.approx(1)
    assert by["pair"].n == by["first to second"].n + by["second to first"].n
    assert by["pair"].cooperation.low < by["pair"].cooperation.share < by["pair"].cooperation.high
    assert (
        by["all"].cooperation.high - by["all"].cooperation.low
        < by["pair"].cooperation.high - by["pair"].cooperation.low
    )
    assert 1 <= found.rank <= found.pairs == 66


def test_little_is_said_of_few_events():
    days = table([row("AAA", "BBB", 3, 2), row("AAA", "CCC", 4, 2, 1), row("CCC", "BBB", 5, 1, 2)], 280)
    found = profile(days, "AAA", "BBB")
    assert [one.excess for one in found.expectations] == [None] * 3
    assert any("cannot be told" in sentence for sentence in found.sentences())
    assert found.mixes[0].cooperation.low < 0.5
    [nothing] = profile(days, "AAA", "DDD").sentences()
    assert nothing.startswith("Nothing is known")


def test_sentences_carry_names_and_figures():
    words = profile(_world(), "S03", "S07").sentences({"S03": "Norland", "S07": "Sudland"}.get)
    assert words[0].startswith("Norland and Sudland have ")
    assert all(sentence.endswith(".") and "nan" not in sentence for sentence in words)


def test_the_same_seed_gives_the_same_profile():
    days = _world()
    assert profile(days, "S03", "S07", seed=2) == profile(days, "S03", "S07", seed=2)


def test_one_country_is_no_pair():
    with pytest.raises(AskError, match="two different"):
        profile(_world(), "S03", "S03:CVL")


def test_an_upper_limit_that_means_nothing_is_not_told():
    expectation = profile(_world(), "S03", "S07").expectations[0]
    endless = replace(expectation, conflict_ratio=Ratio(3.0, 0.0, 4e9))
    told = " ".join(replace(profile(_world(), "S03", "S07"), expectations=(endless,)).sentences())
    assert "95 % from 0, not bounded above" in told
    assert "e+" not in told


def test_codings_are_not_called_events():
    days = replace(_world(), unit="codings")
    told = " ".join(profile(days, "S03", "S07").sentences())
    assert "codings" in told
    assert "event" not in told
