"""The times that a sentence names, each with its days where they can be told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from detente.values import Document, Sentence
from detente.when import days
from detente.when.grammar import Found, may_hold_time, read
from detente.when.guards import is_inside_name
from detente.when.line import Line
from detente.when.mention import Context, Interval, Relation, TimeMention

_RELATIONS: dict[str, Relation] = {"s": "since", "u": "until", "b": "before", "a": "after", "y": "by"}
_SKIPPED = frozenset({"around", "about", "at", "least", "roughly", "approximately", "just", "only", "late", "early"})
_JOINS = {"k": True, "u": True, "h": False, "-": False, "&": True}
"""Words between the ends of a range; True where "from" or "between" must open it."""


def times_of(sentence: Sentence, document: Document, *, previous: Interval | None = None) -> tuple[TimeMention, ...]:
    """Every time that the sentence names, in order, without overlap.

    `previous` is the last interval named before the sentence: "two days later" counts from it. Relative times need
    `document.published`; without it only absolute dates get days. A time whose days cannot be told has no interval.
    """
    published = document.published
    if published is not None and not days.FIRST_YEAR < published.year < days.LAST_YEAR:
        published = None  # no news was published then; arithmetic would leave the calendar
    line = Line.of(sentence, document, Context(published, previous))
    if not sentence.tokens or not may_hold_time(line):
        return ()
    found = _with_shared_year(line, list(_iter_found(line)))
    mentions, i = [], 0
    while i < len(found):
        joined = _range(line, found[i], found[i + 1]) if i + 1 < len(found) else None
        if joined is not None:
            mentions.append(_mention(line, joined, "from-to"))
            i += 2
        else:
            relation = "from-to" if found[i].shape == "range" else _relation(line, found[i])
            mentions.append(_mention(line, found[i], relation))
            i += 1
    return tuple(mentions)


def find_times(sentences: Iterable[Sentence], document: Document) -> list[tuple[TimeMention, ...]]:
    """The times of each sentence, where relative ones count from the last time named before in the same part."""
    result: list[tuple[TimeMention, ...]] = []
    previous: Interval | None = None
    part = None
    for sentence in sentences:
        if sentence.part != part:
            previous, part = None, sentence.part
        times = times_of(sentence, document, previous=previous)
        previous = next((t.interval for t in reversed(times) if t.interval is not None), previous)
        result.append(times)
    return result


def _iter_found(line: Line) -> Iterator[Found]:
    context, at = line.context, 0
    while at < len(line.items):
        found = read(line, at)
        if found is None:
            at += 1
            continue
        first, last = _tokens(line, found)
        if not is_inside_name(line.sentence, first, last):
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


def _relation(line: Line, found: Found) -> Relation:
    """What the word before makes of the time: "since 2015", "by late Friday"; "on" where nothing else is said."""
    first = found.first
    at = first - 1
    while at >= 0 and (line.kind(at) == "q" or line.word(at) in _SKIPPED):
        at -= 1
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


def _with_shared_year(line: Line, found: list[Found]) -> list[Found]:
    """ "in June and July of 1973": the year said last is that of the month before too."""
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        between = [line.word(j) for j in range(a.last, b.first)]
        if a.shape not in {"M", "MD"} or b.shape not in {"MY", "MDY"} or not between:
            continue
        if set(between) <= {"and", "or", ",", "on", "in", "early", "late"} and b.both[0] is not None:
            year = b.both[0].first_day.year
            moved = [_moved(x, year) for x in a.both]
            found[i] = a._replace(both=(moved[0] or moved[1], moved[0] or moved[1]), shape=b.shape)
    return found


def _moved(interval: Interval | None, year: int) -> Interval | None:
    if interval is None:
        return None
    if interval.precision == "month":
        return days.month(year, interval.first_day.month)
    first = _in_year(interval.first_day, year)
    return interval._replace(first_day=first, last_day=_in_year(interval.last_day, year))


def _range(line: Line, a: Found, b: Found) -> Found | None:
    """ "from 2011 to 2014", "between May and July 2018", "Monday through Friday" as one time; None where it is none."""
    joint = line.kinds[a.last : b.first].replace("o", "").replace("q", "").replace("f", "")
    if joint not in _JOINS:
        return None
    opener = line.kind(a.first - 1) if line.kind(a.first - 1) != "q" else line.kind(a.first - 2)
    if joint == "&" and opener != "z":
        return None
    if _JOINS[joint] and opener not in {"f", "z"} and (joint != "k" or a.shape != b.shape or not a.shape):
        return None
    both = tuple(_join(a, b, i) for i in (0, 1))
    return Found(a.first, b.last, (both[0], both[1]), "range")


def _join(a: Found, b: Found, reading: int) -> Interval | None:
    start, stop = a.both[reading], b.both[reading]
    if stop is None or start is None:
        return None
    first = start.first_day
    # the end says the year, or the beginning has to lie before it: "May to July 2015", "from Saturday to Monday"
    if a.shape in {"M", "MD"} and b.shape in {"MY", "MDY"}:
        first = _in_year(first, stop.last_day.year)
    if first > stop.last_day and a.shape == "W":
        first -= timedelta(days=7)
    if first > stop.last_day and a.shape in {"M", "MD"}:
        first = _in_year(first, first.year - 1)
    if first > stop.last_day:
        return None
    return Interval(first, stop.last_day, "range")


def _in_year(of: date, year: int) -> date:
    moved = days.on(year, of.month, of.day)
    return moved.first_day if moved is not None else of
