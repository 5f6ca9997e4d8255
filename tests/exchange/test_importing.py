"""Rows into the record: once each, twins paired off, damage set aside, sums that agree."""

import pytest

from detente.exchange.filed import Imported
from detente.exchange.icews import iter_icews
from detente.exchange.importing import import_rows
from detente.exchange.tkg import iter_tkg
from detente.record import Record
from exchange.rows import icews_row, write_icews, write_tkg


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db") as opened:
        yield opened


def _import(record, tmp_path, *rows):
    path = write_icews(tmp_path / "a.tab", *rows)
    return import_rows(record.connection, iter_icews(path), origin="icews", command="import icews")


def _mirror(number, **given):
    there = {"source": "North Korea", "source_country": "North Korea", "target": "Iran", "target_country": "Iran"}
    return icews_row(number, **(there | given))


def _events(record):
    rows = record.connection.execute(
        "SELECT source_code, cameo, target_code, day FROM imported_events ORDER BY 4, 2, 1"
    )
    return [tuple(row) for row in rows]


def test_a_consultation_filed_from_both_sides_counts_once(record, tmp_path):
    assert _import(record, tmp_path, icews_row(1), _mirror(2)) == Imported(2, 1, 1, 0, 0)
    assert _events(record) == [("IRN", "040", "PRK", "2018-08-07")]


def test_a_visit_and_its_host_are_one_act(record, tmp_path):
    visit = _mirror(1, code="042", text="Make a visit")
    host = icews_row(2, code="043", text="Host a visit")
    assert _import(record, tmp_path, visit, host) == Imported(2, 1, 1, 0, 0)
    assert _events(record) == [("PRK", "042", "IRN", "2018-08-07")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (icews_row(1), _mirror(2, day="2018-08-08")),
        (icews_row(1, code="112", text="Accuse"), _mirror(2, code="112", text="Accuse")),
        (icews_row(1, code="042", text="Make a visit"), _mirror(2, code="042", text="Make a visit")),
        (icews_row(1), icews_row(2, code="041", text="Discuss by telephone")),
        (icews_row(1), icews_row(2, story="10")),
    ],
    ids=["another day", "each accuses", "each visits", "other acts", "one side in two stories"],
)
def test_what_is_not_one_act_is_not_merged(record, tmp_path, first, second):
    assert _import(record, tmp_path, first, second) == Imported(2, 2, 0, 0, 0)


def test_two_stories_of_one_meeting_are_two_rows_and_two_twins(record, tmp_path):
    rows = [icews_row(1), _mirror(2), icews_row(3, story="10"), _mirror(4, story="10")]
    assert _import(record, tmp_path, *rows) == Imported(4, 2, 2, 0, 0)
    keys = record.connection.execute("SELECT count(DISTINCT event_key) FROM imported WHERE twin_of IS NULL").fetchone()
    assert keys[0] == 1


def test_importing_again_brings_nothing_twice(record, tmp_path):
    rows = [icews_row(1), _mirror(2), icews_row(3, code="112", text="Accuse")]
    assert _import(record, tmp_path, *rows) == Imported(3, 2, 1, 0, 0)
    assert _import(record, tmp_path, *rows) == Imported(3, 0, 0, 0, 3)
    assert len(_events(record)) == 2


def test_a_twin_that_comes_with_a_later_file_is_merged_then(record, tmp_path):
    assert _import(record, tmp_path, icews_row(1)) == Imported(1, 1, 0, 0, 0)
    assert _import(record, tmp_path, icews_row(1), _mirror(2)) == Imported(2, 0, 1, 0, 1)
    assert _events(record) == [("IRN", "040", "PRK", "2018-08-07")]


def test_one_number_on_two_days_is_two_events(record, tmp_path):
    assert _import(record, tmp_path, icews_row(1), icews_row(1, day="2018-08-08")).stored == 2


def test_damaged_rows_are_kept_aside_with_their_reason(record, tmp_path):
    assert _import(record, tmp_path, icews_row(1), "torn\trow", icews_row(2, day="soon")) == Imported(3, 1, 0, 2, 0)
    rows = record.connection.execute("SELECT line, reason, row FROM quarantine ORDER BY line").fetchall()
    assert [(r[0], r[1]) for r in rows] == [(3, "2 columns where the header has 20"), (4, "no day in 'soon'")]
    assert rows[0][2] == "torn\trow"


def test_quads(record, tmp_path):
    counts = import_rows(record.connection, iter_tkg(write_tkg(tmp_path / "icews18")), origin="icews18", command="tkg")
    assert counts == Imported(8, 3, 2, 3, 0)
    assert record.connection.execute("SELECT count(*) FROM imported WHERE n_reports IS NULL").fetchone()[0] == 5


def test_a_run_that_fails_half_way_is_completed_by_the_next(record, tmp_path, monkeypatch):
    monkeypatch.setattr("detente.exchange.importing._BATCH", 2)
    path = write_icews(
        tmp_path / "a.tab", icews_row(1), icews_row(2, target="Ri", story="7"), _mirror(3), icews_row(4, code="112")
    )

    def torn():
        for number, row in enumerate(iter_icews(path)):
            if number == 3:
                raise OSError("the disk went away")
            yield row

    with pytest.raises(OSError, match="went away"):
        import_rows(record.connection, torn(), origin="icews", command="import icews")
    assert len(_events(record)) == 2
    assert import_rows(record.connection, iter_icews(path), origin="icews", command="again") == Imported(4, 1, 1, 0, 2)


def test_every_cameo_code_that_has_a_type_agrees_with_plover():
    from detente.exchange.cameo import codes

    plover = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION"
    known = {*plover.split(), "MOBILIZE", "COERCE", "ASSAULT"}
    for cameo in codes().values():
        assert cameo.type is None or cameo.type in known
        assert cameo.quad == {1: 1, 6: 2, 9: 3, 14: 4}[max(s for s in (1, 6, 9, 14) if s <= int(cameo.code[:2]))]
        assert (cameo.type is None) == (cameo.intensity is None)
    assert len(codes()) == 312
