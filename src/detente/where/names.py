"""Names that look like places and are none: of ships, treaties and papers, peoples, bodies known by letters."""

from __future__ import annotations

from detente.actors import load as load_actors
from detente.values import Sentence
from detente.where.keys import key_of
from detente.where.table import adjectives, entries_of
from detente.where.verbs import PLACE_NOUNS
from detente.where.words import word_set

_SHIP_PREFIX = word_set("uss hms hmcs hmas hmnzs ins mv m/v mt ss rfa usns uscgc rts bap kri jds irins pns ufs fs")
_VESSELS = word_set(
    "trawler tanker ship vessel yacht frigate destroyer ferry boat freighter carrier submarine airliner warship "
    "cruiser corvette minesweeper steamer liner schooner tug barge patrol icebreaker rig dhow"
)
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december new-year christmas easter ramadan congress parliament senate state"
)
_STORMS = word_set("typhoon hurricane cyclone storm operation")
_MISSIONS = word_set("embassy consulate embassies consulates chancery")
_SIDES = word_set("north south east west northeast northwest southeast southwest center centre capital")
_CONTESTS = word_set("election elections primary primaries referendum caucus caucuses census championship v. vs. v vs")
_LONGEST_ACRONYM = 6
_TIED = word_set(
    "led based backed built held run controlled owned made born wide style era bound supported allied brokered"
)
_NO_PLACE = word_set(
    "earth mars world us$ covid brexit kurds samoans europeans africans asians arabs european african asian arab "
    "martian soviet islamic christendom internet twitter facebook"
)
"""What taggers call places and nobody acts in."""
_NAMED_FOR = word_set(
    "convention declaration protocol protocols accord accords agreement agreements treaty pact charter statute "
    "process principles memorandum doctrine group club consensus initiative framework post times journal tribune "
    "herald daily news gazette chronicle observer guardian mirror telegraph university airlines airways united fc "
    "formula communique roadmap brigade battalion division dinar dollar war wars constitution senator secretary "
    "speaker crisis bulletin"
)


def is_called_so(sentence: Sentence, first: int, last: int, *, known: bool) -> bool:
    """Whether the words only look like a place: "the USS Cole", "the trawler Estai", "the Saudi consulate", "ASEAN"."""
    tokens = sentence.tokens
    words = [t.text.lower() for t in tokens[first:last]]
    before = [t.text.lower() for t in tokens[max(0, first - 2) : first]]
    after = tokens[last].text.lower() if last < len(tokens) else ""
    vessel = first > 0 and before[-1] in _VESSELS and tokens[first - 1].upos == "NOUN"
    if words[0] in _SHIP_PREFIX or (before[-1:] and before[-1] in _SHIP_PREFIX) or vessel:
        return True
    if words[0] in _STORMS:
        return True
    if (words[0] in _TIMES and (last - first == 1 or not known)) or words[:2] == ["new", "year"]:
        return True
    if before[-2:-1] == ["aboard"] and before[-1:] == ["the"]:
        return True
    if words[-1] in _MISSIONS or after in _MISSIONS:
        return True  # "the U.S. Embassy in Baghdad"
    if before[-1:] == ["of"] and first > 1 and tokens[first - 2].text in {"Battle", "Treaty", "Peace", "Siege"}:
        return True  # "veterans of the Battle of Coral Sea"
    if (words[-1] in _TIED and "-" in words) or ("-" in words[-1] and words[-1].rpartition("-")[2] in _TIED):
        return True  # "the U.S.-led coalition", "Washington-based"
    if after == "-" and last + 1 < len(tokens) and tokens[last + 1].text.lower() in _TIED:
        return True
    if not known and words[-1] in _NO_PLACE:
        return True
    if last - first == 1 and words[0] in _SIDES:
        return True  # "the North's tanks", "the West"
    if _is_contest(sentence, first, last):
        return True
    if words[-1] in _NAMED_FOR or (after in _NAMED_FOR and tokens[last].text[:1].isupper()):
        return True
    key = key_of(" ".join(t.text for t in tokens[first:last]))
    if last - first == 1 and _is_body(tokens[first].text, known=known):
        return True
    if not known and key.endswith("s") and any(e.kind == "country" for e in entries_of(key[:-1])):
        return True  # "the two Sudans"
    if last - first == 1 and key in adjectives() and not any(e.is_ours for e in entries_of(key)):
        return True  # "a mistranslation into Thai", which is Alor Setar too
    if last - first == 1 and tokens[first].upos == "ADJ" and key in adjectives():
        return not known or tokens[first].deprel in {"amod", "compound"}
    if known:
        return False
    if all(t.lemma.lower() in PLACE_NOUNS or t.upos == "DET" for t in tokens[first:last]):
        return True  # "Attack on Army Base"
    if key in adjectives():
        return True
    head = tokens[sentence.head_of(first, last)]
    if head.deprel in {"compound", "amod"} and head.head >= last and tokens[head.head].text.endswith("s"):
        return True  # "Murle cattle camps"
    if last - first == 1 and words[0].upper() == tokens[first].text and len(words[0]) > 1:
        return any(e.kind in {"body", "group"} for e in load_actors().match([tokens[first].text], 0))
    article = first > 0 and before[-1:] == ["the"] and not any(w in _KINDS for w in words)
    return article and _is_sailed(sentence, first)


def _is_body(word: str, *, known: bool) -> bool:
    """ "The AU", "the Houthis": letters, or an unknown name, that the actor tables have as a body, group or firm."""
    is_acronym = word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM
    is_acronym = is_acronym and not any(e.is_ours for e in entries_of(key_of(word)))
    return (not known or is_acronym) and any(e.kind in {"body", "group"} for e in load_actors().match([word], 0))


def _is_contest(sentence: Sentence, first: int, last: int) -> bool:
    """ "The 2020 United States presidential election", "Kelly v. United States"."""
    tokens = sentence.tokens
    if first and tokens[first - 1].text.lower() in {"v.", "vs.", "v", "vs"}:
        return True
    entries = entries_of(key_of(" ".join(t.text for t in tokens[first:last])))
    if entries and entries[0].kind != "country":
        return False  # "in the New Hampshire primary"
    for token in tokens[last : last + 4]:
        if token.text.lower() in _CONTESTS:
            return True
        if token.upos not in {"ADJ", "NOUN", "PROPN"}:
            return False
    return False


_KINDS = word_set(
    "sea gulf strait straits ocean river bay islands mountains heights valley peninsula desert bank street"
)


def _is_sailed(sentence: Sentence, first: int) -> bool:
    """ "Slid on to the Mavi Marmara", "put shots across the bow of the Maersk Tigris"."""
    before = [t.text.lower() for t in sentence.tokens[max(0, first - 4) : first]]
    return bool({"aboard", "bow", "deck", "crew", "hull", "board"} & set(before)) or before[-3:-1] == ["on", "to"]
