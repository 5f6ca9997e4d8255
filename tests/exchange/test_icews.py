"""ICEWS rows: read, repaired where the file says how, or set aside with a reason."""

import gzip
import zipfile
from datetime import date

import pytest

from detente.errors import InputError
from detente.exchange.filed import Damaged, FiledActor
from detente.exchange.icews import iter_icews
from exchange.rows import HEADER, icews_row, write_icews, write_lines


def test_a_row_as_downloaded(tmp_path):
    [row] = iter_icews(write_icews(tmp_path / "a.tab", icews_row()))
    assert row.day == date(2018, 8, 7)
    assert row.source == FiledActor("Iran", "IRN", "Government")
    assert row.target == FiledActor("North Korea", "PRK", "Government")
    assert (row.act.code, row.act.type, row.act.quad, row.act.goldstein) == ("040", "CONSULT", 1, 1.0)
    assert (row.place_name, row.place_country, row.publisher, row.n_reports) == ("Tehran", "IRN", "Norland Gazette", 1)


@pytest.mark.parametrize(
    "header",
    [
        HEADER.lower().replace(" ", "_"),
        HEADER.replace(" ", "."),
        "\ufeff" + HEADER,
        "\t".join(f'"{name}"' for name in HEADER.split("\t")),
    ],
    ids=["snake", "dots", "mark", "quoted"],
)
def test_variants_of_the_header(tmp_path, header):
    [row] = iter_icews(write_icews(tmp_path / "a.tab", icews_row(), header=header))
    assert (row.source.code, row.target.code) == ("IRN", "PRK")


def test_columns_in_another_order(tmp_path):
    header = "CAMEO Code\tTarget Name\tSource Name\tEvent Date"
    [row] = iter_icews(write_icews(tmp_path / "a.tab", "112\tIran\tNorth Korea\t2018-08-07", header=header))
    assert (row.source.code, row.act.code, row.target.code) == ("PRK", "112", "IRN")


def test_packed_files(tmp_path):
    plain = write_icews(tmp_path / "a.tab", icews_row())
    with gzip.open(tmp_path / "a.tab.gz", "wb") as packed:
        packed.write(plain.read_bytes())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(plain, "a.tab")
    rows = [list(iter_icews(tmp_path / name)) for name in ("a.tab", "a.tab.gz", "a.zip")]
    assert rows[0] == rows[1] == rows[2]
    assert len(rows[0]) == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (icews_row().rsplit("\t", 1)[0], "19 columns where the header has 20"),
        (icews_row() + "\textra", "21 columns where the header has 20"),
        (icews_row(day="2018-02-30"), "no day in '2018-02-30'"),
        (icews_row(day="NA"), "no event date"),
        (icews_row(code="999", text="?"), "unknown CAMEO code '999'"),
        (icews_row(source=""), "no source"),
        (icews_row(target="NULL"), "no target"),
    ],
)
def test_damaged_rows_are_given_with_line_and_reason(tmp_path, row, reason):
    path = write_icews(tmp_path / "a.tab", icews_row(1), row, icews_row(2))
    rows = list(iter_icews(path))
    assert rows[1] == Damaged(str(path), 3, reason, row)
    assert not isinstance(rows[0], Damaged)
    assert not isinstance(rows[2], Damaged)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [("40", "Consult", "040"), ("20", "Make an appeal or request", "020"), ("20", None, "20"), ("190", None, "190")],
)
def test_a_lost_zero_is_put_back_where_the_name_says_so(tmp_path, code, text, wanted):
    [row] = iter_icews(write_icews(tmp_path / "a.tab", icews_row(code=code, text=text or "NA")))
    assert row.act.code == wanted


def test_other_bytes_than_utf8_do_not_stop_the_file(tmp_path):
    path = tmp_path / "a.tab"
    path.write_bytes((HEADER + "\n" + icews_row(source="André") + "\n" + icews_row(2) + "\n").encode("cp1252"))
    assert [row.source.name for row in iter_icews(path)] == ["André", "Iran"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Russian Federation", "RUS"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Moldova, Republic of", "MDA"),
        ("Occupied Palestinian Territory", "PSE"),
        ("Turkey", "TUR"),
        ("Democratic Republic of Congo", "COD"),
        ("Congo", "COG"),
        ("Cote d'Ivoire", "CIV"),
        ("NA", None),
    ],
)
def test_countries_as_icews_writes_them(tmp_path, written, code):
    [row] = iter_icews(write_icews(tmp_path / "a.tab", icews_row(source="Somebody", source_country=written)))
    assert row.source.code == code


@pytest.mark.parametrize("content", [b"", b"a\tb\n1\t2\n", b"\x00\x01\x02"])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "a.tab"
    path.write_bytes(content)
    with pytest.raises(InputError, match="not an ICEWS file"):
        list(iter_icews(path))


def test_a_cut_archive_says_so(tmp_path):
    whole = gzip.compress((HEADER + "\n" + "\n".join(icews_row(i) for i in range(500))).encode())
    (tmp_path / "a.tab.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="to its end"):
        list(iter_icews(tmp_path / "a.tab.gz"))


def test_the_files_of_2017_have_other_days_quotation_marks_and_no_codes(tmp_path):
    heads = [name for name in HEADER.split("\t") if name != "CAMEO Code"]
    cells = dict(zip(HEADER.split("\t"), icews_row(day="20180807", text='"Consult"').split("\t"), strict=True))
    cells["Source Sectors"] = '"Government,Executive"'
    path = write_lines(tmp_path / "a.tab", "\t".join(heads), "\t".join(cells[name] for name in heads))
    [row] = iter_icews(path)
    assert (row.day, row.act.code, row.source.sectors) == (date(2018, 8, 7), "040", "Government,Executive")
    other = "\t".join({**cells, "Event Text": "Do a dance"}[name] for name in heads)
    [bad] = iter_icews(write_lines(tmp_path / "b.tab", "\t".join(heads), other))
    assert bad.reason == "unknown event 'Do a dance'"


def test_a_tab_between_quotation_marks_and_a_nul(tmp_path):
    path = write_icews(tmp_path / "a.tab", icews_row(1, source='"Ri\tYong Ho"'), icews_row(2, source="R\0i"))
    first, second = iter_icews(path)
    assert first.source.name == "Ri\tYong Ho"
    assert second.reason == "holds a NUL character"


def test_place_and_number_are_kept(tmp_path):
    [row] = iter_icews(write_icews(tmp_path / "a.tab", icews_row(7)))
    assert (row.filed_id, row.lat, row.lon) == ("7", 35.7, 51.4)
