"""How right groups of codings are: pairwise and B-cubed precision, recall and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """2PR / (P + R), 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(gold: Sequence[str], found: Sequence[str]) -> Score:
    """Of pairs of codings: put together and of one event, by those put together, and by those of one event."""
    right = _pairs(zip(gold, found, strict=True))
    return Score(_share(right, _pairs(found)), _share(right, _pairs(gold)))


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> Score:
    """The mean over codings of how many beside it are rightly so, and of how many that should be are (Bagga 1998)."""
    both = Counter(zip(gold, found, strict=True))
    of_gold, of_found = Counter(gold), Counter(found)
    n = len(gold)
    return Score(
        sum(k * k / of_found[f] for (_, f), k in both.items()) / n,
        sum(k * k / of_gold[g] for (g, _), k in both.items()) / n,
    )


def _pairs(labels: object) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())  # type: ignore[call-overload]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
