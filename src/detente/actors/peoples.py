"""Peoples that are no state's: Kurds, Tamils, Azeris, Arabs. They belong to the country where the text puts them.

"Kurds in Diyarbakir" are people of Turkey, "Toronto's Tamils" of Canada, "Syrian Kurds" of Syria.
Own work, from general knowledge: peoples, spread over several states or a part of one, that news of 1990 to 2026 names.
"""

from __future__ import annotations

from detente.actors.rows import Role
from detente.actors.scan import Hit, Scanned
from detente.actors.sets import word_set
from detente.actors.things import is_title_case

PEOPLES = word_set(
    "kurds arabs azeris tamils uyghurs uighurs rohingya rohingyas tatars roma gypsies basques catalans "
    "corsicans bretons "
    "bedouin bedouins berbers amazigh kabyles tuareg tuaregs fulani fulanis hausa hausas yoruba yorubas "
    "igbo igbos ijaw ijaws dogon bambara hutu hutus tutsi tutsis hema lendu banyamulenge oromo oromos amhara amharas "
    "tigrayan tigrayans afar dinka dinkas nuer nuers shilluk murle masalit zaghawa nuba maasai masai "
    "kikuyu kikuyus luo luos kalenjin kalenjins zulu zulus xhosa xhosas ndebele shona afrikaners balochs baloch "
    "baluchis pashtun pashtuns pathans hazara hazaras sindhis punjabis muhajirs mohajirs kashmiris "
    "assamese nagas manipuris meiteis kukis gurkhas gorkhas madhesis tharus chakmas karens kachin kachins shan "
    "rakhine hmong montagnards tibetans mongols hui dayaks madurese acehnese papuans moros lumads "
    "chechens ingush ossetians abkhaz abkhazians dagestanis circassians kalmyks buryats chuvash bashkirs gagauz rusyns "
    "bosniaks sami lapps inuit maoris maori aborigines aboriginals mapuche mapuches quechua quechuas aymara aymaras "
    "guarani yanomami miskitos garifuna mayans turkmens turkmen yazidis yezidis assyrians chaldeans druze alawites "
    "mizrahim ashkenazim copts"
)
_ROLE = Role("people", "group", "CVL", "people")


_ADJECTIVES = word_set(
    "kurdish tamil uyghur uighur tatar basque catalan corsican breton berber tuareg igbo oromo amhara zulu xhosa "
    "baloch baluch pashtun hazara sindhi kashmiri sikh naga karen kachin shan tibetan moro acehnese papuan chechen "
    "ossetian sami inuit maori aboriginal mapuche indigenous yazidi druze alawite polisario sahrawi"
)
"""Words for one of such a people: "the Kurdish leader"."""


def is_people(word: str) -> bool:
    """Whether the word names a people that is no state's nation."""
    return word.lower() in PEOPLES


def is_of_people(word: str) -> bool:
    """Whether the word says of a person or group that it is of such a people."""
    return word.lower() in _ADJECTIVES


def add_peoples(scans: list[Scanned]) -> None:
    """Add role hits, of sector CVL, for names of peoples that no table has."""
    for found in scans:
        if is_title_case(found.tree) and found.tree.sentence.part == "body":
            continue
        for token in found.tree.tokens:
            i = token.index
            if (
                (i in found.at and not _is_elsewhere(found, i))
                or not token.text[:1].isupper()
                or not is_people(token.text)
            ):
                continue
            at = found.at.get(i + 1)
            is_other = token.upos not in ("PROPN", "NOUN", "ADJ") or (at is not None and at.kind == "person")
            if not is_other and not (found.tree.tokens[i].head == i + 1 and token.deprel in ("amod", "compound")):
                found.add(Hit("role", i, i + 1, (_ROLE,)))


def _is_elsewhere(found: Scanned, i: int) -> bool:
    """Whether a people that a table gives to one state is, by the words around it, of another: "Toronto's Tamils"."""
    hit, tree = found.at[i], found.tree
    if hit.form is None or hit.form.kind != "noun":
        return False
    lands = [k for k in tree.kids[i] if (h := found.at.get(k)) is not None and h.kind == "country"]
    return any(tree.is_possessor(k) or tree.case(k)[:1] in (("in",), ("of",), ("from",)) for k in lands)
