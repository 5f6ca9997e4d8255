"""`detente network`: the signed network of states."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from detente.cli.codings import output
from detente.cli.table import TableAsked, open_table, table_options


@click.command("network", short_help="Show the signed network of states: balance, groups, bridges.")
@table_options
@click.option("--states", type=click.IntRange(3, 300), default=60, show_default=True, help="The so many most active.")
@click.option(
    *("--sign",),
    type=click.Choice(["expected", "goldstein"]),
    default="expected",
    show_default=True,
    help="A tie is friendly if better than expected of the two, or if its Goldstein sum is positive.",
)
@click.option("--least", type=click.IntRange(1), default=20, show_default=True, help="Events that a tie needs.")
@click.option("--by", type=click.Choice(["month", "quarter"]), help="A network for each month or quarter.")
@click.option("--shuffles", type=click.IntRange(2), default=1000, show_default=True, help="Shuffled networks.")
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed gives the same answer."
)
@click.option("--seconds", type=click.FloatRange(0), default=20.0, show_default=True, help="Most time for frustration.")
@click.option("--top", type=click.IntRange(1), default=8, show_default=True, help="Surprising ties to show.")
@click.option("--clear-only", is_flag=True, help="In files (gexf, graphml, json), leave out ties of unclear sign.")
@click.option("--format", "form", type=click.Choice(["table", "json", "gexf", "graphml"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
def command(
    asked: TableAsked,
    states: int,
    sign: str,
    least: int,
    by: str | None,
    shuffles: int,
    seed: int,
    seconds: float,
    top: int,
    clear_only: bool,
    form: str,
    target_file: Path | None,
) -> int:
    """Show who is friendlier and who is more hostile than expected, and what follows for the whole.

    Structural balance against shuffled signs, the fewest ties that contradict two camps, groups with friends inside
    and foes outside, and the states between them. GEXF and GraphML are for Gephi, Cytoscape, igraph and others; with
    --by, GEXF has a timeline. There an edge's `kind` is friendly, hostile or unclear; its `weight`, which layouts take
    for attraction, is the number of events of a friendly tie, and next to nothing (0.001) of any other.
    """
    if form == "graphml" and by is not None:
        raise click.UsageError("GraphML has no time: leave --by out, or write --format gexf.")
    from detente.flat import dumps
    from detente.relations.network import NetworkAsked, forms, graph, network, networks

    wanted = NetworkAsked(states=states, sign=sign, least=least, seed=seed, shuffles=shuffles, seconds=seconds)  # type: ignore[arg-type]
    with open_table(asked) as table:
        found = (network(table.days, wanted),) if by is None else networks(table.days, by, wanted)  # type: ignore[arg-type]
        name = table.name
    with output(target_file) as out:
        letters = target_file is not None or (sys.stdout.encoding or "").lower().startswith("utf")
        if form == "json":
            out.write(dumps(forms.to_json(found, name, clear_only=clear_only)) + "\n")
        elif form == "gexf":
            out.write(graph.to_gexf(found, name, clear_only=clear_only))
        elif form == "graphml":
            out.write(graph.to_graphml(found[0], name, clear_only=clear_only))
        elif by is None:
            out.write(forms.to_text(found[0], name, top=top, letters=letters))
        else:
            out.write(forms.to_text_over_time(found, name, letters=letters))
    return 0
