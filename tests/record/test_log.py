"""A log that was torn, altered or removed: what can be read is there, and nothing vanishes without a word."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from detente.errors import RecordError
from detente.record import AddOptions, Record
from detente.record.doctor import examine
from detente.record.log import log_of, read_log
from record.make import fake_coder, make_document

N = 20


def _texts():
    return [make_document(f"Report {i}: Iran met North Korea.", id=f"d{i}") for i in range(N)]


@pytest.fixture(scope="module")
def crashed(tmp_path_factory) -> Path:
    """The files of a record as a crash leaves them, with five batches in the log that are not in the file yet."""
    folder = tmp_path_factory.mktemp("crashed")
    with Record.open(folder / "live.db") as record, closing(sqlite3.connect(folder / "live.db")) as reader:
        record.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchall()  # a reader at work keeps the log from the file
        record.add(_texts(), fake_coder, AddOptions(batch=4))
        for name in ("live.db", "live.db-wal"):
            shutil.copyfile(folder / name, folder / name.replace("live", "r"))
    return folder / "r.db"


@pytest.fixture
def path(crashed, tmp_path) -> Path:
    for file in (crashed, log_of(crashed)):
        shutil.copyfile(file, tmp_path / file.name)
    return tmp_path / "r.db"


def _check_and_complete(path: Path) -> int:
    """How many documents were left; all is consistent, and running the same again completes the record."""
    with Record.open(path) as record:
        counts = [
            record.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "codings", "outcomes")
        ]
        assert counts[0] == counts[1] == counts[2]
        assert counts[0] % 4 == 0  # whole batches
        assert record.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        record.add(_texts(), fake_coder)
        assert len(list(record.codings())) == N
    assert not [check for check in examine(path) if check.verdict == "bad"]
    return counts[0]


def test_a_crash_alone_loses_nothing(path):
    found = read_log(path)
    assert found is not None
    assert found.last_commit > 20
    assert _check_and_complete(path) == N


@pytest.mark.parametrize("cut", [0, 1, 3000, 4120, 9000])
def test_the_sums_are_those_of_sqlite(path, cut):
    whole = log_of(path).read_bytes()
    log_of(path).write_bytes(whole[: len(whole) - cut])
    found = read_log(path)
    assert found is not None
    assert found.is_whole
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1] == found.good_commit > 0


@pytest.mark.parametrize("part", range(10))
def test_a_torn_log_opens_at_its_last_whole_batch(path, part):
    size = log_of(path).stat().st_size
    with log_of(path).open("rb+") as log:
        log.truncate(size * part // 10 + part * 7)
    assert _check_and_complete(path) <= N


@pytest.mark.parametrize("places", [12, pytest.param(50, marks=pytest.mark.slow)])
def test_altered_logs_are_read_whole_or_refused_by_the_doctors_name(crashed, tmp_path, places):
    whole = log_of(crashed).read_bytes()
    refused = 0
    for at in range(3, len(whole), len(whole) // places):
        path = tmp_path / f"{at}.db"
        shutil.copyfile(crashed, path)
        altered = bytearray(whole)
        altered[at] ^= 0xFF
        log_of(path).write_bytes(altered)
        error = _refusal(path)
        if error is None:
            with Record.open(path) as record:
                left = record.connection.execute("SELECT count(*) FROM documents").fetchone()[0]
            assert left >= N - 4, f"more than the last batch vanished without a word (byte {at})"
        else:
            refused += 1
            assert f"detente doctor --record {path}" in error.todo
            assert log_of(path).read_bytes() == bytes(altered)  # as it was found
            checks = {check.name: check for check in examine(path)}
            assert checks["log"].verdict == "bad"
            assert (tmp_path / f"{at}.db.damaged-log-1").read_bytes() == bytes(altered)
            assert [name for name, check in checks.items() if check.verdict == "bad"] == ["log"]
        if at % 3 == 0:
            _check_and_complete(path)
    assert refused > places // 2


def test_batches_that_were_saved_before_the_log_was_altered_stay(tmp_path):
    """The readable part of the log is older than the file: taken over, it would put old pages between new ones."""
    live, path = tmp_path / "live.db", tmp_path / "r.db"
    with Record.open(live) as record, closing(_reading(live)) as late:
        record.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        late.execute("COMMIT")
        with closing(_reading(live)):
            record.add(_texts()[:12], fake_coder, AddOptions(batch=4))
            _begin(late)  # from here on the log is not written over
        record.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        found = read_log(live)
        assert found is not None
        record.add(_texts()[12:], fake_coder, AddOptions(batch=4))
        for name in (Path, log_of):
            shutil.copyfile(name(live), name(path))
    with log_of(path).open("rb+") as log:
        log.seek(32 + found.good_commit // 2 * 4120)
        log.write(b"altered")
    assert [check.name for check in examine(path) if check.verdict == "bad"] == ["log"]
    assert _check_and_complete(path) == 12
    assert not list(tmp_path.glob(".*"))


def _reading(path):
    reader = sqlite3.connect(path, isolation_level=None)
    _begin(reader)
    return reader


def _begin(reader):
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM documents").fetchall()


def _refusal(path):
    try:
        Record.open(path).close()
    except RecordError as error:
        return error
    return None


def test_a_removed_log_is_told_by_the_doctor_and_the_next_run_completes(path):
    log_of(path).unlink()
    assert _check_and_complete(path) == 0


def test_a_log_is_saved_into_the_file_after_each_batch(tmp_path):
    path, seen = tmp_path / "r.db", []

    def look():
        shutil.copyfile(path, tmp_path / "copy.db")  # without the log
        with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
            seen.append(copy.execute("SELECT count(*) FROM documents").fetchone()[0])
        return False

    with Record.open(path) as record:
        record.add(_texts(), fake_coder, AddOptions(batch=5, stop=look))
    assert seen[-1] >= N - 5


def test_two_who_open_the_record_while_it_is_written_are_not_told_of_damage(tmp_path):
    path, opened = tmp_path / "r.db", []

    def tell(tally):
        with Record.open(path) as other:
            opened.append(len(list(other.documents())) == tally.inputs)

    with Record.open(path) as record:
        record.add(_texts(), fake_coder, AddOptions(batch=1, progress=tell))
    assert opened == [True] * N
