"""The place of an act of a whole report: among what its sentence says and the scene set before, the likeliest, or none.

Every answer has signs (asked.py); each sign has a weight, taught by the corpus (training/circumstances.py), and the
highest sum wins. What the tree chooses, and how strongly the heads tie a place to the act, are among the signs; what
the tree says stands unless another answer leads clearly, as the heads are less sure of short texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from detente.ontology.tsv import read_weights
from detente.values import Where
from detente.where.asked import PlaceAsked, places_of

TABLE = Path(__file__).parent / "data" / "placing.tsv"


def place_act(asked: PlaceAsked) -> Where | None:
    """Where the act was done; None where the text gives no place for it."""
    return place_by(read_weights(TABLE), asked)


def place_by(weight: Mapping[str, float], asked: PlaceAsked) -> Where | None:
    """The same by other weights."""
    found = places_of(asked)
    return found[best_of([f.signs for f in found], weight)].where


_LEAD, _LEAD_OF_PLACE = 2.0, 0.5
"""By how much another answer must lead over the tree's place, and a place of the sentence over the tree's none.

Of reports left out of teaching more places are right for it, and no more are invented."""


def best_of(answers: Sequence[Sequence[str]], weight: Mapping[str, float]) -> int:
    """The number of the answer whose signs weigh most, of equals the first; the first answer is no place."""
    scores = [sum(weight.get(s, 0.0) for s in signs) for signs in answers]
    best = scores.index(max(scores))
    by_tree = next((n for n, signs in enumerate(answers) if {"by grammar", "scene by grammar"} & set(signs)), 0)
    lead = _LEAD if by_tree else 0.0 if "scene" in answers[best] else _LEAD_OF_PLACE
    return best if scores[best] >= scores[by_tree] + lead else by_tree
