"""The doctor finds what was done to a record, says what to do, and deletes nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from contextlib import closing

import pytest
from click.testing import CliRunner

from detente.cli.doctor import command
from detente.errors import RecordError
from detente.record import AddOptions, Record
from detente.record.backup import back_up
from detente.record.doctor import examine
from record.make import FULL, fake_coder, full_coding, make_document


@pytest.fixture
def path(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        document = make_document(FULL, id="full")
        record.add([document], lambda d: [full_coding(d)])
        record.add([make_document(f"Report {i}: Iran met North Korea.", id=f"d{i}") for i in range(5)], fake_coder)
    return tmp_path / "r.db"


def _alter(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def _verdicts(path):
    return {check.name: check.verdict for check in examine(path)}


def test_a_whole_record_is_good_in_every_part(path):
    names = ["log", "file", "pages", "references", "search", "texts", "evidence", "runs"]
    assert _verdicts(path) == dict.fromkeys(names, "good")


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("texts", "UPDATE documents SET text = replace(text, 'met', 'hit') WHERE id = 'd1'"),
        ("references", "DELETE FROM runs WHERE run = 1"),
        ("evidence", "UPDATE parties SET text = 'Norland' WHERE coding = 1 AND side = 'source'"),
        ("evidence", "UPDATE codings SET sentence_end = 9999 WHERE coding = 2"),
        ("search", "INSERT INTO documents_text (documents_text, rowid, text) VALUES ('delete', 1, 'Iran met Korea')"),
    ],
)
def test_what_was_altered_is_found(path, name, statement):
    _alter(path, "PRAGMA foreign_keys = OFF", statement)
    assert _verdicts(path)[name] == "bad"
    assert next(check.todo for check in examine(path) if check.verdict == "bad")


def test_the_search_is_rebuilt_as_the_doctor_says(path):
    _alter(path, "INSERT INTO documents_text (documents_text, rowid, text) VALUES ('delete', 1, 'Iran met Korea')")
    todo = next(check.todo for check in examine(path) if check.name == "search")
    _alter(path, todo.partition(": ")[2])
    assert set(_verdicts(path).values()) == {"good"}


def test_a_damaged_page_is_found_and_the_rest_still_told(path):
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(size // 2)
        file.write(os.urandom(8192))
    checks = examine(path)
    assert "bad" in {check.verdict for check in checks}
    assert len(checks) == 8


def test_other_files_are_no_record(tmp_path):
    with pytest.raises(RecordError, match="no record here"):
        examine(tmp_path / "none.db")
    (tmp_path / "notes.db").write_text("These are notes. " * 500)
    assert _verdicts(tmp_path / "notes.db")["file"] == "bad"
    _alter(tmp_path / "other.db", "CREATE TABLE books (title)")
    assert _verdicts(tmp_path / "other.db")["file"] == "bad"


def test_a_run_that_was_killed_is_noted_and_one_under_way_is_not_called_killed(path):
    _alter(path, "INSERT INTO runs (command, started_at, pid) VALUES ('add', '2020-01-01T00:00:00+00:00', 999999999)")
    [cut] = [check for check in examine(path) if check.verdict != "good"]
    assert "did not come to their end" in cut.found
    _alter(path, f"UPDATE runs SET pid = {os.getpid()} WHERE pid = 999999999")
    assert "is running since" in next(check.found for check in examine(path) if check.name == "runs")


def test_a_backup_opens_and_holds_everything(path, tmp_path):
    size = back_up(path, tmp_path / "b.db")
    assert size == (tmp_path / "b.db").stat().st_size
    assert set(_verdicts(tmp_path / "b.db").values()) == {"good"}
    with Record.open(path) as one, Record.open(tmp_path / "b.db") as other:
        assert list(one.codings()) == list(other.codings())
    with pytest.raises(RecordError, match="overwrite"):
        back_up(path, path)
    with pytest.raises(RecordError, match="cannot be written"):
        back_up(path, tmp_path / "none" / "b.db")
    assert not list(tmp_path.glob(".*"))


def test_a_backup_is_whole_while_a_writer_runs(tmp_path):
    path, stop, made = tmp_path / "r.db", threading.Event(), 0
    with Record.open(path) as record:
        record.add([make_document(f"Report {i}: Iran met North Korea.", id=f"d{i}") for i in range(50)], fake_coder)

    def write():
        with Record.open(path) as record:
            more = (make_document(f"More {i}: Iran met North Korea.", id=f"m{i}") for i in range(100_000))
            record.add(more, fake_coder, AddOptions(batch=2, stop=stop.is_set))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(4):
            back_up(path, tmp_path / "b.db")
            with Record.open(tmp_path / "b.db") as copy:
                counts = [len(list(copy.documents())), len(list(copy.codings()))]
            assert counts[0] == counts[1] >= 50
            made = max(made, counts[0])
            assert _verdicts(tmp_path / "b.db")["pages"] == "good", n
    finally:
        stop.set()
        writer.join()
    assert made > 50  # it was written to meanwhile


def test_the_command_tells_in_words_and_in_json_and_ends_with_its_verdict(path, tmp_path):
    done = CliRunner().invoke(
        command, ["--record", str(path), "--backup", str(tmp_path / "b.db")], standalone_mode=False
    )
    assert done.return_value == 0
    assert max(map(len, done.stdout.splitlines())) <= 80 + len(str(tmp_path))
    assert (tmp_path / "b.db").exists()
    _alter(path, "UPDATE documents SET text = 'x' WHERE id = 'd1'")
    arguments = ["--record", str(path), "--backup", str(tmp_path / "c.db"), "--json"]
    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    told = json.loads(done.stdout)
    assert (done.return_value, told["is_whole"], told["backup"]) == (1, False, None)
    assert [c["name"] for c in told["checks"] if c["verdict"] == "bad"] == ["texts", "evidence"]
    assert not (tmp_path / "c.db").exists()
