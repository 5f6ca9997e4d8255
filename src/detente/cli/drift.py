"""`detente drift`: which pairs grew warmer or colder from one period to another."""

from __future__ import annotations

import sys
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.codings import output
from detente.cli.table import TableAsked, open_table, table_options

if TYPE_CHECKING:
    from detente.cli.table import Table
    from detente.relations.drift import Change
    from detente.relations.values import Act


def _span(ctx: click.Context | None, param: click.Parameter | None, text: str | None) -> tuple[date, date] | None:
    """Two days or months, FIRST..LAST, both inclusive: 2018-01-01..2018-03-31, or 2018-01..2018-03."""
    if text is None:
        return None
    first, dots, last = text.partition("..")
    try:
        span = _first(first), _last(last if dots else first)
    except ValueError:
        said = f"{text!r} is no FIRST..LAST like 2018-01-01..2018-03-31 or 2018-01..2018-03."
        raise click.BadParameter(said, ctx, param) from None
    if span[0] > span[1]:
        raise click.BadParameter(f"{text!r} ends before it begins.", ctx, param)
    return span


@click.command("drift", short_help="Rank all pairs by warming and cooling between two periods.")
@table_options
@click.option(
    "--between",
    "first",
    metavar="FIRST..LAST",
    callback=_span,
    help="The first period: 2018-01-01..2018-03-31, or 2018-01..2018-03.",
)
@click.option(
    "--and", "second", metavar="FIRST..LAST", callback=_span, help="The second period.  [both: the days in two halves]"
)
@click.option("--country", help="Show the pairs of this country only; all are tested still.")
@click.option(
    "--tone", type=click.Choice(["goldstein", "balance"]), help="What verdicts rest on. [goldstein, if known]"
)
@click.option("--least", type=click.IntRange(2), default=20, show_default=True, help="Events a period needs of a pair.")
@click.option(
    "--control",
    type=click.Choice(["sign", "discovery"]),
    default="sign",
    show_default=True,
    help="Which error --fdr holds: a wrong direction, or no change at all.",
)
@click.option(
    *("--fdr",),
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.05,
    show_default=True,
    help="Share of false ones among those called clear.",
)
@click.option("--top", type=click.IntRange(1), help="Pairs to show of each verdict. [table: 20; json, csv: all pairs]")
@click.option("--acts", "n_acts", type=click.IntRange(0), default=0, help="Show so many events behind clear changes.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
def command(
    asked: TableAsked,
    first: tuple[date, date] | None,
    second: tuple[date, date] | None,
    country: str | None,
    tone: str | None,
    least: int,
    control: str,
    fdr: float,
    top: int | None,
    n_acts: int,
    form: str,
    target_file: Path | None,
) -> int:
    """Rank all pairs of countries by how their tone changed from one period to another.

    Cooperation and conflict stand apart, and tone beside them with its interval. Clear is what goes beyond the
    pair's own ups and downs from week to week, judged with all pairs looked at: few of the directions told are
    false. Little evidence gives "cannot tell".
    """
    if (first is None) != (second is None):
        raise click.UsageError("Give both periods, --between FIRST..LAST --and FIRST..LAST, or neither.")
    from detente.flat import dumps, write_csv
    from detente.relations.drift import drift, forms, halves

    with open_table(asked) as table:
        code = None if country is None else table.code(country)
        if first is None or second is None:
            first, second = halves(table.days.first_day, table.days.last_day)
        found = drift(
            table.days,
            first=first,
            second=second,
            min_events=least,
            control=control,  # type: ignore[arg-type]
            fdr=fdr,
            tone=tone,  # type: ignore[arg-type]
        )
        shown = found.changes if code is None else found.with_country(code)
        if form != "table" and top is not None:
            shown = _first_of_each(shown, top)
        acts = _acts(table, shown, found.second, n_acts) if n_acts else {}
    with output(target_file) as out:
        if form == "json":
            out.write(dumps(forms.to_json(found, table.name, shown, acts)) + "\n")
        elif form == "csv":
            write_csv(forms.to_rows(found, table.name, shown), out, forms.COLUMNS)
        else:
            letters = target_file is not None or (sys.stdout.encoding or "").lower().startswith("utf")
            text = forms.to_text(
                *(found, table.name),
                top=top or 20,
                country=code,
                acts=acts,
                letters=letters,
                options=asked.options(),
            )
            out.write(text)
    return 0


def _first_of_each(changes: tuple[Change, ...], top: int) -> tuple[Change, ...]:
    """Of each verdict, and of those that lean, the first `top`."""
    seen: dict[tuple[str, bool], int] = {}
    kept = []
    for change in changes:
        kind = (change.verdict, change.leans)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= top:
            kept.append(change)
    return tuple(kept)


def _acts(
    table: Table, changes: tuple[Change, ...], period: tuple[date, date], limit: int
) -> dict[tuple[str, str], tuple[Act, ...]]:
    """The heaviest events of the second period that point the way of each clear change."""
    return {
        change.pair: table.acts(
            [change.pair, change.pair[::-1]],
            *period,
            side="cooperation" if change.verdict == "warming" else "conflict",
            limit=limit,
        )
        for change in changes
        if change.verdict in ("warming", "cooling")
    }


def _first(text: str) -> date:
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")


def _last(text: str) -> date:
    if len(text) > 7:
        return date.fromisoformat(text)
    first = _first(text)
    return first.replace(day=monthrange(first.year, first.month)[1])
