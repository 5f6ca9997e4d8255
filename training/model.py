"""The joint model: one encoder pass, heads for tags, tree, names, predicates, senses and roles.

Encoder: all-MiniLM-L6-v2 (6 layers, 384 wide), with a learned embedding of the letters' case added to its input.
Tree: biaffine arcs and labels (Dozat and Manning 2017). Roles: BIO over words for each predicate.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, AHEADS, INNER = 384, 6, 12, 1536
ARC, LABEL, ROLE, SENSE, REACH = 256, 128, 160, 192, 24


class Layer(nn.Module):
    """One layer of an encoder: attention, then two linear steps, each added to what came in and normalised."""

    def __init__(
        self, dropout: float, *, width: int = WIDTH, heads: int = AHEADS, inner: int = INNER, eps: float = 1e-12
    ) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.dropout, self.heads = dropout, heads

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, width = x.shape
        each = width // self.heads
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * each**-0.5 + bias
        h = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, width)
        x = self.norm1(x + F.dropout(self.out(h), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


def mixed(layers: nn.ModuleList, mix: Tensor, x: Tensor, bias: Tensor) -> Tensor:
    """What goes in and what each layer makes of it, weighed by `mix`."""
    weights = mix.softmax(0)
    found = weights[0] * x
    for i, layer in enumerate(layers):
        x = layer(x, bias)
        found = found + weights[i + 1] * x
    return found


class Encoder(nn.Module):
    """Word pieces to word vectors."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(6, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.dropout = dropout

    def load_minilm(self, path: Path) -> None:
        from safetensors.torch import load_file

        w = {k.removeprefix("bert."): v for k, v in load_file(str(path)).items()}
        e = "embeddings."
        self.pieces.weight.data.copy_(w[e + "word_embeddings.weight"])
        self.places.weight.data.copy_(w[e + "position_embeddings.weight"])
        self.kind.data.copy_(w[e + "token_type_embeddings.weight"][0])
        self.norm.weight.data.copy_(w[e + "LayerNorm.weight"])
        self.norm.bias.data.copy_(w[e + "LayerNorm.bias"])
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                layer.qkv.get_parameter(kind).data.copy_(
                    torch.cat([w[f"{p}attention.self.{x}.{kind}"] for x in ("query", "key", "value")])
                )
                layer.out.get_parameter(kind).data.copy_(w[f"{p}attention.output.dense.{kind}"])
                layer.norm1.get_parameter(kind).data.copy_(w[f"{p}attention.output.LayerNorm.{kind}"])
                layer.up.get_parameter(kind).data.copy_(w[f"{p}intermediate.dense.{kind}"])
                layer.down.get_parameter(kind).data.copy_(w[f"{p}output.dense.{kind}"])
                layer.norm2.get_parameter(kind).data.copy_(w[f"{p}output.LayerNorm.{kind}"])

    def embedded(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """The vectors that the first layer gets (batch, pieces, WIDTH), and what attention adds at padding."""
        place = self.places.weight[: ids.shape[1]]
        x = self.norm(self.pieces(ids) + place + self.kind + self.shapes(shapes))
        return F.dropout(x, self.dropout, self.training), (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4

    def below(self, ids: Tensor, mask: Tensor, shapes: Tensor, depth: int) -> tuple[Tensor, Tensor]:
        """Vectors after `depth` layers (batch, pieces, WIDTH), and what attention adds at padding."""
        x, bias = self.embedded(ids, mask, shapes)
        for layer in self.layers[:depth]:
            x = layer(x, bias)
        return x, bias

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """All layers mixed: (batch, pieces, WIDTH). `mask` is 1 for pieces, 0 for padding."""
        return mixed(self.layers, self.mix, *self.embedded(ids, mask, shapes))


class Words(nn.Module):
    """Pieces to words (mean of first and last piece) and the heads that look at single words and pairs."""

    def __init__(self, upos: int, xpos: int, names: int) -> None:
        super().__init__()
        self.upos = nn.Linear(WIDTH, upos)
        self.xpos = nn.Linear(WIDTH, xpos)
        self.names1 = nn.Linear(WIDTH, 192)
        self.names2 = nn.Linear(192, names)
        self.predicate = nn.Linear(WIDTH, 1)
        self.sense = nn.Linear(WIDTH, SENSE)
        self.arc_dep = nn.Linear(WIDTH, ARC)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.drop = nn.Dropout(0.33)
        self.soft = nn.Dropout(0.2)

    @staticmethod
    def words(pieces: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """(batch, words + 1, WIDTH); word 0 is [CLS], the root."""
        pick = lambda at: pieces.gather(1, at[:, :, None].expand(-1, -1, pieces.shape[2]))  # noqa: E731
        return (pick(first) + pick(last)) * 0.5

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        soft = self.soft(words)
        dep = self.drop(F.gelu(self.arc_dep(self.drop(words))))
        head = self.drop(F.gelu(self.arc_head(self.drop(words))))
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        return dict(
            upos=self.upos(soft[:, 1:]),
            xpos=self.xpos(soft[:, 1:]),
            names=self.names2(F.gelu(self.names1(soft[:, 1:]))),
            predicate=self.predicate(soft[:, 1:]).squeeze(-1),
            arcs=(dep @ self.arc) @ head.transpose(1, 2),
            sense=self.sense(soft[:, 1:]),
        )


class Links(nn.Module):
    """The label of each word's arc, its head given."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.dep = nn.Linear(WIDTH, LABEL)
        self.head = nn.Linear(WIDTH, LABEL)
        self.pair = nn.Linear(2 * LABEL, labels)
        self.weight = nn.Parameter(torch.zeros(LABEL, labels * LABEL))
        self.drop = nn.Dropout(0.33)

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        """(items, WIDTH) twice -> (items, labels)."""
        d = self.drop(F.gelu(self.dep(self.drop(dep))))
        h = self.drop(F.gelu(self.head(self.drop(head))))
        pair = (d @ self.weight).view(d.shape[0], -1, LABEL)
        return (pair @ h[:, :, None]).squeeze(-1) + self.pair(torch.cat([d, h], -1))


class Roles(nn.Module):
    """BIO tags of every word for each predicate."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, 2 * ROLE)
        self.verb = nn.Linear(WIDTH, 2 * ROLE)
        self.near = nn.Embedding(2 * REACH + 1, ROLE)
        self.conv1 = nn.Conv1d(ROLE, ROLE, 3, padding=1)
        self.conv2 = nn.Conv1d(ROLE, ROLE, 3, padding=1)
        self.norm = nn.LayerNorm(ROLE)
        self.tags = nn.Linear(ROLE, tags)
        self.drop = nn.Dropout(0.2)

    def forward(self, words: Tensor, verbs: Tensor, near: Tensor, mask: Tensor) -> Tensor:
        """words (predicates, n, WIDTH), verbs (predicates, WIDTH), near (predicates, n) -> (predicates, n, tags)."""
        a, b = self.word(self.drop(words)).chunk(2, -1)
        c, d = self.verb(self.drop(verbs))[:, None].chunk(2, -1)
        x = F.gelu(a + c + b * d + self.near(near)) * mask[..., None]
        y = F.gelu(self.conv1(x.transpose(1, 2))).transpose(1, 2) * mask[..., None]
        z = F.gelu(self.conv2(y.transpose(1, 2))).transpose(1, 2)
        return self.tags(self.drop(self.norm(x + y + z)))


class Joint(nn.Module):
    """Encoder and heads together; senses are rows of a table made of gloss vectors and learned ones."""

    def __init__(self, sizes: dict[str, int], glosses: Tensor) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.words = Words(sizes["upos"], sizes["xpos"], sizes["names"])
        self.links = Links(sizes["deprels"])
        self.roles = Roles(sizes["tags"])
        self.register_buffer("glosses", glosses)
        self.gloss = nn.Linear(WIDTH, SENSE)
        self.own = nn.Embedding(len(glosses), SENSE)
        nn.init.normal_(self.own.weight, std=0.02)

    def sense_rows(self, ids: Tensor) -> Tensor:
        return self.gloss(self.glosses[ids]) + self.own(ids)
