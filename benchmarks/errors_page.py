"""Make docs/errors.md: what the coder gets wrong, by stage before and after, and by cause as sorted by hand.

    python benchmarks/errors_page.py

From errors_stages.json (counted by errors.py --keep), errors_sorted.tsv (a sample sorted by hand) and
errors_causes.tsv (what each cause means, with an example).
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
STAGES = HERE / "errors_stages.json"
SORTED = HERE / "errors_sorted.tsv"
CAUSES = HERE / "errors_causes.tsv"
PAGE = HERE.parent / "docs" / "errors.md"
Row = Mapping[str, str]
HEAD = """# What the coder gets wrong

Errors of the whole coder on the part dev of the corpus, which may be looked at; the figures to expect on reports not
seen are in [accuracy](accuracy.md). A required dyad is *missed* where no coding of its type and parties is at its
words, a coded dyad *false* where nothing coded by hand matches it; one mistake, as a wrong party, mostly makes one of
each. Sorted by `python benchmarks/errors.py DATA SCORER`, page made by `python benchmarks/errors_page.py`
(`make bench-errors DATA=… SCORER=…` does both).

## Where they are lost

Each missed dyad at the first stage that lost it, each false one by what was there instead. {columns}
A threshold is that of confidence: what is *below* would have been coded with none. A party is *missing* where none is
coded, *wrong* where another is, *extra* where there is none to code; and some mention of the sentence has the right
one, or none has.
"""
TITLES = {
    "of": "Dyads",
    "missed": "Missed, by stage",
    "sides": "What is wrong with the parties of the missed, where the type is right (one error may have two)",
    "false": "False, by stage",
}
BY_HAND = """## Why, by what the language does

{n} of the {of:,} errors counted before, a fixed random sample, read one by one and sorted by the first thing that led
the coder astray (`benchmarks/errors_sorted.tsv`; one reader, no second opinion). The share of the most frequent is good
to about {margin} points either way, the others' to less. In bold causes taken together.{about}

| cause | share | errors | missed | false |{still} most lost at | in words |
|---|---:|---:|---:|---:|{rule}---|---|
"""
FAMILIES = {
    "who": "who did it to whom",
    "act": "the act was not seen",
    "type": "the act was seen, its type is another, or another of its words was taken",
    "none": "nothing of the kind was done",
    "gold": "the hand coding",
}
"""Causes taken together."""
EXAMPLES = """## An example of each

Written for this page; not every one of them is read wrong today.

"""


def page(stages: Mapping[str, Any], sorted_: Sequence[Row], causes: Mapping[str, Row]) -> str:
    """The page from the counts by stage, the sample and the causes, the most frequent first."""
    before, after = stages["before"], stages.get("after")
    columns = "Before and after the causes below were worked on; real, written and all reports." if after else ""
    lines = [HEAD.format(columns=columns or "Real, written and all reports.")]
    for kind, title in TITLES.items():
        lines += _stages(title, before[kind], after[kind] if after else None)
    total = sum(n for kind in ("missed", "false") for row in before[kind].values() for n in row.values())
    counts = Counter(row["cause"] for row in sorted_)
    share = max(counts.values()) / len(sorted_)
    margin = round(196 * (share * (1 - share) / len(sorted_)) ** 0.5)
    still = stages.get("left after") if after else None
    about = " Still: how many of those very errors are\nerrors after." if still is not None else ""
    heads = {"still": " still |", "rule": "---:|"} if still is not None else {"still": "", "rule": ""}
    lines.append(BY_HAND.format(n=len(sorted_), of=total, margin=margin, about=about, **heads).rstrip("\n"))
    for family, words in FAMILIES.items():
        own = [row for row in sorted_ if causes[row["cause"]]["family"] == family]
        if own:
            lines.append(f"| {_cells(f'**{family}**', own, len(sorted_), still)} | {words} |")
    order = sorted(counts, key=lambda c: (-counts[c], c))
    for cause in order:
        own = [row for row in sorted_ if row["cause"] == cause]
        lines.append(f"| {_cells(cause, own, len(sorted_), still)} | {causes[cause]['in words']} |")
    lines += ["", EXAMPLES.rstrip("\n"), ""]
    lines += [f"- {cause}: “{causes[cause]['example']}”" for cause in order if causes[cause]["example"] != "-"]
    return "\n".join(lines) + "\n"


def _cells(name: str, own: Sequence[Row], of: int, still: Mapping[str, int] | None) -> str:
    missed = sum(row["kind"] == "missed" for row in own)
    stage = Counter(row["stage"] for row in own)
    most = min(stage, key=lambda s: (-stage[s], s))
    counts = [len(own), missed, len(own) - missed]
    if still is not None:
        counts.append(sum(still.get(cause, 0) for cause in {row["cause"] for row in own}))
    told = " | ".join(str(n) for n in counts)
    return f"{name} | {100 * len(own) / of:.0f} % | {told} | {most} ({stage[most]})"


def _stages(
    title: str, before: Mapping[str, Mapping[str, int]], after: Mapping[str, Mapping[str, int]] | None
) -> list[str]:
    sides = ("real", "written", "all")
    names = [f"{when}, {side}" for when in ("before", "after") for side in sides] if after else list(sides)
    states = [before, after] if after else [before]
    lines = [f"| {title} | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for stage in before:
        lines.append(
            f"| {stage} | " + " | ".join(str(n) for state in states for n in _three(state.get(stage, {}))) + " |"
        )
    if title == TITLES["of"]:
        return [*lines, ""]
    totals = [{side: sum(row[side] for row in state.values()) for side in ("real", "written")} for state in states]
    lines += ["| all | " + " | ".join(f"{n:,}" for total in totals for n in _three(total)) + " |", ""]
    return lines


def _three(row: Mapping[str, int]) -> tuple[int, int, int]:
    real, written = row.get("real", 0), row.get("written", 0)
    return real, written, real + written


def read(path: Path) -> list[Row]:
    """The rows of a table, its comments left out."""
    with path.open(encoding="utf-8") as lines:
        return list(
            csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def made() -> str:
    """The page from the files beside this one."""
    causes = {row["cause"]: row for row in read(CAUSES)}
    return page(json.loads(STAGES.read_text(encoding="utf-8")), read(SORTED), causes)


def main() -> None:
    """Write the page."""
    PAGE.write_text(made(), encoding="utf-8")
    print(f"written: {PAGE}")


if __name__ == "__main__":
    main()
