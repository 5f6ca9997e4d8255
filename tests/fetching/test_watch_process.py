"""Watching as a process of its own, killed and interrupted: what was acknowledged stays, the next run completes it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from detente.record import Record
from fetching.feeds import feed, item, page

N = 60
CHILD = """
import sys
sys.path.insert(0, sys.argv[3])
from detente.fetching.fetcher import Fetcher
from detente.fetching.options import FetchOptions
from detente.fetching.watching import WatchOptions, watch
from detente.record import AddOptions, Record
from record.make import fake_coder

with Record.open(sys.argv[1]) as record:
    print("open", flush=True)
    add = AddOptions(batch=4, progress=lambda tally: print(tally.counts["stored"], flush=True))
    fetcher = Fetcher(FetchOptions(allow_private=True, delay=0.0))
    watch(record, [sys.argv[2]], fake_coder, fetcher, WatchOptions(is_once=True, add=add))
    print("done", flush=True)
"""


def _run(path: Path, url: str, kill_after: float | None) -> tuple[int, bool]:
    """(documents acknowledged as stored, whether it came to its end).

    What was stored but not yet acknowledged at a kill is asked for again, and then counts as skipped.
    """
    tests = Path(__file__).parent.parent
    child = subprocess.Popen([sys.executable, "-c", CHILD, path, url, tests], stdout=subprocess.PIPE, text=True)
    if kill_after is not None:
        child.stdout.readline()
        time.sleep(kill_after)
        child.kill()
    lines = child.communicate(timeout=60)[0].split()
    numbers = [int(line) for line in lines if line.isdigit()]
    return (numbers[-1] if numbers else 0), "done" in lines


@pytest.mark.slow
def test_kills_at_random_points_lose_nothing_and_fetch_nothing_twice_that_was_acknowledged(server, tmp_path):
    server.pages |= {f"/{n}": page(n) for n in range(1, N + 1)}
    server.pages["/feed"] = feed(*(item(f"/{n}") for n in range(1, N + 1)), etag='"v1"')
    url = f"http://127.0.0.1:{server.port}/feed"
    chance, path, cut, before = random.Random(3), tmp_path / "r.db", 0, 0
    for _ in range(6):
        acknowledged, is_done = _run(path, url, chance.uniform(0.02, 0.4))
        cut += not is_done
        with Record.open(path) as record:
            found = len(list(record.documents()))
            assert found >= before + (0 if is_done else acknowledged)
            before = found
    assert cut, "no run was cut short; the kills came too late to test anything"
    assert _run(path, url, None)[1]
    with Record.open(path) as record:
        assert sorted((d.url.rpartition("/")[2], r, n) for d, r, n in record.documents()) == sorted(
            (str(n), 1, 1) for n in range(1, N + 1)
        )
        left = record.connection.execute("SELECT count(*) FROM fetches WHERE feed IS NOT NULL AND next_at IS NOT NULL")
        assert left.fetchone()[0] == 0


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from detente.cli import main; main()", "watch", *arguments]


@pytest.mark.slow
def test_control_c_ends_a_watch_and_its_record_is_whole(server, tmp_path):
    server.pages |= {"/1": page(1), "/2": server.pages["/drip"]}
    server.pages["/feed"] = feed(item("/1"), item("/2"))
    arguments = [f"http://127.0.0.1:{server.port}/feed", "--allow-private", "--record", str(tmp_path / "r.db")]
    env = {**os.environ, "COLUMNS": "80"}
    child = subprocess.Popen(_command(*arguments, "--workers", "0"), stderr=subprocess.PIPE, text=True, env=env)
    while "/2" not in server.paths:
        assert child.poll() is None
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)  # in the middle of a page that never ends
    start = time.monotonic()
    told = child.communicate(timeout=30)[1]
    assert time.monotonic() - start < 10
    assert (child.returncode, "go on" in told, "Traceback" in told) == (130, True, False)
    with closing(sqlite3.connect(tmp_path / "r.db")) as record:
        assert record.execute("SELECT count(*) FROM documents").fetchone()[0] == 1
        rows = record.execute("SELECT outcome, next_at IS NULL FROM fetches WHERE feed IS NOT NULL ORDER BY fetch")
        assert rows.fetchall() == [("fetched", 1), (None, 0)]
        assert record.execute("SELECT ended_at IS NOT NULL FROM runs").fetchall() == [(1,)]
