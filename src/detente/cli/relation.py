"""`detente relation`: two actors over time."""

from __future__ import annotations

import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from detente.cli.codings import output

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("relation", short_help="Show the relation of two actors over time.")
@click.argument("a")
@click.argument("b")
@click.option("--by", type=click.Choice(["day", "week", "month"]), default="month", show_default=True)
@click.option("--from", "first_day", type=_DAY, help="First day, inclusive.")
@click.option("--to", "last_day", type=_DAY, help="Last day, inclusive.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the relation's page here too.")
def command(
    a: str,
    b: str,
    by: str,
    first_day: datetime | None,
    last_day: datetime | None,
    path: str,
    form: str,
    target_file: Path | None,
    html: Path | None,
) -> int:
    """Show the relation of two actors, A and B, over time: cooperation and conflict apart, each with its interval.

    Actors are given by name or code: Iran, "North Korea", PRK. What this record's reports say and what was imported
    are counted apart.
    """
    from detente.exchange.files import writing
    from detente.flat import dumps, write_csv
    from detente.record import Record
    from detente.relations import forms
    from detente.relations.counts import week_counts
    from detente.relations.page import relation_page
    from detente.relations.relate import Range
    from detente.relations.relation import relation

    within = Range(first_day.date() if first_day else None, last_day.date() if last_day else None)
    with Record.open(path, create=False) as record:
        found = relation(record, a, b, by=by, within=within)  # type: ignore[arg-type]
    if html is not None:
        has_imported = any(series.unit == "events" for series in found.series)
        tells_of_2018 = any(e.first_day is not None and e.first_day.year == 2018 for e in found.evidence)
        weekly = week_counts(*found.pair) if tells_of_2018 and not has_imported else ()
        asked = ["detente", "relation", a, b, "--by", by]
        for option, day in (("--from", within.first_day), ("--to", within.last_day)):
            asked += [option, day.isoformat()] if day else []
        shown = shlex.join([*asked, "--html", html.name])
        with writing(html) as stream:
            stream.write(relation_page(found, weekly=weekly, command=shown))
        click.echo(f"page: {html}", err=True)
    with output(target_file) as out:
        if form == "json":
            out.write(dumps(forms.to_json(found)) + "\n")
        elif form == "csv":
            write_csv(forms.to_rows(found), out, forms.COLUMNS)
        else:
            has_blocks = target_file is not None or (sys.stdout.encoding or "").lower().startswith("utf")
            out.write(forms.to_text(found, blocks=has_blocks))
    return 0
