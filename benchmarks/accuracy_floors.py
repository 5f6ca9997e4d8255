"""Floors under which no figure of the coder may sink, pinned to the corpus and the model they were measured with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import floor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FLOORS = Path(__file__).parent / "accuracy_floors.json"
SLACK = 0.005
"""How far a figure may lie under its measured value: other processors round otherwise."""
LEVELS = ("type", "quad", "dyad")


@dataclass(frozen=True, slots=True)
class Pins:
    """What figures belong to: digests of the coded corpus and of the model, and the model's version."""

    corpus: str
    model: str
    version: str

    @classmethod
    def now(cls) -> Pins:
        """Those of this checkout."""
        model = ROOT / "src/detente/language/data/model"
        version = json.loads((model / "model.json").read_text(encoding="utf-8"))["version"]
        return cls(
            digest_of(
                *sorted((ROOT / "corpus/coded").glob("*.jsonl")), *sorted((ROOT / "corpus/written").glob("*.txt"))
            ),
            digest_of(*sorted(p for p in model.iterdir() if p.suffix != ".md")),
            version,
        )


def digest_of(*paths: Path) -> str:
    """The first 16 hex digits of a SHA-256 over the names and bytes of files."""
    found = hashlib.sha256()
    for path in paths:
        found.update(f"{path.name} {path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def main_figures(measured: Mapping[str, Any]) -> dict[str, float]:
    """The figures that have a floor, by name; of traps the share that was not sprung, so that more is better."""
    out: dict[str, float] = {}
    for side, told in measured["coder"].items():
        out |= {f"{side}, {level} F1": told[level]["f1"] for level in LEVELS}
        if told["traps"]["of"]:
            out[f"{side}, traps not sprung"] = round(1 - told["traps"]["rate"], 3)
    out |= {f"reach, {name}": share for name, share in measured["reach"].items()}
    return out


def faults(floors: Mapping[str, Any], measured: Mapping[str, Any], pins: Pins) -> list[str]:
    """Why the check fails, in words; empty where every figure stands."""
    told = []
    for name, what in (("corpus", "the coded corpus"), ("model", "the model")):
        if floors[name] != getattr(pins, name):
            told.append(
                f"The floors belong to another state of {what} (pinned {floors[name]}, now {getattr(pins, name)}).\n"
                "  Measure anew: python benchmarks/accuracy.py DATA SCORER --floors, and look at what changed."
            )
    found = main_figures(measured)
    for name, low in floors["floors"].items():
        if name not in found:
            told.append(f"{name}: has a floor of {low:.3f} and was not measured.")
        elif found[name] < low:
            told.append(f"{name}: {found[name]:.3f} is under its floor of {low:.3f}.")
    return told


def read_floors(path: Path = FLOORS) -> dict[str, Any]:
    """The floors with their pins."""
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def write_floors(measured: Mapping[str, Any], pins: Pins, path: Path = FLOORS) -> None:
    """Set every floor just under its measured figure, and pin corpus and model."""
    floors = {name: floor(1000 * (value - SLACK) + 1e-9) / 1000 for name, value in main_figures(measured).items()}
    path.write_text(json.dumps({**asdict(pins), "floors": floors}, indent=1) + "\n", encoding="utf-8")
