"""Acts of the past that a report tells without a day: by polities, rulers and wars that are over, and by memorials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.marks import has_word, markers
from detente.coding.screens import is_of
from detente.ontology.tsv import fault, listed, read_rows
from detente.values import When

_OWN = Path(__file__).parent / "data" / "eras.tsv"
_DEEDS = {"ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "SANCTION", "AID", "CONCEDE", "THREATEN"}
"""Types whose doer and target must live to see it; the dead are still blamed, praised and protested over."""
_LONG = {"decade", "century", "generation", "millennium"}
_DURING = {"during", "in", "under", "throughout"}
_PARTS = ("compound", "amod", "nmod:desc", "flat", "nmod:poss")

Era = tuple[tuple[str, ...], int]


def is_of_the_past(clause: Clause, act: Act, kind: str, when: When | None, published: date | None) -> bool:
    """Whether the act had ended long before the report by who takes part in it or what keeps its memory.

    "Soviet tanks crushed the Prague Spring"          both are of the past
    "The Paris Commune lasted 72 days; then …"        all that the sentence tells is
    "were deported under Stalin"                      in his days
    "a plaque recalls the bombing"                    is remembered
    """
    if published is None or (when is not None and not when.implicit and when.precision == "day"):
        return False
    past = {i for i, year in eras_in(clause) if year + 1 < published.year}
    if kind not in _DEEDS:
        return bool(past) and any(i in past for d in _doers(clause, act) for i in _described(clause, d))
    if _is_remembered(clause, act.token) or _is_before_long(clause, act.token):
        return True
    return bool(past) and any(i in past for i in _taking_part(clause, act))


def _is_before_long(clause: Clause, token: int) -> bool:
    """Whether the sentence goes on long afterwards: "Britain burned Washington; two centuries later …"."""
    for t in clause.tokens[token + 1 :]:
        if t.text.lower() != "later" or t.index < 2:
            continue
        unit = clause.tokens[t.index - 1]
        many = clause.tokens[t.index - 2].text.lower() not in ("a", "one")
        if unit.lemma in _LONG or (unit.lemma == "year" and many):
            return True
    return False


def _is_remembered(clause: Clause, token: int) -> bool:
    """Whether a museum, a statue, an anniversary tells of it.

    "a plaque recalls the bombing of the embassy", "the anniversary of the invasion", "a statue of the man who killed"
    """
    for at in clause.ancestors(token):
        t = clause.tokens[at]
        subject = clause.child(at, "nsubj", "nsubj:pass") if t.upos in ("VERB", "AUX") else None
        tells = subject is not None and is_of(clause, subject, "memory") and not clause.below(token, subject)
        if is_of(clause, at, "memory") or tells or (t.lemma == "name" and has_word(clause, at, "after")):
            return True
    return False


def eras_in(clause: Clause) -> list[tuple[int, int]]:
    """(word, last year) for every word of the sentence that stands in a name of the table."""
    names = table()
    words = [(t.text.lower(), t.lemma.lower()) for t in clause.tokens]
    found = []
    for i, forms in enumerate(words):
        for first in dict.fromkeys(forms):
            for name, year in names.get(first, ()):
                after = words[i : i + len(name)]
                if len(after) == len(name) and all(n in f for n, f in zip(name, after, strict=True)):
                    found += [(x, year) for x in range(i, i + len(name))]
    return found


def _taking_part(clause: Clause, act: Act) -> Iterator[int]:
    """The words whose age is the act's: doer and target with what describes them, its time, the sentence's subject."""
    for s in act.slots:
        if s.role in ("ARG0", "ARG1", "ARG2", "poss"):
            yield from _described(clause, s.head)
    for at in (act.token, *clause.ancestors(act.token)):
        for c in clause.children[at]:
            if clause.tokens[c].deprel.startswith(("obl", "nmod")) and clause.case(c) in _DURING:
                yield from _described(clause, c)
        for c in clause.children[at]:
            if clause.tokens[c].deprel == "advcl" and "when" in markers(clause, c):
                yield from (x for s in clause.children[c] for x in _described(clause, s))
    top = next((t.index for t in clause.tokens if t.head < 0), None)
    subject = None if top is None else clause.child(top, "nsubj", "nsubj:pass")
    if subject is not None:
        yield from _described(clause, subject)


def _doers(clause: Clause, act: Act) -> Iterator[int]:
    yield from (s.head for s in act.slots if s.role == "ARG0")
    yield from (c for c in clause.children[act.token] if clause.tokens[c].deprel == "nsubj")


def _described(clause: Clause, noun: int) -> Iterator[int]:
    yield noun
    for c in clause.children[noun]:
        if clause.tokens[c].deprel in _PARTS:
            yield c
            yield from (x for x in clause.children[c] if clause.tokens[x].deprel in _PARTS)


@cache
def table(path: Path = _OWN) -> dict[str, tuple[Era, ...]]:
    """Names by their first word; raises TableError, with its line, for a year that is none."""
    found: dict[str, list[Era]] = {}
    for line, cells in read_rows(path, ("year", "names")):
        if not cells["year"].lstrip("-").isdigit():
            raise fault(path, line, f"{cells['year']} is no year.", "Write a number, before our era with a minus.")
        for name in listed(cells["names"], "|"):
            words = tuple(name.split())
            found.setdefault(words[0], []).append((words, int(cells["year"])))
    return {first: tuple(rows) for first, rows in found.items()}
