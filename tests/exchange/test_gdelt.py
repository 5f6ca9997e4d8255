"""GDELT's events and mentions: dialects told apart by content, codes kept as text, damage set aside."""

import gzip
import zipfile
from datetime import date

import pytest

from detente.errors import InputError
from detente.exchange.filed import Damaged, Filed, FiledReport
from detente.exchange.gdelt import iter_gdelt
from exchange.rows import gdelt_row, mention_row, write_lines


def read(tmp_path, *rows, name="a.CSV", **how):
    return list(iter_gdelt(write_lines(tmp_path / name, *rows, **how)))


@pytest.mark.parametrize("form", [57, 58, 61])
def test_a_row_of_each_dialect(tmp_path, form):
    [row] = read(tmp_path, gdelt_row(form=form))
    assert (row.day, row.filed_day, row.filed_id) == (date(2018, 8, 7), "2018-08-08", "1")
    assert row.source[:4] == ("IRAN (IRNGOV)", "IRN", "GOV", "GOV")
    assert row.target.filed_code == "PRKGOV"
    assert row.act[:5] == ("040", "CONSULT", None, 1, 1.0)
    assert (row.n_reports, row.n_outlets, row.n_mentions) == (5, 2, 10)
    assert (row.place_name, row.place_country, row.lat, row.lon) == ("Tehran, Tehran, Iran", "IRN", 35.75, 51.5148)
    assert row.url == (None if form == 57 else "https://gazette.example/a")


def test_dialects_may_change_within_a_file(tmp_path):
    rows = read(tmp_path, *(gdelt_row(n, form=form) for n, form in enumerate((57, 58, 61, 57))))
    assert [type(row) for row in rows] == [Filed] * 4


@pytest.mark.parametrize("how", [{"end": "\r\n"}, {"encoding": "utf-8-sig"}, {"encoding": "utf-16"}])
def test_ends_of_lines_and_marks(tmp_path, how):
    rows = read(tmp_path, gdelt_row(1), gdelt_row(2), **how)
    assert [row.url for row in rows] == ["https://gazette.example/a"] * 2


def _header(delimiter, row, quote="", names=None):
    from detente.exchange.gdelt import _FIRST, _SECOND

    heads = names or (_SECOND if row.count("\t") == 60 else _FIRST)
    cells = [cell or "NA" for cell in row.split("\t")]
    return [delimiter.join(f"{quote}{cell}{quote}" for cell in line) for line in (heads, cells)]


@pytest.mark.parametrize("form", [58, 61])
@pytest.mark.parametrize(("delimiter", "quote"), [(",", '"'), ("\t", ""), ("\t", '"')])
def test_with_a_header_the_row_is_the_same(tmp_path, form, delimiter, quote):
    [plain] = read(tmp_path, gdelt_row(form=form))
    [named] = read(tmp_path, *_header(delimiter, gdelt_row(form=form), quote), name="b.csv")
    assert named == plain


def test_a_code_that_lost_its_zero_is_mended_by_its_root(tmp_path):
    rows = read(
        tmp_path, gdelt_row(code="10", root="1"), gdelt_row(code="10", root="10"), gdelt_row(code="010", root="01")
    )
    assert [row.act.code for row in rows] == ["010", "10", "010"]


def test_the_quad_and_the_weight_are_those_that_gdelt_files(tmp_path):
    # GDELT puts root 09 into material cooperation, where ICEWS has verbal conflict
    [row] = read(tmp_path, gdelt_row(code="090", root="09", quad="2", goldstein="-2.0"))
    assert (row.act.quad, row.act.goldstein, row.act.type) == (2, -2.0, "ACCUSE")


def test_one_party_is_no_damage(tmp_path):
    first, second = read(tmp_path, gdelt_row(1, b=""), gdelt_row(2, a=""))
    assert (first.target, second.source) == (None, None)
    assert first.source.code == "IRN"


@pytest.mark.parametrize(
    ("cells", "code", "sector"),
    [
        ({"a": "ROM", "a_role": ""}, "ROU", "GOV"),
        ({"a": "EUR", "a_country": "EUR", "a_role": ""}, None, "UNK"),
        ({"a": "IGOEUREEC", "a_country": "EUR", "a_group": "EEC", "a_role": "IGO"}, "EU", None),
        ({"a": "IRNMED", "a_role": "MED"}, "IRN", "JRN"),
        ({"a": "IRNHLH", "a_role": "HLH"}, "IRN", "MED"),
        ({"a": "COP"}, None, "COP"),
    ],
)
def test_countries_bodies_and_roles(tmp_path, cells, code, sector):
    [row] = read(tmp_path, gdelt_row(**cells))
    assert (row.source.code, row.source.sector) == (code, sector)


def test_nowhere_is_not_the_gulf_of_guinea(tmp_path):
    [row] = read(tmp_path, gdelt_row(place="", fips="", lat="0", lon="0"))
    assert (row.place_name, row.place_country, row.lat, row.lon) == (None, None, None, None)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (gdelt_row(day="20180230"), "no day in '20180230'"),
        (gdelt_row(day=""), "no day"),
        (gdelt_row(code="", root=""), "no CAMEO code"),
        (gdelt_row(code="---", root="---"), "unknown CAMEO code '---'"),
        (gdelt_row(code="999", root="99"), "unknown CAMEO code '999'"),
        (gdelt_row(a_name="IR\0AN"), "holds a NUL character"),
        (gdelt_row().replace("\t", "", 1), "57 columns, but not GDELT's: no quad class or day added where they belong"),
        ("\t".join(gdelt_row().split("\t")[:40]), "40 columns where GDELT has 57, 58 or 61"),
        (gdelt_row(a_name="IRAN\tTEHRAN"), "59 columns where GDELT has 57, 58 or 61"),
        (gdelt_row(form=61, a_name="A\tB"), "62 columns where GDELT has 57, 58 or 61"),
        ("", None),
    ],
)
def test_damaged_rows_have_their_line_and_reason(tmp_path, row, reason):
    rows = read(tmp_path, gdelt_row(1), row, gdelt_row(2))
    bad = [r for r in rows if isinstance(r, Damaged)]
    assert [(r.line, r.reason) for r in bad] == ([] if reason is None else [(2, reason)])
    assert len(rows) - len(bad) == 2
    assert all("\0" not in r.row for r in bad)


def test_a_row_whose_last_column_is_missing_or_that_ends_in_tabs(tmp_path):
    rows = read(tmp_path, gdelt_row(form=61).rsplit("\t", 1)[0], gdelt_row(form=61) + "\t\t")
    assert [row.url for row in rows] == [None, "https://gazette.example/a"]


def test_packed_files(tmp_path):
    plain = write_lines(tmp_path / "a.CSV", gdelt_row())
    (tmp_path / "a.CSV.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(tmp_path / "a.CSV.zip", "w") as archive:
        archive.write(plain, "20180807.export.CSV")
    assert (
        list(iter_gdelt(plain)) == list(iter_gdelt(tmp_path / "a.CSV.gz")) == list(iter_gdelt(tmp_path / "a.CSV.zip"))
    )


def test_mentions(tmp_path):
    rows = read(tmp_path, mention_row(), mention_row(2, url=""), mention_row(3, kind="x"), "4\ttorn")
    assert rows[0] == FiledReport(
        "1", "https://gazette.example/a", 3, "gazette.example", "2018-08-07T12:15:00+00:00", 60
    )
    assert [row.reason for row in rows[1:]] == [
        "no article",
        "not a mention: no time and kind of article where they belong",
        "2 columns where GDELT has 57, 58 or 61",
    ]


def test_an_empty_file_has_no_rows_and_another_kind_is_refused(tmp_path):
    assert read(tmp_path) == []
    for rows in (["a\tb", "1\t2"], ["<html>"], ["\0\0\0"], ['{"a": 1}']):
        with pytest.raises(InputError, match="not a GDELT file"):
            read(tmp_path, *rows)
