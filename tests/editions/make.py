"""A record of some reports, codings, events and imported events, for editions to be made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from exchange.rows import icews_row, write_icews
from record.make import FULL, full_coding, make_coding, make_document

from detente.record import Record
from detente.values import Coding, Document


def reports(n: int = 6) -> dict[Document, list[Coding]]:
    """Reports of different texts, each with its codings."""
    made: dict[Document, list[Coding]] = {}
    for number in range(n):
        day = date(2018, 1, 15) + timedelta(days=31 * number)
        doc = make_document(f"Iran accused North Korea of {number} things.", id=f"doc-{number}", published=day)
        made[doc] = [make_coding(doc, type="ACCUSE", trigger="accused")]
    full = make_document(FULL, id="full", title='A "title", with\nlines', url="https://example.org/full")
    made[full] = [full_coding(full), make_coding(full, id="undated", day=None, confidence=0.5)]
    empty = make_document("Nothing happened in Norland.", id="empty", published=None, outlet=None)
    made[empty] = []
    return made


def fill(path: Path, made: dict[Document, list[Coding]], order: Iterable[Document] | None = None) -> Path:
    """A record with these reports, each added by itself, in this order."""
    with Record.open(path) as record:
        for document in order or made:
            record.add([document], made.__getitem__)
    return path


def with_imported(path: Path) -> Path:
    """The same with imported events, one of them filed from both sides."""
    rows = [icews_row(n, day=f"2018-0{n}-07", code="112" if n % 2 else "040") for n in range(1, 7)]
    rows.append(icews_row(9, day="2018-02-07", source="North Korea", target="Iran", target_country="Iran"))
    with Record.open(path) as record:
        record.import_("icews", [write_icews(path.with_suffix(".tab"), *rows)])
    return path
