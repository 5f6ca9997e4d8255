"""Events in every form, each read again by another program, with the sentences that tell them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import networkx as nx
import pandas as pd
import polars as pl
import pytest
from click.testing import CliRunner
from merging.make import code, days_after, report

from detente.cli import cli
from detente.errors import AskError
from detente.exchange.out import Options, export
from detente.exchange.out.event_columns import EVENT_CODINGS, EVENTS
from detente.record import Ask, Record

TEXTS = {
    "a": "Norland bombed a fuel depot of Sudland at Millford on 2030-05-14, 9 dead.",
    "b": "Planes of Norland raided the fuel depot outside Millford in Sudland on 2030-05-14.",
    "c": "Norland met Sudland at Harbury on 2030-05-20.",
    "d": "Ostria condemned Norland on 2030-05-16.",
}
EVENTS_ONLY = Options(events=True)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record whose codings nobody has merged yet."""
    with Record.open(tmp_path / "r.db") as opened:
        opened.add([report(text, id, published=days_after(7)) for id, text in TEXTS.items()], code)
        yield opened


def test_csv_and_parquet_hold_each_event_once_with_the_codings_that_tell_it(record: Record, tmp_path: Path) -> None:
    done = export(record, "csv", tmp_path / "e.csv", options=EVENTS_ONLY)
    assert done.counts == {"events": 3, "rows": 3}
    export(record, "parquet", tmp_path / "e.parquet", options=EVENTS_ONLY)
    told = pd.read_csv(tmp_path / "e.csv")
    assert list(told.columns) == [column.name for column in EVENTS]
    assert list(told["type"]) == ["ASSAULT", "ACCUSE", "CONSULT"]
    assert list(told["reports"]) == [2, 1, 1]
    raid = told.iloc[0]
    assert set(raid["coding_ids"].split(";")) == {"a-8", "b-18"}
    frame = pl.read_parquet(tmp_path / "e.parquet")
    assert frame["event_id"].to_list() == list(told["event_id"])
    assert frame.schema["first_day"] == pl.Date
    assert duckdb.sql(f"SELECT sum(dead) FROM '{tmp_path}/e.parquet'").fetchall() == [(9,)]


def test_json_lines_name_the_sentences_and_quote_them_only_when_asked(record: Record, tmp_path: Path) -> None:
    def raid(**given: bool) -> list[dict[str, object]]:
        export(record, "jsonl", tmp_path / "e.jsonl", Ask(types=("ASSAULT",)), Options(events=True, **given))
        return json.loads((tmp_path / "e.jsonl").read_text("utf-8"))["codings"]  # type: ignore[no-any-return]

    for one in raid():
        text = TEXTS[str(one["document"])]
        assert text[one["sentence_start"] : one["sentence_end"]] == text  # type: ignore[misc]
        assert (one["sentence"], one["trigger"], one["sentence_index"]) == (None, None, 0)
    assert {one["sentence"] for one in raid(with_text=True)} == {TEXTS["a"], TEXTS["b"]}


def test_a_map_has_a_point_for_each_event_that_has_a_place(record: Record, tmp_path: Path) -> None:
    done = export(record, "geojson", tmp_path / "e.geojson", options=EVENTS_ONLY)
    found = json.loads((tmp_path / "e.geojson").read_text("utf-8"))["features"]
    assert done.counts == {"features": 2}
    assert done.notes == ("1 event without coordinates is left out.",)
    assert [(f["geometry"]["coordinates"], f["properties"]["reports"]) for f in found] == [
        ([20.0, 40.0], 2),
        ([10.0, 50.0], 1),
    ]
    assert {f["id"] for f in found} == {f["properties"]["event_id"] for f in found}


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_graph_counts_events_where_it_would_count_codings(record: Record, tmp_path: Path, form, read) -> None:  # type: ignore[no-untyped-def]
    counted = {}
    for name, options in (("events", EVENTS_ONLY), ("codings", Options())):
        export(record, form, tmp_path / name, options=options)
        graph = read(tmp_path / name)
        counted[name] = graph.edges["NOR", "SUD"]["acts"]
        assert graph.edges["NOR", "SUD"]["reports"] == 3
    assert counted == {"events": 2, "codings": 3}


def test_a_bundle_holds_events_and_their_codings_beside_the_codings(record: Record, tmp_path: Path) -> None:
    made = export(record, "bundle", tmp_path / "b")
    assert dict(made.counts) == {
        **{"codings": 4, "rows": 4, "reports": 4},
        **{"events": 3, "event_rows": 3, "event_codings": 4},
    }
    joined = duckdb.sql(
        f"SELECT e.event_id, count(*) FROM '{tmp_path}/b/data/events.parquet' e JOIN"
        f" '{tmp_path}/b/data/event_codings.parquet' m USING (event_id) JOIN '{tmp_path}/b/data/codings.parquet' c"
        " ON c.coding_id = m.coding_id AND c.document_id = m.document_id GROUP BY 1 ORDER BY 2"
    ).fetchall()
    assert [n for _, n in joined] == [1, 1, 2]
    members = pd.read_csv(tmp_path / "b" / "data" / "event_codings.csv")
    assert list(members.columns) == [column.name for column in EVENT_CODINGS]
    assert members["sentence"].isna().all()
    book = json.loads((tmp_path / "b" / "codebook.json").read_text("utf-8"))
    assert {"data/events", "data/event_codings"} <= book["files"].keys()
    assert "Count events in `data/events`" in (tmp_path / "b" / "README.md").read_text("utf-8")


def test_a_bundle_of_what_was_known_says_that_it_has_no_events(record: Record, tmp_path: Path) -> None:
    made = export(record, "bundle", tmp_path / "b", Ask(as_known=days_after(1)))
    assert not (tmp_path / "b" / "data" / "events.csv").exists()
    assert any(note.startswith("Events are left out") for note in made.notes)


def test_events_and_imported_ones_are_not_one_table() -> None:
    with pytest.raises(AskError, match="two tables"):
        Options(events=True, imported=("icews",))


def test_the_command_counts_in_words(record: Record, tmp_path: Path) -> None:
    arguments = ["export", "csv", "--events", "--record", str(record.path), "--type", "consult"]
    done = CliRunner().invoke(cli, [*arguments, "-o", str(tmp_path / "e.csv")], catch_exceptions=False)
    assert done.exit_code == 0
    assert "1 event, 1 row" in done.stderr
