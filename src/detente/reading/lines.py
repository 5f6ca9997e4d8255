"""Plain text to units: paragraphs, headings and lone lines, whether or not the lines were wrapped at a width.

Units cover all text but white space, in order, without overlap.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from detente.reading.dateline import find_dateline
from detente.reading.looks import find_mark, is_byline
from detente.values import PartKind


class Unit(NamedTuple):
    """A stretch of text that belongs together. `is_adjacent`: no blank line divides it from the unit before.

    `hint` is the kind that a page's markup or a field gives it, None where only its form can tell.
    """

    start: int
    end: int
    is_adjacent: bool = False
    hint: PartKind | None = None


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    follows_blank: bool


_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•·●▪■◦‣*–—-]|\d{1,2}[.)])\s+\S")
_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_OPEN_WORD = re.compile(
    r"(?:,|\b(?:the|a|an|of|to|in|on|at|by|for|from|with|and|or|that|which|who|as|than|into|its|their|his|her|"
    r"(?:Mr|Mrs|Ms|Dr|Gen)\.?))$"
)
_MAX_WIDTH = 110
"""A longer line is a paragraph that nobody wrapped."""


def find_units(text: str, start: int = 0) -> list[Unit]:
    """The units of `text` from `start` on; [] where there is only white space."""
    lines = _lines(text, start)
    width = _wrap_width(text, lines)
    units: list[Unit] = []
    has_gap = False
    for i, line in enumerate(lines):
        has_gap = has_gap or (i > 0 and line.follows_blank)
        if i and not line.follows_blank and _continues(text, lines[i - 1], line, width, is_top=not has_gap):
            units[-1] = units[-1]._replace(end=line.end)
        else:
            units.append(Unit(line.start, line.end, bool(i) and not line.follows_blank))
    return units


def _lines(text: str, start: int) -> list[_Line]:
    """Every line that holds more than white space, trimmed."""
    lines: list[_Line] = []
    follows_blank = True
    for begin, end in _line_bounds(text, start):
        line = text[begin:end]
        left, right = len(line) - len(line.lstrip()), len(line.rstrip())
        if right == 0:
            follows_blank = True
            continue
        lines.append(_Line(begin + left, begin + right, left, follows_blank))
        follows_blank = False
    return lines


def _line_bounds(text: str, start: int) -> list[tuple[int, int]]:
    bounds, begin = [], start
    for end in _LINE_END.finditer(text, start):
        bounds.append((begin, end.start()))
        begin = end.end()
    return [*bounds, (begin, len(text))]


def _is_open(text: str, line: _Line, after: _Line) -> bool:
    """Whether the sentence of `line` plainly goes on in `after`."""
    words = text[line.start : line.end]
    if _STOP.search(words[-6:]) and not words.endswith((":", ";")):
        return False
    if _BULLET.match(text, after.start, after.end):
        return False
    return text[after.start].islower() or (len(words) > 30 and _OPEN_WORD.search(words[-8:]) is not None)


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The width at which the lines were wrapped, or None where line ends are ends of paragraphs."""
    breaks = [(a, b) for a, b in pairwise(lines) if not b.follows_blank]
    short = [(a, b) for a, b in breaks if 30 <= a.end - a.start <= _MAX_WIDTH]
    opened = [a.indent + a.end - a.start for a, b in short if _is_open(text, a, b)]
    if len(opened) < 2 and (not opened or len(opened) < 0.3 * len(breaks)):
        return None
    return max(opened) if len(opened) >= 0.2 * len(breaks) else None


def _continues(text: str, line: _Line, after: _Line, width: int | None, *, is_top: bool) -> bool:
    """Whether a break was made for width only. `is_top`: in the first block, where headings stand line by line."""
    if _is_open(text, line, after):
        return True
    if (
        width is None
        or _stands_alone(text, after)
        or _BULLET.match(text, after.start, after.end)
        or after.indent >= line.indent + 2
    ):
        return False
    length = line.indent + line.end - line.start
    if is_byline(text[line.start : line.end]) or find_mark(text[line.start : line.end]) is not None:
        return False
    word = re.match(r"\S*", text[after.start : after.end])
    room = length + 1 + (word.end() if word else 0)
    if not is_top and width * 0.55 <= length <= width and not _STOP.search(text[line.end - 6 : line.end]):
        return True  # below the top of a wrapped text a blank line stands around headings
    # "... said in Tehran on / Tuesday.": the next word would not have fitted. The widest line seen may be a little
    # narrower than the true width, so a line of almost this length counts as full.
    return room > width - 2 and length <= width + 8


def _stands_alone(text: str, line: _Line) -> bool:
    """A byline, a notice or a line with its dateline begins something of its own."""
    words = text[line.start : line.end]
    if is_byline(words) or find_mark(words) is not None:
        return True
    dateline = find_dateline(words, is_first=False)
    return dateline is not None and dateline.agency is not None and dateline.place is not None and words[:1].isupper()
