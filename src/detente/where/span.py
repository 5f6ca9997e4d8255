"""A stretch of words that may name a place, with the places of the tables that its words mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from detente.values import Sentence
from detente.where.keys import key_of
from detente.where.settle import spelled_otherwise
from detente.where.table import Entry, entries_of
from detente.where.words import word_set

LEADING = word_set(
    "the northern southern eastern western central north south east west downtown greater upper lower occupied "
    "northeastern northwestern southeastern southwestern neighbouring neighboring mainland rural"
)
REGION_WORDS = word_set("province region governorate state oblast district county department prefecture")
CITY_WORDS = word_set("city town village capital municipality settlement suburb")
_SITE_WORDS = word_set(
    "airport airbase airfield port prison hospital square bridge embassy mosque university market station border "
    "countryside camp stadium palace harbour harbor valley crossing base castle cathedral church temple synagogue "
    "street avenue road park jail plant refinery barracks checkpoint gate fort airstrip roundabout college school "
    "campus ward hotel mall museum courthouse court cemetery dam mine terminal shipyard ghetto suburb outskirts "
    "waterfront"
)
_STREETS = word_set(
    "street avenue road drive lane boulevard crescent terrace gate highway alley row close square plaza"
)
_SITE_ATTRIBUTES = word_set(
    "refugee international air military nuclear power central main naval army police railway train bus check-in check "
    "in - border oil gas displacement idp detention football town city"
)


class NameSpan(NamedTuple):
    """The words from `first` to `last` (exclusive): whether tagged as a name, and what the tables know of them."""

    first: int
    last: int
    tagged: bool
    entries: tuple[Entry, ...]
    key: str
    kind: str | None
    """What a word beside the name says it is: region, city, site."""

    @classmethod
    def of(cls, sentence: Sentence, text: str, span: tuple[int, int, bool]) -> NameSpan:
        tokens, (first, last, tagged) = sentence.tokens, span
        if text[tokens[first].start : tokens[last - 1].end].islower():
            return cls(first, last, tagged, (), "", None)  # "us" is no country
        if last - first > 1 and tokens[last - 1].text in {"'s", "’s", "'", "’"}:
            last -= 1
        entries: tuple[Entry, ...] = ()
        key, stop = "", last
        if last < len(tokens) and tokens[last].text[:1].isupper() and tokens[last].text.lower() in _STREETS:
            last += 1
        # "Kabul airport", "Idlib province": the longest known beginning; untagged words must be known whole, or
        # "from Jordan Peterson" would be a country
        for stop in range(last, first, -1) if tagged else (last,):
            start = first
            while True:
                key = key_of(text[tokens[start].start : tokens[stop - 1].end])
                entries = entries_of(key)
                if entries or start + 1 >= stop or tokens[start].text.lower() not in LEADING:
                    break
                start += 1
            rest = {t.text.lower() for t in tokens[stop:last]}
            if stop < last and tokens[last - 1].text.lower() in _STREETS:
                entries = ()  # "Baghdad Street", "Damascus Gate" may be anywhere
                continue
            if entries and (
                all(word.islower() for word in (t.text for t in tokens[stop:last]))  # "his Freetown villa"
                or rest <= REGION_WORDS | CITY_WORDS
                or (rest <= _SITE_WORDS | _SITE_ATTRIBUTES and rest & _SITE_WORDS)
            ):
                break
            entries = ()
        if not entries:
            key = key_of(text[tokens[first].start : tokens[last - 1].end])
        return cls(first, last, tagged, entries, key, _kind_said(sentence, first, stop, last))

    def or_spelled_otherwise(self, pull: Mapping[str, float]) -> NameSpan:
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
        before = before[:1] if before[0] != "capital" else []  # "the capital of Montenegro"
    else:
        before = [word for word in before[-1:] if word in {"capital", "province", "city"}]
    for word in (*after, *before):
        if word in REGION_WORDS:
            return "region"
        if word in CITY_WORDS:
            return "city"
        if word in _SITE_WORDS:
            return "site"
    return None
