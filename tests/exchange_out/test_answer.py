"""A lazy answer as Arrow, Polars and pandas: one schema, the same rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import pytest
from record.make import FULL, full_coding, make_coding, make_document

from detente.errors import DetenteError
from detente.exchange.out.answer import Answer
from detente.exchange.out.columns import CODINGS
from detente.flat import COLUMNS
from detente.record import Record
from detente.values import Coding, Document


def _answer() -> Answer:
    def ask() -> Iterator[tuple[Document, Coding]]:
        document = make_document(FULL)
        yield document, full_coding(document)
        plain = make_document(title=None, outlet=None, published=date(1400, 1, 1))
        yield plain, make_coding(plain, day=None)

    return Answer(ask)


def test_nothing_is_asked_before_it_is_wanted_and_each_time_anew() -> None:
    asked = []

    def ask() -> Iterator[tuple[Document, Coding]]:
        asked.append(1)
        yield from ()

    answer = Answer(ask)
    assert asked == []
    assert (list(answer), list(answer), asked) == ([], [], [1, 1])


def test_it_iterates_as_before() -> None:
    [(document, coding), (plain, _)] = _answer()
    assert (document.text, coding.type, plain.outlet) == (FULL, "CONSULT", None)


def test_arrow_has_the_declared_schema() -> None:
    pytest.importorskip("pyarrow")
    table = _answer().to_arrow()
    kinds = {"text": "string", "day": "date32[day]", "whole": "int64", "number": "double", "truth": "bool"}
    assert [(f.name, str(f.type)) for f in table.schema] == [(c.name, kinds[c.kind]) for c in CODINGS]
    rows = table.to_pylist()
    assert (rows[0]["sentence"], rows[0]["first_day"], rows[0]["size"]) == (FULL, date(2018, 8, 7), 300)
    assert (rows[1]["published"], rows[1]["first_day"], rows[1]["outlet"]) == (date(1400, 1, 1), None, None)


def test_polars_has_the_declared_schema() -> None:
    pl = pytest.importorskip("polars")
    frame = _answer().to_polars()
    kinds = {"text": pl.String, "day": pl.Date, "whole": pl.Int64, "number": pl.Float64, "truth": pl.Boolean}
    assert list(frame.schema.items()) == [(c.name, kinds[c.kind]) for c in CODINGS]
    assert frame["published"].to_list() == [date(2018, 8, 7), date(1400, 1, 1)]
    assert frame["symmetric"].to_list() == [True, True]


def test_pandas_keeps_days_that_nanoseconds_cannot_hold_and_whole_numbers_whole() -> None:
    frame = _answer().to_pandas()
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["published"].dt.year) == [2018, 1400]
    assert str(frame["size"].dtype) == "Int64"
    assert frame["size"].tolist()[0] == 300
    assert frame["size"].isna().tolist() == [False, True]
    assert frame["first_day"].isna().tolist() == [False, True]
    assert frame["outlet"].isna().tolist() == [False, True]


def test_no_rows_have_the_same_columns() -> None:
    empty = Answer(lambda: iter(()))
    assert tuple(empty.to_pandas().columns) == COLUMNS
    assert [str(d) for d in empty.to_pandas().dtypes] == [str(d) for d in _answer().to_pandas().dtypes]
    if "polars" in sys.modules:
        assert empty.to_polars().schema == _answer().to_polars().schema
    if "pyarrow" in sys.modules:
        assert empty.to_arrow().schema == _answer().to_arrow().schema


def test_the_three_agree_on_hostile_reports(hostile: Record) -> None:
    answer = Answer(lambda: iter(hostile.codings()))
    arrow, polars, pandas = answer.to_arrow(), answer.to_polars(), answer.to_pandas()
    assert arrow.to_pydict() == polars.to_dict(as_series=False)
    assert arrow.num_rows == len(pandas) == 36
    assert pandas["outlet"].tolist() == arrow.column("outlet").to_pylist()


@pytest.mark.parametrize(("module", "call"), [("pyarrow", "to_arrow"), ("polars", "to_polars")])
def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, module: str, call: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DetenteError) as caught:
        getattr(_answer(), call)()
    assert caught.value.what == f"{module} is not installed."
    assert caught.value.todo.endswith(f"pip install 'detente[{call.removeprefix('to_')}]'")
