"""The places that a sentence names, each resolved to one place of the tables where that can be done.

A name that may mean several places is settled by the country that the text says beside it ("Birmingham, Alabama",
"the Syrian town of Douma"), else by population against all that the report says for each country (setting.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from detente.values import Document, PlacePrecision, Sentence, Where
from detente.where.beside import container_of, said_beside
from detente.where.keys import key_of
from detente.where.names import is_called_so
from detente.where.pointing import lands_at, pointed_at
from detente.where.scenes import scenes
from detente.where.setting import ACTOR, Setting, is_beyond, pulls, weight_of
from detente.where.settle import best_of
from detente.where.span import CITY_WORDS, REGION_WORDS, NameSpan
from detente.where.spans import place_spans
from detente.where.table import Entry, capitals, entries_of
from detente.where.words import word_set

_SEAS = word_set("sea gulf strait straits ocean channel bay")
_SMALLEST_UNTAGGED, _SMALLEST_AT_HOME = 50_000, 4_000
"""A capitalised word that the tagger does not call a place must be a well-known one, or lie in a land of the report."""


_REACH = 6
"""Words between a town and a hall in it."""


class Place(NamedTuple):
    """A place that a sentence names, over tokens `first` to `last`, last exclusive; `head` is its syntactic head.
    `is_container` where it only says in which country or region the place before it lies ("Tripoli, Libya")."""

    first: int
    last: int
    head: int
    where: Where
    is_container: bool


class Places(tuple[Place, ...]):
    """The places of one sentence, and the place that the text before it leaves in force."""

    before: Where | None = None
    lands: tuple[Place, ...] = ()
    """Places without a name of their own ("on Ukrainian soil"), which say where but never who."""
    far: Where | None = None
    """That of some sentences before, for what the text takes up again."""
    are_gathered: bool = False
    """Whether the sentence before says that people met there."""


def find_places(sentence: Sentence, document: Document, countries_in_document: frozenset[str] = frozenset()) -> Places:
    """Every place that the sentence names, in order; given the Setting of `countries_of`, also those it points to.

    A name the tables do not know keeps `lat` and `lon` None, and its country is None unless the text says it.
    """
    if not isinstance(countries_in_document, Setting):
        return Places(_named(sentence, document, countries_in_document))
    places = _named_in(sentence, document, countries_in_document)
    people = countries_in_document.people
    places = tuple(p for p in places if p.where.lat is not None or p.where.text.split()[-1] not in people)
    places = tuple(_told_elsewhere(p, places, sentence, document, countries_in_document) for p in places)
    pointed = pointed_at(sentence, document, countries_in_document, places)
    taken = {i for p in places for i in range(p.first, p.last)}
    more = [Place(first, last, head, where, False) for first, last, head, where in pointed if first not in taken]
    found = Places(sorted((*places, *more), key=lambda p: p.first))
    lands = lands_at(sentence, document, countries_in_document, found)
    taken |= {i for p in more for i in range(p.first, p.last)}
    found.lands = tuple(
        Place(first, last, head, where, False) for first, last, head, where in lands if first not in taken
    )
    if not any(p.where.precision != "country" for p in (*found, *found.lands)):
        found.before, found.far, found.are_gathered = scenes(sentence, document, countries_in_document, _named_in)
    return found


def _is_land_of_next(sentence: Sentence, span: NameSpan, where: Where) -> bool:
    """ "The U.S. border city of El Paso"."""
    after = [t.text.lower() for t in sentence.tokens[span.last : span.last + 4]]
    kinds = [n for n, word in enumerate(after[:3]) if word in CITY_WORDS | REGION_WORDS]
    return _is_land(where) and bool(kinds) and after[kinds[0] + 1 : kinds[0] + 2] == ["of"]


def _is_land(where: Where) -> bool:
    """Whether the name stands for a whole country, whatever word follows it."""
    entries = entries_of(key_of(where.text))
    return bool(entries) and entries[0].kind == "country"


def _told_elsewhere(
    place: Place, places: tuple[Place, ...], sentence: Sentence, document: Document, setting: Setting
) -> Place:
    """A name that no table knows, with the country that another sentence tells with it, or the town told before it.

    "At Fishmongers' Hall in London … inside Fishmongers' Hall"; "met in Athens and at the Zappeion Hall signed"
    """
    name = place.where.text
    if place.where.country is not None or place.where.lat is not None or _SEAS & set(name.lower().split()):
        return place
    elsewhere = setting.sentences if document.text.count(name) > 1 else ()
    for other in elsewhere:
        if other.index != sentence.index and name in document.text[other.start : other.end]:
            for p in _named_in(other, document, setting):
                if p.where.text == name and p.where.country is not None:
                    return place._replace(where=replace(place.where, country=p.where.country))
    before = [p.where for p in places if 0 <= place.first - p.last <= _REACH and p.where.precision != "country"]
    if before and before[-1].country is not None:
        return place._replace(where=replace(place.where, country=before[-1].country))
    return place


def _named_in(sentence: Sentence, document: Document, setting: Setting) -> tuple[Place, ...]:
    """The same as `_named`, worked out once for each sentence of a report."""
    key = sentence.index
    if key not in setting.known:
        setting.known[key] = _named(sentence, document, setting)
    return cast("tuple[Place, ...]", setting.known[key])


def _named(sentence: Sentence, document: Document, countries: frozenset[str]) -> tuple[Place, ...]:
    if not sentence.names and not any(t.upos == "PROPN" for t in sentence.tokens):
        return ()
    spans = [NameSpan.of(sentence, document.text, span) for span in place_spans(sentence)]
    spans = [s for s in spans if not is_called_so(sentence, s.first, s.last, known=bool(s.entries))]
    said = [(s, pulls(countries, sentence, document, s.key)) for s in spans]
    known = [s.or_spelled_otherwise(pull) for s, pull in said if _counts(sentence, s, pull)]
    if not known:
        return ()
    pulled = {s.first: pull for s, pull in said}
    places: list[Place] = []
    for i, span in enumerate(known):
        container = container_of(sentence, known, i)
        near = said_beside(sentence, span, container)
        beside = [s.entries[0] for s in known if s.entries and s.key != span.key and s.entries[0].kind == "city"]
        where = _resolve(sentence, document, span, near, pulled[span.first], beside, is_put=container is not None)
        if where is None:
            continue
        is_container = bool(i) and container_of(sentence, known, i - 1) is span and bool(places)
        is_container = is_container or _is_land_of_next(sentence, span, where)
        if is_container and places and places[-1].where.country not in {None, where.country}:
            is_container = False
        places.append(Place(span.first, span.last, sentence.head_of(span.first, span.last), where, is_container))
    return tuple(_with_countries(sentence, places, pulled))


def _counts(sentence: Sentence, span: NameSpan, pull: Mapping[str, float]) -> bool:
    """Whether the span is taken for a place: tagged so, or known and large enough, or in a land of the report."""
    if span.tagged:
        return bool(span.entries) or _is_capitalised(sentence, span)
    if not span.entries:
        return False
    top = span.entries[0]
    if top.kind != "city" or top.is_ours or top.weight >= _SMALLEST_UNTAGGED:
        return True
    return any(e.weight >= _SMALLEST_AT_HOME and pull.get(e.country or "", 0.0) >= 1.0 for e in span.entries)


def _with_countries(
    sentence: Sentence, places: list[Place], pulled: Mapping[int, Mapping[str, float]]
) -> Iterator[Place]:
    """Unknown names get the country of the town or region told nearest to them, or of the land the report speaks of."""
    known = [p for p in places if p.where.country is not None and p.where.lat is not None]
    finer = [p for p in known if p.where.precision != "country"]
    for place in places:
        if place.where.country is not None or place.where.lat is not None:
            yield place
            continue
        if _SEAS & set(place.where.text.lower().split()):
            yield place
            continue
        near = [p for p in finer if 0 <= p.first - place.last <= 10 and not is_beyond(sentence, p.first, p.last)]
        country = near[0].where.country if near else _country_after(sentence, place, known)
        if country is None:
            pull = sorted(pulled[place.first].items(), key=lambda item: (-item[1], item[0]))
            is_clear = pull and pull[0][1] >= 1.0 and (len(pull) == 1 or pull[0][1] >= 1.25 * pull[1][1])
            country = pull[0][0] if is_clear else None
        yield place._replace(where=replace(place.where, country=country))


def _country_after(sentence: Sentence, place: Place, known: list[Place]) -> str | None:
    """ "At Inates, near the border with Mali, in western Niger": the country said next under "in" or "of"."""
    for p in known:
        between = sentence.tokens[place.last : p.first]
        if p.first < place.last or len(between) > 12 or any(t.upos == "VERB" for t in between):
            continue
        said = [t.text.lower() for t in between if t.upos == "ADP"]
        if said and said[-1] in {"in", "of", "inside", "within"}:
            return p.where.country
    return None


def _is_capitalised(sentence: Sentence, span: NameSpan) -> bool:
    return any(c.isupper() for t in sentence.tokens[span.first : span.last] for c in t.text)


def _resolve(
    sentence: Sentence,
    document: Document,
    span: NameSpan,
    beside: tuple[str | None, str | None],
    pull: Mapping[str, float],
    others: Sequence[Entry],
    *,
    is_put: bool,
) -> Where | None:
    start, end = sentence.tokens[span.first].start, sentence.tokens[span.last - 1].end
    text = document.text[start:end]
    said: PlacePrecision = "region" if span.kind == "region" else "city" if span.kind == "city" else "site"
    entry = _settle(span, beside, pull, others, is_put=is_put) if span.entries else None
    if entry is not None and span.tagged and _is_out_of_place(entry, span.key, pull):
        entry = None
    if entry is None:
        if not span.tagged:
            return None
        precision: PlacePrecision = "city" if span.entries and said == "site" else said
        return Where(text, start, end, " ".join(text.split()), beside[0], None, None, precision)
    where = Where(text, start, end, entry.name, entry.country, entry.lat, entry.lon, entry.kind)
    if span.kind == "site" and entry.kind != "site":
        return replace(where, name=" ".join(text.split()), precision="site")
    return where


def _is_out_of_place(entry: Entry, key: str, pull: Mapping[str, float]) -> bool:
    """A small town of a land that the report is silent of, while it speaks of another: more likely one that the tables
    lack there. "Peruvian farmers … at Chala" is not the Chala of Tanzania."""
    if entry.kind != "city" or entry.country is None or weight_of(entry, key) >= _SMALLEST_UNTAGGED:
        return False
    if key_of(capitals().get(entry.country, "")) == key:
        return False
    return pull.get(entry.country, 0.0) == 0.0 and max(pull.values(), default=0.0) > ACTOR


def _settle(
    span: NameSpan,
    beside: tuple[str | None, str | None],
    pull: Mapping[str, float],
    others: Sequence[Entry],
    *,
    is_put: bool,
) -> Entry | None:
    """The one place meant; None where the text gives a country in which the tables know no such place."""
    country, region = beside
    entries = span.entries
    if span.kind in {"region", "city"} and any(e.kind == span.kind for e in entries) and entries[0].kind != "country":
        entries = tuple(sorted(entries, key=lambda e: e.kind != span.kind))
    if country is not None:
        there = [e for e in entries if e.country == country or (e.country is None and e.kind != "city")]
        exact = [e for e in there if region and e.region == region and e.kind == "city"]
        if exact or there:
            return (exact or there)[0]
        if is_put:
            return None  # "Paris, Texas" is no place of the tables, and is not the one in France
        # "the Israeli raid of Damascus" is in Damascus
    kinds = {e.kind for e in entries if span.kind == e.kind}
    found = best_of([e for e in entries if not kinds or e.kind in kinds], span.key, pull, others)
    same = [e for e in entries if found is not None and e.country == found.country and e.region == found.region]
    return same[0] if same and not kinds and found is not None and found.kind in {"city", "region"} else found
