"""Tables of reports (CSV, TSV): one document a row, its columns named as the fields of JSON Lines."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from detente.reading.decode import decode
from detente.reading.jsonl import read_object
from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.source import Source
from detente.reading.weigh import MAX_TEXT

_TODO = 'The first row names the columns: "text", and if you have them id, title, published, url, outlet.'
_FIELDS = ("id", "title", "text", "published", "url", "outlet")


def iter_rows(source: Source) -> Iterator[Outcome]:
    """One outcome a row, with the number of its line. Raises DamagedError, UnfoldError."""
    csv.field_size_limit(MAX_TEXT + 1)  # of the whole process; the module's own limit is too small for reports
    head = source.head
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    decoded = decode(head if is_wide else head[: head.rfind(b"\n") + 1] or head)  # not in the middle of a character
    encoding = decoded.encoding or "windows-1252"
    first = decoded.text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(_lines(source, encoding), delimiter=separator)
    names: list[str] | None = None
    number = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            where = Detail(line=reader.line_num)
            yield refused(source.name, "malformed", f"Line {reader.line_num} cannot be read: {error}.", _TODO, where)
            continue
        if row is None:
            break
        if names is None:
            names = [cell.strip().lower().removeprefix("\ufeff") for cell in row]
            continue
        if any(cell.strip() for cell in row):
            number += 1
            value = {k: v for k, v in zip(names, row, strict=False) if k in _FIELDS and v.strip()}
            where = Detail(line=reader.line_num, encoding=encoding)
            yield read_object(source.name, reader.line_num, value, source.published, where)
    if number == 0:
        yield refused(source.name, "empty", "The table has no rows.", _TODO)


def _lines(source: Source, encoding: str) -> Iterator[str]:
    """The lines of the table; NULs, which the table reader cannot take, stay to be told by their row."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    while raw := source.stream.read1(1 << 16):
        *lines, rest = (rest + decoder.decode(raw)).split("\n")
        yield from (line + "\n" for line in lines)
    yield rest + decoder.decode(b"", final=True)
