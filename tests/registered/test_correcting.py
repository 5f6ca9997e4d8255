"""What people correct stands in every answer, is kept as dated rows, and can be withdrawn."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from record.make import make_coding, make_document

from detente.errors import AskError
from detente.record import Ask, Record
from detente.record import registered as register
from detente.record.registered.values import Identity
from detente.relations.sources import days_of

IRAN, USA = Identity("Iran", "IRN", "IRN"), Identity("United States", "USA", "USA")
YESTERDAY = date.today() - timedelta(days=2)
TOMORROW = date.today() + timedelta(days=2)


@pytest.fixture
def record(tmp_path):
    doc = make_document()
    with Record.open(tmp_path / "r.db") as opened:
        opened.add([doc], lambda d: [make_coding(doc)])
        yield opened


def sources(record, ask):
    return [[p.actor.name for p in coding.source] for _, coding in record.codings(ask)]


def test_a_correction_holds_in_codings_register_series_and_views_and_ends_when_withdrawn(record):
    made = register.correct(record.connection, IRAN, {"name": "Persia", "code": "XPS", "country": "USA"})
    assert sources(record, Ask(source="XPS")) == [["Persia"]]
    assert sources(record, Ask(source="IRN")) == sources(record, Ask(pair=("IRN", "PRK"))) == []
    assert sources(record, Ask(pair=("XPS", "PRK"), country="USA")) == [["Persia"]]
    assert [(a.name, a.country) for a in record.actors(Ask(source="PRK"))] == [
        ("North Korea", "PRK"),
        ("Persia", "USA"),
    ]
    assert days_of(record).codes == ("PRK", "XPS")
    with closing(sqlite3.connect(record.path)) as plain:  # any program that reads SQLite
        assert plain.execute("SELECT source_name, source_code FROM dyads").fetchall() == [("Persia", "XPS")]
        assert plain.execute("SELECT name FROM parties WHERE side = 'source'").fetchall() == [("Iran",)]
    register.withdraw(record.connection, made.number)
    assert sources(record, Ask(source="IRN")) == [["Iran"]]
    assert days_of(record).codes == ("IRN", "PRK")


def test_later_reports_are_answered_by_it_too(record):
    register.merge(record.connection, IRAN, USA)
    later = make_document("Iran met North Korea again.", id="later")
    record.add([later], lambda d: [make_coding(later)])
    assert sources(record, Ask(source="USA")) == [["United States"], ["United States"]]


def test_rows_are_added_and_never_changed(record):
    c = record.connection
    register.correct(c, IRAN, {"sector": "OPP"}, "first thought")
    first = [tuple(row) for row in c.execute("SELECT * FROM actor_corrections")]
    register.withdraw(c, 1, "second thought")
    register.withdraw(c, 2)
    register.merge(c, USA, IRAN)
    assert [tuple(row) for row in c.execute("SELECT * FROM actor_corrections")][:1] == first
    assert [(x.verdict, x.withdraws, x.reason) for x in register.corrections_in(c)] == [
        ("corrected", None, "first thought"),
        ("withdrawn", 1, "second thought"),
        ("withdrawn", 2, None),
        ("merged", None, None),
    ]


def test_as_known_before_a_correction_it_does_not_hold(record, monkeypatch):
    register.correct(record.connection, IRAN, {"code": "XPS"})
    record.connection.execute("UPDATE documents SET recorded_at = '2020-01-01T10:00:00+00:00'")
    assert sources(record, Ask(source="IRN", as_known=YESTERDAY)) == [["Iran"]]
    assert sources(record, Ask(source="XPS", as_known=YESTERDAY)) == []
    assert sources(record, Ask(source="XPS", as_known=TOMORROW)) == [["Iran"]]
    assert sources(record, Ask(pair=("IRN", "PRK"), as_known=YESTERDAY)) == [["Iran"]]
    assert sources(record, Ask(source="IRN", as_known=date(2019, 12, 31))) == []
    assert sources(record, Ask(source="IRN", as_known=date(2020, 1, 1))) == [["Iran"]]
    register.withdraw(record.connection, 1)
    assert sources(record, Ask(source="IRN", as_known=TOMORROW)) == [["Iran"]]


WRONG = [
    (lambda c: register.merge(c, IRAN, IRAN), "already"),
    (lambda c: register.correct(c, IRAN, {}), "nothing to correct"),
    (lambda c: register.correct(c, IRAN, {"colour": "red"}), "colour"),
    (lambda c: register.correct(c, IRAN, {"name": " "}), "empty"),
    (lambda c: register.correct(c, IRAN, {"country": "IRN"}), "so already"),
    (lambda c: register.withdraw(c, 7), "no correction"),
]


@pytest.mark.parametrize(("do", "says"), WRONG, ids=[says for _, says in WRONG])
def test_what_cannot_be_said_is_refused_and_leaves_no_row(record, do, says):
    with pytest.raises(AskError, match=says):
        do(record.connection)
    assert register.corrections_in(record.connection) == []


def test_a_correction_is_withdrawn_once(record):
    register.correct(record.connection, IRAN, {"sector": "OPP"})
    register.withdraw(record.connection, 1)
    with pytest.raises(AskError, match="Correction 2 withdrew it"):
        register.withdraw(record.connection, 1)
    register.withdraw(record.connection, 2)  # it is back
    register.withdraw(record.connection, 1)
    assert len(register.corrections_in(record.connection)) == 4


def test_a_failed_correction_leaves_the_answers_as_they_were(record, monkeypatch):
    def stops(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("detente.record.registered.correcting._stand", stops)
    with pytest.raises(sqlite3.OperationalError):
        register.correct(record.connection, IRAN, {"code": "XPS"})
    assert register.corrections_in(record.connection) == []
    assert sources(record, Ask(source="IRN")) == [["Iran"]]
