"""Places said by their kind and whose they are: "on Ukrainian soil", "in Iraqi bases", "outside parliament"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.values import Sentence, Token
from detente.where.keys import key_of
from detente.where.table import Entry, adjectives, capital_of, country_of, entries_of
from detente.where.verbs import ENTERED, PLACE_NOUNS, STRUCK
from detente.where.words import word_set

if TYPE_CHECKING:
    from detente.where.find import Place
    from detente.where.setting import Setting

Land = tuple[int, int, Entry]
"""First and last token, last exclusive, and what is meant."""
_GROUND = word_set(
    "soil territory water airspace coast coastline shore border frontier town village city province prison jail "
    "airport airfield airbase base port harbour harbor island islet hospital school mosque church market oilfield "
    "refinery desert countryside mainland waters side resort barracks district region county suburb checkpoint"
)
_ABROAD = word_set("base barracks airfield airbase prison checkpoint port hospital school")
_WITH_BASES_ABROAD = frozenset({"USA", "GBR", "FRA", "RUS"})
""""An American base" may lie anywhere."""
_AT = word_set("in on onto into at near off over inside across within along outside around to from toward towards")
_BY_A_SEAT = word_set("outside at near around inside into towards toward to on before")
_SEATS = word_set("parliament legislature congress")
_HOUSES = word_set("palace residence headquarters")
_OF_STATE = word_set("presidential royal national government")
_SAT_ELSEWHERE = frozenset({"NLD", "CHL", "ZAF", "BEN", "CIV", "BOL", "MYS", "LKA", "TZA", "CHE"})
"""Their parliaments do not, or not always, sit in the capital."""
_MEMBERS = word_set("member speaker leader session seat vote debate election majority group committee")


def lands_in(sentence: Sentence, setting: Setting, places: Sequence[Place]) -> Iterator[Land]:
    """Places of a land, and seats of its government, that the sentence says without a name of their own."""
    for token in sentence.tokens:
        if token.upos != "NOUN":
            continue
        lemma = token.lemma.lower()
        if lemma in _GROUND or token.text.lower() in _GROUND:
            land = _ground(sentence, token, places)
        elif lemma in _SEATS or lemma in _HOUSES:
            land = _seat(sentence, token, setting, places)
        else:
            continue
        if land is not None:
            yield land


def _ground(sentence: Sentence, noun: Token, places: Sequence[Place]) -> Land | None:
    """ "Crossed on to Ukrainian soil", "at a Turkish seaside town"; not "the Syrian town of Douma"."""
    first, country = _owner(sentence, noun)
    is_people = any(t.head == noun.index and t.text.lower() == "ethnic" for t in sentence.tokens)
    if country is None or is_people or _is_named(sentence, noun, places):
        return None
    if noun.lemma.lower() in _ABROAD and country in _WITH_BASES_ABROAD:
        return None
    if not _is_put(sentence, noun, _AT):
        return None
    entry = country_of(country)
    return None if entry is None else (first, noun.index + 1, entry)


def _seat(sentence: Sentence, noun: Token, setting: Setting, places: Sequence[Place]) -> Land | None:
    """ "Clashed in front of parliament", "stormed the presidential palace": in the capital of the land spoken of."""
    tokens = sentence.tokens
    beneath = {t.text.lower() for t in tokens if t.head == noun.index}
    if noun.lemma.lower() in _HOUSES and not beneath & _OF_STATE:
        return None
    if any(p.where.precision != "country" for p in places) or not _is_put(sentence, noun, _BY_A_SEAT):
        return None
    if noun.head >= 0 and tokens[noun.head].lemma.lower() in _MEMBERS:
        return None
    first, country = _owner(sentence, noun)
    if country is None:
        country = setting.spoken_of(sentence.index) or _only_land(setting)
    entry = None
    if country is not None:
        entry = country_of(country) if country in _SAT_ELSEWHERE else capital_of(country)
    return None if entry is None else (first, noun.index + 1, entry)


def _only_land(setting: Setting) -> str | None:
    return next(iter(setting)) if len(setting) == 1 else None


def _owner(sentence: Sentence, noun: Token) -> tuple[int, str | None]:
    """The nationality, or the land in the possessive, that goes with a noun: "Iraqi bases", "Brazil's congress"."""
    tokens = sentence.tokens
    for t in tokens[max(0, noun.index - 4) : noun.index]:
        if not t.text[:1].isupper() or t.head < 0 or noun.index not in (t.head, tokens[t.head].head):
            continue
        country = adjectives().get(key_of(t.text))
        if country is None and t.deprel == "nmod:poss":
            owner = entries_of(key_of(t.text))
            country = owner[0].country if owner and owner[0].kind == "country" else None
        if country is not None and not _is_beneath_another(sentence, t, noun):
            return (noun if t.deprel == "nmod:poss" else t).index, country
    return noun.index, None


def _is_beneath_another(sentence: Sentence, word: Token, noun: Token) -> bool:
    """Whether another noun stands between ("the Syrian army's town")."""
    return any(t.text in {"'s", "’s"} and t.head != word.index for t in sentence.tokens[word.index : noun.index])


def _is_named(sentence: Sentence, noun: Token, places: Sequence[Place]) -> bool:
    """Whether the place has its name beside it, or another place is told close by: "a Turkish base in Syria"."""
    tokens = sentence.tokens
    after = tokens[noun.index + 1] if noun.index + 1 < len(tokens) else None
    if after is not None and (after.upos == "PROPN" or (after.text.lower() == "of" and noun.lemma.lower() != "coast")):
        return True
    return any(noun.index < p.first <= noun.index + 8 or noun.index - 4 <= p.first < noun.index - 1 for p in places)


def _is_put(sentence: Sentence, noun: Token, cases: frozenset[str]) -> bool:
    """Whether the noun is under a preposition of place, or is what is entered or struck."""
    tokens = sentence.tokens
    own = {t.text.lower() for t in tokens if t.head == noun.index and t.deprel == "case"}
    if own & cases:
        return True
    verb = tokens[noun.head] if noun.head >= 0 else None
    if "of" in own and verb is not None:
        return verb.lemma.lower() in PLACE_NOUNS | {"front", "step"}
    return verb is not None and noun.deprel == "obj" and verb.lemma.lower() in ENTERED | STRUCK
