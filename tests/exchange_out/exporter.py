"""A process that exports one question's answer and then another's, again and again, until it is killed."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from detente.exchange.out import export
from detente.record import Ask, Record


def export_for_ever(record: Path, form: str, target: Path, tell: Connection) -> None:
    """Tell of each export that is done."""
    with Record.open(record, create=False) as opened:
        round_ = 0
        while True:
            export(opened, form, target, Ask(limit=30 if round_ % 2 else 20))  # type: ignore[arg-type]
            tell.send(round_)
            round_ += 1
