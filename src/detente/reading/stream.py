"""Inputs to outcomes: every file, line and page that was asked for, one after the other; the run always goes on."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from detente.reading.article import find_article
from detente.reading.decode import MAX_BYTES, decode
from detente.reading.inputs import STDIN, iter_files
from detente.reading.jsonl import iter_lines, read_object
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.page import TooComplexError, parse_page
from detente.reading.text import Facts, assemble, document_of
from detente.reading.weigh import weigh

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|section)\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF|!DOCTYPE\s+(?!html))", re.IGNORECASE)
_PAGES, _LINES = {".html", ".htm", ".xhtml", ".mhtml"}, {".jsonl", ".ndjson"}


def read(inputs: Sequence[str], *, published: date | None = None, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """Read files, folders, patterns and standard input ("-"); one outcome for each document or failure, in order.

    Plain text, HTML (by name or by content) and JSON Lines (".jsonl", ".ndjson", ".json", and by content on standard
    input). `published` is given to every document and overrides what it says itself. Nothing is raised for a bad
    input: it has an outcome with its reason, and the run goes on.
    """
    for found in iter_files(inputs):
        if isinstance(found, Outcome):
            yield found
        elif found is None:
            yield from _read_stream(stdin, published)
        else:
            yield from _read_file(found, published)


def read_bytes(
    raw: bytes, *, name: str, published: date | None = None, url: str | None = None, is_page: bool | None = None
) -> Outcome:
    """One document from bytes, a page or plain text (`is_page` None: by content). `name` becomes its id."""
    size = Detail(size=len(raw))
    if len(raw) > MAX_BYTES:
        return _too_large(name, size)
    if not raw.strip():
        return refused(name, "empty", "The file is empty.", "Give a file that holds a report.", size)
    decoded = decode(raw)
    detail = replace(size, encoding=decoded.encoding, replaced=round(decoded.replaced, 6))
    if decoded.trouble == "binary":
        todo = "Unpack or convert it to plain text, HTML or JSON Lines first."
        return refused(name, "binary", decoded.what, todo, detail)
    if decoded.trouble is not None:
        return refused(name, "bad_encoding", decoded.what, "Save the file as UTF-8.", detail)
    if decoded.replaced:
        detail = replace(detail, warning=f"{decoded.replaced:.2%} of the characters could not be decoded.")
    facts = Facts(published=published, published_how="given" if published else None, url=url, file=Path(name).name)
    if is_page or (is_page is None and _PAGE.match(decoded.text[:8000])):
        return _read_page(decoded.text, name, facts, detail)
    if _XML.match(decoded.text[:500]):
        todo = "Save the reports as pages, plain text or JSON Lines."
        return refused(name, "unsupported", "The file is XML or a feed, not a report.", todo, detail)
    return weigh(name, document_of(decoded.text, name, facts), detail)


def _read_page(source: str, name: str, facts: Facts, detail: Detail) -> Outcome:
    try:
        page = parse_page(source)
    except TooComplexError:
        reason = "The page has thousands of attributes on one tag, or hundreds of thousands of elements."
        return refused(name, "too_complex", reason, "Save the report's text alone.", detail)
    article = find_article(page, facts)
    if not article.text:
        reason = "The page shows no running text."
        detail = replace(detail, coverage=0.0, depth=page.depth)
        return refused(name, "empty", reason, "Open it in a browser and save the report's text.", detail)
    warnings = [w for w in (detail.warning, article.warning) if w]
    detail = replace(detail, coverage=article.coverage, depth=page.depth, warning=" ".join(warnings) or None)
    return weigh(name, assemble(article.text, article.units, name, article.facts), detail)


def _read_file(path: Path, published: date | None) -> Iterator[Outcome]:
    name, suffix = path.as_posix(), path.suffix.lower()
    try:
        stream = path.open("rb")
    except OSError as error:
        todo = "Check that it is a file you may read."
        yield refused(name, "unreadable", f"The file cannot be opened: {error.strerror}.", todo)
        return
    with stream:
        if suffix in _LINES:
            yield from _read_lines(name, stream, published)
            return
        try:
            raw = stream.read(MAX_BYTES + 1)
            size = path.stat().st_size
        except OSError as error:
            yield refused(name, "unreadable", f"The file cannot be read: {error.strerror}.", "Check the file.")
            return
    if len(raw) > MAX_BYTES:
        yield _too_large(name, Detail(size=max(size, len(raw))))
    elif suffix == ".json":
        yield from _read_json(name, raw, published)
    else:
        yield read_bytes(raw, name=name, published=published, is_page=True if suffix in _PAGES else None)


def _read_stream(stdin: BinaryIO | None, published: date | None) -> Iterator[Outcome]:
    """Standard input: JSON Lines where the first line is an object, otherwise one document."""
    if stdin is None:
        yield refused(STDIN, "missing", "There is no standard input here.", "Give a file.")
        return
    first = stdin.readline(MAX_BYTES + 1)
    while first and not first.strip():
        first = stdin.readline(MAX_BYTES + 1)
    if _is_object(first):
        yield from _read_lines(STDIN, stdin, published, first)
        return
    raw = first + stdin.read(max(0, MAX_BYTES + 1 - len(first)))
    yield read_bytes(raw, name=STDIN, published=published)


def _is_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line.rstrip().endswith(b"}") or b'"text"' in line


def _read_lines(name: str, stream: BinaryIO, published: date | None, first: bytes | None = None) -> Iterator[Outcome]:
    lines = _iter_raw(stream, first)
    try:
        yield from iter_lines(name, lines, published)
    except OSError as error:
        yield refused(name, "unreadable", f"The file cannot be read: {error.strerror}.", "Check the file.")


def _iter_raw(stream: BinaryIO, first: bytes | None) -> Iterator[bytes]:
    """Lines, of which at most a little more than the limit is held in memory."""
    line = stream.readline(MAX_BYTES + 1) if first is None else first
    while line:
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)  # the rest of a line that was refused
        line = stream.readline(MAX_BYTES + 1)


def _read_json(name: str, raw: bytes, published: date | None) -> Iterator[Outcome]:
    """A ".json" file: one object, a list of objects, or JSON Lines under another name."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        yield from iter_lines(name, io.BytesIO(raw), published)
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield read_object(name, number, item, published, Detail(line=number, size=len(raw)))


def _too_large(name: str, detail: Detail) -> Outcome:
    reason = f"The file has {(detail.size or 0) / 1e6:.0f} MB; a document may have {MAX_BYTES / 1e6:.0f} MB."
    return refused(name, "too_large", reason, "Split it into its reports, or write them as JSON Lines.", detail)
