"""A counted graph to GEXF with its time, for Gephi, and to GraphML, which has none and tells days as text (networkx).

Edges have acts, mutual, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, intensity (mean),
reports, undated, first_day, last_day, spells; `weight` is the acts. In GEXF they exist in the spells of the periods
that hold an act, and `acts_then` says how many in each; an edge without days has no spell: it is there at any time.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.exchange.out.clean import clean
from detente.exchange.out.graph import Edge, Graph, Presence, end_of, spells, start_of

if TYPE_CHECKING:
    import networkx as nx

_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
_DATED = re.compile(r' lastmodifieddate="[^"]*"')


def write_gexf(graph: Graph, title: str, target: Path) -> None:
    """GEXF 1.2 with spells and, by period, the acts."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(_networkx(graph, title, has_time=True), version="1.2draft"))
    # the day of writing would make the same question's file another one tomorrow
    _write(_DATED.sub("", text, count=1), target)


def write_graphml(graph: Graph, title: str, target: Path) -> None:
    """GraphML with days and spells as text: 2018-03-01/2018-05-31;2018-08-01/2018-08-31."""
    import networkx as nx

    _write("\n".join(nx.generate_graphml(_networkx(graph, title, has_time=False))), target)


def _write(text: str, target: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + text.rstrip() + "\n"
    target.write_text(text, encoding="utf-8", newline="")


def _networkx(graph: Graph, title: str, *, has_time: bool) -> nx.DiGraph[str]:
    import networkx as nx

    made: nx.DiGraph[str] = nx.DiGraph(name=clean(title), **({"mode": "dynamic"} if has_time else {}))
    for key in sorted(graph.nodes):
        made.add_node(key, **_node(graph.nodes[key], graph, has_time))
    for source, target in sorted(graph.edges):
        edge = graph.edges[source, target]
        made.add_edge(source, target, **_edge(edge, graph, has_time))
    return made


def _node(presence: Presence, graph: Graph, has_time: bool) -> dict[str, Any]:
    from detente.relations.naming import name_of_party

    node = presence.node
    label = clean(node.name or name_of_party(node.key))
    told: dict[str, Any] = {"label": label, "name": label}
    for name in ("code", "country", "sector"):
        value = getattr(node, name)
        if value is not None:
            told[name] = clean(value)
    told |= {"as_source": presence.as_source, "as_target": presence.as_target}
    told |= _days(presence)
    if has_time and presence.first_day is not None and presence.last_day is not None:
        # whole periods, as the edges have them: an edge must not be there before its actors
        start, last = (start_of(day, graph.by) for day in (presence.first_day, presence.last_day))
        told |= {"start": start.isoformat(), "end": end_of(last, graph.by).isoformat()}
    return told


def _edge(edge: Edge, graph: Graph, has_time: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"weight": float(edge.acts), "acts": edge.acts, "mutual": edge.mutual}
    told |= dict(zip(_QUADS, edge.quads, strict=True))
    if edge.weighed:
        told["intensity"] = float(f"{edge.intensity / edge.weighed:.6g}")
    if edge.reports is not None:
        told["reports"] = edge.reports
    told["undated"] = edge.undated
    told |= _days(edge)
    stretches = [(a.isoformat(), b.isoformat()) for a, b in spells(edge.periods, graph.by)]
    if not stretches:
        return told
    if not has_time:
        return told | {"spells": ";".join(f"{a}/{b}" for a, b in stretches)}
    then = [(n, day.isoformat(), end_of(day, graph.by).isoformat()) for day, n in sorted(edge.periods.items())]
    return told | {"spells": stretches, "acts_then": then}


def _days(of: Presence | Edge) -> dict[str, str]:
    if of.first_day is None or of.last_day is None:
        return {}
    return {"first_day": of.first_day.isoformat(), "last_day": of.last_day.isoformat()}
