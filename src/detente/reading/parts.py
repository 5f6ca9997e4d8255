"""Units to parts: which are headline, dateline, body, caption, credit, notice, related headlines.

Parts cover all text but white space, in order, without overlap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.reading.caption import Credit, find_credit, has_caption_sign
from detente.reading.dateline import find_dateline, is_dateline
from detente.reading.lines import Unit
from detente.reading.looks import (
    find_mark,
    is_body_like,
    is_bullet,
    is_byline,
    is_headline_like,
    is_outlet,
    is_place_byline,
)
from detente.values import Part, PartKind

_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{1,30}: ")
_MAX_SUBHEADINGS = 5
_MAX_INNER_HEADING = 100
_MAX_LOOSE = 8


def find_parts(text: str, units: Sequence[Unit]) -> list[Part]:
    """The parts of a document whose units are given in order."""
    return _Sorter(text, units).parts()


class _Sorter:
    """One pass over the units; what comes before decides what may come next."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self._text = text
        self._units = units
        self._words = [text[u.start : u.end] for u in units]
        self._is_transcript = sum(_SPEAKER.match(w) is not None for w in self._words) > 1
        hinted = [u.hint for u in units]
        # Where nothing in the text reads as a sentence, the first unit is the headline and the rest is the report.
        marks = [find_mark(w) if h is None or h == "body" else None for w, h in zip(self._words, hinted, strict=True)]
        self._marks = marks
        self._bodies = [
            (h == "body" or is_body_like(w)) and m is None for w, h, m in zip(self._words, hinted, marks, strict=True)
        ]
        self._last_body = max((i for i, is_body in enumerate(self._bodies) if is_body), default=-1)
        self._credits: dict[int, Credit | None] = {}
        self._headline: str | None = None
        self._has_body = False
        self._in_related = False
        self._subheadings = 0
        self._found: list[Part] = []

    def parts(self) -> list[Part]:
        for i in range(len(self._units)):
            self._sort(i)
        return self._found

    def _credit(self, i: int) -> Credit | None:
        if i not in self._credits:
            self._credits[i] = find_credit(self._words[i])
        return self._credits[i]

    def _add(self, kind: PartKind, start: int, end: int) -> None:
        words = self._text[start:end]
        left = len(words) - len(words.lstrip())
        right = len(words.rstrip())
        if left < right:
            self._found.append(Part(kind, start + left, start + right))

    def _sort(self, i: int) -> None:
        unit, words, mark = self._units[i], self._words[i], self._marks[i]
        if unit.hint in ("headline", "dateline", "caption", "credit", "related", "notice"):
            self._sort_hinted(i, unit.hint)
        elif unit.hint == "subheading":
            self._add("subheading", unit.start, unit.end)
            self._in_related = False
        elif mark is not None and mark.kind == "related":
            self._add("notice", unit.start, unit.start + mark.end)
            self._add("related", unit.start + mark.end, unit.end)
            # A marker with its headline on the same line stands alone; the report goes on after it.
            self._in_related = mark.end == len(words) or i > self._last_body
        elif mark is not None and mark.kind in ("notice", "date"):
            self._add("notice", unit.start, unit.end)
        elif mark is not None and mark.kind == "title" and self._headline is None and not self._has_body:
            self._add("notice", unit.start, unit.start + mark.end)
            self._set_headline(unit.start + mark.end, unit.end)
        elif mark is not None and mark.kind == "section" and self._is_label(i):
            self._add("notice", unit.start, unit.end)
        elif (mark is not None and mark.kind == "credit") or is_byline(words) or self._is_outlet_line(i):
            self._add("credit", unit.start, unit.end)
        elif self._in_related and not self._leaves_related(i):
            self._add("related", unit.start, unit.end)
        else:
            self._in_related = False
            self._sort_report(i)

    def _sort_hinted(self, i: int, kind: PartKind) -> None:
        unit = self._units[i]
        if kind == "headline":
            self._set_headline(unit.start, unit.end)
        elif kind == "caption":
            self._add_caption(unit, self._credit(i))
        else:
            self._add(kind, unit.start, unit.end)

    def _sort_report(self, i: int) -> None:
        """A unit of the report itself: headline, subheading, caption, dateline and body."""
        unit, words = self._units[i], self._words[i]
        credit = self._credit(i)
        if credit is not None and credit.start == 0:
            self._add("credit", unit.start, unit.end)
        elif self._is_headline(i):
            self._set_headline(unit.start, unit.end)
        elif self._is_repeat(words):
            self._add("notice", unit.start, unit.end)  # the headline once more: already read
        elif self._is_caption(i, credit):
            self._add_caption(unit, credit)
        elif not self._has_body and unit.hint is None and is_dateline(words):
            self._add("dateline", unit.start, unit.end)
        elif self._is_subheading(i):
            is_name = is_place_byline(words) and not self._has_body
            self._add("credit" if is_name else "subheading", unit.start, unit.end)
            self._subheadings += 0 if is_name else 1
        elif self._is_loose_headline(i):
            self._add("related", unit.start, unit.end)
        else:
            self._add_body(unit, words, credit)

    def _set_headline(self, start: int, end: int) -> None:
        if self._headline is None:
            self._headline = _plain(self._text[start:end])
            self._add("headline", start, end)
        else:
            self._add("subheading" if not self._is_repeat(self._text[start:end]) else "notice", start, end)

    def _add_caption(self, unit: Unit, credit: Credit | None) -> None:
        cut = unit.end if credit is None else unit.start + credit.start
        self._add("caption", unit.start, cut)
        if credit is not None:
            self._add("credit", cut, unit.end)

    def _add_body(self, unit: Unit, words: str, credit: Credit | None) -> None:
        start, end = unit.start, unit.end
        if credit is not None:
            end = unit.start + credit.start
        dateline = find_dateline(words, is_first=not self._has_body)
        if dateline is not None and not (self._is_transcript and _SPEAKER.match(words)):
            self._add("dateline", start, start + dateline.end)
            start += dateline.end
        self._add("body", start, end)
        if credit is not None:
            self._add("credit", end, unit.end)
        self._has_body = True

    def _is_headline(self, i: int) -> bool:
        """The first short line without a full stop that has something to head."""
        words = self._words[i]
        if self._headline is not None or self._has_body or not is_headline_like(words) or self._units[i].hint:
            return False
        dateline = find_dateline(words, is_first=False)
        if dateline is not None or is_dateline(words) or has_caption_sign(words) or is_bullet(words):
            return False
        if _is_photo(self._credit(i)):
            return False
        return any(m is None for m in self._marks[i + 1 :])

    def _is_label(self, i: int) -> bool:
        """ "MIDDLE EAST" above a headline is a label; with nothing but a paragraph below it is the headline."""
        if self._headline is not None or self._has_body:
            return self._headline is not None and not self._has_body
        after = next((w for w, m in zip(self._words[i + 1 :], self._marks[i + 1 :], strict=True) if m is None), None)
        return after is not None and is_headline_like(after) and len(after.split()) >= 3

    def _is_outlet_line(self, i: int) -> bool:
        return is_outlet(self._words[i]) and len(self._units) > 1

    def _is_repeat(self, words: str) -> bool:
        return self._headline is not None and not self._has_body and _plain(words) == self._headline

    def _is_caption(self, i: int, credit: Credit | None) -> bool:
        """A description of a picture: it says so, or a photo credit ends it or follows it."""
        unit, words = self._units[i], self._words[i]
        if unit.hint is not None or len(words) > 700:
            return False
        if has_caption_sign(words) and (not self._has_body or _is_photo(credit) or _opens_caption(words)):
            return True
        if credit is not None:
            # "[AFP]" after a long paragraph names where the report comes from, not a picture.
            if _is_photo(credit):
                return not self._has_body or words.count(". ") <= 2
            return self._headline is not None and not self._has_body and len(words) <= 300 and i < self._last_body
        if i + 1 < len(self._units) and self._units[i + 1].hint is None:
            after = self._credit(i + 1)
            is_credit = after is not None and after.start == 0 and _is_photo(after)
            touches = self._units[i + 1].is_adjacent
            return is_credit and len(words) <= 400 and (touches or (self._has_body and not is_body_like(words)))
        return False

    def _is_subheading(self, i: int) -> bool:
        """Lines under the headline, and headings between paragraphs."""
        unit, words = self._units[i], self._words[i]
        if unit.hint == "body" or not is_headline_like(words) or (self._is_transcript and _SPEAKER.match(words)):
            return False
        if not self._has_body:
            has_room = self._headline is not None and self._subheadings < _MAX_SUBHEADINGS
            return has_room and i < self._last_body
        if is_bullet(words) or len(words) > _MAX_INNER_HEADING or words.startswith(('"', "“", "'", "‘", "«")):
            return False
        after = self._bodies[i + 1] if i + 1 < len(self._units) else False
        return after and len(words.split()) <= 14

    def _is_loose_headline(self, i: int) -> bool:
        """Two or more headlines and nothing else after the last paragraph: they are of other reports."""
        if not self._has_body or self._last_body < 0 or i <= self._last_body or self._units[i].hint is not None:
            return False
        after = range(self._last_body + 1, len(self._units))
        lines = [self._words[j] for j in after if self._marks[j] is None]
        return 2 <= len(lines) <= _MAX_LOOSE and all(_is_loose(w) for w in lines)

    def _leaves_related(self, i: int) -> bool:
        """The report goes on after a block of related headlines where a paragraph does."""
        words = self._words[i]
        if self._units[i].hint == "body" and not is_headline_like(words):
            return True
        if not is_body_like(words) and not words.endswith(":"):
            return False
        return len(words) >= 90 or self._last_body > i


def _is_photo(credit: Credit | None) -> bool:
    return credit is not None and credit.is_photo


def _opens_caption(words: str) -> bool:
    return (
        re.match(r"\(?FILE|(?:Image|Photo|Video|Picture) caption|Caption ?:|File (?:photo|picture)|Photo ?:", words)
        is not None
    )


def _is_loose(words: str) -> bool:
    """A headline by its verb: "Norland opens dam gates"; not a name with its office, nor a question put to someone."""
    said = words.split()
    if not is_headline_like(words) or len(words) > 160 or not 4 <= len(said) <= 20 or words.endswith("?"):
        return False
    if is_bullet(words) or not words[0].isalnum() or ":" in words:
        return False
    return any(w.isalpha() and w.islower() and w.endswith("s") and len(w) > 3 for w in said[1:5])


def _plain(words: str) -> str:
    """Letters and figures only, for comparing two headlines."""
    return "".join(c for c in words.casefold() if c.isalnum())
