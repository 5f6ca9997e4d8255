"""What a section of `relations.py` found, printed and as Markdown.

A section is plain values: {"tables": [{"title", "heads", "rows"}], "words": [sentences], "targets": [{"what", "wanted",
"found", "reached"}]}. A cell is text, a number, None for nothing to tell, or [value, low, high]: with its interval.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Cell = Any
Section = dict[str, Any]


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> dict[str, Any]:
    """A table; numbers are kept to four significant digits."""
    return {"title": title, "heads": list(heads), "rows": [[_kept(cell) for cell in row] for row in rows]}


def target(what: str, wanted: str, found: str, reached: bool) -> dict[str, Any]:
    """What was to be reached, and whether it was."""
    return {"what": what, "wanted": wanted, "found": found, "reached": bool(reached)}


def section(
    tables: Sequence[dict[str, Any]], targets: Sequence[dict[str, Any]] = (), words: Sequence[str] = ()
) -> Section:
    """The values of a section."""
    return {"tables": list(tables), "targets": list(targets), "words": list(words)}


def show(found: Section) -> None:
    """Print a section."""
    for one in found["tables"]:
        print(f"\n{one['title']}" if one["title"] else "")
        lines = [one["heads"], *([text(cell) for cell in row] for row in one["rows"])]
        widths = [max(len(line[at]) for line in lines) for at in range(len(one["heads"]))]
        for line in lines:
            first, *rest = (cell.ljust(w) if not at else cell.rjust(w) for at, (cell, w) in _with(line, widths))
            print("  ".join([first, *rest]).rstrip())
    for words in found["words"]:
        print(f"\n{words}")
    for one in found["targets"]:
        print(f"{'reached' if one['reached'] else 'NOT REACHED'}: {_target(one)}")


def markdown(found: Section) -> list[str]:
    """A section as lines of Markdown."""
    lines: list[str] = []
    for one in found["tables"]:
        lines += [f"**{one['title']}**", ""] if one["title"] else []
        lines += ["| " + " | ".join(one["heads"]) + " |", "|---|" + "---:|" * (len(one["heads"]) - 1)]
        lines += ["| " + " | ".join(_escaped(text(cell)) for cell in row) + " |" for row in one["rows"]]
        lines.append("")
    if found["targets"]:
        lines += [f"- {'reached' if one['reached'] else '**not reached**'}: {_target(one)}" for one in found["targets"]]
        lines.append("")
    for words in found["words"]:
        lines += [words, ""]
    return lines


def text(cell: Cell) -> str:
    """A cell as people read it.

    >>> text([0.5123, 0.25, 0.75]), text(468558), text(None)
    ('0.512 (0.25 to 0.75)', '468,558', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, float):
        if cell == 0:
            return "0"  # not "-0"
        if cell.is_integer() and abs(cell) >= 1000:
            return f"{int(cell):,}"
        return f"{cell:,.1f}" if abs(cell) >= 1000 else f"{cell:.3g}"
    if isinstance(cell, (list, tuple)):
        value, low, high = cell
        if value is None:
            return "cannot tell"
        return text(value) if low is None else f"{text(value)} ({text(low)} to {text(high)})"
    return str(cell)


def _kept(cell: Cell) -> Cell:
    if isinstance(cell, (list, tuple)):
        return [_kept(value) for value in cell]
    if isinstance(cell, (bool, int, str)) or cell is None:
        return cell
    value = float(cell)  # of numpy too
    return float(f"{value:.4g}") if math.isfinite(value) else None


def _target(one: dict[str, Any]) -> str:
    return f"{one['what']}: {one['found']} (wanted: {one['wanted']})"


def _with(line: Sequence[str], widths: Sequence[int]) -> enumerate[tuple[str, int]]:
    return enumerate(zip(line, widths, strict=True))


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")
