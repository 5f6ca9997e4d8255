"""An edition opened like a record: read into a database of its own that is gone when it is closed, and only read.

Words that the edition leaves out stand as "…", one for each letter, so that every span still holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from detente.errors import RecordError
from detente.exchange.out.columns import Column
from detente.record.editions.filed import load_filed
from detente.record.editions.manifest import Edition, check, read_edition
from detente.record.editions.parquet import iter_tuples
from detente.record.editions.tables import TABLES, without_words
from detente.record.layout import NEWEST, statements_between
from detente.record.store import APPLICATION

ABSENT = "…"
"""Stands for each letter of a text that the edition does not hold."""
_NO_MOMENT = "0001-01-01T00:00:00+00:00"
_LISTS = ("modes", "contexts")
_FAST = ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -65536")
_COLUMNS = {table.name: table.columns for table in TABLES}
Rows = Iterator[dict[str, Any]]


def open_edition(folder: Path, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """The edition as a connection that a Record can be made of; what it cost is gone when it is closed.

    Raises RecordError where the folder holds no edition, or one that was altered.
    """
    edition = read_edition(folder)
    check(edition)
    connection = sqlite3.connect("", isolation_level=None, factory=factory)  # a file of SQLite's own
    try:
        for pragma in _FAST:
            connection.execute(f"PRAGMA {pragma}")
        for statement in statements_between(0, NEWEST):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {NEWEST:d}")
        connection.execute(f"PRAGMA application_id = {APPLICATION:d}")
        connection.execute("BEGIN")
        try:
            _load(connection, edition)
        except (LookupError, ValueError, TypeError, sqlite3.Error) as error:
            raise RecordError(
                f"The edition's tables do not fit each other: {error!r}.", f"folder: {folder}", "Take the edition anew."
            ) from error
        connection.execute("COMMIT")
        connection.set_authorizer(_reading_only)
    except BaseException:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


_WRITING = frozenset(
    {
        *(sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE, sqlite3.SQLITE_ALTER_TABLE),
        *(sqlite3.SQLITE_CREATE_TABLE, sqlite3.SQLITE_CREATE_INDEX, sqlite3.SQLITE_CREATE_VIEW),
        *(sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_DROP_INDEX, sqlite3.SQLITE_DROP_VIEW, sqlite3.SQLITE_ATTACH),
    }
)


def _reading_only(action: int, one: str | None, other: str | None, database: str | None, inside: str | None) -> int:
    """Questions may keep tables of their own for a while; what the edition holds is not written."""
    return sqlite3.SQLITE_DENY if action in _WRITING and database != "temp" else sqlite3.SQLITE_OK


class _Numbers(NamedTuple):
    """Row numbers by what the rows are known by."""

    documents: dict[str, int]
    codings: dict[tuple[str, str], int]
    events: dict[str, int]
    texts: dict[int, str]
    """Of the documents, where the edition has them."""
    with_text: bool


def _load(connection: sqlite3.Connection, edition: Edition) -> None:
    numbers = _Numbers({}, {}, {}, {}, edition.with_text)
    tables: dict[str, Callable[[sqlite3.Connection, Rows, _Numbers], None]] = {
        "documents": _documents,
        "codings": _codings,
        "parties": _parties,
        "claims": _claims,
        "actors": _actors,
        "events": _events,
        "event_parties": _event_parties,
        "event_codings": _event_codings,
    }
    for name, load in tables.items():
        path = edition.path(name)
        if path is not None:
            load(connection, _rows(path, _COLUMNS[name]), numbers)
    load_filed(connection, edition)
    connection.execute("UPDATE registered SET last_coding = (SELECT coalesce(max(coding), 0) FROM codings)")
    has = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "merged" in has:
        connection.execute(
            "UPDATE merged SET last_coding = (SELECT coalesce(max(coding), 0) FROM codings),"
            " last_document = (SELECT coalesce(max(document), 0) FROM documents)"
        )


def _rows(path: Path, columns: Sequence[Column]) -> Rows:
    """The rows of a file, with the columns that are known and no other: names become part of SQL."""
    needed = [column.name for column in without_words(columns)]
    words = [column.name for column in columns if column.is_quoted]
    for cells in iter_tuples(path, needed, words):
        yield dict(zip((*needed, *words), cells, strict=True))


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    return connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values())).lastrowid or 0


def _documents(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    runs: dict[str, int] = {}
    copies = []
    for row in rows:
        facts = json.dumps({name: row[f"coder_{name}"] for name in ("version", "model", "ontology")})
        if facts not in runs:
            run = {"command": "add", "started_at": _NO_MOMENT, "ended_at": _NO_MOMENT, "coder": facts}
            runs[facts] = _insert(connection, "runs", run)
        text = (row["text"] or "") if numbers.with_text else ABSENT * row["characters"]
        stored = {
            "id": row["document_id"],
            "revision": row["revision"],
            "is_current": 1,
            "text_digest": row["text_sha256"],
            "text": text,
            "parts": row["parts"] or "[]",
            **{name: row[name] for name in ("title", "published", "published_how", "outlet", "outlet_how", "url")},
            "recorded_at": _NO_MOMENT,
            "run": runs[facts],
            **{name: row[name] for name in ("likeness", "is_coded", "n_words")},
        }
        number = _insert(connection, "documents", stored)
        numbers.documents[row["document_id"]] = number
        if numbers.with_text:
            numbers.texts[number] = text
        if row["copy_of"] is not None:
            copies.append((row["copy_of"], number))
    of = numbers.documents
    connection.executemany(
        "UPDATE documents SET copy_of = ? WHERE document = ?", [(of.get(first), number) for first, number in copies]
    )


def _codings(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    for row in rows:
        document_id, id = row.pop("document_id"), row.pop("coding_id")
        document = numbers.documents[document_id]
        row |= {name: json.dumps(row[name].split(";") if row[name] else []) for name in _LISTS}
        row["steps"] = row["steps"] or "[]"
        for name in ("date", "place"):
            row[f"{name}_text"] = _words(numbers, document, row[f"{name}_start"], row[f"{name}_end"])
        number = _insert(connection, "codings", {"document": document, "id": id, **row})
        numbers.codings[document_id, id] = number


def _words(numbers: _Numbers, document: int, start: int | None, end: int | None) -> str | None:
    if start is None or end is None:
        return None
    text = numbers.texts.get(document)
    return ABSENT * (end - start) if text is None else text[start:end]


def _parties(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    for row in rows:
        document_id = row.pop("document_id")
        coding = numbers.codings[document_id, row.pop("coding_id")]
        row.pop("is_corrected")
        text = _words(numbers, numbers.documents[document_id], row["start"], row["end"])
        _insert(connection, "parties", {"coding": coding, "text": text, **row})


def _claims(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    for row in rows:
        document = numbers.documents[row.pop("document_id")]
        told = _worded(json.loads(row.pop("body")), partial(_words, numbers, document))
        body = json.dumps(told, ensure_ascii=False)
        _insert(connection, "claims", {"document": document, "id": row.pop("claim_id"), **row, "body": body})


def _worded(value: Any, words: Callable[[int, int], str | None]) -> Any:
    if isinstance(value, dict):
        made = {key: _worded(inner, words) for key, inner in value.items()}
        if {"text", "start", "end"} <= made.keys() and made["text"] is None:
            made["text"] = words(made["start"], made["end"])
        return made
    return [_worded(inner, words) for inner in value] if isinstance(value, list) else value


def _actors(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    for row in rows:
        document = numbers.documents[row.pop("document_id")]
        row.pop("published")
        row.pop("name_coded")
        marks = ", ".join("?" * (len(row) + 1))
        connection.execute(
            f"INSERT INTO actors_seen (document, {', '.join(row)}) VALUES ({marks})"
            " ON CONFLICT DO UPDATE SET codings = codings + excluded.codings",
            [document, *row.values()],
        )


def _events(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    for row in rows:
        face = numbers.codings[row.pop("face_document"), row.pop("face_coding")]
        id = row.pop("event_id")
        numbers.events[id] = _insert(connection, "events", {"id": id, **row, "face": face})


def _event_parties(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    for row in rows:
        _insert(connection, "event_parties", {"event": numbers.events[row.pop("event_id")], **row})


def _event_codings(connection: sqlite3.Connection, rows: Rows, numbers: _Numbers) -> None:
    for row in rows:
        coding = numbers.codings[row.pop("document_id"), row.pop("coding_id")]
        event = numbers.events.get(row.pop("event_id"))
        beside = numbers.codings.get((row.pop("beside_document"), row.pop("beside_coding")))
        _insert(
            connection, "event_codings", {"coding": coding, "event": event, "part": coding, "beside": beside, **row}
        )
