"""Documents into the record, in batches of one transaction each, so that a kill loses at most the batch under way.

Running the same inputs again continues: what is stored is skipped without being coded again.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from detente.coded import Coded
from detente.errors import DetenteError
from detente.record.deciding import Revision, decide
from detente.record.rows import insert_claim, insert_coding, insert_document
from detente.record.store import now, transaction
from detente.values import Coding, Document

Coder = Callable[[Document], Sequence[Coding] | Coded]
"""Reads a document: its codings, or all that it says."""
OUTCOMES = ("stored", "revised", "skipped", "failed")

_KNOWN = "SELECT revision, text_digest, published, title FROM documents WHERE id = ? ORDER BY revision"
_OUTCOME = "INSERT INTO outcomes (run, input, document_id, outcome, reason, recorded_at) VALUES (?, ?, ?, ?, ?, ?)"


class Found(Protocol):
    """What reading made of one input: a document, or a reason why there is none."""

    @property
    def input(self) -> str: ...
    @property
    def document(self) -> Document | None: ...
    @property
    def outcome(self) -> str: ...
    @property
    def reason(self) -> str: ...


@dataclass(slots=True)
class Tally:
    """How a run went: inputs by outcome, codings stored, the reasons of failures, and whether it was stopped early."""

    run: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    codings: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    """(input, reason), the first thousand."""
    is_stopped: bool = False

    @property
    def inputs(self) -> int:
        """How many inputs have an outcome."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How to add: inputs a transaction, seconds after which a batch ends early, whom to tell, when to stop."""

    batch: int = 64
    batch_seconds: float = 5.0
    progress: Callable[[Tally], None] | None = None
    """Called after each committed batch."""
    stop: Callable[[], bool] = lambda: False
    """Asked after each input; True ends the run with the batch finished and stored."""
    coder_facts: dict[str, Any] | None = None
    """Version, model and ontology of the coder, kept with the run."""


@dataclass(frozen=True, slots=True)
class _Tried:
    input: str
    document: Document | None
    coded: Coded | None
    """None where it was not coded, being known."""
    reason: str | None


def add(connection: sqlite3.Connection, found: Iterable[Found | Document], coder: Coder, options: AddOptions) -> Tally:
    """Code and store documents; every input gets its row in `outcomes`: stored, revised, skipped or failed.

    A document that the coder cannot code fails with the reason and is tried again by the next run.
    """
    tally = Tally(begin_run(connection, "add", options.coder_facts))
    batch: list[_Tried] = []
    due = time.monotonic() + options.batch_seconds
    for one in found:
        again = one if isinstance(one, Document) else one.document
        if again is not None and any(t.document is not None and t.document.id == again.id for t in batch):
            _store(connection, batch, tally, options)  # the second of one id is decided with the first in the record
            batch = []
        batch.append(_try(connection, one, coder))
        tally.is_stopped = options.stop()
        if tally.is_stopped:
            break
        if len(batch) >= options.batch or time.monotonic() >= due:
            _store(connection, batch, tally, options)
            batch = []
            due = time.monotonic() + options.batch_seconds
    _store(connection, batch, tally, options)
    end_run(connection, tally.run, {**tally.counts, "codings": tally.codings})
    return tally


def begin_run(connection: sqlite3.Connection, command: str, coder: dict[str, Any] | None = None) -> int:
    """Open a run and return its number."""
    values = (command, now(), json.dumps(coder) if coder else None)
    inserted = connection.execute("INSERT INTO runs (command, started_at, coder) VALUES (?, ?, ?)", values)
    return cast(int, inserted.lastrowid)


def end_run(connection: sqlite3.Connection, run: int, counts: dict[str, int]) -> None:
    """Close a run with its counts."""
    connection.execute("UPDATE runs SET ended_at = ?, counts = ? WHERE run = ?", (now(), json.dumps(counts), run))


def _try(connection: sqlite3.Connection, one: Found | Document, coder: Coder) -> _Tried:
    if isinstance(one, Document):
        name, document = one.id.encode("utf-8", "backslashreplace").decode("utf-8"), one
    elif one.document is not None:
        name, document = _name(one), one.document
    else:
        return _Tried(_name(one), None, None, f"{one.outcome}: {one.reason}")
    try:
        "".join(filter(None, (document.id, document.title, document.outlet, document.url))).encode("utf-8")
        decision = decide(_known(connection, document.id), document)
    except UnicodeEncodeError as error:
        return _Tried(
            name, None, None, f"holds half a character, which no file can keep: {error.object[error.start]!a}"
        )
    if decision.do == "skipped":
        return _Tried(name, document, None, None)
    try:
        coded = coder(document)
        return _Tried(name, document, coded if isinstance(coded, Coded) else Coded(tuple(coded)), None)
    except DetenteError as error:
        return _Tried(name, None, None, f"{error.what} ({error.where})")
    except Exception as error:
        # A bad document never stops a run: even a mistake in the coder fails this document only, with its reason.
        return _Tried(name, None, None, f"the coder failed: {type(error).__name__}: {error}")


def _name(found: Found) -> str:
    """The input, with the line where many documents stand in one file."""
    line = getattr(getattr(found, "detail", None), "line", None)
    name = found.input if line is None else f"{found.input}:{line}"
    return name.encode("utf-8", "backslashreplace").decode("utf-8")  # names of files may be any bytes


def _store(connection: sqlite3.Connection, batch: Sequence[_Tried], tally: Tally, options: AddOptions) -> None:
    if not batch:
        return
    done: list[tuple[str, int]] = []
    failures: list[tuple[str, str]] = []
    moment = now()
    with transaction(connection):
        for tried in batch:
            outcome, codings, reason = "failed", 0, tried.reason
            if tried.document is not None:
                outcome, codings, reason = _store_one(connection, tried.document, tried.coded, tally.run, moment)
            if outcome == "failed":
                failures.append((tried.input, reason or "unknown"))
            document_id = tried.document.id if tried.document else None
            connection.execute(_OUTCOME, (tally.run, tried.input, document_id, outcome, reason, moment))
            done.append((outcome, codings))
    for outcome, codings in done:  # counted only now: the batch is on the disk
        tally.counts[outcome] += 1
        tally.codings += codings
    tally.failures.extend(failures[: max(0, 1000 - len(tally.failures))])
    if options.progress:
        options.progress(tally)


def _store_one(
    connection: sqlite3.Connection, document: Document, coded: Coded | None, run: int, moment: str
) -> tuple[str, int, str | None]:
    # Decided again inside the transaction: another process may have been quicker.
    decision = decide(_known(connection, document.id), document)
    if decision.do == "skipped":
        return "skipped", 0, decision.reason
    if coded is None:
        return "failed", 0, "another process revised this document meanwhile; run the command again"
    connection.execute("SAVEPOINT one")
    try:
        number = insert_document(connection, document, revision=decision.revision, run=run, recorded_at=moment)
        for coding in coded.codings:
            insert_coding(connection, coding, number)
        for claim in coded.claims:
            insert_claim(connection, claim, document, number)
    except (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, ValueError) as error:
        # what the record's rules refuse (two codings of one id, a confidence that is no number) fails this document
        connection.execute("ROLLBACK TO one")
        connection.execute("RELEASE one")
        return "failed", 0, f"the coder's answer cannot be kept: {error}"
    connection.execute("RELEASE one")
    return decision.do, len(coded.codings), decision.reason


def _known(connection: sqlite3.Connection, document_id: str) -> list[Revision]:
    return [Revision(*row) for row in connection.execute(_KNOWN, (document_id,))]
