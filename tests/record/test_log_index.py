"""A writer killed at any step of a transaction: what was told of is there, and no loss is taken for such a kill."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from detente.errors import RecordError
from detente.record import Record
from detente.record.doctor import examine
from detente.record.log import log_of, read_log, state_of
from detente.record.log_index import index_of, read_index
from record.make import fake_coder, make_document

HEAD, FRAME = 24, 24 + 4096
_WRITER = """
import sqlite3, sys
sys.path.insert(0, sys.argv[2])
from detente.record import AddOptions, Record
from record.make import fake_coder
from record.test_log_index import texts

def reading():
    reader = sqlite3.connect(sys.argv[1])
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM documents").fetchall()
    return reader

with Record.open(sys.argv[1]) as record:
    reader = reading()  # keeps the log from the file, so that it grows
    record.add(texts(0, 40), fake_coder, AddOptions(batch=4))
    reader.close()
    record.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    record.connection.execute("UPDATE runs SET pid = 1")  # writes over the log from its start
    reader = reading()
    record.add(texts(40, 48), fake_coder, AddOptions(batch=4))
    print(flush=True)
    sys.stdin.readline()
    record.connection.execute("BEGIN")
    record.connection.execute("UPDATE documents SET outlet = 'The Borland Gazette'")
    record.connection.execute("UPDATE codings SET confidence = 0.5")
    record.connection.execute("COMMIT")
    print(flush=True)
    sys.stdin.readline()
"""


def texts(first: int, end: int):
    return [make_document(f"Report {i}: Iran met North Korea.", id=f"d{i}") for i in range(first, end)]


class Files(NamedTuple):
    """The record's files before a transaction, and its log when the transaction is written."""

    path: Path
    log_after: bytes


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Files:
    folder = tmp_path_factory.mktemp("written")
    live, before = folder / "live.db", folder / "before.db"
    words = [sys.executable, "-c", _WRITER, str(live), str(Path(__file__).parent.parent)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        assert writer.stdout.readline()
        for name in (Path, log_of, index_of):
            shutil.copyfile(name(live), name(before))
        writer.stdin.write(b"\n")
        writer.stdin.flush()
        assert writer.stdout.readline()
        after = log_of(live).read_bytes()
        writer.kill()
    return Files(before, after)


@pytest.fixture
def path(files, tmp_path) -> Path:
    return _copied(files, tmp_path / "r.db")


def _copied(files: Files, path: Path) -> Path:
    for name in (Path, log_of, index_of):
        shutil.copyfile(name(files.path), name(path))
    return path


def _steps(files: Files) -> list[bytes]:
    """The log after each write of the transaction: SQLite writes a frame's head, then its page."""
    log = bytearray(log_of(files.path).read_bytes())
    found = read_log(files.path)
    assert found is not None
    assert len(log) == len(files.log_after), "the log must be long enough for the transaction to be written over it"
    at = 32 + found.last_commit * FRAME
    steps = []
    while bytes(log) != files.log_after:
        for size in (HEAD, FRAME - HEAD):
            log[at : at + size] = files.log_after[at : at + size]
            at += size
            steps.append(bytes(log))
    return steps


def _tear(files: Files, path: Path) -> None:
    """Leave the log as a writer does that is killed between the head and the page of the last frame."""
    log_of(path).write_bytes(_steps(files)[-2])


def _flip(path: Path) -> None:
    """Alter one byte of the last transaction that was told of."""
    found = read_log(path)
    assert found is not None
    with log_of(path).open("rb+") as log:
        log.seek(32 + found.last_commit * FRAME - 100)
        [byte] = log.read(1)
        log.seek(-1, 1)
        log.write(bytes([byte ^ 0xFF]))


def _outlets(path: Path) -> dict[str, int]:
    with Record.open(path) as record:
        return dict(record.connection.execute("SELECT outlet, count(*) FROM documents GROUP BY outlet").fetchall())


def test_a_writer_killed_at_any_step_leaves_all_that_was_told_of(files, tmp_path):
    steps, states = _steps(files), []
    for n, log in enumerate(steps):
        path = _copied(files, tmp_path / f"{n}.db")
        log_of(path).write_bytes(log)
        states.append(state_of(path))
        told = "The Norland Gazette" if n + 1 < len(steps) else "The Borland Gazette"
        assert _outlets(path) == {told: 48}
    assert len(steps) > 8
    assert states[-2] == "cut"
    assert {*states[:-2], states[-1]} == {"whole"}


def test_a_second_who_opens_a_cut_log_is_not_told_of_damage(files, path):
    _tear(files, path)
    with Record.open(path) as record:
        assert read_log(path) is None  # emptied: the index was made anew, and could not tell any more
        with Record.open(path) as other:
            assert len(list(other.documents())) == len(list(record.documents())) == 48
        assert record.add(texts(40, 60), fake_coder).counts["stored"] == 12


def test_the_doctor_takes_a_cut_log_for_good(files, path, tmp_path):
    _tear(files, path)
    log = next(check for check in examine(path) if check.name == "log")
    assert (log.verdict, "killed" in log.found) == ("good", True)
    assert not list(tmp_path.glob("*damaged*"))
    assert _outlets(path) == {"The Norland Gazette": 48}


def _without_index(path: Path) -> None:
    index_of(path).unlink()


def _rebuilt_index(path: Path) -> None:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        reader.execute("SELECT count(*) FROM documents").fetchall()
    assert read_index(path).is_rebuilt


def _altered_index(path: Path) -> None:
    raw = bytearray(index_of(path).read_bytes())
    good = read_log(path).good_commit
    raw[16:20] = raw[64:68] = good.to_bytes(4, sys.byteorder)  # its own sum does not fit
    index_of(path).write_bytes(raw)


def _index_of_another_generation(path: Path) -> None:
    with log_of(path).open("rb") as log:
        salts = log.read(24)[16:]
    raw = index_of(path).read_bytes()
    index_of(path).write_bytes(raw.replace(salts, bytes(8)))


@pytest.mark.parametrize(
    "index", [lambda path: None, _without_index, _rebuilt_index, _altered_index, _index_of_another_generation]
)
def test_an_altered_batch_that_was_told_of_is_refused_whatever_the_index(path, index):
    _flip(path)
    index(path)
    log = log_of(path).read_bytes()
    with pytest.raises(RecordError, match="log is damaged"):
        Record.open(path)
    assert log_of(path).read_bytes() == log


def test_a_cut_log_that_was_copied_without_its_index_is_refused(files, path):
    _tear(files, path)
    _without_index(path)
    assert state_of(path) == "damaged"


def test_reading_the_index_leaves_the_locks_of_this_process(path):
    look = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1], timeout=0).execute(sys.argv[2]).fetchone()[0])"
    with Record.open(path) as record, closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchall()
        record.connection.execute("UPDATE runs SET pid = 2")
        for _ in range(2):
            assert read_index(path) is not None
        words = [sys.executable, "-c", look, str(path), "PRAGMA wal_checkpoint(TRUNCATE)"]
        assert subprocess.run(words, capture_output=True, check=True).stdout.split() == [
            b"1"
        ]  # the reader is waited for
