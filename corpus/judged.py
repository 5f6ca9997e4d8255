"""Each dyad that the program codes in the corpus, with whether it is right: for fitting and measuring confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.gold import gold_of
from corpus.load import reports
from corpus.values import Part, Report
from detente.coding import code_document
from detente.flat import to_json
from detente.reading import read_text
from detente.values import Coding


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded dyad: right where the scorer matches it with its type to one that was coded by hand."""

    coding: Coding
    pair: tuple[dict[str, Any] | None, dict[str, Any] | None]
    is_right: bool
    is_wanted: bool
    """Whether what it matches is required."""
    real: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many dyads a report requires."""

    n: int


def judged(scorer: Any, data: Path, part: Part) -> Iterator[Judged | Wanted]:
    """The dyads of all reports of a part, repeats left out, and after those of each report what it requires."""
    for report in reports(part, data=data):
        yield from judged_in(scorer, report)


def judged_in(
    scorer: Any, report: Report, kind: Callable[[str], str] = str, *, codings: Sequence[Coding] | None = None
) -> Iterator[Judged | Wanted]:
    """The dyads of one report, coded here where no codings are given.

    `kind` says what of a type must agree, as its side: the type itself where not given.
    """
    document = read_text(report.text or "", id=report.id, published=report.published, outlet=report.outlet or None)
    meant = [
        dict(event=g, pair=pair, types={*map(kind, (g["type"], *g["also"]))}, required=g["required"],
             unreal=g["modality"] in scorer.UNREAL, spans=scorer.occurrences(document.text, g["evidence"]))
        for g in gold_of(report)["gold"] for pair in scorer.dyads(g)
    ]  # fmt: skip
    coded: list[dict[str, Any]] = []
    of = []
    for coding in code_document(document) if codings is None else codings:
        event = to_json(coding, document)
        at, unreal = (coding.trigger.start, coding.trigger.end), coding.modality in scorer.UNREAL
        for pair in scorer.dyads(event):
            coded.append(dict(event=event, pair=pair, type=kind(coding.type), at=at, unreal=unreal))
            of.append(coding)
    taken = scorer.match(coded, meant, "type")
    again = scorer.repeats(coded, meant, "type", taken)
    wanted = {c for c, g in taken.items() if meant[g]["required"]}
    for c, x in enumerate(of):
        if c not in again:
            yield Judged(x, coded[c]["pair"], c in taken, c in wanted, report.real)
    yield Wanted(sum(g["required"] for g in meant))
