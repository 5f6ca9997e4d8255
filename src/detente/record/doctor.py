"""Whether a record is whole: each check with what it found, and the repair of a damaged log. Nothing is deleted."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from detente.errors import RecordError
from detente.record.layout import NEWEST
from detente.record.log import is_damaged, log_of
from detente.record.status import runs_of
from detente.record.store import APPLICATION, trouble

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
    kept = _keep_log(path)
    with trouble(path), closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as connection:
        yield _log(connection, path, kept)
        header = _header(connection)
        yield header
        if header.verdict == "bad":
            return
        connection.execute("PRAGMA foreign_keys = ON")
        for name, check in _CHECKS:
            yield _tried(name, check, connection)


def _keep_log(path: Path) -> Path | None:
    """Copy a damaged log to a name of its own, before SQLite makes of it what it can; None where it is good."""
    if not is_damaged(path):
        return None
    kept = _free(path)
    shutil.copyfile(log_of(path), kept)
    return kept


def _log(connection: sqlite3.Connection, path: Path, kept: Path | None) -> Check:
    if kept is None:
        log = log_of(path)
        is_empty = not log.exists() or not log.stat().st_size
        return Check("log", "good", "nothing waits in it" if is_empty else f"{log.name} can be read to its end")
    # SQLite takes over what it can read, and empties the log only if nobody else has the record open.
    try:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        busy = 1
    if busy:
        return Check("log", "bad", "it is damaged, and another process has the record open", "End it; run this again.")
    return Check(
        "log",
        "bad",
        f"it was damaged; what could be read is in the record now, and the log is kept as {kept.name}",
        "Run your last add or import again: what is missing is added, what is there is skipped.",
    )


def _free(path: Path) -> Path:
    """A name beside the record that no file has."""
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-log-{number}")).exists():
        number += 1
    return kept


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
