"""Which editions a record has, and which one is meant."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from detente.errors import AskError, RecordError
from detente.record.editions.manifest import Edition, is_edition, read_edition

_NOTED = "SELECT id, folder, created_at FROM editions ORDER BY edition"
_FEWEST = 4
"""Signs of an id that may stand for it."""


class Listed(NamedTuple):
    """An edition of a record, and when it was made, None where the record does not say."""

    edition: Edition
    created_at: str | None


def editions_of(record: Path) -> Path:
    """The folder of a record's editions, beside it: detente.db has detente.editions."""
    return record.absolute().with_name(record.stem + ".editions")


def list_editions(connection: sqlite3.Connection, record: Path) -> list[Listed]:
    """The editions that are there, the first made first: those beside the record, and those made elsewhere."""
    noted = {(row[0], row[1]): row[2] for row in connection.execute(_NOTED)}
    beside = editions_of(record)
    folders = sorted(beside.iterdir()) if beside.is_dir() else []
    folders += [Path(folder) for _, folder in noted]
    found = []
    for folder in dict.fromkeys(folders):
        if not folder.name.startswith(".") and is_edition(folder):
            try:
                edition = read_edition(folder)
            except RecordError:
                continue  # one that cannot be read is no edition to choose
            found.append(Listed(edition, noted.get((edition.id, str(folder)))))

    def age(one: Listed) -> tuple[str, int, str]:
        """Two made in one second stand in the order of their files."""
        folder = one.edition.folder
        manifest = folder / "manifest.json"
        return (one.created_at or "~", manifest.stat().st_mtime_ns if manifest.exists() else 0, folder.name)

    return sorted(found, key=age)


def find_edition(connection: sqlite3.Connection, record: Path, words: str) -> Edition:
    """The edition of that folder, name, or start of an id. Raises AskError where there is none, or several."""
    if words and is_edition(Path(words)):
        return read_edition(Path(words))
    known = [one.edition for one in list_editions(connection, record)]
    found = [one for one in known if one.folder.name == words]
    if not found and len(words) >= _FEWEST:
        by_id = {one.id: one for one in known if one.id.startswith(words.lower())}
        found = list(by_id.values())
    if len(found) == 1:
        return found[0]
    where = f"asked: {words}; record: {record}"
    if found:
        raise AskError("Several editions are called so.", where, f"Name its folder: {found[0].folder}")
    told = ", ".join(one.folder.name for one in known[-6:])
    todo = f"It has: {told}." if told else "It has none: make one with detente edition create."
    raise AskError("The record has no such edition.", where, todo)
