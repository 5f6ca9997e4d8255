"""Handles, hashtags and flags of posts: "@SecDow", "#CostaRica", "@StateDept", "🇹🇬".

A hashtag or handle is read by its capitals ("CostaRica" is "Costa Rica"), so that the tables know it; a handle that is
nobody the tables know is taken for a person's if it looks like a first and a last name.
"""

from __future__ import annotations

import re
from datetime import date

from detente.actors.rows import CountryForm, Row, Spell
from detente.actors.scan import Hit, Scanned
from detente.actors.sets import word_set
from detente.actors.tables import Knowledge

_HUMP = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z]|$|[^A-Za-z])|[A-Z]?[a-z’']+|[A-Z]+")
_TITLES = word_set(
    "sec secretary amb ambassador pres president pm min minister sen senator rep gov gen dr vp fm foreign asst "
    "assistant secty dep deputy under mr ms mrs adm col prime special envoy"
)
"""What stands before the name in a handle."""
_ENDINGS = word_set("ua us uk eu il jp kr in pk fr de official real the gov mfa office live hq")
"""What stands after it."""
_STATE, _HOUSE = ("State", "Department"), ("White", "House")
_KNOWN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("potus vp flotus whitehouse presssec nsc44".split(), _HOUSE),
    **dict.fromkeys("statedept statedeptspox secstate usun whaasstsecty state_sca state_drl usembassy".split(), _STATE),
    **dict.fromkeys("deptofdefense secdef thejointstaff".split(), ("Pentagon",)),
    **dict.fromkeys("kremlinrussia kremlinrussia_e".split(), ("Kremlin",)),
    **dict.fromkeys("pmoindia meaindia".split(), ("India",)),
    **dict.fromkeys("idf israelmfa israelipm".split(), ("Israel",)),
    **dict.fromkeys("mfa_ukraine defenceu".split(), ("Ukraine",)),
    "ustreasury": ("Treasury", "Department"), "usaid": ("USAID",), "congress": ("Congress",), "mfa_russia": ("Russia",),
    "mfa_china": ("China",), "fcdogovuk": ("Britain",), "10downingstreet": ("Downing", "Street"), "un": ("UN",),
    "eu_commission": ("European", "Commission"), "eucouncil": ("European", "Council"), "nato": ("NATO",),
    "foreignofficepk": ("Pakistan",), "dhsgov": ("Department", "of", "Homeland", "Security"),
    "thejusticedept": ("Justice", "Department"),
}  # fmt: skip
"""Handles of offices and bodies, with the words that the tables know them by; from general knowledge."""


def add_handles(found: Scanned, knowledge: Knowledge, day: date | None) -> None:
    """Take the handles, hashtags and flags of one sentence for whom they name."""
    for token in found.tree.tokens:
        i, text = token.index, token.text
        if text[:1] in "@#" and len(text) > 2:
            hit = _of_tag(text, i, knowledge, day)
            if hit is not None:
                found.add(hit)


def _of_tag(text: str, i: int, knowledge: Knowledge, day: date | None) -> Hit | None:
    plain = text[1:].removesuffix("'s").removesuffix("’s")
    known = _KNOWN.get(plain.lower())
    words = list(known) if known else _HUMP.findall(plain)
    if not words:
        return None
    name = " ".join(words)
    for entry in knowledge.match(words, 0):
        rows = _holding(entry.rows, day)
        if entry.words != len(words) or not rows:
            continue
        if entry.kind in ("country", "body", "group", "agency") and (len(plain) > 2 or plain.isupper()):
            return Hit(entry.kind, i, i + 1, rows)
    if text[0] == "#" and len(words) < 2:
        return None
    named = [w for w in words if w.lower() not in _TITLES | _ENDINGS]
    has_title = words[0].lower() in _TITLES
    people = knowledge.people(" ".join(named)) if named and (len(named) > 1 or has_title or text[0] == "@") else ()
    if not people and len(named) == 1 and len(named[0]) > 3:
        people = tuple(r for r in knowledge.people(named[0]))
    if people and named:
        return Hit("person", i, i + 1, tuple(r for r in people if isinstance(r, Spell)), " ".join(named))
    is_name = text[0] == "@" and len(words) == 2 and all(w[:1].isupper() and w[1:].islower() for w in words)
    return Hit("person", i, i + 1, (), name) if is_name and len(named) == 2 else None


def _holding(rows: tuple[Row, ...], day: date | None) -> tuple[Row, ...]:
    return tuple(r for r in rows if not isinstance(r, CountryForm) or r.holds_on(day))
