"""Write the taught model for the package: `training/events/ship.py EVENTS MODEL TO --version V`.

EVENTS is the folder of `teach.py` (with upper layers of the heads' own), MODEL that of the shipped model whose encoder
they grew from. Its files are taken over as they are, but that the encoder gives out a middle layer too; beside them

own.onnx       the middle layer of a window of sentences to word vectors for the heads, in int8 like the encoder
triggers.onnx  word vectors and proposals to inner vectors and type scores
ties.onnx      a trigger's sentence to details of the trigger and ties to words
parties.onnx   a trigger and all who are named round about to who of them is its source, its target
events.json    types, modes, acts, ties in the order of the scores
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(1, str(Path(__file__).parents[1]))

import onnx
import torch
from export import export, quantise
from heads import HINTS, MODALITIES, TIES, Branch, Events, Kinds
from model import REACH, WIDTH, Encoder
from torch import Tensor, nn

_OWN = ("own.onnx", "triggers.onnx", "ties.onnx", "parties.onnx", "events.json")


class Own(nn.Module):
    """The heads' own upper layers, from the pieces of one window to its words."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, below: Tensor, number: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """below (pieces, WIDTH), number (pieces,) of each one's sentence, first and last (words,) -> (words, WIDTH)."""
        x = self.branch(below[None], number[None], torch.ones_like(number, dtype=below.dtype)[None])[0]
        return (x[first] + x[last]) * 0.5


def give_out(encode: Path, to: Path, depth: int) -> None:
    """Write the encoder's graph with the vectors after `depth` layers as a further output, nothing else changed."""
    graph = onnx.load(str(encode))
    value = f"/encoder/layers.{depth - 1}/norm2/LayerNormalization_output_0"
    if not any(value in node.output for node in graph.graph.node):
        raise ValueError(f"{encode} has no value {value}")
    if all(out.name != "below" for out in graph.graph.output):
        graph.graph.node.append(onnx.helper.make_node("Identity", [value], ["below"]))
        graph.graph.output.append(
            onnx.helper.make_tensor_value_info("below", onnx.TensorProto.FLOAT, ["b", "p", WIDTH])
        )
    onnx.save(graph, str(to))


class Triggers(nn.Module):
    """Inner vectors and type scores."""

    def __init__(self, events: Events) -> None:
        super().__init__()
        self.events = events

    def forward(self, words: Tensor, acts: Tensor, coded: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        return self.events.triggers(words, acts, coded, real)


class Ties(nn.Module):
    """Details and ties of each trigger of one sentence."""

    def __init__(self, events: Events) -> None:
        super().__init__()
        self.events = events

    def forward(self, words: Tensor, inner: Tensor, word: Tensor, types: Tensor, hints: Tensor) -> tuple[Tensor, ...]:
        """words (n, WIDTH), inner (n, INNER), word (k,), types (k,), hints (k, n, 5)."""
        near = (torch.arange(words.shape[0])[None] - word[:, None]).clamp(-REACH, REACH) + REACH
        many = words[None].expand(word.shape[0], -1, -1)
        details = self.events.details(inner[word], types)
        mask = torch.ones_like(hints[..., 0])
        ties = self.events.tied(many, words[word], types, near, hints, mask)
        return (*(details[k] for k in ("modes", "modality", "flags", "none")), ties)


class Parties(nn.Module):
    """Who of everybody named round about is a party of each trigger of one sentence, nobody last."""

    def __init__(self, events: Events) -> None:
        super().__init__()
        self.events = events

    def forward(self, inner: Tensor, types: Tensor, names: Tensor, off: Tensor, here: Tensor) -> Tensor:
        """inner (k, INNER), types (k,), names (m, WIDTH), off (m,), here (k, m, 2) -> log odds (k, m + 1, 2)."""
        k = inner.shape[0]
        named, nobody = self.events.parties(inner, types, names[None].expand(k, -1, -1), off[None].expand(k, -1), here)
        return torch.cat([named, nobody[:, None]], 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    file = args.events / "model.pt"
    saved = torch.load(file if file.exists() else args.events / "checkpoint.pt", weights_only=False)
    kinds = Kinds(**{k: tuple(v) for k, v in json.loads((args.events / "kinds.json").read_text()).items()})
    own = sum(name.endswith("qkv.bias") for name in saved["events"])
    branch = Branch(Encoder(), own)
    events = Events(kinds, branch)
    events.load_state_dict(saved["events"])
    events.eval()
    args.to.mkdir(parents=True, exist_ok=True)
    for path in args.model.iterdir():
        if (
            path.name not in (*_OWN, "encode.onnx", "confidence.json")
            and path.resolve() != (args.to / path.name).resolve()
        ):
            shutil.copy(path, args.to / path.name)
    give_out(args.model / "encode.onnx", args.to / "encode.onnx", branch.depth)
    pieces, numbers, at = torch.randn(5, WIDTH), torch.tensor([0, 0, 2, 3, 3]), torch.tensor([0, 1, 2, 3])
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder) / "own.onnx"
        export(
            Own(branch),
            dict(below=pieces, number=numbers, first=at, last=at),
            dict(words=["n", ""]),
            dict(below=["p", ""], number=["p"], first=["n"], last=["n"]),
            aside,
        )
        quantise(aside, args.to / "own.onnx", reduced=True)
    words, ids = torch.randn(1, 7, WIDTH), torch.zeros(1, 7, dtype=torch.long)
    many = ["b", "n", ""]
    export(
        Triggers(events),
        dict(words=words, acts=ids, coded=ids, real=ids),
        dict(inner=many, scores=many),
        dict(words=many, acts=many[:2], coded=many[:2], real=many[:2]),
        args.to / "triggers.onnx",
    )
    inner, _ = events.triggers(words, ids, ids, ids)
    two = torch.tensor([1, 3])
    export(
        Ties(events),
        dict(words=words[0], inner=inner[0].detach(), word=two, types=two, hints=torch.zeros(2, 7, len(HINTS))),
        dict(modes=["k", ""], modality=["k", ""], flags=["k", ""], none=["k", ""], ties=["k", "n", ""]),
        dict(words=["n", ""], inner=["n", ""], word=["k"], types=["k"], hints=["k", "n", ""]),
        args.to / "ties.onnx",
    )
    export(
        Parties(events),
        dict(inner=inner[0, two].detach(), types=two, names=words[0], off=ids[0], here=torch.zeros(2, 7, 2)),
        dict(scores=["k", "m1", ""]),
        dict(inner=["k", ""], types=["k"], names=["m", ""], off=["m"], here=["k", "m", ""]),
        args.to / "parties.onnx",
    )
    about = dict(types=kinds.types, modes=kinds.modes, acts=kinds.acts, ties=TIES, modalities=MODALITIES, hints=HINTS)
    (args.to / "events.json").write_text(json.dumps(about, indent=0) + "\n")
    card = json.loads((args.model / "model.json").read_text())
    card["version"] = args.version
    files = sorted(p for p in args.to.iterdir() if p.name not in ("model.json", "MODEL_CARD.md"))
    card["files"] = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    (args.to / "model.json").write_text(json.dumps(card, indent=0) + "\n")
    print("total", sum(p.stat().st_size for p in args.to.iterdir()) / 1e6, "MB")


if __name__ == "__main__":
    main()
