"""The network as a graph file: GEXF, with time where there are several periods, and GraphML.

Nodes are states by code: label and name, events, friends, foes, community, betweenness, participation. Edges are the
ties: kind (friendly, hostile, unclear), sign (1, -1, 0), events, cooperation, conflict, goldstein, tone, expected,
residual, z, and weight. Programs that draw graphs take `weight` for attraction: it is the number of events of a
friendly tie, and UNATTRACTIVE of a hostile one or one whose sign is unclear. Networks of several periods become one
dynamic graph: a state's values are those of all its periods, an edge exists in the spells of its periods, and its
values belong to them; its weight adds up the periods in which it is friendly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from detente.relations.network.values import Network, State, Tie

if TYPE_CHECKING:
    import networkx as nx

Name = Callable[[str], str]
_EDGE = ("kind", "sign", "events", "cooperation", "conflict", "goldstein", "tone", "expected", "residual", "z")
_KINDS = {1: "friendly", -1: "hostile", 0: "unclear"}
UNATTRACTIVE = 0.001
"""The weight of a tie that holds no two together; not 0, which some programs refuse."""
_DATED = re.compile(r' lastmodifieddate="[^"]*"')


def to_gexf(networks: Sequence[Network], name: Name, *, clear_only: bool = False) -> str:
    """GEXF 1.2 of one network, or of several periods with spells, for Gephi's timeline."""
    import networkx as nx

    graph = _graph(networks, name, clear_only)
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    # the day of writing would make the same question's file another one tomorrow
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _DATED.sub("", text, count=1).rstrip() + "\n"


def to_graphml(network: Network, name: Name, *, clear_only: bool = False) -> str:
    """GraphML of one network."""
    import networkx as nx

    graph = graph_of(network, name, clear_only=clear_only)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(nx.generate_graphml(graph)) + "\n"


def graph_of(network: Network, name: Name, *, clear_only: bool = False) -> nx.Graph[str]:
    """One network as a graph of networkx; with `clear_only` without the ties whose sign is unclear."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(name=_title(network, network))
    for state in network.states:
        graph.add_node(state.code, **_node(state, name))
    for tie in network.ties:
        if tie.sign or not clear_only:
            graph.add_edge(*tie.pair, **_edge(tie), weight=_weight([tie]))
    return graph


def dynamic_graph_of(networks: Sequence[Network], name: Name, *, clear_only: bool = False) -> nx.Graph[str]:
    """Several periods as one graph: edges with `spells`, values as lists of (value, first day, last day)."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(name=_title(networks[0], networks[-1]), mode="dynamic")
    for at, first in enumerate(networks[0].states):
        values = [(_span(one), _node(one.states[at], name)) for one in networks]
        steady = {"label": name(first.code), "name": name(first.code)}
        told = dict.fromkeys(key for _, value in values for key in value if key not in steady)
        changing = {key: [(value[key], *span) for span, value in values if key in value] for key in told}
        graph.add_node(first.code, **steady, **changing)
    found: dict[tuple[str, str], list[tuple[tuple[str, str], Tie]]] = {}
    for one in networks:
        for tie in one.ties:
            if clear_only and not tie.sign:
                continue
            found.setdefault(tie.pair, []).append((_span(one), tie))
    for pair in sorted(found):
        ties = found[pair]
        graph.add_edge(
            *pair,
            spells=[span for span, _ in ties],
            weight=_weight([tie for _, tie in ties]),
            **_changing([(span, _edge(tie)) for span, tie in ties]),
        )
    return graph


def _changing(edges: Sequence[tuple[tuple[str, str], dict[str, Any]]]) -> dict[str, list[tuple[Any, str, str]]]:
    """The values of an edge with their spells."""
    known = [key for key in _EDGE if key in edges[0][1]]
    return {key: [(values[key], *span) for span, values in edges] for key in known}


def _node(state: State, name: Name) -> dict[str, Any]:
    """What is known of a state: a graph file has no empty values."""
    values = {
        "label": name(state.code),
        "name": name(state.code),
        "events": state.events,
        "friends": state.friends,
        "foes": state.foes,
        "community": state.community,
        "betweenness": _number(state.betweenness),
        "participation": _number(state.participation),
    }
    return {key: value for key, value in values.items() if value is not None}


def _edge(tie: Tie) -> dict[str, Any]:
    own: dict[str, Any] = {"kind": _KINDS[tie.sign], "events": tie.n}
    values = ((key, own[key] if key in own else getattr(tie, key)) for key in _EDGE)
    return {key: _number(value) if isinstance(value, float) else value for key, value in values if value is not None}


def _weight(ties: Sequence[Tie]) -> float:
    return float(sum(tie.n for tie in ties if tie.sign > 0)) or UNATTRACTIVE


def _graph(networks: Sequence[Network], name: Name, clear_only: bool) -> nx.Graph[str]:
    if len(networks) == 1:
        return graph_of(networks[0], name, clear_only=clear_only)
    return dynamic_graph_of(networks, name, clear_only=clear_only)


def _span(network: Network) -> tuple[str, str]:
    return network.first_day.isoformat(), network.last_day.isoformat()


def _title(first: Network, last: Network) -> str:
    return f"{first.origin}, {first.first_day} to {last.last_day}"


def _number(value: float) -> float:
    return float(f"{value:.4g}")
