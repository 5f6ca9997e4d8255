"""Who was seen as what, when, and where that is said: from the codings, whatever the order in which they came."""

import random
from dataclasses import replace
from datetime import date

import pytest
from record.make import PEOPLE, make_coding, make_document, party

from detente.record import Ask, Record
from detente.record.registered import fill, find_identity, iter_evidence
from detente.record.registered.filling import fill_block
from detente.record.registered.seeing import Sighting, seen_in
from detente.record.registered.values import Identity
from detente.record.store import transaction
from detente.values import Actor

TITLE = "Foreign Minister Zarif met North Korea. He accused Washington."


def documents():
    """Reports of 2018, and what the coder makes of each."""
    made = {}
    titled = make_document(TITLE, id="titled", published=date(2018, 8, 7))
    zarif = replace(party(titled, "Foreign Minister Zarif", PEOPLE["Zarif"]), via="title")
    he = replace(party(titled, "He", PEOPLE["Zarif"]), via="coreference")
    first, second = "Foreign Minister Zarif met North Korea.", "He accused Washington."
    made[titled] = [
        make_coding(titled, source=he, target="Washington", type="ACCUSE", trigger="accused", sentence=second),
        make_coding(titled, source=zarif, sentence=first),
    ]
    for number, day in enumerate((date(2018, 3, 1), date(2018, 9, 3), None)):
        plain = make_document(f"Iran met North Korea, {number}.", id=f"plain-{number}", published=day)
        made[plain] = [make_coding(plain, day=date(2018, 3, 1))]
    return made


def told(record, ask=None, **given):
    return [(a.name, a.first_seen, a.last_seen, a.documents, a.codings) for a in record.actors(ask, **given)]


@pytest.fixture
def record(tmp_path):
    made = documents()
    with Record.open(tmp_path / "r.db") as opened:
        opened.add(made, made.__getitem__)
        yield opened


def test_an_actor_has_the_days_and_reports_in_which_it_was_seen(record):
    assert told(record) == [
        ("North Korea", date(2018, 3, 1), date(2018, 9, 3), 4, 4),
        ("Iran", date(2018, 3, 1), date(2018, 9, 3), 3, 3),
        ("Mohammad Javad Zarif", date(2018, 8, 7), date(2018, 8, 7), 1, 2),
        ("United States", date(2018, 8, 7), date(2018, 8, 7), 1, 1),
    ]


def test_the_evidence_is_the_sentence_that_says_who_he_is_not_the_one_that_calls_him_he(record):
    found = next(iter(record.actors(name="zarif")))
    assert (found.evidence.words, found.evidence.via) == ("Foreign Minister Zarif", "title")
    assert found.evidence.sentence == "Foreign Minister Zarif met North Korea."
    assert TITLE[found.evidence.start : found.evidence.end] == found.evidence.words
    assert found.evidence.document == "titled"


def test_plain_words_first_then_the_earlier_ones():
    iran = PEOPLE["Iran"]
    rows = seen_in(
        [
            Sighting(iran, 0, 2, 0, 40, "coreference", 1),
            Sighting(iran, 20, 24, 0, 40, "name", 2),
            Sighting(iran, 30, 34, 0, 40, "name", None),
        ]
    )
    assert [(s.start, s.end, s.via, s.codings) for s in rows] == [(20, 24, "name", 2)]


def test_the_register_is_the_same_whatever_the_order_and_the_batches(tmp_path, record):
    wanted = list(record.actors())
    made = documents()
    for seed in range(4):
        order = list(made)
        random.Random(seed).shuffle(order)
        with Record.open(tmp_path / f"{seed}.db") as other:
            for document in order:
                other.add([document], made.__getitem__)
            assert list(other.actors()) == wanted


def test_filling_again_changes_nothing_and_a_killed_run_is_caught_up(record, monkeypatch):
    before = list(record.actors())
    assert fill(record.connection) == 0
    with transaction(record.connection):
        record.connection.execute("DELETE FROM actors_seen")
        record.connection.execute("UPDATE registered SET last_coding = 0")
    monkeypatch.setattr("detente.record.registered.filling._BLOCK", 1)
    with transaction(record.connection):
        assert fill_block(record.connection) > 0
    assert list(record.actors()) == before


def test_a_revised_report_no_longer_says_what_it_said(record):
    revised = make_document("Iran accused North Korea.", id="plain-1", published=date(2018, 9, 3))
    coded = [make_coding(revised, type="ACCUSE", trigger="accused", target=None)]
    record.add([revised], lambda d: coded)
    assert told(record, name="North Korea") == [("North Korea", date(2018, 3, 1), date(2018, 8, 7), 3, 3)]


FILTERS = [
    ({"name": "ZARIF"}, None, ["Mohammad Javad Zarif"]),
    ({"sector": "GOV"}, None, ["North Korea", "Iran", "Mohammad Javad Zarif", "United States"]),
    ({"sector": "REB"}, None, []),
    ({}, Ask(country="USA"), ["United States"]),
    ({}, Ask(types=("ACCUSE",)), ["Mohammad Javad Zarif", "United States"]),
    ({}, Ask(pair=("USA", "IRN")), ["Mohammad Javad Zarif", "United States"]),
    ({}, Ask(text="accused"), ["Mohammad Javad Zarif", "United States"]),
    ({}, Ask(limit=1), ["North Korea"]),
    ({"name": "' OR 1=1 --"}, None, []),
]


@pytest.mark.parametrize(("given", "ask", "wanted"), FILTERS, ids=[str(n) for n in range(len(FILTERS))])
def test_filters(record, given, ask, wanted):
    assert [a.name for a in record.actors(ask, **given)] == wanted


def test_an_actor_is_found_in_any_case_and_the_nearest_are_named(record):
    assert find_identity(record.connection, "mohammad javad ZARIF") == Identity("Mohammad Javad Zarif", "IRN", "IRN")
    with pytest.raises(Exception, match="E-ASK") as raised:
        find_identity(record.connection, "Zariff")
    assert "Mohammad Javad Zarif (IRN)" in raised.value.todo


def test_of_one_name_in_two_countries_one_must_be_chosen(record):
    doc = make_document("Zarif met North Korea.", id="other")
    paris = party(doc, "Zarif", Actor("Mohammad Javad Zarif", "FRA", "FRA", "GOV", "foreign minister"))
    record.add([doc], lambda d: [make_coding(doc, source=paris)])
    with pytest.raises(Exception, match="Several actors") as raised:
        find_identity(record.connection, "Mohammad Javad Zarif")
    assert "--of FRA" in raised.value.todo
    found = find_identity(record.connection, "Mohammad Javad Zarif", "fra")
    assert [e.document for e in iter_evidence(record.connection, found)] == ["other"]
