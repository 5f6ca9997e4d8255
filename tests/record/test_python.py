"""The record's calls from Python: answers that are asked anew, tables, files out and in."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import detente
from detente import Ask, ExportOptions, ImportOptions, Record
from detente.errors import RecordError
from record.make import fake_coder, make_document


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        documents = [make_document("Iran met North Korea.", id="a"), make_document("Iran accused North Korea.", id="b")]
        record.add(documents, fake_coder)
        yield record


def test_answers_are_asked_anew_each_time_they_are_iterated(record):
    codings, documents, claims = record.codings(), record.documents(Ask(types=("CONSULT",))), record.claims()
    assert [d.id for d, _ in codings] == ["a", "b"]
    record.add([make_document("Iran met North Korea again.", id="c")], fake_coder)
    assert [d.id for d, _ in codings] == ["a", "b", "c"]
    assert [d.id for d, _, _ in documents] == [d.id for d, _, _ in documents] == ["a", "c"]
    assert list(claims) == list(claims) == []


def test_a_question_is_asked_when_it_is_iterated_and_not_before(record, tmp_path):
    answer = record.codings()
    record.connection.execute("DROP TABLE parties")
    with pytest.raises(RecordError):
        list(answer)


def test_codings_as_tables(record):
    frame = record.codings(Ask(types=("ACCUSE",))).to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.document_id) == ["b"]
    assert record.codings().to_polars().height == record.codings().to_arrow().num_rows == 2


def test_what_goes_out_comes_in_again(record, tmp_path):
    done = record.export("jsonl", tmp_path / "out.jsonl", Ask(types=("CONSULT",)), ExportOptions(with_text=True))
    assert done.counts == {"codings": 1}
    assert json.loads((tmp_path / "out.jsonl").read_text())["trigger"]["text"] == "met"
    sums = record.import_("detente", [tmp_path / "out.jsonl"], ImportOptions(origin="mine"))
    assert (sums.read, sums.stored) == (1, 1)
    assert record.import_("detente", [tmp_path / "out.jsonl"], ImportOptions(origin="mine")).stored == 0


def test_the_package_gives_all_that_it_names():
    assert all(getattr(detente, name) is not None for name in detente.__all__)
    assert detente.ExportOptions().with_text is False
