"""Places that words tell without a name: "the club", "his residence", "the country", "outside the embassy"."""

from __future__ import annotations

from detente.values import Document, Sentence, Where
from detente.where.keys import key_of
from detente.where.setting import Setting, pulls
from detente.where.table import country_of
from detente.where.words import word_set

_LANDS = word_set("country nation state homeland kingdom republic")
_IN_TOWN = word_set(
    "street road avenue boulevard lane square plaza bridge hotel hospital clinic house palace hall court building "
    "tower gate park stadium theatre theater university college school church mosque cathedral temple market mall "
    "station embassy ministry prison jail headquarters quarter neighbourhood neighborhood suburb district roundabout"
)
_OPEN = word_set("sea ocean strait waters gulf")
_LEAST = 0.5
"""So much must the report say for a land for an unknown place to lie there."""


def placed(
    sentence: Sentence, document: Document, setting: frozenset[str], words: tuple[int, int], before: Where | None
) -> Where:
    """The place of words without a name: in the town that the text told before, in the land that it speaks of.

    "stormed the club" after a sentence on Bangkok: in Bangkok; "expelled from the country": the land itself
    """
    start, end = sentence.tokens[words[0]].start, sentence.tokens[words[1] - 1].end
    text = document.text[start:end]
    said = {t.lemma.lower() for t in sentence.tokens[words[0] : words[1]]}
    own = " ".join(text.split())
    land = land_of(sentence, document, setting, text)
    if said & _OPEN:
        return Where(text, start, end, own, None, None, None, "region")
    if said & _LANDS:
        entry = country_of(land) if land else None
        lat, lon = (entry.lat, entry.lon) if entry else (None, None)
        return Where(text, start, end, own, land, lat, lon, "country")
    if before is not None and before.country is not None:
        return Where(text, start, end, before.name, before.country, before.lat, before.lon, "site")
    return Where(text, start, end, own, land, None, None, "site")


def is_in_town(text: str) -> bool:
    """Whether a place is of a kind that lies in a town: "Wellington Street", "the Galadari Hotel"."""
    return bool(set(text.lower().split()) & _IN_TOWN)


def land_of(sentence: Sentence, document: Document, setting: frozenset[str], text: str) -> str | None:
    """The land that the report speaks of most where a place without a known land is told; None where of none."""
    if not isinstance(setting, Setting) or _OPEN & set(text.lower().split()):
        return None
    ranked = sorted(pulls(setting, sentence, document, key_of(text)).items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0] if ranked and ranked[0][1] >= _LEAST else None
