"""POLECAT's rows: PLOVER kept as filed, a dyad for each two parties, malformed headers and rows."""

import pytest

from detente.errors import InputError
from detente.exchange.filed import Damaged
from detente.exchange.polecat import iter_polecat
from exchange.rows import POLECAT, polecat_cells, polecat_row, write_lines


def read(tmp_path, *rows, header=POLECAT, **how):
    return list(iter_polecat(write_lines(tmp_path / "ngecEvents.txt", header, *rows, **how)))


def test_a_row_as_released(tmp_path):
    [row] = read(tmp_path, polecat_row())
    assert row.source[:4] == ("Javad Zarif (IRN)", "IRN", None, "GOV")
    assert row.target[:2] == ("United States", "USA")
    assert row.act == (None, "ACCUSE", "disapprove", 3, None, -2.0, None)
    assert (row.contexts, row.filed_id, row.filed_day) == ("diplomatic;economic", "DV-1", "2018-08-08")
    assert (row.place_name, row.place_country, row.publisher, row.n_reports) == ("Tehran", "IRN", "Norland Gazette", 1)


def dyads(rows):
    return [(r.source and r.source.code, r.target and r.target.code, r.is_further) for r in rows]


def test_several_countries_give_a_dyad_each(tmp_path):
    rows = read(tmp_path, polecat_row(Actor_Name="Ann;Bo", Actor_Country="FRA; DEU", Recipient_Country="USA;CAN"))
    assert dyads(rows) == [
        *(("FRA", "USA", False), ("FRA", "CAN", True)),
        *(("DEU", "USA", True), ("DEU", "CAN", True)),
    ]
    assert [r.source.name for r in rows] == ["Ann (FRA)"] * 2 + ["Bo (DEU)"] * 2
    assert len({r.key for r in rows}) == 4


def test_names_that_do_not_say_which_country_is_whose(tmp_path):
    rows = read(tmp_path, polecat_row(Actor_Name="Ann;Bo;Cy", Actor_Country="FRA;DEU"))
    assert [r.source.name for r in rows] == ["Ann; Bo; Cy (FRA)", "Ann; Bo; Cy (DEU)"]


def test_those_who_meet_on_both_sides_do_not_meet_themselves(tmp_path):
    both = {"Actor_Name": "France;Germany", "Actor_Country": "FRA;DEU"}
    both |= {"Recipient_Name": "France;Germany", "Recipient_Country": "FRA;DEU"}
    rows = read(tmp_path, polecat_row(Event_Type="CONSULT", Event_Mode="phone", **both))
    assert dyads(rows) == [("FRA", "DEU", False), ("DEU", "FRA", True)]
    assert {r.act.one_act for r in rows} == {"CONSULT:phone"}


@pytest.mark.parametrize(
    ("country", "code"),
    [("KOS", "XKX"), ("UNO", "UNO"), ("EUR", "EU"), ("IGO", None), ("usa", "USA"), ("Iran", "IRN"), ("None", None)],
)
def test_countries(tmp_path, country, code):
    [row] = read(tmp_path, polecat_row(Actor_Name="Somebody", Actor_Country=country))
    assert row.source.code == code


def test_one_side_and_no_side(tmp_path):
    nobody = {"Recipient_Name": "None", "Recipient_Country": "None"}
    first, second = read(tmp_path, polecat_row(**nobody), polecat_row(Actor_Name="", Actor_Country="", **nobody))
    assert first.target is None
    assert second.reason == "no actor and no recipient"


def test_a_missing_quad_and_intensity_are_those_of_the_type(tmp_path):
    [row] = read(tmp_path, polecat_row(Quad_Code="", Intensity="", Event_Type="ASSAULT", Event_Mode="None"))
    assert (row.act.quad, row.act.intensity, row.act.mode) == (4, -9.0, None)


def test_a_cameo_code_is_kept_as_text_where_there_is_one(tmp_path):
    [row] = read(tmp_path, polecat_row() + "\t010", header=POLECAT + "\tCAMEO Code")
    assert row.act.code == "010"


def test_a_header_that_names_columns_which_the_rows_lack(tmp_path):
    longer = POLECAT.replace("Event Date", "Event Date\tHeadline\tEvent Text") + "\tFeed\tStory ID"
    [row] = read(tmp_path, polecat_row(), header=longer.replace("Intensity", "Event Intensity"))
    assert (row.source.code, row.target.code) == ("IRN", "USA")


def test_columns_in_another_order(tmp_path):
    cells = dict(reversed(polecat_cells().items()))
    [row] = read(tmp_path, "\t".join(cells.values()), header="\t".join(cells))
    assert (row.source.code, row.target.code) == ("IRN", "USA")


@pytest.mark.parametrize("how", [{"end": "\t\n"}, {"end": "\r\n"}, {"encoding": "utf-8-sig"}, {"encoding": "latin-1"}])
def test_trailing_tabs_ends_of_lines_and_encodings(tmp_path, how):
    [row] = read(tmp_path, polecat_row(Placename="Málaga"), **how)
    assert row.place_name == "Málaga"


def test_a_tab_between_quotation_marks_is_part_of_its_cell(tmp_path):
    [row] = read(tmp_path, polecat_row(Actor_Name='"Javad\tZarif"'))
    assert row.source.name == "Javad\tZarif (IRN)"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (polecat_row(Event_Date="None"), "no event date"),
        (polecat_row(Event_Date="2018-13-01"), "no day in '2018-13-01'"),
        (polecat_row(Event_Type="DANCE"), "unknown event type 'DANCE'"),
        (polecat_row(Actor_Name="Javad\tZarif"), "41 columns where the header has 40"),
        (polecat_row().rsplit("\t", 3)[0], "37 columns where the header has 40"),
        (polecat_row(Actor_Name="Ja\0vad"), "holds a NUL character"),
    ],
)
def test_damaged_rows(tmp_path, row, reason):
    rows = read(tmp_path, polecat_row(), row, polecat_row())
    assert [(r.line, r.reason) for r in rows if isinstance(r, Damaged)] == [(3, reason)]
    assert len(rows) == 3


def test_the_header_alone_and_no_header(tmp_path):
    assert read(tmp_path) == []
    with pytest.raises(InputError, match="not a POLECAT file"):
        read(tmp_path, header=polecat_row())
