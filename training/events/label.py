"""Let taught models label uncoded sentences: `training/events/label.py RUN ROWS OUT --by EVENTS … [--weight W]`.

EVENTS are the folders of `teach.py` whose models label together (the large one and the small, to teach the next small
one): the mean of their probabilities counts. ROWS come from `prepare.py --silver`. Types are kept as shares of
probability for every word that may be a trigger; parties, modality and the rest only of likely triggers, as the models
would decide.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(1, str(Path(__file__).parents[1]))

import torch
from batches import Pieces
from heads import MODALITIES, TIES, Branch, Events, Kinds
from large import Large
from model import Joint
from teach import groups, restored, words_of
from torch import Tensor

from examples import EventBatch, Sample, batch_of, hints_of, near_of, read_rows, samples_of

SEEN, LIKELY = 0.03, 0.3
"""From these probabilities of being a trigger on a word's shares are kept, and it gets parties."""


def loaded(folder: Path, joint: Joint) -> Events:
    """The taught heads with what they stand on."""
    saved = torch.load(folder / "model.pt" if (folder / "model.pt").exists() else folder / "checkpoint.pt")
    kinds = Kinds(**{k: tuple(v) for k, v in json.loads((folder / "kinds.json").read_text()).items()})
    branch: Branch | Large | None = None
    if "branch.table.weight" in saved["events"]:
        branch = Large()
    elif "branch.mix" in saved["events"]:
        branch = Branch(joint.encoder, len(saved["events"]["branch.mix"]) - 1)
    events = Events(kinds, branch)
    events.load_state_dict(saved["events"])
    if branch is None:
        joint.load_state_dict(saved["joint"])
    return events.eval()


class Taught:
    """The models that label together, and what each makes of the sentences of a group."""

    def __init__(self, joint: Joint, many: Sequence[Events]) -> None:
        self.joint, self.many, self.kinds = joint, many, many[0].kinds

    def look(self, group: Sequence[Sample]) -> tuple[list[tuple[Tensor, Tensor]], Tensor]:
        """Of each model the vectors of words and what its triggers are told by, and the shares of types of all."""
        seen, shares = [], []
        for events in self.many:
            batch: EventBatch = batch_of([[s] for s in group], events.kinds)
            words = words_of(self.joint, events, batch)
            inner, scores = events.triggers(words, batch.acts, batch.coded, batch.real)
            seen.append((words, inner))
            shares.append(scores.float().softmax(-1))
        return seen, torch.stack(shares).mean(0)

    def details(self, seen: list[tuple[Tensor, Tensor]], k: int, at: list[int], types: Tensor) -> dict[str, Tensor]:
        """Probabilities of modes, modality and flags of the triggers of sentence `k`."""
        found = [events.details(inner[k, at], types) for events, (_, inner) in zip(self.many, seen, strict=True)]
        return {
            "modes": torch.stack([f["modes"].float().sigmoid() for f in found]).mean(0),
            "modality": torch.stack([f["modality"].float().softmax(-1) for f in found]).mean(0),
            "flags": torch.stack([f["flags"].float().sigmoid() for f in found]).mean(0),
        }

    def ties(
        self, seen: list[tuple[Tensor, Tensor]], k: int, at: list[int], types: Tensor, row: dict[str, Any]
    ) -> Tensor:
        """Probabilities of each word to be in each tie with the triggers, (triggers, words, ties)."""
        n = len(row["words"])
        hints = torch.stack([hints_of(row, {"word": w, "grammar": row["grammar"][str(w)]}, n) for w in at])
        near = torch.stack([near_of(w, n) for w in at])
        found = []
        for events, (words, _) in zip(self.many, seen, strict=True):
            many = words[k][None, :n].expand(len(at), -1, -1)
            tied = events.tied(many, words[k, at], types, near, hints, torch.ones(len(at), n))
            found.append(tied.float().sigmoid())
        return torch.stack(found).mean(0)


@torch.no_grad()
def label(taught: Taught, group: list[Sample], weight: float) -> list[dict[str, Any]]:
    """The rows with the models' labels in the place of what stood there."""
    kinds = taught.kinds
    bare = [Sample(s.item, {**s.row, "labels": []}) for s in group]
    seen, shares = taught.look(bare)
    found = []
    for k, sample in enumerate(bare):
        row, n = sample.row, len(sample.row["words"])
        any_ = (1 - shares[k, :n, 0]).tolist()
        soft = [
            [w, {kinds.types[t]: round(p, 3) for t, p in enumerate(shares[k, w].tolist()) if p > 0.005}]
            for w in range(n)
            if any_[w] > SEEN
        ]
        at = [w for w in range(n) if any_[w] > LIKELY and str(w) in row["grammar"]]
        labels = _labels(taught, seen, k, shares[k], row, at) if at else []
        found.append({**row, "weight": weight, "soft": soft, "labels": labels})
        del found[-1]["grammar"]
    return found


def _labels(
    taught: Taught, seen: list[tuple[Tensor, Tensor]], k: int, shares: Tensor, row: dict[str, Any], at: list[int]
) -> list[dict[str, Any]]:
    """What the models say of the triggers at some words."""
    kinds = taught.kinds
    types = 1 + shares[at, 1:].argmax(-1)
    details = taught.details(seen, k, at, types)
    ties = taught.ties(seen, k, at, types, row)
    found = []
    for j, w in enumerate(at):
        name = kinds.types[int(types[j])]
        modes = [
            m.partition("/")[2]
            for m, p in zip(kinds.modes, details["modes"][j], strict=True)
            if p > 0.5 and m.startswith(f"{name}/")
        ]
        sides = {tie: _spans([float(x) > 0.5 for x in ties[j, :, i]]) for i, tie in enumerate(TIES)}
        found.append(
            {
                "word": w, "trigger": [w, w + 1], "type": name, "modes": modes, "also": [],
                "modality": MODALITIES[int(details["modality"][j].argmax())],
                "historical": bool(details["flags"][j, 0] > 0.5), "symmetric": bool(details["flags"][j, 1] > 0.5),
                "required": True, "grammar": row["grammar"][str(w)], **sides,
            }
        )  # fmt: skip
    return found


def _spans(on: list[bool]) -> list[list[int]]:
    """Runs of True."""
    spans: list[list[int]] = []
    for i, x in enumerate(on):
        if x and (i == 0 or not on[i - 1]):
            spans.append([i, i])
        if x:
            spans[-1][1] = i + 1
    return spans


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--by", type=Path, nargs="+", required=True, help="folders of taught models")
    parser.add_argument("--weight", type=float, default=0.6)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    joint, _ = restored(args.run)
    joint.eval()
    taught = Taught(joint, [loaded(folder, joint) for folder in args.by])
    samples = samples_of(read_rows([args.rows]), Pieces(args.run / "encoder" / "tokenizer.json"))
    told: dict[str, dict[str, Any]] = {}
    for part in groups([[s] for s in samples], 1500, random.Random(1)):
        group = [s for passage in part for s in passage]
        with torch.autocast("cpu", torch.bfloat16):
            rows = label(taught, group, args.weight)
        told |= {row["id"]: row for row in rows}
    with args.out.open("w", encoding="utf-8") as out:
        for sample in samples:  # in the order of the reports
            out.write(json.dumps(told[sample.row["id"]], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
