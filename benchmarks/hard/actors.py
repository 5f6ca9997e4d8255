"""Who is named, over hard classes of language: `python benchmarks/hard/actors.py [--half open|held] [--show]`.

The cases of actors.tsv were written, with their answers, before the program read one of them. Each asks about one to
four mentions of a text (`\\n` there is a line break; a first line "# …" is the title). Those who work on actors look at
the open half only; of the held half this prints totals and nothing else.

The column `expected` parts its mentions by "; ". Each is words of the text (`#2`: the second place where they stand as
whole words), "=", and what they name: `COUNTRY SECTOR CODE`, or a trap. `|` parts answers accepted alike, `-` is null,
`*` is not asked, `!GEO` anything but GEO, `KOR+PRK` two actors; a code `+` is one of the project's own for a body or a
group, not a state's. The traps:
  place    where, not who: no mention of these words, or one that says so (`via` place-name), or only qualifies a thing
  none     no actor: "Persian rug", "Turkey at a dollar ninety a pound"
  nostate  nobody who acts for a state: a team, a club
  !JOR     not that state: Michael Jordan; Lebanon, Ohio

What counts as right (contract, DESIGN.md 5; PLOVER.md 5).
- A state's name alone has sector GOV or none; a capital or seat that acts is GOV. Code: the state's for whoever acts
  for it, null for the rest; where a firm of the state, a party or the government of a province or town is named, it is
  not asked, and a company may have one of its own. Bodies have no country and a code of their own, and so do named
  armed groups, with their country.
- States that are gone have the code of the state that stands for them, or ISO's old one (USSR: RUS or SUN). A
  dependency has its ruler's, but Hong Kong its own. A breakaway land has the country that claims it, sector PRE or that
  of the part that acts, and never that country's code.
- Former officials are ELI, without a code; those elected or designate GOV, ELI or a party; the acting are GOV. On the
  day of a coup either. A role is as of publication.
- Who is not named belongs to the country that the text gives, by its dateline, place, or owner.
- An agency that only tells is JRN, of its country, without a code.

The mention that answers is the one that shares most with the words; it must hold their last word (or that before "of"),
or be half made of them, and have its head among them or end with them. A trap is sprung by any mention that does so or
is half made of the words. Figures: `country`, `sector`, `code`, `trap` as asked; `found`: mentions asked that have an
answer at all; `cases`: those in which everything is right.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from halves import by_class, by_half, options, write

import detente.actors
from detente.actors import resolve
from detente.language import analyse
from detente.reading import read_text
from detente.values import Actor, Document, Mention, Span

CASES = Path(__file__).with_suffix(".tsv")
STATES = Path(detente.actors.__file__).parent / "data" / "countries.tsv"
FIGURES = ("country", "sector", "code", "trap", "found")
_FIELDS = ("country", "sector", "code")
_TRAPS = ("place", "none", "nostate")
_APART = frozenset({"place-name", "modifier", "possessor"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


class Asked(NamedTuple):
    """Words of the text, the nth time they stand there, with their trap or with the answers accepted by field."""

    words: str
    nth: int
    trap: str | None
    accepted: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One text with the mentions asked about."""

    id: str
    kind: str
    half: str
    published: date
    text: str
    asked: tuple[Asked, ...]

    def document(self) -> Document:
        """The text as read, with its title if it has one."""
        title, _, body = self.text.partition("\n") if self.text.startswith("# ") else ("", "", self.text)
        return read_text(body, id=self.id, published=self.published, title=title[2:] or None)


def read_cases(path: Path = CASES) -> list[Case]:
    """The cases in the order of the file; words that the text lacks end the run with the case's id."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    cases = []
    for row in rows:
        text = row["text"].replace("\\n", "\n")
        asked = tuple(_asked(item) for item in row["expected"].split("; "))
        case = Case(row["id"], row["class"], row["half"], date.fromisoformat(row["published"]), text, asked)
        for one in asked:
            if _place(text, one) is None:
                sys.exit(f"{path.name}, {case.id}: the words {one.words!r} do not stand in the text {one.nth} times.")
        cases.append(case)
    return cases


def _asked(item: str) -> Asked:
    words, _, answer = item.rpartition("=")
    words, _, nth = words.partition("#")
    if answer in _TRAPS or (answer[0] == "!" and " " not in answer):
        return Asked(words, int(nth or 1), answer, ())
    return Asked(words, int(nth or 1), None, tuple(tuple(cell.split("|")) for cell in answer.split(" ")))


def _place(text: str, asked: Asked) -> Span | None:
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(asked.words)}(?!\w)", text)]
    return Span(*places[asked.nth - 1]) if len(places) >= asked.nth else None


@cache
def _states() -> frozenset[str]:
    """The codes of states, from the program's own table of their names."""
    lines = STATES.read_text("utf-8").splitlines()
    return frozenset(line.split("\t")[2] for line in lines if line[:1] != "#" and line.count("\t") > 1)


def candidates(mentions: Iterable[Mention], heads: dict[int, Span], words: Span, asked: Asked) -> list[Mention]:
    """The mentions that may answer for these words, best first; `heads`: the head's place of each, by id()."""
    ends = {words.end, words.start + len(asked.words.split(" of ")[0])}
    ranked = []
    for m in mentions:
        shared = min(m.end, words.end) - max(m.start, words.start)
        if shared <= 0:
            continue
        likeness = shared / (max(m.end, words.end) - min(m.start, words.start))
        head = heads[id(m)]
        has_last = any(m.start < end <= m.end for end in ends)
        has_head = words.start <= head.start < words.end
        is_whole = (has_last or likeness >= 0.5) and (has_head or m.end == words.end)
        if is_whole or (asked.trap is not None and likeness >= 0.5):
            ranked.append((likeness, has_head, -m.start, m))
    return [r[3] for r in sorted(ranked, key=lambda r: r[:3], reverse=True)]


def answers(case: Case) -> list[list[Mention]]:
    """For each mention asked about, the program's mentions that may answer, best first."""
    document = case.document()
    sentences = analyse(document)
    mentions, heads = [], {}
    for sentence, found in zip(sentences, resolve(document, sentences), strict=True):
        for m in found:
            mentions.append(m)
            heads[id(m)] = Span(sentence.tokens[m.head].start, sentence.tokens[m.head].end)
    found_in = []
    for asked in case.asked:
        place = _place(document.text, asked)
        if place is None:
            sys.exit(f"{CASES.name}, {case.id}: the document as read lacks the words {asked.words!r}.")
        found_in.append(candidates(mentions, heads, place, asked))
    return found_in


def _is(accepted: str, value: str | None) -> bool:
    if accepted == "-":
        return value is None
    if accepted == "+":
        return value is not None and value not in _states()
    return value != accepted[1:] if accepted[0] == "!" else value == accepted


def is_right(field: int, accepted: tuple[str, ...], actors: tuple[Actor, ...]) -> bool:
    """Whether the field (0 country, 1 sector, 2 code) of all the actors is as one of the answers has it."""
    values = [getattr(a, _FIELDS[field]) for a in actors]
    if field == 1:
        return any(all(_is(one, value) for value in values) for one in accepted)
    if len(values) == 1:
        return any(_is(one, values[0]) for one in accepted)
    return sorted(str(value) for value in values) in [sorted(one.split("+")) for one in accepted]


def is_sprung(trap: str, found: list[Mention]) -> bool:
    """Whether the program took these words for what they are not."""
    if trap == "place":
        return any(m.via not in _APART for m in found)
    actors = [a for m in found for a in m.actors]
    if trap == "none":
        return any(a.country or a.code for a in actors)
    if trap == "nostate":
        return any(a.code in _states() or a.sector in _STATE_SECTORS for a in actors)
    return any(trap[1:] in (a.country, a.code) for a in actors)


def _figures(case: Case, found: list[list[Mention]]) -> dict[str, list[int]]:
    """Right and asked, by figure."""
    n = {f: [0, 0] for f in FIGURES}
    for asked, mentions in zip(case.asked, found, strict=True):
        if asked.trap is not None:
            n["trap"][0] += not is_sprung(asked.trap, mentions)
            n["trap"][1] += 1
            continue
        n["found"][0] += bool(mentions)
        n["found"][1] += 1
        for field, accepted in enumerate(asked.accepted):
            if "*" not in accepted:
                n[_FIELDS[field]][0] += bool(mentions) and is_right(field, accepted, mentions[0].actors)
                n[_FIELDS[field]][1] += 1
    return n


def _scored(half: str | None) -> Iterator[tuple[Case, list[list[Mention]], dict[str, Any]]]:
    for case in read_cases():
        if half in (None, case.half):
            found = answers(case)
            yield case, found, {"id": case.id, "class": case.kind, "half": case.half} | _figures(case, found)


def score(half: str | None = None) -> list[dict[str, Any]]:
    """One dict a case: id, class, half, and [right, asked] under each name of FIGURES."""
    return [row for _, _, row in _scored(half)]


def totals(rows: Iterable[dict[str, Any]]) -> dict[str, list[int]]:
    """Right and asked by figure, and the cases in which all is right."""
    rows = list(rows)
    whole = [sum(all(r[f][0] == r[f][1] for f in FIGURES) for r in rows), len(rows)]
    return {f: [sum(r[f][0] for r in rows), sum(r[f][1] for r in rows)] for f in FIGURES} | {"cases": whole}


def _line(name: str, figures: dict[str, list[int]]) -> str:
    return f"{name:30}" + "".join(f"{figures[f][0]:5}/{figures[f][1]:<5}" for f in (*FIGURES, "cases"))


def _shown(case: Case, found: list[list[Mention]]) -> str:
    lines = [f"{case.id} {case.published}: {case.text!r}"]
    for asked, mentions in zip(case.asked, found, strict=True):
        one = _figures(Case(case.id, case.kind, case.half, case.published, case.text, (asked,)), [mentions])
        if any(right < of for right, of in one.values()):
            wanted = asked.trap or " ".join("|".join(cell) for cell in asked.accepted)
            got = "; ".join(
                f"[{m.text}] "
                + "+".join(f"{a.country or '-'} {a.sector or '-'} {a.code or '-'}" for a in m.actors)
                + f" ({m.via})"
                for m in mentions
            )
            lines.append(f"    {asked.words}: expected {wanted}, got {got or 'nothing'}")
    return "\n".join(lines)


def main() -> None:
    args = options(__doc__)
    scored = list(_scored(args.half))
    rows = [row for _, _, row in scored]
    if args.show:
        for case, found, row in scored:
            if case.half == "open" and any(row[f][0] < row[f][1] for f in FIGURES):
                print(_shown(case, found), file=sys.stderr)
    print(f"{'':30}" + "".join(f"{f:>11}" for f in (*FIGURES, "cases")))
    classes = by_class(rows, totals)
    halves = by_half(rows, totals)
    for kind, figures in classes.items():
        print(_line(kind, figures))
    for half, figures in halves.items():
        print(_line(half, figures))
        shares = [f"{f} {100 * figures[f][0] / figures[f][1]:.1f} %" for f in (*FIGURES, "cases")]
        print(f"{half} half: {', '.join(shares)}")
    write(args, "actors", halves, classes)


if __name__ == "__main__":
    main()
