"""`detente add` as a user runs it: outcomes, a second time, trying again, stopping."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from cli.run import MAIN, run

from detente.record import Record

REPORT = """\
Greece recalls its ambassador from Turkey

ATHENS, March 3, 2021 -- Greece recalled its ambassador from Ankara on Wednesday after Turkey rejected a protest. Greek
Foreign Minister Nikos Dendias accused Ankara of provocation. He met his French counterpart, Jean-Yves Le Drian, in
Paris on Monday, and the two ministers discussed Cyprus and the islands at a dinner that went on until midnight.
"""
GERMAN = """\
Der Präsident von Kenia traf am Mittwoch in Nairobi den Außenminister von Somalia. Beide Seiten sprachen über die Lage
an der gemeinsamen Grenze, die seit dem Frühjahr geschlossen ist, und vereinbarten weitere Gespräche in der neuen Woche.
"""


def _outcomes(folder: Path) -> dict[str, str]:
    rows = json.loads(run(folder, "documents", "--outcomes", "--format", "json").stdout)
    return {row["input"]: row["outcome"] for row in rows}


@pytest.mark.slow
def test_each_input_has_its_outcome_and_what_failed_is_tried_again_alone(tmp_path):
    files = {"a.txt": REPORT, "b.txt": REPORT, "german.txt": GERMAN * 3, "torn.jsonl": '{"id": "x"\n'}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = run(tmp_path, "add", *files)
    assert done.returncode == 1
    assert b"1 stored, 1 duplicate, 1 other language, 1 failed" in done.stderr
    assert b"failed  torn.jsonl:1: malformed: " in done.stderr
    wanted = {"a.txt": "stored", "b.txt": "duplicate", "german.txt": "other_language", "torn.jsonl:1": "failed"}
    assert _outcomes(tmp_path) == wanted

    (tmp_path / "torn.jsonl").write_text(json.dumps({"id": "x", "text": "Kenya accused Somalia of shelling Mandera."}))
    again = run(tmp_path, "add", "--retry", "failed")
    assert again.returncode == 0, again.stderr
    assert again.stderr.startswith(b"1 input, ")
    assert _outcomes(tmp_path) == {**wanted, "torn.jsonl:1": "stored"}
    assert run(tmp_path, "add", "--retry", "failed").stderr == b"0 inputs\n"
    assert run(tmp_path, "add", *files).returncode == 0


@pytest.mark.slow
def test_workers_change_nothing_of_what_is_coded(tmp_path):
    lines = [json.dumps({"id": f"d{i}", "text": REPORT.replace("Cyprus", f"point {i}")}) for i in range(12)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    told = [run(tmp_path, "code", "in.jsonl", "--format", "jsonl", "--workers", n).stdout for n in ("0", "2")]
    assert told[0] == told[1] != b""
    for n in ("0", "2"):
        assert run(tmp_path, "add", "in.jsonl", "--record", f"{n}.db", "--workers", n).returncode == 0
    exports = [run(tmp_path, "codings", "--record", f"{n}.db", "--format", "jsonl").stdout for n in ("0", "2")]
    assert exports[0] == exports[1] != b""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_finishes_the_batch_and_ends_with_130(tmp_path, number):
    lines = [json.dumps({"id": f"d{i}", "text": f"{REPORT} And {i}."}) for i in range(3000)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n")
    words = [*MAIN, "add", "in.jsonl", "--batch", "4"]
    child = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"})
    while not (tmp_path / "detente.db").exists() or not _stored(tmp_path):
        assert child.poll() is None, child.communicate()[1].decode()
        time.sleep(0.1)
    child.send_signal(number)
    told = child.communicate(timeout=60)[1]
    assert child.returncode == 130
    assert b"Stopped; run the same command again to continue." in told
    with Record.open(tmp_path / "detente.db") as record:
        stored = len(list(record.documents()))
        assert 0 < stored < 3000
        assert record.status().runs[0].state == "ended"


def _stored(folder: Path) -> int:
    with Record.open(folder / "detente.db") as record:
        return len(list(record.documents()))


def test_without_inputs_it_says_what_is_missing(tmp_path):
    done = run(tmp_path, "add")
    assert done.returncode == 2
    assert b"Missing argument" in done.stderr
    assert run(tmp_path, "add", "--retry", "failed").returncode == 2  # there is no record here
    assert list(tmp_path.iterdir()) == []
