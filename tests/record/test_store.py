"""Which files open as a record, and which are refused in what words."""

import sqlite3

import pytest

from detente.errors import RecordError
from detente.record import Record
from detente.record.layout import NEWEST
from record.make import fake_coder, make_document


def test_a_record_opens_again_with_its_layout_once(tmp_path):
    path = tmp_path / "r.db"
    for _ in range(2):
        with Record.open(path) as record:
            assert record.connection.execute("PRAGMA user_version").fetchone()[0] == NEWEST
            assert record.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_record_of_a_newer_program_is_refused_unchanged(tmp_path):
    path = tmp_path / "r.db"
    with Record.open(path) as record:
        record.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match="newer"):
        Record.open(path)
    assert sqlite3.connect(path).execute("PRAGMA user_version").fetchone()[0] == 99


def test_another_database_is_not_taken_over(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE books (title)")
    with pytest.raises(RecordError, match="not a record"):
        Record.open(path)
    assert sqlite3.connect(path).execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 1


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("These are notes. " * 200)
    with pytest.raises(RecordError, match="not a record, or is damaged"):
        Record.open(path)


def test_asking_makes_no_file(tmp_path):
    path = tmp_path / "none.db"
    with pytest.raises(RecordError, match="no record here"):
        Record.open(path, create=False)
    assert not path.exists()


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"none/r\.db"):
        Record.open(tmp_path / "none" / "r.db")


def test_readers_see_the_record_while_a_batch_is_open(tmp_path):
    path = tmp_path / "r.db"
    with Record.open(path) as writer:
        writer.add([make_document(id="a")], fake_coder)
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM outcomes")
        with Record.open(path, create=False) as reader:
            assert len(list(reader.codings())) == 1
        writer.connection.execute("ROLLBACK")
