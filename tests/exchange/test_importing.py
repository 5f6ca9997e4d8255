"""Rows into the record: once each, twins paired off, damage set aside, sums that agree."""

import gzip
import sqlite3

import pytest

from detente.errors import AskError, InputError
from detente.exchange.filed import Imported
from detente.exchange.formats import ImportOptions, import_files
from detente.exchange.gdelt import iter_gdelt
from detente.exchange.icews import iter_icews
from detente.exchange.importing import Told, import_rows
from detente.exchange.tkg import iter_tkg
from detente.record import Record
from detente.record.layout import statements_between
from exchange.rows import (
    ACLED,
    POLECAT,
    acled_row,
    gdelt_row,
    icews_row,
    mention_row,
    polecat_row,
    write_icews,
    write_lines,
    write_tkg,
)


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


def _gdelt(record, tmp_path, *rows, name="a.CSV"):
    path = write_lines(tmp_path / name, *rows)
    return import_rows(record.connection, iter_gdelt(path), origin="gdelt", command="import gdelt")


def test_events_with_one_party_are_kept_one_by_one(record, tmp_path):
    assert _gdelt(record, tmp_path, gdelt_row(1, b=""), gdelt_row(2, b="")) == Imported(2, 2, 0, 0, 0)
    rows = record.connection.execute("SELECT source_code, target_name FROM imported_events").fetchall()
    assert [tuple(row) for row in rows] == [("IRN", None)] * 2
    assert record.connection.execute("SELECT n FROM tallied").fetchone()[0] == 2


def test_articles_are_reports_and_not_events(record, tmp_path):
    rows = [gdelt_row(1, articles="500"), gdelt_row(2, articles="3", place="Shiraz")]
    assert _gdelt(record, tmp_path, *rows).stored == 2
    found = record.connection.execute("SELECT verbal_cooperation, reports FROM dyad_days").fetchone()
    assert tuple(found) == (1, 503)


def test_codes_stay_text(record, tmp_path):
    _gdelt(record, tmp_path, gdelt_row(1, code="010", root="01"), gdelt_row(2, code="100", root="10", quad="3"))
    found = record.connection.execute("SELECT cameo, typeof(cameo) FROM imported ORDER BY cameo").fetchall()
    assert [tuple(row) for row in found] == [("010", "text"), ("100", "text")]


def test_mentions_join_to_events_whichever_comes_first(record, tmp_path):
    assert _gdelt(record, tmp_path, mention_row(1), mention_row(9), name="m.CSV") == Imported(2, 2, 0, 0, 0)
    _gdelt(record, tmp_path, gdelt_row(1))
    assert _gdelt(record, tmp_path, mention_row(1), mention_row(1, sentence="7"), name="n.CSV") == Imported(
        2, 1, 0, 0, 1
    )
    found = record.connection.execute("SELECT filed_id, sentence, outlet FROM imported_reports").fetchall()
    assert [tuple(row) for row in found] == [("1", 3, "gazette.example"), ("1", 7, "gazette.example")]


def test_damaged_rows_are_set_aside_once_however_often_they_come(record, tmp_path):
    rows = [icews_row(1), "torn\trow", icews_row(2, day="soon")]
    assert _import(record, tmp_path, *rows).quarantined == 2
    before = list(record.connection.iterdump())
    assert _import(record, tmp_path, *rows) == Imported(3, 0, 0, 2, 1)
    new = set(record.connection.iterdump()) - set(before)
    assert all('INTO "runs"' in line for line in new)


def test_of_many_files_one_that_is_cut_does_not_stop_the_others(record, tmp_path):
    whole = write_icews(tmp_path / "a.tab", *(icews_row(n, story=str(n)) for n in range(2000))).read_bytes()
    packed = gzip.compress(whole)
    (tmp_path / "b.tab.gz").write_bytes(packed[: len(packed) // 2])
    write_icews(tmp_path / "c.tab", icews_row(9, day="2018-08-09"))
    told = Told()
    paths = [tmp_path / name for name in ("b.tab.gz", "c.tab")]
    done = import_files(record, "icews", paths, told=told)
    assert [error.where for error in told.failed] == [f"file: {tmp_path / 'b.tab.gz'}"]
    assert done.stored > 1  # what stands before the cut is in
    assert _events(record)[-1][3] == "2018-08-09"
    with pytest.raises(InputError, match="to its end"):
        import_files(record, "icews", paths[:1])


def test_rows_of_several_parties_are_counted_once_as_read(record, tmp_path):
    rows = [polecat_row(Actor_Country="IRN;SYR"), polecat_row(Event_Type="DANCE")]
    path = write_lines(tmp_path / "a.txt", POLECAT, *rows)
    done = import_files(record, "polecat", [path])
    assert done == Imported(2, 2, 0, 1, 0, expanded=1)
    assert done.read + done.expanded == done.stored + done.merged + done.quarantined + done.known
    assert import_files(record, "polecat", [path]) == Imported(2, 0, 0, 1, 2, expanded=1)


def test_event_numbers_that_repeat_are_not_the_same_event(record, tmp_path):
    rows = [polecat_row(), polecat_row(Event_Type="REJECT", Event_Mode="assist"), polecat_row(Recipient_Country="CAN")]
    path = write_lines(tmp_path / "a.txt", POLECAT, *rows, polecat_row())
    assert import_files(record, "polecat", [path]) == Imported(4, 3, 0, 0, 1)


def test_a_meeting_told_from_both_sides_in_polecat_is_one(record, tmp_path):
    there = {"Actor_Name": "Iran", "Actor_Country": "IRN", "Recipient_Name": "Oman", "Recipient_Country": "OMN"}
    back = {"Actor_Name": "Oman", "Actor_Country": "OMN", "Recipient_Name": "Iran", "Recipient_Country": "IRN"}
    rows = [polecat_row(Event_Type="CONSULT", Event_Mode="phone", **side) for side in (there, back)]
    rows += [polecat_row(Event_Type="CONSULT", Event_Mode="visit", **side) for side in (there, back)]
    path = write_lines(tmp_path / "a.txt", POLECAT, *rows)
    assert import_files(record, "polecat", [path]) == Imported(4, 3, 1, 0, 0)


def test_each_row_of_acled_is_an_event(record, tmp_path):
    path = write_lines(tmp_path / "a.csv", ACLED, acled_row(1), acled_row(2), acled_row(2))
    assert import_files(record, "acled", [path]) == Imported(3, 2, 0, 0, 1)
    found = record.connection.execute("SELECT material_conflict, goldstein, intensity FROM dyad_days").fetchone()
    assert tuple(found) == (2, 0.0, -18.0)
    assert record.connection.execute("SELECT sum(dead), count(goldstein) FROM imported").fetchone()[:] == (4, 0)


def test_no_deaths_are_not_unknown_deaths(record, tmp_path):
    path = write_lines(tmp_path / "a.csv", ACLED, acled_row(1, fatalities="0", source=""))
    import_files(record, "acled", [path])
    assert record.connection.execute("SELECT dead, publisher FROM imported").fetchone()[:] == (0, None)


def test_the_name_of_its_own_codings_is_reserved(record, tmp_path):
    with pytest.raises(AskError, match="own codings"):
        import_files(record, "icews", [tmp_path], ImportOptions(origin=" Détente "))


def test_a_record_of_the_layout_before_keeps_its_events(tmp_path):
    path = tmp_path / "old.db"
    old = sqlite3.connect(path, isolation_level=None)
    for statement in statements_between(0, 7):
        old.execute(statement)
    old.execute("PRAGMA user_version = 7")
    old.execute("PRAGMA application_id = 0x44455445")
    old.execute("INSERT INTO runs (run, command, started_at) VALUES (1, 'import icews', '2018-08-08T00:00:00+00:00')")
    for actor, name in ((1, "Iran"), (2, "North Korea")):
        old.execute("INSERT INTO filed_actors (actor, origin, name, code) VALUES (?, 'icews', ?, 'IRN')", (actor, name))
    columns = "imported, row_key, event_key, run, origin, day, source, target, cameo, quad, side, twin_of"
    for row in (
        (5, 50, 7, 1, "icews", "2018-08-07", 1, 2, "040", 1, 0, None),
        (9, 90, 7, 1, "icews", "2018-08-07", 2, 1, "040", 1, 1, 5),
    ):
        old.execute(f"INSERT INTO imported ({columns}) VALUES ({', '.join('?' * 12)})", row)
    old.close()
    with Record.open(path) as opened:
        found = opened.connection.execute(f"SELECT {columns}, is_counted FROM imported ORDER BY imported").fetchall()
        assert [tuple(row)[:2] + tuple(row)[-2:] for row in found] == [(5, 50, None, 1), (9, 90, 5, 1)]
        assert opened.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert opened.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert len(_events(opened)) == 1
        with pytest.raises(sqlite3.IntegrityError):
            opened.connection.execute("UPDATE imported SET twin_of = 1234 WHERE imported = 9")
