"""Examples to padded tensors: word pieces, case shapes, and every label with its mask."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from data import Example, Labels, role_tags, shape_of
from tokenizers import Tokenizer
from torch import Tensor

MOST_PIECES = 220


class Pieces:
    """Word pieces of single words, remembered."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._tokenizer.encode(word, add_special_tokens=False).ids or [100]
        return self._known[word]


@dataclass
class Item:
    example: Example
    ids: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]


def prepare(examples: list[Example], pieces: Pieces) -> list[Item]:
    """Word pieces with [CLS] and [SEP]; sentences over MOST_PIECES are left out."""
    items = []
    for example in examples:
        ids, first, last, shapes = [101], [0], [0], [5]
        for i, word in enumerate(example.words):
            own = pieces.of(word)
            first.append(len(ids))
            ids += own
            last.append(len(ids) - 1)
            shapes += [shape_of(word, i == 0)] * len(own)
        ids.append(102)
        shapes.append(5)
        if len(ids) <= MOST_PIECES:
            items.append(Item(example, ids, first, last, shapes))
    return items


def batches(items: list[Item], budget: int, rng: random.Random) -> Iterator[list[Item]]:
    """Batches of like lengths with at most `budget` padded pieces, in random order."""
    order = sorted(items, key=lambda item: len(item.ids) + rng.random() * 4)
    groups: list[list[Item]] = []
    group: list[Item] = []
    longest = 0
    for item in order:
        longest = max(longest, len(item.ids))
        if group and longest * (len(group) + 1) > budget:
            groups.append(group)
            group, longest = [], len(item.ids)
        group.append(item)
    if group:
        groups.append(group)
    rng.shuffle(groups)
    return iter(groups)


@dataclass
class Batch:
    ids: Tensor
    mask: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor
    n: int
    word_mask: Tensor
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    deprels: Tensor
    names: Tensor
    predicate: Tensor
    predicate_weight: Tensor
    at: Tensor
    """(predicates, 2): sentence and word of each predicate."""
    roleset: list[int]
    candidates: list[list[int]]
    tags: Tensor


class Collator:
    """Turns items into a Batch; label -100 means "says nothing"."""

    def __init__(self, labels: Labels, senses: dict[str, list[int]]) -> None:
        self.senses = senses
        self.index = {
            name: {k: i for i, k in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "deprels", "names", "rolesets")
        }
        self.tag = {k: i for i, k in enumerate(role_tags(labels.roles))}

    def batch(self, items: list[Item], rng: random.Random | None = None, masked: float = 0.0) -> Batch:
        b, length = len(items), max(len(i.ids) for i in items)
        n = max(len(i.first) for i in items) - 1
        ids, mask, shapes = (torch.zeros(b, length, dtype=torch.long) for _ in range(3))
        first, last = (torch.zeros(b, n + 1, dtype=torch.long) for _ in range(2))
        word_mask = torch.zeros(b, n, dtype=torch.bool)
        upos, xpos, heads, deprels, names = (torch.full((b, n), -100, dtype=torch.long) for _ in range(5))
        predicate, weight = torch.zeros(b, n), torch.zeros(b, n)
        at: list[tuple[int, int]] = []
        rolesets: list[int] = []
        candidates: list[list[int]] = []
        rows: list[list[int]] = []
        for k, item in enumerate(items):
            e, m = item.example, len(item.example.words)
            own, own_shapes = item.ids, item.shapes
            if rng is not None:
                own = [103 if 0 < j < len(own) - 1 and rng.random() < masked else p for j, p in enumerate(own)]
                if rng.random() < 0.04:  # headlines and shouting: the case of letters says nothing
                    to = rng.choice((0, 1, 2))
                    own_shapes = [s if s == 5 else to for s in own_shapes]
            ids[k, : len(own)] = torch.tensor(own)
            mask[k, : len(own)] = 1
            shapes[k, : len(own)] = torch.tensor(own_shapes)
            first[k, : m + 1] = torch.tensor(item.first)
            last[k, : m + 1] = torch.tensor(item.last)
            word_mask[k, :m] = True
            for labels, tensor, name in (
                (e.upos, upos, "upos"),
                (e.xpos, xpos, "xpos"),
                (e.deprels, deprels, "deprels"),
                (e.names, names, "names"),
            ):
                if labels is not None:
                    tensor[k, :m] = torch.tensor([self.index[name].get(x, -100) for x in labels])
            if e.heads is not None:
                heads[k, :m] = torch.tensor(e.heads)
            if e.predicates is None:
                continue
            if e.coverage == "all":
                weight[k, :m] = 1
            elif e.coverage == "verbs":
                weight[k, :m] = torch.tensor([float(x.startswith("VB")) for x in e.xpos or ()])
            for p in e.predicates:
                predicate[k, p.index] = weight[k, p.index] = 1
                at.append((k, p.index))
                gold = self.index["rolesets"].get(p.roleset, -1)
                choice = list(self.senses.get(p.lemma, ()))
                if gold >= 0 and gold not in choice:
                    choice.append(gold)
                rolesets.append(gold)
                candidates.append(choice)
                row = [0] * m + [-100] * (n - m)
                for role, start, end in p.args:
                    if f"B-{role}" in self.tag:
                        row[start:end] = [self.tag[f"B-{role}"]] + [self.tag[f"I-{role}"]] * (end - start - 1)
                rows.append(row)
        return Batch(
            ids, mask, shapes, first, last, n, word_mask, upos, xpos, heads, deprels, names, predicate, weight,
            torch.tensor(at, dtype=torch.long).view(-1, 2), rolesets, candidates,
            torch.tensor(rows, dtype=torch.long).view(-1, n),
        )  # fmt: skip
