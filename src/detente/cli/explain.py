"""`detente explain`: which words and steps gave each field of a coding."""

from __future__ import annotations

import sys
from datetime import datetime
from textwrap import fill

import click

from detente.cli.own import Own, own_options

_MANY = 4
"""Lemmas of a row of the frame table; of more only the first are shown, JSON has all."""


def shortened(how: str) -> str:
    """How a field came about, long lists of lemmas cut: "criticise/denounce/condemn/….v sense 00 -> ACCUSE"."""
    head, dot, rest = how.partition(".")
    lemmas = head.split("/")
    return f"{'/'.join(lemmas[: _MANY - 1])}/…{dot}{rest}" if len(lemmas) > _MANY else how


@click.command("explain")
@click.argument("source", metavar="INPUT")
@click.option("--coding", "wanted", help="Only the coding whose id starts so.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="Date of reports that give none.")
@own_options
def command(source: str, wanted: str | None, form: str, published: datetime | None, own: Own) -> int:
    """Show for each coding which words gave the type, the actors, the date, the place and the modality, and how."""
    from detente.cli.show import line, quote, width
    from detente.coded import coder_of, codings_of
    from detente.errors import AskError
    from detente.flat import dumps, to_json
    from detente.reading import read

    knowledge = own.knowledge()
    shown = failed = 0
    for outcome in read([source], published=published.date() if published else None, stdin=sys.stdin.buffer):
        if outcome.document is None:
            failed += 1
            click.echo(str(outcome.error()), err=True)
            continue
        document = outcome.document
        for c in codings_of(document, knowledge):
            if wanted and not c.id.startswith(wanted):
                continue
            shown += 1
            if form == "json":
                told = to_json(c, document, coder_of(knowledge))
                click.echo(dumps(told | {"steps": [s._asdict() for s in c.steps]}))
                continue
            click.echo(fill(f"{c.id}  {line(c)}", width(), subsequent_indent=" " * 18))
            click.echo(quote(document, c, width()))
            for step in c.steps:
                words = f"  «{' '.join(step.text.split())}»" if step.text else ""
                shown_as = f"{shortened(step.how)}{words}"
                click.echo(fill(shown_as, width(), initial_indent=f"  {step.field:12} ", subsequent_indent=" " * 15))
            click.echo("")
    if wanted and not shown and not failed:
        raise AskError(f"No coding has the id {wanted}.", source, "Run `detente code` on it to see the ids.")
    return 1 if failed else 0
