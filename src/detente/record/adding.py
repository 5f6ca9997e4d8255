"""Documents into the record, in batches of one transaction each, so that a kill loses at most the batch under way.

Running the same inputs again continues: what is stored is skipped without being coded again. What is done with a
document is decided inside the transaction that stores it, in the order of the inputs: so the record is the same
whatever the batches, the workers and the kills. Decisions before that only spare coding in vain.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from detente.engine.engine import Engine
from detente.engine.inline import Inline
from detente.engine.unit import Answer, Coder
from detente.reading.stamp import Stamp
from detente.record.copies import Copies, Measured, measure_old
from detente.record.files import OpenFile, note, repeat_outcomes
from detente.record.outcome import UNCHANGED, Found, Tally, file_of_input, name_of_input, refusal_of, remark_on
from detente.record.store import now, save_log, transaction
from detente.record.storing import Run, Uncoded, may_skip_coding, store_one
from detente.values import Document

_OUTCOME = "INSERT INTO outcomes (run, input, document_id, outcome, reason, recorded_at) VALUES (?, ?, ?, ?, ?, ?)"
_BEGIN = "INSERT INTO runs (command, started_at, coder, inputs, pid) VALUES (?, ?, ?, ?, ?)"
_END = "UPDATE runs SET ended_at = ?, counts = ? WHERE run = ?"
_MOST_FAILURES = 1000
_KNOWN_WEIGHT = 1 / 50
"""Of a known file in a batch, beside an input that is looked at: many are passed by in the time of one."""


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
    inputs: Sequence[str] | None = None
    """What the command was given, kept with the run: so that what failed can be tried again."""
    only: frozenset[str] | None = None
    """Names of the inputs to try (`Record.to_retry`); all others are passed over without an outcome."""
    command: str = "add"
    """What the run is called in the record."""


@dataclass(slots=True)
class _Tried:
    """An input on its way into the record: a document, or why there is none."""

    input: str
    document_id: str | None = None
    measured: Measured | None = None
    outcome: str = "failed"
    reason: str | None = None
    answer: Answer | None = None
    file: str | None = None
    stamp: Stamp | None = None
    """With the last of a file that was read to its end."""

    @property
    def is_known_file(self) -> bool:
        """Whether it is a whole file that was not read again."""
        return self.outcome == UNCHANGED


class _Stored(NamedTuple):
    """What became of an input: documents and lines by outcome, codings, and the failures to be told."""

    counts: dict[str, int]
    codings: int = 0
    failures: Sequence[tuple[str, str]] = ()


def add(
    connection: sqlite3.Connection, found: Iterable[Found | Document], coder: Coder | Engine, options: AddOptions
) -> Tally:
    """Code and store documents; every input gets its row in `outcomes` with what became of it.

    A document that the coder cannot code fails with the reason and is tried again by the next run.
    """
    measure_old(connection)
    engine = coder if isinstance(coder, Engine) else Inline(coder)
    tally = Tally(begin_run(connection, options.command, options.coder_facts, options.inputs))
    copies = Copies(connection)
    under_way: set[tuple[str, object]] = set()
    batch: list[_Tried] = []
    weight, open_file = 0.0, OpenFile()
    due = time.monotonic() + options.batch_seconds
    for tried, answer in engine.in_order(_feed(connection, found, copies, under_way, tally, options)):
        tried.answer = answer
        batch.append(tried)
        weight += _KNOWN_WEIGHT if tried.is_known_file else 1
        if weight >= options.batch or time.monotonic() >= due:
            open_file = _store(connection, batch, engine, copies, tally, open_file)
            _told(connection, tally, options)
            under_way.difference_update(_key(t.measured) for t in batch if t.measured)
            batch, weight = [], 0.0
            due = time.monotonic() + options.batch_seconds
    if batch:
        _store(connection, batch, engine, copies, tally, open_file)
        _told(connection, tally, options)
    end_run(connection, tally.run, {**tally.counts, "codings": tally.codings})
    return tally


def begin_run(
    connection: sqlite3.Connection,
    command: str,
    coder: dict[str, Any] | None = None,
    inputs: Sequence[str] | None = None,
) -> int:
    """Open a run and return its number."""
    named = None if inputs is None else json.dumps(list(inputs))  # ASCII: a file's name may be no UTF-8
    values = (command, now(), json.dumps(coder) if coder else None, named, os.getpid())
    return cast(int, connection.execute(_BEGIN, values).lastrowid)


def end_run(connection: sqlite3.Connection, run: int, counts: dict[str, int]) -> None:
    """Close a run with its counts."""
    connection.execute(_END, (now(), json.dumps(counts), run))


def _feed(
    connection: sqlite3.Connection,
    found: Iterable[Found | Document],
    copies: Copies,
    under_way: set[tuple[str, object]],
    tally: Tally,
    options: AddOptions,
) -> Iterator[tuple[_Tried, Document | None]]:
    """Each input, with its document where that is likely to need coding; `under_way` are texts not stored yet."""
    for one in found:
        if options.only is None or not options.only.isdisjoint((name_of_input(one), file_of_input(one))):
            tried = _try(one)
            document = None
            if tried.measured is not None and _key(tried.measured) not in under_way:
                under_way.add(_key(tried.measured))
                if not may_skip_coding(connection, tried.measured, copies):
                    document = tried.measured.document
            yield tried, document
        if options.stop():
            tally.is_stopped = True
            return


def _try(one: Found | Document) -> _Tried:
    tried = _Tried(name_of_input(one), file=file_of_input(one))
    tried.stamp = getattr(getattr(one, "detail", None), "stamp", None)
    document = one if isinstance(one, Document) else one.document
    if document is None:
        tried.outcome, tried.reason = refusal_of(cast(Found, one))
        return tried
    try:
        "".join(filter(None, (document.id, document.title, document.outlet, document.url))).encode("utf-8")
        tried.measured, tried.document_id, tried.reason = Measured(document), document.id, remark_on(one)
    except UnicodeEncodeError as error:
        tried.reason = f"holds half a character, which no file can keep: {error.object[error.start]!a}"
    return tried


def _key(measured: Measured) -> tuple[str, object]:
    return measured.digest, measured.document.published


def _store(
    connection: sqlite3.Connection,
    batch: Sequence[_Tried],
    engine: Engine,
    copies: Copies,
    tally: Tally,
    open_file: OpenFile,
) -> OpenFile:
    """Store a batch in one transaction, coding first what turns out to need it; the file that is open after it."""
    heirs: dict[int, Answer] = {}
    while True:
        try:
            done, open_file = _commit(connection, batch, heirs, copies, tally.run, open_file)
            break
        except Uncoded as wanted:  # the transaction is undone: it is not held while a document is coded
            answer = engine.code_now(wanted.document)
            if wanted.heir is not None:
                heirs[wanted.heir] = answer
            else:
                next(t for t in batch if t.measured and t.measured.document is wanted.document).answer = answer
    for stored in done:  # counted only now: it is on the disk
        tally.counts.update(stored.counts)
        tally.codings += stored.codings
        tally.failures += stored.failures[: _MOST_FAILURES - len(tally.failures)]
    return open_file


def _commit(
    connection: sqlite3.Connection,
    batch: Sequence[_Tried],
    heirs: dict[int, Answer],
    copies: Copies,
    run: int,
    open_file: OpenFile,
) -> tuple[list[_Stored], OpenFile]:
    moment = now()
    done = []
    with transaction(connection):
        for tried in batch:
            if tried.is_known_file:
                repeated = repeat_outcomes(connection, tried.input, run, moment)
                done.append(_Stored(repeated.counts, failures=repeated.failures))
                continue
            outcome, codings, reason = tried.outcome, 0, tried.reason
            if tried.measured is not None:
                outcome, codings, why = store_one(
                    connection, tried.measured, tried.answer, copies, Run(run, moment, heirs)
                )
                reason = "; ".join(filter(None, (why, tried.reason))) or None
            values = (run, tried.input, tried.document_id, outcome, reason, moment)
            row = cast(int, connection.execute(_OUTCOME, values).lastrowid)
            is_sound = outcome != "failed" or tried.document_id is None
            open_file = open_file.after(tried.file, row, is_sound=is_sound)
            if tried.stamp is not None and open_file.is_sound:
                note(connection, tried.stamp, run, open_file.first_outcome, row)
            done.append(
                _Stored({outcome: 1}, codings, [(tried.input, reason or "unknown")] if outcome == "failed" else [])
            )
    return done, open_file


def _told(connection: sqlite3.Connection, tally: Tally, options: AddOptions) -> None:
    if options.progress:
        options.progress(tally)
    save_log(connection)
