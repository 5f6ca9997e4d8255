"""How reports are called in an export: a file that was named by its whole path, by the path from the folder given.

A document's id is the file as its adder named it, and a whole path shows his folders to whoever gets the export.
Invariant: two documents never get one name, and none gets the id of another; where that cannot be, ids stay.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.exchange.out.asked import Found
    from detente.record.merging import Told
    from detente.values import Coding, Document

_WHOLE = "SELECT DISTINCT id FROM documents WHERE id GLOB '/*' OR id GLOB '[A-Za-z]:/*'"
_INPUTS = "SELECT DISTINCT inputs FROM runs WHERE inputs IS NOT NULL"
_TABLE = "CREATE TEMP TABLE report_names (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) WITHOUT ROWID"
_INSERT = "INSERT INTO temp.report_names VALUES (?, ?)"
_TAKEN = "SELECT 1 FROM temp.report_names n JOIN documents d ON d.id = n.name LIMIT 1"
_NAME = "SELECT name FROM temp.report_names WHERE id = ?"
_ID = "SELECT id FROM temp.report_names WHERE name = ?"
_DROP = "DROP TABLE IF EXISTS temp.report_names"
_PATH = re.compile(r"/|[A-Za-z]:/")
_MAGIC = re.compile(r"[*?[]")
_PACKED = frozenset({".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".warc", ".arc"})
_MOST_FOLDERS = 3
"""Folders above the one given that a name may show, to tell two files apart."""


class Naming:
    """The names of one record's reports. Use it in a `with` block, within one state of the record."""

    def __init__(self, connection: sqlite3.Connection, *, keeps_paths: bool = False) -> None:
        self._connection = connection
        self._has_names = not keeps_paths and _make_table(connection)
        self._has_passed = False
        self._met = set[str]()
        """Reports of events, which come by the events' days, that were counted; of codings they are counted so."""
        self.named = 0
        """Reports that passed under another name than their id."""
        self.whole = 0
        """Reports that passed whose id is a whole path."""

    def passing(self, found: Found) -> Iterator[tuple[Document, Coding]]:
        """The same codings, their documents with the names for ids. Codings come report by report."""
        last: tuple[str, Document] | None = None
        self._has_passed = True
        for document, coding in found:
            if last is None or last[0] != document.id:
                last = document.id, self._renamed(document)
            yield last[1], coding

    def telling(self, told: Told) -> Told:
        """The same coding of an event, its document with the name for an id."""
        if _PATH.match(told.document) is None:
            return told
        name = self._name_of(told.document)
        if not self._has_passed and told.document not in self._met:
            self._met.add(told.document)
            self._count(name)
        return told if name is None else replace(told, document=name)

    def id_of(self, name: str) -> str:
        """The id of the document of that name."""
        row = self._connection.execute(_ID, (name,)).fetchone() if self._has_names else None
        return str(row[0]) if row is not None else name

    def said(self) -> str | None:
        """What a reader should know of the names; None where there is nothing."""
        if self.whole:
            return f"Reports called by the whole path of their file, which shows where it lay: {self.whole:,}."
        if self.named:
            return f"Reports called by the path of their file from the folder that was given: {self.named:,}."
        return None

    def __enter__(self) -> Naming:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.execute(_DROP)

    def _renamed(self, document: Document) -> Document:
        if _PATH.match(document.id) is None:
            return document
        name = self._name_of(document.id)
        self._count(name)
        return document if name is None else replace(document, id=name)

    def _name_of(self, id: str) -> str | None:
        """The name of a report whose id is a whole path; None where it keeps its id."""
        row = self._connection.execute(_NAME, (id,)).fetchone() if self._has_names else None
        return str(row[0]) if row is not None else None

    def _count(self, name: str | None) -> None:
        self.named += name is not None
        self.whole += name is None


def _make_table(connection: sqlite3.Connection) -> bool:
    """Make the table of names; False where there are none, or none that tell all reports apart."""
    if connection.execute(f"{_WHOLE} LIMIT 1").fetchone() is None:
        return False
    folders = _folders(connection)
    for more in range(_MOST_FOLDERS + 1):
        connection.execute(_DROP)
        connection.execute(_TABLE)
        try:
            connection.executemany(_INSERT, _names(connection, folders, more))
        except sqlite3.IntegrityError:
            continue
        if connection.execute(_TAKEN).fetchone() is None:
            return True
    connection.execute(_DROP)
    return False


def _names(connection: sqlite3.Connection, folders: frozenset[str], more: int) -> Iterator[tuple[str, str]]:
    """Each id that is a path below a folder given, with its name: the path from there, with so many folders before."""
    for (whole,) in connection.execute(_WHOLE):
        path = PurePosixPath(whole)
        for depth, folder in enumerate(path.parents):
            if str(folder) in folders:
                steps = len(path.parts) - 1  # the root is no step
                yield whole, "/".join(path.parts[-min(steps, depth + 1 + more) :])
                break


def _folders(connection: sqlite3.Connection) -> frozenset[str]:
    """The folders that commands were given, and those of the files that they were given."""
    found: set[str] = set()
    for (inputs,) in connection.execute(_INPUTS):
        for name in json.loads(inputs):
            path = PurePosixPath(PurePath(os.path.expanduser(name)).as_posix())
            magic = [n for n, part in enumerate(path.parts) if _MAGIC.search(part)]
            if magic:
                path = PurePosixPath(*path.parts[: magic[0]])
            elif path.suffix.lower() not in _PACKED:
                found.add(str(path))
            if not magic:
                path = path.parent
            found.add(str(path))
    return frozenset(folder for folder in found if _PATH.match(folder) and folder != "/")
