"""Whom words that refer back mean, over hard classes of language: `python benchmarks/hard/coref.py [--half open|held]`.

The cases of coref.tsv were written, with their answers, before the program read one of them. Each is a short report
about real people and bodies with its `links`: words that mean again whom the text names elsewhere, and whom they mean.
Those who work on coreference look at the open half only; of the held half this prints totals and nothing else.

Column `links`: `words#n=answer`, parted by `; `: the nth standing of the words in `text` (`\\n` there is a line break).
Words of an answer must all be in the actor's name, accents and capitals aside, or be its code (`NATO`); `-word` must
not be in it; `@KEN` alone is the state itself or its government; `@KEN#MIL` any actor of that country and sector, and
either may stand with words. ` + ` joins several actors, all of whom must be given and no other; `|` parts answers
accepted alike. `none`: the words mean no actor (a pleonastic "it", a thing, nobody in particular). `none` beside other
answers: nobody is asked for, but if someone is given it must be they. Every personal, possessive and relative (who,
whose, whom) pronoun of a text is among its links; of other words the text is asked only for those listed.

The program's answer for some words is the mention of `resolve` whose head stands in them and that covers the last of
them. A description left standing alone (`via` role, title or text: some minister, not X) that is not right is no answer
but a missing one.

Figures. `recall`: links found of those asked. `precision`: right answers of the answers given, where an actor for words
that mean `none` is a wrong one. `silent`: words of `none` for which nothing is given. F1 is of the first two.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from halves import by_class, by_half, opened, options, write

from detente.actors import resolve
from detente.actors.describing import names_of
from detente.actors.tables import load
from detente.language import analyse
from detente.reading import read_text
from detente.values import Actor, Mention, Span

CASES = Path(__file__).with_suffix(".tsv")
FIGURES = ("recall", "precision", "silent")
DESCRIBING = frozenset({"role", "title", "text"})
"""Ways to resolve that do not say that the words mean somebody named elsewhere."""
KINDS = ("pronoun", "possessive", "relative", "speaker", "several", "name", "noun")

_PRONOUNS = frozenset("he him himself she herself it itself they them themselves hers theirs".split())
_POSSESSIVES = frozenset("his her its their".split())
_RELATIVES = frozenset("who whom whose which".split())
_SPEAKERS = frozenset("i me my we us our ours ourselves you".split())
_ITSELF = ("government", "authorities", "administration", "regime")
_ANSWER = re.compile(r"(?P<words>[^@#]*)(?:@(?P<country>[A-Z]{3}))?(?:#(?P<sector>[A-Z]{3}))?")


class Wanted(NamedTuple):
    """What one actor must be: words in its name and not in it, or its code; its country; its sector."""

    words: tuple[str, ...]
    never: tuple[str, ...]
    country: str | None
    sector: str | None

    def is_met(self, actor: Actor) -> bool:
        if self.country is not None and not self.words and self.sector is None:
            return _is_state(actor, self.country)
        said = _words(actor.name)
        is_named = set(self.words) <= set(said) or (
            len(self.words) == 1 and self.words[0] == (actor.code or "").lower()
        )
        is_of = self.country in (None, actor.country) and self.sector in (None, actor.sector)
        return is_named and is_of and not set(self.never) & set(said)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that refer back, with the answer as written and taken apart: who is meant, `()` for `none`."""

    span: Span
    text: str
    gold: str
    answers: tuple[tuple[Wanted, ...], ...]

    @property
    def is_none(self) -> bool:
        return self.answers == ((),)

    @property
    def is_asked(self) -> bool:
        return () not in self.answers

    @property
    def kind(self) -> str:
        """One of KINDS, by the words."""
        word = self.text.lower()
        for kind, known in zip(KINDS, (_PRONOUNS, _POSSESSIVES, _RELATIVES, _SPEAKERS), strict=False):
            if word in known:
                return kind
        if any(len(a) > 1 for a in self.answers):
            return "several"
        return "name" if self.text.split()[-1][:1].isupper() else "noun"


@dataclass(frozen=True, slots=True)
class Case:
    """One report with its links."""

    id: str
    kind: str
    half: str
    published: date
    text: str
    links: tuple[Link, ...]


class Marks(NamedTuple):
    """How one link came out, 0 or 1 each."""

    asked: int
    given: int
    right: int


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).lower())


@cache
def _state_name(country: str) -> str:
    return names_of(load()).get(country, country)


def _is_state(actor: Actor, country: str) -> bool:
    """Whether the actor is the state itself or its whole government, by whatever name."""
    if actor.code != country or actor.sector not in (None, "GOV") or actor.role not in (None, *_ITSELF):
        return False
    return actor.name == _state_name(country) or _words(actor.name)[-1] in _ITSELF


def read_cases(path: Path = CASES) -> list[Case]:
    """The cases in the order of the file; a broken row ends the run with its id."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _case(row: dict[str, str]) -> Case:
    text = row["text"].replace("\\n", "\n")
    links = tuple(_link(row["id"], text, cell) for cell in row["links"].split("; "))
    return Case(row["id"], row["class"], row["half"], date.fromisoformat(row["published"]), text, links)


def _link(case: str, text: str, cell: str) -> Link:
    """ "the pair#1=Modi + Sharif|@IND + @PAK"."""
    said, _, answer = cell.partition("=")
    words, _, which = said.rpartition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not answer or len(found) < int(which):
        sys.exit(f"{CASES.name}, {case}: {cell!r} is no link of the text.")
    start = found[int(which) - 1]
    answers = tuple(() if a == "none" else tuple(map(_wanted, a.split(" + "))) for a in answer.split("|"))
    return Link(Span(start, start + len(words)), words, answer, answers)


def _wanted(cell: str) -> Wanted:
    """ "George Bush -W", "@SDN#MIL", "NATO"."""
    match = _ANSWER.fullmatch(cell)
    if match is None:
        sys.exit(f"{CASES.name}: {cell!r} describes no actor.")
    said = match["words"].split()
    never = tuple(word[1:].lower() for word in said if word.startswith("-"))
    words = tuple(w for word in said if not word.startswith("-") for w in _words(word))
    return Wanted(words, never, match["country"], match["sector"])


def answers(case: Case) -> list[Mention | None]:
    """The mention that the program has for each link's words, None where it has none."""
    document = read_text(case.text, id=case.id, published=case.published)
    sentences = analyse(document)
    found = []
    for sentence, mentions in zip(sentences, resolve(document, sentences), strict=True):
        found += [(sentence.tokens[m.head].start, m) for m in mentions if m.actors]
    return [_answer(link, found) for link in case.links]


def _answer(link: Link, found: list[tuple[int, Mention]]) -> Mention | None:
    start, end = link.span.start, link.span.end
    last = start + link.text.rfind(" ") + 1
    fitting = [m for head, m in found if start <= head < end and m.start <= last and m.end >= end]
    return min(fitting, key=lambda m: abs(m.start - start) + abs(m.end - end), default=None)


def is_right(link: Link, actors: tuple[Actor, ...]) -> bool:
    """Whether the actors are those of an accepted answer: all of them, and no other."""
    return any(len(answer) == len(actors) and _all_met(answer, actors) for answer in link.answers if answer)


def _all_met(wanted: tuple[Wanted, ...], actors: tuple[Actor, ...]) -> bool:
    if not wanted:
        return True
    rest = [(i, a) for i, a in enumerate(actors) if wanted[0].is_met(a)]
    return any(_all_met(wanted[1:], actors[:i] + actors[i + 1 :]) for i, _ in rest)


def marks(link: Link, mention: Mention | None) -> Marks:
    """How the program's answer to a link counts."""
    if mention is None:
        return Marks(int(link.is_asked), 0, 0)
    if link.is_none:
        return Marks(0, 1, 0)
    if is_right(link, mention.actors):
        return Marks(1, 1, 1)
    return Marks(int(link.is_asked), int(mention.via not in DESCRIBING), 0)


def _figures(found: list[tuple[Link, Marks]]) -> dict[str, tuple[int, int]]:
    right = sum(m.right for _, m in found)
    nothing = [m for link, m in found if link.is_none]
    return {
        "recall": (right, sum(m.asked for _, m in found)),
        "precision": (right, sum(m.given for _, m in found)),
        "silent": (sum(not m.given for m in nothing), len(nothing)),
    }


def _scored(half: str | None) -> Iterator[tuple[Case, list[tuple[Link, Mention | None, Marks]], dict[str, Any]]]:
    for case in read_cases():
        if half in (None, case.half):
            found = [(k, m, marks(k, m)) for k, m in zip(case.links, answers(case), strict=True)]
            head = {"id": case.id, "class": case.kind, "half": case.half}
            links = [(k, marked) for k, _, marked in found]
            kinds = {kind: _figures([(k, m) for k, m in links if k.kind == kind]) for kind in KINDS}
            yield case, found, head | _figures(links) | {"kinds": kinds}


def score(half: str | None = None) -> list[dict[str, Any]]:
    """One dict a case: id, class, half, (right, of) under each name of FIGURES, and the same by kind of words."""
    return [row for _, _, row in _scored(half)]


def totals(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Right and of how many by figure, F1, the number of cases."""
    rows = list(rows)
    summed = {f: [sum(r[f][0] for r in rows), sum(r[f][1] for r in rows)] for f in FIGURES}
    (right, asked), (_, given) = summed["recall"], summed["precision"]
    f1 = round(2 * right / (asked + given), 3) if asked + given else None
    return {**summed, "f1": f1, "cases": len(rows)}


def _line(name: str, figures: dict[str, Any]) -> str:
    f1 = "     -" if figures["f1"] is None else f"{100 * figures['f1']:6.1f}"
    return f"{name:20}" + "".join(f"{figures[f][0]:5}/{figures[f][1]:<5}" for f in FIGURES) + f1


def _shown(case: Case, found: list[tuple[Link, Mention | None, Marks]]) -> str:
    lines = [f"{case.id} {case.published}: {case.text!r}"]
    for link, mention, marked in found:
        if marked.asked > marked.right or marked.given > marked.right:
            got = "nothing" if mention is None else " + ".join(f"{a.name} {a.code} {a.sector}" for a in mention.actors)
            via = "" if mention is None else f" ({mention.via})"
            lines.append(f"    {link.text} at {link.span.start}: wanted {link.gold}, got {got}{via}")
    return "\n".join(lines)


def main() -> None:
    args = options(__doc__)
    scored = list(_scored(args.half))
    rows = [row for _, _, row in scored]
    if args.show:
        for case, found, _ in scored:
            if case.half == "open" and any((m.asked, m.given) != (m.right, m.right) for _, _, m in found):
                print(_shown(case, found), file=sys.stderr)
    halves, classes, seen = by_half(rows, totals), by_class(rows, totals), opened(rows)
    kinds = {k: totals(r["kinds"][k] for r in seen) for k in KINDS} if seen else {}
    print(f"{'':20}" + "".join(f"{f:>11}" for f in FIGURES) + f"{'F1':>6}")
    for name, figures in [*classes.items(), *((f"[{k}]", f) for k, f in kinds.items()), *halves.items()]:
        print(_line(name, figures))
    write(args, "coref", halves, classes, **{"kinds of words, open": kinds})


if __name__ == "__main__":
    main()
