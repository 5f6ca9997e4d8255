"""Longer reports, made from parts, that can be cut, headed and changed as outlets do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from detente.values import Document, Part

PARAGRAPHS = (
    "Iran met North Korea in the harbour town of Vell on Tuesday, and both sides left without a word to the press.",
    "The delegations had spent two days over a draft on fishing rights that neither government has published so far.",
    "A clerk at the town hall counted eleven cars, four interpreters and one very tired cook who had come by ferry.",
    "The mayor, who had the square swept twice, said that guests are guests and that he had read about worse ones.",
    "Fishermen watched from the quay and took bets on who would leave first; the harbour master held the money.",
    "Nobody could say when the talks would go on, though the hotel keeps its rooms until the end of the month.",
)


def report(name: str, paragraphs: Sequence[str] = PARAGRAPHS, head: str = "Talks in Vell", **given: Any) -> Document:
    """A report with a headline and body paragraphs, each a part."""
    parts, text = [Part("headline", 0, len(head))], head
    for paragraph in paragraphs:
        text += "\n\n"
        parts.append(Part("body", len(text), len(text) + len(paragraph)))
        text += paragraph
    facts: dict[str, Any] = {"title": head, "published": date(2018, 8, 7), "published_how": "given"}
    facts |= {"outlet": f"{name} Post", "outlet_how": "given"}
    return Document(id=name, text=text, parts=tuple(parts), **(facts | given))
