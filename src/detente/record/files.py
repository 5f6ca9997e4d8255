"""Files known from earlier runs: one that has not changed is not read again, and what came of it stands."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from detente.reading.stamp import Stamp

_KNOWN = "SELECT name, place, size, modified_at, changed_at, read_by FROM files WHERE name = ?"
_NOTE = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
# What gave a document is in the record by now; what gave none gives none again, for the same reason.
_REPEAT = """
    INSERT INTO outcomes (run, input, document_id, outcome, reason, recorded_at)
    SELECT :run, o.input, o.document_id, CASE WHEN o.document_id IS NULL THEN o.outcome ELSE 'skipped' END,
        CASE WHEN o.document_id IS NULL THEN o.reason ELSE 'already in the record; its file has not changed' END, :now
    FROM files f JOIN outcomes o ON o.outcome_id BETWEEN f.first_outcome AND f.last_outcome AND o.run = f.run
    WHERE f.name = :name ORDER BY o.outcome_id
"""
_LAST = "SELECT coalesce(max(outcome_id), 0) FROM outcomes"
_COUNTS = "SELECT outcome, count(*) FROM outcomes WHERE outcome_id > ? GROUP BY outcome"
_FAILED = "SELECT input, reason FROM outcomes WHERE outcome_id > ? AND outcome = 'failed' LIMIT 100"


class Repeated(NamedTuple):
    """The outcomes of a file that was not read again, counted; and those that failed, the first hundred."""

    counts: Counter[str]
    failures: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """The file whose outcomes are being stored: its name, its first outcome, and whether all can stand for it."""

    name: str | None = None
    first_outcome: int = 0
    is_sound: bool = True

    def after(self, name: str | None, outcome_id: int, *, is_sound: bool) -> OpenFile:
        """The same with one more outcome, or the next file."""
        if name is None or name != self.name:
            return OpenFile(name, outcome_id, is_sound)
        return OpenFile(name, self.first_outcome, self.is_sound and is_sound)


def is_known(connection: sqlite3.Connection, stamp: Stamp) -> bool:
    """Whether the file was read to its end as it is now, and all that was in it was stored or can never be."""
    row = connection.execute(_KNOWN, (stamp.name,)).fetchone()
    return row is not None and tuple(row) == tuple(stamp)


def note(connection: sqlite3.Connection, stamp: Stamp, run: int, first_outcome: int, last_outcome: int) -> None:
    """The file was read to its end; its outcomes are those rows of the run."""
    connection.execute(_NOTE, (*stamp, run, first_outcome, last_outcome))


def repeat_outcomes(connection: sqlite3.Connection, name: str, run: int, moment: str) -> Repeated:
    """Give the run the outcomes of a known file, within the transaction of its batch."""
    last = connection.execute(_LAST).fetchone()[0]
    connection.execute(_REPEAT, {"run": run, "now": moment, "name": name})
    counts = Counter(dict(map(tuple, connection.execute(_COUNTS, (last,)))))
    failures = [tuple(row) for row in connection.execute(_FAILED, (last,))] if counts["failed"] else []
    return Repeated(counts, failures)
