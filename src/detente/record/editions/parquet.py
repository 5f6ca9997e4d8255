"""The tables of an edition for DuckDB, the same columns whether a table is there or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import RecordError
from detente.record.editions.manifest import Edition
from detente.record.editions.tables import TABLES, without_words

if TYPE_CHECKING:
    import duckdb

_SQL = {"text": "VARCHAR", "day": "DATE", "whole": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN"}
_MEMORY = "512MB"
_BLOCK = 20_000
_ANEW = "Take the edition anew."


def pattern_of(path: Path) -> str:
    """The path as DuckDB takes it for that one file: signs of its patterns mean themselves."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def iter_tuples(path: Path, names: Sequence[str], optional: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a file in its order, these columns of it; days as text. Of `optional` ones None where it lacks them.

    Raises RecordError where it cannot be read or lacks a column.
    """
    import duckdb

    connection = duckdb.connect(config={"threads": 1, "memory_limit": _MEMORY})
    try:
        connection.execute("SET enable_progress_bar = false")
        pattern = pattern_of(path)
        kinds = {
            row[0]: row[1] for row in connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [pattern]).fetchall()
        }
        missing = [name for name in names if name not in kinds]
        if missing:
            raise RecordError(f"A table of the edition lacks columns: {', '.join(missing)}.", f"file: {path}", _ANEW)
        told = ", ".join(_read_as(name, kinds.get(name)) for name in (*names, *optional))
        found = connection.execute(f"SELECT {told} FROM read_parquet(?)", [pattern])
        while block := found.fetchmany(_BLOCK):
            yield from block
    except duckdb.Error as error:
        raise RecordError(f"A table of the edition cannot be read: {error}.", f"file: {path}", _ANEW) from error
    finally:
        connection.close()


def _read_as(name: str, kind: str | None) -> str:
    if kind is None:
        return "NULL"
    return f'CAST("{name}" AS VARCHAR)' if kind == "DATE" else f'"{name}"'


@contextmanager
def opened(**editions: Edition) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with each table of each edition as a view, `one_codings` for one=…; words of reports left out."""
    import duckdb

    connection = duckdb.connect(config={"threads": 1, "memory_limit": _MEMORY})
    try:
        connection.execute("SET enable_progress_bar = false")
        for name, edition in editions.items():
            for table in TABLES:
                columns = without_words(table.columns)
                path = edition.path(table.name)
                if path is None:
                    told = ", ".join(f'NULL::{_SQL[c.kind]} AS "{c.name}"' for c in columns)
                    connection.execute(f"CREATE VIEW {name}_{table.name} AS SELECT {told} WHERE false")
                else:
                    told = ", ".join(f'"{c.name}"' for c in columns)
                    quoted = pattern_of(path).replace("'", "''")
                    connection.execute(
                        f"CREATE VIEW {name}_{table.name} AS SELECT {told} FROM read_parquet('{quoted}')"
                    )
        yield connection
    finally:
        connection.close()
