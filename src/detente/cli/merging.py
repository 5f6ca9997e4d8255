"""Events brought up to date before a command asks for them, with word of how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.wording import plural

if TYPE_CHECKING:
    from detente.record import Record
    from detente.record.merging import Merged

_EVERY = 5000


def bring_events(record: Record, *, rebuild: bool = False) -> None:
    """Merge what came in since the last time, or all anew; where another process is writing, say what is missing."""
    from detente.record import merging
    from detente.record.store import trouble

    with trouble(record.path):
        if rebuild:
            merging.rebuild(record.connection, told=_told)
        elif not merging.merge_if_free(record.connection, told=_told):
            click.echo("What came in last is not merged yet: another process writes to the record.", err=True)


def _told(merged: Merged) -> None:
    if merged.codings and merged.codings % _EVERY == 0:
        click.echo(f"{plural(merged.codings, 'coding')} merged", err=True)
