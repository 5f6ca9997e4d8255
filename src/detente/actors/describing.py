"""What the words of a phrase say about its actor: of which state or body, in which sector, with which role."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from detente.actors.phrases import Phrase
from detente.actors.rows import Agency, Body, CountryForm, Group
from detente.actors.scan import Hit
from detente.actors.tables import Knowledge
from detente.values import STATE_SECTORS, Actor

_USUAL = {
    "ARE": "United Arab Emirates", "ATG": "Antigua and Barbuda", "BFA": "Burkina Faso", "BGD": "Bangladesh",
    "BIH": "Bosnia and Herzegovina", "COD": "DR Congo", "COG": "Republic of the Congo", "DEU": "Germany",
    "GBR": "United Kingdom", "KGZ": "Kyrgyzstan", "KNA": "Saint Kitts and Nevis", "MKD": "North Macedonia",
    "MMR": "Myanmar", "SAU": "Saudi Arabia", "SLB": "Solomon Islands", "STP": "Sao Tome and Principe",
    "SWZ": "Eswatini", "TTO": "Trinidad and Tobago", "USA": "United States", "VCT": "Saint Vincent and the Grenadines",
}  # fmt: skip
"""The usual name where the table's first is another."""


_ARMS = frozenset({"MIL", "COP", "JUD", "SPY"})


class State(NamedTuple):
    """A state by name; the code is None for one that no table knows."""

    name: str
    code: str | None
    part: str | None = None
    """"PRE" for a breakaway land, "region" for a province: its forces are not those of the state with this code.

    "body" for a body of no one state, as the UN, whose own people are not of a state either.
    """


class Description(NamedTuple):
    """What a phrase says; None and () where it is silent."""

    states: tuple[State, ...] = ()
    sector: str | None = None
    role: str | None = None
    org: Body | Group | None = None


@lru_cache(maxsize=8)
def names_of(knowledge: Knowledge) -> dict[str, str]:
    """The name of each state: its first undated name in the table that is no abbreviation."""
    names: dict[str, str] = {}
    spare: dict[str, str] = {}
    for row in knowledge.rows("country"):
        if isinstance(row, CountryForm) and row.kind == "name" and row.sector is None and not _is_part(row):
            spare.setdefault(row.code, row.form)
            if row.first_day is None and row.last_day is None and not row.form.isupper():
                names.setdefault(row.code, row.form)
    return {**spare, **names, **_USUAL}


def _is_part(row: CountryForm) -> bool:
    """Whether the form is of a dependency, not of the state that rules it."""
    return (row.note or "").startswith("part of")


def state_of(hit: Hit, names: dict[str, str]) -> State:
    """The state that a country hit stands for."""
    form = hit.form
    if form is None:
        return State(hit.name or "", None)
    return State(names.get(form.code, form.form), form.code)


def nation_of(hit: Hit, names: dict[str, str]) -> State:
    """The state that a word before or after a role speaks of; breakaway lands and provinces are told from their state.

    "The Abkhaz president" is of Abkhazia, though the table has Georgia's code for it.
    """
    form, state = hit.form, state_of(hit, names)
    if form is not None and form.sector == "PRE":
        return State(form.form, form.code, "PRE")
    if form is not None and form.kind == "region":
        return state._replace(part="region")
    return state


def state_actor(hit: Hit, names: dict[str, str]) -> Actor:
    """The actor of a country, capital or seat; a seat that is not the government's keeps its own name and sector."""
    state, form = state_of(hit, names), hit.form
    if form is not None and form.kind == "seat" and form.sector not in (None, "GOV"):
        return make_actor(form.form, state, form.sector, None)
    if form is not None and form.kind == "region":
        return Actor(form.form, None, form.code, "GOV")
    if form is not None and form.sector == "PRE":
        return Actor(form.form, None, form.code, "PRE")
    if form is not None and form.kind == "name" and _is_part(form):
        return make_actor(form.form, state, "GOV", None)
    return make_actor(state.name, state, "GOV", None)


def make_actor(name: str, state: State | None, sector: str | None, role: str | None) -> Actor:
    """An actor of a state, whose code it has if its sector acts for the state."""
    if state is not None and state.part == "body":
        return Actor(name, state.code, None, sector, role)
    country = state.code if state is not None else None
    is_apart = state is not None and (state.part == "PRE" or (state.part == "region" and sector == "MIL"))
    return Actor(name, country if sector in STATE_SECTORS and not is_apart else None, country, sector, role)


def org_actor(org: Body | Group, name: str | None = None, role: str | None = None, sector: str | None = None) -> Actor:
    """The actor of a body or group, or (with name and role) of someone who acts for it."""
    code: str | None = org.code
    own = sector or org.sector
    if isinstance(org, Body) and org.country is not None and code is None and own in STATE_SECTORS:
        code = org.country
    return Actor(name or org.name, code, org.country, own, role)


def describe(phrase: Phrase, names: dict[str, str]) -> Description:
    """Read sector and role from the role words, and the states from the words that qualify them."""
    known = [nation_of(h, names) for h in phrase.nations]
    states = tuple({s.code or s.name: s for s in reversed(known)}.values())[::-1]  # "a Mumbai, India court": one
    org = phrase.org.org if phrase.org is not None else None
    agency = phrase.org.rows[0] if phrase.org is not None and phrase.org.rows else None
    if not states and isinstance(agency, Agency) and agency.country is not None:
        states = (State(names.get(agency.country, agency.country), agency.country),)  # "an AFP photographer"
    sector, role = _sector_of(phrase, org)
    seat = next((h.form.sector for h in phrase.nations if h.form is not None and h.form.kind == "seat"), None)
    if seat is not None and sector == "GOV":
        sector = seat
    if phrase.former and (role or states or org):
        sector, role = "ELI", f"former {role}" if role else None
    return Description(states, sector, role, org)


def _sector_of(phrase: Phrase, org: Body | Group | None) -> tuple[str | None, str | None]:
    if not phrase.roles:
        return ("MIL" if phrase.soldier else None), None
    head = phrase.roles[-1].role
    if head is None:
        return None, None
    sector: str | None = head.sector
    for hit in phrase.roles[:-1]:
        if hit.role is not None and hit.role.kind in ("group", "institution") and head.kind != "institution":
            sector = hit.role.sector  # "rebel commander", "opposition leader", "army chief"
    if isinstance(org, Group) or (org is not None and org.sector is not None and head.kind != "institution"):
        sector = org.sector or sector
    elif org is not None and org.country is None and (org.sector is not None or sector not in _ARMS):
        sector = org.sector  # "Ecowas soldiers" are soldiers all the same
    return sector, head.role or head.phrase
