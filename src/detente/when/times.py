"""The times that a sentence names, each with its days where they can be told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date

from detente.values import Document, Sentence, Token
from detente.when import days
from detente.when.grammar import Found, may_hold_time, read
from detente.when.guards import is_inside_name
from detente.when.joins import joined_range, with_events, with_shared_year
from detente.when.line import Line
from detente.when.mention import Context, Interval, Relation, TimeMention

_RELATIONS: dict[str, Relation] = {"s": "since", "u": "until", "b": "before", "a": "after", "y": "by"}
_SHAPES: dict[str, Relation] = {"range": "from-to", "since": "since", "for": "for"}
"""Times whose own words say what they are to the act."""
_SKIPPED = frozenset({"around", "about", "at", "least", "roughly", "approximately", "just", "only", "late", "early"})


def times_of(
    sentence: Sentence, document: Document, *, previous: Interval | None = None, written: date | None = None
) -> tuple[TimeMention, ...]:
    """Every time that the sentence names, in order, without overlap.

    `previous` is the last interval named before the sentence: "two days later" counts from it. Relative times need
    `document.published`, or the day that the report was `written`; without it only absolute dates get days. A time
    whose days cannot be told has no interval.
    """
    published = written or document.published
    if published is not None and not days.FIRST_YEAR < published.year < days.LAST_YEAR:
        published = None  # no news was published then; arithmetic would leave the calendar
    line = Line.of(sentence, document, Context(published, previous))
    if not sentence.tokens or not may_hold_time(line):
        return ()
    found = with_events(line, with_shared_year(line, list(_iter_found(line))))
    mentions, i = [], 0
    while i < len(found):
        joined = joined_range(line, found[i], found[i + 1]) if i + 1 < len(found) else None
        if joined is not None:
            mentions.append(_mention(line, joined, "from-to"))
            i += 2
        else:
            opened = found[i - 1].last if i and found[i - 1].both[0] is not None else 0
            relation = _SHAPES.get(found[i].shape) or _relation(line, found[i], opened)
            mentions.append(_mention(line, found[i], relation))
            i += 1
    return tuple(mentions)


class Times(tuple[TimeMention, ...]):
    """The times of one sentence, and the days that the text before it named last."""

    before: Interval | None = None


def find_times(sentences: Iterable[Sentence], document: Document) -> list[Times]:
    """The times of each sentence, where relative ones count from the last time named before in the same part."""
    result: list[Times] = []
    previous: Interval | None = None
    part, written = None, _written(document)
    for sentence in sentences:
        if sentence.part != part:
            previous, part = None, sentence.part
        times = Times(times_of(sentence, document, previous=previous, written=written))
        times.before = previous
        previous = next((t.interval for t in reversed(times) if t.interval is not None), previous)
        result.append(times)
    return result


_LONGEST_NOUN = 4


def _opens_since(line: Line, at: int, opened: int) -> bool:
    """ "since its independence in 2011": the date of the event that the act goes on since."""
    for back in range(at - 1, max(opened, at - _LONGEST_NOUN) - 1, -1):
        if line.kind(back) == "s":
            return back < at - 1 and line.upos(back) in {"ADP", "SCONJ"}
        if line.kind(back) not in {"_", "q"}:
            return False
    return False


def _written(document: Document) -> date | None:
    """The day that the dateline gives, where it lies shortly before publication: "GENEVA, November 24 - ..."."""
    published = document.published
    if published is None:
        return None
    for start, end in _datelines(document):
        tokens = (Token(0, start, end, "", "", "X", "", -1, "root"),)
        line = Line.of(Sentence(0, start, end, "dateline", tokens), document, Context(published, None))
        for found in _iter_found(line):
            day = found.both[0]
            if found.shape in {"MD", "MDY", "W"} and day is not None and day.precision == "day":
                return day.first_day if 0 < (published - day.first_day).days <= _DATELINE_DAYS else None
    return None


_DATELINE_DAYS = 4
_DATELINE = re.compile(r"[A-Z][A-Z .'/-]+, [^.\n]{3,30}? ?(?:—|–|--?) ")


def _datelines(document: Document) -> Iterator[tuple[int, int]]:
    """Parts that are datelines, and "SEOUL, Monday - " at the head of the first paragraph."""
    for part in document.parts:
        if part.kind == "dateline":
            yield part.start, part.end
    body = next((p for p in document.parts if p.kind == "body"), None)
    match = _DATELINE.match(document.text, body.start, body.end) if body is not None else None
    if match is not None:
        yield match.start(), match.end()


def _iter_found(line: Line) -> Iterator[Found]:
    context, at = line.context, 0
    while at < len(line.items):
        found = read(line, at)
        if found is None:
            at += 1
            continue
        first, last = _tokens(line, found)
        if not is_inside_name(line.sentence, first, last, is_feast="C" in line.kinds[found.first : found.last]):
            if found.both[0] is not None:
                line = line._replace(context=Context(context.published, found.both[0]))
            yield found
        at = max(found.last, at + 1)


def _mention(line: Line, found: Found, relation: Relation) -> TimeMention:
    first, last = _tokens(line, found)
    start = line.sentence.start + line.items[found.first].start
    end = line.sentence.start + line.items[found.last - 1].end
    past, future = found.both
    return TimeMention(first, last, start, end, line.document.text[start:end], past, future, relation)


def _tokens(line: Line, found: Found) -> tuple[int, int]:
    start = line.sentence.start + line.items[found.first].start
    end = line.sentence.start + line.items[found.last - 1].end
    first = max(bisect_right(line.starts, start) - 1, 0)
    return first, max(bisect_left(line.starts, end), first + 1)


def _relation(line: Line, found: Found, opened: int) -> Relation:
    """What the word before makes of the time: "since 2015", "by late Friday"; "on" where nothing else is said.

    Words before `opened` belong to another time: "the day before | Friday".
    """
    first = found.first
    at = first - 1
    while at >= opened and (line.kind(at) == "q" or line.word(at) in _SKIPPED):
        at -= 1
    if at < opened:
        return "on"
    if line.kind(at) in {"i", "o", "w"} and _opens_since(line, at, opened):
        return "since"
    if line.kind(at) == "k" and line.word(at - 1) == "prior":
        return "before"
    if line.kind(at) == "f" and found.both[0] is not None and found.both[0].precision == "range":
        return "from-to"
    if line.kind(at) == "f":
        # "in force from Monday", but "a report from 2015"
        token = line.token(first)
        governor = line.sentence.tokens[token.head].upos if token is not None and token.head >= 0 else ""
        return "on" if governor in {"NOUN", "PROPN"} else "since"
    if line.kind(at) == "F" and at == first - 1:
        return "after"
    return _RELATIONS.get(line.kind(at), "on")
