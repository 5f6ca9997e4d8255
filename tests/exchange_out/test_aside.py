"""A kill, a full disk or an error during an export leaves the old file or the new, never half of one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from killing import start

from detente.errors import InputError
from detente.exchange.out import export
from detente.exchange.out.aside import file_aside, folder_aside
from detente.record import Ask, Record
from exchange_out.exporter import export_for_ever


def _content(path: Path) -> dict[str, bytes] | bytes:
    if path.is_dir():
        return {str(p.relative_to(path)): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}
    return path.read_bytes()


def _killed(record: Path, form: str, target: Path, kills: int) -> int:
    """Kill an exporting process so often; the number of kills that fell into an export."""
    whole = []
    with Record.open(record, create=False) as opened:
        for n in (20, 30):
            export(opened, form, target, Ask(limit=n))  # type: ignore[arg-type]
            whole.append(_content(target))
    assert whole[0] != whole[1]
    chance, within = random.Random(form), 0
    for _ in range(kills):
        child, told = start(export_for_ever, record, form, target)
        with told:
            told.recv()
            time.sleep(chance.uniform(0, 0.08))
            child.kill()
        child.join(60)
        left = [path for path in target.parent.iterdir() if path.name.startswith(f".{target.name}.")]
        within += bool(left)
        assert _content(target) in whole
    return within


@pytest.mark.parametrize(("form", "name"), [("csv", "a.csv"), ("bundle", "b"), ("bundle", "b.zip")])
def test_a_kill_leaves_the_old_or_the_new(hostile_path: Path, tmp_path: Path, form: str, name: str) -> None:
    assert _killed(hostile_path, form, tmp_path / name, 3) >= (form == "bundle")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "name"),
    [("csv", "a"), ("parquet", "a"), ("jsonl", "a"), ("gexf", "a"), ("bundle", "b"), ("bundle", "b.zip")],
)
def test_many_kills_leave_the_old_or_the_new(hostile_path: Path, tmp_path: Path, form: str, name: str) -> None:
    assert _killed(hostile_path, form, tmp_path / name, 25) > 3


_FULL = """
import resource, signal, sys
from detente.errors import InputError
from detente.exchange.out import export
from detente.record import Record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Record.open(sys.argv[1], create=False) as record:
    export(record, "csv", sys.argv[3] + ".warm")
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
    try:
        export(record, sys.argv[2], sys.argv[3])
    except InputError as error:
        print(error)
"""


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "geojson", "graphml", "gexf", "bundle"])
def test_a_full_disk_is_told_and_the_old_file_stays(hostile_path: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / "a"
    if form == "bundle":
        with Record.open(hostile_path, create=False) as record:
            export(record, "bundle", target, Ask(limit=1))
    else:
        target.write_text("old")
    before = _content(target)
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(hostile_path), form, str(target)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("E-INPUT"), done.stderr
    assert len(done.stdout.splitlines()) == 3
    assert _content(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.warm"]


def test_an_error_leaves_the_old_and_nothing_beside(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ZeroDivisionError):
        _fail_within(file_aside(tmp_path / "a"), lambda part: part.write_text("half"))
    with pytest.raises(ZeroDivisionError):
        _fail_within(folder_aside(tmp_path / "b"), lambda folder: (folder / "x").write_text("half"))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


def _fail_within(writing: AbstractContextManager[Path], write: Callable[[Path], object]) -> None:
    with writing as path:
        write(path)
        raise ZeroDivisionError


def test_files_are_readable_by_others_as_any(tmp_path: Path) -> None:
    with file_aside(tmp_path / "a") as part:
        part.write_text("x")
    with folder_aside(tmp_path / "b") as folder:
        (folder / "data").mkdir()
        (folder / "data" / "x").write_text("x")
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "b", "b/data", "b/data/x")]
    assert modes == [0o644, 0o755, 0o755, 0o644]


def test_names_as_long_as_they_may_be(tmp_path: Path) -> None:
    for name in ("é" * 127, "x" * 255):
        with file_aside(tmp_path / name) as part:
            part.write_text("x")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["missing/a", "y" * 300])
def test_where_nothing_can_be_written_it_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be written"), file_aside(tmp_path / name) as part:
        part.write_text("x")


def test_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    """A reader that looks all the while never misses the folder."""
    pid = os.fork()
    if pid == 0:
        for n in range(60):
            with folder_aside(tmp_path / "b") as folder:
                (folder / "n").write_text(str(n))
        os._exit(0)
    seen: list[str] = []
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        try:
            seen.append((tmp_path / "b" / "n").read_text())
        except FileNotFoundError:
            # the file may be looked up in a folder that has just been exchanged; the folder's name is always there
            assert not seen or (tmp_path / "b").is_dir()
    assert (tmp_path / "b" / "n").read_text() == "59"
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
