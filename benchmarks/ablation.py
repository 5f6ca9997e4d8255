"""What each part of the coder adds, on the part dev of the corpus: `python benchmarks/ablation.py DATA SCORER`.

The same reports are coded by the whole coder and with one part taken away: without the heads (the frame table alone),
without the frame table (the heads get no proposals, and no coding of the rules stands beside theirs), without what was
taught of parties (the likeliest mention, or nobody), with each sentence read by itself, without the gate, and without
a threshold of confidence. All but the part taken away stays as it was taught with it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.corpus import HEAD, line, scored
from corpus.gold import load_scorer
from corpus.load import reports
from detente.coding import choosing, code, deciding
from detente.coding.around import Around, Surroundings
from detente.language import default_model, model
from detente.language.events import EventHeads, Floats
from detente.language.windows import Window

PLAIN = {"mean": 1.0, "nobody: absent": 1.0, "far": -9.0, "by rules": 1.0, "implied": 1.0}
"""Weights of parties before anything is taught: what the heads say of a mention, and of none."""


@contextmanager
def without_rules() -> Iterator[None]:
    """Keep the frame table from the heads."""
    read = code.read_sentence  # type: ignore[attr-defined]

    def alone(clause: Any, vectors: Floats, heads: EventHeads, *_: Any, around: Around | None = None) -> Any:
        return read(clause, vectors, heads, (), (), around=around)

    with patch.object(code, "read_sentence", alone):
        yield


@contextmanager
def without_context() -> Iterator[None]:
    """Let the heads see each sentence by itself, and nobody who is named in another."""

    def single(sizes: Sequence[int]) -> list[Window]:
        return [Window([], [i]) for i in range(len(sizes))]

    def nobody(_: Surroundings, number: int) -> None:
        return None

    with patch.object(model, "windows", single), patch.object(Surroundings, "of", nobody):
        yield


@contextmanager
def without_taught_parties() -> Iterator[None]:
    """Let the heads' scores of the mentions alone choose the parties."""
    with patch.object(choosing, "weights_of", lambda role: PLAIN):
        yield


@contextmanager
def without_gate() -> Iterator[None]:
    """Show every sentence to the heads."""
    with patch.object(default_model(), "gate", None):
        yield


@contextmanager
def without_threshold() -> Iterator[None]:
    """Keep every reading."""
    with patch.object(deciding, "KEPT", 0.0), patch.object(deciding, "KEPT_OF_RULES", 0.0):
        yield


VARIANTS: dict[str, tuple[Callable[[], AbstractContextManager[None]], bool]] = {
    "whole coder": (nullcontext, True),
    "frame table alone": (nullcontext, False),
    "heads alone": (without_rules, True),
    "sentence by sentence": (without_context, True),
    "parties untaught": (without_taught_parties, True),
    "no gate": (without_gate, True),
    "no threshold": (without_threshold, True),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("scorer", type=Path)
    args = parser.parse_args()
    scorer, found = load_scorer(args.scorer), list(reports("dev", data=args.data))
    print(HEAD)
    for name, (within, learned) in VARIANTS.items():
        with within():
            sides = scored(scorer, found, learned=learned, show=False)
        for side, figures in sides.items():
            print(line(f"{name}, {side}", figures), flush=True)


if __name__ == "__main__":
    main()
