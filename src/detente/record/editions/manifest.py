"""What an edition says of itself: its id, the versions that made it, and each of its files with its digest.

The id is SHA-256 over the versions and the digest of each table's content; that digest is over the rows, one JSON list
a line. So it does not depend on who wrote the Parquet files, and anyone can reckon it again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from detente.errors import RecordError
from detente.exchange.out.columns import Column
from detente.record.record import MANIFEST

FORM = 1
"""Of the folder: which tables there are, with which columns."""
_MADE_BY = "détente edition"
_SHORT = 16


@dataclass(frozen=True, slots=True)
class File:
    """One table of an edition, and the file that holds it."""

    table: str
    name: str
    rows: int
    content: str
    """SHA-256 of its rows."""
    sha256: str
    """Of the file."""
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """What made an edition: program, layout of the record, and each coder of its reports."""

    program: str
    layout: int
    coders: tuple[dict[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A frozen state of a record, in a folder."""

    folder: Path
    id: str
    versions: Versions
    with_text: bool
    files: tuple[File, ...]

    @property
    def short(self) -> str:
        """The start of its id, as it is shown."""
        return self.id[:_SHORT]

    def rows(self, table: str) -> int:
        """How many rows a table has; 0 where it is not there."""
        return next((file.rows for file in self.files if file.table == table), 0)

    def path(self, table: str) -> Path | None:
        """The file of a table, None where it is not there."""
        return next((self.folder / file.name for file in self.files if file.table == table), None)


def id_of(versions: Versions, with_text: bool, files: Sequence[File]) -> str:
    """The id of an edition of this content."""
    told = {
        "form": FORM,
        "versions": _told(versions),
        "with_text": with_text,
        "tables": [[f.table, [[c.name, c.kind] for c in f.columns], f.rows, f.content] for f in files],
    }
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def to_text(edition: Edition) -> str:
    """The manifest of an edition, as its file holds it."""
    told = {
        "made_by": _MADE_BY,
        "form": FORM,
        "id": edition.id,
        "versions": _told(edition.versions),
        "with_text": edition.with_text,
        "tables": [
            {
                "table": f.table,
                "file": f.name,
                "rows": f.rows,
                "content_sha256": f.content,
                "sha256": f.sha256,
                "columns": [{"name": c.name, "kind": c.kind, "meaning": c.meaning} for c in f.columns],
            }
            for f in edition.files
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def is_edition(folder: Path | str) -> bool:
    """Whether there is an edition in this folder, as far as its manifest's being there tells."""
    return (Path(folder) / MANIFEST).is_file()


def read_edition(folder: Path | str) -> Edition:
    """The edition in this folder, as its manifest has it; its files are not looked at (`faults_of`).

    Raises RecordError where there is none, or a newer program made it.
    """
    folder, where = Path(folder), f"folder: {folder}"
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        if told["made_by"] != _MADE_BY:
            raise ValueError("made by another program")
        if told["form"] > FORM:
            raise RecordError("A newer détente made this edition.", where, "Update détente: pip install -U detente")
        return Edition(
            folder,
            str(told["id"]),
            Versions(
                str(told["versions"]["program"]), int(told["versions"]["layout"]), tuple(told["versions"]["coders"])
            ),
            bool(told["with_text"]),
            tuple(_file_of(one) for one in told["tables"]),
        )
    except FileNotFoundError as error:
        raise RecordError("There is no edition here.", where, "Make one with: detente edition create") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecordError(
            f"The edition's {MANIFEST} cannot be read: {error}.", where, "Take the folder from where it came again."
        ) from error


def faults_of(edition: Edition) -> list[str]:
    """What is wrong with an edition: files missing or altered, an id that is not that of its content; [] if nothing."""
    found = []
    for file in edition.files:
        try:
            with (edition.folder / file.name).open("rb") as stream:
                if file_digest(stream, "sha256").hexdigest() != file.sha256:
                    found.append(f"{file.name} was altered")
        except OSError as error:
            found.append(f"{file.name} cannot be read: {error.strerror}")
    if id_of(edition.versions, edition.with_text, edition.files) != edition.id:
        found.append(f"{MANIFEST} was altered: the id is not that of its tables")
    return found


def check(edition: Edition) -> None:
    """Raise RecordError where an edition is not as it was made."""
    faults = faults_of(edition)
    if faults:
        raise RecordError(
            f"The edition is not as it was made: {'; '.join(faults)}.",
            f"folder: {edition.folder}",
            "Take it from where it came again, or make a new one: detente edition create",
        )


def _told(versions: Versions) -> dict[str, Any]:
    return asdict(versions) | {"coders": list(versions.coders)}


def _file_of(told: dict[str, Any]) -> File:
    name = str(told["file"])
    if name != Path(name).name or name in ("", ".", "..") or "\\" in name:
        raise ValueError(f"{name!r} is no name of a file in it")
    columns = tuple(Column(c["name"], c["kind"], c["meaning"]) for c in told["columns"])
    return File(str(told["table"]), name, int(told["rows"]), str(told["content_sha256"]), str(told["sha256"]), columns)
