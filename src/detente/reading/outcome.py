"""What became of each input: a document, or a reason a user understands. Nothing that was asked for disappears."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from detente.errors import InputError
from detente.reading.stamp import Stamp
from detente.values import Document

OutcomeKind = Literal[
    "read",
    "empty",
    "too_short",
    "too_large",
    "too_complex",
    "binary",
    "bad_encoding",
    "other_language",
    "malformed",
    "unsupported",
    "missing",
    "unreadable",
    "unchanged",  # not read, because whoever asked knows the file
]


@dataclass(frozen=True, slots=True)
class Detail:
    """Facts measured while reading; None where they do not apply."""

    line: int | None = None
    """Line of a JSON Lines file, from 1."""
    item: int | None = None
    """Number of a feed's item or of an article in a database's export, from 1."""
    size: int | None = None
    """Bytes read, or the file's size when it was refused for it."""
    encoding: str | None = None
    replaced: float | None = None
    """Share of characters that could not be decoded, 0 to 1."""
    coverage: float | None = None
    """Share of a page's visible running text that the document keeps, 0 to 1."""
    depth: int | None = None
    """Deepest nesting of a page's tags."""
    language: str | None = None
    """ISO 639-1 code where it was told apart; None where the text was too short to tell and counts as English."""
    warning: str | None = None
    """What a user should know although the input was read."""
    file: str | None = None
    """The file that was named, where several documents come from it."""
    let_in: str | None = None
    """The address of the own network that it came from, which was let in on request."""
    done: float | None = None
    """The share of that file that was read so far, 0 to 1: for progress, not a fact of the document."""
    stamp: Stamp | None = None
    """With the last outcome of a file that was read to its end: by what it is known again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of trying one input. `document` is set when and only when `outcome` is "read"."""

    input: str
    document: Document | None
    outcome: OutcomeKind
    reason: str
    """One sentence that says what happened."""
    todo: str = ""
    """What the user can do about it; "" where nothing is to be done."""
    detail: Detail = field(default_factory=Detail)

    @property
    def is_read(self) -> bool:
        """Whether there is a document."""
        return self.document is not None

    def error(self) -> InputError:
        """The failure as an error in three parts: what, where, what to do."""
        line = f", line {self.detail.line}" if self.detail.line else ""
        return InputError(f"{self.reason} ({self.outcome})", f"{self.input}{line}", self.todo or "Nothing to do.")


def refused(input_name: str, kind: OutcomeKind, reason: str, todo: str, detail: Detail | None = None) -> Outcome:
    """An outcome without a document."""
    return Outcome(input_name, None, kind, reason, todo, detail or Detail())


def document_json(document: Document, *, text: bool = True) -> dict[str, Any]:
    """A document as plain values for JSON; `text=False` leaves out the words and keeps the spans."""
    value: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "published_how": document.published_how,
        "outlet": document.outlet,
        "outlet_how": document.outlet_how,
        "url": document.url,
    }
    if text:
        value["text"] = document.text
    value["parts"] = [
        {"kind": p.kind, "start": p.start, "end": p.end, **({"text": document.text[p.start : p.end]} if text else {})}
        for p in document.parts
    ]
    return value


def outcome_json(outcome: Outcome, *, text: bool = True) -> dict[str, Any]:
    """An outcome as plain values for JSON, with every fact of its detail that is known."""
    names = Detail.__dataclass_fields__
    facts = {name: getattr(outcome.detail, name) for name in names if name not in ("done", "stamp")}
    detail = {name: value for name, value in facts.items() if value is not None}
    return {
        "input": outcome.input,
        "outcome": outcome.outcome,
        "reason": outcome.reason,
        "todo": outcome.todo or None,
        "detail": detail,
        "document": document_json(outcome.document, text=text) if outcome.document else None,
    }
