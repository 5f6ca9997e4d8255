"""From what the heads read of a trigger to type, parties and modality of its coding, or to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.coding.attribution import parties_of, phrase_at, without_doers
from detente.coding.candidates import Asked, Named, party_of
from detente.coding.choosing import choose
from detente.coding.clause import Clause
from detente.coding.confidence import PRIVATE, Settled, brief, confidence_from, facts_of, fitted
from detente.coding.factuality import is_denied_or_doubted, is_marked
from detente.coding.learned import Read
from detente.coding.memory import Memory
from detente.coding.parties import identity
from detente.coding.quoting import is_reporter
from detente.ontology import Ontology
from detente.values import Actor, Document, Modality, Party

KEPT = 0.2
"""A reading that the rules do not have is coded from this confidence on."""
KEPT_OF_RULES = 0.2
"""A coding of the rules stays from this confidence on. Both chosen on dev (`training/events/calibrate.py`), among those
of equal F1 for fewer traps."""
SURE = 0.6
"""The heads' modality stands from this probability on, where the rules say that the act was done."""
DONE = 0.95
"""What the rules doubt for its form alone ("to seize") was done where the heads say so from this probability on.
Chosen on dev: of what the rules wrongly doubt there the heads are mostly surer than that, of what is doubtful never."""
_MUTUAL = 0.5
_REACH = 40
"""Codings before of which the parties are looked at."""


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


def decide(
    read: Read, others: Sequence[Read], clause: Clause, ontology: Ontology, memory: Memory, named: Named
) -> Decided | None:
    """The act; None where it is not likely enough to be right, or lacks a party that its type needs.

    `others` are all readings of the sentence; `named` says how often the report names whom.
    """
    proposed = read.proposed.coding if read.proposed else None
    same = proposed is not None and proposed.type == read.type
    asked = asked_source(read, others, clause, memory, named)
    doer = choose(asked)
    aim = choose(asked_target(asked, doer.parties))
    source, target = doer.parties, aim.parties
    mine = {identity(p.actor) for p in source}
    target = tuple(p for p in target if identity(p.actor) not in mine)
    symmetric = read.symmetric > _MUTUAL and len(source) + len(target) > 1
    if symmetric:
        both = sorted({(p.start, p.end, p.actor.name): p for p in (*source, *target)}.values(), key=lambda p: p.start)
        source, target = tuple(both[:1]), tuple(both[1:])
    modes = tuple(m for m in read.modes if ontology.knows(read.type, (m,)))
    if same and proposed is not None:
        modes = modes or proposed.modes
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
    sides = (source, target, doer.share, aim.share)
    facts = facts_of(Settled(read, others, clause, asked.told, *sides, modes, modality))
    confidence = confidence_from(facts, fitted())
    if not _stays(read, confidence, modality, (*source, *target)):
        return None
    return Decided(read.type, modes, cameo, modality, symmetric, source, target, confidence, brief(facts, fitted()))


def asked_source(read: Read, others: Sequence[Read], clause: Clause, memory: Memory, named: Named) -> Asked:
    """The question for the source of a reading."""
    rules = read.proposed.coding if read.proposed else None
    target = rules.target if rules else tuple(party_of(m, a) for m in read.target.mentions for a in m.actors)
    struck = {(p.start, p.end) for p in target}
    authority = tuple(p for p in memory.doer_before(clause, read.modes) if (p.start, p.end) not in struck)
    return Asked(
        *("source", read, clause, others, rules.source if rules else (), tuple(memory.codings[-_REACH:]), named),
        implied=authority or implied(read.modes, target, memory.document, clause, read.word),
    )


def asked_target(asked: Asked, source: tuple[Party, ...]) -> Asked:
    """The question for the target, the source being chosen."""
    rules = asked.read.proposed.coding.target if asked.read.proposed else ()
    return replace(asked, role="target", rules=rules, implied=(), source=source)


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
