"""The test of pressure: what is planted is found, what is not is not, and too little says so."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from cli.run import run

from detente.errors import AskError
from detente.relations.days import DyadDays, table_of
from detente.relations.pressure import pressure
from detente.relations.pressure.association import AFTER, arrangements, design_of, far, hold, runs
from detente.relations.pressure.forms import to_json, to_text
from detente.relations.pressure.panel import panel
from detente.relations.pressure.streams import streams_of


def _planted() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "planted.py"
    spec = importlib.util.spec_from_file_location("planted", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["planted"] = module
    spec.loader.exec_module(module)
    return module


PLANTED = _planted()


def world(kind: str, seed: int = 3, weeks: int = 104) -> DyadDays:
    days = PLANTED.world(PLANTED.Plan(kind, weeks), seed)
    assert isinstance(days, DyadDays)
    return days


@pytest.fixture(scope="module")
def planted() -> DyadDays:
    return world("planted")


def asked(days: DyadDays, **given: object) -> object:
    return pressure(days, "USA", "IRN", "PRK", with_panel=False, **given)


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("planted", "supported"),
        ("rich", "not supported"),
        ("season", "not supported"),
        ("reverse", "not supported"),
        ("sparse", "cannot tell"),
    ],
)
def test_verdicts_of_worlds_in_which_the_truth_is_known(kind: str, verdict: str) -> None:
    found = pressure(world(kind), "USA", "IRN", "PRK", with_panel=False)
    assert found.verdict == verdict, found.because


def test_a_planted_effect_is_found_at_its_size_and_lag(planted: DyadDays) -> None:
    found = pressure(planted, "USA", "IRN", "PRK", with_panel=False)
    assert found.effect is not None
    assert 0.3 < found.effect.estimate < 0.7
    assert found.effect.low < found.effect.estimate < found.effect.high
    assert found.effect.window.lags[0] == 1
    assert found.lead is not None
    assert found.lead.estimate < found.effect.estimate


def test_another_state_in_the_pressers_place_finds_nothing(planted: DyadDays) -> None:
    assert pressure(planted, "DEU", "IRN", "PRK", with_panel=False).verdict != "supported"


def test_the_order_of_the_pair_and_the_names_change_nothing(planted: DyadDays) -> None:
    one = pressure(planted, "USA", "IRN", "PRK", with_panel=False)
    two = pressure(planted, "USA", "PRK", "IRN", with_panel=False)
    assert one.effect is not None
    assert two.effect is not None
    assert (one.verdict, round(one.effect.estimate, 9)) == (two.verdict, round(two.effect.estimate, 9))
    codes = tuple(sorted({"IRN": "AAA", "PRK": "ZZZ"}.get(code, code) for code in planted.codes))
    place = np.array([codes.index({"IRN": "AAA", "PRK": "ZZZ"}.get(code, code)) for code in planted.codes], np.int32)
    order = np.lexsort((planted.day, place[planted.target], place[planted.source]))
    renamed = replace(
        replace(planted, codes=codes, source=place[planted.source], target=place[planted.target]).take(order)
    )
    three = pressure(renamed, "USA", "AAA", "ZZZ", with_panel=False)
    assert three.effect is not None
    assert (three.verdict, round(three.effect.estimate, 9)) == (one.verdict, round(one.effect.estimate, 9))


def test_the_same_seed_gives_the_same_bytes(planted: DyadDays) -> None:
    short = planted.within(last_day=date(2015, 12, 27))
    told = [json.dumps(to_json(pressure(short, "USA", "IRN", "PRK", seed=7))) for _ in range(2)]
    assert told[0] == told[1]


def test_a_presser_of_the_pair_is_refused(planted: DyadDays) -> None:
    with pytest.raises(AskError, match="three different"):
        pressure(planted, "IRN", "IRN", "PRK")


def test_a_pair_with_two_events_cannot_tell() -> None:
    rows = [
        (a, b, date(2018, 1, 1 + day), *counts, 0.0, 0.0, 1, None)
        for day in range(28)
        for a, b, counts in (("USA", "IRN", (0, 0, 2, 0)), ("USA", "PRK", (0, 0, 1, 0)))
    ]
    rows += [("IRN", "PRK", date(2018, 1, day), 1, 0, 0, 0, 1.0, 1.0, 1, None) for day in (3, 20)]
    days = table_of("trial", "events", (date(2018, 1, 1), date(2018, 12, 30)), rows)
    found = pressure(days, "USA", "IRN", "PRK")
    assert found.verdict == "cannot tell"
    assert "2 cooperative events" in found.because[0]
    assert found.effect is not None


def test_actors_of_whom_nothing_is_known_cannot_be_told() -> None:
    days = table_of("trial", "events", (date(2018, 1, 1), date(2018, 1, 30)), [])
    found = pressure(days, "USA", "IRN", "PRK")
    assert (found.verdict, found.effect, found.evidence.events) == ("cannot tell", None, 0)
    assert to_json(found)["effect"] is None
    assert "CANNOT TELL" in to_text(found)


def test_claims_that_a_pair_is_driven_apart_ask_for_conflict(planted: DyadDays) -> None:
    found = pressure(planted, "USA", "IRN", "PRK", outcome="conflict", with_panel=False)
    assert found.verdict != "supported"
    assert found.evidence.events == sum(week.conflict for week in found.series)


def test_the_panel_has_leads_and_lags_and_errors(planted: DyadDays) -> None:
    found = panel(streams_of(planted, "USA", ("IRN", "PRK")), draws=19)
    assert found is not None
    assert [row.lag for row in found.rows] == [-2, -1, 0, 1, 2, 4]
    assert all(row.error > 0 and row.p is not None and 0 < row.p <= 1 for row in found.rows)
    assert found.without[0].estimate <= found.rows[3].coefficient <= found.without[-1].estimate


def test_arrangements_keep_the_series_and_leave_out_near_turns() -> None:
    series = np.arange(30.0)
    turned = arrangements(series)
    assert turned.shape == (60, 30)
    assert (np.sort(turned, axis=1) == series).all()
    kept = far(30).tolist()
    assert kept[0] == 0
    assert not {1, 2, 3, 27, 28, 29} & set(kept)
    assert {4, 26, 30, 59} <= set(kept)


def test_p_values_are_even_where_there_is_nothing() -> None:
    rng = np.random.default_rng(1)
    found = [
        hold(design_of(rng.poisson(6.0, 60).astype(float), []), rng.gamma(2.0, 1.0, 60), AFTER).p() for _ in range(200)
    ]
    assert 0.01 < np.mean(np.array(found) <= 0.05) < 0.1
    assert 0.4 < np.mean(found) < 0.6


def test_runs_of_weeks() -> None:
    assert runs([2, 3, 4, 7, 9, 10]) == [(2, 4), (7, 7), (9, 10)]
    assert runs([]) == []


@pytest.mark.slow
def test_as_a_user(planted: DyadDays, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    lines = ["source,target,date,cooperation,conflict"]
    cooperation, conflict = planted.cooperation, planted.conflict
    for row in np.flatnonzero(planted.day < planted.first_day.toordinal() + 7 * 60):
        day = date.fromordinal(int(planted.day[row]))
        source, target = planted.codes[planted.source[row]], planted.codes[planted.target[row]]
        lines.append(f"{source},{target},{day},{cooperation[row]},{conflict[row]}")
    path.write_text("\n".join(lines) + "\n")
    done = run(tmp_path, "pressure", "United States", "Iran", "North Korea", "--days", "days.csv", "--format", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["presser"], told["pair"]) == ("USA", ["IRN", "PRK"])
    assert told["verdict"] in ("supported", "not supported", "cannot tell")
    assert {"because", "effect", "placebo", "permutation_p", "leave_one_out", "events", "period"} <= told.keys()
    shown = run(tmp_path, "pressure", "USA", "IRN", "PRK", "--days", "days.csv", "--from", "2015-01-05")
    assert all(len(line) <= 80 for line in shown.stdout.decode().splitlines())
    assert run(tmp_path, "pressure", "USA", "USA", "PRK", "--days", "days.csv").returncode == 2
    assert b"Did you mean" in run(tmp_path, "pressure", "USA", "Irann", "PRK", "--days", "days.csv").stderr
