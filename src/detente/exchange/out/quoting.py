"""What of a report's words goes into an export: nothing, or quotes of limited length whose places stay right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.values import Coding, Span


def quote_of(sentence: Span, trigger: Span, most: int) -> Span:
    """The part of the sentence, at most so many code points, that has the trigger in its middle as far as it can.

    >>> quote_of(Span(0, 100), Span(90, 94), 20)
    Span(start=80, end=100)
    """
    if sentence.end - sentence.start <= most:
        return sentence
    middle = (trigger.start + trigger.end) // 2
    start = min(max(sentence.start, middle - most // 2), sentence.end - most)
    return Span(start, start + most)


def quote(text: str, coding: Coding, most: int) -> str:
    """The sentence as a table has it, "…" where it was cut."""
    return quoted_part(coding.sentence.of(text), coding.sentence, coding.trigger, most)


def quoted_part(words: str, sentence: Span, trigger: Span, most: int) -> str:
    """The same of a sentence whose words these are."""
    found = quote_of(sentence, trigger, most)
    before = "…" if found.start > sentence.start else ""
    after = "…" if found.end < sentence.end else ""
    return f"{before}{words[found.start - sentence.start : found.end - sentence.start]}{after}"


def cut(words: str | None, most: int) -> str | None:
    """Words of the report as a table has them, at most so many code points, "…" where they were cut."""
    return words if words is None or len(words) <= most else words[:most] + "…"


def without_text(told: dict[str, Any]) -> dict[str, Any]:
    """The coding's JSON without the report's words; their places stay, so that who has the report finds them."""
    for quoted in _quoted(told):
        quoted["text"] = None
    return told


def with_quote(told: dict[str, Any], coding: Coding, text: str, most: int) -> dict[str, Any]:
    """The coding's JSON with its sentence narrowed: each `text` is still the report's from `start` to `end`.

    Other words that are longer than a quote may be are left out.
    """
    found = quote_of(coding.sentence, coding.trigger, most)
    told["sentence"] |= {"start": found.start, "end": found.end, "text": found.of(text)}
    for quoted in _quoted(told):
        if quoted["text"] is not None and len(quoted["text"]) > most:
            quoted["text"] = None
    return told


def _quoted(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (told[key] for key in ("sentence", "trigger", "when", "where") if told[key] is not None)
    for side in ("source", "target", "attribution"):
        yield from told[side]
