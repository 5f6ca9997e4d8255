"""Confidence of a coding that the direct heads decided: the probability that it is right, calibrated on coded reports.

A logistic model over a few facts of the reading; its weights are made by `training/events/calibrate.py` from the dev
part of the corpus and stand in the model's folder. Right means what the project's scorer calls right: type, parties and
whether it happened.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from detente.coding.learned import CHOSEN, Read
from detente.language.model import DEFAULT
from detente.values import Party

_TYPES = (
    *("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST"),
    *("REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"),
)
FACTS = (
    "constant",
    "type share",
    "trigger share",
    "source share",
    "target share",
    "no target",
    "rules code it",
    "rules give the type",
    "rules give the parties",
    "rules passed it over",
    "all private",
    "several parties",
    "party from afar",
    "party without country",
    "not actual",
    "trigger is a noun",
    "in a headline",
    "both of one state",
    "weak target",
    *(f"is {name}" for name in _TYPES),
)
"""The facts in the order of the weights."""
PRIVATE = frozenset({None, "BUS", "MNC", "CVL", "CRM", "UNK", "EDU", "MED"})
"""Sectors of people and firms without an office."""
_AFAR = frozenset({"implied", "doer before", "text before", "event", "coordination", "host"})


def facts_of(
    read: Read,
    source: Sequence[Party],
    target: Sequence[Party],
    type_: str,
    modality: str,
    *,
    is_noun: bool = False,
    is_headline: bool = False,
) -> list[float]:
    """The facts of a reading and the parties that were settled for it; the two last are of the trigger."""
    proposed = read.proposed.coding if read.proposed else None
    parties = (*source, *target)
    same = proposed is not None and _names((*proposed.source, *proposed.target)) == _names(parties)
    return [
        1.0,
        _logit(read.share),
        _logit(read.any),
        _logit(read.source.score) if read.source.mentions else -1.0,
        _logit(read.target.score) if read.target.mentions else 0.0,
        float(not target),
        float(proposed is not None),
        float(proposed is not None and proposed.type == type_),
        float(same),
        float(proposed is None and read.known),
        float(proposed is None and all(p.actor.sector in PRIVATE for p in parties)),
        float(len(parties) > 2),
        float(any(p.via in _AFAR for p in parties)),
        float(any(not p.actor.country and not p.actor.code for p in parties)),
        float(modality != "actual"),
        float(is_noun),
        float(is_headline),
        float(bool({p.actor.code for p in source} & {p.actor.code for p in target} - {None})),
        float(bool(read.target.mentions) and read.target.score < CHOSEN),
        *(float(type_ == name) for name in _TYPES),
    ]


def _names(parties: Sequence[Party]) -> set[tuple[str, str | None]]:
    return {(p.actor.name, p.actor.country) for p in parties}


def _logit(share: float) -> float:
    """Log odds, clipped to ±4 so that one sure head cannot outvote all else."""
    share = min(max(share, 0.018), 0.982)
    return math.log(share / (1 - share))


def told(facts: Sequence[float]) -> str:
    """The facts in words, for the explanation: those that are not 0."""
    return "; ".join(f"{name} {value:.4f}" for name, value in zip(FACTS, facts, strict=True) if value)


def confidence_from(facts: Sequence[float], weights: Sequence[float]) -> float:
    """The probability, to three digits."""
    total = sum(f * w for f, w in zip(facts, weights, strict=True))
    return round(1 / (1 + math.exp(-total)), 3)


@cache
def weights(folder: Path = DEFAULT) -> tuple[float, ...]:
    """The shipped weights in the order of FACTS; without a file the type's share alone counts."""
    path = folder / "confidence.json"
    if not path.exists():
        return tuple(float(name == "type share") for name in FACTS)
    fitted = json.loads(path.read_text())["weights"]
    return tuple(float(fitted.get(name, 0.0)) for name in FACTS)
