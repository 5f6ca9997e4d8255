"""Builders with good defaults: documents, codings that point into them, and a coder that needs no model."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from detente.values import Actor, Coding, Document, Numbers, Part, Party, Span, Step, When, Where

PEOPLE = {
    "Iran": Actor("Iran", "IRN", "IRN", "GOV"),
    "North Korea": Actor("North Korea", "PRK", "PRK", "GOV"),
    "Ri Yong Ho": Actor("Ri Yong Ho", "PRK", "PRK", "GOV", "foreign minister"),
    "Zarif": Actor("Mohammad Javad Zarif", "IRN", "IRN", "GOV", "foreign minister"),
    "Washington": Actor("United States", "USA", "USA", "GOV"),
}
TYPES: dict[str, tuple[int, float, str]] = {
    "CONSULT": (1, 2.5, "040"),
    "AGREE": (1, 2.5, "030"),
    "SUPPORT": (1, 5.0, "051"),
    "REQUEST": (3, 0.0, "100"),
    "ACCUSE": (3, -3.0, "112"),
    "REJECT": (3, -2.0, "120"),
}


def make_document(text: str = "Iran met North Korea.", **given: Any) -> Document:
    facts = {"id": "doc-" + sha256(text.encode()).hexdigest()[:8], "title": "Talks", "published": date(2018, 8, 7)}
    facts |= {"outlet": "The Norland Gazette", "outlet_how": "given", "published_how": "given"}
    return Document(text=text, parts=(Part("body", 0, len(text)),), **(facts | given))


def party(document: Document, words: str, actor: Actor | None = None, via: str = "name") -> Party:
    start = document.text.index(words)
    return Party(words, start, start + len(words), actor or PEOPLE[words], via)


def make_coding(document: Document, **given: Any) -> Coding:
    """A coding of "Iran met North Korea."; `trigger`, `source`, `target`, `sentence` are words of the text."""
    text = document.text
    kind = given.pop("type", "CONSULT")
    trigger = given.pop("trigger", "met")
    source = given.pop("source", "Iran")
    target = given.pop("target", "North Korea")
    sentence = given.pop("sentence", text)
    day = given.pop("day", document.published)
    quad, intensity, cameo = TYPES[kind]
    at, words = text.index(trigger), text.index(sentence)
    facts: dict[str, Any] = {
        "id": f"{document.id}-{kind}-{at}",
        "document_id": document.id,
        "sentence_index": text[:at].count(". "),
        "sentence": Span(words, words + len(sentence)),
        "trigger": Span(at, at + len(trigger)),
        "type": kind,
        "modes": (),
        "contexts": ("diplomatic",),
        "quad": quad,
        "intensity": intensity,
        "cameo": cameo,
        "goldstein": 1.0,
        "symmetric": kind == "CONSULT",
        "source": (party(document, source) if isinstance(source, str) else source,) if source else (),
        "target": (party(document, target) if isinstance(target, str) else target,) if target else (),
        "when": When(day, day, "day", True) if day else None,
        "historical": False,
        "where": None,
        "modality": "actual",
        "attribution": (),
        "numbers": Numbers(),
        "confidence": 0.9,
        "steps": (Step("type", "frame table: meet.03", "met", at, at + len(trigger)),),
    }
    return Coding(**(facts | given))


def full_coding(document: Document) -> Coding:
    """A coding with every field set; the text must hold its words."""
    at = document.text.index("in Tehran") + 3
    return make_coding(
        document,
        modes=("visit",),
        where=Where("Tehran", at, at + 6, "Tehran", "IRN", 35.7, 51.4, "city"),
        when=When(date(2018, 8, 7), date(2018, 8, 7), "day", False, "Tuesday", *_span(document, "Tuesday")),
        attribution=(party(document, "state media", Actor("IRNA", None, "IRN", "JRN"), "text"),),
        numbers=Numbers(0, 1, 2, 300),
    )


FULL = "Iran met North Korea in Tehran on Tuesday, state media said."


def fake_coder(document: Document) -> list[Coding]:
    """Codes "met" and "accused" where Iran and North Korea are named; raises on the word BOOM."""
    if "BOOM" in document.text:
        raise ValueError("boom")
    if "Iran" not in document.text or "North Korea" not in document.text:
        return []
    found = []
    for word, kind in (("met", "CONSULT"), ("accused", "ACCUSE")):
        if f" {word} " in document.text:
            found.append(make_coding(document, trigger=word, type=kind))
    return found


def _span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)
