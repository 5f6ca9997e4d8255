"""What one edition has otherwise than another, and why."""

from dataclasses import replace
from datetime import date

import pytest
from exchange.rows import icews_row, write_icews
from record.make import make_coding, make_document

from detente.record import Record
from detente.record import registered as register
from detente.record.editions.comparing import compare
from detente.record.editions.reasons import Facts, of_coding, of_document
from editions.make import fill, reports, with_imported


@pytest.fixture
def record(tmp_path):
    with Record.open(with_imported(fill(tmp_path / "r.db", reports()))) as opened:
        yield opened


def told(record, one):
    """Changes as (table, change, id, why) between an edition and now."""
    return {
        (c.table, c.change, c.id, c.why) for c in compare(one, record.freeze().edition).changes if c.table != "events"
    }


def test_nothing_happened(record):
    one, other = record.freeze("a").edition, record.freeze("b", with_text=True).edition
    found = compare(one, other)
    assert (found.changes, found.imported, found.versions, found.counts()) == ((), (), (), {})


def test_a_new_report_comes_with_its_codings(record):
    one = record.freeze("a").edition
    new = make_document("Iran met North Korea in May.", id="new")
    record.add([new], lambda d: [make_coding(d)])
    assert told(record, one) == {
        ("documents", "added", "new", "new report"),
        ("codings", "added", "new-CONSULT-5", "new report"),
    }


def test_a_revision_withdraws_what_it_no_longer_says(record):
    one = record.freeze("a").edition
    revised = make_document("Iran met North Korea after all.", id="doc-1", published=date(2018, 2, 15))
    record.add([revised], lambda d: [make_coding(d)])
    assert told(record, one) == {
        ("documents", "changed", "doc-1", "the text was revised"),
        ("codings", "added", "doc-1-CONSULT-5", "its report was revised"),
        ("codings", "withdrawn", "doc-1-ACCUSE-5", "its report was revised"),
    }


def test_an_actor_corrected_changes_its_codings_and_withdrawn_changes_them_back(record):
    one = record.freeze("a").edition
    register.correct(record.connection, register.find_identity(record.connection, "Iran"), {"sector": "OPP"}, "a coup")
    changed = told(record, one)
    assert ("actor_corrections", "added", "1", "a coup") in changed
    assert {c[3] for c in changed if c[0] == "codings"} == {"an actor was corrected"}
    corrected = record.freeze("b").edition
    register.withdraw(record.connection, 1)
    assert {c[3] for c in told(record, corrected) if c[0] == "codings"} == {"a correction of an actor was withdrawn"}


def test_another_coder_and_what_it_codes_otherwise_is_coded_anew(tmp_path, record):
    one = record.freeze("a").edition
    made = {doc: [replace(c, confidence=0.6) for c in coded] for doc, coded in reports().items()}
    with Record.open(with_imported(fill(tmp_path / "other.db", made))) as other:
        other.connection.execute("""UPDATE runs SET coder = '{"model": "joint-2"}' WHERE command = 'add'""")
        found = compare(one, other.freeze().edition)
    assert found.versions == ("coder's model – → joint-2",)
    assert {c.why for c in found.changes if c.table in ("documents", "codings")} == {"coded anew"}
    assert {c.fields for c in found.changes if c.table == "codings"} == {("confidence",)}


def test_imported_rows_are_counted_by_origin(record, tmp_path):
    one = record.freeze("a").edition
    record.import_("icews", [write_icews(tmp_path / "more.tab", icews_row(50, day="2018-12-01"))])
    two = record.freeze("b").edition
    assert compare(one, two).imported == (("icews", 1, 0),)
    assert compare(two, one).imported == (("icews", 0, 1),)


def test_backwards_added_is_withdrawn(record):
    one = record.freeze("a").edition
    new = make_document("Iran met North Korea in May.", id="new")
    record.add([new], lambda d: [make_coding(d)])
    two = record.freeze("b").edition
    there, back = compare(one, two), compare(two, one)
    assert [(c.table, c.id) for c in there.changes] == [(c.table, c.id) for c in back.changes]
    for found, change in ((there, "added"), (back, "withdrawn")):
        assert {c.change for c in found.changes if c.table in ("documents", "codings")} == {change}
        assert found.counts()["documents"] == {change: 1}


def test_an_altered_edition_is_not_compared(record):
    one, two = record.freeze("a").edition, record.freeze("b").edition
    (two.folder / "codings.parquet").write_bytes(b"x")
    with pytest.raises(Exception, match="altered"):
        compare(one, two)


REASONS = [
    (of_document(Facts("changed", ("title", "published"))), "the day of publication changed; the title changed"),
    (of_document(Facts("changed", ("copy_of",))), "what it repeats changed"),
    (of_document(Facts("changed", ("n_words",))), "read anew"),
    (of_coding("added", (), Facts("changed", ("is_coded",)), False), "its report is coded now"),
    (of_coding("withdrawn", (), Facts("withdrawn"), False), "its report is no longer in the record"),
    (of_coding("changed", ("confidence",), None, False), "coded anew by the same coder"),
]


@pytest.mark.parametrize(("said", "wanted"), REASONS, ids=[wanted for _, wanted in REASONS])
def test_reasons(said, wanted):
    assert said == wanted
