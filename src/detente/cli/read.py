"""`detente read`: documents as read, with their parts."""

from __future__ import annotations

import json
import sys
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TextIO

import click

from detente.cli.fetches import Fetching, fetch_options
from detente.reading import Outcome, outcome_json, read
from detente.reading.days import make_day
from detente.values import Document

_WIDTH = 80


@click.command("read", short_help="Show documents as read, with their parts.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@click.option("--published", metavar="DATE", help="The day of publication of every input, as 2018-08-07.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True), help="Write to this file.")
@fetch_options
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    form: str,
    published: str | None,
    output: str | None,
    fetching: Fetching,
) -> None:
    """Show documents as read, with their parts.

    INPUT is a file, a folder, a pattern, an address (https://…), or - for standard input: plain text, HTML, JSON Lines,
    a table with a column "text", a feed (RSS, Atom), DOCX, PDF, RTF, a web archive (WARC), an export of a news
    database, or zip, tar, gzip, bzip2 and xz of these. What a file is, its content tells. Of an address its
    robots.txt is kept to.
    Exit code 0: all read; 1: some could not be read; 2: wrong usage.
    """
    outcomes = read(inputs, published=_day(published), stdin=sys.stdin.buffer, fetcher=fetching.fetcher_for(inputs))
    counts: Counter[str] = Counter()
    if output is None:
        _write(outcomes, form, sys.stdout, counts)
    else:
        with click.open_file(output, "w", encoding="utf-8", atomic=True) as file:
            _write(outcomes, form, file, counts)  # type: ignore[arg-type]
    failed = sum(counts.values()) - counts["read"]
    if failed:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
        click.echo(f"{failed} of {sum(counts.values())} could not be read ({told}).", err=True)
        ctx.exit(1)


def _day(value: str | None) -> date | None:
    if value is None:
        return None
    pieces = value.split("-")
    day = make_day(*map(int, pieces)) if len(pieces) == 3 and all(p.isascii() and p.isdigit() for p in pieces) else None
    if day is None:
        raise click.BadParameter("a day between 1900 and 2100 is needed, as 2018-08-07.", param_hint="--published")
    return day


def _write(outcomes: Iterable[Outcome], form: str, out: TextIO, counts: Counter[str]) -> None:
    if form == "json":
        out.write("[")
    for outcome in outcomes:
        if form == "json":
            out.write((",\n" if counts else "\n") + json.dumps(outcome_json(outcome), ensure_ascii=False, indent=1))
        elif form == "jsonl":
            out.write(json.dumps(outcome_json(outcome), ensure_ascii=False) + "\n")
        elif outcome.document is not None:
            out.write(("\n" if counts["read"] else "") + _table(outcome.document))
        counts[outcome.outcome] += 1
        if not outcome.is_read:
            click.echo(shown(str(outcome.error())), err=True)
        elif outcome.detail.warning:
            click.echo(shown(f"{outcome.input}: {outcome.detail.warning}"), err=True)
    if form == "json":
        out.write("\n]\n")


def _table(document: Document) -> str:
    """The document's facts and its parts, one line each, at 80 columns."""
    facts = [
        ("document", document.id),
        ("published", f"{document.published} ({document.published_how})" if document.published else "unknown"),
        ("outlet", f"{document.outlet} ({document.outlet_how})" if document.outlet else "unknown"),
        *([("url", document.url)] if document.url else []),
    ]
    lines = [f"{name:<11} {_cut(value, _WIDTH - 12)}" for name, value in facts]
    lines.append(f"{'part':<11} {'start':>6} {'end':>6}  text")
    for part in document.parts:
        words = _cut(document.text[part.start : part.end], _WIDTH - 27)
        lines.append(f"{part.kind:<11} {part.start:>6} {part.end:>6}  {words}")
    return "\n".join(lines) + "\n"


def _cut(words: str, width: int) -> str:
    """On one line of `width` columns, cut at a word."""
    line = shown(" ".join(words.split()))
    if len(line) <= width:
        return line
    return textwrap.shorten(line, width, placeholder=" …") if " " in line[:width] else line[: width - 2] + " …"


def shown(words: str) -> str:
    """Text for a terminal: control and direction characters, which could act on it, are shown as their numbers."""
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs") else f"<{ord(c):04X}>" for c in words
    )
