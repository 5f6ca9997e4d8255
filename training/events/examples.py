"""Rows of `prepare.py` as tensors."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from batches import Item, Pieces, prepare
from data import Example
from heads import HINTS, MODALITIES, TIES, Kinds
from model import REACH
from torch import Tensor

Row = dict[str, Any]
OPTIONAL = 0.5
"""Weight of a coding that is right when found and no loss when not."""


def read_rows(paths: Iterable[Path]) -> list[Row]:
    """The rows of several files."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def kinds_of(types: Path, modes: Path, rows: Sequence[Row]) -> Kinds:
    """The closed sets, from the ontology's tables and the proposals seen."""

    def cells(path: Path) -> list[list[str]]:
        lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
        return [x.split("\t") for x in lines[1:]]

    names = ("-", *sorted(row[0] for row in cells(types)))
    acts = sorted({act for row in rows for _, act in row["acts"]} - {"-"})
    return Kinds(names, tuple(sorted(f"{r[0]}/{r[1]}" for r in cells(modes))), ("", "-", *acts, "?"))


@dataclass
class Sample:
    """A sentence ready for batching: its pieces and its row."""

    item: Item
    row: Row


def samples_of(rows: Sequence[Row], pieces: Pieces) -> list[Sample]:
    """Rows with their word pieces; sentences that are too long are left out."""
    found = []
    for row in rows:
        items = prepare([Example("events", row["words"])], pieces) if row["words"] else []
        found += [Sample(item, row) for item in items]
    return found


@dataclass
class EventBatch:
    """Padded tensors. `at`: (triggers, 2) sentence and word of each gold trigger; the rest is per trigger."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor
    word_mask: Tensor
    acts: Tensor
    coded: Tensor
    real: Tensor
    type: Tensor
    """(b, n, types): what share of the label each type has; all 0 where nothing is to be learned."""
    weight: Tensor
    at: Tensor
    types: Tensor
    modes: Tensor
    modality: Tensor
    flags: Tensor
    none: Tensor
    none_weight: Tensor
    near: Tensor
    hints: Tensor
    ties: Tensor
    tie_weight: Tensor
    label_weight: Tensor


def batch_of(
    samples: Sequence[Sample],
    kinds: Kinds,
    rng: random.Random | None = None,
    *,
    bare: float = 0.3,
    masked: float = 0.06,
) -> EventBatch:
    """A batch; with `rng` a share `bare` of the sentences goes without proposals, `masked` of the pieces are hidden."""
    b, p = len(samples), max(len(s.item.ids) for s in samples)
    n = max(len(s.item.first) for s in samples) - 1
    type_at = {k: i for i, k in enumerate(kinds.types)}
    act_at = {k: i for i, k in enumerate(kinds.acts)}
    mode_at = {k: i for i, k in enumerate(kinds.modes)}
    ids, mask, shapes = (torch.zeros(b, p, dtype=torch.long) for _ in range(3))
    first, last = (torch.zeros(b, n + 1, dtype=torch.long) for _ in range(2))
    word_mask = torch.zeros(b, n, dtype=torch.bool)
    acts, coded, real = (torch.zeros(b, n, dtype=torch.long) for _ in range(3))
    type_ = torch.zeros(b, n, len(kinds.types))
    weight = torch.zeros(b, n)
    rows: list[tuple[int, Row, bool]] = []
    for k, sample in enumerate(samples):
        row, item, m = sample.row, sample.item, len(sample.row["words"])
        own = item.ids
        if rng is not None:
            own = [103 if 0 < j < len(own) - 1 and rng.random() < masked else x for j, x in enumerate(own)]
        ids[k, : len(own)] = torch.tensor(own)
        mask[k, : len(own)] = 1
        shapes[k, : len(own)] = torch.tensor(item.shapes)
        first[k, : m + 1], last[k, : m + 1] = torch.tensor(item.first), torch.tensor(item.last)
        word_mask[k, :m] = True
        alone = rng is not None and rng.random() < bare
        if not alone:
            for word, act in row["acts"]:
                acts[k, word] = act_at.get(act, len(kinds.acts) - 1)
            for c in row["coded"]:
                coded[k, c["word"]] = type_at.get(c["type"], 0)
                real[k, c["word"]] = 1 + MODALITIES.index(c["modality"])
        type_[k, :m, 0] = 1.0
        weight[k, :m] = row.get("weight", 1.0)
        for label in row["labels"]:
            word = label["word"]
            # the other words of the trigger teach nothing: which of them is its head is a matter of the parser
            for other in range(*label["trigger"]):
                if other != word and type_[k, other, 0] == 1.0:
                    weight[k, other] = 0.0
            fresh = type_[k, word, 0] == 1.0
            if fresh:
                type_[k, word] = 0.0
            also = [t for t in label["also"] if t in type_at]
            type_[k, word, type_at[label["type"]]] += 1.0 if not also else 0.75
            for other in also:
                type_[k, word, type_at[other]] += 0.25 / len(also)
            weight[k, word] = row.get("weight", 1.0) * (1.0 if label["required"] else OPTIONAL)
            rows.append((k, label, alone))
        for word, shares in row.get("soft", ()):
            type_[k, word] = torch.tensor([shares.get(t, 0.0) for t in kinds.types])
            weight[k, word] = row.get("weight", 1.0)
    type_ = type_ / type_.sum(-1, keepdim=True).clamp(min=1e-6)
    t = len(rows)
    near, hints = torch.zeros(t, n, dtype=torch.long), torch.zeros(t, n, len(HINTS))
    ties, tie_weight = torch.zeros(t, n, len(TIES)), torch.zeros(t, n, len(TIES))
    at, types = torch.zeros(t, 2, dtype=torch.long), torch.zeros(t, dtype=torch.long)
    modes, modality = torch.zeros(t, len(kinds.modes)), torch.zeros(t, dtype=torch.long)
    flags, none, none_weight = torch.zeros(t, 2), torch.zeros(t, 2), torch.zeros(t, 2)
    label_weight = torch.zeros(t)
    for j, (k, label, alone) in enumerate(rows):
        row = samples[k].row
        at[j, 0], at[j, 1], types[j] = k, label["word"], type_at[label["type"]]
        near[j] = near_of(label["word"], n)
        hints[j] = hints_of(row, label, n, alone=alone)
        label_weight[j] = row.get("weight", 1.0) * (1.0 if label["required"] else OPTIONAL)
        for mode in label["modes"]:
            if (name := f"{label['type']}/{mode}") in mode_at:
                modes[j, mode_at[name]] = 1.0
        modality[j] = MODALITIES.index(label["modality"])
        flags[j] = torch.tensor([float(label["historical"]), float(label["symmetric"])])
        for i, tie in enumerate(TIES):
            for start, end in label[tie]:
                ties[j, start:end, i] = 1.0
            tie_weight[j, : len(row["words"]), i] = 1.0
        for i, side in enumerate(("source", "target")):
            none[j, i] = float(not label[side])
            none_weight[j, i] = 1.0
    return EventBatch(
        ids, mask, shapes, first, last, word_mask, acts, coded, real, type_, weight, at, types, modes, modality, flags,
        none, none_weight, near, hints, ties, tie_weight, label_weight,
    )  # fmt: skip


def near_of(word: int, n: int) -> Tensor:
    """How far each of n words is from `word`, clipped, from 0 on."""
    return (torch.arange(n) - word).clamp(-REACH, REACH) + REACH


def hints_of(row: Row, label: Row, n: int, *, alone: bool = False) -> Tensor:
    """(n, hints): mentions and grammar always; the roles of the proposed coding unless the heads stand alone."""
    found = torch.zeros(n, len(HINTS))
    for start, end, head in row["mentions"]:
        found[start:end, 0] = 1.0
        found[head, 1] = 1.0
    for c in () if alone else row["coded"]:
        if c["word"] == label["word"]:
            for i, role in enumerate(("source", "target", "by"), 2):
                for start, end in c[role]:
                    found[start:end, i] = 1.0
    for i, ranges in enumerate(label["grammar"], 5):
        for start, end in ranges:
            found[start:end, i] = 1.0
    return found
