"""Reading the project's own tables: tab separated, one header line, comments on lines that start with "#"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detente.errors import TableError


class Row(NamedTuple):
    """One line of a table: its number in the file, counted from 1, and its cells by column name."""

    line: int
    cells: dict[str, str]


def read_text(path: Path) -> str:
    """The text of a table, line ends made "\\n". Raises TableError where it is missing or no UTF-8 text."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise TableError(
            f"The table cannot be read: {error.strerror}.", f"file: {path}", "Put the file there."
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise fault(
            path, line, f"The table is not UTF-8 text: {error.reason}.", "Save it as UTF-8, cells parted by tabs."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_rows(path: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[Row]:
    """The rows of a table in the order of the file, cells stripped of outer blanks.

    Columns of `optional` may follow the others, all or none of them; where they do not, their cells are "".
    Raises TableError when the file is missing, its header differs, or a row has another number of cells.
    """
    header: tuple[str, ...] | None = None
    for line, raw in enumerate(read_text(path).split("\n"), start=1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = [c.strip() for c in raw.split("\t")]
        if header is None:
            header = tuple(cells)
            if header not in (columns, columns + optional):
                raise _wrong_header(path, line, cells, columns)
            continue
        if len(cells) != len(header):
            raise fault(
                path, line, f"The row has {len(cells)} cells, the header {len(header)}.", "Put one tab between cells."
            )
        yield Row(line, dict.fromkeys(optional, "") | dict(zip(header, cells, strict=True)))


@cache
def read_weights(path: Path) -> dict[str, float]:
    """A table of signs with the weight of each. Raises TableError, with its line, for a weight that is no number."""
    found = {}
    for line, cells in read_rows(path, ("sign", "weight")):
        try:
            found[cells["sign"]] = float(cells["weight"])
        except ValueError:
            raise fault(path, line, f"{cells['weight']!r} is no number.", "Teach the table again.") from None
    return found


def _wrong_header(path: Path, line: int, cells: list[str], columns: tuple[str, ...]) -> TableError:
    missing = [c for c in columns if c not in cells]
    what = f"The header reads {cells}" + (f": {', '.join(missing)} is missing." if missing else ".")
    return fault(path, line, what, f"Make it {' <tab> '.join(columns)}.")


def fault(path: Path, line: int, what: str, todo: str) -> TableError:
    """The error for one line of a table: what is wrong, file and line, and what to do."""
    return TableError(what, f"file: {path}, line {line}", todo)


def listed(cell: str, separator: str = ",") -> tuple[str, ...]:
    """The items of a cell; empty for an empty cell."""
    if separator not in cell:
        return (cell,) if cell else ()
    return tuple(x for x in (item.strip() for item in cell.split(separator)) if x)
