"""The PLOVER sector of an actor as ICEWS files it: by its sector column, or by its name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from detente.exchange.countries import country_of


def sector_of(name: str, sectors: str | None = None) -> str | None:
    """The sector of an actor; None where neither its sectors nor its name tell.

    >>> sector_of("Police (India)"), sector_of("India"), sector_of("X", "Parties,Opposition Coalition Party")
    ('COP', 'GOV', 'OPP')
    """
    if sectors:
        told = {word.strip().casefold() for word in sectors.split(",")}
        for words, sector in _rows("sector"):
            if words in told:
                return sector
    plain = name.replace("_", " ").strip()
    if country_of(plain) is not None:
        return "GOV"
    agent = plain.partition(" (")[0].strip().casefold()
    found = dict(_rows("agent")).get(agent)
    if found is not None:
        return found
    from detente.actors.tables import load

    return "GOV" if load().people(plain) else None


@cache
def _rows(kind: str) -> tuple[tuple[str, str], ...]:
    text = (files("detente.exchange") / "data" / "icews_sectors.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return tuple((words.casefold(), sector) for is_of, words, sector in lines[1:] if is_of == kind)
