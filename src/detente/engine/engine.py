"""What codes many documents, in this process or in others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import TypeVar

from detente.engine.unit import Answer
from detente.values import Document

Item = TypeVar("Item")


class Engine(ABC):
    """Codes many documents. Whatever the engine, the answers are the same and come in the order of the items."""

    @abstractmethod
    def in_order(self, items: Iterable[tuple[Item, Document | None]]) -> Iterator[tuple[Item, Answer | None]]:
        """Each item with the answer for its document; an item without a document passes through, in its place."""

    @abstractmethod
    def code_now(self, document: Document) -> Answer:
        """The answer for one document, before all others."""
