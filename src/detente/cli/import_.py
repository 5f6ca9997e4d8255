"""`detente import`: other event data into the record."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from detente.wording import plural

_FORMATS = ("acled", "detente", "gdelt", "icews", "polecat", "tkg")
_EVERY_S = 60.0


@click.command("import", short_help="Bring other event data into the record.")
@click.argument("kind", type=click.Choice(_FORMATS), metavar="FORMAT")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file; made if absent.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--origin", help="Name under which the events are kept. [FORMAT, or the file's or folder's name]")
@click.option("--first-day", type=click.DateTime(["%Y-%m-%d"]), help="Day 0 of a TKG folder that only counts days.")
def command(
    kind: str, paths: tuple[Path, ...], path: str, form: str, origin: str | None, first_day: datetime | None
) -> int:
    """Bring other event data into the record.

    \b
    FORMAT    PATH: files as downloaded, also in .gz or .zip, or folders of them
    acled     CSV of ACLED, of any year's columns
    detente   codings of this program: JSON Lines, CSV or Parquet
    gdelt     events 1.0 and 2.0, and mentions
    icews     .tab files
    polecat   .txt releases
    tkg       a folder of quads, such as ICEWS18

    What a file is, its content says. A symmetric act that is filed from both sides counts once. Damaged rows are set
    aside with their reason (table quarantine). Importing again brings in only what is new.
    Exit code 0: done; 1: some rows or files are damaged; 2: wrong usage.
    """
    from detente.exchange.formats import ImportOptions, import_files
    from detente.exchange.importing import Told
    from detente.flat import dumps
    from detente.record import Record

    told = Told(progress=_teller(f"import {kind}"))
    options = ImportOptions(origin, first_day.date() if first_day else None)
    with Record.open(path) as record:
        total = import_files(record, kind, paths, options, told)  # type: ignore[arg-type]
    if sys.stderr.isatty():
        click.echo(err=True)
    if form == "json":
        click.echo(dumps(total.told()))
    else:
        for field, count in total.told().items():
            click.echo(f"{field:<12} {count:>12,}")
    for reason, n in sorted(told.reasons.items(), key=lambda r: (-r[1], r[0]))[:10]:
        click.echo(f"quarantined {n:,}: {reason}", err=True)
    for error in told.failed:
        click.echo(str(error), err=True)
    return 1 if total.quarantined or told.failed else 0


def _teller(what: str) -> Callable[[int], None]:
    """Tells how many rows are read: on a terminal in one line, elsewhere once a minute."""
    is_terminal = sys.stderr.isatty()
    started = last = time.monotonic()

    def tell(read: int) -> None:
        nonlocal last
        now = time.monotonic()
        line = f"{what}: {plural(read, 'row')}, {read / max(now - started, 1e-9):,.0f} a second"
        if is_terminal:
            click.echo(f"\r{line}", nl=False, err=True)
        elif now - last >= _EVERY_S:
            last = now
            click.echo(line, err=True)

    return tell
