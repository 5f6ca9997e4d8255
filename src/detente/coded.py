"""All that one report says: its codings and its claims, from one pass over its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from detente.claims.values import Claim
from detente.values import Coding, Document

if TYPE_CHECKING:
    from detente.flat import Coder
    from detente.knowledge import Knowledge
    from detente.record.registered.values import Seen


class Coded(NamedTuple):
    """What was read out of a document: who did what to whom, and, apart, what it says of relations that move."""

    codings: tuple[Coding, ...]
    claims: tuple[Claim, ...] = ()
    seen: tuple[Seen, ...] = ()
    """Whom the report names, as what: those too who take part in no act."""


def code_report(document: Document, knowledge: Knowledge | None = None) -> Coded:
    """The codings and the claims of a document; the language model reads it once.

    `knowledge` stands for the package's tables (`detente.knowledge.load`).
    """
    from detente.actors.resolve import resolve_all
    from detente.claims.reading import claims_of
    from detente.coding import code_document
    from detente.language import analyse
    from detente.record.registered.seeing import seen_in, sightings_of

    sentences = analyse(document)
    actors = None if knowledge is None else knowledge.actors
    mentions, noun = resolve_all(document, sentences, actors)
    codings = code_document(document, sentences, mentions, noun=noun, knowledge=knowledge)
    seen = tuple(seen_in(sightings_of(sentences, mentions)))
    return Coded(tuple(codings), claims_of(document, sentences, mentions, actors), seen)


def codings_of(document: Document, knowledge: Knowledge | None = None) -> list[Coding]:
    """The codings alone, in the order of their triggers."""
    from detente.coding import code_document

    return code_document(document, knowledge=knowledge)


def claims_of_report(document: Document, knowledge: Knowledge | None = None) -> tuple[Claim, ...]:
    """The claims alone, in the order of their triggers."""
    from detente.claims.reading import claims_of_document

    return claims_of_document(document, None if knowledge is None else knowledge.actors)


def coder_of(knowledge: Knowledge | None = None) -> Coder:
    """What makes the codings: versions of program and model, and the ontology, with a digest of a user's tables."""
    from detente.coding import coder_facts

    return coder_facts(knowledge)
