"""What changed of a pair since an edition, or since a day: the same answer for the same moment."""

from datetime import date, timedelta

import pytest
from exchange.rows import icews_row, write_icews
from record.make import make_coding, make_document

from detente.errors import AskError
from detente.record import Record
from detente.record import registered as register
from detente.record.editions.since import Moved, pair_changes
from editions.make import fill, reports, with_imported

DAY = date.today() - timedelta(days=10)


@pytest.fixture
def record(tmp_path):
    """A record of long ago."""
    with Record.open(with_imported(fill(tmp_path / "r.db", reports()))) as opened:
        for table, column in (("documents", "recorded_at"), ("runs", "started_at")):
            opened.connection.execute(f"UPDATE {table} SET {column} = '2020-01-01T00:00:00+00:00'")
        yield opened


@pytest.fixture(params=["edition", "day"])
def since(record, request):
    return record.freeze("then").edition if request.param == "edition" else DAY


def told(found):
    return {(c.change, c.id, c.why) for c in found.changes}


def test_nothing_changed(record, since):
    found = pair_changes(record, "Iran", "North Korea", since)
    assert (found.pair, found.changes, found.moved) == (("IRN", "PRK"), (), ())


def test_reports_revisions_and_imported_events_move_the_series(record, since, tmp_path):
    new = make_document("Iran met North Korea in May.", id="new", published=date(2018, 5, 2))
    revised = make_document("Nothing was said.", id="doc-1", published=date(2018, 2, 15))
    record.add([new, revised], lambda d: [make_coding(d)] if d.id == "new" else [])
    record.import_("icews", [write_icews(tmp_path / "more.tab", icews_row(50, day="2018-12-01", code="190"))])
    found = pair_changes(record, "IRN", "PRK", since)
    assert told(found) == {
        ("added", "new-CONSULT-5", "new report"),
        ("withdrawn", "doc-1-ACCUSE-5", "its report was revised"),
    }
    assert found.moved == (
        Moved("détente", "2018-02", (0, 0), (1, 0)),
        Moved("détente", "2018-05", (0, 1), (1, 1)),
        Moved("icews", "2018-12", (0, 0), (0, 1)),
    )
    assert pair_changes(record, "IRN", "USA", since).changes == ()


def test_an_actor_corrected_away_takes_its_codings_along(record, since):
    register.merge(
        record.connection,
        register.find_identity(record.connection, "Iran"),
        register.find_identity(record.connection, "IRNA"),
    )
    found = pair_changes(record, "IRN", "PRK", since)
    assert {c[0::2] for c in told(found)} == {("withdrawn", "an actor was corrected")}
    assert len(found.changes) == 8


def test_a_sector_corrected_is_a_change(record, since):
    register.correct(record.connection, register.find_identity(record.connection, "Iran"), {"role": "host"})
    found = pair_changes(record, "IRN", "PRK", since)
    assert {(c.change, c.fields, c.why) for c in found.changes} == {("changed", ("parties",), "an actor was corrected")}
    assert found.moved == ()


def test_a_pair_is_two(record):
    with pytest.raises(AskError, match="these are one"):
        pair_changes(record, "Iran", "Tehran", DAY)
