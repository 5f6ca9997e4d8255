"""What stands behind a relation's numbers, as plain values: each event, or coding, with the sentences that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from detente.relations.values import Evidence, Relation
from detente.values import When


def evidence_to_json(relation: Relation) -> list[dict[str, Any]]:
    """One object for each event with all that tell it, or, where codings are counted or tell none, for each coding.

    `not_counted` says why it is in no series, and is None where it is in one; `tellings` are codings with the place
    of their sentence in the document's text, and those that are no more than attached say why by themselves.
    """
    return list(_objects(relation))


def _objects(relation: Relation) -> Iterator[dict[str, Any]]:
    def told_by(evidence: Evidence) -> str:
        return evidence.event.id if evidence.event is not None else f"{evidence.document.id}#{evidence.coding.id}"

    for _, of in groupby(relation.evidence, key=told_by):
        these = list(of)
        act = these[0].event or these[0].coding
        reasons = [e.not_counted for e in these]
        is_counted = None in reasons
        yield {
            "event": these[0].event.id if these[0].event is not None else None,
            "type": act.type,
            "quad": act.quad,
            "modality": act.modality,
            "historical": act.historical,
            **_days(act.when),
            "confidence": act.confidence,
            "period": these[0].first_day.isoformat() if these[0].first_day is not None else None,
            "not_counted": None if is_counted else reasons[0],
            "tellings": [_telling(e, is_counted) for e in these],
        }


def _days(when: When | None) -> dict[str, Any]:
    return {
        "first_day": when.first_day.isoformat() if when is not None else None,
        "last_day": when.last_day.isoformat() if when is not None else None,
        "date_implicit": when.implicit if when is not None else None,
    }


def _telling(evidence: Evidence, is_counted: bool) -> dict[str, Any]:
    document, sentence = evidence.document, evidence.coding.sentence
    return {
        "document": document.id,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published is not None else None,
        "coding": evidence.coding.id,
        "start": sentence.start,
        "end": sentence.end,
        "not_counted": evidence.not_counted if is_counted else None,
    }
