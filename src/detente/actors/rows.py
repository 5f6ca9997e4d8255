"""The rows of the knowledge tables: what is known of countries, people, bodies, groups, roles and news agencies.

A table is a TSV file: lines that begin with # are comments, the first other line names the columns, empty is None.
Days are ISO dates, inclusive; an empty first or last day means without bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["country", "body", "group", "person", "role", "agency"]

COUNTRY_KINDS = ("name", "historical", "adjective", "noun", "capital", "seat", "region", "city")
BODY_KINDS = ("igo", "ngo", "court", "bank", "agency", "company", "media", "alliance", "university", "union", "church")
ROLE_KINDS = ("person", "group", "institution")
AGENCY_KINDS = ("agency", "newspaper", "broadcaster", "site", "magazine")
SECTORS = {
    "GOV": "executive, ruling parties, ministries",
    "MIL": "state military",
    "COP": "police, investigators",
    "JUD": "judges, courts",
    "LEG": "parliament, lawmakers",
    "PRM": "paramilitaries not against the government",
    "PTY": "parties",
    "REB": "armed opposition",
    "SPY": "state intelligence",
    "UAF": "unidentified armed men",
    "UNK": "unidentified",
    "SOC": "other civil society",
    "REL": "religious bodies",
    "AGR": "farm labour, peasants",
    "BUS": "business, not multinationals",
    "CRM": "criminals, gangs",
    "CVL": "unarmed civilians, protesters, activists not covered elsewhere",
    "EDU": "schools, teachers, students",
    "ELI": "former officials, officials' families, exiles",
    "JRN": "journalists, media",
    "LAB": "workers, unions",
    "MED": "health",
    "REF": "refugees, displaced",
    "OPP": "political opposition",
    "PRE": "partially recognised entity",
}
"""PLOVER.md section 5: what each sector means."""


def _bound(day: date | None, first: date | None, last: date | None) -> bool:
    return day is None or ((first is None or first <= day) and (last is None or day <= last))


@dataclass(frozen=True, slots=True)
class CountryForm:
    """A word or phrase that stands for a country: a name, an adjective, a capital, a seat of power, a city …"""

    form: str
    kind: str
    code: str
    sector: str | None = None
    cased: bool = False
    first_day: date | None = None
    last_day: date | None = None
    note: str | None = None
    """"ambiguous …" says what else the form may mean; "part of XXX" names the territory of a dependency."""

    def holds_on(self, day: date | None) -> bool:
        """Whether the form was in use on that day; True for an unknown day."""
        return _bound(day, self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class Spell:
    """One spell of office or leadership of one person."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    role: str | None
    first_day: date | None = None
    last_day: date | None = None
    code: str | None = None
    """Code of the international body or the group that the person leads, else None."""

    def holds_on(self, day: date | None) -> bool:
        """Whether the spell covers that day; True for an unknown day."""
        return _bound(day, self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class Body:
    """An international body, or a national one (then with its country), a company, a court …"""

    code: str | None
    name: str
    aliases: tuple[str, ...]
    sector: str | None
    country: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group, a party, a gang."""

    code: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    first_day: date | None = None
    last_day: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether the group is known to exist, in this sector, on that day; True for an unknown day."""
        return _bound(day, self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun ("foreign minister", "rebels") with its sector; `role` is the title in plain words."""

    phrase: str
    kind: str
    sector: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, newspaper or broadcaster, for attribution only."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    kind: str


Row = CountryForm | Spell | Body | Group | Role | Agency

COLUMNS: dict[Kind, tuple[str, ...]] = {
    "country": ("form", "kind", "code", "sector", "cased", "first_day", "last_day", "note"),
    "body": ("code", "name", "aliases", "sector", "country", "kind"),
    "group": ("code", "name", "aliases", "country", "sector", "first_day", "last_day"),
    "person": ("name", "aliases", "country", "code", "sector", "role", "first_day", "last_day"),
    "role": ("phrase", "kind", "sector", "role"),
    "agency": ("name", "aliases", "country", "kind"),
}
"""The columns of each table, in the order of the file."""

FORMS: dict[Kind, tuple[int, ...]] = {
    "country": (0,),
    "body": (1, 2),
    "group": (1, 2),
    "person": (0, 1),
    "role": (0,),
    "agency": (0, 1),
}
"""Which columns hold the written forms; a | parts several."""


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def parse_row(kind: Kind, cells: list[str]) -> Row:
    """The row of a table's line, cut at tabs. Raises ValueError on a bad date or a missing cell."""
    c = cells + [""] * (len(COLUMNS[kind]) - len(cells))
    if kind == "country":
        return CountryForm(c[0], c[1], c[2], c[3] or None, bool(c[4]), _day(c[5]), _day(c[6]), c[7] or None)
    if kind == "person":
        return Spell(
            c[0], _several(c[1]), c[2] or None, c[4] or None, c[5] or None, _day(c[6]), _day(c[7]), c[3] or None
        )
    if kind == "body":
        return Body(c[0] or None, c[1], _several(c[2]), c[3] or None, c[4] or None, c[5])
    if kind == "group":
        return Group(c[0], c[1], _several(c[2]), c[3] or None, c[4], _day(c[5]), _day(c[6]))
    if kind == "role":
        return Role(c[0], c[1], c[2], c[3] or None)
    return Agency(c[0], _several(c[1]), c[2] or None, c[3])
