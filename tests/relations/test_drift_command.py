"""`detente drift`: the ranking at 80 columns, JSON and CSV."""

import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from detente.cli.drift import command
from detente.errors import AskError
from detente.relations.dayfile import read_days
from detente.relations.drift import drift, forms, halves
from relations.moods import simulated

PLANTED = {("KAA", "KBA"): 0.35, ("KCA", "LBA"): -0.5}


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """A CSV of dyad-days with one warming and one cooling planted."""
    days = simulated(states=8, rate=10, planted=PLANTED, seed=4)
    path = tmp_path_factory.mktemp("drift") / "invented.csv"
    lines = ["source,target,date,vcoop,mcoop,vconf,mconf,goldstein_sum"]
    for s, t, d, c, g in zip(days.source, days.target, days.day, days.counts.T, days.goldstein, strict=True):
        cells = (days.codes[s], days.codes[t], date.fromordinal(int(d)), *c, g)
        lines.append(",".join(str(cell) for cell in cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _run(table, *args):
    result = CliRunner().invoke(command, ["--days", str(table), *args], catch_exceptions=False, standalone_mode=False)
    return result.output


def test_table_tells_both_verdicts_with_counts_rule_and_what_cannot_be_told(table):
    text = _run(table, "--least", "30")
    assert max(map(len, text.splitlines())) <= 80
    warming, cooling = text.index("WARMING  1 pair"), text.index("COOLING  1 pair")
    assert warming < text.index("KAA – KBA") < cooling < text.index("KCA – LBA")
    told = " ".join(text.split())
    assert "at most 5 % of the directions called clear are false (false sign rate, 28 pairs tested)" in told
    assert "Cannot tell: 0 with fewer than 30 events" in told


def test_the_other_error_may_be_held_and_is_named(table):
    told = " ".join(_run(table, "--control", "discovery").split())
    assert "at most 5 % of those called clear are no change at all (Benjamini-Hochberg, 28 pairs tested)" in told


def test_plain_ascii_terminals_get_no_other_letters(table):
    days = read_days(table)
    first, second = halves(days.first_day, days.last_day)
    text = forms.to_text(drift(days, first=first, second=second), str, letters=False)
    assert text.isascii()


def test_json_is_strict_and_the_same_every_time(table):
    text = _run(table, "--format", "json")
    assert text == _run(table, "--format", "json")
    found = json.loads(text)
    assert (found["warming"], found["cooling"], found["tested"], found["tone"]) == (1, 1, 28, "goldstein")
    assert (found["control"], found["fdr"]) == ("sign", 0.05)
    assert 0 <= found["lasting"] < 0.5 < found["unchanged"] <= 1
    best = next(c for c in found["changes"] if c["verdict"] == "warming")
    assert best["pair"] == ["KAA", "KBA"]
    assert best["goldstein"]["low"] > 0
    assert 0 <= best["false_sign"] < 0.1
    assert 0 <= best["s"] <= 0.05
    assert 0 <= best["q"] <= 0.05
    assert len(best["cooperation"]) == len(best["goldstein"]["weeks"]) == 2


def test_csv_has_a_row_for_every_pair(table):
    rows = list(csv.DictReader(io.StringIO(_run(table, "--format", "csv"))))
    assert len(rows) == 28
    assert rows[0]["verdict"] in ("warming", "cooling")
    assert float(rows[0]["low"]) * float(rows[0]["high"]) > 0


def test_country_shows_its_pairs_only_but_tests_all(table):
    found = json.loads(_run(table, "--country", "KAA", "--format", "json"))
    assert all("KAA" in change["pair"] for change in found["changes"])
    assert (len(found["changes"]), found["tested"]) == (7, 28)
    assert "NO CLEAR CHANGE" in _run(table, "--country", "KAA")


def test_top_keeps_so_many_of_each_verdict(table):
    found = json.loads(_run(table, "--top", "1", "--format", "json"))
    assert [c["verdict"] for c in found["changes"]].count("warming") == 1
    assert len(found["changes"]) <= 4


def test_months_may_be_asked_for(table):
    found = json.loads(_run(table, "--between", "2031-02..2031-03", "--and", "2031-08", "--format", "json"))
    assert (found["first"]["first_day"], found["first"]["last_day"]) == ("2031-02-01", "2031-03-31")
    assert (found["second"]["first_day"], found["second"]["last_day"]) == ("2031-08-01", "2031-08-31")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--between", "2031-02..2031-03"], "Give both periods"),
        (["--between", "2031-03..2031-02", "--and", "2031-08"], "ends before it begins"),
        (["--between", "spring", "--and", "2031-08"], "FIRST..LAST"),
    ],
    ids=["one period", "backwards", "no days"],
)
def test_wrong_usage_is_told(table, args, says):
    result = CliRunner().invoke(command, ["--days", str(table), *args])
    assert result.exit_code == 2
    assert says in result.output


def test_a_period_without_events_is_an_ask_error(table):
    with pytest.raises(AskError, match="knows nothing"):
        _run(table, "--between", "2029-01", "--and", "2031-08")


def test_headings_say_how_many_last_and_the_hint_carries_the_table_asked(table):
    text = _run(table, "--from", "2031-01-06")
    assert "WARMING  1 pair, which lasts (*)" in text or "WARMING  1 pair, not known to last" in text
    hint = text[text.index("What is behind one:") :]
    assert f"--days {table}" in " ".join(hint.replace("\\\n", " ").split())
    assert "--from 2031-01-06" in " ".join(hint.replace("\\\n", " ").split())


def test_what_chance_lets_through_stands_beside_all_that_pass():
    days = simulated(states=16, rate=10, mood=0.05, planted={("KAA", "KBA"): 0.2, ("KCA", "LBA"): -0.2}, seed=7)
    found = drift(days, first=halves(days.first_day, days.last_day)[0], second=halves(days.first_day, days.last_day)[1])
    passing = len(found.leaning) + len(found.of("warming")) + len(found.of("cooling"))
    assert found.leaning
    told = " ".join(forms.to_text(found, str).split())
    assert f"as {passing} of the 120 pairs tested do; chance alone lets about 6." in told


def test_one_day_cannot_be_cut_in_two(table):
    with pytest.raises(AskError, match="One day cannot be cut in two"):
        _run(table, "--from", "2031-02-03", "--to", "2031-02-03")


def test_long_names_fit_eighty_columns(table, tmp_path):
    long = tmp_path / ("a_long_name_" * 6 + ".csv")
    long.write_bytes(table.read_bytes())
    for args in ([], ["--country", "KAA"]):
        lines = _run(long, *args).splitlines()
        assert max(len(line) for line in lines if str(tmp_path) not in line) <= 80


def test_the_last_month_of_the_calendar_may_be_asked_for(table):
    found = json.loads(_run(table, "--between", "0001-01..2031-03", "--and", "2031-08..9999-12", "--format", "json"))
    assert found["second"]["first_day"] == "2031-08-01"
