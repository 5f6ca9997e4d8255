"""The direct heads: which words are triggers and of what type, and which words are the parties of each.

They look at the word vectors of the shared encoder and at what the frame table proposes for the word; a sentence is
never encoded twice. Proposals are left out of a share of the training sentences, so that the heads also stand alone.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import torch
from large import Large
from model import REACH, WIDTH, Encoder, mixed
from torch import Tensor, nn
from torch.nn import functional as F

INNER, PAIR, HINT = 256, 160, 32
TIES = ("source", "target", "by", "when", "where")
MODALITIES = ("actual", "planned", "possible", "hypothetical", "denied")
GRAMMAR = ("arg0", "arg1", "arg2", "subject", "object", "oblique", "noun", "above subject", "above object")
HINTS = ("mention", "mention head", "source", "target", "by", *GRAMMAR)
"""What the rules say of a word for a trigger: part of a mention, its head, the role in the proposed coding; and what
tree and predicates say (`detente.coding.grammar`)."""


@dataclass(frozen=True)
class Kinds:
    """The closed sets: types (0 is nothing), type/mode pairs, what the frame table may say of a word."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    acts: tuple[str, ...]


class Branch(nn.Module):
    """Upper layers of the direct heads' own, grown from those of the shared encoder, which stays as it is.

    So teaching the heads cannot cost the tree, names and senses anything, and where no sentence could hold an act
    these layers need not run.
    """

    def __init__(self, encoder: Encoder, layers: int) -> None:
        super().__init__()
        self.depth = len(encoder.layers) - layers
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.layers[self.depth :])
        self.mix = nn.Parameter(encoder.mix.detach()[self.depth :].clone())

    def pieces(self, encoder: Encoder, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """(batch, pieces, WIDTH): the shared layers, unmoved, then the own ones."""
        with torch.no_grad():
            x, bias = encoder.below(ids, mask, shapes, self.depth)
        found: Tensor = self(x, bias)
        return found

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(batch, pieces, WIDTH) after the shared layers -> all own layers mixed."""
        return mixed(self.layers, self.mix, x, bias)


class Events(nn.Module):
    """Triggers with their types, and, of each trigger, modes, modality, history, mutuality and the ties to words."""

    def __init__(self, kinds: Kinds, branch: Branch | Large | None = None) -> None:
        super().__init__()
        self.kinds = kinds
        self.branch = branch
        types, acts = len(kinds.types), len(kinds.acts)
        self.act = nn.Embedding(acts, HINT)
        self.coded = nn.Embedding(types, HINT)
        self.real = nn.Embedding(len(MODALITIES) + 1, HINT)
        for table in (self.act, self.coded, self.real):
            nn.init.normal_(table.weight, std=0.1)
        self.inner = nn.Linear(WIDTH + 3 * HINT, INNER)
        self.kind = nn.Linear(INNER, types)
        self.of_type = nn.Embedding(types, INNER)
        nn.init.normal_(self.of_type.weight, std=0.1)
        self.detail = nn.Linear(2 * INNER, INNER)
        self.modes = nn.Linear(INNER, len(kinds.modes))
        self.modality = nn.Linear(INNER, len(MODALITIES))
        self.flags = nn.Linear(INNER, 2)
        self.word = nn.Linear(WIDTH, 2 * PAIR)
        self.trigger = nn.Linear(WIDTH + INNER, 2 * PAIR)
        self.near = nn.Embedding(2 * REACH + 1, PAIR)
        self.hints = nn.Linear(len(HINTS), PAIR, bias=False)
        self.conv1 = nn.Conv1d(PAIR, PAIR, 3, padding=1)
        self.conv2 = nn.Conv1d(PAIR, PAIR, 3, padding=1)
        self.norm = nn.LayerNorm(PAIR)
        self.ties = nn.Linear(PAIR, len(TIES))
        self.none = nn.Linear(INNER, 2)
        self.drop = nn.Dropout(0.25)

    def triggers(self, words: Tensor, acts: Tensor, coded: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """words (b, n, WIDTH), ids (b, n) -> inner vectors (b, n, INNER), type scores (b, n, types)."""
        hints = torch.cat([self.act(acts), self.coded(coded), self.real(real)], -1)
        inner = F.gelu(self.inner(torch.cat([self.drop(words), hints], -1)))
        return inner, self.kind(self.drop(inner))

    def details(self, inner: Tensor, types: Tensor) -> dict[str, Tensor]:
        """inner (k, INNER), types (k,) -> modes, modality, flags (historical, symmetric), none (source, target)."""
        x = F.gelu(self.detail(self.drop(torch.cat([inner, self.of_type(types)], -1))))
        return dict(modes=self.modes(x), modality=self.modality(x), flags=self.flags(x), none=self.none(x))

    def tied(self, words: Tensor, verbs: Tensor, types: Tensor, near: Tensor, hints: Tensor, mask: Tensor) -> Tensor:
        """words (k, n, WIDTH), verbs (k, WIDTH), types (k,), near and mask (k, n), hints (k, n, HINTS) -> (k, n, 5)."""
        a, b = self.word(self.drop(words)).chunk(2, -1)
        c, d = self.trigger(self.drop(torch.cat([verbs, self.of_type(types)], -1)))[:, None].chunk(2, -1)
        x = F.gelu(a + c + b * d + self.near(near) + self.hints(hints)) * mask[..., None]
        y = F.gelu(self.conv1(x.transpose(1, 2))).transpose(1, 2) * mask[..., None]
        z = F.gelu(self.conv2(y.transpose(1, 2))).transpose(1, 2)
        return self.ties(self.drop(self.norm(x + y + z)))
