"""Where acts of whole reports took place, read by the language model: a row for each class of language, ours."""

from datetime import date

import pytest

from detente.language import analyse
from detente.reading import read_text
from detente.where import choose, countries_of, find_places


def where_of(text, act):
    """The place of the word `act` (its last occurrence), as (name, country), or None."""
    document = read_text(text, id="d", published=date(2024, 5, 5))
    sentences = analyse(document)
    setting = countries_of(sentences, document)
    at = document.text.rindex(act)
    for sentence in sentences:
        token = next((t.index for t in sentence.tokens if t.start == at), None)
        if token is not None:
            found = choose(find_places(sentence, document, setting), sentence, token)
            return found and (found.name, found.country)
    raise AssertionError(f"{act!r} begins no word")


PLACES = {
    "namesake beside another town": (
        "Police in Richmond arrested two men, officials in Vancouver said.", "arrested", ("Richmond", "CAN")),
    "namesake by the actors": ("Nicaraguan students rallied in Leon.", "rallied", ("Leon", "NIC")),
    "namesake by a word only one country has": ("Basque parties marched in Vitoria-Gasteiz.", "marched",
        ("Vitoria-Gasteiz", "ESP")),
    "namesake by the dateline": (
        "MANILA, Philippines - Rebels burned two buses in Valencia.", "burned", ("Valencia City", "PHL")),
    "unknown village, country after it": (
        "Militants overran the post at Inaghar, near the border with Mali, in western Niger.", "overran",
        ("Inaghar", "NER")),
    "unknown village, apposition": (
        "Troops raided a house at Barzat, a Syrian hamlet by the river.", "raided", ("Barzat", "SYR")),
    "unknown village, town beside it": (
        "Gunmen killed six in Orobou, a village near Mopti.", "killed", ("Orobou", "MLI")),
    "small town of a silent land": (
        "Peruvian farmers rolled boulders on to the road at Chala.", "rolled", ("Chala", "PER")),
    "spelled otherwise": ("Ukrainian drones hit a depot in Tuapsye, deep in Russia.", "hit", ("Tuapse", "RUS")),
    "move ends in a place": ("A plane flew the wounded from Bamako to Dakar.", "flew", ("Dakar", "SEN")),
    "what withdraws leaves": ("The last French troops pulled out of Menaka.", "pulled", ("Menaka", "MLI")),
    "where it hits": ("Hamas fired rockets from Gaza at Sderot.", "fired", ("Sderot", "ISR")),
    "object of a siege": ("Monks besieged the mosque of Dambulla.", "besieged", ("Dambulla", "LKA")),
    "object without preposition, tagged or not": ("Militiamen shelled Kadugli.", "shelled", ("Kadugli", "SDN")),
    "relative where": ("The rebels fled to Uganda, where they were disarmed.", "disarmed", ("Uganda", "UGA")),
    "fronted place": ("In Kyiv, European leaders promised more shells.", "promised", ("Kyiv", "UKR")),
    "visiting": ("Antony Blinken, visiting Tel Aviv, urged restraint.", "urged", ("Tel Aviv", "ISR")),
    "embassy stands in the other state": (
        "Protesters scaled the wall of the American embassy in Sanaa.", "scaled", ("Sanaa", "YEM")),
    "police of a town": ("Karachi police fired tear gas at teachers.", "fired", ("Karachi", "PAK")),
    "event noun as modifier": (
        "Officers beat two men during the Nairobi protests.", "beat", ("Nairobi", "KEN")),
    "street": ("Riot police sprayed the crowd on Rustaveli Avenue.", "sprayed", ("Rustaveli Avenue", "GEO")),
    "sea has no country": ("Iranian boats seized a tanker in the Gulf of Oman.", "seized", ("Gulf of Oman", None)),
    "here": ("GENEVA - Iran and six powers signed an accord here.", "signed", ("Geneva", "CHE")),
    "this city": ("NAIROBI, Kenya - Youths marched through this city.", "marched", ("Nairobi", "KEN")),
    "there": ("They may strike Guam; two bombers took off from there.", "took", ("Guam", "GUM")),
    "the capital of the state spoken of": (
        "Guinea's soldiers seized the president in the capital.", "seized", ("Conakry", "GIN")),
    "the capital by adjective": ("A bomb killed twelve in the Afghan capital.", "killed", ("Kabul", "AFG")),
    "the north of the state spoken of": ("Ethiopia's army bombed rebels in the north.", "bombed", ("Ethiopia", "ETH")),
    "headline": (
        "Clashes in Osh leave dozens dead\n\nMobs burned houses on Friday and shot at firemen.", "burned",
        ("Osh", "KGZ")),
    "sentence before": (
        "Teachers rallied in Cochabamba on Tuesday. Police used gas and arrested sixty.", "arrested",
        ("Cochabamba", "BOL")),
    "name cut in two by the tagger": ("Miners chanted outside the White House.", "chanted", ("White House", "USA")),
    "particles within the name": ("A bomb killed nine in Dar es Salaam.", "killed", ("Dar es Salaam", "TZA")),
    "embassy by its owner's name": (
        "Militiamen attacked the U.S. Embassy in Baghdad.", "attacked", ("Baghdad", "IRQ")),
    "gate called after another town": (
        "An assailant stabbed a guard at Aleppo Gate in Amman.", "stabbed", ("Aleppo Gate", "JOR")),
    "soil": ("Russian tanks crossed on to Ukrainian soil.", "crossed", ("Ukraine", "UKR")),
    "bases of the land struck": ("Iran fired missiles at troops in Iraqi bases.", "fired", ("Iraq", "IRQ")),
    "parliament of the state spoken of": (
        "Serbia is restless. Crowds threw stones in front of parliament.", "threw", ("Belgrade", "SRB")),
    "congress by its owner": ("Farmers marched on Brazil's congress.", "marched", ("Brasilia", "BRA")),
    "the capital of a country": ("Monks rallied in the capital of Nepal.", "rallied", ("Kathmandu", "NPL")),
    "hall known from another sentence": (
        "A man stabbed two at Orrel Hall in Leeds. Police came late. One guard was killed inside Orrel Hall.",
        "killed", ("Orrel Hall", "GBR")),
    "hall after its town": (
        "They met in Athens and at the Zappeion Hall signed a pact.", "signed", ("Zappeion Hall", "GRC")),
    "town over the river from another": (
        "Police arrested truckers in Windsor, across the river from Detroit.", "arrested", ("Windsor", "CAN")),
    "only the ending differs": ("Tribesmen seized a pumping station in Saadah.", "seized", ("Saada", "YEM")),
    "what is taken up again": (
        "Bomber hits mosque in Kunduz\n\nThe minister spoke of grief. The explosion wounded dozens.", "wounded",
        ("Kunduz", "AFG")),
    "a town that is a state": (
        "Police shoot student as Hong Kong demonstrations continue", "shoot", ("Hong Kong", "HKG")),
    "county": ("Officers arrested a spy in Oxfordshire.", "arrested", ("Oxfordshire", "GBR")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "act", "expected"), list(PLACES.values()), ids=list(PLACES))
def test_place(text, act, expected):
    assert where_of(text, act) == expected


NOWHERE = {
    "praise of what is done elsewhere": ("Norway's minister praised the ceasefire in Gaza.", "praised"),
    "capitals as actors": ("Under pressure from Paris, Niamey freed the envoy.", "freed"),
    "treaty": ("Mali left the Treaty of Lisbon aside, its lawyers argued.", "argued"),
    "ship": ("Sailors boarded the USS Vicksburg.", "boarded"),
    "newspaper": ("The minister thanked the Jerusalem Post.", "thanked"),
    "dateline alone": ("SEOUL - Mongolia recalled its envoys.", "recalled"),
    "the sentence before tells of another act": (
        "The premier came home from Moscow. Hungary then blocked the money.", "blocked"),
    "reported speech keeps its speaker's place": ("He said in Geneva that troops had burned huts.", "burned"),
    "purpose": ("In many towns, people marched to stop an invasion of Iraq.", "marched"),
    "parties of a conflict": ("The conflict between Armenia and Azerbaijan flared.", "conflict"),
    "name of a vote": ("He won support in the 2020 United States presidential election.", "won"),
    "nationality that is a town too": ("He blamed a mistranslation into Thai.", "blamed"),
    "judgement in the sentence after": (
        "Gunmen killed four in Erbil. The premier characterised the raid as an insult.", "characterised"),
    "here of a speaker": ("GENEVA - They want to strike us here in the West, he said.", "strike"),
    "led by a state": ("The U.S.-led coalition bombed the rebels.", "bombed"),
    "battle remembered": ("He thanked veterans of the Battle of Coral Sea.", "thanked"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "act"), list(NOWHERE.values()), ids=list(NOWHERE))
def test_no_place_is_invented(text, act):
    assert where_of(text, act) is None
