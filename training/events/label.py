"""Let a taught model label uncoded sentences: `training/events/label.py EVENTS RUN ROWS OUT [--weight W]`.

EVENTS is the folder of `teach.py` whose model labels (the large one, to teach the small), ROWS come from
`prepare.py --silver`. Types are kept as shares of probability for every word that may be a trigger; parties, modality
and the rest only of likely triggers, as the model would decide.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
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


@torch.no_grad()
def label(joint: Joint, events: Events, group: list[Sample], weight: float) -> list[dict[str, Any]]:
    """The rows with the model's labels in the place of what stood there."""
    kinds = events.kinds
    bare = [Sample(s.item, {**s.row, "labels": []}) for s in group]
    batch: EventBatch = batch_of(bare, kinds)
    words = words_of(joint, events, batch)
    inner, scores = events.triggers(words, batch.acts, batch.coded, batch.real)
    shares = scores.float().softmax(-1)
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
        found.append(
            {**row, "weight": weight, "soft": soft, "labels": _labels(events, words[k], inner[k], shares[k], row, at)}
        )
        del found[-1]["grammar"]
    return found


def _labels(
    events: Events, words: Tensor, inner: Tensor, shares: Tensor, row: dict[str, Any], at: list[int]
) -> list[dict[str, Any]]:
    """What the model says of the triggers at some words."""
    if not at:
        return []
    kinds, n = events.kinds, len(row["words"])
    types = 1 + shares[at, 1:].argmax(-1)
    details = events.details(inner[at], types)
    hints = torch.stack([hints_of(row, {"word": w, "grammar": row["grammar"][str(w)]}, n) for w in at])
    near = torch.stack([near_of(w, n) for w in at])
    many = words[None, :n].expand(len(at), -1, -1)
    ties = events.tied(many, words[at], types, near, hints, torch.ones(len(at), n)).sigmoid()
    found = []
    for j, w in enumerate(at):
        name = kinds.types[int(types[j])]
        modes = [
            m.partition("/")[2]
            for m, p in zip(kinds.modes, details["modes"][j], strict=True)
            if p > 0 and m.startswith(f"{name}/")
        ]
        sides = {}
        for i, tie in enumerate(TIES):
            sides[tie] = _spans([float(x) > 0.5 for x in ties[j, :, i]])
        found.append(
            {
                "word": w, "trigger": [w, w + 1], "type": name, "modes": modes, "also": [],
                "modality": MODALITIES[int(details["modality"][j].argmax())],
                "historical": bool(details["flags"][j, 0] > 0), "symmetric": bool(details["flags"][j, 1] > 0),
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
    parser.add_argument("events", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weight", type=float, default=0.6)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    joint, _ = restored(args.run)
    joint.eval()
    events = loaded(args.events, joint)
    samples = samples_of(read_rows([args.rows]), Pieces(args.run / "encoder" / "tokenizer.json"))
    with args.out.open("w", encoding="utf-8") as out:
        for group in groups(samples, 1500, random.Random(1)):
            with torch.autocast("cpu", torch.bfloat16):
                rows = label(joint, events, group, args.weight)
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
