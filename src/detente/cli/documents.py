"""`detente documents`: the record's documents, and what became of every input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from detente.cli.answering import Answering, answer_options
from detente.cli.codings import PairCommand, as_known, ask_of, filters
from detente.wording import counted

if TYPE_CHECKING:
    from detente.exchange.out.columns import Kind
    from detente.values import Document


Kinds = tuple[tuple[str, "Kind"], ...]
_COLUMNS: Kinds = (
    ("id", "text"),
    ("revision", "whole"),
    ("published", "day"),
    ("published_how", "text"),
    ("outlet", "text"),
    ("title", "text"),
    ("url", "text"),
    ("codings", "whole"),
    ("characters", "whole"),
)
_ENDS = ("stored", "revised", "duplicate", "near_duplicate", "skipped", "too_short", "other_language", "too_complex")
_OUTCOMES: Kinds = (
    ("input", "text"),
    ("document_id", "text"),
    ("outcome", "text"),
    ("reason", "text"),
    ("run", "whole"),
    ("recorded_at", "text"),
)


@click.command("documents", cls=PairCommand, short_help="List the record's documents and outcomes.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@answer_options
@click.option("--outcomes", is_flag=True, help="List instead what became of each input that was added.")
@click.option("--failed", is_flag=True, help="With --outcomes: only inputs that failed.")
@click.option(
    *("--outcome", "wanted"),
    multiple=True,
    type=click.Choice([*_ENDS, "failed"]),
    metavar="OUTCOME",
    help="Only inputs that ended so: stored, duplicate, failed …",
)
@as_known
@filters
def command(
    path: str, answering: Answering, outcomes: bool, failed: bool, wanted: tuple[str, ...], **given: Any
) -> int:
    """List the record's documents, newest revisions, without their text.

    Days are those of publication and words those of the text; the other filters ask for documents with such a coding.
    """
    from detente.record import Record
    from detente.record.time_limit import begun

    with Record.open(path, create=False) as record:
        if outcomes or failed or wanted:
            with record.within(answering.seconds):
                rows = begun(map(dict, record.outcomes(only_failed=failed and not wanted, outcomes=wanted)))
            _give(rows, _OUTCOMES, answering, ("outcome", "input", "reason"), "inputs")
            return 0
        ask = ask_of(record, given)
        with record.within(answering.seconds):
            found = begun(record.documents(ask))
        _give(
            (_row(*one) for one in found), _COLUMNS, answering, ("published", "codings", "outlet", "title"), "documents"
        )
    return 0


def _row(d: Document, revision: int, codings: int) -> dict[str, Any]:
    return {
        "id": d.id,
        "revision": revision,
        "published": d.published.isoformat() if d.published else None,
        "published_how": d.published_how,
        "outlet": d.outlet,
        "title": d.title,
        "url": d.url,
        "codings": codings,
        "characters": len(d.text),
    }


def _give(
    rows: Iterator[dict[str, Any]], columns: Kinds, answering: Answering, shown: tuple[str, ...], what: str
) -> None:
    from detente.exchange.out.columns import Column
    from detente.exchange.tables import text_table

    if not answering.is_table:
        answering.give(rows, lambda: rows, [Column(name, kind, "") for name, kind in columns])
        return
    told = list(rows)
    table = [[row[c] if c != "title" else row["title"] or row["id"] for c in shown] for row in told]
    with answering.text() as out:
        out.writelines(line + "\n" for line in text_table(shown, table))
        out.write(f"{counted(len(told), what)}\n")
