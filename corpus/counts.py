"""Count the corpus: `python -m corpus.counts` prints the page COUNTS.md, `--write` writes it. Needs no texts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.load import HERE, real, written
from corpus.texts import part_of
from corpus.values import Label, Report

PARTS = ("train", "dev", "test")
HEAD = "# What the corpus holds\n\nMade by `python -m corpus.counts --write`.\n"


def labels_of(reports: Sequence[Report]) -> Iterator[Label]:
    """All codings of some reports."""
    return (label for r in reports for s in r.sentences for label in s.codings)


def page() -> str:
    """The page, in Markdown."""
    sides = {"real": list(real(None, without_text=True)), "written": list(written())}
    lines = [HEAD, _sizes(sides), _sets(sides), _types(sides), _facts(sides), _regions(sides["written"])]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    cells = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join("| " + " | ".join(map(str, row)) + " |\n" for row in cells)


def _sizes(sides: dict[str, list[Report]]) -> str:
    head = ("", "reports", "sentences", "with nothing", "codings", "required", "traps")
    rows = []
    for side, reports in sides.items():
        for part in (*PARTS, "all"):
            own = [r for r in reports if part in ("all", part_of(r.id))]
            sentences = [s for r in own for s in r.sentences]
            labels = list(labels_of(own))
            rows.append(
                (
                    f"{side}, {part}",
                    len(own),
                    len(sentences),
                    sum(not s.codings for s in sentences),
                    len(labels),
                    sum(label.required for label in labels),
                    sum(len(s.traps) for s in sentences),
                )
            )
    return _table(head, rows)


def _sets(sides: dict[str, list[Report]]) -> str:
    reports, sentences = Counter[str](), Counter[str]()
    for r in sides["real"]:
        reports[r.set] += 1
        sentences[r.set] += len(r.sentences)
    return _table(("set", "reports", "sentences"), [(s, n, sentences[s]) for s, n in reports.most_common()])


def _types(sides: dict[str, list[Report]]) -> str:
    """Types, and modes, real and written."""
    counts = {
        side: Counter(k for x in labels_of(reports) for k in (x.type, *(f"{x.type}/{m}" for m in x.modes)))
        for side, reports in sides.items()
    }
    names = sorted({*counts["real"], *counts["written"]})
    both = {name: counts["real"][name] + counts["written"][name] for name in names}
    return _table(
        ("type and mode", "real", "written", "both"),
        [(n, counts["real"][n], counts["written"][n], both[n]) for n in names],
    )


def _facts(sides: dict[str, list[Report]]) -> str:
    rows = []
    for name, holds in (
        ("with a target", lambda x: bool(x.target)),
        ("symmetric", lambda x: x.symmetric),
        ("historical", lambda x: x.historical),
        ("with days", lambda x: x.when is not None and x.when.days is not None),
        ("with a place", lambda x: x.where is not None),
        ("with a speaker", lambda x: bool(x.attribution)),
        ("with numbers", lambda x: bool(x.numbers)),
        *((m, lambda x, m=m: x.modality == m) for m in ("planned", "possible", "hypothetical", "denied")),
    ):
        rows.append((name, *(sum(map(holds, labels_of(reports))) for reports in sides.values())))
    return _table(("codings", "real", "written"), rows)


def _regions(reports: Sequence[Report]) -> str:
    rows = [(f"region: {k}", n) for k, n in Counter(r.region for r in reports).most_common()]
    rows += [(f"register: {k}", n) for k, n in Counter(r.register for r in reports).most_common()]
    rows += [(f"{k}0s", n) for k, n in sorted(Counter(str(r.published)[:3] for r in reports).items())]
    return _table(("written reports", "reports"), rows)


if __name__ == "__main__":
    if "--write" in sys.argv:
        (HERE / "COUNTS.md").write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
