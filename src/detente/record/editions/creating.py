"""An edition made: written aside, synced, renamed; whoever looks sees a whole one or none, also after a kill."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detente import __version__
from detente.errors import InputError, RecordError
from detente.exchange.out.aside import sync
from detente.exchange.out.asked import one_state
from detente.exchange.out.columns import Column, Fitting
from detente.exchange.out.tables import staged
from detente.record.editions.finding import editions_of
from detente.record.editions.manifest import (
    Edition,
    File,
    Versions,
    id_of,
    is_edition,
    read_edition,
    to_text,
)
from detente.record.editions.rows import rows_of
from detente.record.editions.tables import Table, tables_in, without_words
from detente.record.record import MANIFEST
from detente.record.registered.filling import fill
from detente.record.store import now, transaction, trouble
from detente.record.tallying import tally

if TYPE_CHECKING:
    from detente.record.record import Record

_INSERT = "INSERT INTO editions (id, name, folder, with_text, created_at) VALUES (?, ?, ?, ?, ?)"
_IS_NOTED = "SELECT 1 FROM editions WHERE id = ? AND folder = ?"
_LAYOUT = "PRAGMA user_version"
_IS_TALLIED = (
    "SELECT coalesce((SELECT max(imported) FROM imported), 0) = coalesce((SELECT max(last_imported) FROM tallied), 0)"
)
_TRIES = 3


class Created(NamedTuple):
    """An edition, and whether it was there before: the same state had been frozen under the same name."""

    edition: Edition
    is_new: bool


def create(
    record: Record, name: str | None = None, *, folder: Path | str | None = None, with_text: bool = False
) -> Created:
    """Freeze the record's state as a folder of Parquet files: under `name` beside the record, or as `folder`.

    Without either the folder is named by the start of its id. The reports' texts and words are in it `with_text` only.
    Raises RecordError where another edition has the name, or the record is an edition, InputError where it cannot be
    written.
    """
    if is_edition(record.path):
        raise RecordError("This is an edition already.", f"folder: {record.path}", "Freeze a record: --record FILE")
    if name is not None:
        _check_name(name)
    wanted = None if folder is None else Path(folder).absolute()
    parent = editions_of(record.path) if wanted is None else wanted.parent
    with _part(parent) as part:
        with trouble(record.path), settled(record):
            made = freeze(record, part, with_text=with_text)
        target = wanted or parent / (name or made.short)
        created = _put(made, part, target)
    _note(record, created.edition)
    return created


def freeze(record: Record, folder: Path, *, with_text: bool) -> Edition:
    """Write the tables of the record's state, and their manifest, into an empty folder."""
    files = []
    coders: dict[str, dict[str, str | None]] = {}
    for table in tables_in(record.connection):
        columns = table.columns if with_text else without_words(table.columns)
        files.append(_write(record, table, columns, folder, with_text, coders))
    layout = record.connection.execute(_LAYOUT).fetchone()[0]
    versions = Versions(__version__, layout, tuple(coders[key] for key in sorted(coders)))
    made = Edition(folder, id_of(versions, with_text, files), versions, with_text, tuple(files))
    (folder / MANIFEST).write_text(to_text(made), encoding="utf-8", newline="\n")
    return made


def _write(
    record: Record,
    table: Table,
    columns: tuple[Column, ...],
    folder: Path,
    with_text: bool,
    coders: dict[str, dict[str, str | None]],
) -> File:
    path = folder / f"{table.name}.parquet"
    digest = sha256()
    names = [column.name for column in columns]
    with staged(columns, path) as stage:
        for row in Fitting(columns).rows(rows_of(record, table, with_text=with_text)):
            stage.put(row)
            digest.update(_line([row[name] for name in names]))
            if table.name == "documents":
                coder = {name: row[f"coder_{name}"] for name in ("version", "model", "ontology")}
                coders.setdefault(json.dumps(coder, sort_keys=True), coder)
    with path.open("rb") as stream:
        sha = file_digest(stream, "sha256").hexdigest()
    return File(table.name, path.name, stage.count, digest.hexdigest(), sha, columns)


def _line(values: list[Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=date.isoformat) + "\n").encode()


@contextmanager
def settled(record: Record) -> Iterator[None]:
    """One state of the record in which all is reckoned that is reckoned from its rows, as an edition is only read."""
    from detente.record.editions.events import merge_events

    for _ in range(_TRIES):
        tally(record.connection)
        fill(record.connection)
        merge_events(record.connection)
        with one_state(record.connection):
            if record.connection.execute(_IS_TALLIED).fetchone()[0]:
                yield
                return
    raise RecordError(
        "Events are being imported into the record.", f"record: {record.path}", "Freeze it when the import has ended."
    )


@contextmanager
def _part(parent: Path) -> Iterator[Path]:
    """A hidden folder to write in, gone at the end unless it was renamed."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=parent, prefix=".edition.", suffix=".part"))
    except OSError as error:
        raise _unwritable(parent, error) from error
    try:
        yield part
    except OSError as error:
        raise _unwritable(parent, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put(made: Edition, part: Path, target: Path) -> Created:
    if not target.exists():
        for path in sorted(part.iterdir()):
            path.chmod(0o644)
            sync(path)
        part.chmod(0o755)
        sync(part)
        try:
            part.rename(target)
        except OSError:
            if not is_edition(target):  # another process was quicker
                raise
        else:
            sync(target.parent)
            return Created(replace(made, folder=target), True)
    there = read_edition(target) if is_edition(target) else None
    if there is None or there.id != made.id:
        what = "Something else has this name" if there is None else f"Another edition ({there.short}) has this name"
        raise RecordError(
            f"{what}; editions are never overwritten.", f"folder: {target}", "Give it another name, or none."
        )
    return Created(there, False)


def _note(record: Record, edition: Edition) -> None:
    """Keep with the record that it was made, and when; one made before a kill is noted when it is made again."""
    with trouble(record.path):
        if record.connection.execute(_IS_NOTED, (edition.id, str(edition.folder))).fetchone() is None:
            values = (edition.id, edition.folder.name, str(edition.folder), int(edition.with_text), now())
            with transaction(record.connection):
                record.connection.execute(_INSERT, values)


def _check_name(name: str) -> None:
    is_plain = name == Path(name).name and name.isprintable() and name[:1] not in (".", "-", "") and "\\" not in name
    if not is_plain or len(name.encode()) > 200:
        raise InputError("This is no name for an edition.", f"asked: {name!a}", "Use letters, digits, - and _.")


def _unwritable(parent: Path, error: OSError) -> InputError:
    return InputError(
        f"The edition cannot be written: {error.strerror or error}.",
        f"folder: {parent}",
        "Free space or name another place with -o; nothing was changed.",
    )
