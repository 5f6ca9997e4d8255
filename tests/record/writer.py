"""A process that adds reports and tells of each batch that is on the disk, until it is killed."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from engine.coders import make_fake

from detente.engine import Inline, Pool
from detente.record import AddOptions, Record
from record.make import fake_coder, make_document

BATCH = 4


def write(path: Path, first: int, documents: int, workers: int, tell: Connection) -> None:
    """Tell 0 when the record is open, inputs after each batch, and None at the end."""
    reports = (make_document(f"Report {i}: Iran met North Korea.", id=f"d{i}") for i in range(first, documents))
    engine = Pool(make_fake, workers=workers) if workers else Inline(fake_coder)
    with Record.open(path) as record:
        tell.send(0)
        record.add(reports, engine, AddOptions(batch=BATCH, progress=lambda tally: tell.send(tally.inputs)))
        tell.send(None)
