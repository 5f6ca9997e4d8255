"""Forecasts of pairs from simulated weeks: what they say, and that they know nothing of the future."""

import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from click.testing import CliRunner

from detente.errors import AskError
from detente.relations.days import table_of
from detente.relations.forecast import forms
from detente.relations.forecast.forecast import forecast
from detente.relations.forecast.history import history_of, windows
from detente.relations.forecast.learn import MOST_ACTIVE, learn

MONDAY = date(2030, 1, 7)
CODES = ("AAA", "BBB", "CCC", "DDD", "GGG", "HHH")


def world(weeks=32, *, seed=3, leave=(), extra_days=0, codes=CODES):
    """Pairs of invented states with steady rates of their own, cooperation 0.3 to 9 and conflict a third of it."""
    rng = np.random.default_rng(seed)
    rows = []
    for i, a in enumerate(codes):
        for b in codes[i + 1 :]:
            rate = float(np.exp(rng.uniform(-1.2, 2.2)))
            good, bad = rng.poisson(rate, weeks), rng.poisson(rate / 3, weeks)
            for week in range(weeks):
                if (good[week] or bad[week]) and (a, b) not in leave:
                    day = MONDAY + timedelta(days=7 * week + week % 7)
                    rows.append((a, b, day, good[week], 0, bad[week], 0, 0, 0, good[week] + bad[week], None))
    return table_of("invented", "events", (MONDAY, MONDAY + timedelta(days=7 * weeks - 1 + extra_days)), rows)


@pytest.fixture(scope="module")
def days():
    return world(leave=(("GGG", "HHH"),))


@pytest.fixture(scope="module")
def made(days):
    return forecast(days, "AAA", "BBB")


def test_it_is_about_the_weeks_after_the_last_whole_one(made):
    spans = [(o.side, o.horizon, (o.first_day - MONDAY).days, (o.last_day - o.first_day).days) for o in made.outlooks]
    assert spans == [
        ("cooperation", 1, 224, 6),
        ("conflict", 1, 224, 6),
        ("cooperation", 4, 224, 27),
        ("conflict", 4, 224, 27),
    ]


def test_a_steady_pair_is_forecast_near_its_rate_and_better_than_by_no_change(days, made):
    seen = windows(history_of(days).of_pair("AAA", "BBB").counts, 4)[0, 0].mean()
    outlook = made.outlooks[2]
    assert outlook.forecast.low90 <= seen <= outlook.forecast.high90
    assert outlook.forecast.mean == pytest.approx(seen, rel=0.35)
    scores = {v.model: v.crps for v in outlook.validated}
    assert scores[outlook.forecast.model] < 0.9 * scores["no change"]


def test_distributions_are_distributions(made):
    for outlook in made.outlooks:
        for s in (outlook.forecast, *outlook.benchmarks):
            assert 0 <= s.low90 <= s.low50 <= s.median <= s.high50 <= s.high90
            assert 0 <= s.p_none <= 1
            assert 0 <= s.p_above <= 1 - s.p_none + 1e-9


def test_which_way_round_a_pair_is_asked_changes_nothing_else(days, made):
    assert replace(forecast(days, "BBB", "AAA"), pair=("AAA", "BBB")) == made


def test_days_outside_whole_weeks_are_said_not_to_be_used(made):
    longer = forecast(world(leave=(("GGG", "HHH"),), extra_days=3), "AAA", "BBB")
    assert longer.outlooks == made.outlooks
    assert any("in no whole week" in note for note in longer.notes)
    assert not any("in no whole week" in note for note in made.notes)


def test_nothing_is_learned_from_weeks_after_the_origin(days):
    history = history_of(days)
    spoiled = replace(history, counts=history.counts.copy(), actors=history.actors.copy())
    spoiled.counts[:, :, 26:] = 500
    spoiled.actors[:, 26:] = 9000
    assert learn(spoiled, MOST_ACTIVE, 0, 4, 26) == learn(history, MOST_ACTIVE, 0, 4, 26)
    assert learn(spoiled, MOST_ACTIVE, 0, 4, 27) != learn(history, MOST_ACTIVE, 0, 4, 27)


def test_a_pair_without_events_gets_the_pooled_rate_and_says_so(days):
    never = forecast(days, "GGG", "HHH")
    assert (never.events, never.stratum) == (0, "no event")
    assert {o.forecast.model for o in never.outlooks} == {"pooled regression"}
    assert all(o.forecast.p_none < 1 for o in never.outlooks)
    assert any("cannot tell better" in note for note in never.notes)


def test_an_actor_that_the_table_lacks_is_a_pair_without_events(days):
    assert forecast(days, "AAA", "ZZZ").events == 0


def test_intervals_are_wider_the_further_ahead(made):
    one, four = made.outlooks[0].forecast, made.outlooks[2].forecast
    assert four.high90 - four.low90 > one.high90 - one.low90


@pytest.mark.parametrize(
    ("weeks", "a", "b", "told"),
    [(32, "AAA", "AAA", "twice"), (15, "AAA", "BBB", "15 whole weeks")],
    ids=["itself", "too short"],
)
def test_what_cannot_be_answered_is_refused_in_three_parts(weeks, a, b, told):
    with pytest.raises(AskError, match=told) as raised:
        forecast(world(weeks), a, b)
    assert all((raised.value.what, raised.value.where, raised.value.todo))


def test_a_table_without_events_of_pairs_is_refused():
    empty = table_of("invented", "events", (MONDAY, MONDAY + timedelta(days=300)), [])
    with pytest.raises(AskError, match="nothing to learn"):
        forecast(empty, "AAA", "BBB")


@pytest.mark.parametrize("weeks", [16, 20, 28])
def test_sixteen_weeks_of_one_pair_are_enough_to_answer(weeks):
    alone = forecast(world(weeks, codes=("AAA", "BBB")), "AAA", "BBB")
    assert all(np.isfinite(o.forecast.mean) for o in alone.outlooks)
    assert any("weeks are known" in note for note in alone.notes)


@pytest.mark.parametrize("blocks", [True, False])
def test_the_table_keeps_to_80_columns(made, blocks):
    text = forms.to_text(made, ("Aland of the Long Name", "Bland"), blocks=blocks)
    assert max(map(len, text.splitlines())) <= 80
    assert "conflictology-26" in text
    assert blocks or text.isascii()


def test_json_and_csv_say_the_same(made):
    told = json.loads(json.dumps(forms.to_json(made)))
    rows = list(forms.to_rows(made))
    assert all(tuple(sorted(row)) == tuple(sorted(forms.COLUMNS)) for row in rows)
    assert len(rows) == 4 * 5
    assert [r["mean"] for r in rows if r["is_forecast"]] == [o["forecast"]["mean"] for o in told["outlooks"]]
    assert [b["model"] for b in told["outlooks"][0]["benchmarks"]] == [
        "no change",
        "conflictology-12",
        "conflictology-26",
        "pooled regression",
    ]


def test_the_command_answers_from_a_file(tmp_path, days):
    from detente.cli.forecast import command

    lines = ["source,target,date,cooperation,conflict"]
    for i in range(len(days)):
        source, target = days.codes[days.source[i]], days.codes[days.target[i]]
        day = date.fromordinal(int(days.day[i]))
        lines.append(f"{source},{target},{day},{days.cooperation[i]},{days.conflict[i]}")
    path = tmp_path / "invented.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    asked = ["AAA", "BBB", "--days", str(path), "--format", "json"]
    found = [CliRunner().invoke(command, asked, catch_exceptions=False).output for _ in range(2)]
    assert found[0] == found[1]
    assert json.loads(found[0])["outlooks"][0]["side"] == "cooperation"


def test_of_a_long_table_the_last_weeks_only_are_said_to_be_used():
    days = world(160, codes=CODES[:4])
    early = days.take(np.flatnonzero(days.day < (MONDAY + timedelta(days=28)).toordinal()))
    pair = (days.codes[0], days.codes[1])
    kept = np.flatnonzero(~((days.source == 0) & (days.target == 1)) | (days.day < MONDAY.toordinal() + 28))
    assert len(early.of_pair(*pair))
    found = forecast(days.take(kept), *pair, horizon=(1,))
    assert (found.weeks, found.known_weeks, found.events) == (156, 160, 0)
    told = " ".join(forms.to_text(found).split())
    assert "0 in the last 156 of 160 whole weeks" in told
    assert "has no event in these weeks" in told
    assert "so far" not in told
    assert "Only the last 156 of 160 whole weeks are used" in told


def test_the_usual_high_is_defined(made):
    told = " ".join(forms.to_text(made).split())
    assert "Usual high: no more than so many in four of five such spans of the pair's past" in told


def test_a_seed_below_zero_is_wrong_usage():
    from detente.cli.forecast import command

    assert CliRunner().invoke(command, ["AAA", "BBB", "--seed", "-1"]).exit_code == 2
