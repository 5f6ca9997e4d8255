"""Teach the gate: which sentences may hold a coding. The rest are quiet; where a whole window is, no own layer runs.

    python training/events/gate.py DATA SCORER [--out src/detente/language/data/model] [--loss 0.005] [--unseen 0.03]

A sentence may hold a coding where one of its words may be a trigger: two small layers score each word by the vectors
that the shared encoder has made already, and the sentence has the logarithm of the sum of its words' odds. Taught on
the part train, by sentences with and without a coding and by the triggers themselves. The floor is chosen on dev: of
the required dyads that the program codes there without a gate at most the share `--loss` may be lost, and of the
sentences that hold a coding by hand, found today or not, at most `--unseen`. It is written into the graph: a score
above 0 says that the sentence is coded. Prints what is saved and lost by floor. Needs the package and torch.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[1:1] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import numpy as np
import torch
from export import export
from listing import list_file
from torch import Tensor, nn
from torch.nn import functional as F

from corpus.gold import load_scorer
from corpus.judged import Judged, judged_in
from corpus.load import reports
from corpus.values import Part, Report
from detente.language import cut, default_model
from detente.reading import read_text

INNER = 32
PASSES = 4
BATCH = 64
RATE = 2e-3
SEED = 20281


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence: what the gate looks at (words, features), which words are triggers, and whether it is of a report
    of the real world; `found` required dyads that the program codes in it, and `false` ones that it codes."""

    looks: np.ndarray[Any, Any]
    triggers: np.ndarray[Any, Any]
    holds: bool
    real: bool
    found: int = 0
    false: int = 0


class Gate(nn.Module):
    """Scores of sentences from their words' vectors (sentences, words, features); `on` is 1 where there is a word."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.words = nn.Sequential(nn.Linear(features, INNER), nn.GELU(), nn.Dropout(0.1), nn.Linear(INNER, 1))
        nn.init.constant_(self.words[-1].bias, -3.0)
        self.floor = 0.0

    def forward(self, vectors: Tensor, on: Tensor) -> Tensor:
        return self.joined(self.words(vectors)[..., 0], on) - self.floor

    @staticmethod
    def joined(scores: Tensor, on: Tensor) -> Tensor:
        """The sentence's score: the logarithm of the sum of its words' odds."""
        return torch.logsumexp(scores - (1 - on) * 1e4, 1)


def rows_of(report: Report, scorer: Any = None) -> Iterator[Row]:
    """The sentences of a report; with a scorer also what the program codes in each."""
    document = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
    places, words = cut(document)
    looks = default_model().looked_at([[document.text[a:b] for a, b in row] for row in words])
    triggers = [label.trigger for s in report.sentences for label in s.codings]
    found: Counter[int] = Counter()
    false: Counter[int] = Counter()
    for x in judged_in(scorer, report) if scorer else ():
        if isinstance(x, Judged):
            found[x.coding.sentence_index] += x.is_wanted
            false[x.coding.sentence_index] += not x.is_right
    for i, (place, row) in enumerate(zip(places, words, strict=True)):
        marks = np.array([any(a < end and start < b for start, end in triggers) for a, b in row], np.float32)
        holds = any(place[0] <= start < place[1] for start, _ in triggers)
        yield Row(looks[i].astype(np.float16), marks, holds, report.real, found[i], false[i])


def batch(rows: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors, words that are there, and triggers, padded to the longest."""
    n = max(len(r.triggers) for r in rows)
    vectors = np.zeros((len(rows), n, rows[0].looks.shape[1]), np.float32)
    on, triggers = np.zeros((2, len(rows), n), np.float32)
    for k, r in enumerate(rows):
        vectors[k, : len(r.looks)], on[k, : len(r.looks)], triggers[k, : len(r.looks)] = r.looks, 1, r.triggers
    return torch.from_numpy(vectors), torch.from_numpy(on), torch.from_numpy(triggers)


def teach(rows: list[Row]) -> Gate:
    """A gate taught by sentences and by their triggers."""
    torch.manual_seed(SEED)
    gate = Gate(rows[0].looks.shape[1])
    rows = sorted(rows, key=lambda r: len(r.triggers))
    parts = [rows[i : i + BATCH] for i in range(0, len(rows), BATCH)]
    steps = PASSES * len(parts)
    optimiser = torch.optim.AdamW(gate.parameters(), RATE, weight_decay=0.01)
    slower = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    for _ in range(PASSES):
        for k in torch.randperm(len(parts)).tolist():
            vectors, on, triggers = batch(parts[k])
            scores = gate.words(vectors)[..., 0]
            holds = torch.tensor([float(r.holds) for r in parts[k]])
            loss = F.binary_cross_entropy_with_logits(gate.joined(scores, on), holds)
            words = F.binary_cross_entropy_with_logits(scores, triggers, reduction="none")
            optimiser.zero_grad()
            (loss + 2 * (words * on).sum() / on.sum()).backward()
            optimiser.step()
            slower.step()
    return gate.eval()


def choose(scores: np.ndarray[Any, Any], rows: Sequence[Row], loss: float, unseen: float) -> float:
    """The highest score such that what lies below loses no more than the two shares; prints what others would do."""
    order = np.argsort(scores, kind="stable")
    found = np.array([r.found for r in rows], float)[order]
    holds = np.array([r.holds for r in rows], float)[order]
    for asked in sorted({0.0, loss / 2, loss, 2 * loss}):
        _tell(scores, rows, _floor(scores[order], found, asked), f"at most {asked:.2%} of the found lost")
    floor = min(_floor(scores[order], found, loss), _floor(scores[order], holds, unseen))
    _tell(scores, rows, floor, "chosen")
    return floor


def _floor(scores: np.ndarray[Any, Any], counts: np.ndarray[Any, Any], share: float) -> float:
    """The score of the first sentence, in the order of scores, with which more than the share would be lost."""
    lost = np.cumsum(counts) > share * counts.sum()
    return float(scores[int(lost.argmax())])


def _tell(scores: np.ndarray[Any, Any], rows: Sequence[Row], floor: float, name: str) -> None:
    out = scores < floor
    lost = [r for r, o in zip(rows, out, strict=True) if o]
    sides = [np.mean([o for r, o in zip(rows, out, strict=True) if r.real is real]) for real in (True, False)]
    print(f"{name} (floor {floor:.3f}): left out {sides[0]:.1%} of real, {sides[1]:.1%} of written sentences")
    for what, of in (
        ("required dyads that are found", lambda r: r.found),
        ("false dyads", lambda r: r.false),
        ("sentences with a coding by hand", lambda r: int(r.holds)),
    ):
        print(f"  without {sum(map(of, lost))} of {sum(map(of, rows))} {what}")


def main() -> None:
    """Teach, choose, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/detente/language/data/model"))
    parser.add_argument("--loss", type=float, default=0.005)
    parser.add_argument("--unseen", type=float, default=0.03)
    args = parser.parse_args()
    default_model().gate = None
    scorer = load_scorer(args.scorer)

    def read(part: Part, scorer: Any = None) -> list[Row]:
        return [row for r in reports(part, data=args.data) for row in rows_of(r, scorer) if len(row.looks)]

    gate = teach(read("train"))
    dev = read("dev", scorer)
    with torch.no_grad():
        scores = np.array([float(gate(*batch([row])[:2])) for row in dev])
    gate.floor = choose(scores, dev, args.loss, args.unseen)
    vectors, on, _ = batch(dev[:2])
    axes = dict(vectors=["b", "n", ""], on=["b", "n"])
    export(gate, dict(vectors=vectors, on=on), dict(scores=["b"]), axes, args.out / "gate.onnx")
    list_file(args.out / "gate.onnx")


if __name__ == "__main__":
    main()
