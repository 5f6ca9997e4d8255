"""A killed writer loses at most the batch under way, and the next run completes the record."""

import os
import random
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from killing import start

from detente.record import Record
from record.writer import BATCH, write


def _run(path: Path, documents: int, workers: int = 0, *, first: int = 0, kill_after: float = -1) -> tuple[int, bool]:
    """(inputs acknowledged, whether it came to its end); killed so many seconds after a new batch was told of.

    A writer that ended before it could be killed counts as one that came to its end.
    """
    writer, told = start(write, path, first, documents, workers)
    numbers: list[int | None] = [0]
    with told, suppress(EOFError):
        if kill_after >= 0:
            numbers += [told.recv(), told.recv(), told.recv()]  # open, a batch that may be known, a new one
            time.sleep(kill_after)
            writer.kill()
        while numbers[-1] is not None:
            numbers.append(told.recv())
    writer.join(60)
    writer.close()
    return max(n for n in numbers if n is not None), numbers[-1] is None


def _counts(path: Path) -> list[int]:
    with Record.open(path) as record:
        assert record.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [record.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("documents", "codings")]


@pytest.mark.parametrize(
    ("kills", "workers", "longest"),
    [
        (20, 0, 0.05),
        pytest.param(200, 0, 0.05, marks=pytest.mark.slow),
        pytest.param(10, 2, 0.5, marks=pytest.mark.slow),
    ],
)
def test_kills_at_random_points_lose_nothing_acknowledged(tmp_path, kills, workers, longest):
    chance = random.Random(7)
    path = tmp_path / "r.db"
    with Record.open(path):
        pass
    stored = cut = 0
    documents = 100_000  # more than can be written before any kill
    for n in range(kills):
        first = max(0, stored - BATCH)  # the last ones are known
        with closing(sqlite3.connect(path)) as reader:
            if n % 2:  # the log stays, and its index with it; else the next who opens the record makes it anew
                reader.execute("SELECT count(*) FROM documents").fetchall()
            kill_after = chance.uniform(0.0, longest)
            acknowledged, is_done = _run(path, documents, workers, first=first, kill_after=kill_after)
            counts = _counts(path)
        cut += not is_done
        assert counts[0] == counts[1] >= max(stored, first + acknowledged)
        stored = counts[0]
    assert cut > kills // 2, "the kills came too late to test anything"
    assert _run(path, stored + 40, workers)[1]
    assert _run(tmp_path / "undisturbed.db", stored + 40)[1]
    with Record.open(path) as record, Record.open(tmp_path / "undisturbed.db") as undisturbed:
        assert {(revision, n) for _, revision, n in record.documents()} == {(1, 1)}
        assert list(record.codings()) == list(undisturbed.codings())
        query = "SELECT document, id, text_digest, is_coded FROM documents ORDER BY document"
        rows = [r.connection.execute(query).fetchall() for r in (record, undisturbed)]
        assert [tuple(row) for row in rows[0]] == [tuple(row) for row in rows[1]]


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    writer, told = start(write, tmp_path / "r.db", 0, 100_000, 2)
    with told:
        while (told.recv() or 0) < 2 * BATCH:
            pass
        found = [int(n) for n in Path(f"/proc/{writer.pid}/task/{writer.pid}/children").read_text().split()]
        assert len(found) >= 2
        writer.kill()
        writer.join()
    due = time.monotonic() + 10
    while any(_is_running(pid) for pid in found) and time.monotonic() < due:
        time.sleep(0.05)
    assert [pid for pid in found if _is_running(pid)] == []


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
