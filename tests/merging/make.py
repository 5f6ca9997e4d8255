"""Builders: reports of invented countries, and a coder that reads them back by a small notation, without a model."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from detente.record.merging.telling import tellings_of
from detente.record.merging.values import Telling
from detente.values import Actor, Coding, Document, Numbers, Part, Party, Span, When, Where

DAY = date(2030, 5, 14)
LANDS = {"Norland": "NOR", "Sudland": "SUD", "Westmark": "WES", "Ostria": "OST"}
TOWNS = {"Harbury": ("NOR", 50.0, 10.0), "Millford": ("SUD", 40.0, 20.0), "Kestrel": ("SUD", 41.5, 22.0)}
ACTS = {
    "bombed": ("ASSAULT", "actual", False),
    "shelled": ("ASSAULT", "actual", False),
    "raided": ("ASSAULT", "actual", False),
    "killing": ("ASSAULT", "actual", False),
    "struck": ("ASSAULT", "denied", False),  # "denies having struck"
    "condemned": ("ACCUSE", "actual", False),
    "met": ("CONSULT", "actual", True),
    "meeting": ("CONSULT", "planned", True),  # "plans a meeting"
}
QUADS = {"ASSAULT": 4, "ACCUSE": 3, "CONSULT": 1, "AGREE": 1, "SUPPORT": 1}
_WORDS = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.\n]+\.?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def report(
    text: str, id: str = "d", *, published: date | None = DAY, outlet: str | None = None, **given: Any
) -> Document:
    """A document of one paragraph under its headline, if `title` is given."""
    title = given.get("title")
    whole = f"{title}\n\n{text}" if title else text
    parts = (Part("headline", 0, len(title)),) if title else ()
    body = len(whole) - len(text)
    return Document(
        id=id, text=whole, parts=(*parts, Part("body", body, len(whole))), published=published,
        outlet=outlet or f"Outlet of {id}", **given,
    )  # fmt: skip


def code(document: Document) -> list[Coding]:
    """The acts of each sentence: first and last named land, towns, an ISO date, "history", numbers of dead."""
    found = []
    for index, sentence in enumerate(_SENTENCE.finditer(document.text)):
        words = [(m.group(), m.start() + sentence.start()) for m in _WORDS.finditer(sentence.group())]
        for word, at in words:
            if word in ACTS:
                found.append(_coding(document, index, sentence, words, word, at))
    return found


def _coding(document: Document, index: int, sentence: Any, words: list[tuple[str, int]], act: str, at: int) -> Coding:
    kind, modality, symmetric = ACTS[act]
    lands = [(w, s) for w, s in words if w in LANDS]
    before = [x for x in lands if x[1] < at] or lands
    after = [x for x in lands if x[1] > at]
    towns = [(w, s) for w, s in words if w in TOWNS and s > at] or [(w, s) for w, s in words if w in TOWNS]
    day = _ISO.search(sentence.group())
    dead = re.search(r"(\d+) dead", sentence.group())
    said = date.fromisoformat(day.group()) if day else None
    historical = said is not None and document.published is not None and (document.published - said).days > 60
    when = None
    if day and said:
        start = sentence.start() + day.start()
        when = When(said, said, "day", False, day.group(), start, start + 10)
    elif document.published is not None:
        when = When(document.published, document.published, "day", True)
    return Coding(
        id=f"{document.id}-{at}", document_id=document.id, sentence_index=index,
        sentence=Span(sentence.start(), sentence.end()), trigger=Span(at, at + len(act)), type=kind, modes=(),
        contexts=(), quad=QUADS[kind], intensity=-5.0, cameo=None, goldstein=None, symmetric=symmetric,
        source=tuple(_party(*x) for x in before[:1]), target=tuple(_party(*x) for x in after[-1:]), when=when,
        historical=historical, where=_where(*towns[0]) if towns else None, modality=modality, attribution=(),
        numbers=Numbers(dead=int(dead[1]) if dead else None), confidence=0.9,
    )  # type: ignore[arg-type]  # fmt: skip


def _party(word: str, start: int) -> Party:
    code = LANDS[word]
    return Party(word, start, start + len(word), Actor(word, code, code, "GOV"), "name")


def _where(word: str, start: int) -> Where:
    return Where(word, start, start + len(word), word, *TOWNS[word], "city")


def tell(text: str, id: str = "d", **given: Any) -> list[Telling]:
    """The tellings of a report."""
    document = report(text, id, **given)
    return tellings_of(document, code(document), document.text)


def days_after(n: int) -> date:
    """So many days after DAY."""
    return DAY + timedelta(days=n)
