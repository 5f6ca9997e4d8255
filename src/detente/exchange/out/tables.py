"""Tables to CSV and Parquet, row after row, with the schema of their columns.

Parquet is written by DuckDB, which the project reads files with already: no further library, and the columns are
declared before the first row. Its rows go by way of a plain text file, so that no more than a few are held at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

from detente import __version__
from detente.errors import InputError
from detente.exchange.out.columns import Column
from detente.flat import write_csv
from detente.spreadsheet import safe

Rows = Iterable[Mapping[str, Any]]
_SQL = {"text": "VARCHAR", "day": "DATE", "whole": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN"}
_MEMORY = 96 << 20
"""Bytes that DuckDB may take: it keeps what it has read of the stage until then."""
_MOST_MEMORY = 4 << 30
_BUFFER = 4 << 20
_AT_ONCE = 2048
"""Rows that DuckDB holds whole, however long they are."""
_COPY = """
    COPY (SELECT * FROM read_csv(
        $stage, columns = {columns}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
        nullstr = '', allow_quoted_nulls = false, new_line = '\\n', strict_mode = true, parallel = false,
        max_line_size = {longest}, buffer_size = {buffer}
    )) TO '{target}' (
        FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480, ROW_GROUP_SIZE_BYTES '16MB',
        KV_METADATA {{detente: '{version}'}}
    )
"""


def write_table_csv(rows: Rows, columns: Sequence[Column], target: Path, *, raw: bool = False) -> int:
    """Write rows that fit their columns as CSV and return how many there were; cells are safe unless `raw`."""
    if not raw:
        rows = _safe(rows, columns)
        columns = [column._replace(name=safe(column.name)) for column in columns]
    names = [column.name for column in columns]
    with target.open("w", encoding="utf-8", newline="") as out:
        return write_csv(rows, out, names, raw=True)


def _safe(rows: Rows, columns: Sequence[Column]) -> Iterator[Mapping[str, Any]]:
    told = [(column.name, safe(column.name)) for column in columns]
    for row in rows:
        yield {heading: safe(cell) if isinstance(cell := row[name], str) else cell for name, heading in told}


@contextmanager
def staged(columns: Sequence[Column], target: Path) -> Iterator[Stage]:
    """A stage to put rows on, which becomes the Parquet file `target` at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            stage = Stage(columns, out)
            yield stage
        _to_parquet(path, stage, target)


class Stage:
    """The rows of a table as plain text, in which nothing (no mark) and an empty text ("") are two."""

    def __init__(self, columns: Sequence[Column], out: IO[str]) -> None:
        self.columns, self._out = columns, out
        self._names = [column.name for column in columns]
        self.count = 0
        self.longest = 0
        """Bytes of the longest row."""

    def put(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        line = ",".join([_cell(row[name]) for name in self._names]) + "\n"
        self._out.write(line)
        self.longest = max(self.longest, len(line) if line.isascii() else len(line.encode()))
        self.count += 1

    def passing(self, rows: Rows) -> Iterator[Mapping[str, Any]]:
        """The same rows, each written as it passes."""
        for row in rows:
            self.put(row)
            yield row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else repr(value)


def _to_parquet(path: Path, stage: Stage, target: Path) -> None:
    import duckdb

    declared = ", ".join(f"'{column.name}': '{_SQL[column.kind]}'" for column in stage.columns)
    statement = _COPY.format(
        columns=f"{{{declared}}}",
        longest=max(_BUFFER, stage.longest + 1),
        buffer=2 * max(_BUFFER, stage.longest + 1),
        target=str(target).replace("'", "''"),
        version=__version__,
    )
    memory = max(_MEMORY, min(_MOST_MEMORY, 2 * _AT_ONCE * stage.longest))
    # One thread reads and writes in the order of the rows. Told to keep it, DuckDB would hold them all first.
    limits: dict[str, Any] = {"threads": 1, "preserve_insertion_order": False, "memory_limit": f"{memory >> 20}MiB"}
    connection = duckdb.connect(config=limits | {"temp_directory": str(path.parent)})
    try:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(statement, {"stage": str(path)})
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise InputError(
            f"The Parquet file cannot be written: {first}", f"file: {target}", "Check its folder and its disk."
        ) from error
    finally:
        connection.close()
