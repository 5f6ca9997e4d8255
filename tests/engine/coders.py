"""Coders for processes of a pool: what they do stands in the text, and they need no model."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from record.make import fake_coder

from detente.errors import TableError
from detente.values import Coding, Document


def make_fake():
    return fake_coder


def make_touchy():
    return touchy_coder


def make_nothing():
    raise TableError("A line is not valid.", "own.tsv, line 3", "Mend it.")


def make_dead():
    os._exit(3)


def touchy_coder(document: Document) -> list[Coding]:
    """Codes as the fake one does, but exits, hangs, allocates or is killed where the text says so."""
    text = document.text
    if "EXIT" in text:
        os._exit(7)
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "HANG" in text:
        time.sleep(600)
    if "ALLOCATE" in text:
        return [bytearray(1_000_000) for _ in range(100_000)]  # type: ignore[misc]
    if "SLOW" in text:
        time.sleep(0.05)
    if "ONCE " in text:  # dies the first time only, as after something that came before it
        mark = Path(text.split("ONCE ")[1].split()[0])
        if not mark.exists():
            mark.touch()
            os._exit(9)
    return fake_coder(document)
