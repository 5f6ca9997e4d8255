"""The country under which ICEWS files an actor: by its country column, or by the actor's name."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


def country_of(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of a country's name as ICEWS writes it, in any case; None where it is no country.

    >>> country_of("Russian Federation")
    'RUS'
    """
    return _codes().get(name.strip().casefold())


def country_of_actor(name: str) -> str | None:
    """The country of an actor by its name: its own, that in brackets, or that of the person; None where unknown.

    >>> country_of_actor("Citizen (Nigeria)"), country_of_actor("Citizen_(Nigeria)")
    ('NGA', 'NGA')
    """
    plain = name.replace("_", " ").strip()
    found = country_of(plain)
    if found is not None:
        return found
    brackets = _BRACKETS.search(plain)
    if brackets:
        return country_of(brackets[1])
    from detente.actors.tables import load

    countries = {spell.country for spell in load().people(plain)}
    return countries.pop() if len(countries) == 1 else None


def usual_name(code: str) -> str | None:
    """The usual English name of a country by its code; None where it is no country."""
    return _names().get(code)


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in _rows():
        found.setdefault(code, name)
    return found


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for name, code in _rows()}


def _rows() -> list[tuple[str, str]]:
    text = (files("detente.exchange") / "data" / "icews_countries.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return [(name, code) for name, code in lines[1:]]
