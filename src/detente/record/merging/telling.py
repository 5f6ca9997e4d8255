"""From codings to tellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.actors.folding import fold
from detente.record.merging.connecting import connected
from detente.record.merging.kinds import are_swapped
from detente.record.merging.values import Side, Spot, Telling
from detente.record.merging.within import same_acts
from detente.record.merging.words import near, stems_of, weighed
from detente.values import Coding, Document, Party

_AROUND = 300
"""Characters before and after the sentence that count as near it: about a sentence each."""
_LEAD, _OF_LEAD = 300, 0.4
"""Characters of the first paragraph that a headline is compared by, and how near to its act they count."""
_POINTING = re.compile(r"\b(?:the|this|that|these|those)\s\Z", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:ago|after|before|earlier|later)\b", re.IGNORECASE)
_WEEKS = re.compile(r"\b(?:weeks?|fortnight|months?)\b", re.IGNORECASE)
_SOME_DAYS = re.compile(r"\bdays\b", re.IGNORECASE)
_EDGE = re.compile(r"\w+\Z|\A\w+")


def tellings_of(document: Document, codings: Sequence[Coding], text: str) -> list[Telling]:
    """The tellings of one document, in the order of its codings; `text` stands for its text, equal for copies."""
    alone = [_telling(document, c, text) for c in codings]
    act_of = {t: act[0] for act in connected((t.id for t in alone), same_acts(alone)) for t in act}
    return [
        replace(t, beside=tuple(o for o in alone if act_of[o.id] != act_of[t.id] and _is_rival(t, o))) for t in alone
    ]


def _is_rival(telling: Telling, other: Telling) -> bool:
    """Whether the other is of a kind that could be mistaken for this one; headlines have rivals among themselves."""
    is_like = other.type == telling.type or are_swapped(other.type, telling.type)
    return is_like and other.is_headline == telling.is_headline


def is_headline(document: Document, coding: Coding) -> bool:
    """Whether the act is told in the headline."""
    return any(p.kind == "headline" and p.start <= coding.trigger.start < p.end for p in document.parts)


def _own_words(document: Document, coding: Coding) -> dict[str, float]:
    """The words of the sentence; a headline, which has few, tells what the first paragraph does."""
    sentence, trigger = coding.sentence, coding.trigger
    words = near(sentence.of(document.text), trigger.start - sentence.start, trigger.end - sentence.start)
    if is_headline(document, coding):
        lead = next((p for p in document.parts if p.kind == "body"), None)
        for stem in stems_of(document.text[lead.start : min(lead.end, lead.start + _LEAD)]) if lead else ():
            words.setdefault(stem, _OF_LEAD)
    named = _named(coding)
    return {word: how for word, how in words.items() if word not in named}


def _named(coding: Coding) -> frozenset[str]:
    parties = (*coding.source, *coding.target)
    return frozenset(stem for p in parties for stem in stems_of(f"{p.text} {p.actor.name}")) - stems_of(
        f"{coding.where.text} {coding.where.name}" if coding.where else ""
    )


def _telling(document: Document, coding: Coding, text: str) -> Telling:
    when, where, sentence = coding.when, coding.where, coding.sentence
    before = document.text[max(0, sentence.start - _AROUND) : sentence.start]
    after = document.text[sentence.end : sentence.end + _AROUND]
    around = stems_of(f"{document.title or ''} {_EDGE.sub('', before)} {_EDGE.sub('', after)}") - _named(coding)
    return Telling(
        id=f"{document.id}#{coding.id}",
        document=document.id,
        outlet=document.outlet,
        published=document.published,
        text=text,
        sentence=coding.sentence_index,
        is_headline=is_headline(document, coding),
        start=coding.trigger.start,
        end=coding.trigger.end,
        type=coding.type,
        symmetric=coding.symmetric,
        source=sides_of(coding.source),
        target=sides_of(coding.target),
        first_day=when.first_day if when else None,
        last_day=when.last_day if when else None,
        precision=when.precision if when else None,
        implicit=when.implicit if when else False,
        slack=slack_of(when.text) if when and when.text else 0,
        historical=coding.historical,
        modality=coding.modality,
        place=Spot(fold(where.name), where.country, where.lat, where.lon, where.precision) if where else None,
        place_words=stems_of(f"{where.text} {where.name}") if where else frozenset(),
        numbers=coding.numbers,
        own_words=weighed(_own_words(document, coding)),
        near_words=weighed(dict.fromkeys(around, 1.0)),
        own_days=_days_at(coding),
        source_at=tuple(p.start for p in coding.source),
        is_echo=_POINTING.search(document.text[max(0, coding.trigger.start - 12) : coding.trigger.start]) is not None,
        confidence=coding.confidence,
    )


def slack_of(said: str) -> int:
    """Days by which the words of a date may be off: those that count weeks or days are seldom exact.

    "a fortnight ago": 3, "five days after": 1, "the day before", "on Tuesday": 0
    """
    if not _COUNTED.search(said):
        return 0
    return 3 if _WEEKS.search(said) else 1 if _SOME_DAYS.search(said) else 0


def _days_at(coding: Coding) -> tuple[int, int] | None:
    when = coding.when
    return None if when is None or when.start is None or when.end is None else (when.start, when.end)


def sides_of(parties: Iterable[Party]) -> tuple[Side, ...]:
    """The actors of a side, each once, in the order of the report."""
    return tuple(
        dict.fromkeys(Side(p.actor.code, p.actor.country, p.actor.sector, fold(p.actor.name)) for p in parties)
    )
