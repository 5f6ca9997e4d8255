"""One article of an export, and what the shapes share: its day line, its lengths, its lines."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.reading.days import iter_days

LENGTH = re.compile(r"\s*([\d.,]{1,7}) ?words\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a database wrote it. `body` is its text as it stands, "" where the export holds none."""

    title: str | None
    body: str
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    dateline: str | None = None
    """Where it comes from, when the database tells that apart from the text."""
    number: str | None = None
    """The database's own number of the article, which names it in every export."""
    words: int | None = None
    """Its length as the database tells it."""

    @property
    def id(self) -> str:
        """The database's number; without one, a digest of title, outlet, day and text."""
        if self.number:
            return self.number
        said = "\n".join((self.title or "", self.outlet or "", str(self.published or ""), self.body))
        return "article-" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def missing(self) -> float:
        """The share of its words that the export seems to have lost, 0 where it tells no length."""
        if not self.words:
            return 0.0
        return max(0.0, 1 - len(f"{self.title or ''} {self.body}".split()) / self.words)


def day_of_line(line: str) -> date | None:
    """The day of a line that begins with one: "January 3, 2019 Thursday 10:15 AM GMT", "3 January 2019"."""
    line = line.strip()
    if len(line) > 90:
        return None
    for found in iter_days(line):
        if found.start == 0 and found.year is not None:
            return found.date()
    return None


def length_of(value: str) -> int | None:
    """Words that a length line tells: "1,234 words"."""
    m = LENGTH.match(value)
    return int(re.sub(r"\D", "", m[1]) or 0) or None if m else None


def tidy(lines: Iterable[str]) -> str:
    """Lines as a text without blank lines at its ends."""
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def one_line(lines: Iterable[str]) -> str:
    """Lines as one."""
    return " ".join(" ".join(lines).split())


def first_paragraph(lines: Sequence[str]) -> list[str]:
    """The lines from the first that holds words to the next that is blank."""
    kept: list[str] = []
    for line in lines:
        if line.strip():
            kept.append(line)
        elif kept:
            break
    return kept
