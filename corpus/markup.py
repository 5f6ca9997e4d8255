"""The mark-up in which reports are coded, and its compiler. GUIDELINE.md tells a coder how to use it.

    {key|words}             the words are a mention of the actor `key`
    {1|words}               the words are a trigger; {x1|words} a trap's
    {=2018-08-07|words}     the words say when; {=2018-08|…}, {=2018|…}, {=2018-08-01..2018-08-07|…}, {=?|…} not known
    {~CHN|words}            the words say where; {~CHN Beijing|the city} with its name; {~-|the Black Sea} no country

Marks may hold marks. Lines that begin with ">" give the codings of the sentence before them, fields parted by ";":

    > 1 CONSULT/visit ri > china; on 2018-08-07; at -; by xinhua; planned; historical; optional; also AGREE;
        dead 5; injured 10-20; #diplomatic; note …
    > 2 ASSAULT a = b = c          reciprocal;   > 3 PROTEST/demo crowd     without a target;   ? an unknown source
    > x1 trap sport why it is none

The sentence's only date or place goes to each of its codings that does not say "on" or "at" ("-" for none).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.values import MODALITIES, Coded, Days, Label, Modality, Named, Party, Spot, Trap, When, Where

KEY = re.compile(r"[a-z][a-z0-9_]*")
TRIGGER = re.compile(r"[0-9]+")
TRAP = re.compile(r"x[0-9]+")
DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
COUNTS = ("dead", "injured", "arrested", "size")
KINDS = frozenset("sport business culture figurative private accident opinion forecast name misread".split())
"""What a trap may be."""


class MarkError(ValueError):
    """A line of mark-up that says nothing clear; the message says what is wrong, the reader adds file and line."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and the marks: (head, span in `text`) in the order of their ends."""

    text: str
    marks: tuple[tuple[str, Spot], ...]


def unmarked(line: str) -> Marked:
    """The sentence's text and its marks; raises MarkError where braces do not match or a mark is empty."""
    text: list[str] = []
    marks, open_marks = [], []
    at = 0
    while at < len(line):
        char = line[at]
        if char == "{":
            head, bar, _ = line[at + 1 :].partition("|")
            if not bar or "{" in head or "}" in head:
                raise MarkError(f"a mark without its bar near “{line[at : at + 30]}”")
            open_marks.append((head.strip(), len(text)))
            at += len(head) + 2
            continue
        if char == "}":
            if not open_marks:
                raise MarkError("a closing brace too many")
            head, start = open_marks.pop()
            if start == len(text):
                raise MarkError(f"nothing marked as “{head}”")
            marks.append((head, (start, len(text))))
        else:
            text.append(char)
        at += 1
    if open_marks:
        raise MarkError(f"the mark “{open_marks[-1][0]}” is not closed")
    return Marked("".join(text), tuple(marks))


def days_of(words: str) -> Days | None:
    """First and last day of "2018", "2018-08", "2018-08-07", "a..b"; None of "?"."""
    if words == "?":
        return None
    first, dots, last = words.partition("..")
    begin, end = _edge(first, last=False), _edge(last if dots else first, last=True)
    if end < begin:
        raise MarkError(f"{words} ends before it begins")
    return begin, end


def _edge(words: str, *, last: bool) -> date:
    if not DAY.fullmatch(words):
        raise MarkError(f"no day, month or year: {words}")
    try:
        year, *more = map(int, words.split("-"))
        month = more[0] if more else (12 if last else 1)
        day = more[1] if len(more) > 1 else (monthrange(year, month)[1] if last else 1)
        return date(year, month, day)
    except ValueError as error:
        raise MarkError(f"no day, month or year: {words}") from error


def party_of(line: str) -> Party:
    """The actor of a line "@key code/country/sector+sector Name" ("-" for none)."""
    try:
        key, codes, name = line[1:].split(maxsplit=2)
        code, country, sectors = codes.split("/")
    except ValueError as error:
        raise MarkError("an actor is “@key code/country/sector name”") from error
    if not KEY.fullmatch(key) or TRAP.fullmatch(key):
        raise MarkError(f"an actor's key is small letters, digits, _: {key}")
    none = {"-": None}
    return Party(key, none.get(code, code), none.get(country, country), tuple(sectors.split("+")), name.strip())


@dataclass(slots=True)
class _Marks:
    """The marks of one sentence by kind, in the report's code points."""

    mentions: list[Named] = field(default_factory=list)
    triggers: dict[str, Spot] = field(default_factory=dict)
    days: list[When] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)


def coded(marked: Marked, lines: Iterable[str], *, start: int, known: Sequence[str]) -> Coded:
    """The coded sentence. `start`: of the sentence in the report's text; `known`: keys of the report's actors.

    Raises MarkError where a coding names a trigger, an actor, a place or a field that is not there, or a trap no kind.
    """
    marks = _sorted(marked, start, known)
    codings, traps = [], []
    used: set[str] = set()
    for line in lines:
        name, _, rest = line.strip().partition(" ")
        if name not in marks.triggers:
            raise MarkError(f"no trigger {name} in the sentence")
        used.add(name)
        if TRAP.fullmatch(name):
            said, kind, why = [*rest.split(maxsplit=2), "", "", ""][:3]
            if said != "trap" or kind not in KINDS:
                raise MarkError(f"a trap is “> {name} trap KIND why”, KIND one of {', '.join(sorted(KINDS))}")
            traps.append(Trap(marks.triggers[name], kind, why))
        else:
            codings.append(_label(marks, marks.triggers[name], rest, known))
    idle = sorted(set(marks.triggers) - used)
    if idle:
        raise MarkError(f"trigger {idle[0]} has no line")
    return Coded(start, start + len(marked.text), tuple(marks.mentions), tuple(codings), tuple(traps))


def _sorted(marked: Marked, start: int, known: Sequence[str]) -> _Marks:
    marks = _Marks()
    for head, (first, last) in sorted(marked.marks, key=lambda mark: mark[1]):
        spot = (start + first, start + last)
        if head.startswith("="):
            marks.days.append(When(days_of(head[1:].strip()), spot))
        elif head.startswith("~"):
            country, _, name = head[1:].strip().partition(" ")
            marks.places.append(Where(name or marked.text[first:last], None if country == "-" else country, spot))
        elif TRIGGER.fullmatch(head) or TRAP.fullmatch(head):
            if head in marks.triggers:
                raise MarkError(f"trigger {head} is marked twice")
            marks.triggers[head] = spot
        elif head in known:
            marks.mentions.append(Named(head, spot))
        else:
            raise MarkError(f"no line @{head} names this actor")
    return marks


def _label(marks: _Marks, trigger: Spot, rest: str, known: Sequence[str]) -> Label:
    main, *fields = (part.strip() for part in rest.split(";"))
    kind, _, who = main.partition(" ")
    type_, *modes = kind.split("/")
    symmetric = "=" in who
    sides = [side.strip() for side in who.split("=" if symmetric else ">")]
    if not symmetric and len(sides) > 2:
        raise MarkError("more than one “>”")
    ahead, behind = (sides[:1], sides[1:])
    label = Label(
        trigger=trigger,
        type=type_,
        modes=tuple(modes),
        also=(),
        source=tuple(_named(marks, trigger, ahead, known)),
        target=tuple(_named(marks, trigger, behind, known)),
        symmetric=symmetric,
        when=marks.days[0] if len(marks.days) == 1 else None,
        where=marks.places[0] if len(marks.places) == 1 else None,
        modality="actual",
        historical=False,
        attribution=(),
        numbers={},
        contexts=(),
        required=True,
    )
    for said in filter(None, fields):
        label = _with(label, said, marks, known)
    return label


def _named(marks: _Marks, trigger: Spot, sides: Iterable[str], known: Sequence[str]) -> Iterable[Named]:
    """The parties of "a, b.2": each with the mention nearest to the trigger, or with the one counted by the dot."""
    for words in (word.strip() for side in sides for word in side.split(",") if word.strip()):
        key, _, count = words.partition(".")
        if key != "?" and key not in known:
            raise MarkError(f"no line @{key} names this actor")
        spots = [m.spot for m in marks.mentions if m.key == key and m.spot]
        if count and not (count.isdigit() and 0 < int(count) <= len(spots)):
            raise MarkError(f"no mention {words} in the sentence")
        if count:
            yield Named(key, spots[int(count) - 1])
        else:
            yield Named(key, min(spots, key=lambda spot: (abs(spot[0] - trigger[0]), spot), default=None))


def _with(label: Label, said: str, marks: _Marks, known: Sequence[str]) -> Label:
    head, _, rest = said.partition(" ")
    rest = rest.strip()
    if head in MODALITIES:
        modality: Modality = next(m for m in MODALITIES if m == head)
        return replace(label, modality=modality)
    if head == "historical":
        return replace(label, historical=True)
    if head == "optional":
        return replace(label, required=False)
    if head == "note":
        return replace(label, note=rest)
    if head == "also":
        return replace(label, also=tuple(word.strip() for word in rest.split(",")))
    if head == "by":
        return replace(label, attribution=tuple(_named(marks, label.trigger, [rest], known)))
    if head == "on":
        return replace(label, when=_when(rest, marks))
    if head == "at":
        return replace(label, where=_where(rest, marks))
    if head in COUNTS:
        low, _, high = rest.partition("-")
        if not (low.isdigit() and (high or low).isdigit()):
            raise MarkError(f"“{said}”: a number or a range is wanted")
        return replace(label, numbers={**label.numbers, head: (int(low), int(high or low))})
    if head.startswith("#"):
        return replace(label, contexts=tuple(word.lstrip("#") for word in said.split()))
    raise MarkError(f"no field of a coding: “{said}”")


def _when(words: str, marks: _Marks) -> When | None:
    if words == "-":
        return None
    days = days_of(words)
    return next((when for when in marks.days if when.days == days), When(days, None))


def _where(words: str, marks: _Marks) -> Where | None:
    """The place marked under that name or with those words; else "CHN Beijing", a place not named here."""
    if words == "-":
        return None
    for where in marks.places:
        if words in (where.name, f"{where.country or '-'} {where.name}"):
            return where
    country, _, name = words.partition(" ")
    if not re.fullmatch(r"[A-Z]{3}|-", country):
        raise MarkError(f"no place “{words}” is marked")
    return Where(name or country, None if country == "-" else country, None)
