"""The shape of exports of databases such as ProQuest: "Title:", "Publication title:", "Full text:" and other labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.reading.databases.article import Article, day_of_line, first_paragraph, length_of, one_line, tidy
from detente.reading.days import parse_day
from detente.reading.looks import is_byline

_RULE = re.compile(r"\s*(?:_{20,}|-{30,}|={20,})\s*$")
_COUNT = re.compile(r"\s*Document \d{1,5} of \d{1,5}\s*$", re.IGNORECASE)
_KNOWN = frozenset(
    """title|author|publication title|publication info|publication date|publication year|publication subject|full text|
    abstract|subject|location|people|company / organization|company/organization|classification|identifier / keyword|
    identifier/keyword|pages|first page|section|dateline|publisher|place of publication|country of publication|
    source type|language of publication|document type|issn|e-issn|proquest document id|document url|copyright|
    last updated|database|links|column|edition|volume|issue|credit|number of words|word count|alternate title|
    business indexing term|document feature|accession number|full text word count|source attribution""".replace(
        "\n", ""
    ).split("|")
)
_NAMES = frozenset(name.strip() for name in _KNOWN)
_NONE = re.compile(r"\W*(?:(?:the )?full text (?:is )?)?(?:not|un)? ?(?:available)?\W*$", re.IGNORECASE)
_LABEL = re.compile(r"\s*([A-Za-z][A-Za-z /-]{2,30}?) ?:(?:\s+(.*)|\s*)$")


def is_proquest(lines: Sequence[str]) -> bool:
    """Whether the lines are of such an export."""
    labels = {label[0] for line in lines if (label := _label(line))}
    has_text = bool(labels & {"full text", "abstract"})
    return has_text and "publication title" in labels and bool(labels & {"publication date", "proquest document id"})


def iter_proquest(lines: Sequence[str]) -> Iterator[Article]:
    """Each article, in order; covers and lists of contents, which have no labels, are left out."""
    chunks: list[list[str]] = [[]]
    for line in lines:
        if _RULE.match(line) or _COUNT.match(line):
            chunks.append([])
        else:
            chunks[-1].append(line)
    for chunk in chunks:
        fields = _fields(chunk)
        if "publication title" in fields or "full text" in fields or "publication date" in fields:
            yield _article(chunk, fields)


def _label(line: str) -> tuple[str, str] | None:
    m = _LABEL.match(line)
    if m is None or m[1].lower() not in _NAMES:
        return None
    return m[1].lower(), (m[2] or "").strip()


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each labelled field; the first field of a name counts."""
    fields: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        found = _label(line)
        if found is not None:
            current = [found[1]]
            fields.setdefault(found[0], current)
        elif current is not None:
            current.append(line)
    return fields


def _article(lines: Sequence[str], fields: dict[str, list[str]]) -> Article:
    said = {label: one_line(first_paragraph(value)) for label, value in fields.items()}
    start = next((i for i, line in enumerate(lines) if _label(line)), 0)
    title = said.get("title") or one_line(first_paragraph(lines[:start]))
    body = next((b for name in ("full text", "abstract") if not _NONE.match(b := tidy(fields.get(name, [])))), "")
    credit = _credit(said.get("author", ""))
    words = said.get("number of words") or said.get("word count") or said.get("full text word count") or ""
    number = re.search(r"\d{6,12}", said.get("proquest document id", ""))
    url = re.search(r"https?://\S+", "".join(x.strip() for x in fields.get("document url", [])))
    day = said.get("publication date", "")
    return Article(
        title=title or None,
        body=f"{credit}\n\n{body}" if credit and body else body,
        published=day_of_line(day) or parse_day(day),
        outlet=_outlet(said.get("publication title", "")) or None,
        url=url[0] if url else None,
        number=f"proquest-{number[0]}" if number else None,
        words=length_of(words) or (int(words) if words.isdecimal() else None),
    )


def _credit(author: str) -> str:
    """ "By Jane Doe", from "Doe, Jane"; "" for anything longer than one name."""
    m = re.fullmatch(r"([A-Z][\w'’-]+), ([A-Z][\w.'’ -]{1,30}?)\.?", author)
    named = f"By {m[2]} {m[1]}" if m else f"By {author}"
    return named if author and is_byline(named) else ""


def _outlet(title: str) -> str:
    """The paper without its edition and place: "New York Times, Late Edition (East Coast); New York, N.Y."."""
    return title.partition(";")[0].strip(" .")
