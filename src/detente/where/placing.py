"""The place of an act of a whole report: among what its sentence says and the scene set before, the likeliest, or none.

Every answer has signs (asked.py); each sign has a weight, taught by the corpus (training/circumstances.py), and the
highest sum wins. What the tree chooses, and how strongly the heads tie a place to the act, are among the signs.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    sums = [(sum(weight.get(s, 0.0) for s in f.signs), -n, f.where) for n, f in enumerate(places_of(asked))]
    return max(sums, key=lambda row: row[:2])[2]
