"""Claims with their verdicts as others read them: JSON, rows for CSV, text of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from detente.claims.flat import to_json as claim_to_json
from detente.relations.claimed.hold import Held
from detente.relations.naming import name_of_party
from detente.relations.pressure.forms import to_json as pressure_to_json

COLUMNS = (
    *("claim_id", "document_id", "published", "outlet", "between", "direction", "modality", "cause", "cause_words"),
    *("attribution", "evidence", "pair", "how", "verdict", "because"),
)
"""The columns of claims as CSV."""
_WIDTH = 80


def to_json(claims: Sequence[Sequence[Held]]) -> list[dict[str, Any]]:
    """One object a claim: the claim as it was read, and `held`, what the record says of each of its pairs.

    `held` is empty where there was no record to hold it against.
    """
    return [
        claim_to_json(held[0].claim, held[0].document) | {"held": [_held(one) for one in held if one.how != "nothing"]}
        for held in claims
        if held
    ]


def _held(one: Held) -> dict[str, Any]:
    change = None if one.change is None else [round(value, 4) for value in one.change]
    tested = None if one.tested is None else pressure_to_json(one.tested)
    if tested is not None:
        tested.pop("series")
    return {
        "pair": list(one.pair),
        "how": one.how,
        "verdict": one.verdict,
        "because": list(one.because),
        "presser": one.presser,
        "pressure": tested,
        "change": None if change is None else dict(zip(("estimate", "low", "high"), change, strict=True)),
    }


def to_rows(claims: Sequence[Sequence[Held]]) -> Iterator[dict[str, Any]]:
    """One row a claim and pair, keyed by COLUMNS."""
    for one in (one for held in claims for one in held):
        claim, document = one.claim, one.document
        cause = claim.cause
        yield {
            "claim_id": claim.id,
            "document_id": document.id,
            "published": document.published.isoformat() if document.published else None,
            "outlet": document.outlet,
            "between": " ".join(claim.codes()),
            "direction": claim.direction,
            "modality": claim.modality,
            "cause": " ".join(p.actor.code for p in cause.source if p.actor.code) if cause else None,
            "cause_words": cause.what.text if cause and cause.what else None,
            "attribution": "; ".join(p.actor.name for p in claim.attribution) or None,
            "evidence": " ".join(claim.evidence.text.split()),
            "pair": " ".join(one.pair),
            "how": one.how if one.how != "nothing" else None,
            "verdict": one.verdict if one.how != "nothing" else None,
            "because": " ".join(one.because) or None,
        }


def to_text(claims: Sequence[Sequence[Held]], against: str | None) -> str:
    """Each claim with its sentence and what the record says; `against` names the record's events, None for none."""
    if not claims:
        return "No report claims that a relation moved.\n"
    lines = [f"{len(claims)} claim{'' if len(claims) == 1 else 's'}" + (f", held against {against}" if against else "")]
    for held in claims:
        claim, document = held[0].claim, held[0].document
        lines += ["", *_wrap(_statement(held[0]))]
        lines += _wrap(f"“{' '.join(claim.evidence.text.split())}”", "  ")
        said = [document.title or document.id, document.outlet, str(document.published or "no date")]
        lines += _wrap(" · ".join(" ".join(s.split()) for s in said if s), "  ")
        for one in held:
            if one.how == "nothing":
                continue
            pair = f"{name_of_party(one.pair[0])} and {name_of_party(one.pair[1])}"
            lines += _wrap(f"→ {one.verdict.upper()}" + (f" ({pair})" if len(held) > 1 else ""), "  ")
            lines += [line for reason in one.because for line in _wrap(reason, "    ")]
    if against is None:
        lines += ["", "No record of events to hold them against: detente import …, or --record."]
    return "\n".join(lines) + "\n"


def _statement(one: Held) -> str:
    claim = one.claim
    who = " and ".join(name_of_party(code) for code in claim.codes())
    told = f"{who} {claim.direction} ({claim.modality})"
    if claim.cause is not None:
        source = " and ".join(name_of_party(p.actor.code) for p in claim.cause.source if p.actor.code)
        what = claim.cause.what.text if claim.cause.what else ""
        told += f", cause named: {' · '.join(x for x in (source, ' '.join(what.split())) if x)}"
    if claim.attribution:
        told += f", according to {', '.join(dict.fromkeys(p.actor.name for p in claim.attribution))}"
    return told


def _wrap(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent) or [""]
