"""`detente edition`: frozen states of the record, what they differ in, and what changed of a pair since one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TypeVar

import click

from detente.cli.answering import Answering, answer_options
from detente.cli.since import change_lines
from detente.wording import counted, plural

if TYPE_CHECKING:
    from detente.record.editions.comparing import Change, Difference
    from detente.record.editions.manifest import Edition
    from detente.record.editions.since import PairChanges

T = TypeVar("T", "Difference", "PairChanges")
_RECORD = click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
_CHANGES = ("table", "change", "document", "id", "what", "fields", "why")


@click.group("edition", short_help="Freeze states of the record, and compare them.")
def command() -> None:
    """Freeze states of the record as folders of Parquet files that can be cited, compared, and asked like a record.

    An EDITION is named by its folder, its name, or the start of its id.
    """


@command.command("create")
@click.argument("name", required=False)
@_RECORD
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), help="This folder, in place of NAME.")
@click.option("--with-text", is_flag=True, help="With the reports' texts, which belong to their publishers.")
def create(name: str | None, path: str, folder: Path | None, with_text: bool) -> int:
    """Freeze the record's present state, under NAME or the start of its id.

    It goes into the folder detente.editions beside detente.db. The same state and versions give the same id and the
    same bytes. Nothing is ever overwritten.
    """
    from detente.record import Record

    if name is not None and folder is not None:
        raise click.UsageError("Give a NAME or -o FOLDER.")
    with Record.open(path, create=False) as record:
        made = record.freeze(name, folder=folder, with_text=with_text)
    click.echo(f"{made.edition.short}  {_place(made.edition.folder)}")
    told = ", ".join(counted(f.rows, f.table.replace("_", " ")) for f in made.edition.files[:3])
    click.echo(told if made.is_new else "It was there already: the same state.", err=True)
    return 0


@command.command("list")
@_RECORD
@answer_options
def list_(path: str, answering: Answering) -> int:
    """List the record's editions, the first made first."""
    from detente.exchange.out.columns import Column, Kind
    from detente.exchange.tables import text_table
    from detente.record import Record
    from detente.record.editions.finding import list_editions

    with Record.open(path, create=False) as record:
        found = list_editions(record.connection, record.path)
    kinds: dict[str, Kind] = {"documents": "whole", "codings": "whole", "imported": "whole", "with_text": "truth"}
    names = ("name", "id", "created_at", "documents", "codings", "imported", "with_text", "folder")
    rows = [
        {
            "name": e.folder.name,
            "id": e.id,
            "created_at": created_at,
            **{name: e.rows(name) for name in ("documents", "codings", "imported")},
            "with_text": e.with_text,
            "folder": str(e.folder),
        }
        for e, created_at in found
    ]
    if answering.is_table:
        cells = [
            (
                *(row["name"], str(row["id"])[:16], str(row["created_at"] or "–")[:10]),
                *(f"{row[name]:,}" for name in ("documents", "codings", "imported")),
            )
            for row in rows
        ]
        heads = ("name", "id", "made", "documents", "codings", "imported")
        with answering.text() as out:
            out.writelines(line + "\n" for line in text_table(heads, cells))
            out.write(f"{plural(len(rows), 'edition')}\n")
    else:
        answering.give(rows, lambda: rows, [Column(name, kinds.get(name, "text"), "") for name in names])
    return 0


@command.command("show")
@click.argument("edition")
@_RECORD
def show(edition: str, path: str) -> int:
    """Show what an edition holds, and check that it is as it was made.

    Exit code 1: it was altered.
    """
    from detente.record.editions.manifest import faults_of

    found = _edition(edition, path)
    v = found.versions
    click.echo(f"{found.id}\n{_place(found.folder)}")
    click.echo(f"program {v.program}, layout {v.layout}; {'with' if found.with_text else 'without'} texts of reports")
    for coder in v.coders:
        click.echo("coded by " + ", ".join(f"{key} {value}" for key, value in coder.items() if value))
    for file in found.files:
        click.echo(f"{file.rows:>12,}  {file.table:<18} {file.name}")
    faults = faults_of(found)
    click.echo("; ".join(faults) if faults else "Every file is as it was made.")
    return 1 if faults else 0


@command.command("diff")
@click.argument("one", metavar="EDITION")
@click.argument("other", metavar="[OTHER]", required=False)
@_RECORD
@answer_options
def diff(one: str, other: str | None, path: str, answering: Answering) -> int:
    """Say what OTHER has that EDITION has not, has otherwise, or lacks, and why; without OTHER, the record now."""
    from detente.record import Record
    from detente.record.editions.comparing import compare
    from detente.record.editions.creating import freeze, settled

    first = _edition(one, path)
    if other is not None:
        found = compare(first, _edition(other, path))
    else:
        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
            with Record.open(path, create=False) as record, settled(record):
                now = freeze(record, Path(folder), with_text=False)
            found = compare(first, now)
    _answer(found, _difference, _tell_difference, answering)
    return 0


@command.command("changes")
@click.argument("a")
@click.argument("b")
@click.option("--since", required=True, metavar="EDITION|DAY", help="An edition, or a day: 2026-03-31.")
@click.option(
    "--count",
    type=click.Choice(["events", "codings"]),
    default="events",
    show_default=True,
    help="What the months count of the record's reports.",
)
@_RECORD
@answer_options
def changes(a: str, b: str, since: str, count: Literal["events", "codings"], path: str, answering: Answering) -> int:
    """Say what of two actors changed since an edition, or since the end of a day (UTC).

    New, changed and withdrawn codings with the reason, and the months whose counts moved. detente relation A B --since
    tells the same beside the relation.
    """
    from detente.cli.since import pair_to_json, since_of, tell_pair
    from detente.record import Record
    from detente.record.editions.since import pair_changes

    with Record.open(path, create=False) as record:
        found = pair_changes(record, a, b, since_of(record, since), count=count)
    _answer(found, pair_to_json, tell_pair, answering)
    return 0


def _edition(words: str, path: str) -> Edition:
    from detente.record import Record
    from detente.record.editions.finding import find_edition
    from detente.record.editions.manifest import is_edition, read_edition

    if is_edition(Path(words)):  # no record is needed to look at a folder
        return read_edition(Path(words))
    with Record.open(path, create=False) as record:
        return find_edition(record.connection, record.path, words)


def _place(folder: Path) -> Path:
    """The folder as it is named from here."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _answer(found: T, as_json: Callable[[T], Any], tell: Callable[[T, IO[str]], None], answering: Answering) -> None:
    """Write what changed: as one object, in words, or row by row."""
    if answering.form == "json":
        from detente.flat import dumps

        with answering.text() as out:
            out.write(dumps(as_json(found)) + "\n")
    elif answering.is_table:
        with answering.text() as out:
            tell(found, out)
    else:
        _give(found.changes, answering)


def _give(found: Sequence[Change], answering: Answering) -> None:
    from detente.exchange.out.columns import Column

    rows = [{**c._asdict(), "fields": ";".join(c.fields) or None} for c in found]
    objects = [{**c._asdict(), "fields": list(c.fields)} for c in found]
    answering.give(objects, lambda: rows, [Column(name, "text", "") for name in _CHANGES])


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "one": found.one,
        "other": found.other,
        "versions": list(found.versions),
        "counts": {name: dict(counts) for name, counts in found.counts().items()},
        "imported": [{"origin": o, "added": added, "withdrawn": gone} for o, added, gone in found.imported],
        "changes": [{**c._asdict(), "fields": list(c.fields)} for c in found.changes],
    }


def _tell_difference(found: Difference, out: IO[str]) -> None:
    from detente.record.editions.comparing import KINDS

    out.write(f"{found.one[:16]} → {found.other[:16]}\n")
    out.writelines(f"{told}\n" for told in found.versions)
    counts = found.counts()
    if not counts:
        out.write("Nothing was added, changed or withdrawn.\n")
        return
    out.write(f"{'':18}{''.join(f'{kind:>11}' for kind in KINDS)}\n")
    for name, of in counts.items():
        out.write(f"{name.replace('_', ' '):18}{''.join(f'{of[kind]:>11,}' for kind in KINDS)}\n")
    out.writelines(f"imported {o}: {added:,} added, {gone:,} withdrawn\n" for o, added, gone in found.imported)
    out.writelines(change_lines(found.changes))
