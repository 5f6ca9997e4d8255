"""A killed writer loses at most the batch under way, and the next run completes the record."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.record import Record

_DOCUMENTS = 240
_CHILD = """
import sys
sys.path.insert(0, sys.argv[2])
from detente.engine import Inline, Pool
from detente.record import AddOptions, Record
from engine.coders import make_fake
from record.make import fake_coder, make_document

n, workers = int(sys.argv[3]), int(sys.argv[4])
documents = (make_document(f"Report {i}: Iran met North Korea.", id=f"d{i}") for i in range(n))
engine = Pool(make_fake, workers=workers) if workers else Inline(fake_coder)
with Record.open(sys.argv[1]) as record:
    print("open", flush=True)
    record.add(documents, engine, AddOptions(batch=4, progress=lambda tally: print(tally.inputs, flush=True)))
    print("done", flush=True)
"""


def _start(path: Path, documents: int, workers: int = 0) -> "subprocess.Popen[str]":
    tests = str(Path(__file__).parent.parent)
    words = [sys.executable, "-c", _CHILD, str(path), tests, str(documents), str(workers)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def _run(path: Path, kill_after: float | None, documents: int = _DOCUMENTS, workers: int = 0) -> tuple[int, bool]:
    """(inputs acknowledged, whether it came to its end)."""
    child = _start(path, documents, workers)
    assert child.stdout is not None
    if kill_after is not None:
        child.stdout.readline()
        time.sleep(kill_after)
        child.kill()
    lines = child.communicate(timeout=120)[0].split()
    numbers = [int(line) for line in lines if line.isdigit()]
    return (numbers[-1] if numbers else 0), "done" in lines


def _counts(path: Path) -> list[int]:
    with Record.open(path) as record:
        assert record.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [record.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("documents", "codings")]


@pytest.mark.parametrize(
    ("kills", "documents", "workers"),
    [
        (10, 120, 0),
        pytest.param(200, 6000, 0, marks=pytest.mark.slow),
        pytest.param(10, 600, 2, marks=pytest.mark.slow),
    ],
)
def test_kills_at_random_points_lose_nothing_acknowledged(tmp_path, kills, documents, workers):
    chance = random.Random(7)
    path = tmp_path / "r.db"
    before = cut = 0
    for _ in range(kills):
        acknowledged, is_done = _run(path, chance.uniform(0.0, 0.12 if not workers else 1.0), documents, workers)
        cut += not is_done
        counts = _counts(path)
        assert counts[0] == counts[1] >= max(before, acknowledged)
        before = counts[0]
    assert cut, "every run came to its end; the kills came too late to test anything"
    assert _run(path, None, documents, workers)[1]
    assert _run(tmp_path / "undisturbed.db", None, documents)[1]
    with Record.open(path) as record, Record.open(tmp_path / "undisturbed.db") as undisturbed:
        assert {(revision, n) for _, revision, n in record.documents()} == {(1, 1)}
        assert list(record.codings()) == list(undisturbed.codings())
        query = "SELECT document, id, text_digest, is_coded FROM documents ORDER BY document"
        rows = [r.connection.execute(query).fetchall() for r in (record, undisturbed)]
        assert [tuple(row) for row in rows[0]] == [tuple(row) for row in rows[1]]


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    child = _start(tmp_path / "r.db", 100_000, workers=2)
    assert child.stdout is not None
    while child.stdout.readline().strip() in ("open", "4"):
        pass
    found = [int(n) for n in Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()]
    assert len(found) >= 2
    child.send_signal(signal.SIGKILL)
    child.wait()
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
