"""Where a report is at home, and which state it is about: for "the army" and "protesters" that name no state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.actors.demonyms import of_made
from detente.actors.describing import State, state_of
from detente.actors.places import INSIDE
from detente.actors.rows import Agency, CountryForm, Spell
from detente.actors.scan import Hit, Scanned
from detente.actors.tables import Knowledge
from detente.values import Document

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_PLACE = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*")
_OPENING = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}"  # ADDIS ABABA
    r"(?:, [^.\n:]{3,30}?)?(?: \([^)\n]{2,40}\))?"  # , May 31 (Rift Valley Agency)
    r"(?: ?(?:—|–|--?) |: (?=[A-Z]))"
)
_CLEAR = 1.5
"""How much oftener than the next a state must be named for the report to be about it."""
_PEOPLE = frozenset({"adjective", "noun"})
"""Forms that say whose something is, never where."""
_OFFICES: dict[str, tuple[str, ...]] = {
    "chancellor": ("DEU", "AUT"), "vice chancellor": ("DEU", "AUT"), "taoiseach": ("IRL",), "tanaiste": ("IRL",),
    "secretary of state": ("USA",), "secretary of defense": ("USA",), "defense secretary": ("USA",),
    "treasury secretary": ("USA",), "surgeon general": ("USA",), "home secretary": ("GBR", "IND", "PAK", "BGD"),
    "foreign secretary": ("GBR", "IND", "PAK", "BGD"), "chancellor of the exchequer": ("GBR",),
    "congressman": ("USA", "PHL"), "congresswoman": ("USA", "PHL"), "representative": ("USA", "PHL", "COL", "JPN"),
    "secretary": ("USA", "PHL", "MEX"), "deputy secretary": ("USA",), "under secretary": ("USA", "PHL"),
    "assistant secretary": ("USA", "PHL"), "deputy assistant secretary": ("USA",),
    "senator": (
        "USA", "PHL", "AUS", "CAN", "FRA", "ITA", "MEX", "BRA", "ARG", "CHL", "COL", "NGA", "KEN", "PAK", "ZWE", "KHM",
        "HTI", "LBR", "BEL", "ESP", "CZE", "POL", "ROU", "THA", "JAM", "PRY", "URY", "BOL", "DOM", "PER",
    ),
}  # fmt: skip
"""Offices that only some states have, the likeliest first; from general knowledge."""


def home_of(document: Document, scans: Sequence[Scanned], knowledge: Knowledge, names: dict[str, str]) -> State | None:
    """The state of the dateline, or the only one that the document names; None where there is neither."""
    for line in datelines(document):
        words = [w.title() if w.isupper() and len(w) > 3 else w for w in _WORD.findall(line)]
        for i in range(len(words)):
            for entry in knowledge.match(words, i):
                if isinstance(entry.row, CountryForm):
                    return state_of(Hit("country", i, i + 1, entry.rows), names)
        town = _land_of_town(_PLACE.match(line), names)
        if town is not None:
            return town
    named = {state_of(h, names) for found in scans for h in _lands(found)}
    if len(named) != 1:
        return None
    only = next(iter(named))
    people = Counter(code for found in scans for hit in found.hits if (code := _of_person(hit)) is not None)
    named_by = [h.form.kind for f in scans for h in _lands(f) if h.form is not None]
    is_far = only.code is not None and people[only.code] < max(people.values(), default=0)
    is_town = not set(named_by) & {"name", "adjective", "capital"}
    return None if is_far and is_town else only  # "Bhutto, back from Dubai"


def datelines(document: Document) -> list[str]:
    """The lines that say where the report was written, also at the head of its first paragraph."""
    found = [document.text[p.start : p.end] for p in document.parts if p.kind == "dateline"]
    body = next((p for p in document.parts if p.kind == "body"), None)
    opening = _OPENING.match(document.text, body.start, body.end) if body is not None and not found else None
    return [*found, opening.group()] if opening is not None else found


def _land_of_town(place: re.Match[str] | None, names: dict[str, str]) -> State | None:
    """The state of a town that only the tables of places know, where hardly another state has one of that name."""
    from detente.where.setting import land_of_name

    code = land_of_name(place.group()) if place is not None else None
    return State(names[code], code) if code in names else None


def _lands(found: Scanned) -> list[Hit]:
    """Where a sentence names a state, but for whose make a thing is: "Iranian-made drones"."""
    return [h for h in found.hits if h.kind == "country" and of_made(found.tree, h.last - 1) == h.last - 1]


def _of_person(hit: Hit) -> str | None:
    """The country of a person of the tables named in full, where they know one."""
    codes = {r.country for r in hit.rows if isinstance(r, Spell)} if hit.last - hit.first > 1 else set()
    return next(iter(codes)) if len(codes) == 1 else None


@dataclass(frozen=True, slots=True)
class Named:
    """One place of the report where a state is named, by any form."""

    sentence: int
    first: int
    head: int
    state: State
    kind: str
    """That of the form: "name", "adjective", "city" …; "name" for a state that only this report knows."""
    is_inside: bool
    """Whether something is in, at or near it: "in Aleppo"."""
    weight: int
    """How much it says of what the report is about: a town little, a headline much."""


def named_in(scans: Sequence[Scanned], names: dict[str, str]) -> list[Named]:
    """All places but the dateline where the report names a state, in order; headlines weigh twice, towns half."""
    out = []
    for found in scans:
        tree = found.tree
        if tree.sentence.part == "dateline":
            continue
        weight = 4 if tree.sentence.part in ("headline", "subheading") else 2
        for hit in _lands(found):
            kind, head = hit.form.kind if hit.form is not None else "name", tree.head_of(hit.first, hit.last)
            case = tree.case(head)[:1] if kind not in _PEOPLE else ()
            own = weight // 2 if kind in ("city", "region") else weight
            is_inside = bool(case) and case[0] in INSIDE
            out.append(Named(tree.sentence.index, hit.first, head, state_of(hit, names), kind, is_inside, own))
    return out


def bodies_in(scans: Sequence[Scanned]) -> list[Named]:
    """All places where the report names a body or group of no one state, by its code: the UN, NATO, Islamic State."""
    out = []
    for found in scans:
        tree = found.tree
        weight = 4 if tree.sentence.part in ("headline", "subheading") else 2
        for hit in found.hits:
            org = hit.org
            if org is not None and org.code is not None and org.country is None:
                head, state = tree.head_of(hit.first, hit.last), State(org.name, org.code, "body")
                out.append(Named(tree.sentence.index, hit.first, head, state, "body", False, weight))
    return out


def towns_of(document: Document, scans: Sequence[Scanned], names: dict[str, str]) -> Counter[State]:
    """How much its towns and the words that only one land has speak for each state, each name once.

    A report for readers at home may never name their state: "Dibrugarh", "the Lok Sabha".
    """
    from detente.where.setting import local_evidence

    best: dict[tuple[str, str], float] = {}
    for found in scans:
        if found.tree.sentence.part != "related":
            for e in local_evidence(found.tree.sentence, document):
                best[e.key, e.country] = max(e.weight, best.get((e.key, e.country), 0.0))
    counts: Counter[State] = Counter()
    for (_, code), weight in best.items():
        if code in names:
            counts[State(names[code], code)] += weight  # type: ignore[assignment]
    return counts


def counts_of(named: Iterable[Named]) -> Counter[State]:
    """How often the document names each state, by weight."""
    counts: Counter[State] = Counter()
    for one in named:
        counts[one.state] += one.weight
    return counts


def about_of(counts: Counter[State]) -> State | None:
    """The state named clearly oftener than every other; None where two are close or nothing is named twice."""
    return _first_of(counts, 4, _CLEAR)


def scene_of(named: Iterable[Named]) -> State | None:
    """The state where the report says that things are, clearly oftener than in any other: "in Aleppo", "near Homs"."""
    counts: Counter[State] = Counter()
    for one in named:
        if one.kind not in ("adjective", "noun", "seat"):
            counts[one.state] += one.is_inside
    return _first_of(counts, 2, 2)


def setting_of(
    named: Sequence[Named], scans: Sequence[Scanned], known: Iterable[str | None], names: dict[str, str]
) -> State | None:
    """The state of the people, groups, bodies and places of a report, where one has twice the weight of the next.

    `known` are the countries of the people named, once for each mention. For reports that name no state, or several:
    "policemen drove them there, the ANC charges", "the junta in Niamey … gave the French contingent a month".
    """
    counts: Counter[State] = Counter()
    for code in known:
        if code is not None:
            counts[State(names.get(code, code), code)] += 2
    for found in scans:
        for hit in found.hits:
            row = hit.rows[0] if hit.rows else None
            code = row.country if isinstance(row, Agency) else hit.org.country if hit.org is not None else None
            if code is not None:
                counts[State(names.get(code, code), code)] += 1 if isinstance(row, Agency) else 2
    for one in named:
        if one.kind not in _PEOPLE:
            counts[one.state] += 2 if one.is_inside else 1
    return _first_of(counts, 2, 2)


def _first_of(counts: Counter[State], least: int, clear: float) -> State | None:
    """The state with the highest count, if it is `least` and `clear` times that of the next; None otherwise."""
    ranked = counts.most_common(2)  # stable: the first named of equals
    if not ranked or ranked[0][1] < least:
        return None
    return None if len(ranked) > 1 and ranked[0][1] < clear * ranked[1][1] else ranked[0][0]


def land_of_office(role: str, nearer: Iterable[State | None], names: dict[str, str]) -> State | None:
    """The state of an office that few have ("the chancellor"): of `nearer` states, or else the likeliest; or None."""
    codes = _OFFICES.get(role)
    if codes is None:
        return None
    found = next((s for s in nearer if s is not None and s.code in codes), None)
    return found or State(names.get(codes[0], codes[0]), codes[0])
