"""Rows as a table for a terminal of 80 columns: columns are as wide as needed, the last ones are cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_WIDTH = 80
_MOST = 30
_CONTROL = ("Cc", "Cf", "Cs")


def text_table(heads: Sequence[str], rows: Sequence[Sequence[object]], *, width: int = _WIDTH) -> Iterator[str]:
    """The lines of the table, heads first. None is a dash; characters that act on a terminal are replaced."""
    cells = [["–" if cell is None else _plain(str(cell)) for cell in row] for row in rows]
    last = len(heads) - 1
    widths = [max([len(heads[i]), *(min(_MOST, len(row[i])) for row in cells)]) for i in range(len(heads))]
    widths[last] = max(10, width - sum(widths[:last]) - 2 * last)
    for row in ([str(h) for h in heads], *cells):
        yield "  ".join(_cut(cell, widths[i]).ljust(widths[i]) for i, cell in enumerate(row)).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _plain(text: str) -> str:
    line = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) in _CONTROL else c for c in line)
