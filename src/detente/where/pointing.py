"""Places that the text points to without their name: "here", "the capital", "the north", "this city"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.values import Document, PlacePrecision, Sentence, Where
from detente.where.keys import key_of
from detente.where.lands import lands_in
from detente.where.setting import Setting
from detente.where.spans import LOCATIVE
from detente.where.table import Entry, adjectives, capital_of, country_of, entries_of
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


def pointed_at(sentence: Sentence, document: Document, setting: Setting, places: Sequence[Place]) -> list[Pointed]:
    """Places meant by words that are no name, in the order of the text."""
    found: list[Pointed] = []
    for token in sentence.tokens:
        i, word = token.index, token.text.lower()
        after = sentence.tokens[i + 1].text.lower() if i + 1 < len(sentence.tokens) else ""
        if word == "here" and setting.dateline is not None and after not in {"in", "at"}:
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


def lands_at(sentence: Sentence, document: Document, setting: Setting, places: Sequence[Place]) -> list[Pointed]:
    """Places said by their kind and whose they are, in the order of the text: "on Ukrainian soil"."""
    found: list[Pointed] = []
    for first, last, entry in lands_in(sentence, setting, places):
        found.append((first, last, last - 1, _entry_pointed(sentence, document, first, last, entry, entry.kind)[3]))
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
    if after == "of":
        return _capital_of(sentence, document, i)
    if (i + 1 < len(tokens) and tokens[i + 1].upos in {"PROPN", "NOUN"}) or i == 0:
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
    entry = capital_of(country) if country else None
    return [] if entry is None else [_entry_pointed(sentence, document, i, i + 1, entry, "city")]


def _capital_of(sentence: Sentence, document: Document, i: int) -> list[Pointed]:
    """ "The capital of Montenegro", where its name does not follow."""
    tokens = sentence.tokens
    for size in (3, 2, 1):
        words = tokens[i + 2 : i + 2 + size]
        owner = entries_of(key_of(" ".join(t.text for t in words)))
        if len(words) == size and owner and owner[0].kind == "country" and owner[0].country is not None:
            after = tokens[i + 2 + size : i + 4 + size]
            is_named = len(after) == 2 and after[0].text == "," and after[1].upos == "PROPN"
            entry = None if is_named else capital_of(owner[0].country)
            return [] if entry is None else [_entry_pointed(sentence, document, i, i + 1, entry, "city")]
    return []


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
