"""Ids that are whole paths are told from the folder that was given, unless two would become one."""

import json
import sqlite3
from pathlib import Path

import pytest
from record.make import make_coding, make_document

from detente.exchange.out import Options, export
from detente.record import AddOptions, Record


def make_record(path, *runs):
    """A record of runs, each the inputs given and the ids of the documents that came of them."""
    record = Record.open(path)
    n = 0
    for inputs, ids in runs:
        documents = []
        for id in ids:
            n += 1
            documents.append(make_document(f"Iran met North Korea. That was talk {n}.", id=id))
        record.add(documents, lambda d: [make_coding(d)], AddOptions(inputs=inputs))
    return record


def names(record, tmp_path, **options):
    """The reports' names in JSON Lines; CSV and GeoJSON, as far as they go, must have the same."""
    done = export(record, "jsonl", tmp_path / "out.jsonl", options=Options(**options))
    found = [json.loads(line)["document"]["id"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    export(record, "csv", tmp_path / "out.csv", options=Options(**options))
    assert all(name in (tmp_path / "out.csv").read_text("utf-8") for name in found)
    return found, done.notes


JANE = "/home/jane/news"


@pytest.mark.parametrize(
    ("inputs", "id", "name"),
    [
        ([JANE], f"{JANE}/2018/a.txt", "2018/a.txt"),
        ([f"{JANE}/"], f"{JANE}/a.txt", "a.txt"),
        ([f"{JANE}/a.txt"], f"{JANE}/a.txt", "a.txt"),
        ([f"{JANE}/20*/**/*.txt"], f"{JANE}/2018/x/a.txt", "2018/x/a.txt"),
        ([f"{JANE}/a.zip"], f"{JANE}/a.zip/one.txt", "a.zip/one.txt"),
        ([f"{JANE}/a.jsonl"], f"{JANE}/a.jsonl:7", "a.jsonl:7"),
        (["/home/jane", JANE], f"{JANE}/a.txt", "a.txt"),
        (["C:/Users/jane/news"], "C:/Users/jane/news/x/a.txt", "x/a.txt"),
        (["other"], f"{JANE}/a.txt", f"{JANE}/a.txt"),
        (["/"], "/politics/123", "/politics/123"),
        ([JANE], "news/a.txt", "news/a.txt"),
        ([JANE], "https://news.example/home/jane/news/a", "https://news.example/home/jane/news/a"),
    ],
)
def test_names(tmp_path, inputs, id, name):
    with make_record(tmp_path / "r.db", (inputs, [id])) as record:
        assert names(record, tmp_path)[0] == [name]
        assert names(record, tmp_path, keep_paths=True)[0] == [id]


def test_home_is_known_by_its_sign(tmp_path):
    home = Path.home().as_posix()
    with make_record(tmp_path / "r.db", (["~/news"], [f"{home}/news/a.txt"])) as record:
        assert names(record, tmp_path)[0] == ["a.txt"]


def test_two_files_that_would_have_one_name_show_as_many_folders_as_tell_them_apart(tmp_path):
    ids = ["/x/jane/2018/a.txt", "/x/jane/2019/a.txt"]
    with make_record(tmp_path / "r.db", (["/x/jane/2018", "/x/jane/2019"], ids)) as record:
        assert names(record, tmp_path)[0] == ["2018/a.txt", "2019/a.txt"]


def test_a_name_that_another_document_has_is_not_given_twice(tmp_path):
    with make_record(tmp_path / "r.db", ([JANE], [f"{JANE}/a.txt"]), (["."], ["a.txt"])) as record:
        assert sorted(names(record, tmp_path)[0]) == ["a.txt", "news/a.txt"]


def test_where_no_folders_tell_them_apart_ids_stay_and_that_is_said(tmp_path):
    ids = [f"/{x}/b/c/d/e/a.txt" for x in "12"]
    with make_record(tmp_path / "r.db", ([f"/{x}/b/c/d/e" for x in "12"], ids)) as record:
        found, notes = names(record, tmp_path)
        assert found == ids
        assert notes == ("Reports called by the whole path of their file, which shows where it lay: 2.",)


def test_a_bundle_says_so_keeps_coders_and_has_no_folder_anywhere(tmp_path):
    facts = {"version": "9", "model": "m", "ontology": "PLOVER"}
    record = Record.open(tmp_path / "r.db")
    options = AddOptions(inputs=[JANE], coder_facts=facts)
    record.add([make_document(id=f"{JANE}/a.txt")], lambda d: [make_coding(d, id="c")], options)
    with record:
        export(record, "bundle", tmp_path / "b")
        export(record, "bundle", tmp_path / "whole", options=Options(keep_paths=True))
    manifest = json.loads((tmp_path / "b" / "manifest.json").read_text("utf-8"))
    assert manifest["document_ids"] == {
        "from_given_folder": 1,
        "whole_paths": 0,
        "said": "Reports called by the path of their file from the folder that was given: 1.",
    }
    assert json.loads((tmp_path / "b" / "versions.json").read_text("utf-8"))["coders"] == [facts]
    assert not [p for p in (tmp_path / "b").rglob("*") if p.is_file() and b"jane" in p.read_bytes()]
    assert [p for p in (tmp_path / "whole").rglob("*") if p.is_file() and b"jane" in p.read_bytes()]


def test_nothing_of_it_stays_in_the_record(tmp_path):
    with make_record(tmp_path / "r.db", ([JANE], [f"{JANE}/a.txt"])) as record:
        names(record, tmp_path)
        assert record.connection.execute("SELECT count(*) FROM sqlite_temp_master").fetchone()[0] == 0
        assert not record.connection.in_transaction
    with sqlite3.connect(tmp_path / "r.db") as plain:
        assert plain.execute("SELECT id FROM documents").fetchone()[0] == f"{JANE}/a.txt"
