"""Run the program as a user does: a new process, in a folder of its own, 80 columns wide."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MAIN = [sys.executable, "-c", "from detente.cli import main; main()"]


def run(folder: Path, *arguments: str, stdin: bytes = b"", columns: int = 80) -> subprocess.CompletedProcess[bytes]:
    """The ended process with what it wrote."""
    env = {**os.environ, "COLUMNS": str(columns), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    return subprocess.run([*MAIN, *arguments], input=stdin, cwd=folder, env=env, capture_output=True, timeout=300)
