"""The reports behind the codings that pass, noted in a file beside, so that any number takes no memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from detente.exchange.out.asked import Coders, Found
from detente.record.rows import digest_of

if TYPE_CHECKING:
    from detente.values import Coding, Document


class Reports:
    """Notes each report of the codings that pass; `rows` gives them when all have passed.

    Codings come report by report, as the record gives them.
    """

    def __init__(self, spool: Path, coders: Coders) -> None:
        self._spool, self._coders = spool, coders
        self._out = spool.open("w", encoding="utf-8")
        self.codings = 0
        self.types: set[str] = set()
        """The types met."""

    def passing(self, found: Found) -> Iterator[tuple[Document, Coding]]:
        """The same codings, counted."""
        last: Document | None = None
        of_last = 0
        for document, coding in found:
            if last is not None and last.id != document.id:
                self._note(last, of_last)
                of_last = 0
            if last is None or last.id != document.id:
                self._coders.of(document)
            last, of_last = document, of_last + 1
            self.codings += 1
            self.types.add(coding.type)
            yield document, coding
        if last is not None:
            self._note(last, of_last)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The reports noted, in their order."""
        self._out.flush()
        with self._spool.open(encoding="utf-8") as noted:
            for line in noted:
                yield json.loads(line)

    def _note(self, document: Document, codings: int) -> None:
        d = document
        row = {
            "document_id": d.id,
            "title": d.title,
            "outlet": d.outlet,
            "published": d.published.isoformat() if d.published else None,
            "published_how": d.published_how,
            "url": d.url,
            "codings": codings,
            "characters": len(d.text),
            "text_sha256": digest_of(d.text),
        }
        self._out.write(json.dumps(row) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._out.close()
