"""How many took part in a protest; how many were moved, freed or helped by an act."""

from __future__ import annotations

from detente.coding.amounts import count_of, is_counted, sum_of, whole_of
from detente.coding.clause import Clause

_LEAVES = {
    "deport",
    "disperse",
    "displace",
    "drive",
    "evict",
    "expel",
    "fly",
    "put",
    "return",
    "send",
    "confine",
    "pen",
}
"""Verbs of a coercion that moves people."""
_PROTESTS = {
    "protest", "march", "demonstrate", "rally", "gather", "demonstration", "riot", "strike", "picket", "assemble",
    "parade", "sit-in", "blockade", "walkout", "vigil", "procession", "gathering", "unrest",
}  # fmt: skip
_THRONGS = {"crowd", "throng", "mob", "protest", "march", "rally", "demonstration", "column", "procession"}
_JOINS = {"hold", "stage", "join", "attend", "organise", "organize", "take", "begin", "mount", "lead"}
"""Verbs whose subject takes part in the protest that is their object."""
_ACTS_IN = {"burn", "chant", "clash", "come", "gather", "participate", "pour", "shout", "take", "throw", "turn", "wave"}
"""Verbs of what those do who are in a protest."""
_FORCES = {"COP", "MIL", "GOV"}


def size_of(clause: Clause, token: int, kind: str | None) -> int | None:
    """How many took part in a protest; how many were moved, freed, helped or driven out."""
    t = clause.tokens[token]
    if kind in ("MOBILIZE", "RETREAT", "AID") or (kind == "COERCE" and t.lemma.lower() in _LEAVES):
        return _moved(clause, token)
    if kind == "COERCE":
        return None
    if kind is None and t.lemma.lower() not in _PROTESTS | _THRONGS:
        return None
    if t.lemma == "strike" and t.upos == "VERB" and clause.child(token, "obj") is not None:
        return None
    around = [token, *(c for c in clause.children[token] if clause.tokens[c].deprel.startswith(("nsubj", "obl:agent")))]
    around += [
        c
        for c in clause.children[token]
        if t.upos == "NOUN" and clause.tokens[c].deprel.startswith("nmod") and clause.case(c) in ("of", "by")
    ]
    around += _participants(clause, token)
    for at in around:
        if clause.tokens[at].lemma.lower() in _THRONGS:
            for c in clause.children[at]:
                if clause.tokens[c].deprel == "nmod" and clause.case(c) in ("of", "by") and (n := count_of(clause, c)):
                    return n
        if at != token and (n := _crowd(clause, at, plural=True)) is not None:
            return n
    return None


def _participants(clause: Clause, token: int) -> list[int]:
    """Who takes part by the verb above: "hundreds threw stones during a protest", "teachers staged a march"."""
    t = clause.tokens[token]
    if t.head < 0:
        return []
    verb = clause.tokens[t.head]
    if t.upos == "VERB":
        shares = t.deprel in ("acl", "xcomp", "advcl", "conj") and clause.child(token, "nsubj", "nsubj:pass") is None
        if not shares:
            return []
        return [whole_of(clause, t.head)] if t.deprel == "acl" else _subjects(clause, t.head)
    if t.deprel in ("nsubj", "obl:agent") and verb.lemma in ("draw", "attract"):
        return [c for c in (clause.child(t.head, "obj"),) if c is not None]  # "the rally drew a thousand people"
    joins = t.deprel == "obj" and verb.lemma in _JOINS
    within = t.deprel == "obl" and verb.lemma in _ACTS_IN and clause.case(token) in ("in", "during", "at", "to", "for")
    return _subjects(clause, t.head) if joins or within else []


def _subjects(clause: Clause, verb: int) -> list[int]:
    return [c for c in clause.children[verb] if clause.tokens[c].deprel in ("nsubj", "nsubj:pass")]


def _crowd(clause: Clause, noun: int, *, plural: bool = False) -> int | None:
    """The number of people that the noun tells of; not "a teacher": one is no crowd, nor are police who look on.

    With `plural` any counted noun will do that stands where only people can.
    """
    if not any(is_counted(clause, c) for c in clause.conjuncts(noun)):
        return None
    if plural and any(a.sector in _FORCES for m in clause.by_head.get(noun, ()) for a in m.actors):
        return None
    return sum_of(clause, noun, people=not plural)


def _moved(clause: Clause, token: int) -> int | None:
    """How many people the act moves: its object, its passive subject, else the subject of a verb without object."""
    t = clause.tokens[token]
    if t.upos == "VERB":
        of = [clause.child(token, "obj"), clause.child(token, "nsubj:pass")]
        if of == [None, None]:
            of.append(clause.child(token, "nsubj"))
        if t.deprel == "acl":
            of.append(t.head)
    else:
        of = [c for c in clause.children[token] if clause.tokens[c].deprel == "nmod" and clause.case(c) == "of"]
        verb = t.head if t.deprel in ("obj", "nsubj:pass") else None
        of += [] if verb is None else [c for c in clause.children[verb] if clause.case(c) == "of"]
    return next((n for c in of if c is not None and (n := _crowd(clause, c)) is not None), None)
