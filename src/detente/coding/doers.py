"""The words that fill the role of who acts, and how they are told."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.parties import Found, in_slot
from detente.coding.slots import Slot


def doers_of(clause: Clause, act: Act) -> Iterator[int]:
    """The heads of what fills the role of the source: the subject of an active verb, else what the labels say."""
    subject = clause.child(act.token, "nsubj")
    if subject is not None and clause.tokens[act.token].upos == "VERB" and clause.tokens[subject].upos == "NOUN":
        yield subject
        return
    for s in act.slots:
        if s.role == "ARG0" and clause.tokens[s.head].upos in ("NOUN", "PROPN", "PRON"):
            yield s.head


def is_indefinite(clause: Clause, noun: int) -> bool:
    below = {clause.tokens[c].text.lower() for c in clause.children[noun]}
    return "a" in below or "an" in below


def doer_under(clause: Clause, act: Act) -> tuple[Found, ...]:
    """Who does what a noun names, where the tree hangs it on what it is done to.

    "the arrest of a mayor by Chadian agents", "the signing of a treaty between Oman and Chad"
    """
    for s in act.slots:
        if s.prep != "of" or clause.tokens[s.head].upos == "PROPN":
            continue
        for c in clause.children[s.head]:
            prep = clause.case(c)
            wanted = prep == "by" or (prep == "between" and "mutual" in act.frame.flags)
            if clause.tokens[c].deprel == "nmod" and wanted:
                found = in_slot(clause, Slot("ARG0", *clause.span(c), c, prep, "tree"))
                if found:
                    act.note("source", f"{prep} below what it is done to")
                    return found
    return ()
