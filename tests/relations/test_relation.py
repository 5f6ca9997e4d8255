"""The relation asked of a record, and its forms."""

import json

import pytest
from exchange.rows import icews_row, write_icews
from record.make import fake_coder, make_document

from detente.errors import AskError
from detente.exchange.icews import iter_icews
from detente.exchange.importing import import_rows
from detente.record import Record
from detente.relations import forms
from detente.relations.relation import relation


@pytest.fixture
def record(tmp_path):
    mirror = icews_row(*(2,), source="North Korea", source_country="North Korea", target="Iran", target_country="Iran")
    rows = [
        icews_row(1),
        mirror,
        icews_row(3, story="10"),
        icews_row(4, day="2018-06-11", code="130", text="Threaten"),
        icews_row(5, day="2018-05-02", source="Ri", source_country="North Korea", target="X", target_country="France"),
    ]
    with Record.open(tmp_path / "r.db") as opened:
        opened.add([make_document("Iran met North Korea.", id="a")], fake_coder)
        path = write_icews(tmp_path / "a.tab", *rows)
        import_rows(opened.connection, iter_icews(path), origin="icews", command="import icews")
        yield opened


def test_events_are_distinct_and_reports_are_rows(record):
    own, filed = relation(record, "Iran", "north korea").series
    assert [(p.first_day.isoformat(), p.cooperation.n, p.reports) for p in own.points] == [("2018-08-01", 1, 1)]
    counted = [(p.first_day.isoformat(), p.cooperation.n, p.conflict.n, p.reports) for p in filed.points]
    assert counted == [
        ("2018-05-01", 0, 0, 0),
        ("2018-06-01", 0, 1, 1),
        ("2018-07-01", 0, 0, 0),
        ("2018-08-01", 1, 0, 2),
    ]


def test_json_has_the_agreed_keys(record):
    found = json.loads(json.dumps(forms.to_json(relation(record, "IRN", "PRK"))))
    assert found["pair"] == ["IRN", "PRK"]
    assert (found["by"], found["turning_points"]) == ("month", [])
    for point in found["series"]:
        assert {"first_day", "cooperation", "conflict", "low", "high", "reports", "origin", "unit"} <= point.keys()
        assert point["low"] <= point["cooperation"] <= point["high"]
        assert point["conflict_low"] <= point["conflict"] <= point["conflict_high"]


def test_rows_say_whose_counts_they_are(record):
    rows = list(forms.to_rows(relation(record, "IRN", "PRK")))
    assert {(row["origin"], row["unit"]) for row in rows} == {("détente", "events"), ("icews", "events")}
    assert all(tuple(row) == forms.COLUMNS for row in rows)


@pytest.mark.parametrize("by", ["day", "week", "month"])
@pytest.mark.parametrize("blocks", [True, False])
def test_the_table_keeps_to_80_columns(record, by, blocks):
    text = forms.to_text(relation(record, "IRN", "PRK", by=by), blocks=blocks)
    assert max(map(len, text.splitlines())) <= 80
    assert "Iran and North Korea" in text
    assert blocks or text.isascii() or "détente" in text


def test_a_pair_without_anything_says_so(record):
    found = relation(record, "France", "Iran")
    assert forms.to_json(found)["series"][0]["cooperation"] == 0
    assert found.evidence == ()


def test_an_unknown_actor_is_refused(record):
    with pytest.raises(AskError, match="Iran"):
        relation(record, "Irann", "PRK")


def test_acts_filed_elsewhere_are_summed_by_kind_and_period(record):
    acts = [(a.first_day.month, a.act, a.is_cooperation, a.n, a.parties) for a in relation(record, "IRN", "PRK").filed]
    assert acts == [
        (6, "Threaten", False, 1, (("Iran", "North Korea", 1),)),
        (8, "Consult", True, 1, (("Iran", "North Korea", 1),)),
    ]
