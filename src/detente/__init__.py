"""détente: who did what to whom, when, where, and according to whom, from news reports.

>>> import detente
>>> for coding in detente.code("Norland's president met his Sudlandish counterpart on Monday."):
...     print(coding.type)

Nothing is loaded before it is asked for.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from detente.coding.pairwise import type_of
    from detente.errors import DetenteError
    from detente.exchange.formats import ImportOptions
    from detente.exchange.out import Options as ExportOptions
    from detente.exchange.out.answer import Answer
    from detente.flat import to_json, to_rows
    from detente.reading import read, read_text
    from detente.record import AddOptions, Ask, Record
    from detente.relations.dayfile import read_days
    from detente.relations.drift import drift
    from detente.relations.forecast.forecast import forecast
    from detente.relations.network import network
    from detente.relations.pressure.asked import pressure_of as pressure
    from detente.relations.relation import relation
    from detente.relations.sources import days_of
    from detente.values import Coding, Document

__version__ = "0.1.0"
__all__ = [
    "AddOptions",
    "Answer",
    "Ask",
    "Coding",
    "DetenteError",
    "Document",
    "ExportOptions",
    "ImportOptions",
    "Record",
    "__version__",
    "code",
    "days_of",
    "drift",
    "forecast",
    "network",
    "pressure",
    "read",
    "read_days",
    "read_text",
    "relation",
    "to_json",
    "to_rows",
    "type_of",
]
_HOMES = {
    "AddOptions": "detente.record",
    "Answer": "detente.exchange.out.answer",
    "Ask": "detente.record",
    "Coding": "detente.values",
    "DetenteError": "detente.errors",
    "Document": "detente.values",
    "ExportOptions": "detente.exchange.out",
    "ImportOptions": "detente.exchange.formats",
    "Record": "detente.record",
    "read": "detente.reading",
    "read_text": "detente.reading",
    "days_of": "detente.relations.sources",
    "drift": "detente.relations.drift",
    "forecast": "detente.relations.forecast.forecast",
    "network": "detente.relations.network",
    "pressure": "detente.relations.pressure.asked",
    "read_days": "detente.relations.dayfile",
    "relation": "detente.relations.relation",
    "to_json": "detente.flat",
    "to_rows": "detente.flat",
    "type_of": "detente.coding.pairwise",
}
_CALLED = {"pressure": "pressure_of", "ExportOptions": "Options"}
"""Those that have another name in their module, where it is taken or says enough."""


def code(
    report: str | Document,
    *,
    published: date | None = None,
    actors: Sequence[Path | str] = (),
    ontology: Path | str | None = None,
) -> list[Coding]:
    """The codings of one report, a text or a document as read, in the order of their triggers.

    `published` is the day of a text that does not say its own; without one, "on Monday" gives no date. Spans are code
    points of the document's text: of a text, of that text with its line ends made "\\n". `actors` are files of a user's
    own actors and `ontology` a folder with his own types and frames; TableError names the line that is not valid.
    """
    from detente.coded import codings_of
    from detente.values import Document

    knowledge = None
    if actors or ontology is not None:
        from detente.knowledge import load

        knowledge = load([actors] if isinstance(actors, (str, PathLike)) else actors, ontology)
    if isinstance(report, Document):
        return codings_of(report, knowledge)
    import hashlib

    from detente.reading import read_text

    name = hashlib.sha256(report.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return codings_of(read_text(report, id=name, published=published), knowledge)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), _CALLED.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
