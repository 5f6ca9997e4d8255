"""From a document's sentences to its claims: movements, how they are told, their cause, who says so."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from detente.actors import Knowledge, resolve
from detente.actors import load as load_actors
from detente.claims.causes import cause_of
from detente.claims.frames import Frames
from detente.claims.frames import load as load_frames
from detente.claims.moving import Movement, find_movements
from detente.claims.standing import evidence_of, standing_of
from detente.claims.values import Claim, Quote
from detente.claims.who import Group, Scene
from detente.coding.attribution import speakers
from detente.coding.clause import Clause
from detente.coding.screening import is_game
from detente.language import analyse
from detente.values import Actor, Document, Mention, Party, Sentence, Span


def claims_of_document(document: Document, actors: Knowledge | None = None) -> tuple[Claim, ...]:
    """The claims of a document, in the order of their triggers; runs the language model itself."""
    sentences = analyse(document)
    return claims_of(document, sentences, resolve(document, sentences, actors), actors)


def claims_of(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Sequence[tuple[Mention, ...]],
    actors: Knowledge | None = None,
) -> tuple[Claim, ...]:
    """The claims of a document whose sentences and mentions are known already, in the order of their triggers.

    `mentions` holds one row a sentence, as `detente.actors.resolve` gives them, by the tables `actors`.
    """
    frames, knowledge = load_frames(), actors or load_actors()
    found: list[Claim] = []
    before: tuple[Group, ...] = ()
    for sentence, own in zip(sentences, mentions, strict=True):
        scene = Scene(Clause(sentence, own), document, knowledge, before)
        found += _of_sentence(scene, frames)
        before = scene.groups or before
    return tuple(sorted(found, key=lambda c: (c.trigger.span, c.direction, c.id)))


def _of_sentence(scene: Scene, frames: Frames) -> list[Claim]:
    if is_game(scene.clause):
        return []
    claims = [c for m in find_movements(scene, frames) if (c := _claim(scene, m)) is not None]
    kept: dict[tuple[object, ...], Claim] = {}
    for c in sorted(claims, key=lambda c: (c.cause is None, c.trigger.span)):
        kept.setdefault((c.codes(), c.direction), c)  # a noun and its verb say one thing once
    return list(kept.values())


def _claim(scene: Scene, movement: Movement) -> Claim | None:
    clause, text = scene.clause, scene.document.text
    standing = standing_of(scene, movement)
    if standing is None:
        return None
    cause = cause_of(scene, movement, standing.carriers)
    quoted = [p.start for p in movement.between if p.via != "context"]
    quoted += [cause.what.span.start] if cause is not None and cause.what is not None else []
    inside = tuple(t.index for t in clause.tokens for q in quoted if t.start <= q < t.end)
    first, last = evidence_of(clause, standing.top, (*movement.words, *inside))
    words = sorted(movement.words)
    if words[-1] - words[0] > 7:
        words = [movement.token]
    trigger = _quote(text, clause, words[0], words[-1] + 1)
    said = _attribution(scene, movement)
    codes = "+".join(sorted({p.actor.code for p in movement.between if p.actor.code}))
    key = (
        f"{scene.document.id}|{trigger.span.start}-{trigger.span.end}|{movement.direction}|{standing.modality}|{codes}"
    )
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        document_id=scene.document.id,
        sentence_index=clause.sentence.index,
        evidence=_quote(text, clause, first, last),
        trigger=trigger,
        between=movement.between,
        direction=movement.direction,
        modality=standing.modality,
        cause=cause,
        attribution=said,
    )


def _quote(text: str, clause: Clause, first: int, last: int) -> Quote:
    span = Span(clause.tokens[first].start, clause.tokens[last - 1].end)
    return Quote(span.of(text), span)


def _attribution(scene: Scene, movement: Movement) -> tuple[Party, ...]:
    """Who says so, nearest first: actors where they are known, else the words that name them."""
    clause, text = scene.clause, scene.document.text
    found: list[Party] = []
    for mention, first, last in speakers(clause, movement.carrier):
        if mention is not None:
            found += [Party(mention.text, mention.start, mention.end, a, mention.via) for a in mention.actors]
        else:
            quote = _quote(text, clause, first, last)
            actor = Actor(" ".join(quote.text.split()), None, None, None)
            found.append(Party(quote.text, *quote.span, actor, "text"))
    return tuple(found)
