"""The commands: what they print, where, and how they end."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from exchange.rows import icews_row, write_icews, write_tkg

from detente.cli.codings import command as codings
from detente.cli.documents import _ENDS
from detente.cli.documents import command as documents
from detente.cli.import_ import command as import_
from detente.cli.relation import command as relation
from detente.cli.status import command as status
from detente.errors import AskError, InputError, RecordError
from detente.record import Record
from detente.record.outcome import OUTCOMES
from record.make import fake_coder, make_document


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "r.db"
    with Record.open(path) as record:
        accused = make_document("Iran accused North Korea.", id="b", title="=HYPERLINK(1)", outlet="Harbour Post")
        record.add([make_document("Iran met North Korea.", id="a"), accused, make_document("BOOM", id="c")], fake_coder)
    return path


def _run(command, *args):
    found = CliRunner().invoke(command, [str(a) for a in args], standalone_mode=False)
    if found.exception is not None:
        raise found.exception
    return found


@pytest.mark.parametrize("pair", [["Iran", "North Korea"], ["IRN,PRK"], ["Iran, north korea"]])
def test_a_pair_in_either_spelling(path, pair):
    found = _run(codings, "--record", path, "--pair", *pair, "--format", "jsonl")
    assert [json.loads(line)["type"] for line in found.stdout.splitlines()] == ["CONSULT", "ACCUSE"]


def test_codings_as_json_and_csv(path):
    assert len(json.loads(_run(codings, "--record", path, "--format", "json").stdout)) == 2
    rows = list(csv.DictReader(io.StringIO(_run(codings, "--record", path, "--format", "csv").stdout)))
    assert [(row["source_code"], row["type"], row["target_code"]) for row in rows] == [
        ("IRN", "CONSULT", "PRK"),
        ("IRN", "ACCUSE", "PRK"),
    ]


def test_the_table_keeps_to_80_columns(path):
    for command in (codings, documents):
        assert max(map(len, _run(command, "--record", path).stdout.splitlines())) <= 80


def test_output_goes_into_a_file_whole(path, tmp_path):
    target = tmp_path / "out.jsonl"
    found = _run(codings, "--record", path, "--format", "jsonl", "-o", target)
    assert found.stdout == ""
    assert len(target.read_text("utf-8").splitlines()) == 2
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


def test_documents_and_outcomes(path):
    rows = json.loads(_run(documents, "--record", path, "--format", "json").stdout)
    assert [(row["id"], row["codings"]) for row in rows] == [("a", 1), ("b", 1)]
    failed = json.loads(_run(documents, "--record", path, "--failed", "--format", "json").stdout)
    assert [(row["input"], row["reason"]) for row in failed] == [("c", "the coder failed: ValueError: boom")]
    assert "'=HYPERLINK" in _run(documents, "--record", path, "--format", "csv").stdout


def test_an_unknown_actor_and_a_missing_record(path, tmp_path):
    with pytest.raises(AskError, match="Iran"):
        _run(codings, "--record", path, "--source", "Irann")
    with pytest.raises(RecordError, match="no record here"):
        _run(codings, "--record", tmp_path / "none.db")


def test_outcomes_by_what_they_are(path):
    assert set(_ENDS) | {"failed"} == set(OUTCOMES)
    stored = json.loads(_run(documents, "--record", path, "--outcome", "stored", "--format", "json").stdout)
    assert [row["input"] for row in stored] == ["a", "b"]
    assert json.loads(_run(documents, "--record", path, "--outcome", "duplicate", "--format", "json").stdout) == []


def test_status_in_words_and_in_json(path):
    told = _run(status, "--record", path).stdout
    assert max(map(len, told.splitlines()[1:])) <= 80
    assert "documents  2 from 2 outlets, published 2018-08-07 to 2018-08-07" in told
    assert "inputs     2 stored, 1 failed" in told
    found = json.loads(_run(status, "--record", path, "--format", "json").stdout)
    assert (found["documents"], found["codings"], found["outcomes"]) == (2, 2, {"stored": 2, "failed": 1})
    assert [(run["command"], run["state"]) for run in found["runs"]] == [("add", "ended")]
    assert found["bytes"] == path.stat().st_size


def test_import_prints_its_sums(tmp_path):
    file = write_icews(tmp_path / "a.tab", icews_row(1), "torn")
    found = _run(import_, "icews", file, "--record", tmp_path / "r.db", "--format", "json")
    assert json.loads(found.stdout) == {"read": 2, "stored": 1, "merged": 0, "quarantined": 1, "known": 0}
    assert "quarantined 1: 1 columns where the header has 20" in found.stderr
    assert found.return_value == 1
    quads = _run(import_, "tkg", write_tkg(tmp_path / "icews18"), "--record", tmp_path / "r.db", "--format", "json")
    assert json.loads(quads.stdout)["merged"] == 2


def test_import_of_a_folder_without_tables_and_of_a_wrong_file(tmp_path, path):
    with pytest.raises(InputError):
        _run(import_, "icews", path, "--record", tmp_path / "x.db")
    (tmp_path / "none").mkdir()
    with pytest.raises(Exception, match=r"no \.tab file"):
        _run(import_, "icews", tmp_path / "none", "--record", tmp_path / "x.db")


def test_relation_in_all_forms_and_its_page(path, tmp_path):
    page = tmp_path / "page.html"
    found = _run(relation, "Iran", "PRK", "--record", path, "--format", "json", "--html", page)
    assert [p["cooperation"] for p in json.loads(found.stdout)["series"]] == [1]
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    rows = list(csv.DictReader(io.StringIO(_run(relation, "IRN", "PRK", "--record", path, "--format", "csv").stdout)))
    assert [(row["origin"], row["cooperation"], row["conflict"]) for row in rows] == [("détente", "1", "1")]
    assert "Iran and North Korea, by week" in _run(relation, "IRN", "PRK", "--record", path, "--by", "week").stdout
