"""ACLED's actors: their country by their name, their sector by their name and by ACLED's kind of actor (inter)."""

from __future__ import annotations

import re
from functools import cache

from detente.exchange.cells import folded
from detente.exchange.countries import country_of
from detente.exchange.filed import FiledActor

_STATE = re.compile(
    r"(?P<body>Military Forces|Police Forces|Government|Mutiny of Military Forces) of (?:the )?(?P<country>[^(]+?)\s*"
    r"(?:\((?P<years>[^)]*)\)(?P<part>.*))?$"
)
_BRACKETS = re.compile(r"\(([^()]+)\)")
_BODIES = {"military forces": "MIL", "police forces": "COP", "government": "GOV", "mutiny of military forces": "REB"}
_FIRST_WORDS = (
    ("Private Security Forces", "BUS"),
    ("Unidentified Gang", "CRM"),
    ("Unidentified Armed Group", "UAF"),
    ("Protesters", "CVL"),
    ("Rioters", "CVL"),
    ("Civilians", "CVL"),
    ("Farmers", "AGR"),
    ("Labor Group", "LAB"),
    ("Labour Group", "LAB"),
    ("Students", "EDU"),
    ("Teachers", "EDU"),
    ("Journalists", "JRN"),
    ("Refugees/IDPs", "REF"),
    ("Prison Guards", "COP"),
    ("Health Workers", "MED"),
)
_INTER = {
    **{"1": "GOV", "stateforces": "GOV"},
    **{"2": "REB", "rebelgroup": "REB", "rebelgroups": "REB", "rebelforces": "REB"},
    **{"3": "PRM", "politicalmilitia": "PRM", "politicalmilitias": "PRM"},
    **{"4": "PRM", "identitymilitia": "PRM", "identitymilitias": "PRM", "communalmilitias": "PRM"},
    **{"5": "CVL", "rioters": "CVL", "6": "CVL", "protesters": "CVL", "7": "CVL", "civilians": "CVL"},
    **{"8": "UNK", "externalotherforces": "UNK", "otherforces": "UNK"},
}
"""Kinds of actors, as numbers until 2024 and in words since."""
_TOO_WIDE = frozenset({"international"})


def actor_of(name: str, inter: str) -> FiledActor:
    """The actor of that name and kind.

    >>> actor_of("Military Forces of Russia (2000-)", "1")[1:4:2]
    ('RUS', 'MIL')
    >>> actor_of("Protesters (India)", "Protesters")[1:4:2]
    ('IND', 'CVL')
    """
    state = _STATE.match(name)
    if state:
        code = country_of(state["country"]) or _usual(state["country"])
        sector = _BODIES[state["body"].lower()]
        if code is not None:
            return FiledActor(name, code, inter or None, sector)
    kind = _INTER.get(folded(inter))
    sector = next((sector for words, sector in _FIRST_WORDS if name.startswith(words)), kind or "UNK")
    for told in reversed(_BRACKETS.findall(name)):
        code = None if told.casefold() in _TOO_WIDE else country_of(told) or _usual(told)
        if code is not None:
            return FiledActor(name, code, inter or None, sector)
    return FiledActor(name, _country_of_group(name), inter or None, sector)


@cache
def _usual(name: str) -> str | None:
    """The code of a country by any name that this program has for it."""
    from detente.actors.folding import fold

    return _forms().get(fold(name))


@cache
def _forms() -> dict[str, str]:
    from detente.actors.folding import fold
    from detente.actors.rows import CountryForm
    from detente.actors.tables import load

    found: dict[str, str] = {}
    for row in load().rows("country"):
        if isinstance(row, CountryForm) and row.kind in ("name", "historical"):
            found.setdefault(fold(row.form), row.code)
    return found


@cache
def _country_of_group(name: str) -> str | None:
    """The country of an armed group in this program's tables, by its name or what stands before or after a colon."""
    from detente.actors.folding import fold

    forms = [name, *name.split(":"), _BRACKETS.sub("", name)]
    countries = {country for form in forms for country in _groups().get(fold(form.strip()), ())}
    return countries.pop() if len(countries) == 1 else None


@cache
def _groups() -> dict[str, frozenset[str]]:
    from detente.actors.folding import fold
    from detente.actors.rows import Group
    from detente.actors.tables import load

    found: dict[str, set[str]] = {}
    for row in load().rows("group"):
        if isinstance(row, Group) and row.country is not None:
            for form in (row.name, *row.aliases):
                found.setdefault(fold(form), set()).add(row.country)
    return {form: frozenset(countries) for form, countries in found.items()}
