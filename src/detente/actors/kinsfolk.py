"""People who are told by another: "his son Joseph", "Kabila's widow, Olive", "its head, Roberto Micheletti"."""

from __future__ import annotations

from typing import NamedTuple

from detente.actors.phrases import Phrase
from detente.actors.relatives import KIN
from detente.actors.scan import Scanned
from detente.actors.tree import Tree
from detente.values import STATE_SECTORS, Actor

_HEADS = frozenset({"head", "boss", "chief", "founder", "member", "deputy", "veteran", "figurehead", "strongman"})
"""Nouns of those who are of the body that owns them, where no table has the noun for a role."""


class Told(NamedTuple):
    """The noun beside a person's name, and the token of its owner."""

    noun: str
    owner: int


def told_by(found: Scanned, phrase: Phrase) -> Told | None:
    """By whom the text tells the person, or None: the owner of a noun that stands beside the name."""
    tree, head = found.tree, phrase.head
    beside = [
        k for k in tree.kids[head] if tree.relation(k) in ("appos", "compound") or tree.tokens[k].deprel == "nmod:desc"
    ]
    if tree.relation(head) == "appos":
        beside.insert(0, tree.tokens[head].head)
    if phrase.first > 0 and tree.tokens[phrase.first - 1].lemma.lower() in KIN:
        beside.append(phrase.first - 1)  # "His brother Raúl told", with two subjects
    for noun in beside:
        word = tree.tokens[noun].lemma.lower()
        owner = _owner(tree, noun) if word in KIN or (word in _HEADS and noun not in found.at) else None
        if owner is None and noun < head and word in KIN:
            owner = next((k for k in tree.kids[head] if tree.tokens[k].deprel == "nmod:poss"), None)
        if owner is not None:
            return Told(word, owner)
    return None


def _owner(tree: Tree, noun: int) -> int | None:
    own = next((k for k in tree.kids[noun] if tree.tokens[k].deprel == "nmod:poss"), None)
    if own is not None:
        return own
    return next((k for k in tree.kids[noun] if tree.relation(k) == "nmod" and tree.case(k)[:1] == ("of",)), None)


def sector_by(told: Told, owner: Actor) -> str | None:
    """The sector of one told so: families of those in or once in office are ELI (PLOVER.md 5), others have none."""
    if told.noun in _HEADS:
        return owner.sector
    return "ELI" if owner.sector in STATE_SECTORS | {"ELI"} else None
