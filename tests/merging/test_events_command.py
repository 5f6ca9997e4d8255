"""`detente events` as a user runs it, at 80 columns."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import pytest
from click.testing import CliRunner

from detente.cli import cli
from detente.errors import AskError
from detente.record import Record
from detente.record import registered as register
from merging.make import code, days_after, report

TEXTS = {
    "a": "Norland bombed a fuel depot of Sudland at Millford on 2030-05-14, 9 dead.",
    "b": "Planes of Norland raided the fuel depot outside Millford in Sudland on 2030-05-14.",
    "c": "Norland met Sudland at Harbury on 2030-05-20.",
}


@pytest.fixture
def path(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        record.add([report(text, id, published=days_after(7)) for id, text in TEXTS.items()], code)
    return str(tmp_path / "r.db")


def _run(path, *args):
    result = CliRunner().invoke(cli, ["events", "--record", path, *args], catch_exceptions=False, env={"COLUMNS": "80"})
    assert result.exit_code == 0
    return result.stdout


def test_the_table_merges_what_is_new_and_fits_80_columns(path):
    out = _run(path)
    assert [line.split()[:7] for line in out.splitlines()[1:3]] == [
        ["2030-05-14", "ASSAULT", "NOR", "SUD", "2", "2", "2"],
        ["2030-05-20", "CONSULT", "NOR", "SUD", "1", "1", "1"],
    ]
    assert out.splitlines()[-1].startswith("2 events in 3 reports")
    assert max(map(len, out.splitlines())) <= 80
    assert all(len(line.split()[-1]) == 16 for line in out.splitlines()[1:3])  # ids are never cut


def test_why_shows_the_sentences_and_the_facts_of_an_event_or_of_a_coding(path):
    id = json.loads(_run(path, "--type", "assault", "--format", "jsonl"))["id"]
    out = _run(path, "--why", id)
    assert out == _run(path, "--why", "a-8")
    assert "2 reports, 2 texts, 2 outlets" in out
    assert "“Norland bombed a fuel depot" in out
    assert "same days +" in out
    assert max(map(len, out.splitlines())) <= 80


def test_apart_and_together_are_judged_and_shown(path):
    assert "1 report," in _run(path, "--apart", "a-8", "b-18")
    assert _run(path).splitlines()[-1].startswith("3 events")
    assert _run(path, "--rebuild").splitlines()[-1].startswith("3 events")
    assert "judged one event" in _run(path, "--together", "b-18", "a-8")
    assert _run(path).splitlines()[-1].startswith("2 events")


def test_the_forms_hold_the_same_events(path):
    lines = [json.loads(line) for line in _run(path, "--format", "jsonl").splitlines()]
    assert json.loads(_run(path, "--format", "json")) == lines
    rows = list(csv.DictReader(io.StringIO(_run(path, "--format", "csv"))))
    assert [(r["event_id"], r["reports"], r["dead"]) for r in rows] == [
        (e["id"], str(e["reports"]), str(e["numbers"]["dead"] or "")) for e in lines
    ]
    assert {t["document"] for e in lines for t in e["codings"]} == {"a", "b", "c"}
    assert lines[0]["codings"][0]["why"][0].keys() == {"fact", "points"}


def test_a_report_of_several_events_is_one_report_and_one_event_is_no_plural(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        record.add([report(f"{TEXTS['a']} {TEXTS['c']}", "both", published=days_after(7))], code)
    path = str(tmp_path / "r.db")
    assert _run(path).splitlines()[-1] == "2 events in 1 report"
    assert _run(path, "--type", "consult").splitlines()[-1] == "1 event in 1 report"


def test_parquet_is_an_answer_too(path, tmp_path):
    _run(path, "--format", "parquet", "-o", str(tmp_path / "e.parquet"))
    found = duckdb.sql(f"SELECT type, reports, first_day FROM '{tmp_path}/e.parquet' ORDER BY first_day").fetchall()
    assert [row[:2] for row in found] == [("ASSAULT", 2), ("CONSULT", 1)]


def test_why_and_json_name_the_correction_of_a_party(path):
    with Record.open(path) as record:
        register.correct(record.connection, register.find_identity(record.connection, "Norland"), {"name": "Northland"})
    [line, *_] = _run(path, "--format", "jsonl").splitlines()
    told = json.loads(line)
    assert [a["name"] for a in told["source"]] == ["Northland"]
    assert [(c["name_coded"], c["name"]) for c in told["corrections"]] == [("Norland", "Northland")]
    assert "corrected: Norland (NOR) stands as Northland (NOR) since 2" in _run(path, "--why", told["id"])


def test_an_id_that_is_none_is_refused(path):
    with pytest.raises(AskError, match="No event"):
        CliRunner().invoke(cli, ["events", "--record", path, "--why", "x"], catch_exceptions=False)


def test_text_that_acts_on_a_terminal_or_a_spreadsheet_is_harmless(tmp_path):
    text = "Norland bombed Sudland at Millford, \x1b[31m=cmd()."
    with Record.open(tmp_path / "r.db") as record:
        record.add([report(text, "x", outlet="=1+1\x1b[2J")], code)
    out = _run(str(tmp_path / "r.db"), "--why", "x-8")
    assert "\x1b" not in out
    assert "\x1b" not in _run(str(tmp_path / "r.db"), "--format", "jsonl")
