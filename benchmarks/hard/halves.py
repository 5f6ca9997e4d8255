"""What the scorers of all rooms share: their options, and the figures of both halves and of the open half's classes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Rows = Sequence[dict[str, Any]]
Totals = Callable[[Iterable[dict[str, Any]]], dict[str, Any]]


def options(about: str | None) -> argparse.Namespace:
    """The options of a scorer: half, show, json."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("open", "held"), help="one half only (default: both)")
    parser.add_argument("--show", action="store_true", help="print what was wrong, open half only")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    return parser.parse_args()


def opened(rows: Rows) -> list[dict[str, Any]]:
    """The rows of the open half."""
    return [r for r in rows if r["half"] == "open"]


def by_class(rows: Rows, totals: Totals) -> dict[str, dict[str, Any]]:
    """The figures of each class of the open half; of the half kept apart no class is told."""
    seen = opened(rows)
    return {kind: totals(r for r in seen if r["class"] == kind) for kind in dict.fromkeys(r["class"] for r in seen)}


def by_half(rows: Rows, totals: Totals) -> dict[str, dict[str, Any]]:
    """The figures of each half that was scored, the open one first."""
    known = {r["half"] for r in rows}
    return {half: totals(r for r in rows if r["half"] == half) for half in ("open", "held") if half in known}


def write(given: argparse.Namespace, room: str, halves: dict[str, Any], classes: dict[str, Any], **more: Any) -> None:
    """The figures into the file of --json, if one was given."""
    if given.json is not None:
        command = " ".join([f"python benchmarks/hard/{room}.py", *(["--half", given.half] if given.half else [])])
        told = {"command": command, "halves": halves, "classes of the open half": classes, **more}
        given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
