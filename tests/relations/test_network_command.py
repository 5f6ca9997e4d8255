"""`detente network`: the summary at 80 columns, JSON and graph files."""

import json
from datetime import date

import networkx as nx
import pytest
from click.testing import CliRunner

from detente.cli.network import command
from relations.test_network import _two_blocs


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """A CSV of dyad-days of two blocs."""
    days = _two_blocs()
    path = tmp_path_factory.mktemp("network") / "blocs.csv"
    lines = ["source,target,date,vcoop,mcoop,vconf,mconf,goldstein_sum"]
    for s, t, d, c, g in zip(days.source, days.target, days.day, days.counts.T, days.goldstein, strict=True):
        cells = (days.codes[s], days.codes[t], date.fromordinal(int(d)), *c, g)
        lines.append(",".join(str(cell) for cell in cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _run(table, *args):
    arguments = ["--days", str(table), *map(str, args)]
    return CliRunner().invoke(command, arguments, catch_exceptions=False, standalone_mode=False).output


@pytest.mark.parametrize("args", [[], ["--sign", "goldstein"], ["--by", "quarter"], ["--by", "month", "--least", "5"]])
def test_tables_fit_eighty_columns(table, args):
    assert max(map(len, _run(table, *args).splitlines())) <= 80


def test_table_tells_balance_camps_groups_and_ties_with_counts(table):
    text = _run(table)
    assert "12 friendly ties, 16 hostile" in text
    assert "56 triads: 8 +++, 0 ++-, 48 +--, 0 ---" in text
    assert "FRUSTRATION  0 ties contradict the best two camps, 0.0 % of 28 ties (exact)" in text
    assert "EAA, EBA, ECA, EDA" in text
    assert "WAA, WBA, WCA, WDA" in text
    assert "FRIENDLIER than expected  8 of 12" in text


def test_json_is_the_same_every_time_and_holds_every_period(table):
    text = _run(table, "--by", "quarter", "--format", "json")
    assert text == _run(table, "--by", "quarter", "--format", "json")
    found = json.loads(text)
    assert [p["first_day"] for p in found["periods"]] == ["2031-01-01", "2031-04-01"]
    assert found["periods"][0]["triads"] == {"+++": 8, "++-": 0, "+--": 48, "---": 0}
    assert {tie["sign"] for tie in found["periods"][0]["ties"]} == {1, -1}


def test_graph_files_are_written(table, tmp_path):
    _run(table, "--format", "gexf", "--by", "quarter", "-o", tmp_path / "a.gexf")
    _run(table, "--format", "graphml", "-o", tmp_path / "a.graphml")
    assert nx.read_gexf(tmp_path / "a.gexf").graph["mode"] == "dynamic"
    assert nx.read_graphml(tmp_path / "a.graphml").number_of_edges() == 28


def test_graphml_over_time_is_refused(table):
    result = CliRunner().invoke(command, ["--days", str(table), "--by", "month", "--format", "graphml"])
    assert result.exit_code == 2
    assert "GraphML has no time" in result.output


def test_bounds_of_frustration_fit_eighty_columns(table):
    text = _run(table, "--seconds", "0", "--sign", "goldstein", "--least", "1")
    assert max(map(len, text.splitlines())) <= 80


def test_a_seed_below_zero_is_wrong_usage(table):
    assert CliRunner().invoke(command, ["--days", str(table), "--seed", "-1"]).exit_code == 2
