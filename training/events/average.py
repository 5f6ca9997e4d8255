"""Average the weights of several steps of one course of teaching: `average.py OUT RUN RUN [RUN …]`.

RUN and OUT are folders of `teach.py`; each RUN went on from the one before. The mean of the last steps of a course
reads reports apart as well as the best of them or better, and does not depend on which one that is.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import torch


def averaged(saved: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean of all floating weights; everything else as in the last."""
    last = saved[-1]
    for part, weights in last.items():
        if isinstance(weights, dict):
            for name, value in weights.items():
                if torch.is_tensor(value) and value.is_floating_point():
                    total = torch.stack([one[part][name].float() for one in saved]).mean(0)
                    weights[name] = total.to(value.dtype)
    return last


def main() -> None:
    """Read, average, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(averaged([torch.load(run / "model.pt", weights_only=False) for run in args.runs]), args.out / "model.pt")
    shutil.copy(args.runs[-1] / "kinds.json", args.out / "kinds.json")


if __name__ == "__main__":
    main()
