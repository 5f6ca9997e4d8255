"""`detente import`: other event data into the record."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.exchange.filed import Damaged, Filed, Imported
    from detente.record import Record

_RESERVED = ("détente", "detente")
_TABLES = (".tab", ".tsv", ".tab.gz", ".tsv.gz", ".zip")


@click.command("import", short_help="Bring other event data into the record.")
@click.argument("kind", type=click.Choice(["icews", "tkg"]), metavar="FORMAT")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file; made if absent.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--origin", help="Name under which the events are kept. [icews, or the folder's name]")
@click.option("--first-day", type=click.DateTime(["%Y-%m-%d"]), help="Day 0 of a TKG folder that only counts days.")
def command(
    kind: str, paths: tuple[Path, ...], path: str, form: str, origin: str | None, first_day: datetime | None
) -> int:
    """Bring other event data into the record.

    FORMAT is icews (PATH: .tab files as downloaded, also .gz or .zip, or folders of them) or tkg (PATH: a folder of
    quads, such as ICEWS18). A symmetric act that ICEWS files from both sides counts once. Damaged rows are set aside
    with their reason (table quarantine). Importing again brings in only what is new.
    Exit code 0: done; 1: some rows are damaged; 2: wrong usage.
    """
    from detente.exchange.filed import Imported
    from detente.exchange.icews import iter_icews
    from detente.exchange.tkg import iter_tkg
    from detente.flat import dumps
    from detente.record import Record

    if origin is not None and origin.strip().casefold() in _RESERVED:
        raise click.UsageError(f"{origin!r} is the name of this program's own codings: choose another --origin.")
    day: date | None = first_day.date() if first_day else None
    total = Imported(0, 0, 0, 0, 0)
    with Record.open(path) as record:
        last = _last_run(record)
        for one in paths:
            files = _tables(one) if kind == "icews" else [one]
            for file in files:
                rows = iter_icews(file) if kind == "icews" else iter_tkg(file, day)
                name = origin or ("icews" if kind == "icews" else file.resolve().name.lower())
                total = total + _import(record, rows, name, f"import {kind} {file}")
        reasons = _reasons(record, last)
    if form == "json":
        click.echo(dumps(asdict(total)))
    else:
        for field, count in asdict(total).items():
            click.echo(f"{field:<12} {count:>12,}")
    for reason, n in reasons:
        click.echo(f"quarantined {n:,}: {reason}", err=True)
    return 1 if total.quarantined else 0


def _import(record: Record, rows: Iterator[Filed | Damaged], origin: str, what: str) -> Imported:
    from detente.exchange.importing import import_rows
    from detente.record.store import trouble

    is_terminal = sys.stderr.isatty()

    def tell(read: int) -> None:
        if is_terminal:
            click.echo(f"\r{what}: {read:,} rows", nl=False, err=True)

    with trouble(record.path):
        done = import_rows(record.connection, rows, origin=origin, command=what, progress=tell)
    if is_terminal:
        click.echo(err=True)
    return done


def _tables(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.name.lower().endswith(_TABLES))
    if not found:
        raise click.UsageError(f"The folder {path} holds no .tab file.")
    return found


def _last_run(record: Record) -> int:
    return int(record.connection.execute("SELECT coalesce(max(run), 0) FROM runs").fetchone()[0])


def _reasons(record: Record, after: int) -> list[tuple[str, int]]:
    rows = record.connection.execute(
        "SELECT reason, count(*) FROM quarantine WHERE run > ? GROUP BY reason ORDER BY 2 DESC, 1 LIMIT 10", (after,)
    )
    return [(row[0], row[1]) for row in rows]
