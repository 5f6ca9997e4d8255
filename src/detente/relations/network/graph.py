"""The network as a graph file: GEXF, with time where there are several periods, and GraphML.

Nodes are states by code: label and name, events, friends, foes, community, betweenness, participation. Edges are the
ties: sign (1, -1, 0 where none can be told), cooperation, conflict, goldstein, tone, expected, residual, z, and weight,
the number of events. Networks of several periods become one dynamic graph: a state's values are those of all its
periods, an edge exists in the spells of its periods, and its values belong to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from detente.relations.network.values import Network, State, Tie

if TYPE_CHECKING:
    import networkx as nx

Name = Callable[[str], str]
_EDGE = ("sign", "cooperation", "conflict", "goldstein", "tone", "expected", "residual", "z")
_DATED = re.compile(r' lastmodifieddate="[^"]*"')


def to_gexf(networks: Sequence[Network], name: Name) -> str:
    """GEXF 1.2 of one network, or of several periods with spells, for Gephi's timeline."""
    import networkx as nx

    graph = graph_of(networks[0], name) if len(networks) == 1 else dynamic_graph_of(networks, name)
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    # the day of writing would make the same question's file another one tomorrow
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _DATED.sub("", text, count=1).rstrip() + "\n"


def to_graphml(network: Network, name: Name) -> str:
    """GraphML of one network."""
    import networkx as nx

    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(nx.generate_graphml(graph_of(network, name))) + "\n"


def graph_of(network: Network, name: Name) -> nx.Graph[str]:
    """One network as a graph of networkx."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(name=_title(network, network))
    for state in network.states:
        graph.add_node(state.code, **_node(state, name))
    for tie in network.ties:
        graph.add_edge(*tie.pair, **_edge(tie), weight=float(tie.n))
    return graph


def dynamic_graph_of(networks: Sequence[Network], name: Name) -> nx.Graph[str]:
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
            found.setdefault(tie.pair, []).append((_span(one), tie))
    for pair in sorted(found):
        ties = found[pair]
        graph.add_edge(
            *pair,
            spells=[span for span, _ in ties],
            weight=float(sum(tie.n for _, tie in ties)),
            **{key: [(_edge(tie)[key], *span) for span, tie in ties] for key in _EDGE},
        )
    return graph


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
    values = ((key, getattr(tie, key)) for key in _EDGE)
    return {key: _number(value) if isinstance(value, float) else value for key, value in values}


def _span(network: Network) -> tuple[str, str]:
    return network.first_day.isoformat(), network.last_day.isoformat()


def _title(first: Network, last: Network) -> str:
    return f"{first.origin}, {first.first_day} to {last.last_day}"


def _number(value: float) -> float:
    return float(f"{value:.4g}")
