"""Text inside Markdown: what users and reports wrote stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from detente.exchange.out.clean import clean

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def plain(text: object) -> str:
    """The text on one line, its signs that Markdown would take for its own escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(clean(str(text)).split()))


def code(text: object) -> str:
    """The text as code, whatever backticks it holds."""
    line = " ".join(clean(str(text)).split())
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}" if "`" in line else f"`{line}`"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a table; None is an empty cell. Cells are escaped."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join("" if cell is None else plain(cell) for cell in row) + " |"
