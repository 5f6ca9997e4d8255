"""JSON Lines and GeoJSON, read by json and, line by line, by DuckDB."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from detente.exchange.out import Options, export
from detente.flat import to_json
from detente.record import Ask, Record
from exchange_out.hostile import CODER

QUOTED = ("sentence", "trigger", "when", "where")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n")[:-1]]


def test_json_lines_are_the_contracts_codings(hostile: Record, tmp_path: Path) -> None:
    options = Options(with_text=True, quote_length=10_000)
    assert export(hostile, "jsonl", tmp_path / "a", options=options).counts == {"codings": 36}
    found = {told["id"]: told for told in _lines(tmp_path / "a")}
    assert len(found) == 36
    for document, coding in hostile.codings():
        if coding.id in ("c03", "c04"):
            continue  # half characters and infinities, below
        assert found[coding.id] == to_json(coding, document) | {"coder": CODER}


def test_half_characters_and_infinities_are_replaced(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "jsonl", tmp_path / "a")
    found = {told["id"]: told for told in _lines(tmp_path / "a")}
    assert (found["c03"]["contexts"], found["c03"]["modes"]) == (["\ufffd"], ["x\ufffd"])
    assert (found["c04"]["where"]["lat"], found["c04"]["goldstein"]) == (None, None)


def test_without_text_only_the_words_are_missing(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "jsonl", tmp_path / "a")
    export(hostile, "jsonl", tmp_path / "b", options=Options(with_text=True, quote_length=10_000))
    for bare, full in zip(_lines(tmp_path / "a"), _lines(tmp_path / "b"), strict=True):
        quoted = [full[key] for key in QUOTED if full[key]] + full["source"] + full["target"] + full["attribution"]
        assert len(quoted) >= 4
        for one in quoted:
            one["text"] = None
        assert bare == full


def test_a_narrowed_quote_is_still_the_documents_text(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "jsonl", tmp_path / "a", options=Options(with_text=True, quote_length=9))
    texts = {document.id: document.text for document, _ in hostile.codings()}
    for told in _lines(tmp_path / "a"):
        text = texts[told["document"]["id"]]
        for one in [told["sentence"], told["trigger"], *told["source"], *told["target"]]:
            if one["text"] is not None:
                assert one["text"] == text[one["start"] : one["end"]]
                assert len(one["text"]) <= 9
        assert told["trigger"]["text"] == "met"
        assert {party["text"] for party in told["target"]} == {None}  # "North Korea" is longer


def test_imported_events_as_lines_are_read_by_duckdb(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "jsonl", tmp_path / "a.jsonl", options=Options(imported=("elsewhere",)))
    found = duckdb.sql(f"SELECT filed_id, day, cameo FROM read_json('{tmp_path / 'a.jsonl'}') ORDER BY day").fetchall()
    assert len(found) == 25
    assert {str(row[2]) for row in found} == {"042", "None"}


def test_geojson_has_a_point_for_each_coding_with_a_place_on_earth(hostile: Record, tmp_path: Path) -> None:
    done = export(hostile, "geojson", tmp_path / "a.geojson", options=Options(with_text=True))
    told = json.loads((tmp_path / "a.geojson").read_bytes())
    assert list(told) == ["type", "features"]
    assert told["type"] == "FeatureCollection"
    wanted = {c.id for _, c in hostile.codings() if c.where is not None} - {"c04"}
    assert {feature["id"] for feature in told["features"]} == wanted
    assert done.counts == {"features": len(wanted)}
    assert done.notes == ("2 codings without coordinates are left out.",)
    for feature in told["features"]:
        _check_feature(feature)
        assert feature["geometry"]["coordinates"] == [51.4, 35.7]
        assert feature["properties"]["precision"] == "city"
        assert "met" in feature["properties"]["sentence"]


def test_geojson_of_imported_events(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "geojson", tmp_path / "a", options=Options(imported=("elsewhere",)))
    told = json.loads((tmp_path / "a").read_bytes())
    assert len(told["features"]) == 25
    for feature in told["features"]:
        _check_feature(feature)
        assert feature["geometry"]["coordinates"] == [51.0, 35.0]
        assert feature["properties"]["precision"] is None


def test_an_empty_collection_is_one(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "geojson", tmp_path / "a", Ask(types=("NOTHING",)))
    assert json.loads((tmp_path / "a").read_bytes()) == {"type": "FeatureCollection", "features": []}


def _check_feature(feature: dict[str, Any]) -> None:
    """The shape that RFC 7946 asks of a feature with a point."""
    assert set(feature) <= {"type", "id", "geometry", "properties"}
    assert feature["type"] == "Feature"
    assert isinstance(feature.get("id", ""), str | int)
    assert set(feature["geometry"]) == {"type", "coordinates"}
    assert feature["geometry"]["type"] == "Point"
    lon, lat = feature["geometry"]["coordinates"]
    assert -180 <= lon <= 180
    assert -90 <= lat <= 90
    assert all(isinstance(v, str | int | float | bool | None) for v in feature["properties"].values())
