"""When an act took place, over hard classes of language: `python benchmarks/hard/when.py [--half open|held] [--show]`.

The cases of when.tsv were written, with their answers, before the program read one of them. Each asks about one act,
named by its words (`act`, found once in `text`; `\\n` there is a line break). Those who work on dates look at the open
half only; of the held half this prints totals and nothing else.

Columns. `days`: the days of the act, both ends included; `2018-08-07` is one day, `2018-08-01..2018-08-07` an interval;
`a~b` in place of an end accepts any day from a to b, for words that leave room ("mid-March"); `null`: the text does
not let the days be known. `precision` and `historical` as in the contract; `implicit`: no where the text says the
time, yes where it is the day of publication, `-` where there are no days. `|` parts answers accepted alike, in every
column. `future`: the act is told as still to come; it is given to the room, not asked.

What counts as right. Weeks run Monday to Sunday. "This week" (month, year) of something done may end with the day of
publication or with the week. A time known only by knowledge that the text does not hold (Ramadan, fiscal years,
"during the war") may be null or the true days. A promise or plan is dated to the day that it is for. A state said to
go on since a day runs up to publication. Seasons are those of the place, meteorological or astronomical.

Figures. `interval`: exact days, by the coding whose trigger overlaps the act's words; where the coder makes none, by
the functions of detente.when alone, asked for the act's word. `coder` and `room`: the same by codings alone, of the
cases that have one, and by the functions alone, for all. `precision`, `implicit`, `historical` by the same answer as
`interval`; the first two only where the answer key has days. `coded`: cases with a coding of the act.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from halves import by_class, by_half, options, write

from detente.coding import code_document
from detente.language import analyse
from detente.reading import read_text
from detente.values import Coding, Document, Sentence, Span, When
from detente.when import choose, find_times, is_historical

CASES = Path(__file__).with_suffix(".tsv")
FIGURES = ("interval", "precision", "historical", "implicit", "coder", "room", "coded")


class Bounds(NamedTuple):
    """One accepted interval: its first day lies between the first two days, its last between the other two."""

    first_from: date
    first_to: date
    last_from: date
    last_to: date

    def holds(self, when: When) -> bool:
        return self.first_from <= when.first_day <= self.first_to and self.last_from <= when.last_day <= self.last_to


@dataclass(frozen=True, slots=True)
class Case:
    """One act asked about, and the answers accepted; None among `days` accepts that nothing is known."""

    id: str
    kind: str
    half: str
    published: date | None
    text: str
    act: Span
    future: bool
    days: tuple[Bounds | None, ...]
    precision: tuple[str, ...]
    implicit: tuple[str, ...]
    historical: tuple[str, ...]


class Answer(NamedTuple):
    """What the program says of an act, and whether a coding said it."""

    when: When | None
    historical: bool
    coded: bool


def read_cases(path: Path = CASES) -> list[Case]:
    """The cases in the order of the file; a broken row ends the run with its id."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _case(row: dict[str, str]) -> Case:
    text = row["text"].replace("\\n", "\n")
    if text.count(row["act"]) != 1:
        sys.exit(f"{CASES.name}, {row['id']}: the words {row['act']!r} must stand in the text once.")
    start = text.index(row["act"])
    return Case(
        row["id"],
        row["class"],
        row["half"],
        date.fromisoformat(row["published"]) if row["published"] else None,
        text,
        Span(start, start + len(row["act"])),
        row["future"] == "yes",
        tuple(_bounds(cell) for cell in row["days"].split("|")),
        tuple(row["precision"].split("|")),
        tuple(row["implicit"].split("|")),
        tuple(row["historical"].split("|")),
    )


def _bounds(cell: str) -> Bounds | None:
    """ "2018-08-07", "2018-08-01..2018-08-07", "2018-08-01..2018-08-07~2018-08-10", "null"."""
    if cell == "null":
        return None
    ends = [[date.fromisoformat(day) for day in end.split("~")] for end in cell.split("..")]
    return Bounds(ends[0][0], ends[0][-1], ends[-1][0], ends[-1][-1])


def answers(case: Case) -> tuple[Answer | None, Answer]:
    """By the coding of the act, None where there is none; and by the functions of the room."""
    document = read_text(case.text, id=case.id, published=case.published)
    sentences = analyse(document)
    coding = _coding(code_document(document, sentences), case.act)
    by_coding = None if coding is None else Answer(coding.when, coding.historical, True)
    when = _when(document, sentences, case)
    return by_coding, Answer(when, is_historical(when, document.published), False)


def _coding(codings: Iterable[Coding], act: Span) -> Coding | None:
    """The coding whose trigger shares most with the act's words; of equals the shorter trigger, then the surer."""
    ranked = [(_shared(c.trigger, act), c.trigger.start - c.trigger.end, c.confidence, c) for c in codings]
    ranked = [r for r in ranked if r[0] > 0]
    return max(ranked, key=lambda r: r[:3])[3] if ranked else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _when(document: Document, sentences: tuple[Sentence, ...], case: Case) -> When | None:
    """The time that the room chooses for the act's first word; None where the word is in no sentence."""
    for sentence, times in zip(sentences, find_times(sentences, document), strict=True):
        for token in sentence.tokens:
            if token.start <= case.act.start < token.end:
                return choose(times, sentence, token.index, document, future=case.future)
    return None


def is_right(case: Case, when: When | None) -> bool:
    """Whether the days are among those accepted."""
    return any(when is None if d is None else when is not None and d.holds(when) for d in case.days)


def _figures(case: Case, coder: Answer | None, room: Answer) -> dict[str, tuple[int, int]]:
    """Right and asked, 0 or 1 each, by figure."""
    answer = coder or room
    precision = answer.when.precision if answer.when else "null"
    implicit = "-" if answer.when is None else "yes" if answer.when.implicit else "no"
    return {
        "interval": (int(is_right(case, answer.when)), 1),
        "precision": (int(precision in case.precision), 1) if case.precision != ("null",) else (0, 0),
        "historical": (int(("yes" if answer.historical else "no") in case.historical), 1),
        "implicit": (int(implicit in case.implicit), 1) if case.implicit != ("-",) else (0, 0),
        "coder": (int(is_right(case, coder.when)), 1) if coder else (0, 0),
        "room": (int(is_right(case, room.when)), 1),
        "coded": (int(coder is not None), 1),
    }


def _scored(half: str | None) -> Iterator[tuple[Case, Answer, dict[str, Any]]]:
    for case in read_cases():
        if half in (None, case.half):
            coder, room = answers(case)
            head = {"id": case.id, "class": case.kind, "half": case.half}
            yield case, coder or room, head | _figures(case, coder, room)


def score(half: str | None = None) -> list[dict[str, Any]]:
    """One dict a case: id, class, half, and (right, asked) under each name of FIGURES."""
    return [row for _, _, row in _scored(half)]


def totals(rows: Iterable[dict[str, Any]]) -> dict[str, list[int]]:
    """Right and asked by figure, and the number of cases."""
    rows = list(rows)
    return {f: [sum(r[f][0] for r in rows), sum(r[f][1] for r in rows)] for f in FIGURES} | {"cases": [len(rows)] * 2}


def _line(name: str, figures: dict[str, list[int]]) -> str:
    return f"{name:18}" + "".join(f"{figures[f][0]:5}/{figures[f][1]:<5}" for f in FIGURES)


def _shown(case: Case, answer: Answer) -> str:
    got = answer.when
    days = "null" if got is None else f"{got.first_day}..{got.last_day} {got.precision}"
    by = "coder" if answer.coded else "room"
    words = case.act.of(case.text)
    return f"{case.id} [{words}] {case.published}: {case.text!r}\n    got {days} ({by}), historical {answer.historical}"


def main() -> None:
    args = options(__doc__)
    scored = list(_scored(args.half))
    rows = [row for _, _, row in scored]
    if args.show:
        for case, answer, row in scored:
            if case.half == "open" and (row["interval"][0], row["historical"][0]) != (1, 1):
                print(_shown(case, answer), file=sys.stderr)
    print(f"{'':18}" + "".join(f"{f:>11}" for f in FIGURES))
    classes = by_class(rows, totals)
    halves = by_half(rows, totals)
    for kind, figures in classes.items():
        print(_line(kind, figures))
    for half, figures in halves.items():
        print(_line(half, figures) + f"   interval {100 * figures['interval'][0] / figures['interval'][1]:.1f} %")
    write(args, "when", halves, classes)


if __name__ == "__main__":
    main()
