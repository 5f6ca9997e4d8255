"""Coding in this process, one document after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.engine.engine import Engine, Item
from detente.engine.unit import Answer, Coder, code_one
from detente.values import Document


class Inline(Engine):
    """Codes in this process: nothing to start, but a document that hangs or kills the process does so to the run."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder

    def in_order(self, items: Iterable[tuple[Item, Document | None]]) -> Iterator[tuple[Item, Answer | None]]:
        """Each item with its answer, coded when it is asked for."""
        for item, document in items:
            yield item, None if document is None else code_one(document, self._coder)

    def code_now(self, document: Document) -> Answer:
        """The answer for one document."""
        return code_one(document, self._coder)
