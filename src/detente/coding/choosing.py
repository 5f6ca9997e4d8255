"""Which of the candidates is the source, or the target, of an act: the one for which the signs weigh most.

A softmax over the answers that are thought of; its weights are taught by the corpus (`training/events/parties.py`) and
stand in the model's folder. Several answers may be of one state, as a minister and his government: what speaks for each
speaks for the state, so the likeliest state is chosen first, then who of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.coding.candidates import Asked, Candidate, Role, candidates, overlaps, party_of
from detente.coding.learned import CHOSEN
from detente.coding.parties import identity
from detente.language.model import DEFAULT
from detente.ontology.tsv import read_rows
from detente.values import Party

TABLE = "parties.tsv"
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The parties of a role, none where it is left open, and the probability of the answer."""

    parties: tuple[Party, ...]
    share: float


def choose(asked: Asked, weights: Weights | None = None) -> Choice:
    """The likeliest answer; `weights` stand for the package's."""
    found = candidates(asked)
    best, share = likeliest(found, weights_of(asked.role) if weights is None else weights)
    return Choice(_with_others(asked, found[best]), share)


def likeliest(found: Sequence[Candidate], weights: Weights) -> tuple[int, float]:
    """Which candidate is the likeliest of the likeliest state (or body of none, or nobody), and how likely that is."""
    scores = scores_of(found, weights)
    most = max(scores)
    raised = [math.exp(s - most) for s in scores]
    whole = sum(raised)
    sums: dict[str, float] = {}
    for candidate, r in zip(found, raised, strict=True):
        sums[_state_of(candidate)] = sums.get(_state_of(candidate), 0.0) + r
    state = max(sums, key=sums.__getitem__)
    best = max((i for i, c in enumerate(found) if _state_of(c) == state), key=raised.__getitem__)
    return best, sums[state] / whole


def _state_of(candidate: Candidate) -> str:
    """What a candidate's first party belongs to: its state, else its body, else itself; of nobody nothing."""
    if not candidate.parties:
        return ""
    actor = candidate.parties[0].actor
    return actor.country or actor.code or f"{actor.name}, of no state"


def scores_of(found: Sequence[Candidate], weights: Weights) -> list[float]:
    """The sum of each candidate's weighted signs."""
    get = weights.get
    return [sum([get(sign, 0.0) * value for sign, value in c.signs.items()]) for c in found]


def _with_others(asked: Asked, chosen: Candidate) -> tuple[Party, ...]:
    """The parties of a mention with those beside it: of a list that the rules read, or that the heads see."""
    mention = chosen.mention
    if mention is None:
        return chosen.parties
    if overlaps(mention, asked.rules):
        return asked.rules
    column = 0 if asked.role == "source" else 1
    kept = [mention]
    for m in asked.side.mentions:
        if asked.read.mean(column, m) >= CHOSEN and not overlaps(m, (*kept, *asked.source)):
            kept.append(m)
    kept.sort(key=lambda m: m.first)
    parties: dict[str, Party] = {}  # "countries from Russia to the UK": Russia once
    for m in kept:
        for a in m.actors:
            parties.setdefault(identity(a), party_of(m, a))
    return tuple(parties.values())


@cache
def weights_of(role: Role, folder: Path = DEFAULT) -> Weights:
    """The shipped weights of the signs for a role."""
    rows = read_rows(folder / TABLE, ("sign", "source", "target"))
    return {cells["sign"]: float(cells[role]) for _, cells in rows if cells[role]}
