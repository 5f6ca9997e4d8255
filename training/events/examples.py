"""Rows of `prepare.py` as tensors."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(1, str(Path(__file__).parents[2] / "src"))

import torch
from batches import Item, Pieces, prepare
from data import Example
from heads import HINTS, MODALITIES, TIES, Kinds, off_of
from model import REACH
from torch import Tensor

from detente.language.windows import MOST, windows

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

    @property
    def report(self) -> str:
        """The report's id."""
        found: str = self.row["id"].rpartition("#")[0]
        return found

    @property
    def number(self) -> int:
        """Which sentence of the report it is; 0 is the first, mostly the headline."""
        return int(self.row["id"].rpartition("#")[2])


Passage = list[Sample]
"""Sentences of one report, in order, that are read together."""


def windows_of(samples: Sequence[Sample], rng: random.Random | None = None) -> list[Passage]:
    """The sentences of each report in the windows in which the program reads them (`detente.language.windows`); with
    `rng` the first window of a long report ends anywhere.

    What a window takes over from the one before (`for_context`) teaches nothing a second time. Sentences of more than
    220 pieces and those that were thinned out are not in it, while the program reads them; and the program asks for
    parties among all of the twelve sentences before and three after, whatever window they are in.
    """
    found: list[Passage] = []
    for _, group in groupby(samples, key=lambda s: s.report):
        report = list(group)
        sizes = [len(s.item.ids) for s in report]
        first = MOST if rng is None or sum(sizes) <= MOST else rng.randrange(MOST // 3, MOST)
        for before, own in windows(sizes, first):
            found.append([*(for_context(report[i]) for i in before), *(report[i] for i in own)])
    return found


def for_context(sample: Sample) -> Sample:
    """The sentence without labels."""
    return Sample(sample.item, {**sample.row, "labels": [], "soft": (), "weight": 0.0})


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
    window: Tensor
    """(b,) which window each sentence is of, and (b,) its number in its report."""
    number: Tensor
    names: Tensor
    """(triggers, m) the heads of mentions in a trigger's window, as places in the batch's words laid end to end."""
    off: Tensor
    named: Tensor
    """(triggers, m, 2) which of them are there, and (triggers, m + 1, 2) which are right, nobody last; both in log odds
    to be added: 0 yes, -1e4 no. A mention that is neither right nor wrong is not there."""
    right: Tensor
    asked: Tensor
    """(triggers, 2) whether it is known who the party is."""


def batch_of(
    passages: Sequence[Passage],
    kinds: Kinds,
    rng: random.Random | None = None,
    *,
    bare: float = 0.3,
    masked: float = 0.06,
) -> EventBatch:
    """A batch; with `rng` a share `bare` of the sentences goes without proposals, `masked` of the pieces are hidden."""
    samples = [s for passage in passages for s in passage]
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
    of = torch.tensor([w for w, passage in enumerate(passages) for _ in passage])
    number = torch.tensor([s.number for s in samples])
    return EventBatch(
        ids, mask, shapes, first, last, word_mask, acts, coded, real, type_, weight, at, types, modes, modality, flags,
        none, none_weight, near, hints, ties, tie_weight, label_weight, of, number,
        *told_of_windows(samples, rows, of.tolist(), number, n),
    )  # fmt: skip


def told_of_windows(
    samples: Sequence[Sample], rows: Sequence[tuple[int, Row, bool]], of: Sequence[int], number: Tensor, n: int
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Whom each trigger's window names, and who of them are its parties: `names`, `off`, `named`, `right`, `asked`.

    Right is whom a coder has marked; where no mention is marked, whom the program takes for the same. Others who may be
    the same are neither right nor wrong.
    """
    at: dict[int, list[tuple[int, int, set[str], set[str]]]] = {}
    for k, sample in enumerate(samples):
        mine = at.setdefault(of[k], [])
        mine += [(k, head, set(marked), set(alike)) for head, marked, alike in sample.row.get("who", ())]
    m = max((len(at[of[k]]) for k, _, _ in rows), default=0)
    t = len(rows)
    names, off = torch.zeros(t, m, dtype=torch.long), torch.zeros(t, m, dtype=torch.long)
    named, right = torch.full((t, m, 2), -1e4), torch.full((t, m + 1, 2), -1e4)
    asked = torch.zeros(t, 2)
    for j, (k, label, _) in enumerate(rows):
        if "sources" not in label:
            continue
        mine = at[of[k]]
        for i, (k2, head, _, _) in enumerate(mine):
            names[j, i] = k2 * n + head
        places = torch.tensor([number[x[0]] for x in mine], dtype=torch.long)
        off[j, : len(mine)] = off_of(places, number[k])
        for r, role in enumerate(("sources", "targets")):
            keys = set(label["sources"] + label["targets"] if label["symmetric"] else label[role])
            good = [bool(keys & marked) for _, _, marked, _ in mine]
            maybe = [bool(keys & (marked | alike)) for _, _, marked, alike in mine]
            good = good if any(good) else maybe
            for i in range(len(mine)):
                if good[i]:
                    named[j, i, r] = right[j, i, r] = 0.0
                elif not maybe[i]:
                    named[j, i, r] = 0.0
            if not keys:
                right[j, m, r] = 0.0
            asked[j, r] = float(not keys or any(good))
    return names, off, named, right, asked


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
