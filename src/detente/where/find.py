"""The places that a sentence names, each resolved to one place of the tables where that can be done.

A name that may mean several places is settled by the country that the text says beside it ("Birmingham, Alabama",
"the Syrian town of Douma"), then by the countries of the sentence, then by those of the document, then by population.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from detente.values import Document, PlacePrecision, Sentence, Where
from detente.where.keys import key_of
from detente.where.spans import place_spans
from detente.where.table import Entry, adjectives, entries_of
from detente.where.words import word_set

_LEADING = word_set(
    "the northern southern eastern western central north south east west downtown greater upper lower occupied "
    "northeastern northwestern southeastern southwestern neighbouring neighboring mainland rural"
)
_REGION_WORDS = word_set("province region governorate state oblast district county department prefecture")
_CITY_WORDS = word_set("city town village capital municipality settlement suburb")
_SITE_WORDS = word_set(
    "airport airbase airfield port prison hospital square bridge embassy mosque university market station border "
    "countryside camp stadium palace harbour harbor valley crossing base"
)
_MUCH_LARGER = 20
"""London stays in England in a report on Canada: a smaller namesake needs its country said next to it."""
_SMALLEST_UNTAGGED = 50_000
"""A capitalised word that the tagger does not call a place must be a well-known one."""


class Place(NamedTuple):
    """A place that a sentence names, over tokens `first` to `last`, last exclusive; `head` is its syntactic head.
    `is_container` where it only says in which country or region the place before it lies ("Tripoli, Libya")."""

    first: int
    last: int
    head: int
    where: Where
    is_container: bool


def find_places(
    sentence: Sentence, document: Document, countries_in_document: frozenset[str] = frozenset()
) -> tuple[Place, ...]:
    """Every place that the sentence names, in order.

    A name the tables do not know keeps `lat` and `lon` None, and its country is None unless the text says it.
    """
    if not sentence.names and not any(t.upos == "PROPN" for t in sentence.tokens):
        return ()
    spans = [_Span.of(sentence, document.text, span) for span in place_spans(sentence)]
    known = [s for s in spans if s.entries or (s.tagged and _is_capitalised(sentence, s))]
    if not known:
        return ()
    hints = _countries_said(sentence, known), countries_in_document
    places: list[Place] = []
    for i, span in enumerate(known):
        container = _container(sentence, known, i)
        country, region = _said_beside(sentence, span, container)
        where = _resolve(sentence, document, span, (country, region), hints, is_put=container is not None)
        if where is None:
            continue
        is_container = bool(i) and _container(sentence, known, i - 1) is span and bool(places)
        if is_container and places[-1].where.country not in {None, where.country}:
            is_container = False
        places.append(Place(span.first, span.last, sentence.head_of(span.first, span.last), where, is_container))
    return tuple(places)


def countries_of(sentences: Iterable[Sentence], document: Document) -> frozenset[str]:
    """Countries that a document names, by name or adjective: the hints for `find_places`."""
    found: set[str] = set()
    for sentence in sentences:
        if sentence.part != "related":
            spans = [
                _Span.of(sentence, document.text, (n.start, n.end, True)) for n in sentence.names if n.kind == "LOC"
            ]
            found |= _countries_said(sentence, spans)
    return frozenset(found)


def _is_capitalised(sentence: Sentence, span: _Span) -> bool:
    return any(c.isupper() for t in sentence.tokens[span.first : span.last] for c in t.text)


class _Span(NamedTuple):
    first: int
    last: int
    tagged: bool
    entries: tuple[Entry, ...]
    kind: str | None
    """What a word beside the name says it is: region, city, site."""

    @classmethod
    def of(cls, sentence: Sentence, text: str, span: tuple[int, int, bool]) -> _Span:
        tokens, (first, last, tagged) = sentence.tokens, span
        if text[tokens[first].start : tokens[last - 1].end].islower():
            return cls(first, last, tagged, (), None)  # "us" is no country
        if last - first > 1 and tokens[last - 1].text in {"'s", "’s", "'", "’"}:
            last -= 1
        entries: tuple[Entry, ...] = ()
        stop = last
        # "Kabul airport", "Idlib province": the longest known beginning; untagged words must be known whole, or
        # "from Jordan Peterson" would be a country
        for stop in range(last, first, -1) if tagged else (last,):
            start = first
            while True:
                entries = entries_of(key_of(text[tokens[start].start : tokens[stop - 1].end]))
                if entries or start + 1 >= stop or tokens[start].text.lower() not in _LEADING:
                    break
                start += 1
            rest = {t.text.lower() for t in tokens[stop:last]}
            if entries and rest <= _REGION_WORDS | _CITY_WORDS | _SITE_WORDS:
                break
            entries = ()
        if not tagged and entries and entries[0].kind == "city" and not entries[0].is_ours:
            entries = entries if entries[0].weight >= _SMALLEST_UNTAGGED else ()
        return cls(first, last, tagged, entries, _kind_said(sentence, first, stop, last))


def _kind_said(sentence: Sentence, first: int, stop: int, last: int) -> str | None:
    tokens = sentence.tokens
    after = [t.text.lower() for t in tokens[stop : max(last, stop + 1)]]
    before = [t.text.lower() for t in tokens[max(0, first - 2) : first]]
    if before[-1:] == ["of"]:
        before = before[:1]
    else:
        before = [word for word in before[-1:] if word in {"capital", "province", "city"}]
    for word in (*after, *before):
        if word in _REGION_WORDS:
            return "region"
        if word in _CITY_WORDS:
            return "city"
        if word in _SITE_WORDS:
            return "site"
    return None


def _container(sentence: Sentence, spans: list[_Span], i: int) -> _Span | None:
    """The span that says where span i lies: "Tripoli, Libya", "Tripoli (Libya)", "Mosul in northern Iraq"."""
    if i + 1 >= len(spans):
        return None
    span, after = spans[i], spans[i + 1]
    between = [t.text.lower() for t in sentence.tokens[span.last : after.first]]
    between = [word for word in between if word not in _LEADING and word not in _CITY_WORDS | _REGION_WORDS]
    if not after.entries or between not in ([","], ["("], ["in"], [",", "in"]):
        return None
    top = after.entries[0]
    if top.kind not in {"country", "region"}:
        # "Shreveport, La.": La. is Los Angeles too
        states = [e for e in after.entries if e.kind == "region" and _holds(e, span)]
        top = states[0] if states else top
    own = span.entries[0] if span.entries else None
    fits = any(e.kind in {"city", "site"} and e.country == top.country for e in span.entries)
    if own is not None and own.kind == "region" and top.kind == "region":
        return None  # "in Manipur, Nagaland and Tripura"
    if between == [","] and not fits and _is_in_list(sentence, spans, i):
        return None  # "Chechnya, Taiwan and India"
    if top.kind not in {"country", "region"}:
        return None
    if span.entries and span.entries[0].kind == "country" and top.kind == "country":
        return None  # "in Iran, Iraq and Syria" is a list
    return after


def _holds(region: Entry, span: _Span) -> bool:
    return any(e.region == region.name and e.country == region.country for e in span.entries)


def _is_in_list(sentence: Sentence, spans: list[_Span], i: int) -> bool:
    """Whether span i and the next stand in a row of three or more places."""
    separators = {",", "and", "or"}
    after, before = spans[i + 2 : i + 3], spans[max(i - 1, 0) : i]
    gaps = [sentence.tokens[spans[i + 1].last : s.first] for s in after]
    gaps += [sentence.tokens[s.last : spans[i].first] for s in before]
    return any(gap and all(t.text.lower() in separators for t in gap) for gap in gaps)


def _said_beside(sentence: Sentence, span: _Span, container: _Span | None) -> tuple[str | None, str | None]:
    """Country and region that the text says beside the name."""
    if span.entries and span.entries[0].kind == "country" and container is None:
        return None, None  # "the American occupation of Iraq"
    if container is not None:
        for entry in container.entries:
            if entry.kind == "region" and _holds(entry, span):
                return entry.country, entry.name
        return container.entries[0].country, None
    i = span.first - 1
    steps = 0
    while i >= 0 and steps < 5 and sentence.tokens[i].upos not in {"VERB", "PUNCT"}:
        country = adjectives().get(key_of(sentence.tokens[i].text))
        if country is not None:
            return country, None
        if sentence.tokens[i].text in {"'s", "’s"} and i > 0:
            owner = entries_of(key_of(sentence.tokens[i - 1].text))
            return (owner[0].country, None) if owner else (None, None)
        if sentence.tokens[i].upos == "ADP" and sentence.tokens[i].text.lower() != "of":
            break
        i -= 1
        steps += 1
    return None, None


def _countries_said(sentence: Sentence, spans: list[_Span]) -> frozenset[str]:
    found = {s.entries[0].country for s in spans if s.entries and s.entries[0].kind == "country"}
    found |= {adjectives().get(key_of(t.text)) for t in sentence.tokens if t.text[:1].isupper()}
    return frozenset(c for c in found if c is not None)


def _resolve(
    sentence: Sentence,
    document: Document,
    span: _Span,
    beside: tuple[str | None, str | None],
    hints: tuple[frozenset[str], frozenset[str]],
    *,
    is_put: bool,
) -> Where | None:
    start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
    text = document.text[start:end]
    said: PlacePrecision = "region" if span.kind == "region" else "city" if span.kind == "city" else "site"
    entry = _settle(span, beside, hints, is_put=is_put) if span.entries else None
    if entry is None:
        if not span.tagged:
            return None
        precision: PlacePrecision = "city" if span.entries and said == "site" else said
        return Where(text, start, end, " ".join(text.split()), beside[0], None, None, precision)
    where = Where(text, start, end, entry.name, entry.country, entry.lat, entry.lon, entry.kind)
    if span.kind == "site" and entry.kind != "site":
        return replace(where, name=" ".join(text.split()), precision="site")
    return where


def _settle(
    span: _Span,
    beside: tuple[str | None, str | None],
    hints: tuple[frozenset[str], frozenset[str]],
    *,
    is_put: bool,
) -> Entry | None:
    """The one place meant; None where the text gives a country in which the tables know no such place."""
    country, region = beside
    entries = span.entries
    if span.kind in {"region", "city"} and entries[0].kind != "country":
        entries = tuple(sorted(entries, key=lambda e: e.kind != span.kind))
    if country is not None:
        there = [e for e in entries if e.country == country or (e.country is None and e.kind != "city")]
        exact = [e for e in there if region and e.region == region and e.kind == "city"]
        if exact or there:
            return (exact or there)[0]
        # "Paris, Texas" is no place of the tables, and is not the one in France; "the Israeli raid of Damascus" is
        return None if is_put else entries[0]
    top = entries[0]
    if top.kind == "country" or top.is_ours:
        return top
    for countries in hints:
        if top.country in countries:
            return top
        here = [
            e
            for e in entries
            if e.country in countries and e.weight * _MUCH_LARGER >= top.weight and key_of(e.name) == key_of(top.name)
        ]
        if here:
            return here[0]
    return top
