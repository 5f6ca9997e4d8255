"""When and by whom a document was published, from the evidence it carries, and how that is known. Never today's day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import PurePath

from detente.reading.caption import is_file_picture
from detente.reading.dateline import find_dateline
from detente.reading.days import WEEKDAYS, FoundDay, iter_days, make_day
from detente.reading.looks import find_mark
from detente.reading.tables import agency_names, domains
from detente.values import Part

Known = tuple[date, str]

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2]|[1-9](?=[/_.-]))[/_.-]?(0[1-9]|[12]\d|3[01]|[1-9](?!\d))(?!\d)"
)
_URL_NAMED = re.compile(
    r"(?<!\d)((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d\d?)(?!\d)", re.I
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UPDATED = re.compile(r"\W*(?:last |latest )?(?:updat|modif|revis|edit)", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b")
_NEAR = 31
"""Days: a picture older than this does not date its report's dateline."""


def find_published(text: str, parts: Sequence[Part], url: str | None = None, file: str | None = None) -> Known | None:
    """The day of publication and how it is known, surest evidence first; None where nothing gives it.

    In order: a "Published" line ("line"), the URL ("url"), a dateline with its year ("dateline"), the file's name
    ("filename"), a caption's day, confirmed or carried forward by the weekday in the text ("caption", "weekday").
    """
    named = day_in_path(PurePath(file).name) if file else None
    finds = (
        (_from_lines(text, parts), "line"),
        (day_in_path(url) if url else None, "url"),
        (_from_dateline(text, parts), "dateline"),
        (named, "filename"),
    )
    for day, how in finds:
        if day is not None:
            return day, how
    return _from_caption(text, parts)


def find_outlet(text: str, parts: Sequence[Part], url: str | None = None) -> tuple[str, str] | None:
    """The outlet and how it is known: the URL's host, an agency in the dateline, or a copyright line."""
    if url is not None and (host := outlet_of_url(url)) is not None:
        return host, "url"
    for part in parts:
        if part.kind == "dateline":
            found = find_dateline(text[part.start : part.end] + " X", is_first=True)
            if found is not None and found.agency is not None:
                return found.agency, "dateline"
            for name in re.findall(r"\(([^()]{2,40})\)", text[part.start : part.end]):
                if name in agency_names():
                    return agency_names()[name], "dateline"
    for part in parts:
        m = re.match(r"(?:©|\(c\)|Copyright(?: ©)?)\s*(?:\d{4}\s*)?(.{2,40})$", text[part.start : part.end])
        if part.kind in ("notice", "credit") and m and (name := agency_names().get(m[1].strip(" .,"))) is not None:
            return name, "notice"
    return None


def outlet_of_url(url: str) -> str | None:
    """The outlet's name by the table, else the host itself; None where there is no host."""
    m = re.match(r"(?:https?:)?//(?:[^/@\s]*@)?([^/:?#\s]+)", url.strip(), re.IGNORECASE)
    if m is None:
        return None
    host = m[1].lower().removeprefix("www.").rstrip(".")
    labels = host.split(".")
    for i in range(len(labels) - 1):
        if (name := domains().get(".".join(labels[i:]))) is not None:
            return name
    return host if len(labels) > 1 else None


def find_url(text: str, parts: Sequence[Part]) -> str | None:
    """The report's own address: a line of its own above the body, or one labelled "URL:"."""
    for part in parts:
        if part.kind == "body":
            break
        m = re.match(
            r"(?:(?:url|link|source|source url|permalink) ?: ?)?(https?://\S+)$", text[part.start : part.end], re.I
        )
        if part.kind in ("notice", "credit") and m:
            return m[1]
    return None


def day_in_path(path: str) -> date | None:
    """The day in a URL or a file name: "/2018/08/07/", "2018-08-07-talks.txt", "20180807", "/2018/aug/07/"."""
    for m in _URL_NAMED.finditer(path):
        if (day := make_day(int(m[1]), _MONTHS.index(m[2].lower()) + 1, int(m[3]))) is not None:
            return day
    for m in _URL_DAY.finditer(path):
        if (day := make_day(int(m[1]), int(m[2]), int(m[3]))) is not None:
            return day
    return None


def _from_lines(text: str, parts: Sequence[Part]) -> date | None:
    """A line of the page that gives its day; "published" comes before "updated"."""
    updated: date | None = None
    for part in parts:
        if part.kind not in ("notice", "credit"):
            continue
        words = text[part.start : part.end]
        mark = find_mark(words)
        if mark is None or mark.kind != "date":
            continue
        days = [day for found in iter_days(words) if (day := found.date()) is not None]
        if days and not _UPDATED.match(words):
            return days[0]
        if days and updated is None:
            updated = days[0]
    return updated


def _dateline_days(text: str, parts: Sequence[Part]) -> Iterator[FoundDay]:
    for part in parts:
        if part.kind == "dateline":
            yield from iter_days(text[part.start : part.end])
        elif part.kind == "body":
            return


def _from_dateline(text: str, parts: Sequence[Part]) -> date | None:
    """The first dateline's day; where it lacks the year, a caption's day of the weeks before gives it."""
    for found in _dateline_days(text, parts):
        if found.year is not None:
            return found.date()
        for _, day in _caption_days(text, parts):
            for year in (day.year, day.year + 1):
                written = make_day(year, found.month, found.day)
                if written is not None and 0 <= (written - day).days <= _NEAR:
                    return written
    return None


def _caption_days(text: str, parts: Sequence[Part]) -> Iterator[tuple[Part, date]]:
    for part in parts:
        words = text[part.start : part.end]
        if part.kind == "caption" and not is_file_picture(words):
            for found in iter_days(words):
                if (day := found.date()) is not None:
                    yield part, day


def _from_caption(text: str, parts: Sequence[Part]) -> Known | None:
    """The newest day of a fresh picture, held against the weekdays that the report names.

    "on August 7, 2018" and "meetings Tuesday": 7 August 2018 was a Tuesday, so the report is of that day. Where the
    report names another weekday first ("on Wednesday"), it is of the next such day after the picture. A report that
    names a whole day after the picture's is newer than the picture, which then tells nothing.
    """
    days = [day for _, day in _caption_days(text, parts)]
    if not days:
        return None
    newest = max(days)
    weekdays: list[int] = []
    latest = date.min
    for part in parts:
        if part.kind != "body":
            continue
        words = text[part.start : part.end]
        weekdays += [WEEKDAYS.index(m[1]) for m in _WEEKDAY.finditer(words)]
        latest = max([latest, *(day for found in iter_days(words) if (day := found.date()) is not None)])
    if newest.weekday() in weekdays:
        return newest, "caption"
    if newest < latest <= newest + timedelta(days=365 * 100):
        return None
    if not weekdays:
        return newest, "caption"
    ahead = (weekdays[0] - newest.weekday()) % 7
    return newest + timedelta(days=ahead), "weekday"
