"""How every command that asks the record gives its answer: the formats, the file, the time limit."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from detente.exchange.out.columns import Column

Rows = Iterable[Mapping[str, Any]]
_F = TypeVar("_F", bound=Callable[..., Any])
FORMS = ("table", "json", "jsonl", "csv", "parquet")


@dataclass(frozen=True, slots=True)
class Answering:
    """How an answer is wanted: form, file or standard output, and the longest time of looking for it."""

    form: str
    target: Path | None
    seconds: float

    @property
    def is_table(self) -> bool:
        """Whether it is for reading."""
        return self.form == "table"

    @contextmanager
    def text(self) -> Iterator[IO[str]]:
        """Where text goes: standard output, or a file that appears when all is written."""
        if self.target is None:
            yield sys.stdout
            return
        from detente.exchange.files import writing

        with writing(self.target) as stream:
            yield stream

    def give(self, objects: Rows, rows: Callable[[], Rows], columns: Sequence[Column]) -> None:
        """Write an answer that is no table for reading: `objects` as JSON, or the flat `rows` as CSV or Parquet."""
        from detente.flat import dumps, write_csv

        if self.form == "parquet":
            self._parquet(rows(), columns)
            return
        with self.text() as out:
            if self.form == "csv":
                write_csv(rows(), out, [column.name for column in columns])
            elif self.form == "jsonl":
                out.writelines(dumps(one) + "\n" for one in objects)
            else:
                out.write("[")
                for number, one in enumerate(objects):
                    out.write((",\n" if number else "") + dumps(one))
                out.write("]\n")

    def _parquet(self, rows: Rows, columns: Sequence[Column]) -> None:
        from detente.exchange.out.aside import file_aside
        from detente.exchange.out.columns import Fitting
        from detente.exchange.out.tables import staged

        def write(path: Path) -> None:
            with staged(columns, path) as stage:
                for row in Fitting(columns).rows(rows):
                    stage.put(row)

        if self.target is not None:
            with file_aside(self.target) as part:
                write(part)
            return
        if sys.stdout.isatty():
            raise click.UsageError("A Parquet file needs a name: -o NAME.")
        with tempfile.TemporaryDirectory(prefix="detente-") as folder:
            write(Path(folder) / "out")
            sys.stdout.flush()
            with (Path(folder) / "out").open("rb") as stream:
                shutil.copyfileobj(stream, sys.stdout.buffer)
            sys.stdout.buffer.flush()


def answer_options(command: _F) -> _F:
    """Give a command --format, -o and --timeout, passed to it as one `answering`."""
    from functools import wraps

    @click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
    @click.option(
        *("-o", "--output", "target_file"), type=click.Path(path_type=Path, dir_okay=False), help="Into this file."
    )
    @click.option(
        *("--timeout", "seconds"),
        type=click.FloatRange(0),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="Longest search; 0 sets no limit.",
    )
    @wraps(command)
    def answered(*args: Any, form: str, target_file: Path | None, seconds: float, **others: Any) -> Any:
        return command(*args, answering=Answering(form, target_file, seconds), **others)

    return answered  # type: ignore[return-value]
