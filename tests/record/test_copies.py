"""A text that comes again is a report of the first: counted, kept, and not coded twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.engine import Inline
from detente.record import AddOptions, Record
from detente.record.copies import Measured
from detente.record.likeness import MIN_WORDS, bands_of, likeness, runs_of, words_of
from record.make import fake_coder, make_document
from record.texts import PARAGRAPHS, report


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db") as opened:
        yield opened


class Counting:
    """The fake coder, with the ids of what it coded."""

    def __init__(self):
        self.coded = []

    def __call__(self, document):
        self.coded.append(document.id)
        return fake_coder(document)


def _rows(record, columns="id, copy_of, is_coded"):
    return [tuple(row) for row in record.connection.execute(f"SELECT {columns} FROM documents ORDER BY document")]


def _outcomes(record):
    return {row["input"]: (row["outcome"], row["reason"]) for row in record.outcomes()}


def test_the_same_text_under_another_name_is_a_report_of_the_first(record):
    coder = Counting()
    syndicated = [report(f"outlet{i}", published=date(2018, 8, 7 + i % 3), head="Talks in Vell") for i in range(50)]
    tally = record.add(syndicated, coder, AddOptions(batch=8))
    assert dict(tally.counts) == {"stored": 1, "revised": 0, "skipped": 0, "failed": 0, "duplicate": 49}
    assert coder.coded.count("outlet0") == 1
    assert len(list(record.codings())) == 1
    assert _outcomes(record)["outlet49"] == ("duplicate", "the same text as outlet0")
    [seen] = record.connection.execute("SELECT reports, texts, outlets FROM reports_of_texts").fetchall()
    assert tuple(seen) == (50, 1, 50)
    again = record.add(syndicated, coder)
    assert again.counts["skipped"] == 50


def test_copies_that_are_under_way_with_their_first_are_not_sent_to_be_coded(record):
    sent = []

    class Watching(Inline):
        def in_order(self, items):
            items = list(items)
            sent.extend(document.id for _, document in items if document is not None)
            return super().in_order(items)

    record.add([report(f"o{i}") for i in range(20)], Watching(fake_coder))
    assert sent == ["o0"]
    assert record.connection.execute("SELECT count(*) FROM documents WHERE is_coded").fetchone()[0] == 1


def test_short_texts_recur_without_being_copies(record):
    alert = [make_document("Iran met North Korea.", id=f"a{d}", published=date(2018, 8, d)) for d in (1, 2)]
    same_day = make_document("Iran met North Korea.", id="b", published=date(2018, 8, 2))
    undated = make_document("Iran met North Korea.", id="c", published=None)
    tally = record.add([*alert, same_day, undated], fake_coder)
    assert (tally.counts["stored"], tally.counts["duplicate"]) == (2, 2)


def test_a_copy_that_alone_knows_its_day_is_coded(record):
    tally = record.add([report("a", published=None), report("b"), report("c", published=None)], fake_coder)
    assert (tally.counts["stored"], tally.counts["duplicate"], tally.codings) == (1, 2, 2)
    assert _rows(record) == [("a", None, 1), ("b", 1, 1), ("c", 1, 0)]
    assert [coding.when is not None for _, coding in record.codings()] == [True, False]


@pytest.mark.parametrize(
    ("changed", "is_coded"),
    [
        (report("b", PARAGRAPHS[:5], head="Envoys leave Vell in silence"), False),
        (report("b", [*PARAGRAPHS, "Iran accused North Korea of leaving early."]), True),
        (report("b", [p.replace("eleven", "twelve") for p in PARAGRAPHS]), True),
        (report("b", [p.upper() for p in PARAGRAPHS]), False),
    ],
    ids=["cut and headed anew", "a paragraph more", "a figure changed", "in capitals"],
)
def test_a_near_duplicate_is_kept_and_coded_only_where_it_says_more(record, changed, is_coded):
    tally = record.add([report("a"), changed], fake_coder)
    assert (tally.counts["stored"], tally.counts["near_duplicate"]) == (1, 1)
    assert _rows(record) == [("a", None, 1), ("b", 1, int(is_coded))]
    assert ("coded, for it says more" in _outcomes(record)["b"][1]) == is_coded
    assert [d.text for d, _, _ in record.documents()][1] == changed.text


def test_another_report_of_the_same_matter_is_no_copy(record):
    other = [
        "Envoys of Iran and North Korea ended two days of talks over fishing in Vell on Tuesday and said nothing.",
        *("The draft they argued about is a secret; the hotel expects them back before the month is over. " * 2,),
        "Their cook, a passenger of the morning ferry, told our reporter that he had never peeled so many onions.",
    ]
    assert len(words_of(" ".join(other))) >= MIN_WORDS
    tally = record.add([report("a"), report("b", other)], fake_coder)
    assert tally.counts["stored"] == 2


def test_a_copy_of_what_could_not_be_coded_is_coded_itself(record):
    def coder(document):
        if document.id == "a":
            raise ValueError("boom")
        return fake_coder(document)

    tally = record.add([report("a"), report("b"), report("c")], coder)
    assert (tally.counts["failed"], tally.counts["stored"], tally.counts["duplicate"]) == (1, 1, 1)
    assert _rows(record) == [("b", None, 1), ("c", 1, 0)]


def test_when_the_first_is_corrected_a_copy_stands_for_the_old_text(record):
    record.add([report("a"), report("b"), report("c")], fake_coder)
    corrected = report("a", ["Iran accused North Korea of leaving Vell before a draft was read.", *PARAGRAPHS[1:]])
    tally = record.add([corrected], fake_coder)
    assert tally.counts["revised"] == 1
    assert _rows(record, "id, revision, is_current, copy_of, is_coded") == [
        ("a", 1, 0, None, 1),
        ("b", 1, 1, None, 1),
        ("c", 1, 1, 2, 0),
        ("a", 2, 1, None, 1),
    ]
    assert sorted((d.id, c.type) for d, c in record.codings()) == [("a", "ACCUSE"), ("b", "CONSULT")]


def test_a_revision_may_repeat_another_document(record):
    record.add([report("a"), make_document("Iran accused North Korea.", id="b")], fake_coder)
    tally = record.add([report("b")], fake_coder)
    assert tally.counts["revised"] == 1
    assert _outcomes(record)["b"] == ("revised", "the text changed; the same text as a")
    assert record.add([report("b")], fake_coder).counts["skipped"] == 1


@pytest.mark.parametrize("batch", [1, 3, 64])
def test_the_record_is_the_same_whatever_the_batch(tmp_path, batch):
    documents = [report(f"d{i}", PARAGRAPHS[: 6 - i % 2] if i % 5 else PARAGRAPHS[i % 3 :]) for i in range(20)]
    rows = []
    for name, size in (("a", 7), ("b", batch)):
        with Record.open(tmp_path / f"{name}.db") as record:
            record.add(documents, fake_coder, AddOptions(batch=size))
            rows.append(_rows(record, "id, copy_of, likeness, is_coded, n_words"))
            rows.append([tuple(r) for r in record.connection.execute("SELECT band, document FROM text_bands")])
    assert rows[:2] == rows[2:]


def test_documents_of_an_older_layout_are_found_as_firsts(record):
    record.add([report("a")], fake_coder)
    record.connection.execute("DELETE FROM text_bands")
    record.connection.execute("UPDATE documents SET n_words = NULL")
    tally = record.add([report("b", PARAGRAPHS[:5])], fake_coder)
    assert tally.counts["near_duplicate"] == 1


def test_likeness_is_the_share_of_runs_and_bands_follow_it():
    whole, cut = (runs_of(words_of(report("x", p).text)) for p in (PARAGRAPHS, PARAGRAPHS[:5]))
    assert likeness(whole, whole) == 1.0
    assert 0.7 < likeness(whole, cut) == likeness(cut, whole) < 0.9
    assert len(set(bands_of(whole))) == 20
    assert set(bands_of(whole)) & set(bands_of(cut))
    assert not set(bands_of(whole)) & set(bands_of(runs_of([f"w{i}" for i in range(100)])))


def test_bands_do_not_change_from_run_to_run():
    # written into records: another value would hide all copies of what is there
    assert bands_of(runs_of([f"w{i}" for i in range(60)]))[:1] == [-2169683734961000973]


def test_measuring_counts_words():
    assert Measured(replace(make_document("One two, three."), id="x")).n_words == 3
