"""Where an act of a whole report was done: in a named place, in a place without a name, in the scene before, nowhere.

How strongly the heads tie words to the act is given by hand.
"""

import pytest
from marked import read_marked

from detente.values import Where
from detente.where import PlaceAsked, Scene, choose, countries_of, find_places, place_act
from detente.where.placing import best_of
from detente.where.standing import standing_of

ACCRA = Where("Accra", 0, 5, "Accra", "GHA", 5.56, -0.2, "city")


def asked(marked, *, tied=None, earlier=(), type_="ASSAULT"):
    """The question for the act between asterisks; the words `tied` are its place."""
    document, sentences, sentence, trigger, ties = read_marked(marked, tied=tied)
    setting = countries_of(sentences, document)
    places = find_places(sentence, document, setting)
    by_grammar = choose(places, sentence, trigger)
    return PlaceAsked(places, sentence, trigger, document, setting, ties, type_, by_grammar, earlier)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Warplanes *bombed* a camp in northern Iraq.", "northern Iraq", "IRQ"),
        ("Gunmen *attacked* a church in Bradford, England.", "Bradford, England", "GBR"),
        ("Villagers *fled* to the Debaga camp in Iraq.", "the Debaga camp", "IRQ"),
    ],
    ids=["direction", "land beside", "kind"],
)
def test_the_words_of_a_place_are_all_that_tell_it(text: str, words: str, country: str) -> None:
    where = place_act(asked(text, tied=words))
    assert where is not None
    assert words in where.text
    assert where.country == country


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ghana mourned in Accra. Soldiers *dragged* him out of the club.", "the club"),
        ("Ghana voted; Accra was calm. Crowds *stormed* the embassy.", "the embassy"),
        ("Accra is the capital of Ghana. Police *arrested* him at his residence.", "his residence"),
    ],
    ids=["club", "embassy", "residence"],
)
def test_a_place_without_a_name_lies_in_the_town_told_before(text: str, words: str) -> None:
    where = place_act(asked(text, tied=words, earlier=(Scene(0, ACCRA),)))
    assert where is not None
    assert (where.name, where.country) == ("Accra", "GHA")


@pytest.mark.parametrize("words", ["the country", "the whole country", "the kingdom"])
def test_the_country_is_that_of_which_the_report_speaks(words: str) -> None:
    text = f"Jordan is small. Officers of Jordan *expelled* the reporter from {words}."
    where = place_act(asked(text, tied=words, type_="COERCE"))
    assert where is not None
    assert (where.country, where.precision) == ("JOR", "country")


def test_the_quoted_words_are_those_of_the_text() -> None:
    question = asked("Warplanes *bombed* a camp in northern Iraq.", tied="northern Iraq")
    where = place_act(question)
    assert where is not None
    assert question.document.text[where.start : where.end] == where.text


@pytest.mark.parametrize(
    "text",
    [
        "The minister *condemned* the raid on Mosul.",
        pytest.param(
            "Paris *accused* the rebels of murder in Bamako.",
            marks=pytest.mark.xfail(strict=True, reason="what a charge is about lends it its place"),
        ),
        "The union *rejected* the offer from Norway.",
    ],
)
def test_a_place_that_is_tied_to_nothing_is_not_given(text: str) -> None:
    assert place_act(asked(text, type_="ACCUSE")) is None


def test_a_hashtag_is_a_name() -> None:
    where = place_act(asked("The envoy *arrived* in #Togo for talks.", tied="#Togo", type_="CONSULT"))
    assert where is not None
    assert where.country == "TGO"


def test_a_villa_of_a_town_lies_there() -> None:
    places = asked("A crowd *marched* on his Freetown villa.").places
    assert [p.where.country for p in places] == ["SLE"]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Rebels *shelled* a camp in Mosul.", "of the act"),
        ("In Accra the envoy said that rebels had *attacked* a camp.", "of the saying"),
        ("Rebels *attacked* a camp while envoys met in Accra.", "of a verb below"),
        ("Envoys who met in Accra *condemned* the raid.", "of a verb below"),
    ],
)
def test_where_a_place_stands(text: str, stands: str) -> None:
    question = asked(text)
    assert standing_of(question.places[0], question.sentence, question.trigger) == stands


@pytest.mark.parametrize(
    ("answers", "weight", "best"),
    [
        ([("none",), ("by grammar",), ("named",)], {"named": 1.9}, 1),
        ([("none",), ("by grammar",), ("named",)], {"named": 2.1}, 2),
        ([("none",), ("by grammar",)], {"none": 1.9}, 1),
        ([("none",), ("named",)], {"named": 0.4}, 0),
        ([("none",), ("named",)], {"named": 0.6}, 1),
        ([("none",), ("scene",)], {"scene": 0.1}, 1),
    ],
    ids=["hardly surer", "surer", "hardly surer that none", "hardly a place", "a place", "the scene"],
)
def test_what_the_tree_says_stands_unless_another_leads(answers: list, weight: dict, best: int) -> None:
    assert best_of(answers, weight) == best
