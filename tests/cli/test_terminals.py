"""Terminals that lack letters: an answer with other letters in their place, never a traceback."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_letters_that_a_terminal_lacks_are_replaced(tmp_path, encoding):
    path = tmp_path / "mine.csv"
    path.write_text("source,target,date,cooperation,conflict\nŁŁŁ,BBB,2030-01-07,3,1\n", "utf-8")
    found = subprocess.run(
        [sys.executable, "-c", "from detente.cli import main; main()", "relation", "ŁŁŁ", "BBB", "--days", str(path)],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.startswith(b"??? and BBB, by month")
