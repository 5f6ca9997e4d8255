"""The shape of exports of databases such as Nexis: "1 of 40 DOCUMENTS" above an article, or "End of Document" below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.reading.databases.article import Article, day_of_line, first_paragraph, length_of, one_line, tidy
from detente.reading.looks import is_byline

_COUNT = re.compile(r"\s*(?:Document )?\d{1,5} of \d{1,5} DOCUMENTS?\s*$", re.IGNORECASE)
_END = re.compile(r"\s*End of Document\s*$")
_LABELLED = re.compile(r"(?:LENGTH|LOAD-DATE|Length|Load-Date|HEADLINE) ?: ?\S")
_HEAD = frozenset(("headline", "byline", "section", "length", "dateline", "highlight", "series", "body", "full text"))
_TAIL = frozenset(
    """load-date language graphic publication-type document-type journal-code subject company organization person
    ticker industry geographic country state city classification notes update-date url type copyright pub-type
    transcript-type correction-date""".split()
)
_LABEL = re.compile(r"\s*([A-Za-z][A-Za-z -]{2,20}?) ?:(?:\s+(.*)|\s*)$")
_COPYRIGHT = re.compile(r"\s*(?:Copyright|©|\(c\)) ?(?:©|\(c\))? ?(?:19|20)\d\d\b|\s*All Rights Reserved\.?\s*$", re.I)
_EDITION = re.compile(r"\s*(?:[\w-]+ ){0,3}(?:Edition|Final)\b.{0,30}$")
_BODY = re.compile(r"\s*(?:body|full text) ?:?\s*$", re.IGNORECASE)


def is_nexis(lines: Sequence[str]) -> bool:
    """Whether the lines are of such an export."""
    marks = any(_COUNT.match(line) or _END.match(line) for line in lines)
    return marks and any(_LABELLED.match(line.strip()) for line in lines)


def iter_nexis(lines: Sequence[str]) -> Iterator[Article]:
    """Each article; what stands before the first is the export's own cover and is left out."""
    for chunk in _chunks(lines):
        yield _article(chunk)


def _chunks(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each article, between the marks."""
    counted = any(_COUNT.match(line) for line in lines)
    mark = _COUNT if counted else _END
    chunks: list[list[str]] = [[]]
    for line in lines:
        if mark.match(line):
            chunks.append([])
        elif not _END.match(line):
            chunks[-1].append(line)
    # The cover stands before the first count; after the last end there is nothing.
    chunks = chunks[1:] if counted else chunks[:-1] if not any(s.strip() for s in chunks[-1]) else chunks
    return chunks


def _label(line: str, known: frozenset[str]) -> tuple[str, str] | None:
    m = _LABEL.match(line)
    if m is None or m[1].lower() not in known:
        return None
    return m[1].lower(), (m[2] or "").strip()


def _article(lines: Sequence[str]) -> Article:
    start = next((i for i, line in enumerate(lines) if _label(line, _HEAD) or _BODY.match(line)), len(lines))
    fields, body_at = _fields(lines, start)
    body = _body(lines, body_at)
    days = [i for i in range(start) if day_of_line(lines[i]) is not None]
    at = days[-1] if days else None
    outlet = title = None
    if at is not None:
        above = [i for i in range(at) if lines[i].strip()]
        outlet = lines[above[-1]].strip() if above else None
        title = one_line(_block_before(lines, above[-1])) if above else None
    if "headline" in fields:
        title = fields["headline"]
    elif not title and at is not None:
        title = _title_below(lines[at + 1 : start])
    credit = _byline(fields.get("byline", ""))
    published = day_of_line(lines[at]) if at is not None else None
    return Article(
        title=title or None,
        body=_with([credit, fields.get("highlight", "")], body),
        published=published,
        outlet=outlet,
        dateline=fields.get("dateline") or None,
        words=length_of(fields.get("length", "")),
    )


def _with(above: Sequence[str], body: str) -> str:
    """The text below its byline and its summary; "" where the export holds no text."""
    return "\n\n".join(filter(None, [*above, body])) if body else ""


def _title_below(lines: Sequence[str]) -> str:
    """The headline between day and labels: not the edition, which stands right below the day."""
    below = list(lines)
    while below and below[0].strip() and any(not line.strip() for line in below):
        below.pop(0)
    return one_line(first_paragraph([x for x in below if not _COPYRIGHT.match(x) and not _EDITION.match(x)]))


def _block_before(lines: Sequence[str], end: int) -> list[str]:
    """The lines right above a line, as far as no blank line stands between; with one between, the lines above it."""
    at = end
    while at and not lines[at - 1].strip():
        at -= 1
    start = at
    while start and lines[start - 1].strip():
        start -= 1
    return list(lines[start:at])


def _fields(lines: Sequence[str], start: int) -> tuple[dict[str, str], int]:
    """The labelled fields above the body, and where the body begins."""
    fields: dict[str, str] = {}
    at = start
    while at < len(lines):
        if _BODY.match(lines[at]):
            return fields, at + 1
        found = _label(lines[at], _HEAD)
        if found is None:
            if lines[at].strip() and not _COPYRIGHT.match(lines[at]):
                break
            at += 1
            continue
        end = at + 1
        while (
            end < len(lines)
            and lines[end].strip()
            and _label(lines[end], _HEAD) is None
            and not _BODY.match(lines[end])
        ):
            end += 1
        fields.setdefault(found[0], one_line([found[1], *lines[at + 1 : end]]))
        at = end
    return fields, at


def _body(lines: Sequence[str], start: int) -> str:
    """The text to the labels below it; a copyright line that ends it is left out."""
    end = next((i for i in range(start, len(lines)) if _label(lines[i], _TAIL) or _is_tail(lines, i)), len(lines))
    while end > start and (not lines[end - 1].strip() or _COPYRIGHT.match(lines[end - 1])):
        end -= 1
    return tidy(lines[start:end])


def _is_tail(lines: Sequence[str], i: int) -> bool:
    """The heading above the labels below a text."""
    below = [x for x in lines[i + 1 : i + 4] if x.strip()]
    return lines[i].strip() == "Classification" and bool(below) and _label(below[0], _TAIL) is not None


def _byline(value: str) -> str:
    """ "By Jane Doe", from "JANE DOE" or "By JANE DOE"."""
    if not value or is_byline(value):
        return value
    named = f"By {value}"
    return named if is_byline(named) else ""
