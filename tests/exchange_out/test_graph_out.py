"""GEXF and GraphML, read by networkx and, against what they declare, by an XML parser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from detente.exchange.out import Options, export
from detente.exchange.out.graph import Act, Node, count, end_of, spells, start_of
from detente.exchange.out.graph_files import write_gexf, write_graphml
from detente.record import Ask, Record

GEXF = "{http://www.gexf.net/1.2draft}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
A, B, C = (Node(code, None, code, None, None) for code in ("IRN", "PRK", "USA"))
CIVILIANS = Node("THA:CVL", None, None, "THA", "CVL")


def _act(source: Node | None, target: Node | None, day: str | None, quad: int = 1, **given: object) -> Act:
    first = date.fromisoformat(day) if day else None
    facts: dict[str, object] = {"is_symmetric": False, "last_day": first, "report": "r", "reports": 1, "intensity": 2.0}
    return Act(source, target, quad, first_day=first, **(facts | given))  # type: ignore[arg-type]


ACTS = [
    _act(A, B, "2018-01-05"),
    _act(A, B, "2018-02-28", 4, report="s", intensity=-7.0),
    _act(B, C, "2018-08-01", 3, report="t"),
    _act(A, C, "2018-05-31", is_symmetric=True, report="u"),
    _act(A, B, None, report="v"),
    _act(A, B, "2018-01-01", last_day=date(2018, 12, 31), report="w"),
    _act(CIVILIANS, None, "2018-03-01", 4),
]


def test_acts_are_counted_by_dyad_and_quad_and_symmetric_ones_on_both_edges() -> None:
    graph = count(ACTS, "month")
    assert sorted(graph.edges) == [("IRN", "PRK"), ("IRN", "USA"), ("PRK", "USA"), ("USA", "IRN")]
    edge = graph.edges["IRN", "PRK"]
    assert (edge.acts, edge.quads, edge.undated, edge.reports, edge.mutual) == (4, [3, 0, 0, 1], 2, 4, 0)
    assert spells(edge.periods, "month") == [(date(2018, 1, 1), date(2018, 2, 28))]
    assert (graph.edges["IRN", "USA"].mutual, graph.edges["USA", "IRN"].mutual) == (1, 1)
    assert (graph.one_sided, graph.nodes["THA:CVL"].as_source) == (1, 1)


def test_reports_are_not_known_where_one_origin_does_not_say() -> None:
    acts = [_act(A, B, None, report=None, reports=3), _act(A, B, None, report=None, reports=None)]
    assert count(acts[:1] * 2, "day").edges["IRN", "PRK"].reports == 6
    assert count(acts, "day").edges["IRN", "PRK"].reports is None


@pytest.mark.parametrize(
    ("by", "day", "first", "last"),
    [
        ("day", "2018-02-28", "2018-02-28", "2018-02-28"),
        ("week", "2018-01-03", "2018-01-01", "2018-01-07"),
        ("week", "0001-01-01", "0001-01-01", "0001-01-07"),
        ("week", "9999-12-31", "9999-12-27", "9999-12-31"),
        ("month", "2020-02-29", "2020-02-01", "2020-02-29"),
        ("month", "9999-12-31", "9999-12-01", "9999-12-31"),
    ],
)
def test_periods(by: str, day: str, first: str, last: str) -> None:
    start = start_of(date.fromisoformat(day), by)  # type: ignore[arg-type]
    assert (start.isoformat(), end_of(start, by).isoformat()) == (first, last)  # type: ignore[arg-type]


def test_gexf_comes_back_in_networkx_with_its_time(tmp_path: Path) -> None:
    write_gexf(count(ACTS, "month"), "test", tmp_path / "a.gexf")
    graph = nx.read_gexf(tmp_path / "a.gexf", version="1.2draft")
    assert graph.is_directed()
    assert set(graph.nodes) == {"IRN", "PRK", "USA", "THA:CVL"}
    assert graph.nodes["THA:CVL"]["label"] == "Thailand, civilians"
    edge = graph.edges["IRN", "PRK"]
    assert edge["weight"] == 4.0
    assert edge["spells"] == [("2018-01-01", "2018-02-28")]
    assert edge["acts_then"] == [(1, "2018-01-01", "2018-01-31"), (1, "2018-02-01", "2018-02-28")]
    assert (edge["verbal_cooperation"], edge["material_conflict"], edge["acts"]) == (3, 1, 4)
    assert edge["intensity"] == pytest.approx(-0.25)


def test_graphml_comes_back_in_networkx(tmp_path: Path) -> None:
    write_graphml(count(ACTS, "month"), "test", tmp_path / "a.graphml")
    graph = nx.read_graphml(tmp_path / "a.graphml")
    assert graph.edges["IRN", "PRK"]["spells"] == "2018-01-01/2018-02-28"
    assert graph.edges["IRN", "PRK"]["first_day"] == "2018-01-05"
    assert graph.edges["USA", "IRN"]["mutual"] == 1
    assert graph.nodes["IRN"]["name"] == "Iran"


def test_hostile_names_in_gexf_fit_what_the_file_declares(hostile: Record, tmp_path: Path) -> None:
    done = export(hostile, "gexf", tmp_path / "a.gexf", options=Options(by="week"))
    root = ElementTree.parse(tmp_path / "a.gexf").getroot()
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == ("dynamic", "date", "directed")
    declared = {
        (attributes.get("class"), attribute.get("id")): (attributes.get("mode"), attribute.get("type"))
        for attributes in graph.findall(f"{GEXF}attributes")
        for attribute in attributes
    }
    nodes = {node.get("id"): node for node in graph.iter(f"{GEXF}node")}
    edges = list(graph.iter(f"{GEXF}edge"))
    assert done.counts == {"nodes": len(nodes), "edges": len(edges)}
    assert len({edge.get("id") for edge in edges}) == len(edges) > 30
    for kind, element in [("node", n) for n in nodes.values()] + [("edge", e) for e in edges]:
        for value in element.iter(f"{GEXF}attvalue"):
            mode, type_ = declared[kind, value.get("for")]
            assert ("start" in value.attrib) == (mode == "dynamic")
            {"long": int, "double": float, "string": str}[type_](value.get("value"))  # type: ignore[index]
    for edge in edges:
        ends = [nodes[edge.get("source")], nodes[edge.get("target")]]
        for spell in edge.iter(f"{GEXF}spell"):
            first, last = (date.fromisoformat(spell.get(name, "")) for name in ("start", "end"))
            assert first <= last
            for node in ends:  # an edge is not there before its actors, nor after them
                assert date.fromisoformat(node.get("start", "")) <= first
                assert last <= date.fromisoformat(node.get("end", ""))


def test_hostile_names_in_graphml_fit_what_the_file_declares(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "graphml", tmp_path / "a.graphml")
    root = ElementTree.parse(tmp_path / "a.graphml").getroot()
    declared = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in root.findall(f"{GRAPHML}key")}
    graph = root.find(f"{GRAPHML}graph")
    assert graph is not None
    assert graph.get("edgedefault") == "directed"
    nodes = {node.get("id") for node in graph.iter(f"{GRAPHML}node")}
    for kind in ("node", "edge"):
        for element in graph.iter(f"{GRAPHML}{kind}"):
            if kind == "edge":
                assert {element.get("source"), element.get("target")} <= nodes
            for data in element.iter(f"{GRAPHML}data"):
                for_, type_ = declared[data.get("key")]
                assert for_ == kind
                {"long": int, "int": int, "double": float, "string": str}[str(type_)](data.text or "")
    assert {name for name in nodes if name and "]]>" in name}


def test_planned_and_historical_acts_are_not_counted_unless_asked_for(hostile: Record, tmp_path: Path) -> None:
    def acts(ask: Ask) -> int:
        export(hostile, "graphml", tmp_path / "a", ask)
        graph = nx.read_graphml(tmp_path / "a")
        return int(graph.edges["IRN", "PRK"]["acts"])

    assert acts(Ask()) == 1
    assert acts(Ask(modality="planned")) == 1
    assert acts(Ask(historical=False)) == 2


def test_imported_events_as_a_graph(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "gexf", tmp_path / "a", options=Options(imported=("elsewhere",)))
    graph = nx.read_gexf(tmp_path / "a", version="1.2draft")
    edge = graph.edges["IRN", "PRK"]
    assert (edge["acts"], edge["reports"]) == (25, sum(range(25)))
    assert edge["spells"] == [("2018-01-01", "2018-12-31")]


def test_no_day_of_writing_is_in_the_file(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "gexf", tmp_path / "a")
    assert b"lastmodified" not in (tmp_path / "a").read_bytes()
