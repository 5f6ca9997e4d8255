"""JSON Lines: one document a line, {"id", "text"} and optionally title, published, url, outlet. A bad line is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from detente.reading.days import parse_day
from detente.reading.decode import MAX_BYTES, decode
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.published import outlet_of_url
from detente.reading.text import Facts, document_of
from detente.reading.weigh import refuse_length, weigh

_SURROGATE = re.compile("[\ud800-\udfff]")
_TODO = 'Each line is an object like {"id": "a1", "text": "…", "published": "2021-03-12"}.'


def iter_lines(name: str, lines: Iterable[bytes], published: date | None) -> Iterator[Outcome]:
    """One outcome for each line that is not blank, with its number."""
    found = False
    for number, raw in enumerate(lines, 1):
        if raw.strip():
            found = True
            yield read_line(name, number, raw, published)
    if not found:
        yield refused(name, "empty", "The file is empty.", "Give a file with one object a line.")


def read_line(name: str, number: int, raw: bytes, published: date | None) -> Outcome:
    """The outcome of one line."""
    where = Detail(line=number, size=len(raw))
    if len(raw) > MAX_BYTES:
        return refused(name, "too_large", f"Line {number} is larger than 20 MB.", "Split it into documents.", where)
    decoded = decode(raw, keep_line_ends=True)
    if decoded.trouble == "binary":
        return refused(name, "binary", f"Line {number}: {decoded.what}", _TODO, where)
    if decoded.trouble is not None:
        return refused(name, "bad_encoding", f"Line {number}: {decoded.what}", "Save the file as UTF-8.", where)
    try:
        value = json.loads(decoded.text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        what = getattr(error, "msg", "nested too deeply")
        column = f", column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return refused(name, "malformed", f"Line {number} is not valid JSON: {what}{column}.", _TODO, where)
    return read_object(name, number, value, published, where)


def read_object(name: str, number: int, value: Any, published: date | None, where: Detail) -> Outcome:
    """The outcome of one parsed object."""
    problem = _problem(value)
    if problem is not None:
        return refused(name, "malformed", f"Line {number}: {problem}", _TODO, where)
    if (outcome := refuse_length(name, len(value["text"]), where)) is not None:
        return outcome
    url = value.get("url") or None
    outlet = value.get("outlet") or None
    day, how = published, "given"
    if day is None and value.get("published"):
        day, how = parse_day(value["published"]), "field"
    if outlet is None and url is not None:
        host = outlet_of_url(url)
        named: tuple[str | None, str | None] = (host, "url" if host else None)
    else:
        named = (outlet, "field" if outlet else None)
    facts = Facts(
        title=value.get("title") or None,
        published=day,
        published_how=how if day else None,
        outlet=named[0],
        outlet_how=named[1],
        url=url,
    )
    id = str(value["id"]) if value.get("id") not in (None, "") else f"{name}:{number}"
    warning = None
    if value.get("published") and parse_day(value["published"]) is None:
        warning = f'The field "published" is not a day between 1900 and 2100: {value["published"][:40]!r}.'
    document = document_of(value["text"], id, facts)
    return weigh(name, document, Detail(line=number, size=where.size, encoding=where.encoding, warning=warning))


def _problem(value: Any) -> str | None:
    if not isinstance(value, dict):
        return f"an object was expected, not {type(value).__name__}."
    if not isinstance(value.get("text"), str):
        return 'the field "text" is missing or is not a string.'
    for field in ("title", "published", "url", "outlet"):
        if value.get(field) is not None and not isinstance(value[field], str):
            return f'the field "{field}" is not a string.'
    if value.get("id") is not None and (isinstance(value["id"], bool) or not isinstance(value["id"], str | int)):
        return 'the field "id" is neither a string nor a whole number.'
    for field in ("id", "text", "title", "url", "outlet"):
        text = value.get(field)
        if isinstance(text, str) and _SURROGATE.search(text):
            return f'the field "{field}" holds half of a surrogate pair.'
    return None
