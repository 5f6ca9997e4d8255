"""Everybody whom a report names round about a sentence, and how likely each is a party of its acts.

The heads see more than a sentence: who refused whom may stand two sentences before. They say of each mention there how
likely it is the source, and the target, of a trigger, and how likely nobody is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.coding.parties import identity
from detente.language.events import AHEAD, BEHIND, EventHeads, Floats, Ties, Triggers, off
from detente.values import Mention, Sentence


class Surroundings:
    """The mentions of a report, in the order of its sentences, with the heads' vectors of their words."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> None:
        self.mentions: list[Mention] = []
        rows = []
        for sentence, own in zip(sentences, mentions, strict=True):
            if sentence.vectors is not None and len(sentence.vectors):
                self.mentions += own
                rows += [sentence.vectors[m.head] for m in own]
        self._vectors = np.array(rows, np.float32)
        self._numbers = np.array([m.sentence for m in self.mentions], np.int64)

    def of(self, number: int) -> Around | None:
        """Who is named near the sentence of this number; None where nobody is."""
        first = int(np.searchsorted(self._numbers, number - BEHIND))
        last = int(np.searchsorted(self._numbers, number + AHEAD, side="right"))
        headline = min(first, int(np.searchsorted(self._numbers, 0, side="right")))
        at = [*range(headline), *range(first, last)]
        if not at:
            return None
        return Around(tuple(self.mentions[i] for i in at), self._vectors[at], self._numbers[at], number)


@dataclass(frozen=True, slots=True)
class Around:
    """Mentions round about a sentence, the vectors of their heads and the numbers of their sentences."""

    mentions: tuple[Mention, ...]
    vectors: Floats
    numbers: NDArray[np.int64]
    own: int

    def whose(
        self, heads: EventHeads, found: Triggers, words: Sequence[int], types: Sequence[str], ties: Sequence[Ties]
    ) -> list[Whose]:
        """Of each trigger at `words` how likely everybody is a party of it."""
        here = np.zeros((len(words), len(self.mentions), 2), np.float32)
        inside = [(i, m.head) for i, m in enumerate(self.mentions) if m.sentence == self.own]
        for j, tie in enumerate(ties):
            for i, head in inside:
                here[j, i] = tie.odds[head]
        shares = heads.parties(found, words, types, self.vectors, off(self.numbers, self.own), here)
        return [Whose(self.mentions, *(tuple(row[:, r].tolist()) for r in (0, 1))) for row in shares]


@dataclass(frozen=True, slots=True)
class Whose:
    """How likely each mention is the source, and the target, of a trigger; the last number is that of nobody."""

    mentions: tuple[Mention, ...]
    source: tuple[float, ...]
    target: tuple[float, ...]

    def side(self, role: str) -> Shares:
        """All of one role, summed by whom the mentions name."""
        row = self.source if role == "source" else self.target
        by_actor: dict[str, float] = {}
        by_land: dict[str, float] = {}
        best: dict[str, tuple[float, Mention]] = {}
        for m, share in zip(self.mentions, row, strict=False):
            for a in m.actors[:1]:
                key = identity(a)
                by_actor[key] = by_actor.get(key, 0.0) + share
                land = a.country or a.code
                if land:
                    by_land[land] = by_land.get(land, 0.0) + share
                if key not in best or best[key][0] < share:
                    best[key] = (share, m)
        at = {(m.sentence, m.first, m.last): share for m, share in zip(self.mentions, row, strict=False)}
        return Shares(at, by_actor, by_land, {k: m for k, (_, m) in best.items()}, row[-1])


@dataclass(frozen=True, slots=True)
class Shares:
    """How likely mentions (by sentence and words), actors (by identity), states or bodies, and nobody fill a role."""

    at: dict[tuple[int, int, int], float]
    by_actor: dict[str, float]
    by_land: dict[str, float]
    best: dict[str, Mention]
    """The likeliest mention of each actor."""
    nobody: float

    def of(self, mention: Mention) -> float:
        """That of one mention."""
        return self.at.get((mention.sentence, mention.first, mention.last), 0.0)


NOBODY = Shares({}, {}, {}, {}, 1.0)
"""Where nobody is named."""
