"""Who is meant by the words of a question."""

import sqlite3

import pytest

from detente.errors import AskError
from detente.record.names import code_of, name_of, named_in


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


def _parties(*rows):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE parties (name TEXT, code TEXT, role TEXT)")
    connection.executemany("INSERT INTO parties VALUES (?, ?, ?)", rows)
    return connection


def test_an_actor_of_the_users_own_is_asked_for_by_the_name_in_the_record():
    named = named_in(_parties(("Dockers of Norland", "NDOCK", None), ("Ada Vint", "NDOCK", "president")))
    assert named == {"dockers of norland": "NDOCK"}  # whoever has a role is not the body
    assert code_of("the Dockers of Norland", named=named) == "NDOCK"
    assert code_of("ndock", named=named) == "NDOCK"
    with pytest.raises(AskError) as raised:
        code_of("Dockers of Norlnd", named=named)
    assert "(NDOCK)" in raised.value.todo


def test_the_tables_name_before_the_record_and_the_oftener_coded_before_others():
    rows = [("Iran", "OTHER", None), ("the Front", "BBB", None), ("the Front", "AAA", None), ("the Front", "BBB", None)]
    named = named_in(_parties(*rows))
    assert code_of("Iran", named=named) == "IRN"
    assert named["the front"] == "BBB"
