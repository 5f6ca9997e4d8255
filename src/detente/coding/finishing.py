"""What a coding says of itself: how each field was read, how sure it is, its id; and which of two the same stays."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.parties import identity
from detente.values import Coding, Party, Step, When, Where

_UNSURE = {
    "coreference": 0.08,
    "owner": 0.06,
    "place-name": 0.05,
    "host": 0.15,
    "event": 0.2,
    "coordination": 0.1,
    "doer before": 0.2,
    "text before": 0.25,
}
"""What a party costs of the confidence by how it was found."""


def steps_of(
    act: Act,
    source: Sequence[Party],
    target: Sequence[Party],
    attribution: Sequence[Party],
    when: When | None,
    where: Where | None,
    modality: str,
) -> tuple[Step, ...]:
    """Every field with the words that gave it and how they were read."""
    steps = list(act.steps)
    steps += [Step("source", p.via, p.text, p.start, p.end) for p in source]
    steps += [Step("target", p.via, p.text, p.start, p.end) for p in target]
    steps.append(Step("modality", modality))
    if when is not None:
        how = "implicit: the day of publication" if when.implicit else when.precision
        steps.append(Step("when", how, when.text, when.start, when.end))
    if where is not None:
        steps.append(Step("where", where.precision, where.text, where.start, where.end))
    steps += [Step("attribution", "speaker", p.text, p.start, p.end) for p in attribution]
    return tuple(steps)


def confidence_of(clause: Clause, act: Act, source: Sequence[Party], target: Sequence[Party]) -> float:
    """A score between 0 and 1 (not yet a calibrated probability): how direct the reading was."""
    score = act.score
    if clause.tokens[act.token].upos != "VERB":
        score -= 0.08
    for p in (*source, *target):
        score -= _UNSURE.get(p.via, 0.0) / max(1, len(source) + len(target))
    if not target:
        score -= 0.05
    return round(min(0.99, max(0.05, score)), 3)


def with_id(coding: Coding) -> Coding:
    """The coding with the id that its document, words, type, modality and parties make."""
    who = ";".join(f"{p.start}-{p.end}-{p.actor.name}" for p in (*coding.source, *coding.target))
    key = f"{coding.document_id}|{coding.trigger.start}-{coding.trigger.end}|{coding.type}|{coding.modality}|{who}"
    return replace(coding, id=hashlib.sha256(key.encode()).hexdigest()[:16])


def without_repeats(clause: Clause, codings: list[tuple[Coding, int]]) -> list[Coding]:
    """One coding where a verb and a noun of one clause say the same of the same parties ("met for talks")."""
    kept: list[tuple[Coding, int, tuple[object, ...]]] = []
    for c, token in sorted(codings, key=lambda x: (-x[0].confidence, x[0].trigger.start)):
        mine, theirs = (sorted(identity(p.actor) for p in side) for side in (c.source, c.target))
        who = tuple(sorted(mine + theirs)) if c.symmetric else (tuple(mine), tuple(theirs))
        days = (c.when.first_day, c.when.last_day) if c.when is not None and not c.when.implicit else None
        key = (c.type, who, c.modality, days)
        noun = clause.tokens[token].upos == "NOUN"
        if not any(
            k == key
            and (noun or clause.tokens[t].upos == "NOUN")
            and (clause.below(token, t) or clause.below(t, token))
            for _, t, k in kept
        ):
            kept.append((c, token, key))
    return [c for c, _, _ in kept]
