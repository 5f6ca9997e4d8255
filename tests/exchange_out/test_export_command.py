"""`detente export`, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
from cli.run import run


def test_a_file_is_written_and_what_it_holds_is_told(hostile_path: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "export", "csv", "-o", "a.csv", "--record", str(hostile_path), "--pair", "IRN", "PRK")
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().splitlines() == [
        "a.csv: 2 codings, 2 rows",
        "The reports' words are left out; --with-text quotes them.",
    ]
    assert (tmp_path / "a.csv").read_bytes().count(b"\n") == 3


def test_without_a_name_text_and_parquet_go_to_standard_output(hostile_path: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "export", "geojson", "--record", str(hostile_path), "--no-historical")
    assert json.loads(done.stdout)["type"] == "FeatureCollection"
    done = run(tmp_path, "export", "parquet", "--record", str(hostile_path), "--imported", "elsewhere")
    (tmp_path / "a.parquet").write_bytes(done.stdout)
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'a.parquet'}'").fetchall() == [(25,)]
    assert b"words" not in done.stderr


def test_the_command_that_a_bundle_tells_makes_it_again(hostile_path: Path, tmp_path: Path) -> None:
    import shlex
    import shutil

    shutil.copy(hostile_path, tmp_path / "r.db")
    given = ["--record", "r.db", "-o", "b", "--from", "2018-08-02", "--quad", "1", "--type", "CONSULT", "--with-text"]
    given += ["--title", 'It\'s "so"', "--author", "Doe, Jane", "--imported", "elsewhere", "--no-historical"]
    given += ["--pair", "Iran,PRK", "--by", "week"]
    assert run(tmp_path, "export", "bundle", *given).returncode == 0
    first = {p.name: p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()}
    again = shlex.split(json.loads((tmp_path / "b" / "query.json").read_bytes())["command"])
    assert again[:3] == ["detente", "export", "bundle"]
    done = run(tmp_path, *again[1:])
    assert done.returncode == 0, done.stderr
    assert {p.name: p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()} == first


def test_wrong_use_is_told(hostile_path: Path, tmp_path: Path) -> None:
    record = ("--record", str(hostile_path))
    assert b"-o NAME" in run(tmp_path, "export", "bundle", *record).stderr
    done = run(tmp_path, "export", "csv", "--imported", "nowhere", *record)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"E-ASK")
    assert run(tmp_path, "export", "xls", *record).returncode == 2
    assert run(tmp_path, "export", "csv", "-o", "no/such/a.csv", *record).stderr.startswith(b"E-INPUT")
