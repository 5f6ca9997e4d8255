"""`detente import` as people run it: every format, folders, kills, sums."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from detente.cli.import_ import command as import_
from detente.errors import InputError
from detente.exchange.formats import FORMATS
from detente.record import Record
from exchange.rows import (
    ACLED,
    POLECAT,
    acled_row,
    gdelt_row,
    icews_row,
    mention_row,
    polecat_row,
    write_icews,
    write_lines,
    write_tkg,
)


def run(*words):
    result = CliRunner().invoke(import_, [str(word) for word in words], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


def sums(result):
    return json.loads(result.stdout)


@pytest.fixture
def files(tmp_path):
    return {
        "acled": write_lines(tmp_path / "acled.csv", ACLED, acled_row(1), acled_row(2, event_date="soon")),
        "gdelt": write_lines(tmp_path / "20180807.export.CSV", gdelt_row(1), gdelt_row(2, day="1")),
        "icews": write_icews(tmp_path / "events.tab", icews_row(1), icews_row(2, day="soon")),
        "polecat": write_lines(tmp_path / "ngecEvents.txt", POLECAT, polecat_row(), polecat_row(Event_Date="soon")),
        "tkg": write_tkg(tmp_path / "icews18"),
    }


def test_every_format_once_and_again(files, tmp_path):
    path = tmp_path / "r.db"
    assert {*files, "detente"} == set(FORMATS)
    for kind, file in files.items():
        first = run(kind, file, "--record", path, "--format", "json")
        again = sums(run(kind, file, "--record", path, "--format", "json"))
        assert first.return_value == 1
        assert "quarantined 1: " in first.stderr
        told = sums(first)
        assert again == told | {"stored": 0, "merged": 0, "known": told["stored"] + told["merged"]}
    with Record.open(path) as record:
        origins = record.connection.execute("SELECT DISTINCT origin FROM imported ORDER BY 1").fetchall()
    assert [row[0] for row in origins] == ["acled", "gdelt", "icews", "icews18", "polecat"]


def test_a_folder_of_events_and_mentions(tmp_path):
    folder = tmp_path / "gdelt"
    folder.mkdir()
    write_lines(folder / "1.export.CSV", gdelt_row(1), gdelt_row(2, code="112", root="11", quad="3"))
    write_lines(folder / "1.mentions.CSV", mention_row(1))
    (folder / "README").write_text("not read")
    found = run("gdelt", folder, "--record", tmp_path / "r.db", "--format", "json")
    assert sums(found) == {"read": 3, "stored": 3, "merged": 0, "quarantined": 0, "known": 0}
    assert found.return_value == 0


def test_under_another_name(files, tmp_path):
    run("gdelt", files["gdelt"], "--record", tmp_path / "r.db", "--origin", "gdelt-2018")
    with Record.open(tmp_path / "r.db") as record:
        assert record.connection.execute("SELECT origin FROM tallied").fetchone()[0] == "gdelt-2018"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_of_another_kind_is_refused_in_plain_words(kind, tmp_path):
    (tmp_path / "a.html").write_text("<html><p>Not found</p></html>", "utf-8")
    with pytest.raises(InputError) as refused:
        run(kind, tmp_path / "a.html", "--record", tmp_path / "r.db")
    assert "a.html" in refused.value.where
    with Record.open(tmp_path / "r.db") as record:
        assert record.connection.execute("SELECT count(*) FROM imported").fetchone()[0] == 0


_CHILD = """
import sys
from pathlib import Path
from detente.exchange import importing
from detente.exchange.formats import import_files
from detente.record import Record

importing._BATCH = 40
with Record.open(sys.argv[1]) as record:
    import_files(record, "gdelt", [Path(sys.argv[2])])
"""
_ROWS = (
    "SELECT row_key, event_key, i.origin, filed_id, day, s.name, t.name, cameo, quad, twin_of IS NULL, n_reports, url"
    " FROM imported i LEFT JOIN filed_actors s ON s.actor = i.source LEFT JOIN filed_actors t ON t.actor = i.target"
    " ORDER BY imported"
)


def test_killed_at_any_moment_and_run_again_it_is_as_if_undisturbed(tmp_path):
    draw = random.Random(7)
    rows = []
    for number in range(4000):
        day = f"201808{number // 200 + 1:02d}"
        code, root, quad = draw.choice([("040", "04", "1"), ("112", "11", "3"), ("042", "04", "1"), ("043", "04", "1")])
        sides = draw.sample(["IRNGOV", "PRKGOV", "USA", ""], 2)
        rows.append(gdelt_row(number, day=day, a=sides[0], b=sides[1], code=code, root=root, quad=quad))
    rows[999] = "torn"
    file = write_lines(tmp_path / "a.CSV", *rows)

    def contents(path):
        with Record.open(path) as record:
            tables = ("SELECT line, reason, row FROM quarantine", "SELECT * FROM dyad_days", _ROWS)
            return [[tuple(row) for row in record.connection.execute(query)] for query in tables]

    def start(path):
        return subprocess.Popen([sys.executable, "-c", _CHILD, str(path), str(file)])

    whole = tmp_path / "whole.db"
    started = time.monotonic()
    assert start(whole).wait() == 0
    took = time.monotonic() - started
    path = tmp_path / "killed.db"
    kills = 0
    for _ in range(8):
        child = start(path)
        try:
            child.wait(timeout=draw.uniform(0.3, 0.9) * took)
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
            kills += 1
    assert kills
    assert start(path).wait() == 0
    quarantined, days, imported = contents(path)
    assert len(imported) == 3999
    assert (quarantined, days, imported) == tuple(contents(whole))
