"""Where a report is at home, and which state it is about: for "the army" and "protesters" that name no state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from detente.actors.describing import State, state_of
from detente.actors.rows import CountryForm
from detente.actors.scan import Hit, Scanned
from detente.actors.tables import Knowledge
from detente.values import Document

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_CLEAR = 1.5
"""How much oftener than the next a state must be named for the report to be about it."""


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
    return next(iter(named)) if len(named) == 1 else None


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
