"""`detente documents`: the record's documents, and what became of every input."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from detente.cli.codings import PairCommand, ask_of, filters, output

_COLUMNS = ("id", "revision", "published", "published_how", "outlet", "title", "url", "codings", "characters")
_OUTCOMES = ("input", "document_id", "outcome", "reason", "run", "recorded_at")


@click.command("documents", cls=PairCommand, short_help="List the record's documents and outcomes.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table")
@click.option("-o", "--output", "target_file", type=click.Path(path_type=Path, dir_okay=False), help="Into this file.")
@click.option("--outcomes", is_flag=True, help="List instead what became of each input that was added.")
@click.option("--failed", is_flag=True, help="With --outcomes: only inputs that failed.")
@filters
def command(path: str, form: str, target_file: Path | None, outcomes: bool, failed: bool, **given: Any) -> int:
    """List the record's documents, newest revisions, without their text.

    Days are those of publication and words those of the text; the other filters ask for documents with such a coding.
    """
    from detente.exchange.tables import text_table
    from detente.flat import dumps, write_csv
    from detente.record import Record

    with Record.open(path, create=False) as record, output(target_file) as out:
        if outcomes or failed:
            columns: tuple[str, ...] = _OUTCOMES
            rows = [dict(row) for row in record.outcomes(only_failed=failed)]
            shown: tuple[str, ...] = ("outcome", "input", "reason")
        else:
            columns = _COLUMNS
            rows = [
                {
                    "id": d.id,
                    "revision": revision,
                    "published": d.published.isoformat() if d.published else None,
                    "published_how": d.published_how,
                    "outlet": d.outlet,
                    "title": d.title,
                    "url": d.url,
                    "codings": n,
                    "characters": len(d.text),
                }
                for d, revision, n in record.documents(ask_of(record, given))
            ]
            shown = ("published", "codings", "outlet", "title")
        if form == "csv":
            write_csv(rows, out, columns)
        elif form == "jsonl":
            out.writelines(dumps(row) + "\n" for row in rows)
        elif form == "json":
            out.write("[" + ",\n".join(dumps(row) for row in rows) + "]\n")
        else:
            table = [[row[c] for c in shown] for row in rows]
            if shown[-1] == "title":
                table = [[*cells[:-1], row["title"] or row["id"]] for cells, row in zip(table, rows, strict=True)]
            out.writelines(line + "\n" for line in text_table(shown, table))
            out.write(f"{len(rows):,} {'inputs' if outcomes or failed else 'documents'}\n")
    return 0
