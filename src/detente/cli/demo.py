"""`detente demo`: the whole path on the bundled dispatches, from text to the story of a relation."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

_PAIRS = (("IRN", "PRK"), ("USA", "IRN"), ("USA", "PRK"))


@click.command("demo", short_help="Run the whole path on the bundled dispatches.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="out",
    show_default=True,
    help="Folder for the page and the record (demo.db); both are made anew.",
)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="The page's file.  [OUT/demo.html]")
def command(out: Path, html: Path | None) -> int:
    """Run the whole path on the bundled dispatches: code them, keep them in a record, ask it, write a page.

    The dispatches were written for this project from public facts. Beside what they tell stand real counts of 2018.
    """
    from datetime import date

    from detente.cli import demo_story as story
    from detente.cli.show import width
    from detente.record import Record
    from detente.relations.relate import Range
    from detente.relations.relation import relation

    page = html or out / "demo.html"
    _make_folders(out, page.parent)
    record_file = out / "demo.db"
    blocks = (sys.stdout.encoding or "").lower().startswith("utf")
    columns = min(80, width())
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / "demo.db"
        _fill(path)
        with Record.open(path) as record:
            year = Range(date(2018, 1, 1), date(2018, 12, 31))
            found = {pair: relation(record, *pair, by="month", within=year) for pair in _PAIRS}
            everything = list(record.codings())
        _write_page(found["IRN", "PRK"], page, f"detente demo --html {page.name}" if html else "detente demo")
        _keep(path, record_file)
    told = [story.counts(everything), story.busiest(everything, blocks), story.question(columns)]
    told += [story.months(found), story.weeks(_PAIRS, blocks), story.answer(_PAIRS, columns)]
    told += [story.sentences(found["IRN", "PRK"], columns), story.pressure(everything, columns)]
    told += [story.next_steps(page, record_file, _program())]
    text = "\n\n".join("\n".join(lines) for lines in told) + "\n"
    click.echo(text if blocks else text.encode(sys.stdout.encoding or "ascii", "replace").decode(), nl=False)
    return 0


def _fill(path: Path) -> None:
    from detente.coded import code_report
    from detente.examples import find_dispatches, read_dispatches
    from detente.record import AddOptions, Record
    from detente.record.progress import Progress

    progress = Progress(sys.stderr, total=len(find_dispatches()))
    with Record.open(path) as record:
        options = AddOptions(batch=8, progress=progress.tell)
        tally = record.add(progress.seen(read_dispatches()), code_report, options)
    progress.close(tally)


def _write_page(found: object, page: Path, made_by: str) -> None:
    from detente.exchange.files import writing
    from detente.relations.counts import week_counts
    from detente.relations.page import relation_page
    from detente.relations.values import Relation

    if isinstance(found, Relation):
        with writing(page) as stream:
            stream.write(relation_page(found, weekly=week_counts(*found.pair), command=made_by))


def _keep(path: Path, to: Path) -> None:
    """Move the record to its place; the log is folded into it, so that it is one file."""
    import shutil

    for old in (to.with_name(to.name + "-wal"), to.with_name(to.name + "-shm")):
        old.unlink(missing_ok=True)
    part = to.with_name(f".{to.name}.part")
    shutil.copyfile(path, part)
    os.replace(part, to)


def _program() -> str:
    """What to type for this program: its name, or its path where the shell would not find it (after `make demo`)."""
    import shutil

    called = sys.argv[0]
    return called if Path(called).name == "detente" and shutil.which("detente") is None else "detente"


def _make_folders(*folders: Path) -> None:
    from detente.errors import InputError

    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            todo = "Name another folder with --out."
            raise InputError(f"The folder cannot be made: {error.strerror}.", f"folder: {folder}", todo) from error
