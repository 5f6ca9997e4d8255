"""`detente relation`: two actors over time."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.codings import output
from detente.cli.table import TableAsked, open_table, table_options

if TYPE_CHECKING:
    from detente.record.editions.since import PairChanges
    from detente.relations.values import By, Relation

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("relation", short_help="Show the relation of two actors over time.")
@click.argument("a")
@click.argument("b")
@click.option("--by", type=click.Choice(["day", "week", "month"]), default="month", show_default=True)
@click.option("--directed", is_flag=True, help="Count only what A does to B.")
@click.option("--series-only", is_flag=True, help="Imported series alone: fast on records of millions of events.")
@table_options
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=_FILE, help="Into this file.")
@click.option("--since", metavar="EDITION|DAY", help="Say first what changed since then: 2026-03-31 (UTC, its end).")
@click.option("--html", type=_FILE, help="Write the relation's page here too.")
@click.option("--picture", "pictures", type=_FILE, multiple=True, help="Draw it here too: a name in .svg or .png.")
def command(
    a: str,
    b: str,
    by: By,
    directed: bool,
    series_only: bool,
    asked: TableAsked,
    form: str,
    target_file: Path | None,
    since: str | None,
    html: Path | None,
    pictures: tuple[Path, ...],
) -> int:
    """Show the relation of two actors, A and B, over time: cooperation and conflict apart, each with its interval.

    Actors are given by name or code: Iran, "North Korea", PRK; inside a country with a sector: Thailand THA:CVL. What
    changed when comes first, named by its events. What this record's reports say and what was imported are counted
    apart. Of the reports, events are counted, each once however many reports tell it; --count codings counts every
    telling.
    """
    from detente.cli.since import pair_to_json, tell_pair
    from detente.flat import dumps, write_csv
    from detente.relations import forms

    if since is not None and (asked.days is not None or form == "csv"):
        raise click.UsageError("--since asks a record, and is told as table or json.")
    found = _found(a, b, by, directed, series_only, asked)
    changes = _changes(a, b, since, asked) if since is not None else None
    if html is not None:
        _write_page(found, html, _again(a, b, by, directed, asked, html))
    for picture in pictures:
        from detente.relations.picture import write_picture

        write_picture(found, picture)
        click.echo(f"picture: {picture}", err=True)
    with output(target_file) as out:
        if form == "json":
            told = forms.to_json(found)
            out.write(dumps(told if changes is None else told | {"since": pair_to_json(changes)}) + "\n")
        elif form == "csv":
            write_csv(forms.to_rows(found), out, forms.COLUMNS)
        else:
            if changes is not None:
                tell_pair(changes, out)
                out.write("\n")
            has_blocks = target_file is not None or (sys.stdout.encoding or "").lower().startswith("utf")
            out.write(forms.to_text(found, blocks=has_blocks))
    return 0


def _found(a: str, b: str, by: By, directed: bool, series_only: bool, asked: TableAsked) -> Relation:
    from detente.cli.merging import bring_events
    from detente.record import Record
    from detente.relations.relate import Range
    from detente.relations.relation import pair_series, relation, relation_of

    if asked.days is not None:
        if series_only or asked.origin is not None:
            raise click.UsageError("--series-only and --origin ask a record; --days names a file.")
        with open_table(asked) as table:
            return relation_of(table.days, a, b, by=by, directed=directed)
    asked.check()
    within = Range(asked.first_day, asked.last_day)
    with Record.open(asked.record, create=False) as record:
        if series_only:
            return pair_series(record, a, b, by=by, within=within, origin=asked.origin, directed=directed)
        if asked.count == "events":
            bring_events(record)
        return relation(record, a, b, by=by, within=within, origin=asked.origin, directed=directed, count=asked.count)


def _changes(a: str, b: str, since: str, asked: TableAsked) -> PairChanges:
    from detente.cli.since import since_of
    from detente.record import Record
    from detente.record.editions.since import pair_changes

    with Record.open(asked.record, create=False) as record:
        return pair_changes(record, a, b, since_of(record, since), count=asked.count)


def _again(a: str, b: str, by: By, directed: bool, asked: TableAsked, html: Path) -> str:
    """The command that makes the page again."""
    options = asked.options()
    if options[:1] == ["--record"]:
        options = options[2:]
    return shlex.join(
        ["detente", "relation", a, b, "--by", by, *(["--directed"] if directed else []), *options, "--html", html.name]
    )


def _write_page(found: Relation, html: Path, made_by: str) -> None:
    from detente.exchange.files import writing
    from detente.relations.counts import week_counts
    from detente.relations.page import relation_page
    from detente.relations.values import is_read_here

    has_imported = any(not is_read_here(series.origin, series.unit) for series in found.series)
    tells_of_2018 = any(e.first_day is not None and e.first_day.year == 2018 for e in found.evidence)
    weekly = week_counts(*found.pair) if tells_of_2018 and not has_imported else ()
    with writing(html) as stream:
        stream.write(relation_page(found, weekly=weekly, command=made_by))
    click.echo(f"page: {html}", err=True)
