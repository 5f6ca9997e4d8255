"""Places that the text points to without their name: "here", "the capital", "the north", "this city", and the place
that the headline or the sentence before leaves in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from detente.values import Document, PlacePrecision, Sentence, Where
from detente.where.keys import key_of
from detente.where.setting import Setting
from detente.where.spans import LOCATIVE
from detente.where.table import Entry, adjectives, capitals, country_of, entries_of
from detente.where.words import word_set

if TYPE_CHECKING:
    from detente.where.find import Place

Pointed = tuple[int, int, int, Where]
"""First and last token, head, and the place meant."""
_SIDES = word_set(
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "interior hinterland countryside"
)
_TOWNS = word_set("city town capital village port")
_GATHERING = word_set("assemble gather meet convene")
_REPORTING = word_set("say tell announce declare warn add report condemn accuse")


def pointed_at(sentence: Sentence, document: Document, setting: Setting, places: Sequence[Place]) -> list[Pointed]:
    """Places meant by words that are no name, in the order of the text."""
    found: list[Pointed] = []
    for token in sentence.tokens:
        i, word = token.index, token.text.lower()
        if word == "here" and setting.dateline is not None:
            found.append(_pointed(sentence, document, i, i + 1, setting.dateline))
        elif word == "there":
            named = _last_named(sentence, setting, places, i)
            if named is not None and token.upos == "ADV":
                found.append(_pointed(sentence, document, i, i + 1, named))
        elif word in _TOWNS and i and sentence.tokens[i - 1].text.lower() == "this" and setting.dateline is not None:
            found.append(_pointed(sentence, document, i - 1, i + 1, setting.dateline))
        elif word == "capital":
            found += _capital(sentence, document, setting, i)
        elif word in _SIDES and not token.text[0].isupper():
            found += _side(sentence, document, setting, i)
    return found


def _pointed(sentence: Sentence, document: Document, first: int, last: int, where: Where) -> Pointed:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    named = Where(
        document.text[start:end], start, end, where.name, where.country, where.lat, where.lon, where.precision
    )
    return first, last, last - 1, named


def _last_named(sentence: Sentence, setting: Setting, places: Sequence[Place], i: int) -> Where | None:
    """ "It may ring Guam; two bombers took off from there": the place named last before the word."""
    before = [p for p in places if p.last <= i]
    if before:
        finest = [p for p in before if p.where.precision != "country"]
        return (finest or before)[-1].where
    return None


def _capital(sentence: Sentence, document: Document, setting: Setting, i: int) -> list[Pointed]:
    """ "The capital", "Mali's capital", "the Malian capital": of the country named with it, or of the one spoken of."""
    tokens = sentence.tokens
    after = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
    if after == "of" or (i + 1 < len(tokens) and tokens[i + 1].upos in {"PROPN", "NOUN"}) or i == 0:
        return []
    if after == "," and i + 2 < len(tokens) and tokens[i + 2].upos == "PROPN":
        return []  # "the capital, Tehran,"
    country = None
    for t in tokens[max(0, i - 3) : i]:
        country = adjectives().get(key_of(t.text)) if t.text[:1].isupper() else country
    if country is None and tokens[i - 1].text in {"'s", "’s"}:
        owner = entries_of(key_of(tokens[i - 2].text)) if i > 1 else ()
        country = owner[0].country if owner and owner[0].kind == "country" else None
    if country is None and tokens[i - 1].text.lower() not in {"the", "its", "their", "his", "s", "'s", "’s"}:
        return []
    country = country or setting.spoken_of(sentence.index)
    entry = _city(capitals().get(country, ""), country) if country else None
    return [] if entry is None else [_entry_pointed(sentence, document, i, i + 1, entry, "city")]


def _side(sentence: Sentence, document: Document, setting: Setting, i: int) -> list[Pointed]:
    """ "In the north": of the country spoken of; not "the north of Peru", "the north coast"."""
    tokens = sentence.tokens
    first, last = i, i + 1
    if i > 1 and tokens[i - 1].text == "-" and tokens[i - 2].text.lower() in _SIDES:
        first = i - 2
    before = [t.text.lower() for t in tokens[max(0, first - 3) : first]]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if "the" not in before or not set(before[:-1]) & LOCATIVE:
        return []
    if after is not None and (after.text.lower() in {"of", "-"} or after.upos in {"NOUN", "PROPN", "ADJ"}):
        return []
    country = setting.spoken_of(sentence.index)
    found = country_of(country) if country else None
    return [] if found is None else [_entry_pointed(sentence, document, first, last, found, "region")]


def _entry_pointed(
    sentence: Sentence, document: Document, first: int, last: int, entry: Entry, kind: PlacePrecision
) -> Pointed:
    where = Where("", 0, 0, entry.name, entry.country, entry.lat, entry.lon, kind)
    return _pointed(sentence, document, first, last, where)


def _city(name: str, country: str | None) -> Entry | None:
    found = [e for e in entries_of(key_of(name)) if e.country == country]
    return next((e for e in found if e.kind == "city"), found[0] if found else None)


def before(
    sentence: Sentence,
    document: Document,
    setting: Setting,
    named: Callable[[Sentence, Document, frozenset[str]], tuple[Place, ...]],
) -> tuple[Where | None, bool]:
    """The town or region in which the headline, or the sentence before, sets what this sentence goes on to
    tell; and whether people met there."""
    body = [s for s in setting.sentences if s.part == "body"]
    at = next((n for n, s in enumerate(body) if s.index == sentence.index), None)
    if at is None:
        return None, False
    if at == 0:
        heads = [s for s in setting.sentences if s.part == "headline"]
        return (_scene(heads[0], document, setting, named) if len(heads) == 1 else None), False
    last = body[at - 1]
    root = next((t for t in last.tokens if t.head < 0), None)
    if root is None or root.lemma.lower() in _REPORTING:
        return None, False
    return _scene(last, document, setting, named), root.lemma.lower() in _GATHERING


def _scene(
    sentence: Sentence,
    document: Document,
    setting: Setting,
    named: Callable[[Sentence, Document, frozenset[str]], tuple[Place, ...]],
) -> Where | None:
    found = [p for p in named(sentence, document, setting) if not p.is_container]
    towns = [p for p in found if p.where.precision != "country"]
    if not towns or len({p.where.country for p in towns}) != 1:
        return None
    place = towns[0]
    before = sentence.tokens[place.first - 1].text.lower() if place.first else ""
    is_said = before in LOCATIVE - {"from", "to", "of", "between"} or (
        place.first == 0 and len(sentence.tokens) > place.last and sentence.tokens[place.last].upos in {"VERB", "AUX"}
    )
    return place.where if is_said else None
