"""How far two tellings are of one event: the sum of their facts, each with the weight that the table gives it.

The weights were fitted by logistic regression (`benchmarks/events/fit.py`): a score of 0 is as likely as not.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from detente.ontology.tsv import fault, read_rows
from detente.record.merging.facts import facts_of
from detente.record.merging.values import Fact, Match, Telling

_OWN = Path(__file__).parent / "data" / "weights.tsv"


def match(one: Telling, other: Telling, weights: Mapping[str, float] | None = None) -> Match | None:
    """The score of a pair with its facts; None where they cannot be of one event."""
    found = facts_of(one, other)
    if found is None:
        return None
    known = table() if weights is None else weights
    facts = tuple(Fact(name, value, known.get(name, 0.0)) for name, value in found.items() if value)
    return Match(sum(f.points for f in facts), facts)


@cache
def table(path: Path = _OWN) -> dict[str, float]:
    """The weights by fact. Raises TableError, with its line, for one that is no number."""
    found: dict[str, float] = {}
    for line, cells in read_rows(path, ("fact", "weight", "meaning")):
        try:
            found[cells["fact"]] = float(cells["weight"])
        except ValueError:
            raise fault(path, line, f"{cells['weight']} is no number.", "Write the weight, 0 for none.") from None
    return found
