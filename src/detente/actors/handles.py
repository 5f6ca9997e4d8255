"""Handles and hashtags of posts: "@SecDow", "#CostaRica", "@StateDept".

A hashtag or handle is read by its capitals ("CostaRica" is "Costa Rica"), so that the tables know it; a handle that is
nobody the tables know is taken for a person's if it looks like a first and a last name.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files

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


def add_handles(found: Scanned, knowledge: Knowledge, day: date | None) -> None:
    """Take the handles and hashtags of one sentence for whom they name."""
    for token in found.tree.tokens:
        i, text = token.index, token.text
        if text[:1] in "@#" and len(text) > 2:
            hit = _of_tag(text, i, knowledge, day)
            if hit is not None:
                found.add(hit)


def _of_tag(text: str, i: int, knowledge: Knowledge, day: date | None) -> Hit | None:
    plain = text[1:].removesuffix("'s").removesuffix("’s")
    words = _known().get(plain.lower()) or _HUMP.findall(plain)
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
    is_telling = len(named) > 1 or words[0].lower() in _TITLES or text[0] == "@" or (bool(named) and len(named[0]) > 3)
    people = knowledge.people(" ".join(named)) if named and is_telling else ()
    if people:
        return Hit("person", i, i + 1, tuple(r for r in people if isinstance(r, Spell)), " ".join(named))
    is_name = text[0] == "@" and len(words) == 2 and all(w[:1].isupper() and w[1:].islower() for w in words)
    return Hit("person", i, i + 1, (), name) if is_name and len(named) == 2 else None


def _holding(rows: tuple[Row, ...], day: date | None) -> tuple[Row, ...]:
    return tuple(r for r in rows if not isinstance(r, CountryForm) or r.holds_on(day))


@cache
def _known() -> dict[str, list[str]]:
    """Handles of offices and bodies, with the words that the tables know them by."""
    text = (files("detente.actors") / "data" / "handles.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {handle: words.split() for handle, words in rows[1:]}
