"""Where acts took place, over hard classes of language: `python benchmarks/hard/where.py [--half open|held] [--show]`.

The cases of where.tsv were written, with their answers, before the program read one of them. Each asks about one act,
named by its words (`trigger`, found once in `text`; `\\n` there is a paragraph break). Those who work on places look at
the open half only; of the held half this prints totals and nothing else. Cases with the same text are in one half.

Columns. `place`: the answers accepted, parted by `|`; `-` is no place, else `NAME[/NAME…]=COUNTRY[,…] PRECISION[,…]`,
where the country `-` is none (a sea). `others`: places besides, with the countries accepted (`Accra=GHA; Evros=-,GRC`).

What counts as right. The place is where the act is done, if the text says so by name or by words that leave one
place only ("the capital" of the state spoken of, "the south" of Peru). The finest place said is asked for; of several
places alike, any.
- An actor is no place ("Riyadh broke off relations"), nor are the target of words and measures, what a treaty, a ship,
  a firm, a newspaper or a person is called, and where the thing spoken of happened: who condemns in Cairo what was
  done in Gaza acted in Cairo.
- A court, police or prosecutors named by their town: the town, as they act at their seat, or no place. A market or a
  hospital named by its town is in it.
- A dateline says where the report was written: no place by itself, but it tells which Tripoli is meant, and it is the
  place where the text says that the act was done there ("here", "this capital"). A headline or the sentence before
  gives the place where it tells the same happening.
- A move ends in a place, and that is its place; what withdraws, the place left; of expulsions and evacuations, both.
  A missile's place is where it hits; over which land it flew, or in what sea it fell, where nothing is hit.
- A meeting by telephone, screen or net has no place. An embassy is in the state where it stands.
- Countries are today's (Leningrad: RUS), by ISO 3166, Kosovo XKX; a dependency has its own code or its ruler's; a
  border, a river on it or disputed land: either side or none, unless the text says which.

Figures. `country`, `name`, `precision` of the cases that have a place (no place counts as right where it is accepted),
`none`: no place invented where there is none; by the coding whose trigger overlaps the act's words, or, where the coder
makes none, by the functions of detente.where asked for the act's word. `coder`, `room`: country right, or none where
none is: by codings alone, of the cases that have one; by the functions alone, for all. `others`: countries of the
places besides. `coded`: cases with a coding of the act.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from halves import by_class, by_half, options, write

from detente.coding import code_document
from detente.language import analyse
from detente.reading import read_text
from detente.values import Coding, Sentence, Span, Where
from detente.where import Place, choose, countries_of, find_places

CASES = Path(__file__).with_suffix(".tsv")
FIGURES = ("country", "name", "precision", "none", "others", "coder", "room", "coded")
_PLACE = re.compile(r"(?P<names>[^=]+)=(?P<countries>[A-Z,-]+) (?P<precisions>[a-z,]+)")
_KIND = re.compile(r"^the | (city|province|state|district|region|county|governorate|municipality|department)$")
_LETTERS = str.maketrans("đĐøØłŁıə", "dDoOlLie")


class Accepted(NamedTuple):
    """One accepted place: its names in the form of `plain`, countries (None: of no state), precisions."""

    names: frozenset[str]
    countries: frozenset[str | None]
    precisions: frozenset[str]

    def marks(self, where: Where) -> tuple[bool, bool, bool]:
        """Whether country, name and precision are right; the name in the table's form or in the text's.

        No country is right only with the right name: else any unknown name would stand for a sea.
        """
        is_named = bool({plain(where.name), plain(where.text)} & self.names)
        is_there = where.country in self.countries and (is_named or where.country is not None)
        return is_there, is_named, where.precision in self.precisions


@dataclass(frozen=True, slots=True)
class Case:
    """One act asked about, and the places accepted; None among `places` accepts that no place is given."""

    id: str
    kind: str
    half: str
    published: date
    text: str
    trigger: Span
    places: tuple[Accepted | None, ...]
    others: tuple[tuple[Span, frozenset[str | None]], ...]

    def marks(self, where: Where | None) -> tuple[bool, bool, bool]:
        """Country, name and precision right, by the accepted answer that fits best."""
        if where is None:
            return (True,) * 3 if None in self.places else (False,) * 3
        found = [p.marks(where) for p in self.places if p is not None] or [(False,) * 3]
        return max(found, key=lambda marks: (sum(marks), marks))

    def is_right(self, where: Where | None) -> bool:
        """Country right, or no place where none is to be said."""
        return self.marks(where)[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says of a case."""

    coding: Coding | None
    room: Where | None
    others: tuple[str | None, ...]
    """Countries of the places besides; "?" where no place was found."""

    @property
    def where(self) -> Where | None:
        return self.coding.where if self.coding else self.room


def plain(name: str) -> str:
    """A name without case, marks, the article and the word for its kind: "the Anbar Province" -> "anbar"."""
    name = unicodedata.normalize("NFKD", name.translate(_LETTERS).lower())
    name = "".join(c for c in name if c.isalnum() or c.isspace() or c in "-/&")
    name = re.sub(r"^st\b", "saint", re.sub(r"[\s\-/]+", " ", name).strip())
    return _KIND.sub("", name)


def read_cases(path: Path = CASES) -> list[Case]:
    """The cases in the order of the file; a broken row ends the run with its id."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _case(row: dict[str, str]) -> Case:
    text = row["text"].replace("\\n", "\n\n")
    if text.count(row["trigger"]) != 1:
        sys.exit(f"{CASES.name}, {row['id']}: the words {row['trigger']!r} must stand in the text once.")
    start = text.index(row["trigger"])
    others = []
    for cell in filter(None, row["others"].split("; ")):
        name, _, countries = cell.partition("=")
        at = text.find(name)
        if at < 0:
            sys.exit(f"{CASES.name}, {row['id']}: {name!r} must stand in the text.")
        others.append((Span(at, at + len(name)), _countries(countries)))
    return Case(
        row["id"],
        row["class"],
        row["half"],
        date.fromisoformat(row["published"]),
        text,
        Span(start, start + len(row["trigger"])),
        tuple(_accepted(cell, row["id"]) for cell in row["place"].split("|")),
        tuple(others),
    )


def _accepted(cell: str, case: str) -> Accepted | None:
    """ "-", or "Lupane=ZWE city,region"."""
    if cell == "-":
        return None
    match = _PLACE.fullmatch(cell)
    if match is None:
        sys.exit(f"{CASES.name}, {case}: {cell!r} is no place; write NAME=COUNTRY PRECISION.")
    names = frozenset(map(plain, match["names"].split("/")))
    return Accepted(names, _countries(match["countries"]), frozenset(match["precisions"].split(",")))


def _countries(cell: str) -> frozenset[str | None]:
    return frozenset(None if code == "-" else code for code in cell.split(","))


def answer_to(case: Case) -> Answer:
    """What the program makes of the case's text, as `detente.code` reads it."""
    document = read_text(case.text, id=case.id, published=case.published)
    sentences = analyse(document)
    coding = _coding(code_document(document, sentences), case.trigger)
    countries = countries_of(sentences, document)
    places = [find_places(sentence, document, countries) for sentence in sentences]
    every = [place.where for found in places for place in found]
    others = tuple(_country_at(every, span) for span, _ in case.others)
    return Answer(coding, _room(sentences, places, case.trigger), others)


def _coding(codings: Iterable[Coding], act: Span) -> Coding | None:
    """The coding whose trigger shares most with the act's words; of equals the shorter trigger, then the surer."""
    ranked = [(_shared(c.trigger, act), c.trigger.start - c.trigger.end, c.confidence, c) for c in codings]
    ranked = [r for r in ranked if r[0] > 0]
    return max(ranked, key=lambda r: r[:3])[3] if ranked else None


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _room(sentences: Iterable[Sentence], places: Iterable[tuple[Place, ...]], act: Span) -> Where | None:
    """The place that the room chooses for the head of the act's words; None where they are in no sentence."""
    for sentence, found in zip(sentences, places, strict=True):
        words = [t.index for t in sentence.tokens if t.start < act.end and act.start < t.end]
        if words:
            return choose(found, sentence, sentence.head_of(words[0], words[-1] + 1))
    return None


def _country_at(places: Iterable[Where], span: Span) -> str | None:
    """The country of the place named there; "?" where none was found."""
    ranked = [(_shared(Span(p.start, p.end), span), p.start - p.end, p.country) for p in places]
    ranked = [r for r in ranked if r[0] > 0]
    return max(ranked, key=lambda r: r[:2])[2] if ranked else "?"


def _figures(case: Case, answer: Answer) -> dict[str, tuple[int, int]]:
    """Right and asked by figure."""
    is_placed = any(case.places)
    marks = case.marks(answer.where)
    figures = {
        name: (int(mark), 1) if is_placed else (0, 0)
        for name, mark in zip(("country", "name", "precision"), marks, strict=True)
    }
    right = sum(got in wanted for got, (_, wanted) in zip(answer.others, case.others, strict=True))
    return figures | {
        "none": (0, 0) if is_placed else (int(answer.where is None), 1),
        "others": (right, len(case.others)),
        "coder": (int(case.is_right(answer.coding.where)), 1) if answer.coding else (0, 0),
        "room": (int(case.is_right(answer.room)), 1),
        "coded": (int(answer.coding is not None), 1),
    }


def _scored(half: str | None) -> Iterator[tuple[Case, Answer, dict[str, Any]]]:
    for case in read_cases():
        if half in (None, case.half):
            answer = answer_to(case)
            yield case, answer, {"id": case.id, "class": case.kind, "half": case.half} | _figures(case, answer)


def score(half: str | None = None) -> list[dict[str, Any]]:
    """One dict a case: id, class, half, and (right, asked) under each name of FIGURES."""
    return [row for _, _, row in _scored(half)]


def totals(rows: Iterable[dict[str, Any]]) -> dict[str, list[int]]:
    """Right and asked by figure, and the number of cases."""
    rows = list(rows)
    return {f: [sum(r[f][0] for r in rows), sum(r[f][1] for r in rows)] for f in FIGURES} | {"cases": [len(rows)] * 2}


def _line(name: str, figures: dict[str, list[int]]) -> str:
    return f"{name:24}" + "".join(f"{figures[f][0]:5}/{figures[f][1]:<5}" for f in FIGURES)


def _shown(case: Case, answer: Answer) -> str:
    def words(where: Where | None) -> str:
        return "-" if where is None else f"{where.text!r} {where.name}={where.country} {where.precision}"

    by = "coder" if answer.coding else "room"
    others = ", ".join(f"{s.of(case.text)}={got}" for got, (s, _) in zip(answer.others, case.others, strict=True))
    wanted = "|".join("-" if p is None else f"{sorted(p.names)}={sorted(map(str, p.countries))}" for p in case.places)
    return (
        f"{case.id} [{case.trigger.of(case.text)}] {case.text!r}\n    wanted {wanted}\n"
        f"    got {words(answer.where)} ({by}); room {words(answer.room)}; others {others or 'none'}"
    )


def _is_all_right(row: dict[str, Any]) -> bool:
    return all(row[f][0] == row[f][1] for f in ("country", "name", "precision", "none", "others"))


def main() -> None:
    args = options(__doc__)
    scored = list(_scored(args.half))
    rows = [row for _, _, row in scored]
    if args.show:
        for case, answer, row in scored:
            if case.half == "open" and not _is_all_right(row):
                print(_shown(case, answer), file=sys.stderr)
    print(f"{'':24}" + "".join(f"{f:>11}" for f in FIGURES))
    classes = by_class(rows, totals)
    halves = by_half(rows, totals)
    for kind, figures in classes.items():
        print(_line(kind, figures))
    for half, figures in halves.items():
        right, asked = figures["country"]
        print(_line(half, figures) + f"   country {100 * right / asked:.1f} %")
    write(args, "where", halves, classes)


if __name__ == "__main__":
    main()
