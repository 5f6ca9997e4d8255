"""Inputs to outcomes: every file, member, item and line that was asked for, one after the other; the run goes on."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from detente.reading.archives.squeezed import label_of, unpack
from detente.reading.archives.tarred import iter_tar
from detente.reading.archives.warc import iter_warc
from detente.reading.archives.zipped import iter_zip, open_zip
from detente.reading.decode import MAX_BYTES
from detente.reading.documents import iter_document, iter_office, too_large
from detente.reading.feeds.feed import iter_feed
from detente.reading.forms import PAGES, Form, form_of
from detente.reading.inputs import STDIN, Address, iter_inputs
from detente.reading.jsonl import iter_lines, read_object
from detente.reading.office.docx import is_docx
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.rows import iter_rows
from detente.reading.source import MAX_LAYERS, Budget, DamagedError, Source, UnfoldError, buffered, source_of
from detente.reading.stamp import Stamp, is_settled, stamp_of

if TYPE_CHECKING:
    from detente.fetching.fetcher import Fetcher

_TEXTS = PAGES | {".txt", ".text", ".md"}
_PACKED: dict[Form, str] = {
    "gzip": "gzip file",
    "bzip2": "bzip2 file",
    "xz": "xz file",
    "zip": "zip archive",
    "tar": "tar archive",
    "warc": "web archive",
}
_OFFICE = {
    "xl/workbook.xml": "a spreadsheet",
    "ppt/presentation.xml": "a set of slides",
    "mimetype": "an OpenDocument or EPUB file",
}


def read(
    inputs: Sequence[str],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
    is_known: Callable[[Stamp], bool] = lambda stamp: False,
) -> Iterator[Outcome]:
    """Read files, folders, patterns, URLs and standard input ("-"); one outcome for each document or failure, in order.

    Plain text, pages, JSON Lines, tables with a column "text", feeds, web archives, DOCX, PDF, RTF, exports of news
    databases, and all of these in zip, tar, gzip, bzip2 and xz; told by content first and by name second. `published`
    is given to every document and overrides what it says itself. Nothing is raised for a bad input: it has an outcome
    with its reason, and the run goes on. The network is used for the URLs alone, by `fetcher` or one made here. A file
    that `is_known` by its stamp is not read; its one outcome says "unchanged".
    """
    for found in iter_inputs(inputs):
        if isinstance(found, Outcome):
            yield found
        elif isinstance(found, Address):
            from detente.fetching.fetcher import Fetcher
            from detente.fetching.pages import read_url

            fetcher = fetcher or Fetcher()  # one a run: it knows when each host may be asked again
            yield from read_url(found.url, fetcher, published=published)
        elif found is None:
            yield from _read_stdin(stdin, published)
        else:
            yield from _read_file(found, published, is_known)


def iter_bytes(
    raw: bytes, *, name: str, published: date | None = None, url: str | None = None, charset: str | None = None
) -> Iterator[Outcome]:
    """The outcomes of bytes of any form that `read` knows, as fetched from `url`; `charset` is what the server said.

    The id of a page is its address where there is one, else `name`.
    """
    yield from _read_whole(replace(source_of(raw, name, url, charset), published=published))


def _read_file(path: Path, published: date | None, is_known: Callable[[Stamp], bool]) -> Iterator[Outcome]:
    name = path.as_posix()
    try:
        stamp = stamp_of(path, path.stat(), published)
        if stamp is not None and is_known(stamp):
            yield refused(name, "unchanged", "The file has not changed since it was read.", "")
            return
        file = path.open("rb", buffering=0)
        size = os.fstat(file.fileno()).st_size
    except OSError as error:
        todo = "Check that it is a file you may read."
        yield refused(name, "unreadable", f"The file cannot be opened: {error.strerror}.", todo)
        return
    with file:
        disk: BinaryIO = path.open("rb") if file.seekable() else file
        with disk:
            source = Source(name, buffered(file, None), path.name, Budget(size), published, size=size, disk=disk)
            outcomes = _told(name, source, file, disk)
            if stamp is None or not is_settled(stamp):
                yield from outcomes
            else:
                yield from _stamped(outcomes, stamp, lambda: stamp_of(path, os.fstat(file.fileno()), published))


def _told(name: str, source: Source, file: io.FileIO, disk: BinaryIO) -> Iterator[Outcome]:
    """The outcomes of a file, each of several with the file's name and how much of it is read."""
    for outcome in _read_whole(source):
        if outcome.input == name and outcome.detail.line is None:
            yield outcome
            continue
        at = max(file.tell() if file.seekable() else 0, disk.tell() if disk.seekable() else 0)
        done = min(1.0, round(at / source.size, 3)) if source.size else None
        yield replace(outcome, detail=replace(outcome.detail, file=name, done=done))


def _stamped(outcomes: Iterator[Outcome], stamp: Stamp, again: Callable[[], Stamp | None]) -> Iterator[Outcome]:
    """The same outcomes, the last with the stamp where the file could be read and is `again` what it was."""
    last, is_whole = next(outcomes, None), True
    while last is not None:
        is_whole = is_whole and last.outcome != "unreadable"
        following = next(outcomes, None)
        if following is None and is_whole and again() == stamp:
            last = replace(last, detail=replace(last.detail, stamp=stamp))
        yield last
        last = following


def _read_stdin(stdin: BinaryIO | None, published: date | None) -> Iterator[Outcome]:
    """Standard input: whatever its content says that it is."""
    if stdin is None:
        yield refused(STDIN, "missing", "There is no standard input here.", "Give a file.")
        return
    yield from _read_whole(Source(STDIN, buffered(stdin, None), "", Budget(None), published))


def _read_whole(source: Source) -> Iterator[Outcome]:
    """The outcomes of an input; one that unfolds to more than it may is read no further."""
    try:
        yield from read_source(source)
    except UnfoldError:
        reason = "It unfolds to far more than its size; it was read no further."
        todo = "If you trust it, unpack it yourself and give the folder."
        yield refused(source.name, "too_large", reason, todo, Detail(size=source.size))


def read_source(source: Source) -> Iterator[Outcome]:
    """The outcomes of a file or of a member of an archive. Raises UnfoldError where the whole file must end."""
    form: Form | None = None
    try:
        form = form_of(source.head, source.suffix)
        yield from _read_form(form, source)
    except DamagedError as error:
        detail = Detail(size=source.size)
        if form in _PACKED:
            reason, todo = f"The {_PACKED[form]} cannot be read: {error}.", "Unpack it, and give what can be saved."
        else:
            reason, todo = f"The file cannot be read: {error}.", "Check the file."
        yield refused(source.name, error.kind, reason, todo, detail)


def _read_form(form: Form, source: Source) -> Iterator[Outcome]:
    if form in _PACKED and source.layer >= MAX_LAYERS:
        reason = f"It is packed more than {MAX_LAYERS} times over."
        yield refused(source.name, "unsupported", reason, "Unpack it and give the folder.")
    elif form in ("gzip", "bzip2", "xz"):
        yield from _read_squeezed(form, source)
    elif form == "zip":
        yield from _read_zip(source)
    elif form == "tar":
        yield from iter_tar(source, read_source)
    elif form == "warc":
        yield from iter_warc(source, read_source)
    elif form == "feed":
        yield from iter_feed(source)
    elif form == "opml":
        todo = f"Follow them with: detente watch {source.name}"
        yield refused(source.name, "unsupported", "The file is a list of feeds (OPML), not reports.", todo)
    elif form == "lines":
        yield from iter_lines(source.name, _iter_raw(source.stream), source.published)
    elif form == "rows":
        yield from iter_rows(source)
    else:
        yield from _read_held(form, source)


def _read_squeezed(form: Form, source: Source) -> Iterator[Outcome]:
    if source.suffix in _TEXTS:
        # Its name and its content contradict each other; whoever packed it did not say so.
        todo = f'Name it "{Path(source.label).name}.gz" if you trust it, or unpack it.'
        yield refused(source.name, "binary", f"The file holds compressed data ({form}), not text.", todo)
        return
    stream = buffered(unpack(form, source.stream), source.budget)  # type: ignore[arg-type]
    yield from read_source(
        replace(source, stream=stream, label=label_of(source.label), layer=source.layer + 1, size=None, disk=None)
    )


def _read_zip(source: Source) -> Iterator[Outcome]:
    """A zip archive's members, or the one document that an office program packs so."""
    with open_zip(source) as archive:
        names = frozenset(info.filename for info in archive.infolist())
        if is_docx(names):
            yield from iter_office(source.name, "DOCX", archive, source.published, url=source.url, size=source.size)
            return
        for member, what in _OFFICE.items():
            if member in names:
                reason = f"The file is {what}, which is not read."
                yield refused(source.name, "unsupported", reason, "Save its text as plain text, DOCX or JSON Lines.")
                return
        yield from iter_zip(archive, source, read_source)


def _read_held(form: Form, source: Source) -> Iterator[Outcome]:
    """What is held in memory whole: texts, pages, lists of JSON objects, PDF and RTF."""
    raw = source.stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        yield too_large(source.name, Detail(size=max(source.size or 0, len(raw))))
    elif form == "json":
        yield from _read_json(source.name, raw, source.published)
    elif form in ("pdf", "rtf"):
        yield from iter_office(source.name, form.upper(), raw, source.published, url=source.url, size=len(raw))
    else:
        yield from iter_document(
            raw,
            name=source.name,
            published=source.published,
            url=source.url,
            is_page=True if source.suffix in PAGES else None,
            charset=source.charset,
        )


def _iter_raw(stream: io.BufferedReader) -> Iterator[bytes]:
    """Lines, of which at most a little more than the limit is held in memory."""
    while line := stream.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)  # the rest of a line that was refused


def _read_json(name: str, raw: bytes, published: date | None) -> Iterator[Outcome]:
    """A ".json" file: one object, a list of objects, or JSON Lines under another name."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        yield from iter_lines(name, io.BytesIO(raw), published)
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield read_object(name, number, item, published, Detail(line=number, size=len(raw)))
