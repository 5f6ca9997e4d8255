"""`detente doctor`: whether the record is whole, and a copy of it."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import click

_MARKS = {"good": "good", "note": "note", "bad": "BAD "}


@click.command("doctor", short_help="Check that the record is whole, and back it up.")
@click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
@click.option(
    "--backup",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Copy the record into this file, also while others use it.",
)
@click.option("--json", "is_json", is_flag=True, help="As JSON.")
def command(path: str, backup: Path | None, is_json: bool) -> int:
    """Check that the record is whole: its log, pages, references, search, texts, evidence, and runs.

    Nothing is deleted. A log with a damaged part is read as far as it goes, and kept beside the record under another
    name. With --backup the record is copied when all checks are good; a file of that name is replaced when the copy is
    whole. Exit code 0: whole; 1: something is wrong.
    """
    from detente.record.backup import back_up
    from detente.record.doctor import Check, iter_checks

    record = Path(path)
    checks: list[Check] = []
    for check in iter_checks(record):
        checks.append(check)
        if not is_json:
            _show(check)
    is_whole = all(check.verdict != "bad" for check in checks)
    copied = None
    if backup is not None and is_whole:
        size = back_up(record, backup)
        copied = {"file": str(backup), "bytes": size}
        if not is_json:
            click.echo(f"backup  written to {backup} ({size / 1e6:,.1f} MB)")
    elif backup is not None:
        click.echo("No backup was written: what is wrong would replace what may be right.", err=True)
    if is_json:
        told = {"record": path, "is_whole": is_whole, "checks": [c._asdict() for c in checks], "backup": copied}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if is_whole else 1


def _show(check: object) -> None:
    from detente.record.doctor import Check

    if isinstance(check, Check):
        text = check.found + (f". {check.todo}" if check.todo else "")
        head = f"{_MARKS[check.verdict]}  {check.name:<11} "
        click.echo(textwrap.fill(text, 80, initial_indent=head, subsequent_indent=" " * len(head)))
