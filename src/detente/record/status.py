"""What a record holds, in figures."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from detente.record.log import log_of
from detente.record.outcome import OUTCOMES
from detente.record.store import is_alive

_DOCUMENTS = (
    "SELECT count(*), coalesce(sum(is_current), 0), coalesce(sum(is_current AND copy_of IS NOT NULL), 0),"
    " count(DISTINCT outlet), min(published), max(published) FROM documents"
)
_CODINGS = "SELECT count(*) FROM codings c JOIN documents d ON d.document = c.document WHERE d.is_current"
_CLAIMS = "SELECT count(*) FROM claims c JOIN documents d ON d.document = c.document WHERE d.is_current"
_OUTCOMES = "SELECT outcome, count(*) FROM last_outcomes GROUP BY outcome"
_IMPORTED = "SELECT origin, n, first_day, last_day FROM tallied ORDER BY origin"
_RUNS = "SELECT run, command, started_at, ended_at, counts, pid FROM runs ORDER BY run DESC LIMIT ?"
_SHOWN = 5


class Run(NamedTuple):
    """One run of a command: `state` is "ended", "running", or "cut short" where it was killed."""

    run: int
    command: str
    started_at: str
    ended_at: str | None
    state: str
    counts: dict[str, int]


class Imported(NamedTuple):
    """The events of one origin, each counted once."""

    origin: str
    events: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Status:
    """Figures of the newest revisions, unless they say otherwise."""

    record: str
    layout: int
    bytes: int
    """Of the file and its log."""
    documents: int
    revisions: int
    """Older revisions, kept beside the newest."""
    copies: int
    """Documents that repeat another's text, wholly or nearly."""
    outlets: int
    first_published: str | None
    last_published: str | None
    codings: int
    claims: int
    imported: tuple[Imported, ...]
    outcomes: dict[str, int]
    """Inputs by what became of them at last."""
    runs: tuple[Run, ...]
    """The last five, newest first."""


def status_of(connection: sqlite3.Connection, path: Path) -> Status:
    """Count what the record holds."""

    def one(query: str) -> Any:
        return connection.execute(query).fetchone()

    all_documents, current, copies, outlets, first, last = one(_DOCUMENTS)
    found = {row[0]: row[1] for row in connection.execute(_OUTCOMES)}
    order = [*OUTCOMES, *sorted(found.keys() - set(OUTCOMES))]
    return Status(
        record=str(path),
        layout=one("PRAGMA user_version")[0],
        bytes=sum(os.path.getsize(file) for file in (path, log_of(path)) if file.exists()),
        documents=current,
        revisions=all_documents - current,
        copies=copies,
        outlets=outlets,
        first_published=first,
        last_published=last,
        codings=one(_CODINGS)[0],
        claims=one(_CLAIMS)[0],
        imported=tuple(Imported(*row) for row in connection.execute(_IMPORTED)),
        outcomes={outcome: found[outcome] for outcome in order if outcome in found},
        runs=runs_of(connection),
    )


def runs_of(connection: sqlite3.Connection, limit: int = _SHOWN) -> tuple[Run, ...]:
    """The last runs, newest first."""
    return tuple(
        Run(run, command, started, ended, _state(ended, pid), json.loads(counts or "{}"))
        for run, command, started, ended, counts, pid in connection.execute(_RUNS, (limit,))
    )


def _state(ended: str | None, pid: int | None) -> str:
    if ended is not None:
        return "ended"
    return "running" if pid is not None and is_alive(pid) else "cut short"
