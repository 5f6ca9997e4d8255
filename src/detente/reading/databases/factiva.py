"""The shape of exports of databases such as Factiva: headline, "1,234 words", day, outlet, text, "Document ABC…"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.reading.databases.article import LENGTH, Article, day_of_line, length_of, one_line, tidy
from detente.reading.looks import is_byline, is_place_byline

_NUMBER = re.compile(r"\s*Document ([A-Z][A-Z0-9]{5,11}(?:19|20)\d{6}[a-z0-9]{4,14})\s*$")
_TIME = re.compile(r"\s*\d{1,2}[:.]\d\d(?: ?(?:GMT|UTC|[AP]\.?M\.?))?\s*$", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\s*(?:\(c\)|©|Copyright)\s?.{0,10}\b(?:19|20)\d\d\b|\s*All Rights Reserved\.?\s*$", re.I)
_LANGUAGE = re.compile(r"\s*(?:English|French|German|Spanish|Russian|Arabic|Chinese|Portuguese|Italian)\s*$")
_CODE = re.compile(
    r"(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|SE|CLM|VOL|ART|CT)(?:\s+(.*)|\s*)$"
)
_PERSON = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?:(?:,| and) [A-Z][\w.'’ -]+)?$")
_NEAR = 4
"""The day stands within so many lines below the length."""


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether the lines are of such an export, with or without its two-letter labels."""
    return bool(_heads(lines)) or _is_labelled(lines)


def iter_factiva(lines: Sequence[str]) -> Iterator[Article]:
    """Each article, in order."""
    if _is_labelled(lines):
        yield from _iter_labelled(lines)
        return
    heads = _heads(lines)
    ends = [i for i, line in enumerate(lines) if _NUMBER.match(line)]
    start = 0
    for head, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        end = next((e for e in ends if head < e < after), None)
        yield _article(lines, start, head, _title_start(lines, after) if end is None else end)
        start = head + 1 if end is None else end + 1


def _is_labelled(lines: Sequence[str]) -> bool:
    codes = {m[1] for line in lines if (m := _CODE.match(line.strip()))}
    return {"HD", "PD", "SN"} <= codes and bool(codes & {"LP", "TD"})


def _heads(lines: Sequence[str]) -> list[int]:
    """Where lines with a length stand that a day follows; none unless the export's own marks confirm them."""
    found = [
        i
        for i, line in enumerate(lines)
        if LENGTH.match(line) and any(day_of_line(x) is not None for x in _next(lines, i + 1, 1))
    ]
    marks = any(_NUMBER.match(line) or _COPYRIGHT.match(line) for line in lines)
    return found if marks else []


def _next(lines: Sequence[str], start: int, count: int) -> list[str]:
    """The next lines that are not blank."""
    return [x for x in lines[start : start + _NEAR * count] if x.strip()][:count]


def _title_start(lines: Sequence[str], head: int) -> int:
    """Where the headline above a length begins, when no number ends the article before it."""
    at = head
    while at and not lines[at - 1].strip():
        at -= 1
    while at and lines[at - 1].strip():
        at -= 1
    return at


def _article(lines: Sequence[str], start: int, head: int, end: int) -> Article:
    if not any(line.strip() for line in lines[start:head]):
        start = _title_start(lines, head)
    above = [line.strip() for line in lines[start:head] if line.strip()]
    credit = above.pop() if len(above) > 1 and _is_credit(above[-1]) else ""
    if len(above) > 1 and len(above[0].split()) <= 3:
        above = above[1:]  # the paper's section
    at = head + 1
    published, outlet = None, None
    while at < end and published is None:
        published = day_of_line(lines[at])
        at += 1
    while at < end and (not lines[at].strip() or _TIME.match(lines[at])):
        at += 1
    if at < end:
        outlet = lines[at].strip()
    number = _NUMBER.match(lines[end]) if end < len(lines) else None
    return Article(
        title=one_line(above) or None,
        body=_with(credit, tidy(lines[_body_start(lines, at + 1, end) : end])),
        published=published,
        outlet=outlet,
        number=number[1] if number else None,
        words=length_of(lines[head]),
    )


def _body_start(lines: Sequence[str], at: int, end: int) -> int:
    """Below the copyright line, or below the language, or below the short lines of codes and pages."""
    near = range(at, min(end, at + 16))
    for pattern in (_COPYRIGHT, _LANGUAGE):
        found = [i for i in near if pattern.match(lines[i])]
        if found:
            last = found[0]
            while last + 1 < end and _COPYRIGHT.match(lines[last + 1]):
                last += 1
            return last + 1
    return at


def _is_credit(line: str) -> bool:
    return is_byline(line) or is_place_byline(line) or (len(line.split()) <= 6 and _PERSON.match(line) is not None)


def _with(credit: str, body: str) -> str:
    if not credit or not body:
        return body
    return f"{credit if is_byline(credit) or is_place_byline(credit) else 'By ' + credit}\n\n{body}"


def _iter_labelled(lines: Sequence[str]) -> Iterator[Article]:
    """Articles whose lines begin with two letters: HD the headline, WC the length, LP and TD the text."""
    fields: dict[str, list[str]] = {}
    label = ""
    for line in lines:
        m = _CODE.match(line.strip())
        if m is not None:
            is_next = m[1] in ("HD", "SE") and m[1] in fields and bool(fields.keys() & {"TD", "LP"})
            if "AN" in fields or is_next:  # the number is the last that is said of an article
                yield _of_fields(fields)
                fields = {}
            label = m[1]
            fields.setdefault(label, []).append(m[2] or "")
        elif label:
            fields[label].append(line)
    if fields.keys() & {"HD", "TD", "LP"}:
        yield _of_fields(fields)


def _of_fields(fields: dict[str, list[str]]) -> Article:
    said = {label: one_line(value) for label, value in fields.items()}
    texts = [tidy(fields[label]) for label in ("LP", "TD") if label in fields]
    number = re.search(r"[A-Z][A-Z0-9]{5,11}(?:19|20)\d{6}[a-z0-9]{4,14}", said.get("AN", ""))
    return Article(
        title=said.get("HD") or None,
        body=_with(said.get("BY", ""), "\n\n".join(t for t in texts if t)),
        published=day_of_line(said.get("PD", "")),
        outlet=said.get("SN") or None,
        number=number[0] if number else None,
        words=length_of(said.get("WC", "")),
    )
