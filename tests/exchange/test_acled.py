"""ACLED's rows of any year: types by table, actors with the country that their name says, one row one event."""

from datetime import date
from importlib.resources import files

import pytest

from detente.errors import InputError
from detente.exchange.acled import iter_acled
from detente.exchange.acled_actors import actor_of
from detente.exchange.filed import Damaged
from detente.ontology import load
from exchange.rows import ACLED, acled_row, write_lines

OLD = (
    "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,ACTOR2,"
    "ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,"
    "NOTES,FATALITIES"
)


def read(tmp_path, *rows, header=ACLED, **how):
    return list(iter_acled(write_lines(tmp_path / "a.csv", header, *rows, **how)))


def test_a_row_as_exported(tmp_path):
    [row] = read(tmp_path, acled_row())
    assert (row.day, row.filed_id, row.dead, row.n_outlets, row.n_reports) == (date(2018, 8, 7), "NOR1", 2, 2, None)
    assert (row.source.code, row.source.sector, row.target.code) == ("NOR", "MIL", "SWE")
    assert row.act == (None, "ASSAULT", None, 4, None, -9.0, "ASSAULT")
    assert (row.place_name, row.place_country, row.lat, row.lon) == ("Kirkenes", "NOR", 69.7, 30.0)


def test_a_row_of_the_first_years(tmp_path):
    cells = "475,NOR7,,18/04/2001,2001,1,Riots/Protests,Rioters (Norway),,5,Police Forces of Norway (1945-),,1,15"
    [row] = read(tmp_path, cells + ',Norway,Oslo,,,Oslo,59.9,10.7,1,Fjord Radio,"One, two.",1', header=OLD)
    assert (row.day, row.act.type, row.act.mode, row.dead) == (date(2001, 4, 18), "PROTEST", "riot", 1)
    assert (row.source.code, row.source.sector, row.target.sector) == ("NOR", "CVL", "COP")


@pytest.mark.parametrize(
    ("event", "sub_event", "act", "is_turned"),
    [
        ("Protests", "Peaceful protest", ("PROTEST", "demo"), False),
        ("Protests", "Excessive force against protesters", ("ASSAULT", None), True),
        ("Explosions/Remote violence", "Shelling/artillery/missile attack", ("ASSAULT", "heavy-weapons"), False),
        ("Strategic developments", "Non-violent transfer of territory", ("RETREAT", "withdraw"), True),
        ("Strategic developments", "Agreement", ("SUPPORT", None), False),
        ("STRATEGIC DEVELOPMENTS", "arrests", ("COERCE", "arrest"), False),
        ("Battles", "A kind of next year", ("ASSAULT", None), False),
        ("Strategic development", "", (None, None), False),
    ],
)
def test_types(tmp_path, event, sub_event, act, is_turned):
    [row] = read(tmp_path, acled_row(event_type=event, sub_event_type=sub_event))
    assert (row.act.type, row.act.mode) == act
    assert row.source.code == ("SWE" if is_turned else "NOR")
    assert (row.act.quad is None) == (act[0] is None)


def test_every_line_of_the_table_is_of_the_ontology():
    text = (files("detente.exchange") / "data" / "acled_types.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    assert len(lines) > 35
    for _, _, type_, mode, way, _ in lines:
        assert way in ("forward", "backward", "both")
        assert not type_ or load().knows(type_, (mode,) if mode else ())


@pytest.mark.parametrize(
    ("name", "inter", "code", "sector"),
    [
        ("Military Forces of Yemen (2017-) Houthi", "1", "YEM", "MIL"),
        ("Military Forces of the United States (2017-2021)", "8", "USA", "MIL"),
        ("Protesters (India)", "6", "IND", "CVL"),
        ("Unidentified Armed Group (Mexico)", "3", "MEX", "UAF"),
        ("Refugees/IDPs (International)", "7", None, "REF"),
        ("Norland Liberation Army", "Rebel group", None, "REB"),
        ("Operation Northern Light", "External/Other forces", None, "UNK"),
    ],
)
def test_actors(name, inter, code, sector):
    actor = actor_of(name, inter)
    assert (actor.name, actor.code, actor.sector) == (name, code, sector)


def test_notes_over_several_lines_and_a_quotation_mark_left_open(tmp_path):
    rows = read(
        tmp_path,
        acled_row(1, notes='"One, and ""two"".\nThree."'),
        acled_row(2, notes='"Left open'),
        *(acled_row(n) for n in range(3, 300)),
    )
    assert [(row.line, row.reason) for row in rows if isinstance(row, Damaged)] == [
        (4, "a quotation mark is not closed")
    ]
    assert len(rows) == 299


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (acled_row(event_date=""), "no event date"),
        (acled_row(event_date="31/02/2018"), "no day in '31/02/2018'"),
        (acled_row(event_type="Dances"), "unknown event type 'Dances'"),
        (acled_row(event_type=""), "no event type"),
        (acled_row(actor1="", actor2=""), "no actor"),
        (acled_row() + ",x", "30 columns where the header has 29"),
        (acled_row(notes="a\0b"), "holds a NUL character"),
    ],
)
def test_damaged_rows(tmp_path, row, reason):
    rows = read(tmp_path, acled_row(1), row, acled_row(2))
    assert [(r.line, r.reason) for r in rows if isinstance(r, Damaged)] == [(3, reason)]


@pytest.mark.parametrize("how", [{"end": "\r\n"}, {"encoding": "utf-8-sig"}, {"encoding": "latin-1"}])
def test_ends_of_lines_and_encodings(tmp_path, how):
    [row] = read(tmp_path, acled_row(location="Tromsø"), **how)
    assert row.place_name == "Tromsø"


def test_semicolons(tmp_path):
    header = ACLED.replace(",", ";")
    [row] = read(tmp_path, acled_row(source="Fjord Radio").replace(",", ";"), header=header)
    assert row.source.code == "NOR"


def test_another_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="not an ACLED file"):
        read(tmp_path, "1,2", header="a,b")
