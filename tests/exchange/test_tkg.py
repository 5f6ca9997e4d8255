"""Folders of quads, in both forms."""

import gzip
from datetime import date

import pytest

from detente.errors import InputError
from detente.exchange.filed import Damaged
from detente.exchange.tkg import iter_tkg
from exchange.rows import write_tkg


def test_the_text_form(tmp_path):
    rows = list(iter_tkg(write_tkg(tmp_path / "ICEWS18-mine")))
    read = [(r.day.isoformat(), r.source.code, r.act.code, r.target.code) for r in rows if not isinstance(r, Damaged)]
    assert read == [
        ("2018-01-01", "IRN", "040", "PRK"),
        ("2018-01-01", "PRK", "040", "IRN"),
        ("2018-01-02", "PRK", "042", "IRN"),
        ("2018-01-02", "IRN", "043", "PRK"),
        ("2018-01-03", "NGA", "111", "IRN"),
    ]
    assert [r.reason for r in rows if isinstance(r, Damaged)] == [
        "relation 4 is no known CAMEO event",
        "no entity has the number 99",
        "not four whole numbers: subject, relation, object, time",
    ]


def test_a_folder_of_unknown_days_asks_for_the_first(tmp_path):
    folder = write_tkg(tmp_path / "mine")
    with pytest.raises(InputError, match="--first-day"):
        iter_tkg(folder)
    assert next(iter(iter_tkg(folder, date(2011, 3, 1)))).day == date(2011, 3, 1)


def test_times_that_count_days(tmp_path):
    folder = write_tkg(tmp_path / "mine")
    (folder / "train.txt").write_text("0\t0\t1\t0\t0\n0\t0\t1\t5\t0\n")
    (folder / "test.txt").unlink()
    assert [r.day.day for r in iter_tkg(folder, date(2018, 1, 1))] == [1, 6]


def test_the_parquet_form(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    with gzip.open(tmp_path / "entities.tsv.gz", "wt") as out:
        out.write("id\tname\tiso3\n0\tIran\tIRN\n1\tNorth Korea\tPRK\n2\tSome Body\t\n")
    (tmp_path / "relations.tsv").write_text("id\tname\tcameo\n0\tConsult\t040\n")
    duckdb.sql(
        "COPY (SELECT * FROM (VALUES (0, 0, 1, DATE '2018-08-07'), (2, 0, 1, DATE '2018-08-08'), (0, 7, 1, DATE "
        "'2018-08-08')) q(subject_id, relation_id, object_id, date))"
        f" TO '{tmp_path / 'quads.parquet'}' (FORMAT parquet)"
    )
    first, second, third = iter_tkg(tmp_path)
    assert (first.day, first.source.code, first.act.code, first.target.code) == (
        *(date(2018, 8, 7), "IRN", "040"),
        "PRK",
    )
    assert (second.source.name, second.source.code) == ("Some Body", None)
    assert third.reason == "relation 7 is no known CAMEO event"


def test_a_ruined_parquet_file_is_an_error_that_names_it(tmp_path):
    pytest.importorskip("duckdb")
    (tmp_path / "entities.tsv").write_text("id\tname\n0\tIran\n")
    (tmp_path / "relations.tsv").write_text("id\tname\n0\tConsult\n")
    (tmp_path / "quads.parquet").write_bytes(b"PAR1 nothing here")
    with pytest.raises(InputError, match=r"quads\.parquet"):
        list(iter_tkg(tmp_path))


def test_a_folder_without_quads_is_refused(tmp_path):
    with pytest.raises(InputError, match="no quads"):
        iter_tkg(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        iter_tkg(tmp_path / "none")
