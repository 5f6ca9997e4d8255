"""The direct heads: which words are triggers and of what type, and which words are the parties of each.

They look at the word vectors of the shared encoder and at what the frame table proposes for the word; a sentence is
never encoded twice. Proposals are left out of a share of the training sentences, so that the heads also stand alone.
"""

from __future__ import annotations

import copy
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(1, str(Path(__file__).parents[2] / "src"))

import torch
from large import Large
from model import AHEADS, REACH, WIDTH, Encoder, mixed
from torch import Tensor, nn
from torch.nn import functional as F

from detente.language.events import AHEAD, BEHIND, off

INNER, PAIR, HINT, FAR_PAIR = 256, 160, 32, 96
AWAY = 6
"""Sentences between two words from which on they are just far apart."""
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

    So teaching the heads cannot cost the tree, names and senses anything. The shared layers see one sentence; here the
    words of a window of sentences see each other, those of other sentences less, as learned by distance: who "they"
    are, what "the attack" was and whom a refusal is aimed at is told elsewhere.
    """

    def __init__(self, encoder: Encoder, layers: int) -> None:
        super().__init__()
        self.depth = len(encoder.layers) - layers
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.layers[self.depth :])
        self.mix = nn.Parameter(encoder.mix.detach()[self.depth :].clone())
        self.apart = nn.Parameter(torch.full((AHEADS, 2 * AWAY + 2), -3.0))
        with torch.no_grad():
            self.apart[:, AWAY] = 0.0

    def forward(self, x: Tensor, number: Tensor, mask: Tensor) -> Tensor:
        """Pieces of windows after the shared layers (windows, pieces, WIDTH), the number of each one's sentence in its
        report (0 is the headline), and which are pieces at all -> all own layers mixed."""
        away = number[:, None, :] - number[:, :, None]
        bucket = away.clamp(-AWAY, AWAY) + AWAY
        bucket = torch.where((number[:, None, :] == 0) & (away != 0), 2 * AWAY + 1, bucket)
        bias = self.apart[:, bucket].transpose(0, 1) + (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
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
        self.asked = nn.Linear(INNER, 2 * FAR_PAIR)
        self.named = nn.Linear(WIDTH, 2 * FAR_PAIR)
        self.off = nn.Embedding(BEHIND + AHEAD + 3, FAR_PAIR)
        self.tied_here = nn.Linear(2, FAR_PAIR, bias=False)
        self.whose = nn.Linear(FAR_PAIR, 2)
        self.nobody = nn.Linear(INNER, 2)
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

    def parties(self, inner: Tensor, types: Tensor, words: Tensor, off: Tensor, here: Tensor) -> tuple[Tensor, Tensor]:
        """How likely somebody named anywhere in the window is a trigger's source, and its target; and nobody.

        inner (k, INNER), types (k,), words (k, m, WIDTH) of the heads of mentions, off (k, m) where their sentences
        stand (`off_of`), here (k, m, 2) how their words are tied to the trigger, 0 in other sentences -> log odds
        (k, m, 2), (k, 2).
        """
        x = inner + self.of_type(types)
        c, d = self.asked(self.drop(x))[:, None].chunk(2, -1)
        a, b = self.named(self.drop(words)).chunk(2, -1)
        y = F.gelu(a + c + b * d + self.off(off) + self.tied_here(here))
        return self.whose(self.drop(y)), self.nobody(self.drop(x))


def off_of(number: Tensor, own: Tensor) -> Tensor:
    """Where sentences stand from the own one, as at run time."""
    return torch.from_numpy(off(number.numpy(), int(own)))
