"""WARC and ARC files of web archives: the pages and texts that servers answered with.

Requests, metadata, pictures, scripts and the like are no reports and are passed over, as hidden files of a folder are.
"""

from __future__ import annotations

import contextlib
import io
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from detente.reading.outcome import Outcome, refused
from detente.reading.source import DAMAGED, DamagedError, Source, UnfoldError, buffered

_ANSWERS = frozenset(("response", "resource", "conversion"))
_FORMS = (
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml",
    "application/atom+xml", "application/rtf", "text/rtf", "application/octet-stream", "",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip


def iter_warc(source: Source, read_member: Callable[[Source], Iterator[Outcome]]) -> Iterator[Outcome]:
    """The outcomes of the answers among an archive's records; a page's address is its id and its URL."""
    from warcio.archiveiterator import ArchiveIterator

    logging.getLogger("warcio").addHandler(logging.NullHandler())
    passed: Counter[str] = Counter()
    found, number, wrong = False, 0, 0
    records = ArchiveIterator(_Parts(source.stream), arc2warc=True)
    while True:
        record = _next(records, number)
        if records.err_count > wrong:
            wrong, found = records.err_count, True
            reason = f"The length of record {number} is wrong: words may be missing from it."
            yield refused(f"{source.name}#{number}", "malformed", reason, "Fetch the page again.")
        if record is None:
            break
        number += 1
        for outcome in _read(record, f"{source.name}#{number}", source, read_member, passed):
            found = True
            yield outcome
        if _is_torn(record):
            raise DamagedError(f"it ends inside of record {number}")
    if not found:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(passed.items())) or "no records"
        reason = f"The web archive holds no pages or texts ({told})."
        yield refused(source.name, "empty", reason, "Give one with reports in it.")


def _next(records: Any, number: int) -> Any:
    """The next record, None at the end. Raises DamagedError."""
    try:
        # The library writes of wrong lengths there; they are counted, and told as outcomes.
        with contextlib.redirect_stderr(io.StringIO()):
            return next(records.the_iter, None)
    except (DamagedError, UnfoldError):
        raise
    except Exception as error:
        # Crafted headers make the library fail in many ways; all of them end this archive only.
        raise DamagedError(f"after {number} records: {str(error).strip() or type(error).__name__}") from error


class _Parts:
    """A stream that gives what it has, so that nothing before damage is lost."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        return self._stream.read1(size)


def _is_torn(record: Any) -> bool:
    """Whether the archive ends before the record does; what is left of the record is read."""
    stream = record.raw_stream
    try:
        while stream.read(1 << 16):
            pass
    except DAMAGED:
        return True
    return getattr(stream, "limit", 0) > 0


def _read(
    record: Any,
    name: str,
    source: Source,
    read_member: Callable[[Source], Iterator[Outcome]],
    passed: Counter[str],
) -> Iterator[Outcome]:
    """The outcomes of one record; none where it is passed over."""
    if record.rec_type not in _ANSWERS:
        passed[record.rec_type or "unknown"] += 1
        return
    headers = record.http_headers or record.rec_headers
    content = str(headers.get_header("Content-Type") or "")
    form, _, rest = content.partition(";")
    form = form.strip().lower()
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if form not in _FORMS:
        passed[form] += 1
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or None
    if not str(status).startswith("2"):
        yield refused(name, "missing", f"The server answered {status} for {url}.", "Leave it out.")
        return
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    try:
        content_stream = record.content_stream()
    except DAMAGED as error:
        yield refused(name, "malformed", f"The record cannot be opened: {error}.", "Fetch the page again.")
        return
    stream = buffered(content_stream, source.budget)
    label = "page.html" if "html" in form else ""
    yield from read_member(
        Source(name, stream, label, source.budget, source.published, source.layer + 1, url=_plain(url), charset=charset)
    )


def _plain(url: str | None) -> str | None:
    """The address without the angle brackets that some tools write around it; None where it is no web address."""
    bare = (url or "").strip().strip("<>")
    return bare if bare.startswith(("http://", "https://")) else None
