"""The places that a sentence names, each resolved to one place of the tables where that can be done.

A name that may mean several places is settled by the country that the text says beside it ("Birmingham, Alabama",
"the Syrian town of Douma"), else by population against all that the report says for each country (setting.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from detente.values import Document, PlacePrecision, Sentence, Where
from detente.where.keys import key_of
from detente.where.names import is_called_so
from detente.where.pointing import before, pointed_at
from detente.where.setting import ACTOR, Setting, pulls, weight_of
from detente.where.settle import best_of, spelled_otherwise
from detente.where.spans import place_spans
from detente.where.table import Entry, adjectives, capitals, entries_of
from detente.where.verbs import PLACE_NOUNS
from detente.where.words import word_set

_LEADING = word_set(
    "the northern southern eastern western central north south east west downtown greater upper lower occupied "
    "northeastern northwestern southeastern southwestern neighbouring neighboring mainland rural"
)
_REGION_WORDS = word_set("province region governorate state oblast district county department prefecture")
_CITY_WORDS = word_set("city town village capital municipality settlement suburb")
_SITE_WORDS = word_set(
    "airport airbase airfield port prison hospital square bridge embassy mosque university market station border "
    "countryside camp stadium palace harbour harbor valley crossing base castle cathedral church temple synagogue "
    "street avenue road park jail plant refinery barracks checkpoint gate fort airstrip roundabout college school "
    "campus ward hotel mall museum courthouse court cemetery dam mine terminal shipyard ghetto suburb outskirts "
    "waterfront"
)
_SITE_ATTRIBUTES = word_set(
    "refugee international air military nuclear power central main naval army police railway train bus check-in check "
    "in - border oil gas displacement idp detention football town city"
)
_SEAS = word_set("sea gulf strait straits ocean channel bay")
_SMALLEST_UNTAGGED, _SMALLEST_AT_HOME = 50_000, 4_000
"""A capitalised word that the tagger does not call a place must be a well-known one, or lie in a land of the report."""


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
    are_gathered: bool = False
    """Whether the sentence before says that people met there."""


def find_places(sentence: Sentence, document: Document, countries_in_document: frozenset[str] = frozenset()) -> Places:
    """Every place that the sentence names, in order; given the Setting of `countries_of`, also those it points to.

    A name the tables do not know keeps `lat` and `lon` None, and its country is None unless the text says it.
    """
    places = _named(sentence, document, countries_in_document)
    if not isinstance(countries_in_document, Setting):
        return Places(places)
    pointed = pointed_at(sentence, document, countries_in_document, places)
    taken = {i for p in places for i in range(p.first, p.last)}
    more = [Place(first, last, head, where, False) for first, last, head, where in pointed if first not in taken]
    found = Places(sorted((*places, *more), key=lambda p: p.first))
    if not any(p.where.precision != "country" for p in found):
        found.before, found.are_gathered = before(sentence, document, countries_in_document, _named)
    return found


def _named(sentence: Sentence, document: Document, countries: frozenset[str]) -> tuple[Place, ...]:
    if not sentence.names and not any(t.upos == "PROPN" for t in sentence.tokens):
        return ()
    spans = [_Span.of(sentence, document.text, span) for span in place_spans(sentence)]
    spans = [s for s in spans if not is_called_so(sentence, s.first, s.last, known=bool(s.entries))]
    said = [(s, pulls(countries, sentence, document, s.key)) for s in spans]
    known = [s.or_spelled_otherwise(pull) for s, pull in said if _counts(sentence, s, pull)]
    if not known:
        return ()
    pulled = {s.first: pull for s, pull in said}
    places: list[Place] = []
    for i, span in enumerate(known):
        container = _container(sentence, known, i)
        near = _said_beside(sentence, span, container)
        beside = [s.entries[0] for s in known if s.entries and s.key != span.key and s.entries[0].kind == "city"]
        where = _resolve(sentence, document, span, near, pulled[span.first], beside, is_put=container is not None)
        if where is None:
            continue
        is_container = bool(i) and _container(sentence, known, i - 1) is span and bool(places)
        if is_container and places[-1].where.country not in {None, where.country}:
            is_container = False
        places.append(Place(span.first, span.last, sentence.head_of(span.first, span.last), where, is_container))
    return tuple(_with_countries(sentence, places, pulled))


def _counts(sentence: Sentence, span: _Span, pull: Mapping[str, float]) -> bool:
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
        near = [p for p in finer if 0 <= p.first - place.last <= 10]
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


def _is_capitalised(sentence: Sentence, span: _Span) -> bool:
    return any(c.isupper() for t in sentence.tokens[span.first : span.last] for c in t.text)


class _Span(NamedTuple):
    first: int
    last: int
    tagged: bool
    entries: tuple[Entry, ...]
    key: str
    kind: str | None
    """What a word beside the name says it is: region, city, site."""

    @classmethod
    def of(cls, sentence: Sentence, text: str, span: tuple[int, int, bool]) -> _Span:
        tokens, (first, last, tagged) = sentence.tokens, span
        if text[tokens[first].start : tokens[last - 1].end].islower():
            return cls(first, last, tagged, (), "", None)  # "us" is no country
        if last - first > 1 and tokens[last - 1].text in {"'s", "’s", "'", "’"}:
            last -= 1
        entries: tuple[Entry, ...] = ()
        key, stop = "", last
        # "Kabul airport", "Idlib province": the longest known beginning; untagged words must be known whole, or
        # "from Jordan Peterson" would be a country
        for stop in range(last, first, -1) if tagged else (last,):
            start = first
            while True:
                key = key_of(text[tokens[start].start : tokens[stop - 1].end])
                entries = entries_of(key)
                if entries or start + 1 >= stop or tokens[start].text.lower() not in _LEADING:
                    break
                start += 1
            rest = {t.text.lower() for t in tokens[stop:last]}
            if entries and (
                rest <= _REGION_WORDS | _CITY_WORDS or (rest <= _SITE_WORDS | _SITE_ATTRIBUTES and rest & _SITE_WORDS)
            ):
                break
            entries = ()
        if not entries:
            key = key_of(text[tokens[first].start : tokens[last - 1].end])
        return cls(first, last, tagged, entries, key, _kind_said(sentence, first, stop, last))

    def or_spelled_otherwise(self, pull: Mapping[str, float]) -> _Span:
        """The span with places of nearly this name, where its own is unknown."""
        if self.entries or not self.tagged:
            return self
        key = self.key.removesuffix(" village").removesuffix(" town").removesuffix(" city")
        return self._replace(entries=spelled_otherwise(key, pull))


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
    after = _said_after(sentence, span)
    if after is not None:
        return after, None
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


def _said_after(sentence: Sentence, span: _Span) -> str | None:
    """ "Barisha, a Syrian hamlet by the border"."""
    words = sentence.tokens[span.last : span.last + 6]
    if len(words) < 4 or words[0].text != "," or words[1].text.lower() not in {"a", "an", "the"}:
        return None
    country = None
    for word in words[2:]:
        country = country or adjectives().get(key_of(word.text))
        if word.lemma.lower() in PLACE_NOUNS:
            return country
        if word.upos not in {"ADJ", "PROPN", "PUNCT", "NOUN"}:
            return None
    return None


def _resolve(
    sentence: Sentence,
    document: Document,
    span: _Span,
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
    span: _Span,
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
