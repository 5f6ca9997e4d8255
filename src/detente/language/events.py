"""The direct heads at run time: which words of a sentence are triggers, of what type, and who is tied to them.

They look at the word vectors that their own layers have made of a window of sentences, and at what the rules propose;
who else is named round about may be a party too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.language.model import DEFAULT, sessions
from detente.values import Modality

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules say of a word: the frame's type or operator, the coding's type and modality (None: nothing)."""

    word: int
    act: str | None = None
    type: str | None = None
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class Triggers:
    """Probabilities of each type (columns; 0 is nothing) for each word (rows), and the vectors behind them."""

    types: tuple[str, ...]
    shares: Floats
    inner: Floats


@dataclass(frozen=True, slots=True)
class Ties:
    """One trigger's details: probabilities of modes by name, of modalities, of being history and mutual, and of each
    word (rows) being part of its source, target, speaker, date and place (columns); `absent`: of no source, no target
    in the sentence."""

    modes: dict[str, float]
    modality: dict[str, float]
    historical: float
    symmetric: float
    absent: tuple[float, float]
    words: Floats
    odds: Floats
    """Log odds of each word (rows) to be part of the source, of the target (columns)."""


class EventHeads:
    """The shipped direct heads."""

    def __init__(self, folder: Path = DEFAULT, *, threads: int = 1) -> None:
        about = json.loads((folder / "events.json").read_text(encoding="utf-8"))
        self.types: tuple[str, ...] = tuple(about["types"])
        self.modes: tuple[str, ...] = tuple(about["modes"])
        self.modalities: tuple[str, ...] = tuple(about["modalities"])
        self._type_at = {name: i for i, name in enumerate(self.types)}
        self._act_at = {name: i for i, name in enumerate(about["acts"])}
        self._other = len(about["acts"]) - 1
        self._triggers, self._ties, self._parties = sessions(folder, ("triggers", "ties", "parties"), threads)

    def triggers(self, vectors: Floats, proposals: Sequence[Proposal]) -> Triggers:
        """What each word is; `vectors` (words, width) are those of the own layers."""
        n = len(vectors)
        acts, coded, real = (np.zeros((1, n), np.int64) for _ in range(3))
        for p in proposals:
            if p.act is not None:
                acts[0, p.word] = self._act_at.get(p.act, self._other)
            if p.type is not None:
                coded[0, p.word] = self._type_at.get(p.type, 0)
            if p.modality is not None:
                real[0, p.word] = 1 + self.modalities.index(p.modality)
        inner, scores = self._triggers.run(None, dict(words=vectors[None], acts=acts, coded=coded, real=real))
        return Triggers(self.types, _softmax(scores[0]), inner[0])

    def ties(
        self, vectors: Floats, found: Triggers, words: Sequence[int], types: Sequence[str], hints: Sequence[Hints]
    ) -> list[Ties]:
        """Details of the triggers at `words`, read as `types`."""
        rows = np.stack([h.rows(len(vectors)) for h in hints])
        kinds = np.array([self._type_at[t] for t in types], np.int64)
        at = np.array(words, np.int64)
        feed = dict(words=vectors, inner=found.inner, word=at, types=kinds, hints=rows)
        modes, modality, flags, none, ties = self._ties.run(None, feed)
        modality = _softmax(modality)
        odds = ties[..., :2]
        modes, flags, none, ties = (_sigmoid(x) for x in (modes, flags, none, ties))
        return [
            Ties(
                {m.partition("/")[2]: float(p) for m, p in zip(self.modes, modes[j], strict=True) if m.startswith(t)},
                dict(zip(self.modalities, map(float, modality[j]), strict=True)),
                float(flags[j, 0]),
                float(flags[j, 1]),
                (float(none[j, 0]), float(none[j, 1])),
                ties[j],
                odds[j],
            )
            for j, t in enumerate(f"{t}/" for t in types)
        ]

    def parties(
        self,
        found: Triggers,
        words: Sequence[int],
        types: Sequence[str],
        names: Floats,
        off: NDArray[np.int64],
        here: Floats,
    ) -> Floats:
        """Who of everybody named round about is the source, and the target, of the triggers at `words`.

        names (m, width) are the vectors of the words that name somebody, off (m,) where their sentences stand (`off`),
        here (triggers, m, 2) the log odds of their ties, 0 in other sentences -> probabilities (triggers, m + 1, 2),
        nobody last.
        """
        kinds = np.array([self._type_at[t] for t in types], np.int64)
        feed = dict(inner=found.inner[list(words)], types=kinds, names=names, off=off, here=here)
        (scores,) = self._parties.run(None, feed)
        return _softmax(scores.transpose(0, 2, 1)).transpose(0, 2, 1)


BEHIND, AHEAD = 12, 3
"""Sentences before and after that of a trigger in which those stand who may be its parties; the headline always."""


def off(numbers: NDArray[np.int64], own: int) -> NDArray[np.int64]:
    """Where sentences stand from the own one, as the heads were taught: behind, the own, ahead, last the headline."""
    away = np.clip(numbers - own, -BEHIND - 1, AHEAD) + BEHIND + 1
    return np.where((numbers == 0) & (own != 0), BEHIND + AHEAD + 2, away)


@dataclass(frozen=True, slots=True)
class Hints:
    """What the rules say of the words for one trigger: mentions with their heads, and the proposed parties."""

    mentions: Sequence[tuple[int, int, int]]
    source: Sequence[tuple[int, int]] = ()
    target: Sequence[tuple[int, int]] = ()
    by: Sequence[tuple[int, int]] = ()
    grammar: Sequence[Sequence[tuple[int, int]]] = ()
    """What the tree says (`detente.coding.grammar`)."""

    def rows(self, n: int) -> Floats:
        """(words, hints) of 0 and 1."""
        found = np.zeros((n, 5 + len(self.grammar)), np.float32)
        for first, last, head in self.mentions:
            found[first:last, 0] = 1
            found[head, 1] = 1
        for column, spans in enumerate((self.source, self.target, self.by, *self.grammar), 2):
            for first, last in spans:
                found[first:last, column] = 1
        return found


def _softmax(scores: NDArray[Any]) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = (raised / raised.sum(-1, keepdims=True)).astype(np.float32)
    return shares


def _sigmoid(scores: NDArray[Any]) -> Floats:
    shares: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return shares


@cache
def default_heads() -> EventHeads | None:
    """The heads that the package ships, loaded once; None where the model has none."""
    return EventHeads() if (DEFAULT / "events.json").exists() else None
