"""Read files of mark-up: written reports, which hold their text, and sheets of real ones, which lean on the data.

A file holds reports, each after a line "=== SET ID" ("=== written ID"); then "field: value" lines (published, outlet,
register, region, coder), "@" lines for the actors, and the sentences. A written report has its headline after "# ",
one sentence a line, and an empty line between paragraphs; a sheet has each sentence that holds something after its
number, and "rest: nothing" at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.markup import Marked, MarkError, coded, party_of, unmarked
from corpus.sheet import sentences_of
from corpus.texts import Text
from corpus.values import Coded, Party, Report

FIELD = re.compile(r"(published|outlet|register|region|coder): *(.*)")
NUMBERED = re.compile(r"(\d+): ?(.*)")
FOLD = str.maketrans("\u00a0\u2009\u202f\t“”‘’–—", "    \"\"''--")


class SourceError(ValueError):
    """A report whose mark-up cannot be compiled: where it stands, what is wrong."""


@dataclass(slots=True)
class _Raw:
    """The lines of one report, with their numbers in the file."""

    set: str
    id: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    parties: list[tuple[int, str]] = field(default_factory=list)
    body: list[tuple[int, str]] = field(default_factory=list)


def read_source(path: Path, texts: Mapping[str, Text]) -> Iterator[Report | SourceError]:
    """The reports of a file in order; in the place of one that does not compile, why."""
    for raw in _raws(path.read_text(encoding="utf-8")):
        try:
            yield _written(raw) if raw.set == "written" else _real(raw, texts)
        except (MarkError, KeyError, ValueError) as error:
            yield SourceError(f"{path.name}: {raw.id}: {error}")


def _raws(text: str) -> Iterator[_Raw]:
    raw: _Raw | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("=== "):
            if raw:
                yield raw
            set_, _, id_ = line[4:].strip().partition(" ")
            raw = _Raw(set_, id_.strip(), number)
        elif raw is None:
            continue
        elif line.startswith("@"):
            raw.parties.append((number, line))
        elif not raw.body and (found := FIELD.fullmatch(line.strip())):
            raw.fields[found[1]] = found[2].strip()
        elif raw.body or line.strip():
            raw.body.append((number, line))
    if raw:
        yield raw


def _parties(raw: _Raw) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for number, line in raw.parties:
        try:
            party = party_of(line)
        except MarkError as error:
            raise MarkError(f"line {number}: {error}") from error
        if party.key in found:
            raise MarkError(f"line {number}: the actor {party.key} stands twice")
        found[party.key] = party
    return tuple(found.values())


def _blocks(raw: _Raw) -> Iterator[tuple[int, str, list[str]]]:
    """Each line of text with its codings: its number in the file, itself, the lines after it that begin with ">"."""
    text: tuple[int, str] | None = None
    codings: list[str] = []
    for number, line in raw.body:
        if line.lstrip().startswith(">"):
            codings.append(line.strip()[1:].strip())
            continue
        if text:
            yield (*text, codings)
        text, codings = (number, line), []
    if text:
        yield (*text, codings)


def _coded(number: int, marked: Marked, lines: list[str], start: int, parties: tuple[Party, ...]) -> Coded:
    try:
        return coded(marked, lines, start=start, known=[party.key for party in parties])
    except MarkError as error:
        raise MarkError(f"line {number}: {error}") from error


def _unmarked(number: int, line: str) -> Marked:
    try:
        return unmarked(line)
    except MarkError as error:
        raise MarkError(f"line {number}: {error}") from error


def _written(raw: _Raw) -> Report:
    """A written report: its text is put together from the lines."""
    parties = _parties(raw)
    text, title = "", ""
    sentences = []
    gap = ""
    for number, line, lines in _blocks(raw):
        if not line.strip():
            gap = "\n\n" if text else ""
            continue
        marked = _unmarked(number, line.strip().removeprefix("# ").strip())
        if line.startswith("# "):
            title, gap = marked.text, ""
        start = len(text) + len(gap)
        sentences.append(_coded(number, marked, lines, start, parties))
        text += gap + marked.text
        gap = "\n\n" if line.startswith("# ") else " "
    return Report(
        id=raw.id,
        set="written",
        published=date.fromisoformat(raw.fields["published"]),
        title=title,
        text=text,
        characters=len(text),
        outlet=raw.fields.get("outlet", ""),
        register=raw.fields.get("register", ""),
        region=raw.fields.get("region", ""),
        parties=parties,
        sentences=tuple(sentences),
    )


def _real(raw: _Raw, texts: Mapping[str, Text]) -> Report:
    """A real report: the marks are carried over to the document's own code points."""
    text = texts[raw.id]
    parties = _parties(raw)
    spots = sentences_of(text.text)
    found = [Coded(*spot) for spot in spots]
    ended = False
    for number, line, lines in _blocks(raw):
        ended = ended or line.strip() == "rest: nothing"
        if not line.strip() or line.strip() == "rest: nothing":
            continue
        head = NUMBERED.fullmatch(line.strip())
        if head is None or int(head[1]) >= len(spots):
            raise MarkError(f"line {number}: a sentence begins with its number")
        start, end = spots[int(head[1])]
        marked = _unmarked(number, head[2])
        own = text.text[start:end]
        said, stands = marked.text.translate(FOLD), own.translate(FOLD)
        if said != stands:
            at = next(
                (i for i, (a, b) in enumerate(zip(said, stands, strict=False)) if a != b),
                min(len(own), len(marked.text)),
            )
            raise MarkError(
                f"line {number}: not the report's words at “{marked.text[at : at + 20]}”, there “{own[at : at + 20]}”"
            )
        found[int(head[1])] = _coded(number, marked, lines, start, parties)
    if not ended:
        raise MarkError("the report does not end with “rest: nothing”")
    return Report(
        id=raw.id,
        set=raw.set,
        published=text.published,
        title=text.title,
        text=text.text,
        characters=len(text.text),
        parties=parties,
        sentences=tuple(found),
    )
