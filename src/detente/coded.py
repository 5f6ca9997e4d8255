"""All that one report says: its codings and its claims, from one pass over its sentences."""

from __future__ import annotations

from typing import NamedTuple

from detente.claims.values import Claim
from detente.values import Coding, Document


class Coded(NamedTuple):
    """What was read out of a document: who did what to whom, and, apart, what it says of relations that move."""

    codings: tuple[Coding, ...]
    claims: tuple[Claim, ...] = ()


def code_report(document: Document) -> Coded:
    """The codings and the claims of a document; the language model reads it once."""
    from detente.actors import resolve
    from detente.claims.reading import claims_of
    from detente.coding import code_document
    from detente.language import analyse

    sentences = analyse(document)
    mentions = resolve(document, sentences)
    codings = code_document(document, sentences, mentions)
    return Coded(tuple(codings), claims_of(document, sentences, mentions))
