"""A full disk, a failed write, another writer: an error that names the record, and nothing half."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from engine.coders import make_fake, make_touchy

from detente.engine import Limits, Pool
from detente.errors import RecordError
from detente.record import AddOptions, Record
from record.make import fake_coder, make_document


def _texts(n, start=0):
    return [make_document(f"Report {i}: Iran met North Korea. " + "word " * 300, id=f"d{i}") for i in range(start, n)]


def test_a_full_record_says_so_keeps_what_it_told_and_goes_on_with_room(tmp_path):
    told = []
    with Record.open(tmp_path / "r.db") as record:
        pages = record.connection.execute("PRAGMA page_count").fetchone()[0]
        record.connection.execute(f"PRAGMA max_page_count = {pages + 40}")
        with pytest.raises(RecordError, match="disk is full") as raised:
            record.add(_texts(400), fake_coder, AddOptions(batch=5, progress=lambda t: told.append(t.inputs)))
        assert str(tmp_path / "r.db") in raised.value.where
        assert len(list(record.documents())) == told[-1] > 0
        record.connection.execute("PRAGMA max_page_count = 1000000")
        assert record.add(_texts(400), fake_coder).counts["skipped"] == told[-1]
        assert len(list(record.codings())) == 400


_LIMITED = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from detente.errors import RecordError
from detente.record import AddOptions, Record
from record.make import fake_coder
from record.test_limits import _texts

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    with Record.open(sys.argv[1]) as record:
        record.add(_texts(2000), fake_coder, AddOptions(batch=5, progress=lambda t: print(t.inputs, flush=True)))
except RecordError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
"""


@pytest.mark.parametrize("limit", [500_000, 900_000])
def test_a_limit_of_the_system_on_a_files_size_loses_nothing_acknowledged(tmp_path, limit):
    path = tmp_path / "r.db"
    words = [sys.executable, "-c", _LIMITED, str(path), str(Path(__file__).parent.parent), str(limit)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2, done.stderr
    assert str(path) in done.stderr
    told = [int(line) for line in done.stdout.split()]
    with Record.open(path) as record:
        assert len(list(record.codings())) == len(list(record.documents())) >= told[-1] > 0
        assert record.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    with Record.open(folder / "r.db"):
        pass
    with pytest.raises(RecordError, match="cannot be opened"):
        Record.open(folder)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0


@pytest.mark.parametrize("folder", ["/proc", "/dev/null", "/none"])
def test_where_no_file_can_be_made_it_is_told(folder):
    path = Path(folder) / "r.db"
    with pytest.raises(RecordError, match="cannot be opened for writing") as raised:
        Record.open(path)
    assert str(path) in raised.value.where
    assert "folder" in raised.value.todo


def test_another_writer_is_named(tmp_path, monkeypatch):
    path = tmp_path / "r.db"
    monkeypatch.setattr("detente.record.store._WAIT_S", 0.2)
    with Record.open(path) as record:
        record.connection.execute(
            "INSERT INTO runs (command, started_at, pid) VALUES ('import icews', '2020-01-01T14:02:00+00:00', ?)",
            (os.getppid(),),
        )
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Record.open(path) as record, pytest.raises(RecordError, match="Another process is writing") as raised:
            record.add(_texts(1), fake_coder)
    assert f"(import icews, process {os.getppid()}, since 2020-01-01T14:02:00+00:00)" in raised.value.what


def test_a_reader_is_never_blocked_and_sees_whole_batches_only(tmp_path):
    path, seen = tmp_path / "r.db", []
    with Record.open(path) as record, closing(sqlite3.connect(path, timeout=0)) as reader:

        def look():
            query = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM codings)"
            seen.append(reader.execute(query).fetchone())
            return False

        record.add(_texts(60), fake_coder, AddOptions(batch=6, stop=look))
        assert reader.execute("SELECT count(*) FROM documents").fetchone()[0] == 60
    assert len(seen) == 60
    assert all(documents == codings and documents % 6 == 0 for documents, codings in seen)
    assert len({documents for documents, _ in seen}) >= 9


def test_a_record_is_the_same_bytes_whatever_the_workers(tmp_path):
    documents = [*_texts(40), *_texts(10), make_document("BOOM", id="boom"), *_texts(60, 40)]
    content = []
    for workers in (0, 1, 3):
        with Record.open(tmp_path / f"{workers}.db") as record:
            if workers:
                with Pool(make_fake, workers=workers) as pool:
                    tally = record.add(documents, pool, AddOptions(batch=16))
            else:
                tally = record.add(documents, fake_coder, AddOptions(batch=7))
            dump = list(record.connection.iterdump())
        moments = ("recorded_at", "started_at")
        assert any(word in "".join(dump) for word in moments)
        content.append([_timeless(line) for line in dump] + [str(sorted(tally.counts.items()))])
    assert content[0] == content[1] == content[2]


def _timeless(line: str) -> str:
    import re

    line = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", "T", line)
    # the search index is cut into segments by transactions; what it finds does not depend on that
    is_index = line.startswith(('INSERT INTO "documents_text_data"', 'INSERT INTO "documents_text_idx"'))
    return "" if is_index or line.startswith('INSERT INTO "runs"') else line


def test_poison_in_a_pool_is_an_outcome_and_the_rest_is_stored(tmp_path):
    poison = [make_document(f"{deed} Iran met North Korea.", id=deed) for deed in ("EXIT", "HANG", "BOOM")]
    documents = [*_texts(20), *poison, *_texts(40, 20)]
    with (
        Record.open(tmp_path / "r.db") as record,
        Pool(make_touchy, workers=2, limits=Limits(seconds=1.0)) as pool,
    ):
        tally = record.add(documents, pool)
        assert (tally.counts["stored"], tally.counts["failed"]) == (40, 3)
        reasons = {row["input"]: row["reason"] for row in record.outcomes(only_failed=True)}
    assert list(reasons) == ["EXIT", "HANG", "BOOM"]
    assert reasons["HANG"] == "coding took longer than 1 seconds"
