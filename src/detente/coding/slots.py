"""The roles of a word that names an act: from the model's role labels, and from the tree where those are silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detente.coding.clause import Clause

_PARTICLES = frozenset("across ahead along aside away back down forward home in off on out over through up".split())
_NOMINAL = {"nmod:poss": "poss", "compound": "poss", "amod": "poss"}


class Slot(NamedTuple):
    """One role: its label (ARG0 … or poss, of, by, with …), its tokens (end exclusive), and its head token."""

    role: str
    start: int
    end: int
    head: int
    prep: str | None
    """The preposition that introduces it, if any: "with" for "talks with Tehran"."""
    how: str
    """"role" from the role labels, "tree" from the dependency tree."""


def slots_of(clause: Clause, token: int) -> tuple[Slot, ...]:
    """All roles of the word, role labels first; a tree slot is left out where a label has the same head word."""
    found: list[Slot] = []
    nominal = clause.tokens[token].upos in ("NOUN", "PROPN")
    predicate = clause.predicates.get(token)
    if predicate is not None:
        for a in predicate.arguments:
            if a.role.startswith(("R-", "C-")):
                continue
            head = clause.sentence.head_of(a.start, a.end)
            if head == token or (nominal and not clause.below(head, token)):
                continue
            found.append(Slot(a.role, a.start, a.end, head, clause.case(head), "role"))
    taken = {s.head for s in found}
    for slot in _tree_slots(clause, token):
        if slot.head not in taken:
            found.append(slot)
    if clause.child(token, "obj") is not None and not clause.is_passive(token):
        subject = clause.child(token, "nsubj")  # the subject of an active verb with an object is the one who acts
        found = [s._replace(role="ARG0") if s.head == subject and s.role == "ARG1" else s for s in found]
    found = _by_whom(clause, token, found)
    if clause.is_passive(token):
        struck = clause.child(token, "nsubj:pass")
        found = [s._replace(role="ARG1") if s.head == struck and s.role == "ARG0" else s for s in found]
        found = [
            s._replace(role="ARG0") if s.prep == "by" and s.role[:3] == "ARG" and s.role[3:].isdigit() else s
            for s in found
        ]
    return tuple(_one_subject(clause, token, found))


def _by_whom(clause: Clause, token: int, slots: list[Slot]) -> list[Slot]:
    """The subject acts, not who stands after a preposition: "Kenya stood by Chad", "is angry at Chad"."""
    subject = clause.child(token, "nsubj")
    verb = clause.tokens[token].upos == "VERB"
    if clause.is_passive(token) or (verb and clause.child(token, "obj") is not None):
        return slots
    if not any(s.head == subject and s.role == "ARG1" for s in slots):
        return slots
    preps = ("by", "of") if verb else ("by", "at", "with", "of", "to", "over")
    wrong = [s for s in slots if s.role == "ARG0" and s.head != subject and s.prep in preps and s.start > token]
    if not wrong:
        return slots
    others = {s.head for s in wrong}
    return [s._replace(role="ARG0" if s.head == subject else "ARG1" if s.head in others else s.role) for s in slots]


def _one_subject(clause: Clause, token: int, slots: list[Slot]) -> list[Slot]:
    """Of several agents the subject next to the verb; in "Britain, which it accuses" the rest are what it acts on."""
    agents = [s for s in slots if s.role == "ARG0"]
    own = [c for c in clause.children[token] if clause.tokens[c].deprel == "nsubj" and c < token]
    before = [s.head for s in agents if s.end <= token]
    if len(agents) < 2 or clause.is_passive(token) or not (own or before):
        return slots
    nearest = max(own or before)
    has_patient = any(s.role == "ARG1" and clause.tokens[s.head].upos in ("NOUN", "PROPN", "PRON") for s in slots)
    kept = [s._replace(role="ARG1") if s.role == "ARG0" and s.head != nearest and not has_patient else s for s in slots]
    return [s for s in kept if s.role != "ARG0" or s.head == nearest]


def _under_particles(clause: Clause, token: int) -> Iterator[int]:
    """What the tree hangs on a verb's adverb: "pulled back from the border"."""
    if clause.tokens[token].upos == "VERB":
        for c in clause.children[token]:
            if clause.tokens[c].deprel in ("advmod", "compound:prt") and clause.tokens[c].text.lower() in _PARTICLES:
                yield from (x for x in clause.children[c] if clause.tokens[x].deprel.startswith("obl"))


def _tree_slots(clause: Clause, token: int) -> list[Slot]:
    t = clause.tokens[token]
    verbal = t.upos in ("VERB", "AUX") or any(
        clause.tokens[c].deprel.startswith("nsubj") for c in clause.children[token]
    )
    found = []
    passive = clause.is_passive(token)
    for c in (*clause.children[token], *_under_particles(clause, token)):
        child = clause.tokens[c]
        rel = child.deprel
        role: str | None = None
        if verbal:
            if rel.startswith("nsubj"):
                role = "ARG1" if passive or rel == "nsubj:pass" else "ARG0"
            elif rel == "obj":
                role = "ARG1"
            elif rel == "iobj":
                role = "ARG2"
            elif rel in ("obl:agent",) or (rel.startswith("obl") and passive and clause.case(c) == "by"):
                role = "ARG0"
            elif rel in ("xcomp", "ccomp"):
                role = "ARG1" if rel == "ccomp" else "COMP"
            elif rel.startswith("obl") and rel not in ("obl:tmod", "obl:unmarked", "obl:npmod"):
                role = clause.case(c)
        else:
            if rel in _NOMINAL:
                role = "poss"
            elif rel.startswith(("nmod", "obl")) and rel not in (
                "nmod:poss",
                "nmod:tmod",
                "nmod:unmarked",
                "nmod:npmod",
            ):
                role = clause.case(c)
            elif rel in ("acl", "ccomp", "xcomp"):
                role = "COMP"
        if role:
            start, end = clause.span(c)
            found.append(Slot(role, start, end, c, clause.case(c), "tree"))
    return found
