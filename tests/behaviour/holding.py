"""The cases of cases.tsv, and of which of them a coder's behaviour holds.

A case holds where type, parties, modality, days and the number of codings are as they must be; it holds to the letter
where every other field is too (modes, contexts, CAMEO, place, numbers, attribution, words). Confidence
is not compared. A text of which nothing is read does not hold: silence is no constancy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from filled import Filled, Forms, fill, read_actors, rows_of
from readings import Reading, core_of, differences, reading_of, shown

from detente.values import Coding, Document

CASES = Path(__file__).parent / "cases.tsv"
BEHAVIOURS = ("swap", "rename", "passive", "noun", "spelling", "apart", "nothing")
Coder = Callable[[Document], Sequence[Coding]]


class Case(NamedTuple):
    """One row of cases.tsv."""

    id: str
    behaviour: str
    type: str | None
    actors: tuple[Forms, ...]
    text: str
    second: str | None


class Verdict(NamedTuple):
    """Whether a case holds of a coder; of a renamed text one for each state, which `state` names."""

    case: Case
    state: str | None
    reads: bool
    """A coding of the type that belongs there is found (true where nothing belongs there)."""
    holds: bool
    exact: bool
    why: tuple[str, ...]
    told: tuple[tuple[str, str], ...]
    """Texts with what was read of each."""
    intensity: float
    confidence: float
    """Sum of the intensities of what is told as done, and mean confidence, of the case's first text."""


def read_cases(path: Path = CASES) -> list[Case]:
    """All cases, in the order of the table."""
    known = read_actors()
    cases = []
    for row in rows_of(path):
        given = {key: None if value == "-" else value for key, value in row.items()}
        actors = tuple(known[code] for code in (given["actors"] or "").split(",") if code)
        cases.append(Case(row["id"], row["behaviour"], given["type"], actors, row["text"], given["second"]))
    return cases


def texts_of(case: Case) -> list[Filled]:
    """Every text of a case without its slots, the one that the others are measured by first."""
    if case.behaviour == "swap":
        a, b = case.actors
        return [fill(case.text, {"A": a, "B": b}), fill(case.text, {"A": b, "B": a})]
    if case.behaviour == "rename":
        return [fill(case.text, {"A": forms}) for forms in read_actors().values() if forms.renamed]
    second = [case.second] if case.second and case.behaviour != "apart" else []
    return [fill(text, {}) for text in (case.text, *second)]


def verdicts(cases: Sequence[Case], coder: Coder) -> Iterator[Verdict]:
    """What a coder makes of the cases."""
    for case in cases:
        texts = texts_of(case)
        read = [list(coder(text.document())) for text in texts]
        if case.behaviour == "rename":
            yield from _renamed(case, texts, read)
        elif case.behaviour == "apart":
            yield _apart(case, texts[0], read[0])
        elif case.behaviour == "nothing":
            told = ((texts[0].text, shown(reading_of(read[0], texts[0]))),)
            why = ("something read",) if read[0] else ()
            yield _verdict(case, read[0], holds=not read[0], exact=not read[0], why=why, told=told)
        else:
            yield _same(case, texts, read)


def _same(case: Case, texts: Sequence[Filled], read: Sequence[Sequence[Coding]]) -> Verdict:
    """Two texts that must be read alike."""
    spans = case.behaviour == "swap"
    first, second = (reading_of(r, t, spans=spans) for r, t in zip(read, texts, strict=True))
    holds = bool(first) and core_of(first) == core_of(second)
    told = tuple((t.text, shown(r)) for t, r in zip(texts, (first, second), strict=True))
    return _verdict(
        case, read[0], holds=holds, exact=holds and first == second, why=_why(first, second), told=told
    )  # fmt: skip


def _renamed(case: Case, texts: Sequence[Filled], read: Sequence[Sequence[Coding]]) -> Iterator[Verdict]:
    """One text with many states' names: each must be read as most are."""
    readings = [reading_of(r, t) for r, t in zip(read, texts, strict=True)]
    core = Counter(map(core_of, readings)).most_common(1)[0][0]
    most = Counter(r for r in readings if core_of(r) == core).most_common(1)[0][0]
    for text, codings, reading in zip(texts, read, readings, strict=True):
        holds = bool(reading) and core_of(reading) == core
        told = ((text.text, shown(reading)), ("most others", shown(most)))
        yield _verdict(case, codings, holds=holds, exact=holds and reading == most, why=_why(most, reading),
                       told=told, state=text.actors["A"].code)  # fmt: skip


def _apart(case: Case, text: Filled, codings: Sequence[Coding]) -> Verdict:
    """Two acts of one type: two codings of it and no more, each with its parties; to the letter also days and place."""
    own = [c for c in codings if c.type == case.type]
    expected = [e.split(maxsplit=2) for e in (case.second or "").split("; ")]
    holds = len(own) == len(expected) and any(
        all(_has_parties(c, e[0]) for c, e in zip(order, expected, strict=True)) for order in (own, own[::-1])
    )
    exact = holds and any(
        all(_has_parties(c, e[0]) and _is_at(c, e[1:]) for c, e in zip(order, expected, strict=True))
        for order in (own, own[::-1])
    )
    if exact:
        why: tuple[str, ...] = ()
    elif len(own) != len(expected):
        why = ("nothing read" if not own else "number of codings",)
    else:
        why = ("days or place",) if holds else ("parties",)
    told = ((text.text, shown(reading_of(codings, text))), ("expected", case.second or ""))
    return _verdict(case, codings, holds=holds, exact=exact, why=why, told=told)


def _has_parties(c: Coding, dyad: str) -> bool:
    source, target = dyad.replace("=", ">").split(">")
    found = {(_land(s), _land(t)) for s, t in ((a and a.actor, b and b.actor) for a, b in c.dyads())}
    return found == {(source, target)} or (c.symmetric and found == {(target, source)})


def _land(actor: object) -> str | None:
    return getattr(actor, "code", None) or getattr(actor, "country", None)


def _is_at(c: Coding, expected: Sequence[str]) -> bool:
    day, *place = expected
    at = c.where.name if c.where else None
    return (day == "*" or _day(c) == day) and (not place or place[0] == at)


def _day(c: Coding) -> str | None:
    return c.when.first_day.isoformat() if c.when else None


def _why(first: Reading, second: Reading) -> tuple[str, ...]:
    return tuple(differences(first, second)) if first or second else ("nothing read",)


def _verdict(
    case: Case,
    codings: Sequence[Coding],
    *,
    holds: bool,
    exact: bool,
    why: tuple[str, ...],
    told: tuple[tuple[str, str], ...],
    state: str | None = None,
) -> Verdict:
    reads = case.type is None or any(c.type == case.type for c in codings)
    done = sum(c.intensity for c in codings if c.modality == "actual" and not c.historical)
    sure = sum(c.confidence for c in codings) / len(codings) if codings else 0.0
    return Verdict(case, state, reads, holds, exact, () if exact else why, told, done, sure)
