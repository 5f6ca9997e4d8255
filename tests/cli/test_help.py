"""The list of commands, and quick help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import detente
from cli.run import run
from detente.cli import cli


@pytest.mark.parametrize("name", list(cli.list_commands(None)))  # type: ignore[arg-type]
def test_every_command_explains_itself(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(b"Usage: detente ") or b"Usage:" in done.stdout
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


def test_version_is_printed(tmp_path: Path) -> None:
    assert detente.__version__.encode() in run(tmp_path, "--version").stdout


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    look = (
        "import sys, detente.cli; print([m for m in ('numpy', 'onnxruntime', 'lxml', 'sqlite3') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(detente, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="detente"):
        _ = detente.nonsense
