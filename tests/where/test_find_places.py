"""Which places a sentence names, and which place of the tables each is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from where_trees import make_flat

from detente.where import choose, countries_of, find_places


def read(marked, countries=frozenset()):
    sentence, document = make_flat(marked)
    return [p.where for p in find_places(sentence, document, countries)]


def first(marked, countries=frozenset()):
    found = read(marked, countries)[0]
    return found.text, found.name, found.country, found.precision


KNOWN = [
    ("Shells fell in [Mosul].", "Mosul", "Mosul", "IRQ", "city"),
    ("Shells fell in [Aleppo].", "Aleppo", "Aleppo", "SYR", "city"),
    ("Shells fell in [Aleppo province].", "Aleppo province", "Aleppo", "SYR", "region"),
    ("Shells fell in the province of [Aleppo].", "Aleppo", "Aleppo", "SYR", "region"),
    ("Shells fell in [Idlib].", "Idlib", "Idlib", "SYR", "region"),
    ("Shells fell in [northern Syria].", "northern Syria", "Syria", "SYR", "country"),
    ("Shells fell in the [Gaza Strip].", "Gaza Strip", "Gaza Strip", "PSE", "region"),
    ("Shells fell in [Gaza].", "Gaza", "Gaza Strip", "PSE", "region"),
    ("Shells fell in [Gaza City].", "Gaza City", "Gaza", "PSE", "city"),
    ("Shells fell in the [West Bank].", "West Bank", "West Bank", "PSE", "region"),
    ("Shells fell in [Crimea].", "Crimea", "Crimea", "UKR", "region"),
    ("Shells fell in the [Donbas].", "Donbas", "Donbas", "UKR", "region"),
    ("Shells fell in [Kashmir].", "Kashmir", "Kashmir", None, "region"),
    ("Shells fell in [Darfur].", "Darfur", "Darfur", "SDN", "region"),
    ("Shells fell in [Tigray].", "Tigray", "Tigray", "ETH", "region"),
    ("Shells fell near [Kyiv].", "Kyiv", "Kyiv", "UKR", "city"),
    ("Shells fell near [Kiev].", "Kiev", "Kyiv", "UKR", "city"),
    ("Shells fell near [Sana'a].", "Sana'a", "Sanaa", "YEM", "city"),
    ("Shells fell near [Hodeidah].", "Hodeidah", "Hodeidah", "YEM", "city"),
    ("Shells fell near the [Golan Heights].", "Golan Heights", "Golan Heights", "SYR", "region"),
    ("Talks were held in [Panmunjom].", "Panmunjom", "Panmunjom", "KOR", "site"),
    ("Ships met in the [Strait of Hormuz].", "Strait of Hormuz", "Strait of Hormuz", None, "site"),
    ("Ships met in the [South China Sea].", "South China Sea", "South China Sea", None, "site"),
    ("Ships met in the [Gulf].", "Gulf", "Persian Gulf", None, "site"),
    ("Crowds stood in [Tahrir Square].", "Tahrir Square", "Tahrir Square", "EGY", "site"),
    ("Talks were held in [Singapore].", "Singapore", "Singapore", "SGP", "country"),
    ("Talks were held in [Luxembourg].", "Luxembourg", "Luxembourg", "LUX", "country"),
    ("Talks were held in [Washington].", "Washington", "Washington", "USA", "city"),
    ("Talks were held in [New York].", "New York", "New York", "USA", "city"),
    ("Talks were held in [Quebec].", "Quebec", "Quebec", "CAN", "region"),
    ("Talks were held in the [U.S.].", "U.S.", "United States", "USA", "country"),
    ("Talks were held in [Port-au-Prince].", "Port-au-Prince", "Port-au-Prince", "HTI", "city"),
    ("Talks were held in [St. Petersburg].", "St. Petersburg", "Saint Petersburg", "RUS", "city"),
    ("Talks were held in [Xinjiang].", "Xinjiang", "Xinjiang", "CHN", "region"),
    ("Talks were held in [Bogotá].", "Bogotá", "Bogota", "COL", "city"),
    ("Talks were held in the capital [Tehran].", "Tehran", "Tehran", "IRN", "city"),
    ("Bombs hit [Kabul airport].", "Kabul airport", "Kabul airport", "AFG", "site"),
    ("Talks were held in Geneva.", "Geneva", "Geneva", "CHE", "city"),
    ("Talks were held in the northern city of Mosul.", "Mosul", "Mosul", "IRQ", "city"),
]


@pytest.mark.parametrize(("marked", "text", "name", "country", "precision"), KNOWN, ids=[c[0] for c in KNOWN])
def test_place_of_a_name(marked, text, name, country, precision):
    assert first(marked) == (text, name, country, precision)


SETTLED = [
    ("Police held five in [Birmingham].", frozenset(), "GBR"),
    ("Police held five in [Birmingham], [Alabama].", frozenset(), "USA"),
    ("Police held five in [Birmingham, Alabama].", frozenset(), "USA"),
    ("Police held five in Birmingham, Alabama.", frozenset(), "USA"),
    ("Police held five in [Birmingham].", frozenset({"USA"}), "USA"),
    ("Police held five in [Birmingham].", frozenset({"USA", "GBR"}), "GBR"),
    ("Clashes shook [Tripoli].", frozenset(), "LBY"),
    ("Clashes shook [Tripoli], [Libya].", frozenset({"LBN"}), "LBY"),
    ("Clashes shook [Tripoli] in northern [Lebanon].", frozenset(), "LBN"),
    ("Clashes shook the Lebanese city of [Tripoli].", frozenset(), "LBN"),
    ("Clashes shook [Tripoli].", frozenset({"LBN"}), "LBN"),
    ("Clashes shook [Lebanon]'s [Tripoli].", frozenset(), "LBN"),
    ("Clashes shook [Georgia].", frozenset({"USA"}), "GEO"),
    ("Clashes shook [London].", frozenset({"CAN"}), "GBR"),
    ("Clashes shook [London], [Canada].", frozenset(), "CAN"),
    ("Clashes shook [Punjab].", frozenset({"IND"}), "IND"),
    ("Clashes shook [Punjab].", frozenset(), "PAK"),
    ("Clashes shook [Hyderabad], [Pakistan].", frozenset(), "PAK"),
]


@pytest.mark.parametrize(("marked", "countries", "country"), SETTLED)
def test_country_of_a_name_that_several_places_share(marked, countries, country):
    names = [w for w in read(marked, countries) if w.precision != "country" or len(read(marked)) == 1]
    assert names[0].country == country


def test_state_of_the_union_is_not_the_country_when_it_holds_the_city():
    assert first("Police held five in [Atlanta], [Georgia].")[2] == "USA"


def test_place_the_text_puts_elsewhere_is_not_its_famous_namesake():
    found = read("Police held five in [Aleppo], [Belize].")[0]
    assert (found.country, found.lat) == ("BLZ", None)


def test_unknown_tagged_name_keeps_the_country_that_the_text_says():
    found = read("Shells fell on the Syrian village of [Beit Zarq].")[0]
    assert (found.name, found.country, found.lat, found.precision) == ("Beit Zarq", "SYR", None, "city")
    assert read("Shells fell on [Beit Zarq].")[0].country is None


@pytest.mark.parametrize(
    "marked",
    [
        "Talks were held in Brokton Hall.",
        "A letter from Jordan Peterson arrived.",
        "Shells fell on Monday.",
        "Nothing is named here.",
        "The mobile unit left.",
    ],
)
def test_words_that_are_no_place(marked):
    assert read(marked) == []


def test_list_of_countries_is_no_place_within_a_place():
    assert [w.country for w in read("Bases stand in [Iran], [Iraq] and [Syria].")] == ["IRN", "IRQ", "SYR"]


def test_coordinates_are_those_of_the_place():
    found = read("Shells fell in [Mosul].")[0]
    assert (round(found.lat), round(found.lon)) == (36, 43)


def test_countries_of_a_document_come_from_names_and_adjectives():
    assert countries_of(*_document("Police held five in [France].")) == frozenset({"FRA"})
    assert countries_of(*_document("The Lebanese envoy left.")) == frozenset({"LBN"})


def _document(marked):
    sentence, document = make_flat(marked)
    return [sentence], document


PIECES = [
    "[Mosul]",
    "[Paris",
    "]",
    "[",
    "in",
    "the",
    ",",
    "(",
    "Syrian",
    "city",
    "of",
    "Tripoli",
    "'s",
    "Ω",
    "[U.S.]",
    "near",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12), st.sets(st.sampled_from(["USA", "LBN", "FRA"])))
def test_any_words_give_true_spans(pieces, countries):
    marked = " ".join(pieces)
    if marked.count("[") != marked.count("]") or "]" in marked.split("[")[0]:
        marked = marked.replace("[", "").replace("]", "")
    sentence, document = make_flat(marked) if marked.strip() else make_flat("x")
    places = find_places(sentence, document, frozenset(countries))
    for place in places:
        assert document.text[place.where.start : place.where.end] == place.where.text
        assert (place.where.lat is None) == (place.where.lon is None)
    if sentence.tokens:
        choose(places, sentence, 0)


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    sentence, document = make_flat(text.replace("[", "").replace("]", "") or "x")
    for place in find_places(sentence, document):
        assert document.text[place.where.start : place.where.end] == place.where.text
