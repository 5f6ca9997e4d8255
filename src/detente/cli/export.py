"""`detente export`: codings, their events, or imported events into a file that other programs open."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.codings import PairCommand, ask_of, filters

if TYPE_CHECKING:
    from detente.exchange.out import Exported, Options
    from detente.record import Record

_FORMS = ("csv", "parquet", "jsonl", "geojson", "graphml", "gexf", "bundle")


@click.command("export", cls=PairCommand, short_help="Take codings or events out into other programs' forms.")
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMS))
@click.option(
    "-o", "--output", "target_file", type=click.Path(path_type=Path), help="File; of a bundle a folder or .zip."
)
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@click.option("--events", is_flag=True, help="Events, each once, in place of codings; a bundle holds both.")
@click.option("--imported", multiple=True, metavar="ORIGIN", help="Imported events: icews …; in a bundle also several.")
@click.option("--with-text", is_flag=True, help="With the reports' words: sentence, trigger, quotes.")
@click.option(
    "--quote-length", type=click.IntRange(1), default=300, show_default=True, help="Characters of a sentence at most."
)
@click.option("--raw", is_flag=True, help="CSV without apostrophes before what a spreadsheet would run.")
@click.option("--keep-paths", is_flag=True, help="Whole paths of files as names of reports: they show your folders.")
@click.option(
    "--by", type=click.Choice(["day", "week", "month"]), default="month", show_default=True, help="Periods of a graph."
)
@click.option("--title", help="A bundle's title in its citation.")
@click.option("--author", "authors", multiple=True, help='Who made the bundle: "Family, Given"; may be repeated.')
@click.option(
    "--ontology", type=click.Path(path_type=Path, file_okay=False), help="Your own ontology, for a bundle's codebook."
)
@filters
def command(form: str, target_file: Path | None, path: str, **given: Any) -> int:
    """Take codings, or with --events what they say happened, out: csv, parquet, jsonl, geojson, graphml, gexf, bundle.

    FORMAT csv and parquet have a row a dyad; jsonl a coding a line; geojson a point for each coding with coordinates;
    graphml and gexf actors and what they do to each other, gexf with a timeline; a bundle is a folder or .zip with the
    data, its codebook, the question, versions, citation and digests.

    The words of the reports are left out unless you ask --with-text. Without -o text goes to standard output.
    """
    from detente.cli.merging import bring_events
    from detente.exchange.out import Options
    from detente.record import Record
    from detente.wording import counted

    options = Options(
        *(given.pop("raw"), given.pop("with_text"), given.pop("quote_length"), given.pop("imported")),
        *(given.pop("by"), given.pop("title"), given.pop("authors"), given.pop("ontology"), given.pop("events")),
        given.pop("keep_paths"),
    )
    if target_file is None and (form == "bundle" or (form == "parquet" and sys.stdout.isatty())):
        raise click.UsageError(f"A {form} needs a name: -o NAME.")
    with Record.open(path, create=False) as record:
        if options.events or form == "bundle":
            bring_events(record)
        done = _export(record, form, target_file, given, options)
    told = ", ".join(counted(n, name.replace("_", " ")) for name, n in done.counts.items())
    click.echo(f"{target_file or 'standard output'}: {told}", err=True)
    for note in done.notes:
        click.echo(note, err=True)
    if form not in ("graphml", "gexf") and not options.with_text and (form == "bundle" or not options.imported):
        click.echo("The reports' words are left out; --with-text quotes them.", err=True)
    return 0


def _export(record: Record, form: Any, target: Path | None, given: dict[str, Any], options: Options) -> Exported:
    from detente.exchange.out import export

    ask = ask_of(record, given)
    if target is not None:
        return export(record, form, target, ask, options)
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        done = export(record, form, Path(folder) / "out", ask, options)
        sys.stdout.flush()
        with done.path.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return done
