"""Write the taught model for the package: `training/events/ship.py EVENTS RUN TO DATA --version V`.

EVENTS is the folder of `teach.py`, RUN that of `training/train.py` it went on from. First the shared encoder and heads
as `training/export.py` writes them, then the direct heads in fp32 (they are small):

triggers.onnx  word vectors and proposals to inner vectors and type scores
ties.onnx      a trigger's sentence to details of the trigger and ties to words
events.json    types, modes, acts, ties in the order of the scores
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).parents[1]))

import torch
from export import export
from heads import HINTS, MODALITIES, TIES, Events, Kinds
from model import REACH, WIDTH
from torch import Tensor, nn


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--version", required=True)
    args = parser.parse_args()
    file = args.events / "model.pt"
    saved = torch.load(file if file.exists() else args.events / "checkpoint.pt", weights_only=False)
    kinds = Kinds(**{k: tuple(v) for k, v in json.loads((args.events / "kinds.json").read_text()).items()})
    events = Events(kinds)
    events.load_state_dict(saved["events"])
    events.eval()
    args.to.mkdir(parents=True, exist_ok=True)
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
    about = dict(types=kinds.types, modes=kinds.modes, acts=kinds.acts, ties=TIES, modalities=MODALITIES, hints=HINTS)
    (args.to / "events.json").write_text(json.dumps(about, indent=0) + "\n")
    whole = args.events / "joint"
    whole.mkdir(exist_ok=True)
    torch.save(dict(model=saved["joint"]), whole / "model.pt")
    for name in ("labels.json", "glosses.pt", "encoder"):
        link = whole / name
        if not link.exists():
            link.symlink_to((args.run / name).resolve())
    script = Path(__file__).parents[1] / "export.py"
    subprocess.run(
        [sys.executable, str(script), str(whole), str(args.to), str(args.data), "--version", args.version], check=True
    )


if __name__ == "__main__":
    main()
