"""The room's tables: outlets and agencies, and the lines of a page that are not its report."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.errors import TableError


class Outlet(NamedTuple):
    """Who publishes: the name to show, whether it is an agency, its other spellings and its domains."""

    name: str
    is_agency: bool
    aliases: tuple[str, ...]
    domains: tuple[str, ...]


class Notice(NamedTuple):
    """A pattern of a line that is not report; it does not hold for paragraphs longer than `limit` characters."""

    kind: str
    limit: int
    pattern: re.Pattern[str]


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every outlet of the table."""
    rows = _rows("outlets.tsv", 4)
    return tuple(
        Outlet(name, kind == "agency", _split(aliases), _split(domains)) for name, kind, aliases, domains in rows
    )


@cache
def agency_names() -> dict[str, str]:
    """Spelling to name, for outlets whose name stands in datelines and credits."""
    return {alias: o.name for o in outlets() if o.is_agency for alias in (o.name, *o.aliases)}


@cache
def agency_pattern() -> str:
    """Any spelling of an agency, longest first, as a group of a regular expression."""
    names = sorted(agency_names(), key=lambda n: (-len(n), n))
    return "(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])"


@cache
def outlet_names() -> dict[str, str]:
    """Spelling in small letters to name, for every outlet."""
    return {alias.lower(): o.name for o in outlets() for alias in (o.name, *o.aliases)}


@cache
def domains() -> dict[str, str]:
    """Domain to outlet name."""
    return {domain: o.name for o in outlets() for domain in o.domains}


@cache
def notices() -> tuple[Notice, ...]:
    """Every pattern of the table, in its order: the first that fits decides."""
    return tuple(_notice(*row) for row in _rows("notices.tsv", 3))


def _notice(kind: str, limit: str, pattern: str) -> Notice:
    # Small and capital letters count alike, but a name must begin with a capital.
    pattern = pattern.replace("[A-Z]", "(?-i:[A-Z])")
    try:
        return Notice(kind, int(limit), re.compile(pattern, re.IGNORECASE | re.DOTALL))
    except (re.error, ValueError) as error:
        raise TableError(f"The line is not valid: {error}.", f"notices.tsv: {pattern}", "Correct it.") from error


def _rows(name: str, width: int) -> list[list[str]]:
    lines = files("detente.reading").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise TableError(f"{width} columns expected, {len(cells)} found.", f"{name}, line {number}", "Correct it.")
        rows.append(cells)
    return rows[1:]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
