"""Nothing twice, nothing lost, nothing without an outcome."""

import signal
import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from detente.claims import Cause, Claim, Quote
from detente.cli.runs import stopping
from detente.coded import Coded
from detente.errors import RecordError
from detente.record import AddOptions, Ask, Record
from detente.values import Document, Span
from record.make import FULL, fake_coder, full_coding, make_coding, make_document, party


@dataclass(frozen=True)
class Found:
    input: str
    document: Document | None
    outcome: str = "read"
    reason: str = ""


@pytest.fixture
def record(tmp_path: Path):
    with Record.open(tmp_path / "r.db") as opened:
        yield opened


def _texts(n: int) -> list[Document]:
    return [make_document(f"Report {i}: Iran met North Korea.", id=f"d{i}") for i in range(n)]


def _count(record: Record, table: str) -> int:
    return record.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_what_is_stored_comes_back_whole(record):
    document = make_document(FULL, url="https://gazette.example/1")
    coding = full_coding(document)
    record.add([document], lambda d: [coding])
    [(found_document, found)] = record.codings()
    assert found_document == document
    assert found == coding
    assert found.steps == coding.steps


def test_adding_twice_stores_once_and_codes_once(record):
    coded = []

    def coder(document):
        coded.append(document.id)
        return fake_coder(document)

    first = record.add(_texts(5), coder)
    second = record.add(_texts(5), coder)
    assert first.counts == {"stored": 5, "revised": 0, "skipped": 0, "failed": 0}
    assert second.counts == {"stored": 0, "revised": 0, "skipped": 5, "failed": 0}
    assert len(coded) == 5
    assert (_count(record, "documents"), _count(record, "codings"), _count(record, "parties")) == (5, 5, 10)


def test_changed_text_is_a_revision_and_the_old_one_stays(record):
    old = make_document("Iran met North Korea.", id="a")
    new = make_document("Iran met North Korea and Iran accused North Korea.", id="a")
    record.add([old], fake_coder)
    assert record.add([new], fake_coder).counts["revised"] == 1
    assert [(d.text, revision, n) for d, revision, n in record.documents()] == [(new.text, 2, 2)]
    assert len(list(record.codings())) == 2
    assert _count(record, "documents") == 2


def test_a_new_publication_day_revises_a_missing_one_does_not(record):
    undated = make_document(id="a", published=None)
    dated = replace(undated, published=date(2018, 8, 7))
    record.add([undated], fake_coder)
    assert record.add([dated], fake_coder).counts["revised"] == 1
    assert record.add([undated], fake_coder).counts["skipped"] == 1


def test_two_inputs_of_one_id_do_not_revise_each_other_for_ever(record):
    both = [make_document("Iran met North Korea.", id="1"), make_document("North Korea and Iran met again.", id="1")]
    assert record.add(both, fake_coder).counts == {"stored": 1, "revised": 1, "skipped": 0, "failed": 0}
    assert record.add(both, fake_coder).counts["skipped"] == 2


def test_every_input_has_an_outcome_with_its_reason(record):
    inputs = [
        Found("a.txt", make_document(id="a")),
        Found("b.pdf", None, "binary", "This is a PDF."),
        Found("c.txt", make_document("BOOM", id="c")),
        Found("d.txt", None, "empty", "Empty."),
        Found("a.txt", make_document(id="a")),
    ]
    tally = record.add(inputs, fake_coder)
    assert tally.counts == {"stored": 1, "revised": 0, "skipped": 1, "failed": 3}
    rows = [(r["input"], r["outcome"], r["reason"]) for r in record.connection.execute("SELECT * FROM outcomes")]
    assert rows == [
        ("a.txt", "stored", None),
        ("b.pdf", "failed", "binary: This is a PDF."),
        ("c.txt", "failed", "the coder failed: ValueError: boom"),
        ("d.txt", "failed", "empty: Empty."),
        ("a.txt", "skipped", "already in the record"),
    ]
    assert [r["input"] for r in record.outcomes(only_failed=True)] == ["b.pdf", "c.txt", "d.txt"]


def test_half_a_character_fails_its_document_only(record):
    halved = [
        Document("x", "Iran met \ud83d North Korea.", ()),
        make_document(id="y", title="\ud83d"),
        make_document(id="\udcff.txt"),
    ]
    tally = record.add([*halved, Found("\udcff.txt", None, "empty", "Empty."), make_document(id="a")], fake_coder)
    assert tally.counts == {"stored": 1, "revised": 0, "skipped": 0, "failed": 4}
    assert len(list(record.documents())) == 1


def test_what_the_record_refuses_fails_its_document_only(record):
    def coder(document):
        coding = make_coding(document)
        return [coding, coding] if document.id == "twice" else [replace(coding, confidence=float("nan"))]

    tally = record.add([make_document(id="twice"), make_document(id="nan"), make_document(id="a")], coder)
    assert tally.counts["failed"] == 3
    assert [_count(record, t) for t in ("documents", "codings", "parties")] == [0, 0, 0]
    assert record.add([make_document(id="a")], fake_coder).counts["stored"] == 1


def test_a_failed_document_is_tried_again(record):
    document = make_document(id="a")
    assert record.add([document], lambda d: 1 / 0).counts["failed"] == 1
    assert record.add([document], fake_coder).counts["stored"] == 1
    assert [r["outcome"] for r in record.outcomes()] == ["stored"]


def test_a_stop_finishes_the_batch(record):
    asked = iter([False, False, True])
    tally = record.add(_texts(10), fake_coder, AddOptions(batch=2, stop=lambda: next(asked)))
    assert tally.is_stopped
    assert tally.counts["stored"] == _count(record, "documents") == 3
    assert record.add(_texts(10), fake_coder).counts == {"stored": 7, "revised": 0, "skipped": 3, "failed": 0}


def test_a_second_interrupt_stops_at_once_and_loses_only_its_batch(record):
    def coder(document):
        if document.id == "d5":
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
        return fake_coder(document)

    with stopping() as stop, pytest.raises(KeyboardInterrupt):
        record.add(_texts(10), coder, AddOptions(batch=2, stop=stop))
    assert _count(record, "documents") == _count(record, "codings") == _count(record, "outcomes") == 4
    assert record.add(_texts(10), fake_coder).counts == {"stored": 6, "revised": 0, "skipped": 4, "failed": 0}


def test_progress_is_told_only_what_is_on_the_disk(tmp_path):
    path = tmp_path / "r.db"
    seen = []

    def tell(tally):
        with Record.open(path) as other:
            seen.append((tally.inputs, _count(other, "documents")))

    with Record.open(path) as record:
        record.add(_texts(5), fake_coder, AddOptions(batch=2, progress=tell))
    assert seen == [(2, 2), (4, 4), (5, 5)]


class _Failing(sqlite3.Connection):
    """Fails at the nth statement that writes."""

    left = 10**9

    def _tick(self, statement: str) -> None:
        if not statement.startswith(("SELECT", "PRAGMA", "ROLLBACK")):
            _Failing.left -= 1
            if _Failing.left == 0:
                raise sqlite3.OperationalError("database or disk is full")

    def execute(self, statement, *values):
        self._tick(statement)
        return super().execute(statement, *values)

    def executemany(self, statement, *values):
        self._tick(statement)
        return super().executemany(statement, *values)


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_a_write_that_fails_at_any_point_loses_only_its_batch(tmp_path, step):
    documents = _texts(7)
    for n in range(1, 500, step):
        path = tmp_path / f"{n}.db"
        with Record.open(path):
            pass
        _Failing.left = n
        acknowledged = 0

        def tell(tally):
            nonlocal acknowledged
            acknowledged = tally.inputs

        with Record.open(path, factory=_Failing) as failing:
            try:
                failing.add(documents, fake_coder, AddOptions(batch=3, progress=tell))
                is_through = True
            except RecordError:
                is_through = False
        _Failing.left = 10**9
        with Record.open(path) as record:
            _check_whole(record, acknowledged, documents)
        if is_through:
            break
    assert n > 40, "the loop must have met every statement of three batches"
    assert is_through


def _check_whole(record: Record, acknowledged: int, documents: list[Document]) -> None:
    """All acknowledged is there, every document with its coding and outcome, and a rerun completes."""
    stored = _count(record, "documents")
    assert stored >= acknowledged
    assert _count(record, "codings") == stored == _count(record, "outcomes")
    assert _count(record, "parties") == 2 * stored
    record.add(documents, fake_coder)
    assert _count(record, "documents") == _count(record, "codings") == len(documents)
    assert record.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_claims_are_kept_beside_codings_and_come_back_as_they_were(tmp_path):
    text = "Sanctions have pushed Iran and North Korea closer together."
    document = make_document(text)
    quote = Quote(text[:-1], Span(0, len(text) - 1))
    trigger = Quote("pushed", Span(15, 21))
    between = (party(document, "Iran"), party(document, "North Korea"))
    cause = Cause((), (), Quote("Sanctions", Span(0, 9)), "agent")
    claim = Claim("c1", document.id, 0, quote, trigger, between, "closer", "asserted", cause, ())
    with Record.open(tmp_path / "r.db") as record:
        tally = record.add([document], lambda _: Coded((), (claim,)))
        assert tally.counts["stored"] == 1
        assert list(record.claims()) == [(document, claim)]
        assert list(record.claims(Ask(pair=("IRN", "PRK")))) == [(document, claim)]
        assert list(record.claims(Ask(pair=("IRN", "USA")))) == []
