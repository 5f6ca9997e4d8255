"""Numbers of things in words."""

from __future__ import annotations

_ODD = {"entries": "entry", "countries": "country", "bodies": "body", "dispatches": "dispatch"}


def plural(n: int, word: str, several: str | None = None) -> str:
    """A number with its noun, given in the singular.

    >>> plural(1, "report"), plural(1200, "report"), plural(0, "body", "bodies")
    ('1 report', '1,200 reports', '0 bodies')
    """
    return f"{n:,} {word}" if n == 1 else f"{n:,} {several or word + 's'}"


def counted(n: int, words: str) -> str:
    """The same of a noun given in the plural: a table's name, a unit.

    >>> counted(1, "event codings"), counted(2, "rows")
    ('1 event coding', '2 rows')
    """
    if n != 1:
        return f"{n:,} {words}"
    *before, last = words.split(" ")
    return " ".join([f"{n:,}", *before, _ODD.get(last) or last.removesuffix("s")])
