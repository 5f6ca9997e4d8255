"""What cells and lines say, whatever stands in them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.exchange.cells import iter_separated, quoted, read_count, read_day, read_number, read_place, tabbed


@pytest.mark.parametrize(
    "cell",
    [
        *("2019-10-24", "20191024", "20191024.0", "20191024143000", "2019-10-24T14:30:00", "2019/10/24", " 20191024 "),
        *("24/10/2019", "24/10/19", "24 October 2019", "24-Oct-19", "24-Oct-2019", "24-october-2019"),
    ],
)
def test_one_day_in_many_forms(cell):
    assert read_day(cell) == date(2019, 10, 24)


@pytest.mark.parametrize("cell", ["", "NA", "2019.8055", "20191324", "2019-02-30", "soon", "24 Foo 2019", "0", "2019"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(ValueError, match="no day in"):
        read_day(cell)


def test_two_digits_of_a_year():
    assert (read_day("01-Jan-97").year, read_day("01-Jan-19").year) == (1997, 2019)


@pytest.mark.parametrize(
    ("cell", "number", "count"),
    [("3", 3.0, 3), ("3.0", 3.0, 3), ("-1", -1.0, None), ("2.5", 2.5, None), ("nan", None, None), ("inf", None, None)],
)
def test_numbers(cell, number, count):
    assert (read_number(cell), read_count(cell)) == (number, count)


def test_a_place_out_of_range_is_none():
    assert read_place("91", "10") == (None, None)
    assert read_place("10", "") == (None, None)
    assert read_place("-10", "170.5") == (-10.0, 170.5)


def test_quotation_marks_around_cells():
    assert tabbed('a\t"b ""c"""\td"e') == ["a", 'b "c"', 'd"e']
    assert quoted('a\t"b\tc"', "\t") == ["a", "b\tc"]


def test_a_cell_over_several_lines_is_one_row():
    rows = list(iter_separated(iter(["1,plain", '2,"a, b', 'and ""c"""', "3,end"])))
    assert [(row.number, row.cells) for row in rows] == [
        *((1, ["1", "plain"]), (2, ["2", 'a, b\nand "c"'])),
        (4, ["3", "end"]),
    ]


def test_an_open_quotation_mark_costs_its_line_only():
    lines = ["1,a", '2,"open', *(f"{n},b" for n in range(3, 600)), '600,"whole, cell"']
    rows = list(iter_separated(iter(lines)))
    assert [row.number for row in rows if row.reason] == [2]
    assert len([row for row in rows if row.reason is None]) == 599
    assert rows[-1].cells == ["600", "whole, cell"]


@given(st.lists(st.lists(st.text(max_size=12).filter(lambda t: "\r" not in t), min_size=2, max_size=4), max_size=8))
def test_rows_as_written_are_read_again(table):
    import csv
    import io

    table = [row for row in table if any(cell.strip() for cell in row)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    assert [row.cells for row in iter_separated(iter(out.getvalue().split("\n")))] == table
