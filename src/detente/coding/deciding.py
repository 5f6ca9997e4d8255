"""From what the heads read of a trigger to type, parties and modality of its coding, or to none."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.attribution import parties_of, phrase_at, without_doers
from detente.coding.clause import Clause
from detente.coding.confidence import PRIVATE, confidence_from, facts_of, told, weights
from detente.coding.factuality import is_denied_or_doubted, is_marked
from detente.coding.learned import CHOSEN, Read, Side
from detente.coding.memory import Memory
from detente.coding.parties import identity
from detente.coding.quoting import is_reporter
from detente.ontology import Ontology
from detente.values import Actor, Document, Mention, Modality, Party

KEPT = 0.2
"""A reading that the rules do not have is coded from this confidence on."""
KEPT_OF_RULES = 0.15
"""A coding of the rules stays from this confidence on. Both chosen on dev (`training/events/calibrate.py`)."""
SURE = 0.6
"""The heads' modality stands from this probability on, where the rules say that the act was done."""
DONE = 0.95
"""What the rules doubt for its form alone ("to seize") was done where the heads say so from this probability on.
Chosen on dev: of what the rules wrongly doubt there the heads are mostly surer than that, of what is doubtful never."""
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
    confidence: float
    how: str


def decide(read: Read, clause: Clause, ontology: Ontology, memory: Memory) -> Decided | None:
    """The act; None where it is not likely enough to be right, or lacks a party that its type needs."""
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
        struck = {(p.start, p.end) for p in target}
        source = tuple(p for p in memory.doer_before(clause, modes) if (p.start, p.end) not in struck)
        source = source or implied(modes, target, memory.document, clause, read.word)
    like = ontology.like(read.type)
    if not source and not (like == "ASSAULT" and target):
        return None
    if ontology.type(read.type).target_required and not target:
        return None
    if proposed is None and is_denied_or_doubted(clause, read.word, like):
        return None  # the heads alone are nearly always wrong there
    modality = read.modality
    if proposed is not None:
        modality = settled_modality(read.modality, read.sure, proposed.modality, is_marked(clause, read.word))
    if same and proposed is not None and modes == proposed.modes:
        cameo = proposed.cameo
    else:
        cameo = cameo_of(ontology, read.type, modes)
    facts = facts_of(
        *(read, source, target, read.type, modality),
        is_noun=clause.tokens[read.word].upos in ("NOUN", "PROPN"),
        is_headline=clause.sentence.part in ("headline", "subheading"),
    )
    confidence = confidence_from(facts, weights())
    if not _stays(read, confidence, modality, (*source, *target)):
        return None
    return Decided(read.type, modes, cameo, modality, symmetric, source, target, confidence, told(facts))


def _parties(side: Side, rules: tuple[Party, ...], clause: Clause) -> tuple[Party, ...]:
    """The heads' mentions as parties; the rules' where the heads choose none and do not say that there is none.

    A party that the rules took from another sentence stays where the heads see none in this one.
    """
    inside = tuple(p for p in rules if clause.sentence.start <= p.start < clause.sentence.end)
    if inside or (rules and side.score < CHOSEN):
        return rules
    if side.mentions:
        return tuple(p for m in side.mentions for p in _of(m, rules))
    first, last = clause.sentence.start, clause.sentence.end
    return tuple(p for p in rules if not first <= p.start < last or side.absent < ABSENT)


def settled_modality(heads: Modality, sure: float, rules: Modality, marked: bool) -> Modality:
    """The heads' where they are sure: that what the rules doubt was done, or that it is only doubted or planned.

    What words of its own deny or doubt (`marked`) the heads do not make a fact.
    """
    if rules == "actual":
        return heads if sure >= SURE else rules
    if heads == "actual":
        return "actual" if sure >= DONE and not marked else rules
    return "planned" if (rules, heads) == ("possible", "planned") and sure >= SURE else rules


def _stays(read: Read, confidence: float, modality: Modality, parties: tuple[Party, ...]) -> bool:
    """Whether a reading is coded: what is only denied, asked or feared claims nothing and stays with the rules.

    Firms and private people whose act the rules know and passed over stay uncoded: "Apple sued Samsung".
    """
    if read.proposed is not None:
        return confidence >= KEPT_OF_RULES or modality != "actual"
    if read.known and all(p.actor.sector in PRIVATE for p in parties):
        return False
    return confidence >= KEPT


def speakers_of(read: Read, act: Decided, clause: Clause, text: str, like: str) -> tuple[Party, ...]:
    """Who tells of the act: whom the heads tie to it, but for those whose saying is the act."""
    phrases = (phrase_at(clause, m.head) for m in read.by.mentions)
    found = (
        p
        for phrase in phrases
        if phrase is not None and not is_reporter(clause, phrase)
        for p in parties_of(clause, phrase, text)
    )
    return without_doers(clause, read.word, found, act.source, like)


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
    return min(found, key=lambda c: (len(wanted ^ set(c.modes)), len(c.code) != 3, c.code)).code if found else None
