"""`detente pressure`: does one state's hostility toward two others go with their cooperation?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente.cli.codings import output
from detente.cli.table import TableAsked, open_table, table_options


@click.command("pressure", short_help="Test whether pressure on two goes with their cooperation.")
@click.argument("presser")
@click.argument("a")
@click.argument("b")
@table_options
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the panel's shifts.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
def command(presser: str, a: str, b: str, asked: TableAsked, seed: int, form: str, target_file: Path | None) -> int:
    """Test whether hostility of PRESSER toward A and B goes with cooperation of A and B in the weeks after.

    Actors are given by name or code. The answer is supported, not supported or cannot tell, with its reasons and every
    step: series corrected for the volume of news, a panel over all pairs, placebos, shifted series, one story and one
    state left out, an event study. CSV gives the weekly series.
    """
    from detente.flat import dumps, write_csv
    from detente.relations.pressure import forms
    from detente.relations.pressure.asked import with_acts
    from detente.relations.pressure.pressure import pressure

    with open_table(asked) as table:
        one, two, three = (table.code(words) for words in (presser, a, b))
        names = (table.name(one), table.name(two), table.name(three))
        found = pressure(table.days, one, two, three, seed=seed, names=names)
        found = with_acts(found, lambda dyads, first, last, side: table.acts(dyads, first, last, side=side, limit=4))
    with output(target_file) as out:
        if form == "json":
            out.write(dumps(forms.to_json(found)) + "\n")
        elif form == "csv":
            write_csv(forms.to_rows(found), out, forms.COLUMNS)
        else:
            has_blocks = target_file is not None or (sys.stdout.encoding or "").lower().startswith("utf")
            out.write(forms.to_text(found, blocks=has_blocks))
    return 0
