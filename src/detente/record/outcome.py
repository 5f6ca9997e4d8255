"""What can become of an input, and how a run went."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from detente.values import Document

SET_ASIDE = ("too_short", "other_language", "too_complex")
"""Outcomes of reading that stand for themselves; any other that gives no document is "failed", with its reason."""
OUTCOMES = ("stored", "revised", "duplicate", "near_duplicate", "skipped", *SET_ASIDE, "failed")
UNCHANGED = "unchanged"
"""What reading says of a whole file that is known: its earlier outcomes stand."""
_ALWAYS = ("stored", "revised", "skipped", "failed")
FAILURES = ("too_complex", "failed")
"""Those that end a run with exit code 1: an input that was meant to be read could not be."""


class Found(Protocol):
    """What reading made of one input: a document, or a reason why there is none."""

    @property
    def input(self) -> str: ...
    @property
    def document(self) -> Document | None: ...
    @property
    def outcome(self) -> str: ...
    @property
    def reason(self) -> str: ...


@dataclass(slots=True)
class Tally:
    """How a run went: inputs by outcome, codings stored, the reasons of failures, and whether it was stopped early."""

    run: int
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(_ALWAYS, 0)))
    """Inputs by outcome; outcomes that did not occur count nought."""
    codings: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    """(input, reason), the first thousand."""
    is_stopped: bool = False

    @property
    def inputs(self) -> int:
        """How many inputs have an outcome."""
        return sum(self.counts.values())

    @property
    def is_failed(self) -> bool:
        """Whether an input that was meant to be read could not be."""
        return any(self.counts[outcome] for outcome in FAILURES)

    def told(self) -> str:
        """The counts in words: "90 stored, 3 near-duplicate"."""
        return ", ".join(f"{self.counts[name]:,} {label_of(name)}" for name in OUTCOMES if self.counts[name])


def label_of(outcome: str) -> str:
    """The outcome as people read it: "near-duplicate", "too short"."""
    return "near-duplicate" if outcome == "near_duplicate" else outcome.replace("_", " ")


def file_of_input(found: Found | Document) -> str | None:
    """The file or address that it came from, as it was named; None of a document alone."""
    if isinstance(found, Document):
        return None
    return _kept(getattr(getattr(found, "detail", None), "file", None) or found.input)


def name_of_input(found: Found | Document) -> str:
    """The input, with the line where many documents stand in one file; of a document alone, its id."""
    if isinstance(found, Document):
        return _kept(found.id)
    line = getattr(getattr(found, "detail", None), "line", None)
    return _kept(found.input if line is None else f"{found.input}:{line}")


def remark_on(found: Found | Document) -> str | None:
    """What is kept with the outcome of a document that was read: that it was let in from the own network."""
    let_in = getattr(getattr(found, "detail", None), "let_in", None)
    return f"from the own network ({let_in}), let in by --allow-private" if let_in else None


def refusal_of(found: Found) -> tuple[str, str]:
    """The outcome and reason of an input that gave no document, with what can be done about it."""
    if found.outcome in SET_ASIDE or found.outcome == UNCHANGED:
        return found.outcome, found.reason
    todo = getattr(found, "todo", "")
    return "failed", " ".join(filter(None, (f"{found.outcome}: {found.reason}", todo)))


def _kept(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")  # names of files may be any bytes
