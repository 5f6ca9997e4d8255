"""Actors of a dyad-day table by name: "Iran", "IRN", "Thai protesters" (THA:CVL)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from detente.errors import AskError
from detente.exchange.countries import usual_name
from detente.record.names import code_of, name_of
from detente.values import STATE_SECTORS

SECTORS = {
    "AGR": "farmers",
    "BUS": "business",
    "CRM": "criminals",
    "CVL": "civilians",
    "EDU": "teachers and students",
    "ELI": "elites",
    "JRN": "journalists",
    "LAB": "workers",
    "MED": "health workers",
    "OPP": "opposition",
    "PRE": "breakaway authorities",
    "PRM": "paramilitaries",
    "PTY": "parties",
    "REB": "rebels",
    "REF": "refugees",
    "REL": "religious bodies",
    "SOC": "civil society",
    "UAF": "unidentified armed men",
    "UNK": "actors of no known sector",
}
"""PLOVER's sectors of those who do not act for a state, in words."""
_WORDS = re.compile(r"^(?P<country>.+?)[\s:,]+(?P<sector>[A-Za-z]{3})$")


def name_of_party(code: str) -> str:
    """The usual name of a party of a table.

    >>> name_of_party("THA:CVL"), name_of_party("THA")
    ('Thailand, civilians', 'Thailand')
    """
    country, _, sector = code.partition(":")
    return f"{name_of(country)}, {SECTORS.get(sector, sector)}" if sector else name_of(country)


def name_in_file(code: str) -> str:
    """The same of a party of a file of one's own, whose codes are as written: only states are called by name."""
    country, _, sector = code.partition(":")
    name = usual_name(country) or country
    return f"{name}, {SECTORS.get(sector, sector)}" if sector else name


def code_of_party(words: str, known: Iterable[str] = ()) -> str:
    """The code of a party: of a state by name or code, of a sector in it as "THA:CVL" or "Thai protesters".

    `known` are codes that are taken as they are written. Raises AskError with the nearest where nobody is called so.
    """
    asked = words.strip()
    codes = set(known)
    if asked in codes:
        return asked
    if asked.upper() in codes:
        return asked.upper()
    try:
        return code_of(asked, {code.split(":")[0] for code in codes})
    except AskError as unknown:
        found = _of_a_sector(asked, codes)
        if found is not None:
            return found
        near = get_close_matches(asked.upper(), sorted(codes), n=3, cutoff=0.7)
        if near and len(near) > len(codes & {code for code in near if f"({code})" in unknown.todo}):
            raise AskError(unknown.what, unknown.where, f"Did you mean {', '.join(map(_shown, near))}?") from None
        raise


def code_in_table(words: str, known: Iterable[str], origin: str) -> str:
    """The code of a party of a table. Raises AskError where nobody is called so, and where the table has none of it.

    Not to be among a table's actors is not to have done nothing: many origins file no bodies and few armed groups.
    """
    codes = sorted(known)
    found = code_of_party(words, codes)
    if found in codes or not codes:
        return found
    country, _, sector = found.partition(":")
    inside = [code for code in codes if code.startswith(f"{country}:")]
    todo = "Name an actor that it files: a country, mostly."
    if sector and inside:
        todo = f"It has {', '.join(map(_shown, inside))}."
    raise AskError(f"{origin} files nothing under {name_of_party(found)} ({found}).", f"asked: {words}", todo)


def _shown(code: str) -> str:
    name = name_of_party(code)
    return code if name == code else f"{name} ({code})"


def _of_a_sector(asked: str, codes: set[str]) -> str | None:
    """ "Thai protesters", "Thailand CVL": a country and, in its last words, a sector or a role noun."""
    from detente.actors.folding import fold
    from detente.actors.rows import Role
    from detente.actors.tables import load

    told = _WORDS.match(asked)
    if told and told["sector"].upper() in SECTORS:
        return f"{code_of(told['country'], codes)}:{told['sector'].upper()}"
    words = asked.split()
    for cut in range(1, len(words)):
        try:
            country = code_of(" ".join(words[:cut]), codes)
        except AskError:
            continue
        rest = fold(" ".join(words[cut:]))
        for row in load().rows("role"):
            if isinstance(row, Role) and row.sector and fold(row.phrase) in (rest, rest.removesuffix("s")):
                return country if row.sector in STATE_SECTORS else f"{country}:{row.sector}"
    return None
