"""A record's file that was cut, altered or removed: an error with what to do, and the doctor finds what was altered."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from detente.errors import RecordError
from detente.record import Record
from detente.record.doctor import examine
from record.make import fake_coder, make_document

PLACES = pytest.mark.parametrize("places", [10, pytest.param(50, marks=pytest.mark.slow)])


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "r.db"
    with Record.open(path) as record:
        words = " ".join(f"word{n}" for n in range(200))
        reports = [make_document(f"Report {i}: Iran met North Korea. {words} {i}", id=f"d{i}") for i in range(40)]
        record.add(reports, fake_coder)
    return path.read_bytes()


def _texts(path: Path) -> list[tuple[str, str]]:
    with Record.open(path, create=False) as record:
        return [(document.id, document.text) for document, _, _ in record.documents()]


def _told(path: Path) -> RecordError | list[tuple[str, str]]:
    """What the record says, or why it says nothing; nothing else may be raised."""
    try:
        return _texts(path)
    except RecordError as error:
        return error


@PLACES
def test_a_file_cut_anywhere_is_told_and_never_taken_for_a_smaller_record(tmp_path, whole, places):
    path = tmp_path / "r.db"
    for size in range(7, len(whole), len(whole) // places):
        path.write_bytes(whole[:size])
        found = _told(path)
        assert found.todo if isinstance(found, RecordError) else len(found) == 40
        verdicts = {check.verdict for check in examine(path)}
        assert "bad" in verdicts, size
        _remove(path)


@PLACES
def test_the_doctor_finds_every_text_that_was_altered(tmp_path, whole, places):
    path, right, altered = tmp_path / "r.db", None, 0
    path.write_bytes(whole)
    right = _texts(path)
    for at in range(40, len(whole), len(whole) // places):
        damaged = bytearray(whole)
        damaged[at] ^= 0x20
        path.write_bytes(damaged)
        found = _told(path)
        verdicts = {check.verdict for check in examine(path)}
        if found != right:
            altered += 1
            assert "bad" in verdicts, at
        _remove(path)
    assert altered > places // 10


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def test_a_file_that_was_removed_is_missed_and_its_log_is_not_taken_for_it(tmp_path):
    path = tmp_path / "r.db"
    with Record.open(path) as record, closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchall()
        record.add([make_document(id="a")], fake_coder)
        log = (tmp_path / "r.db-wal").read_bytes()
    _remove(path)
    (tmp_path / "r.db-wal").write_bytes(log)
    with pytest.raises(RecordError, match="no record here"):
        Record.open(path, create=False)
    with suppress(RecordError), Record.open(path) as record:  # a new one, with nothing of the old one half in it
        assert list(record.documents()) == []
        assert record.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
