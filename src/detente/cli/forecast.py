"""`detente forecast`: two actors in the coming weeks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente.cli.codings import output
from detente.cli.table import TableAsked, open_table, table_options


@click.command("forecast", short_help="Forecast the next week and the next four of two actors.")
@click.argument("a")
@click.argument("b")
@table_options
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Draws the pairs to learn from, where many."
)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
def command(a: str, b: str, asked: TableAsked, seed: int, form: str, target_file: Path | None) -> int:
    """Forecast cooperation and conflict of A and B, apart, for the week after the last whole one and the next four.

    The answer is a distribution, not a number, beside benchmarks that need no model: what the last 12 or 26 windows
    were (conflictology), and no change. Which model speaks was chosen on past weeks of pairs like this one. --to makes
    the forecast as of an earlier day. JSON: pair, origin, unit, known, outlooks (side, horizon, first_day, last_day,
    usual, forecast, benchmarks, validation), notes.
    """
    from detente.flat import dumps, write_csv
    from detente.relations.forecast import forms
    from detente.relations.forecast.forecast import forecast

    with open_table(asked) as table:
        made = forecast(table.days, table.code(a), table.code(b), seed=seed)
        names = table.name(made.pair[0]), table.name(made.pair[1])
    with output(target_file) as out:
        if form == "json":
            out.write(dumps(forms.to_json(made)) + "\n")
        elif form == "csv":
            write_csv(forms.to_rows(made), out, forms.COLUMNS)
        else:
            has_blocks = target_file is not None or (sys.stdout.encoding or "").lower().startswith("utf")
            out.write(forms.to_text(made, names, blocks=has_blocks))
    return 0
