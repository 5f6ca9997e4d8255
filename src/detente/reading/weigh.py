"""Whether a document that could be read is worth reading on: it has words, and they are English."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.reading.outcome import Detail, Outcome, refused
from detente.reading.tongue import find_tongue
from detente.values import Document

MAX_TEXT = 4_000_000
"""Code points of one document's text; a book has about a million."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def weigh(name: str, document: Document, detail: Detail) -> Outcome:
    """The outcome of a document: read, or empty, too_short, too_large, binary, malformed or other_language."""
    if not any(c.isalnum() for c in document.text):
        return refused(name, "empty", "There are no words in it.", "Give a file that holds a report.", detail)
    if "\x00" in document.text:
        return refused(name, "binary", "The text holds NUL characters.", "Give plain text.", detail)
    if (outcome := refuse_length(name, len(document.text), detail)) is not None:
        return outcome
    told = "".join(filter(None, (document.id, document.title, document.outlet, document.url)))
    if _SURROGATE.search(document.text) or _SURROGATE.search(told):
        reason = "It holds half of a surrogate pair, which is no character."
        return refused(name, "malformed", reason, "Save it as UTF-8 again.", detail)
    opening = document.text.lstrip()[:400]
    if len(opening.split()) < 2 or sum(c.isalpha() for c in opening) < 6:
        # "OK", "404", a lone word: not even a clause
        return refused(name, "too_short", "The text is less than one clause.", "Give the whole report.", detail)
    tongue = find_tongue(_report(document))
    detail = replace(detail, language=tongue.code)
    if not tongue.is_english:
        reason = f"The text is in {tongue.name}; only English is coded."
        return refused(name, "other_language", reason, "Translate it first, or leave it out.", detail)
    warning = f" {detail.warning}" if detail.warning else ""
    return Outcome(name, document, "read", f"Read with {len(document.parts)} parts.{warning}", "", detail)


def refuse_length(name: str, length: int, detail: Detail) -> Outcome | None:
    """The outcome of a text with too many characters, to be asked before it is taken apart; None for any other."""
    if length <= MAX_TEXT:
        return None
    reason = f"The text has {length:,} characters; a document may have {MAX_TEXT:,}."
    return refused(name, "too_large", reason, "Split it into its reports.", detail)


def _report(document: Document) -> str:
    """The report without the page's own lines, which may be in another language than the report."""
    own = [p for p in document.parts if p.kind in ("headline", "subheading", "body", "caption")]
    return " ".join(document.text[p.start : p.end] for p in own) or document.text
