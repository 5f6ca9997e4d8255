"""Confidence of a coding that the direct heads decided: the probability that it is right, calibrated on coded reports.

A logistic model over facts of the reading; its weights are made by `training/events/calibrate.py` from reports that the
heads which read them had not seen, scaled on the dev part of the corpus, and stand in the model's folder. Right means
what the project's scorer calls right: type, parties and whether it happened.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.coding.clause import Clause
from detente.coding.learned import CHOSEN, Read, log_odds
from detente.language.model import DEFAULT
from detente.values import Coding, Party

Facts = dict[str, float]
PRIVATE = frozenset({None, "BUS", "MNC", "CVL", "CRM", "UNK", "EDU", "MED"})
"""Sectors of people and firms without an office."""
_AFAR = frozenset({"implied", "doer before", "text before", "text after", "event", "coordination", "host", "report"})
_LEAST = 0.018
"""Shares nearer to 0 or 1 count as this far from it: odds of ±4."""
_MOST = 3
"""Facts that an explanation names on each side."""
_BESIDE = 2
"""Words between two triggers that may well be one act."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A reading with what was settled for it, and what stands beside it in its sentence and before."""

    read: Read
    others: Sequence[Read]
    clause: Clause
    before: Sequence[Coding]
    """Codings of the sentences before."""
    source: Sequence[Party]
    target: Sequence[Party]
    source_share: float
    target_share: float
    """How likely the choice of the parties was."""
    modes: Sequence[str]
    modality: str


def facts_of(settled: Settled) -> Facts:
    """The facts that speak for or against a reading, by name; what is 0 is left out."""
    found = {
        **_of_heads(settled),
        **_of_rules(settled),
        **_of_parties(settled),
        **_of_words(settled),
        **_of_text(settled),
    }
    return {name: float(value) for name, value in found.items() if value}


def _of_heads(settled: Settled) -> Facts:
    """How sure the heads are."""
    read = settled.read
    return {
        "constant": 1.0,
        f"is {read.type}": 1.0,
        "type share": _logit(read.share),
        "trigger share": _logit(read.any),
        "source share": _logit(read.source.score) if read.source.mentions else -1.0,
        "target share": _logit(read.target.score) if read.target.mentions else 0.0,
        "source chosen": _logit(settled.source_share),
        "target chosen": _logit(settled.target_share),
        "weak target": bool(read.target.mentions) and read.target.score < CHOSEN,
        "source absent": read.source.absent,
        "target absent": read.target.absent,
        "historical": read.historical,
        "mutual": read.symmetric,
        "sure of modality": read.sure,
        "not actual": settled.modality != "actual",
        f"modality {settled.modality}": 1.0,
        **{f"mode {m}": 1.0 for m in settled.modes},
    }


def _of_rules(settled: Settled) -> Facts:
    """Whether the rules agree."""
    read = settled.read
    coding = read.proposed.coding if read.proposed else None
    parties = (*settled.source, *settled.target)
    agreed = coding is not None and coding.type == read.type
    same = coding is not None and _names((*coding.source, *coding.target)) == _names(parties)
    return {
        "rules code it": coding is not None,
        "rules give the type": agreed,
        f"rules give the type, {read.type}": agreed,
        "rules give the parties": same,
        "rules give all": agreed and same,
        "rules direct": coding.confidence if coding is not None and agreed else 0.0,
        "rules passed it over": coding is None and read.known,
        "all private": coding is None and all(p.actor.sector in PRIVATE for p in parties),
    }


def _of_parties(settled: Settled) -> Facts:
    """Who the parties are and how they were found."""
    source, target, kind = settled.source, settled.target, settled.read.type
    parties = (*source, *target)
    found: Facts = {
        "no target": not target,
        "several parties": len(parties) > 2,
        "party from afar": any(p.via in _AFAR for p in parties),
        "party without country": any(not p.actor.country and not p.actor.code for p in parties),
        "both of one state": bool({p.actor.code for p in source} & {p.actor.code for p in target} - {None}),
    }
    for name, side in (("source", source), ("target", target)):
        found[f"{name}s: {min(len(side), 3)}"] = 1.0
        for p in side[:2]:
            found[f"{name} via {p.via}"] = 1.0
            found[f"{name} {p.actor.sector}"] = found[f"{name} {p.actor.sector}, {kind}"] = 1.0
    if source and target:
        found[f"{source[0].actor.sector} to {target[0].actor.sector}"] = 1.0
    return found


def _of_words(settled: Settled) -> Facts:
    """The trigger's place in its sentence, and the other triggers there."""
    read, tokens = settled.read, settled.clause.tokens
    token = tokens[read.word]
    others = [o for o in settled.others if o.word != read.word]
    return {
        "trigger is a noun": token.upos in ("NOUN", "PROPN"),
        f"tag {token.xpos}": 1.0,
        f"relation {token.deprel}": 1.0,
        f"relation {token.deprel}, {read.type}": 1.0,
        f"readings {min(len(settled.others), 6)}": 1.0,
        "likeliest other": max((o.any for o in others), default=0.0),
        "likelier others": float(sum(o.any > read.any for o in others)),
        "another of the type": any(o.type == read.type and o.any > 0.3 for o in others),
        "likelier beside": any(abs(o.word - read.word) <= _BESIDE and o.any > read.any for o in others),
        "words": min(len(tokens), 60) / 20,
        f"words {min(len(tokens) // 8, 7)}": 1.0,
    }


def _of_text(settled: Settled) -> Facts:
    """The sentence's place in the report, and what was told before."""
    sentence = settled.clause.sentence
    same = [c for c in settled.before if c.type == settled.read.type]
    return {
        "in a headline": sentence.part in ("headline", "subheading"),
        f"part {sentence.part}": 1.0,
        "near the beginning": sentence.index < 3,
        "codings before": min(len(settled.before), 10) / 5,
        "type before": bool(same),
        "dyad before": any(_alike(c.source, settled.source) and _alike(c.target, settled.target) for c in same),
    }


def _alike(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether two sides have a country in common, be it none."""
    return bool({p.actor.country for p in one} & {p.actor.country for p in other})


def _names(parties: Sequence[Party]) -> set[tuple[str, str | None]]:
    return {(p.actor.name, p.actor.country) for p in parties}


def _logit(share: float) -> float:
    return log_odds(share, _LEAST)


def told(facts: Facts) -> str:
    """All facts in words, for teaching."""
    return "; ".join(f"{name} {value:.4f}" for name, value in facts.items())


def heard(how: str) -> Iterator[tuple[str, float]]:
    """The facts of such an explanation."""
    for part in how.split("; "):
        name, value = part.rsplit(" ", 1)
        yield name, float(value)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted: a weight for each fact, and shift, slope and bend from their sum to log odds."""

    weights: Mapping[str, float]
    shift: float = 0.0
    slope: float = 1.0
    bend: float = 0.0

    def share(self, total: float) -> float:
        """The probability that belongs to a sum of weights; it never falls as the sum grows."""
        if self.bend > 0:
            total = max(total, -self.slope / (2 * self.bend))
        elif self.bend < 0:
            total = min(total, -self.slope / (2 * self.bend))
        return 1 / (1 + math.exp(-(self.shift + self.slope * total + self.bend * total * total)))


def confidence_from(facts: Facts, fitted: Fitted) -> float:
    """The probability, to three digits."""
    get = fitted.weights.get
    return round(fitted.share(sum([get(name, 0.0) * value for name, value in facts.items()])), 3)


def brief(facts: Facts, fitted: Fitted) -> str:
    """What spoke most for the reading and against it, for an explanation: facts with what each adds to the log odds."""
    weighed = sorted((fitted.weights.get(name, 0.0) * fitted.slope * value, name) for name, value in facts.items())
    against = [f"{name} {value:+.1f}" for value, name in weighed[:_MOST] if value < 0 and name != "constant"]
    pro = [f"{name} {value:+.1f}" for value, name in weighed[: -_MOST - 1 : -1] if value > 0 and name != "constant"]
    return f"for: {', '.join(pro) or 'nothing'}; against: {', '.join(against) or 'nothing'}"


@cache
def fitted(folder: Path = DEFAULT) -> Fitted:
    """What the package ships; without a file the type's share alone counts."""
    path = folder / "confidence.json"
    if not path.exists():
        return Fitted({"type share": 1.0})
    found = json.loads(path.read_text())
    return Fitted(found["weights"], *found["scale"])
