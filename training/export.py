"""Write the trained model as int8 ONNX graphs and tables for the package: `python training/export.py RUN TO DATA`.

encode.onnx  word pieces to word vectors, tags, names, predicate scores, arc scores, sense vectors
links.onnx   a word's vector and its head's to the label of the arc
roles.onnx   a predicate's sentence to BIO tags
senses.npz   one int8 row and a scale per PropBank sense
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from data import Labels, read_rolesets, role_tags
from model import REACH, WIDTH, Joint, Words
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional as F


class Encode(nn.Module):
    def __init__(self, joint: Joint) -> None:
        super().__init__()
        self.encoder, self.heads = joint.encoder, joint.words

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        words = Words.words(self.encoder(ids, mask, shapes), first, last)
        out = self.heads(words)
        return (words, *(out[k] for k in ("upos", "xpos", "names", "predicate", "arcs", "sense")))


class Tags(nn.Module):
    """Role tags of predicates given by (sentence, word); words are projected once for all predicates of a sentence."""

    def __init__(self, joint: Joint) -> None:
        super().__init__()
        self.roles = joint.roles

    def forward(self, words: Tensor, mask: Tensor, sentence: Tensor, word: Tensor) -> Tensor:
        r = self.roles
        a, b = (x[sentence] for x in r.word(words[:, 1:]).chunk(2, -1))
        c, d = r.verb(words[sentence, word + 1])[:, None].chunk(2, -1)
        near = (torch.arange(words.shape[1] - 1)[None] - word[:, None]).clamp(-REACH, REACH) + REACH
        on = mask[sentence][..., None]
        x = F.gelu(a + c + b * d + r.near(near)) * on
        y = F.gelu(r.conv1(x.transpose(1, 2))).transpose(1, 2) * on
        z = F.gelu(r.conv2(y.transpose(1, 2))).transpose(1, 2)
        tags: Tensor = r.tags(r.norm(x + y + z))
        return tags


class Bare(nn.Module):
    """The encoder alone: what speed is compared with."""

    def __init__(self, joint: Joint) -> None:
        super().__init__()
        self.encoder = joint.encoder

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        return self.encoder(ids, mask, shapes)


def export(
    module: nn.Module, inputs: dict[str, Tensor], outputs: dict[str, list[str]], axes: dict[str, list[str]], path: Path
) -> None:
    """Trace `module` and write it in fp32 with dynamic axes."""
    dynamic = {name: dict(enumerate(names)) for name, names in {**axes, **outputs}.items()}
    dynamic = {k: {i: n for i, n in v.items() if n} for k, v in dynamic.items()}
    torch.onnx.export(
        module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=dynamic, opset_version=17, dynamo=False, do_constant_folding=True,
    )  # fmt: skip


def quantise(path: Path, to: Path, reduced: bool) -> None:
    """Weights to int8 per channel (7 bits when `reduced`: no saturation on AVX2), activations at run time."""
    aside = path.with_suffix(".pre.onnx")
    quant_pre_process(str(path), str(aside), skip_symbolic_shape=True)
    quantize_dynamic(
        str(aside), str(to), op_types_to_quantize=["MatMul", "Gemm", "Gather"], weight_type=QuantType.QInt8,
        per_channel=True, reduce_range=reduced,
    )  # fmt: skip
    aside.unlink()


def senses(joint: Joint, to: Path) -> None:
    with torch.no_grad():
        rows = joint.sense_rows(torch.arange(len(joint.glosses))).numpy()
    scale = np.abs(rows).max(1, keepdims=True) / 127
    np.savez_compressed(to, rows=np.round(rows / scale).astype(np.int8), scale=scale[:, 0].astype(np.float32))


def rolesets_table(data: Path, to: Path) -> None:
    """sense, and the lemmas (with part of speech) that may have it: the candidates at run time."""
    lines = ["# PropBank frames (propbank-frames c66e0ccf28b5), CC BY-SA 4.0: sense, aliases as form/part of speech"]
    for row in read_rolesets(data):
        forms = dict.fromkeys([f"{row['lemma']}/v", *(f"{a['form']}/{a['pos']}" for a in row["aliases"])])
        lines.append(f"{row['roleset']}\t{' '.join(f.replace(' ', '_') for f in forms)}")
    with open(to, "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
        packed.write(("\n".join(lines) + "\n").encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--version", default="1")
    parser.add_argument("--full-range", action="store_true", help="8-bit weights: for processors with VNNI only")
    parser.add_argument("--checkpoint", action="store_true", help="export the last checkpoint of an unfinished run")
    args = parser.parse_args()
    labels = Labels(**json.loads((args.run / "labels.json").read_text()))
    tags = role_tags(labels.roles)
    sizes = dict(
        upos=len(labels.upos),
        xpos=len(labels.xpos),
        names=len(labels.names),
        deprels=len(labels.deprels),
        tags=len(tags),
    )
    joint = Joint(sizes, torch.load(args.run / "glosses.pt"))
    saved = torch.load(args.run / ("checkpoint.pt" if args.checkpoint else "model.pt"), weights_only=False)
    joint.load_state_dict(saved["model"])
    joint.eval()
    args.to.mkdir(parents=True, exist_ok=True)
    work = args.run / "fp32"
    work.mkdir(exist_ok=True)
    ids = torch.tensor([[101, 2000, 2001, 2002, 102], [101, 2000, 2001, 102, 0]])
    mask, shapes = (ids > 0).long(), torch.zeros_like(ids)
    at = torch.tensor([[0, 1, 2, 3], [0, 1, 2, 0]])
    bn, bp = ["b", "n", ""], ["b", "p"]
    whole = dict(ids=ids, mask=mask, shapes=shapes)
    outputs = dict.fromkeys(("upos", "xpos", "names", "predicate", "sense"), bn)
    outputs = dict(
        words=["b", "n1", ""], upos=bn, xpos=bn, names=bn, predicate=bn[:2], arcs=["b", "n1", "n1"], sense=bn
    )
    export(Encode(joint), {**whole, "first": at, "last": at}, outputs,
           dict(ids=bp, mask=bp, shapes=bp, first=["b", "n1"], last=["b", "n1"]), work / "encode.onnx")  # fmt: skip
    export(Bare(joint), whole, dict(pieces=["b", "p", ""]), dict(ids=bp, mask=bp, shapes=bp), work / "bare.onnx")
    rows = torch.randn(3, WIDTH)
    export(
        joint.links,
        dict(dep=rows, head=rows),
        dict(labels=["k", ""]),
        dict(dep=["k", ""], head=["k", ""]),
        work / "links.onnx",
    )
    three = torch.tensor([0, 1, 1])
    export(Tags(joint), dict(words=torch.randn(2, 5, WIDTH), mask=torch.ones(2, 4), sentence=three, word=three),
           dict(tags=["k", "n", ""]),
           dict(words=["b", "n1", ""], mask=["b", "n"], sentence=["k"], word=["k"]), work / "roles.onnx")  # fmt: skip
    for name in ("encode", "links", "roles"):
        quantise(work / f"{name}.onnx", args.to / f"{name}.onnx", not args.full_range)
    quantise(work / "bare.onnx", work / "bare.int8.onnx", not args.full_range)
    senses(joint, args.to / "senses.npz")
    rolesets_table(args.data, args.to / "rolesets.tsv.gz")
    shutil.copy(args.run / "encoder" / "tokenizer.json", args.to / "pieces.json")
    files = sorted(p for p in args.to.iterdir() if p.name not in ("model.json", "MODEL_CARD.md"))
    card = dict(
        version=args.version,
        labels={k: getattr(labels, k) for k in ("upos", "xpos", "deprels", "names")} | {"tags": tags},
        rolesets=labels.rolesets and None,
        files={p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files},
    )
    del card["rolesets"]
    (args.to / "model.json").write_text(json.dumps(card, indent=0) + "\n")
    print(
        {p.name: p.stat().st_size for p in args.to.iterdir()},
        "total",
        sum(p.stat().st_size for p in args.to.iterdir()) / 1e6,
        "MB",
    )
    for p in work.glob("*.onnx"):
        onnx.checker.check_model(str(p))


if __name__ == "__main__":
    main()
