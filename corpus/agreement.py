"""How far two coders of the same reports agree, field by field.

    python -m corpus.agreement [FIRST SECOND]

FIRST and SECOND are folders of rows (`corpus/coded`, `corpus/second`). Triggers are paired where they share characters,
those of one type first. Prints for every field the cases, the percentage of agreement, Cohen's kappa (scikit-learn) and
Krippendorff's alpha (nominal, package krippendorff). Needs the dependency group `corpus`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.load import HERE, real
from corpus.values import Label, Named, Report

NONE = "none"


class Pair(NamedTuple):
    """Two coders' values of one field of one thing."""

    field: str
    first: str
    second: str


class Agreement(NamedTuple):
    """A field's figures; kappa and alpha are None where all values are the same, or chance has no say."""

    field: str
    n: int
    share: float
    kappa: float | None
    alpha: float | None


def reports_of(folder: Path) -> dict[str, Report]:
    """The reports of a folder of rows, by id."""
    return {report.id: report for report in real(None, folder, without_text=True)}


def pairs_of(first: Report, second: Report) -> Iterator[Pair]:
    """All that can be compared of one report coded twice."""
    for a, b in zip(first.sentences, second.sentences, strict=True):
        yield Pair("sentence holds a coding", str(bool(a.codings)), str(bool(b.codings)))
        for one, other in paired(a.codings, b.codings):
            if one is None or other is None:
                known = one or other
                if known is not None and known.required:
                    yield Pair("required coding found by both", str(one is not None), str(other is not None))
                continue
            yield Pair("required coding found by both", "True", "True")
            yield from _fields(first, one, second, other)


def paired(first: tuple[Label, ...], second: tuple[Label, ...]) -> Iterator[tuple[Label | None, Label | None]]:
    """Codings of two coders, two by two; None beside one that the other has not."""
    free = list(second)
    for one in first:
        over = [x for x in free if x.trigger[0] < one.trigger[1] and one.trigger[0] < x.trigger[1]]
        best = min(over, key=lambda x: (x.type != one.type, abs(x.trigger[0] - one.trigger[0])), default=None)
        if best is not None:
            free.remove(best)
        yield one, best
    yield from ((None, x) for x in free)


def _fields(first: Report, a: Label, second: Report, b: Label) -> Iterator[Pair]:
    yield Pair("type", a.type, b.type)
    yield Pair("type, others accepted", a.type, a.type if {a.type, *a.also} & {b.type, *b.also} else b.type)
    yield Pair("modality", a.modality, b.modality)
    yield Pair("historical", str(a.historical), str(b.historical))
    yield Pair("symmetric", str(a.symmetric), str(b.symmetric))
    yield Pair("required", str(a.required), str(b.required))
    for side in ("source", "target", "attribution"):
        yield Pair(f"{side}, country", _lands(first, getattr(a, side)), _lands(second, getattr(b, side)))
    yield Pair("source, sector", _sectors(first, a.source), _sectors(second, b.source))
    yield Pair("target, sector", _sectors(first, a.target), _sectors(second, b.target))
    yield Pair("days", _days(a), _days(b))
    yield Pair("country of place", _place(a), _place(b))


def _lands(report: Report, named: tuple[Named, ...]) -> str:
    parties = {p.key: p for p in report.parties}
    found = {p.country or p.code or "-" for n in named if (p := parties.get(n.key))}
    return " ".join(sorted(found)) or NONE


def _sectors(report: Report, named: tuple[Named, ...]) -> str:
    parties = {p.key: p for p in report.parties}
    return " ".join(sorted({p.sectors[0] for n in named if (p := parties.get(n.key))})) or NONE


def _days(label: Label) -> str:
    when = label.when
    return "..".join(day.isoformat() for day in when.days) if when and when.days else NONE


def _place(label: Label) -> str:
    return NONE if label.where is None else label.where.country or "-"


def agreements(pairs: Iterator[Pair]) -> list[Agreement]:
    """The figures of each field, in the order in which fields come."""
    import krippendorff
    from sklearn.metrics import cohen_kappa_score

    rows: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        rows[pair.field].append(pair)
    found = []
    for field, own in rows.items():
        one, other = [p.first for p in own], [p.second for p in own]
        share = sum(a == b for a, b in zip(one, other, strict=True)) / len(own)
        kappa = alpha = None
        # nobody counts what neither coder found, so that what chance would give is not known
        if len({*one, *other}) > 1 and field != "required coding found by both":
            at = {value: i for i, value in enumerate(sorted({*one, *other}))}
            kappa = float(cohen_kappa_score(one, other))
            data = [[at[v] for v in one], [at[v] for v in other]]
            alpha = float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
        found.append(Agreement(field, len(own), share, kappa, alpha))
    return found


def main() -> None:
    """Print the table."""
    folders = [Path(p) for p in sys.argv[1:]] or [HERE / "coded", HERE / "second"]
    if len(folders) != 2:
        sys.exit(__doc__)
    first, second = map(reports_of, folders)
    both = sorted(set(first) & set(second))
    sentences = sum(len(first[i].sentences) for i in both)
    print(f"{len(both)} reports, {sentences} sentences coded twice")
    print("| field | cases | agree | kappa | alpha |\n|---|---|---|---|---|")
    for a in agreements(pair for i in both for pair in pairs_of(first[i], second[i])):
        kappa, alpha = ("" if x is None else f"{x:.2f}" for x in (a.kappa, a.alpha))
        print(f"| {a.field} | {a.n} | {a.share:.2f} | {kappa} | {alpha} |")


if __name__ == "__main__":
    main()
