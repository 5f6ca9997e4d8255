"""Each filter lets through what it says, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from detente.record import Ask, Record
from detente.values import Actor, Where
from record.make import PEOPLE, make_coding, make_document, party


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    codings = {}

    def add(name, text, title="Talks", outlet="The Norland Gazette", published=date(2018, 8, 7), **given):
        document = make_document(text, id=name, title=title, outlet=outlet, published=published)
        given = {key: value(document) if callable(value) else value for key, value in given.items()}
        codings[document] = [make_coding(document, id=name, **given)]

    def tehran(document):
        at = document.text.index("Tehran")
        return Where("Tehran", at, at + 6, "Tehran", "IRN", 35.7, 51.4, "city")

    add("meeting", "Iran met North Korea in Tehran.", where=tehran)
    add(
        "accusation", "North Korea accused Iran.", source="North Korea", target="Iran", type="ACCUSE", trigger="accused"
    )
    add("plan", "Iran met North Korea soon.", modality="planned", confidence=0.4, outlet="Harbour Post")
    add("history", "Iran met North Korea long ago.", historical=True, day=None)
    add("later", "Iran met North Korea.", published=date(2018, 9, 3))
    strikers = Actor("strikers", None, "IRN", "LAB")
    add(
        "strike",
        "The strikers accused Washington.",
        type="ACCUSE",
        trigger="accused",
        source=lambda d: party(d, "strikers", strikers),
        target="Washington",
    )
    trio = make_document("Iran met North Korea and Washington in Geneva.", id="trio")
    both = (party(trio, "North Korea"), party(trio, "Washington"))
    codings[trio] = [replace(make_coding(trio, id="trio"), target=both)]
    with Record.open(tmp_path_factory.mktemp("asking") / "r.db") as opened:
        opened.add(codings, lambda d: codings[d])
        yield opened


CASES = [
    (Ask(), "meeting accusation plan history later strike trio"),
    (Ask(source="PRK", types=("ACCUSE",)), "accusation"),
    (Ask(source="PRK"), "meeting accusation plan history later trio"),  # a meeting has no direction
    (Ask(target="PRK", types=("ACCUSE",)), ""),
    (Ask(pair=("IRN", "PRK")), "meeting accusation plan history later trio"),
    (Ask(pair=("PRK", "IRN")), "meeting accusation plan history later trio"),
    (Ask(pair=("USA", "PRK")), "trio"),  # parties of one meeting
    (Ask(pair=("IRN", "USA")), "trio"),  # the strikers have no state's code
    (Ask(types=("ACCUSE",)), "accusation strike"),
    (Ask(types=("ACCUSE", "CONSULT"), limit=2), "accusation history"),
    (Ask(quads=(3, 4)), "accusation strike"),
    (Ask(country="IRN", types=("ACCUSE",)), "accusation strike"),
    (Ask(place="tehran"), "meeting"),
    (Ask(place="irn"), "meeting"),
    (Ask(first_day=date(2018, 9, 1)), "later"),
    (Ask(last_day=date(2018, 8, 31)), "meeting accusation plan strike trio"),
    (Ask(modality="planned"), "plan"),
    (Ask(historical=True), "history"),
    (Ask(historical=False, modality="actual", pair=("IRN", "PRK")), "meeting accusation later trio"),
    (Ask(outlet="harbour"), "plan"),
    (Ask(text="TEHRAN"), "meeting"),
    (Ask(min_confidence=0.5), "meeting accusation history later strike trio"),
    (Ask(text="100% _'\"; DROP TABLE codings; --"), ""),
]


@pytest.mark.parametrize(("ask", "wanted"), CASES, ids=[str(i) for i in range(len(CASES))])
def test_filters(record, ask, wanted):
    assert {coding.id for _, coding in record.codings(ask)} == set(wanted.split())


def test_answers_come_in_order_of_publication_and_place(record):
    found = [(document.published, document.id) for document, _ in record.codings()]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("ask", "wanted"),
    [
        (Ask(outlet="Harbour"), "plan"),
        (Ask(text="strikers"), "strike"),
        (Ask(first_day=date(2018, 9, 3), last_day=date(2018, 9, 3)), "later"),
        (Ask(pair=("USA", "PRK")), "trio"),
        (Ask(types=("ACCUSE",), text="Washington"), "strike"),
    ],
)
def test_documents_are_filtered_by_their_own_facts_and_by_their_codings(record, ask, wanted):
    assert [document.id for document, _, _ in record.documents(ask)] == wanted.split()


def test_many_codings_come_in_pages(tmp_path):
    documents = [make_document(f"{i} Iran met North Korea.", id=f"d{i:04}") for i in range(950)]
    with Record.open(tmp_path / "r.db") as record:
        record.add(documents, lambda d: [make_coding(d)])
        assert [d.id for d, _ in record.codings()] == [d.id for d in documents]


def test_people_are_given(record):
    assert {p.actor for _, c in record.codings(Ask(types=("CONSULT",))) for p in c.source} == {PEOPLE["Iran"]}
