"""This program's own codings come in again from each form it writes, all with the same events."""

import io
import json
from datetime import date

import pytest
from exchange_out.hostile import FORMULAS
from record.make import FULL, full_coding, make_coding, make_document, party

from detente.errors import InputError
from detente.exchange.filed import Damaged
from detente.exchange.own import iter_own
from detente.flat import COLUMNS, dumps, to_json, to_rows, write_csv
from detente.values import Actor, Numbers, When

TEXT = "Iran met North Korea. Washington and Zarif accused North Korea."


def codings():
    full = make_document(FULL, id="full")
    yield full, full_coding(full)
    document = make_document(TEXT, id="=doc")
    several = (party(document, "Washington"), party(document, "Zarif"))
    accused = make_coding(document, trigger="accused", type="ACCUSE", numbers=Numbers(dead=3))
    yield document, make_coding(document, modality="denied", historical=True)
    yield document, type(accused)(**{**_fields(accused), "source": several})


def _fields(coding):
    return {name: getattr(coding, name) for name in type(coding).__dataclass_fields__}


def write_jsonl(path):
    path.write_text("".join(dumps(to_json(coding, document)) + "\n" for document, coding in codings()), "utf-8")
    return path


def write_flat(path, *, raw=False):
    out = io.StringIO()
    write_csv((row for document, coding in codings() for row in to_rows(coding, document)), out, raw=raw)
    path.write_text(out.getvalue(), "utf-8")
    return path


def write_parquet(path, flat):
    duckdb = pytest.importorskip("duckdb")
    duckdb.sql(
        f"COPY (SELECT * FROM read_csv('{flat}', types = {{'cameo': 'VARCHAR', 'dead': 'BIGINT'}})) TO '{path}'"
        " (FORMAT parquet)"
    )
    return path


def events(path):
    rows = list(iter_own(path))
    assert not [row for row in rows if isinstance(row, Damaged)]
    return [row._replace(contexts=None, key="", is_further=False) for row in rows]


def test_each_form_gives_the_same_events(tmp_path):
    lines, flat = events(write_jsonl(tmp_path / "a.jsonl")), events(write_flat(tmp_path / "a.csv"))
    assert len(lines) == 4
    assert lines == flat == events(write_parquet(tmp_path / "a.parquet", write_flat(tmp_path / "raw.csv", raw=True)))
    first = lines[0]
    assert (first.source.name, first.source.code, first.source.sector) == ("Iran (IRN)", "IRN", "GOV")
    assert (first.act.code, first.act.type, first.act.mode, first.act.one_act) == (
        *("040", "CONSULT", "visit"),
        "040:visit",
    )
    assert (first.place_name, first.lat, first.publisher, first.day) == (
        *("Tehran", 35.7, "The Norland Gazette"),
        date(2018, 8, 7),
    )
    assert [row.modality for row in lines] == ["actual", "denied", "actual", "actual"]
    assert [row.historical for row in lines] == [False, True, False, False]
    assert lines[3].dead == 3


def test_of_several_parties_each_two_are_a_dyad(tmp_path):
    rows = list(iter_own(write_jsonl(tmp_path / "a.jsonl")))
    assert [(r.source.code, r.target.code, r.is_further) for r in rows[2:]] == [
        *(("USA", "PRK", False), ("IRN", "PRK", True)),
    ]


def test_parties_of_a_country_keep_their_sector_and_a_group_its_code(tmp_path):
    document = make_document("Farmers of Iran met Hamas.", id="d")
    farmers = party(document, "Farmers of Iran", Actor("farmers", None, "IRN", "AGR"))
    hamas = party(document, "Hamas", Actor("Hamas", "HAMAS", "PSE", "REB"))
    coding = make_coding(document, source=farmers, target=hamas)
    (tmp_path / "a.jsonl").write_text(dumps(to_json(coding, document)), "utf-8")
    [row] = iter_own(tmp_path / "a.jsonl")
    assert [(a.code, a.sector, a.filed_code) for a in (row.source, row.target)] == [
        *(("IRN", "AGR", None), ("HAMAS", "REB", "HAMAS")),
    ]


def test_days_of_an_act_of_several(tmp_path):
    document = make_document()
    coding = make_coding(document, when=When(date(2018, 1, 1), date(2018, 8, 7), "year", True))
    (tmp_path / "a.jsonl").write_text(dumps(to_json(coding, document)), "utf-8")
    [row] = iter_own(tmp_path / "a.jsonl")
    assert (row.day, row.last_day) == (date(2018, 1, 1), date(2018, 8, 7))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[]", "no coding of détente"),
        ('{"id": "x"}', "no coding of détente"),
        ("null", "no coding of détente"),
        ("[" * 100_000, "no coding of détente"),
        ("undated", "no day is known"),
        ("nobody", "no actor"),
    ],
)
def test_damaged_lines(tmp_path, line, reason):
    document = make_document()
    good = dumps(to_json(make_coding(document), document))
    if line == "undated":
        line = dumps(to_json(make_coding(document, day=None), document))
    elif line == "nobody":
        line = dumps(to_json(make_coding(document, source=None, target=None), document))
    (tmp_path / "a.jsonl").write_text(f"{good}\n{line}\n{good}\n", "utf-8")
    rows = list(iter_own(tmp_path / "a.jsonl"))
    assert [(r.line, r.reason.startswith(reason)) for r in rows if isinstance(r, Damaged)] == [(2, True)]
    assert len(rows) == 3


def test_a_torn_row_of_the_flat_form(tmp_path):
    path = write_flat(tmp_path / "a.csv")
    path.write_text(path.read_text("utf-8") + "torn,row\n", "utf-8")
    assert [r.reason for r in iter_own(path) if isinstance(r, Damaged)] == [
        f"2 columns where the header has {len(COLUMNS)}"
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "none.parquet"])
def test_another_file_is_refused(tmp_path, name):
    if name != "none.parquet":
        (tmp_path / name).write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError):
        list(iter_own(tmp_path / name))


def test_a_name_like_a_formula_comes_back_as_it_was(tmp_path):
    [row] = [r for r in events(write_flat(tmp_path / "a.csv")) if r.modality == "denied"]
    document = next(json.loads(line) for line in write_jsonl(tmp_path / "a.jsonl").read_text("utf-8").splitlines()[1:])
    assert row.filed_id == document["id"] == "=doc-CONSULT-5"


@pytest.mark.parametrize("hostile", [f for f in FORMULAS if not set(f) & set("\r\n\v\f\u2028\u2029\x85")], ids=repr)
def test_cells_made_safe_from_spreadsheets_come_in_as_they_were(tmp_path, hostile):
    document = make_document(f"{hostile} met North Korea.", id=hostile, title=hostile, outlet=hostile)
    coding = make_coding(document, source=party(document, hostile, Actor(hostile, "IRN", "IRN", "GOV")))
    out = io.StringIO()
    write_csv(to_rows(coding, document), out)
    assert "'" in out.getvalue()
    (tmp_path / "a.csv").write_text(out.getvalue(), "utf-8")
    [row] = iter_own(tmp_path / "a.csv")
    assert (row.publisher, row.source.name) == (hostile, f"{hostile} (IRN)")
    assert row.key.startswith(f"{hostile}|")
