"""Whether a record is whole: each check with what it found, and the repair of a damaged log. Nothing is deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext, suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from detente.errors import RecordError
from detente.record.layout import NEWEST
from detente.record.log import State, log_of, state_of
from detente.record.repairing import kept_log, take_over
from detente.record.status import runs_of
from detente.record.store import APPLICATION, empty_log, trouble

Verdict = Literal["good", "note", "bad"]
_TEXTS = "SELECT document, id, revision, text, text_digest FROM documents ORDER BY document"
_SPANS = (
    "SELECT c.id, d.id FROM codings c JOIN documents d ON d.document = c.document"
    " WHERE c.sentence_end > length(d.text) OR c.trigger_start < c.sentence_start OR c.trigger_end > c.sentence_end"
    " OR c.trigger_start >= c.trigger_end"
)
_SAID = (
    "SELECT p.coding, p.text FROM parties p JOIN codings c ON c.coding = p.coding JOIN documents d"
    " ON d.document = c.document WHERE substr(d.text, p.start + 1, p.end - p.start) <> p.text"
)
_SEARCH = "INSERT INTO documents_text (documents_text, rank) VALUES ('integrity-check', 1)"
_SHOWN = 3


class Check(NamedTuple):
    """One check: "good", "note" for what a user should know, "bad" for what is wrong; `todo` says what to do."""

    name: str
    verdict: Verdict
    found: str
    todo: str = ""


def examine(path: Path) -> list[Check]:
    """Check the record in this file, and put right a damaged log, its copy kept beside.

    Raises RecordError where there is no record.
    """
    return list(iter_checks(path))


def iter_checks(path: Path) -> Iterator[Check]:
    """The checks of `examine`, each when it is done."""
    if not path.exists():
        raise RecordError("There is no record here.", f"record: {path}", "Make one with: detente add FILES")
    state = state_of(path)
    with (
        kept_log(path) if state == "damaged" else nullcontext((None, None)) as (kept, file),
        trouble(path),
        closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as connection,
    ):
        yield _log(connection, path, kept, file) if kept else _good_log(connection, path, state)
        header = _header(connection)
        yield header
        if header.verdict == "bad":
            return
        connection.execute("PRAGMA foreign_keys = ON")
        for name, check in _CHECKS:
            yield _tried(name, check, connection)


def _good_log(connection: sqlite3.Connection, path: Path, state: State) -> Check:
    log = log_of(path)
    if state == "cut":
        with suppress(sqlite3.DatabaseError):  # what it may be, the next checks tell
            empty_log(connection)
        return Check("log", "good", "its writer was killed within a batch; nothing that was told of is missing")
    is_empty = not log.exists() or not log.stat().st_size
    return Check("log", "good", "nothing waits in it" if is_empty else f"{log.name} can be read to its end")


def _log(connection: sqlite3.Connection, path: Path, kept: Path, file: Path | None) -> Check:
    if not take_over(connection, file):
        return Check("log", "bad", "it is damaged, and another process has the record open", "End it; run this again.")
    what = "the record itself is whole" if file else "what could be read is in the record now"
    return Check(
        "log",
        "bad",
        f"it was damaged; {what}, and the log is kept as {kept.name}",
        "Run your last add or import again: what is missing is added, what is there is skipped.",
    )


def _header(connection: sqlite3.Connection) -> Check:
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return Check("file", "bad", str(error), "Restore it from a backup: the file is not a database any more.")
    if application != APPLICATION:
        return Check("file", "bad", "it is another kind of database", "Name the record with --record.")
    if version > NEWEST:
        return Check("file", "bad", f"a newer détente made it (layout {version})", "Update détente.")
    if version < NEWEST:
        todo = "Any other command brings it to the newest layout; then run this again."
        return Check("file", "note", f"layout {version}, older than this program's {NEWEST}", todo)
    return Check("file", "good", f"layout {version}")


def _tried(name: str, check: Callable[[sqlite3.Connection], Check], connection: sqlite3.Connection) -> Check:
    """A check that a damaged file may stop."""
    try:
        return check(connection)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return Check(name, "note", "not checked: another process is writing", "Run this again when it has ended.")
        return Check(name, "bad", str(error), "Restore the record from a backup.")
    except sqlite3.DatabaseError as error:
        return Check(name, "bad", str(error), "Restore the record from a backup.")


def _pages(connection: sqlite3.Connection) -> Check:
    rows = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    if rows == ["ok"]:
        return Check("pages", "good", "all tables and indexes agree")
    return Check("pages", "bad", "; ".join(rows[:_SHOWN]), "Restore the record from a backup; keep this file.")


def _references(connection: sqlite3.Connection) -> Check:
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    if not rows:
        return Check("references", "good", "every row that is pointed to is there")
    tables = ", ".join(sorted({f"{row[0]} to {row[2]}" for row in rows}))
    return Check("references", "bad", f"{len(rows):,} rows point to nothing ({tables})", "Restore it from a backup.")


def _search(connection: sqlite3.Connection) -> Check:
    todo = "Rebuild it, with any SQLite: INSERT INTO documents_text (documents_text) VALUES ('rebuild');"
    try:
        connection.execute(_SEARCH)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise
        return Check("search", "bad", "the full-text search does not fit the texts", todo)
    return Check("search", "good", "the full-text search fits the texts")


def _texts(connection: sqlite3.Connection) -> Check:
    n = 0
    wrong: list[str] = []
    for _, name, revision, text, digest in connection.execute(_TEXTS):
        n += 1
        if sha256(text.encode("utf-8")).hexdigest() != digest:
            wrong.append(f"{name} (revision {revision})")
    if wrong:
        return Check("texts", "bad", f"{len(wrong):,} were altered: {', '.join(wrong[:_SHOWN])}", "Restore a backup.")
    return Check("texts", "good", f"{n:,} texts have their digest")


def _evidence(connection: sqlite3.Connection) -> Check:
    wrong = [f"{coding} in {document}" for coding, document in connection.execute(_SPANS)]
    wrong += [f"row {coding}: {text!r}" for coding, text in connection.execute(_SAID)]
    if wrong:
        what = f"{len(wrong):,} codings do not point to their words: {', '.join(wrong[:_SHOWN])}"
        return Check("evidence", "bad", what, "Restore the record from a backup.")
    return Check("evidence", "good", "every coding points to its words")


def _runs(connection: sqlite3.Connection) -> Check:
    runs = [run for run in runs_of(connection, -1) if run.state != "ended"]
    running = [run for run in runs if run.state == "running"]
    cut = [run for run in runs if run.state == "cut short"]
    if running:
        return Check("runs", "note", f"{running[0].command} is running since {running[0].started_at}")
    if cut:
        what = f"{len(cut)} did not come to their end, the last: {cut[0].command}, begun {cut[0].started_at}"
        return Check("runs", "note", what, "Running the same inputs again continues it, if that was not done yet.")
    return Check("runs", "good", "all came to their end")


_CHECKS: tuple[tuple[str, Callable[[sqlite3.Connection], Check]], ...] = (
    ("pages", _pages),
    ("references", _references),
    ("search", _search),
    ("texts", _texts),
    ("evidence", _evidence),
    ("runs", _runs),
)
