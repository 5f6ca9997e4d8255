"""The dyad-day table that a command asks: out of a record, or a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detente.record import Record
    from detente.relations.days import DyadDays
    from detente.relations.values import Act, Side, Unit

_F = TypeVar("_F", bound=Callable[..., Any])
_DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(frozen=True, slots=True)
class TableAsked:
    """Which table a command is asked about, and which days of it, both inclusive."""

    record: Path
    days: Path | None = None
    origin: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    count: Unit = "events"
    """What is counted of the reports in a record: events, each once, or codings."""

    def check(self) -> None:
        """Raise AskError where the period ends before it begins."""
        from detente.errors import AskError

        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise AskError(
                "The period ends before it begins.",
                f"asked: {self.first_day} to {self.last_day}",
                "Give --from a day no later than --to.",
            )

    def options(self) -> list[str]:
        """The same as options of a command line, to show how an answer is made again."""
        told = ["--days", str(self.days)] if self.days else ["--record", str(self.record)]
        for option, value in (("--origin", self.origin), ("--from", self.first_day), ("--to", self.last_day)):
            told += [option, str(value)] if value is not None else []
        return [*told, "--count", self.count] if self.count != "events" else told


@dataclass(frozen=True, slots=True)
class Table:
    """An open table: its days, and the record they come from, if they do."""

    days: DyadDays
    record: Record | None

    def code(self, words: str) -> str:
        """The code of an actor of the table. Raises AskError with the three nearest where there is none."""
        return code_in(self.days, words)

    def name(self, code: str) -> str:
        """The usual name of a code: "Iran", "Thailand, civilians"."""
        from detente.relations.naming import name_in_file, name_of_party

        return name_of_party(code) if self.record is not None else name_in_file(code)

    def acts(
        self,
        dyads: Sequence[tuple[str, str]],
        first_day: date,
        last_day: date,
        *,
        side: Side | None = None,
        limit: int = 20,
    ) -> tuple[Act, ...]:
        """The events behind a number; () of a table from a file, which has none."""
        from detente.relations.behind import acts_behind

        if self.record is None:
            return ()
        chosen = self.days
        return acts_behind(
            self.record, chosen.origin, dyads, first_day, last_day, side=side, limit=limit, count=chosen.unit
        )


def code_in(days: DyadDays, words: str) -> str:
    """The code of the words in the table. Raises AskError where nobody is called so or the table has none of it."""
    from detente.relations.naming import code_in_table

    return code_in_table(words, days.codes, days.origin)


def table_options(command: _F) -> _F:
    """Give a command --record, --days, --origin, --count, --from and --to, passed to it as one `asked`."""
    from functools import wraps

    @click.option("--record", "path", default="detente.db", show_default=True, help="The record's file.")
    @click.option(
        *("--days", "days_file"),
        type=click.Path(path_type=Path, dir_okay=False),
        help="Ask this CSV or Parquet file of dyad-days instead of a record.",
    )
    @click.option("--origin", help="Which events of the record: icews, icews18, détente … [the one with most events]")
    @click.option(
        "--count",
        type=click.Choice(["events", "codings"]),
        help="Of a record's reports: events, each once however many reports tell it, or every coding.  [events]",
    )
    @click.option("--from", "first_day", type=_DAY, help="First day, inclusive.")
    @click.option("--to", "last_day", type=_DAY, help="Last day, inclusive.")
    @wraps(command)
    def asking(
        *args: Any,
        path: str,
        days_file: Path | None,
        origin: str | None,
        count: Unit | None,
        first_day: datetime | None,
        last_day: datetime | None,
        **others: Any,
    ) -> Any:
        if days_file is not None and count is not None:
            raise click.UsageError("--count asks a record; --days names a file.")
        first, last = (day.date() if day else None for day in (first_day, last_day))
        asked = TableAsked(Path(path), days_file, origin, first, last, count or "events")
        return command(*args, asked=asked, **others)

    return asking  # type: ignore[return-value]


@contextmanager
def open_table(asked: TableAsked) -> Iterator[Table]:
    """The table asked for. Raises AskError, InputError or RecordError where there is none, or no day in it."""
    from detente.errors import AskError

    asked.check()
    if asked.days is not None:
        from detente.relations.dayfile import read_days

        days = read_days(asked.days).within(asked.first_day, asked.last_day)
        if days.first_day > days.last_day or not len(days):
            raise AskError(
                "The table has no events in this period.",
                f"asked: {asked.first_day or '…'} to {asked.last_day or '…'}; file: {asked.days}",
                "Ask for days that the table knows.",
            )
        yield Table(days, None)
        return
    from detente.cli.merging import bring_events
    from detente.record import Record
    from detente.relations.sources import days_of

    with Record.open(asked.record, create=False) as record:
        if asked.count == "events":
            bring_events(record)
        days = days_of(
            record, origin=asked.origin, first_day=asked.first_day, last_day=asked.last_day, count=asked.count
        )
        yield Table(days, record)
