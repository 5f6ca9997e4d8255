"""What the record held on a day: later reports and later revisions are left out, earlier revisions stand again."""

from datetime import date

import pytest
from record.make import make_coding, make_document

from detente.record import Ask, Record


@pytest.fixture
def record(tmp_path):
    """One report of 1 March, revised on 5 March; another of 3 March."""
    first = make_document("Iran met North Korea.", id="one")
    revised = make_document("Iran accused North Korea.", id="one")
    other = make_document("Iran met North Korea on Tuesday.", id="two")
    coded = {
        first: [make_coding(first)],
        revised: [make_coding(revised, type="ACCUSE", trigger="accused")],
        other: [make_coding(other)],
    }
    with Record.open(tmp_path / "r.db") as opened:
        for doc, moment in (
            (first, "2026-03-01T23:59:59"),
            (other, "2026-03-03T00:00:00"),
            (revised, "2026-03-05T12:00:00"),
        ):
            opened.add([doc], coded.__getitem__)
            opened.connection.execute(
                "UPDATE documents SET recorded_at = ? WHERE document = (SELECT max(document) FROM documents)",
                (f"{moment}+00:00",),
            )
        yield opened


@pytest.mark.parametrize(
    ("day", "documents", "types"),
    [
        (date(2026, 2, 28), [], []),
        (date(2026, 3, 1), [("one", 1)], ["CONSULT"]),
        (date(2026, 3, 2), [("one", 1)], ["CONSULT"]),
        (date(2026, 3, 3), [("one", 1), ("two", 1)], ["CONSULT", "CONSULT"]),
        (date(2026, 3, 4), [("one", 1), ("two", 1)], ["CONSULT", "CONSULT"]),
        (date(2026, 3, 5), [("one", 2), ("two", 1)], ["ACCUSE", "CONSULT"]),
        (date.max, [("one", 2), ("two", 1)], ["ACCUSE", "CONSULT"]),
        (None, [("one", 2), ("two", 1)], ["ACCUSE", "CONSULT"]),
    ],
)
def test_the_record_as_it_was(record, day, documents, types):
    ask = Ask(as_known=day)
    assert [(d.id, revision) for d, revision, _ in record.documents(ask)] == documents
    assert [coding.type for _, coding in record.codings(ask)] == types


def test_other_filters_hold_beside_it(record):
    assert [d.id for d, _ in record.codings(Ask(as_known=date(2026, 3, 4), text="tuesday", pair=("IRN", "PRK")))] == [
        "two"
    ]
    assert list(record.codings(Ask(as_known=date(2026, 3, 2), text="tuesday"))) == []
    assert list(record.documents(Ask(as_known=date(2026, 3, 2), types=("ACCUSE",)))) == []


def test_a_coding_that_came_later_than_its_document_was_not_known_before(record):
    record.connection.execute("UPDATE codings SET recorded_at = '2026-03-04T00:00:00+00:00' WHERE document = 2")
    assert [d.id for d, _ in record.codings(Ask(as_known=date(2026, 3, 3)))] == ["one"]
    assert [d.id for d, _ in record.codings(Ask(as_known=date(2026, 3, 4)))] == ["one", "two"]
