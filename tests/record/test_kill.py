"""A killed writer loses at most the batch under way, and the next run completes the record."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.record import Record

_DOCUMENTS = 300
_CHILD = f"""
import sys
sys.path.insert(0, sys.argv[2])
from detente.record import AddOptions, Record
from record.make import fake_coder, make_document

def documents():
    for i in range({_DOCUMENTS}):
        yield make_document(f"Report {{i}}: Iran met North Korea.", id=f"d{{i}}")

with Record.open(sys.argv[1]) as record:
    print("open", flush=True)
    options = AddOptions(batch=4, progress=lambda tally: print(tally.inputs, flush=True))
    record.add(documents(), fake_coder, options)
    print("done", flush=True)
"""


def _run(path: Path, kill_after: float | None) -> tuple[int, bool]:
    """(inputs acknowledged, whether it came to its end)."""
    tests = Path(__file__).parent.parent
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(path), str(tests)], stdout=subprocess.PIPE, text=True)
    if kill_after is not None:
        child.stdout.readline()
        time.sleep(kill_after)
        child.kill()
    lines = child.communicate(timeout=60)[0].split()
    numbers = [int(line) for line in lines if line.isdigit()]
    return (numbers[-1] if numbers else 0), "done" in lines


@pytest.mark.slow
def test_kills_at_random_points_lose_nothing_acknowledged(tmp_path):
    chance = random.Random(7)
    path = tmp_path / "r.db"
    before = 0
    cut = 0
    for _ in range(8):
        acknowledged, is_done = _run(path, chance.uniform(0.0, 0.15))
        cut += not is_done
        with Record.open(path) as record:
            counts = [
                record.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("documents", "codings")
            ]
            assert counts[0] == counts[1] >= max(before, acknowledged)
            assert record.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            before = counts[0]
    assert cut, "no run was cut short; the kills came too late to test anything"
    assert _run(path, None)[1]
    with Record.open(path) as record:
        found = [document.id for document, revision, n in record.documents() if (revision, n) == (1, 1)]
    assert sorted(found) == sorted(f"d{i}" for i in range(_DOCUMENTS))
