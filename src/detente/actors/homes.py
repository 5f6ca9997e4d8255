"""Where a report is at home, and which state it is about: for "the army" and "protesters" that name no state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from detente.actors.describing import State, state_of
from detente.actors.places import INSIDE
from detente.actors.rows import Agency, CountryForm, Spell
from detente.actors.scan import Hit, Scanned
from detente.actors.tables import Knowledge
from detente.values import Document

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_CLEAR = 1.5
"""How much oftener than the next a state must be named for the report to be about it."""
_OFFICES: dict[str, tuple[str, ...]] = {
    "chancellor": ("DEU", "AUT"), "vice chancellor": ("DEU", "AUT"), "taoiseach": ("IRL",), "tanaiste": ("IRL",),
    "secretary of state": ("USA",), "secretary of defense": ("USA",), "defense secretary": ("USA",),
    "treasury secretary": ("USA",), "surgeon general": ("USA",), "home secretary": ("GBR",),
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
    for part in document.parts:
        words = _WORD.findall(document.text[part.start : part.end]) if part.kind == "dateline" else []
        words = [w.title() if w.isupper() and len(w) > 3 else w for w in words]
        for i in range(len(words)):
            for entry in knowledge.match(words, i):
                if isinstance(entry.row, CountryForm):
                    return state_of(Hit("country", i, i + 1, entry.rows), names)
    named = {state_of(h, names) for found in scans for h in found.hits if h.kind == "country"}
    if len(named) != 1:
        return None
    only = next(iter(named))
    people = Counter(code for found in scans for hit in found.hits if (code := _of_person(hit)) is not None)
    named_by = [h.form.kind for f in scans for h in f.hits if h.form is not None and h.kind == "country"]
    is_far = only.code is not None and people[only.code] < max(people.values(), default=0)
    is_town = not set(named_by) & {"name", "adjective", "capital"}
    return None if is_far and is_town else only  # "Bhutto, back from Dubai"


def _of_person(hit: Hit) -> str | None:
    """The country of a person of the tables named in full, where they know one."""
    codes = {r.country for r in hit.rows if isinstance(r, Spell)} if hit.last - hit.first > 1 else set()
    return next(iter(codes)) if len(codes) == 1 else None


def counts_of(scans: Sequence[Scanned], names: dict[str, str]) -> Counter[State]:
    """How often the document names each state, by any form; headlines count twice, towns half."""
    counts: Counter[State] = Counter()
    for found in scans:
        weight = 4 if found.tree.sentence.part in ("headline", "subheading") else 2
        for hit in found.hits:
            if hit.kind == "country":
                is_town = hit.form is not None and hit.form.kind in ("city", "region")
                counts[state_of(hit, names)] += weight // 2 if is_town else weight
    return counts


def about_of(counts: Counter[State]) -> State | None:
    """The state named clearly oftener than every other; None where two are close or nothing is named twice."""
    ranked = sorted(counts.items(), key=lambda item: -item[1])  # stable: the first named of equals
    if not ranked or ranked[0][1] < 4:
        return None
    if len(ranked) > 1 and ranked[0][1] < _CLEAR * ranked[1][1]:
        return None
    return ranked[0][0]


def scene_of(scans: Sequence[Scanned], names: dict[str, str]) -> State | None:
    """The state where the report says that things are, clearly oftener than in any other: "in Aleppo", "near Homs"."""
    counts: Counter[State] = Counter()
    for found in scans:
        for hit in found.hits:
            if hit.kind == "country" and (hit.form is None or hit.form.kind not in ("adjective", "noun", "seat")):
                case = found.tree.case(found.tree.head_of(hit.first, hit.last))[:1]
                counts[state_of(hit, names)] += bool(case) and case[0] in INSIDE
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def setting_of(scans: Sequence[Scanned], known: Iterable[str | None], names: dict[str, str]) -> State | None:
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
            elif hit.kind == "country" and (hit.form is None or hit.form.kind not in ("adjective", "noun")):
                case = found.tree.case(found.tree.head_of(hit.first, hit.last))[:1]
                counts[state_of(hit, names)] += 2 if case and case[0] in INSIDE else 1
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def land_of_office(role: str, nearer: Iterable[State | None], names: dict[str, str]) -> State | None:
    """The state of an office that few have ("the chancellor"): of `nearer` states, or else the likeliest; or None."""
    codes = _OFFICES.get(role)
    if codes is None:
        return None
    found = next((s for s in nearer if s is not None and s.code in codes), None)
    return found or State(names.get(codes[0], codes[0]), codes[0])
