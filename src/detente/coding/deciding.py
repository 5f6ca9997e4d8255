"""From what the heads read of a trigger to type, parties and modality of its coding, or to none."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.clause import Clause
from detente.coding.learned import Read, Side
from detente.coding.memory import Memory
from detente.coding.parties import identity
from detente.ontology import Ontology
from detente.values import Actor, Document, Mention, Modality, Party

KEPT = 0.4
"""A trigger is coded from this probability of its type on."""
SURE = 0.6
"""The heads' modality stands from this probability on, else that of the rules."""
ABSENT = 0.6
"""The heads' word that the sentence names no party in a role outweighs the rules' party from this probability on."""
_MUTUAL = 0.5


@dataclass(frozen=True, slots=True)
class Decided:
    """An act with its parties, as it will be coded."""

    type: str
    modes: tuple[str, ...]
    cameo: str | None
    modality: Modality
    symmetric: bool
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    how: str


def decide(read: Read, clause: Clause, ontology: Ontology, memory: Memory) -> Decided | None:
    """The act; None where it is not likely enough, or lacks a party that its type needs."""
    if read.share < KEPT:
        return None
    proposed = read.proposed.coding if read.proposed else None
    same = proposed is not None and proposed.type == read.type
    source = _parties(read.source, proposed.source if proposed else (), clause)
    target = _parties(read.target, proposed.target if proposed else (), clause)
    mine = {identity(p.actor) for p in source}
    target = tuple(p for p in target if identity(p.actor) not in mine)
    symmetric = read.symmetric > _MUTUAL and len(source) + len(target) > 1
    if symmetric:
        both = sorted({(p.start, p.end, p.actor.name): p for p in (*source, *target)}.values(), key=lambda p: p.start)
        source, target = tuple(both[:1]), tuple(both[1:])
    modes = tuple(m for m in read.modes if ontology.knows(read.type, (m,)))
    if same and proposed is not None:
        modes = modes or proposed.modes
    if not source:
        source = memory.doer_before(clause, modes) or implied(modes, target, memory.document, clause, read.word)
    like = ontology.like(read.type)
    if not source and not (like == "ASSAULT" and target):
        return None
    if ontology.type(read.type).target_required and not target:
        return None
    modality = read.modality if proposed is None or read.sure >= SURE else proposed.modality
    if same and proposed is not None and modes == proposed.modes:
        cameo = proposed.cameo
    else:
        cameo = cameo_of(ontology, read.type, modes)
    return Decided(read.type, modes, cameo, modality, symmetric, source, target, f"heads: {read.share:.2f}")


def _parties(side: Side, rules: tuple[Party, ...], clause: Clause) -> tuple[Party, ...]:
    """The heads' mentions as parties; the rules' where the heads choose none and do not say that there is none.

    A party that the rules took from another sentence stays where the heads see none in this one.
    """
    if side.mentions:
        return tuple(p for m in side.mentions for p in _of(m, rules))
    first, last = clause.sentence.start, clause.sentence.end
    return tuple(p for p in rules if not first <= p.start < last or side.absent < ABSENT)


def _of(mention: Mention, rules: tuple[Party, ...]) -> tuple[Party, ...]:
    known = tuple(p for p in rules if p.start < mention.end and mention.start < p.end)
    return known or tuple(Party(mention.text, mention.start, mention.end, a, mention.via) for a in mention.actors)


_AUTHORITY = {"convict": "JUD", "allege": "JUD", "arrest": "COP", "release": "GOV"}
"""Who does what only a state can do to a person, by mode."""


def implied(
    modes: tuple[str, ...], target: tuple[Party, ...], document: Document, clause: Clause, word: int
) -> tuple[Party, ...]:
    """The authority that a verdict, charge or arrest implies where no doer is told: that of the target's state.

    "He was sentenced to fourteen years"   by a court of his state; the word itself is the evidence
    """
    sector = next((_AUTHORITY[m] for m in modes if m in _AUTHORITY), None)
    lands = {p.actor.country for p in target}
    country = lands.pop() if len(lands) == 1 else None
    if sector is None or country is None or any(p.actor.code for p in target):
        return ()
    token = clause.tokens[word]
    text = document.text[token.start : token.end]
    role = {"JUD": "court", "COP": "police", "GOV": "government"}[sector]
    return (Party(text, token.start, token.end, Actor(role, country, country, sector, role), "implied"),)


def cameo_of(ontology: Ontology, type_: str, modes: tuple[str, ...]) -> str | None:
    """The most general CAMEO code of a type and its modes; None where the ontology has none."""
    wanted = set(modes)
    found = [c for c in ontology.cameo.values() if c.type == type_]
    return min(found, key=lambda c: (len(wanted ^ set(c.modes)), len(c.code), c.code)).code if found else None
