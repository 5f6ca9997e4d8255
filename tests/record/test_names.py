"""Who is meant by the words of a question."""

import pytest

from detente.errors import AskError
from detente.record.names import code_of, name_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Iran", "IRN"),
        ("iran", "IRN"),
        ("IRN", "IRN"),
        ("irn", "IRN"),
        ("Iranian", "IRN"),
        (" North Korea ", "PRK"),
        ("USA", "USA"),
    ],
)
def test_names_and_codes_in_any_case(words, code):
    assert code_of(words) == code


def test_codes_of_the_record_are_known():
    assert code_of("xyz", known={"XYZ"}) == "XYZ"


@pytest.mark.parametrize(("words", "suggested"), [("Irann", "Iran (IRN)"), ("Nrth Korea", "North Korea (PRK)")])
def test_an_unknown_actor_is_refused_with_the_nearest(words, suggested):
    with pytest.raises(AskError) as raised:
        code_of(words)
    assert words in raised.value.what
    assert suggested in raised.value.todo
    assert raised.value.todo.count("(") <= 3


def test_nothing_near_suggests_nothing():
    with pytest.raises(AskError, match="ISO code"):
        code_of("qqqqqqqq")


def test_usual_names():
    assert [name_of(c) for c in ("USA", "PRK", "GBR", "NOSUCH")] == [
        "United States",
        "North Korea",
        "United Kingdom",
        "NOSUCH",
    ]
