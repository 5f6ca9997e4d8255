"""CAMEO codes as ICEWS files them: name, quad class, Goldstein weight, and the PLOVER type they stand for.

Codes stay text: "010" is another code than "10".
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.errors import TableError


class Cameo(NamedTuple):
    """One CAMEO code. `quad` is by the ICEWS/KEDS habit (roots 01-05, 06-08, 09-13, 14-20), not PLOVER's."""

    code: str
    name: str
    type: str | None
    mode: str | None
    quad: int
    goldstein: float
    intensity: float | None
    one_act: str | None
    """The act that two rows name together, where ICEWS files it once from each side; else None."""


@cache
def codes() -> dict[str, Cameo]:
    """All codes, by code. Raises TableError on a damaged line."""
    found: dict[str, Cameo] = {}
    text = (files("detente.exchange") / "data" / "cameo.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith(("#", "code\t")):
            continue
        try:
            code, name, kind, mode, quad, goldstein, intensity, act = line.split("\t")
            found[code] = Cameo(
                *(code, name, kind or None, mode or None, int(quad), float(goldstein)),
                *(float(intensity) if intensity else None, act or None),
            )
        except ValueError as error:
            raise TableError(str(error), f"cameo.tsv, line {number}", "Reinstall détente.") from error
    return found


def find_code(code: str, name: str | None = None) -> Cameo | None:
    """The code as filed, repaired where a spreadsheet took its leading zero and the name says so; None if unknown.

    >>> find_code("40", "Consult").code
    '040'
    """
    table = codes()
    cell = code.strip().removesuffix(".0")
    if name is not None and (named := find_name(name)) is not None and named.code in (cell, f"0{cell}"):
        return named
    return table.get(cell) or (table.get(f"0{cell}") if len(cell) == 1 else None)


def find_name(name: str) -> Cameo | None:
    """The code with this name, in any case, with or without punctuation, underscores for blanks; None if unknown."""
    return _by_name().get(_folded(name))


@cache
def _by_name() -> dict[str, Cameo]:
    found: dict[str, Cameo] = {}
    for cameo in sorted(codes().values(), key=lambda c: -len(c.code)):
        found.setdefault(_folded(cameo.name), cameo)  # of a root and its first code, the code: 020 before 02
    return found


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower())
