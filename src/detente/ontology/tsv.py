"""Reading the project's own tables: tab separated, one header line, comments on lines that start with "#"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from detente.errors import TableError


class Row(NamedTuple):
    """One line of a table: its number in the file, counted from 1, and its cells by column name."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table in the order of the file, cells stripped of outer blanks.

    Raises TableError when the file is missing, its header differs from `columns`, or a row has another number of cells.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise TableError(
            f"The table cannot be read: {error.strerror}.", f"file: {path}", "Put the file there."
        ) from error
    is_first = True
    for line, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = [c.strip() for c in raw.rstrip("\r").split("\t")]
        if is_first:
            is_first = False
            if tuple(cells) != columns:
                raise fault(path, line, f"The header reads {cells}.", f"Make it {' <tab> '.join(columns)}.")
            continue
        if len(cells) != len(columns):
            raise fault(
                path, line, f"The row has {len(cells)} cells, the header {len(columns)}.", "Put one tab between cells."
            )
        yield Row(line, dict(zip(columns, cells, strict=True)))


def fault(path: Path, line: int, what: str, todo: str) -> TableError:
    """The error for one line of a table: what is wrong, file and line, and what to do."""
    return TableError(what, f"file: {path}, line {line}", todo)


def listed(cell: str, separator: str = ",") -> tuple[str, ...]:
    """The items of a cell; empty for an empty cell."""
    if separator not in cell:
        return (cell,) if cell else ()
    return tuple(x for x in (item.strip() for item in cell.split(separator)) if x)
