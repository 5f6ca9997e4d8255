"""CSV and Parquet, read by DuckDB, pandas, Polars and pyarrow: the same rows, whatever the text holds."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from detente.exchange.out import Options, export
from detente.exchange.out.clean import clean
from detente.exchange.out.columns import CODINGS, IMPORTED, Column, Fitting
from detente.exchange.out.tables import staged, write_table_csv
from detente.flat import COLUMNS, to_rows
from detente.record import Ask, Record
from detente.spreadsheet import safe

_SQL = {"text": "VARCHAR", "day": "DATE", "whole": "BIGINT", "number": "DOUBLE", "truth": "BOOLEAN"}
WITH_TEXT = Options(with_text=True)


def _wanted(record: Record) -> list[tuple[object, ...]]:
    fitting = Fitting(CODINGS)
    rows = fitting.rows(row for document, coding in record.codings() for row in to_rows(coding, document))
    return [tuple(row.values()) for row in rows]


def _read_csv(path: Path) -> list[tuple[object, ...]]:
    columns = ", ".join(f"'{c.name}': '{_SQL[c.kind]}'" for c in CODINGS)
    query = (
        f"SELECT * FROM read_csv('{path}', header = true, auto_detect = false, columns = {{{columns}}}, quote = '\"',"
    )
    return duckdb.sql(query + " escape = '\"', delim = ',', new_line = '\\n', parallel = false)").fetchall()


def test_raw_csv_read_by_duckdb_is_what_the_record_holds(hostile: Record, tmp_path: Path) -> None:
    done = export(hostile, "csv", tmp_path / "a.csv", options=Options(raw=True, with_text=True))
    wanted = _wanted(hostile)
    assert _read_csv(tmp_path / "a.csv") == wanted
    assert done.counts == {"codings": 36, "rows": len(wanted)}


def test_csv_read_by_pandas_has_the_same_cells_made_safe(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "csv", tmp_path / "a.csv", options=WITH_TEXT)
    found = pd.read_csv(tmp_path / "a.csv", dtype=str, keep_default_na=False)
    assert tuple(found.columns) == COLUMNS
    outlets = [str(row[COLUMNS.index("outlet")]) for row in _wanted(hostile)]
    # pandas reads a lone return in a cell as it is; nothing else of the text may change
    assert list(found["outlet"]) == [safe(outlet) for outlet in outlets]
    assert set(found["goldstein"]) == {"1.0", ""}


def test_no_text_cell_of_a_csv_starts_a_formula_and_numbers_stay_numbers(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "csv", tmp_path / "a.csv", options=WITH_TEXT)
    texts = {c.name for c in CODINGS if c.kind == "text"}
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 36
    for row in rows:
        assert not [
            name for name in texts if row[name].lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
        ]
        float(row["intensity"])


def test_a_formula_in_a_header_is_made_safe(tmp_path: Path) -> None:
    columns = (Column("=1+1", "text", ""), Column("b", "number", ""))
    write_table_csv([{"=1+1": "=x", "b": -5.0}], columns, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "'=1+1,b\n'=x,-5.0\n"
    assert all(safe(column.name) == column.name for column in CODINGS + IMPORTED)


@pytest.mark.parametrize("reader", ["duckdb", "pyarrow", "polars"])
def test_parquet_has_the_declared_columns_and_the_records_rows(hostile: Record, tmp_path: Path, reader: str) -> None:
    path = tmp_path / "it's [a] *.parquet"
    export(hostile, "parquet", path, options=WITH_TEXT)
    if reader == "duckdb":
        connection = duckdb.connect()
        connection.execute("CREATE TABLE t AS SELECT * FROM read_parquet($1)", [str(_plain(path))])
        rows = connection.execute("SELECT * FROM t").fetchall()
        kinds = [row[1] for row in connection.execute("DESCRIBE t").fetchall()]
        assert kinds == [_SQL[c.kind] for c in CODINGS]
    elif reader == "pyarrow":
        pq = pytest.importorskip("pyarrow.parquet")
        table = pq.read_table(path)
        kinds = {"text": "string", "day": "date32[day]", "whole": "int64", "number": "double", "truth": "bool"}
        assert [str(field.type) for field in table.schema] == [kinds[c.kind] for c in CODINGS]
        rows = [tuple(row.values()) for row in table.to_pylist()]
    else:
        pl = pytest.importorskip("polars")
        rows = pl.read_parquet(_plain(path)).rows()
    assert rows == _wanted(hostile)


def _plain(path: Path) -> Path:
    """The same file under a name that no reader takes for a pattern."""
    return path.rename(path.with_name("plain.parquet"))


def test_an_empty_answer_has_the_same_schema(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "parquet", tmp_path / "a.parquet", Ask(types=("NOTHING",)))
    export(hostile, "csv", tmp_path / "a.csv", Ask(types=("NOTHING",)))
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path / 'a.parquet'}'").fetchall()
    assert [(row[0], row[1]) for row in described] == [(c.name, _SQL[c.kind]) for c in CODINGS]
    assert (tmp_path / "a.csv").read_text() == ",".join(COLUMNS) + "\n"


def test_the_schema_is_not_found_from_the_first_rows(tmp_path: Path) -> None:
    columns = (Column("n", "number", ""), Column("w", "whole", ""), Column("t", "text", ""))
    rows = [{"n": None, "w": None, "t": None}] * 30_000 + [{"n": 1e300, "w": 2**62, "t": "x"}]
    with staged(columns, tmp_path / "a.parquet") as stage:
        for row in rows:
            stage.put(row)
    last = duckdb.sql(f"SELECT * FROM '{tmp_path / 'a.parquet'}' WHERE t IS NOT NULL").fetchall()
    assert last == [(1e300, 2**62, "x")]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[("number", v) for v in (float("nan"), float("inf"), "x", 10**400)],
        *[("whole", v) for v in (2**63, -(2**70), 1.5, float("nan"), "x")],
        *[("day", v) for v in ("0000-00-00", "2018-02-30", "10000-01-01", "-1", "2018", 5)],
        *[("truth", v) for v in (2, "yes")],
    ],
)
def test_a_value_that_does_not_fit_its_column_is_left_empty_and_counted(kind: str, value: object) -> None:
    fitting = Fitting((Column("a", kind, ""),))  # type: ignore[arg-type]
    assert list(fitting.rows([{"a": value}, {"a": None}])) == [{"a": None}, {"a": None}]
    assert fitting.unfit == 1


def test_values_that_do_not_fit_are_told(hostile: Record, tmp_path: Path) -> None:
    assert export(hostile, "csv", tmp_path / "a.csv").notes == ("2 values that did not fit the column, left empty.",)


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "geojson", "graphml", "gexf"])
@pytest.mark.parametrize("origin", [(), ("elsewhere",)], ids=["codings", "imported"])
def test_the_same_bytes_twice(hostile: Record, tmp_path: Path, form: str, origin: tuple[str, ...]) -> None:
    options = Options(imported=origin)
    for name in ("a", "b"):
        export(hostile, form, tmp_path / name, options=options)  # type: ignore[arg-type]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert len((tmp_path / "a").read_bytes()) > 200


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "geojson", "graphml", "gexf"])
def test_the_reports_words_are_left_out_unless_asked_for(hostile: Record, tmp_path: Path, form: str) -> None:
    export(hostile, form, tmp_path / "a")  # type: ignore[arg-type]
    export(hostile, form, tmp_path / "b", options=WITH_TEXT)  # type: ignore[arg-type]
    if form == "parquet":
        quoted = [c.name for c in CODINGS if c.is_quoted]
        assert quoted == ["source_text", "target_text", "trigger", "sentence"]
        counted = ", ".join(f"count({name})" for name in quoted)
        assert duckdb.sql(f"SELECT {counted} FROM read_parquet('{tmp_path / 'a'}')").fetchall() == [(0, 0, 0, 0)]
        assert duckdb.sql(f"SELECT {counted} FROM read_parquet('{tmp_path / 'b'}')").fetchall() == [(36, 36, 36, 36)]
        return
    assert "more of it follows" not in (tmp_path / "a").read_text("utf-8")
    if form not in ("graphml", "gexf"):
        assert "more of it follows" in (tmp_path / "b").read_text("utf-8")


def test_quotes_are_cut_around_the_words_that_name_the_act(hostile: Record, tmp_path: Path) -> None:
    options = Options(raw=True, with_text=True, quote_length=12)
    export(hostile, "csv", tmp_path / "a.csv", Ask(text="follows here"), options)
    found = {row[COLUMNS.index("sentence")] for row in _read_csv(tmp_path / "a.csv")}
    assert found == {"Iran met Nor…"}
    assert max(len(str(row[COLUMNS.index("target_text")])) for row in _read_csv(tmp_path / "a.csv")) <= 13


def test_imported_events_are_a_table_with_their_codes_as_text(hostile: Record, tmp_path: Path) -> None:
    options = Options(imported=("Elsewhere",))
    done = export(hostile, "parquet", tmp_path / "a.parquet", Ask(source="IRN"), options)
    assert done.counts == {"rows": 25}
    rows = duckdb.sql(f"SELECT * FROM '{tmp_path / 'a.parquet'}'")
    assert rows.columns == [c.name for c in IMPORTED]
    assert {row[0] for row in duckdb.sql("SELECT DISTINCT cameo FROM rows").fetchall()} == {"042", None}
    names = {row[0] for row in duckdb.sql("SELECT source_name FROM rows").fetchall()}
    assert {clean("=1+10"), clean("=cmd|' /C calc'!A020")} <= names


def test_filters_of_imported_events_ask_the_same(hostile: Record, tmp_path: Path) -> None:
    from datetime import date

    def count(ask: Ask) -> int:
        return export(hostile, "csv", tmp_path / "a.csv", ask, Options(imported=("elsewhere",))).counts["rows"]

    assert count(Ask(pair=("PRK", "IRN"))) == 25
    assert count(Ask(source="PRK")) == 0
    assert count(Ask(first_day=date(2018, 1, 1), last_day=date(2018, 1, 31))) == 3
    assert count(Ask(types=("ASSAULT",))) == 0
    assert count(Ask(place="irn", limit=4)) == 4
    assert count(Ask(modality="planned")) == 0
    assert count(Ask(historical=False, outlet="script")) == 1


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_what_is_written_can_be_imported_again(hostile: Record, tmp_path: Path, form: str) -> None:
    from detente.exchange.filed import Filed
    from detente.exchange.own import iter_own

    path = tmp_path / f"a.{form}"
    export(hostile, form, path, Ask(modality="actual"))  # type: ignore[arg-type]
    found = [row for row in iter_own(path) if isinstance(row, Filed)]
    assert len(found) == 35
    assert {row.day.year for row in found} == {2018, 9999}
    assert {row.target.code for row in found if row.target} == {"PRK"}


def test_a_cell_as_long_as_a_report_may_be(tmp_path: Path) -> None:
    text = '🕊"' * 1_000_000
    with staged((Column("t", "text", ""),), tmp_path / "a.parquet") as stage:
        for cell in ("before", text, "after"):
            stage.put({"t": cell})
    found = duckdb.sql(f"SELECT length(t) FROM '{tmp_path / 'a.parquet'}'").fetchall()
    assert found == [(6,), (2_000_000,), (5,)]


def test_many_rows_come_back_in_their_order(tmp_path: Path) -> None:
    with staged((Column("n", "whole", ""), Column("t", "text", "")), tmp_path / "a.parquet") as stage:
        for n in range(60_000):
            stage.put({"n": n, "t": f"{n * 7919} " * 40})
    query = f"FROM read_parquet('{tmp_path / 'a.parquet'}', file_row_number = true)"
    assert duckdb.sql(f"SELECT count(*), bool_and(n = file_row_number) {query}").fetchall() == [(60_000, True)]
    groups = f"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{tmp_path / 'a.parquet'}')"
    assert duckdb.sql(groups).fetchall()[0][0] >= 3
