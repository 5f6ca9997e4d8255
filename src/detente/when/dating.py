"""The days of an act of a whole report: among what its sentence says and what the report told before, the likeliest.

Every answer has signs (asked.py); each sign has a weight, taught by the corpus (training/circumstances.py), and the
highest sum wins. What the grammar chooses, and how strongly the heads tie a time to the act, are among the signs; a
time that the grammar gives stands unless another answer leads clearly, as the heads are less sure of short texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    found = days_of(asked)
    return found[best_of([d.signs for d in found], weight)].timing


_LEAD = 2.0
"""By how much another answer must lead over the grammar's time.

Of reports left out of teaching it costs nothing, of sentences written to be hard it saves half of what was lost."""


def best_of(answers: Sequence[Sequence[str]], weight: Mapping[str, float]) -> int:
    """The number of the answer whose signs weigh most, of equals the first."""
    scores = [sum(weight.get(s, 0.0) for s in signs) for signs in answers]
    best = scores.index(max(scores))
    by_grammar = next((n for n, signs in enumerate(answers) if "by grammar" in signs), best)
    return best if scores[best] >= scores[by_grammar] + _LEAD else by_grammar
