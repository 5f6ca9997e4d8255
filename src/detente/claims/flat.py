"""A claim as others read it: one JSON object."""

from __future__ import annotations

from typing import Any

from detente.claims.values import Cause, Claim, Quote
from detente.values import Actor, Document, Party, Span


def to_json(claim: Claim, document: Document) -> dict[str, Any]:
    """One claim as the object that `--format jsonl` writes on a line; every `text` slices out of the document.

    >>> to_json(claim, document)["between"]
    ['IRN', 'PRK']
    """
    cause = claim.cause
    return {
        "id": claim.id,
        "document": {
            "id": document.id,
            "title": document.title,
            "published": document.published.isoformat() if document.published else None,
            "outlet": document.outlet,
            "url": document.url,
        },
        "sentence_index": claim.sentence_index,
        "evidence": _quote(claim.evidence),
        "trigger": _quote(claim.trigger),
        "between": list(claim.codes()),
        "direction": claim.direction,
        "modality": claim.modality,
        "cause": None
        if cause is None
        else {
            "source": sorted({p.actor.code for p in cause.source if p.actor.code}),
            "targets": sorted({p.actor.code for p in cause.targets if p.actor.code}),
            "source_parties": [_party(p) for p in cause.source],
            "target_parties": [_party(p) for p in cause.targets],
            "targets_implied": cause.implied,
            "what": None if cause.what is None else _quote(cause.what),
            "link": cause.link,
        },
        "parties": [_party(p) for p in claim.between],
        "attribution": [_party(p) for p in claim.attribution],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "start": quote.span.start, "end": quote.span.end}


def _party(p: Party) -> dict[str, Any]:
    a = p.actor
    return {
        "text": p.text,
        "start": p.start,
        "end": p.end,
        "name": a.name,
        "code": a.code,
        "country": a.country,
        "sector": a.sector,
        "role": a.role,
        "via": p.via,
    }


def from_json(told: dict[str, Any], document: Document) -> Claim:
    """The claim of such an object and its document."""
    cause = told["cause"]
    return Claim(
        id=told["id"],
        document_id=document.id,
        sentence_index=told["sentence_index"],
        evidence=_quote_of(told["evidence"]),
        trigger=_quote_of(told["trigger"]),
        between=_parties_of(told["parties"]),
        direction=told["direction"],
        modality=told["modality"],
        cause=Cause(
            source=_parties_of(cause["source_parties"]),
            targets=_parties_of(cause["target_parties"]),
            what=_quote_of(cause["what"]) if cause["what"] else None,
            link=cause["link"],
            implied=cause["targets_implied"],
        )
        if cause
        else None,
        attribution=_parties_of(told["attribution"]),
    )


def _quote_of(told: dict[str, Any]) -> Quote:
    return Quote(told["text"], Span(told["start"], told["end"]))


def _parties_of(told: list[dict[str, Any]]) -> tuple[Party, ...]:
    return tuple(_party_of(p) for p in told)


def _party_of(told: dict[str, Any]) -> Party:
    actor = Actor(*(told[name] for name in ("name", "code", "country", "sector", "role")))
    return Party(told["text"], told["start"], told["end"], actor, told["via"])
