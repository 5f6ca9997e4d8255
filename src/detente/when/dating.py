"""The days of an act of a whole report: among what its sentence says and what the report told before, the likeliest.

Every answer has signs (asked.py); each sign has a weight, taught by the corpus (training/circumstances.py), and the
highest sum wins. What the grammar chooses, and how strongly the heads tie a time to the act, are among the signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.ontology.tsv import read_weights
from detente.when.asked import DayAsked, days_of
from detente.when.choose import Timing

TABLE = Path(__file__).parent / "data" / "dating.tsv"


def date_act(asked: DayAsked) -> Timing:
    """When the act was done; of equals the answer that the text says first."""
    return date_by(read_weights(TABLE), asked)


def date_by(weight: Mapping[str, float], asked: DayAsked) -> Timing:
    """The same by other weights."""
    sums = [(sum(weight.get(s, 0.0) for s in d.signs), -n, d.timing) for n, d in enumerate(days_of(asked))]
    return max(sums, key=lambda row: row[:2])[2]
