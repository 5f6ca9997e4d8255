"""The signed network: triads, frustration, groups and what is expected of a tie."""

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest

from detente.errors import AskError
from detente.relations.days import table_of
from detente.relations.network import NetworkAsked, forms, network, networks
from detente.relations.network.balance import balance_of, frustration_of, triads_of
from detente.relations.network.graph import UNATTRACTIVE, graph_of, to_gexf, to_graphml
from detente.relations.network.groups import communities_of, participation_of
from detente.relations.network.measure import periods_of
from detente.relations.network.ties import expected_tones
from relations.moods import event

FIRST, LAST = date(2031, 1, 1), date(2031, 6, 30)
EAST, WEST = ("EAA", "EBA", "ECA", "EDA"), ("WAA", "WBA", "WCA", "WDA")


def _signs(size, ties):
    signs = np.zeros((size, size), np.int64)
    for a, b, sign in ties:
        signs[a, b] = signs[b, a] = sign
    return signs


def _random(size, seed, share=0.4):
    rng = np.random.default_rng(seed)
    return _signs(
        size, [(a, b, 1 if rng.random() > share else -1) for a, b in combinations(range(size), 2) if rng.random() < 0.6]
    )


def _two_blocs(weeks=26, seed=3):
    """East and West, friends inside and foes outside: weights 3 ± 2 and -3 ± 2, every week, both directions."""
    rng = np.random.default_rng(seed)
    rows = []
    for a, b in combinations(EAST + WEST, 2):
        usual = 3.0 if a[0] == b[0] else -3.0
        for week in range(weeks - 1):
            day = FIRST + timedelta(days=7 * week)
            for pair in ((a, b), (b, a)):
                weight = usual + float(rng.uniform(-2, 2))
                rows.append(event(*pair, day, 0 if weight > 0 else 2, 2, weight))
    return table_of("sim", "events", (FIRST, LAST), rows)


def test_triads_agree_with_counting_them_one_by_one():
    signs = _random(12, 4)
    counted = [0, 0, 0, 0]
    for a, b, c in combinations(range(12), 3):
        three = [signs[a, b], signs[a, c], signs[b, c]]
        if all(three):
            counted[three.count(-1)] += 1
    assert list(triads_of(signs)) == counted


def test_frustration_agrees_with_trying_every_division():
    for seed in range(6):
        signs = _random(9, seed)
        fewest = min(
            sum(signs[a, b] * x[a] * x[b] < 0 for a, b in combinations(range(9), 2)) for x in product((1, -1), repeat=9)
        )
        found, camps = frustration_of(signs, seconds=10, seed=0)
        assert (found.low, found.high) == (fewest, fewest)
        side = np.where(camps, 1, -1)
        assert int((np.triu(signs) * np.outer(side, side) < 0).sum()) == fewest


def test_without_time_frustration_gives_bounds():
    signs = _random(20, 2)
    found, _ = frustration_of(signs, seconds=0, seed=0)
    exact, _ = frustration_of(signs, seconds=20, seed=0)
    assert found.low <= exact.low
    assert exact.high <= found.high
    assert not found.is_exact


def test_a_balanced_network_stands_out_from_its_shuffles_and_a_random_one_does_not():
    blocs = _signs(12, [(a, b, 1 if a // 6 == b // 6 else -1) for a, b in combinations(range(12), 2)])
    found = balance_of(blocs, shuffles=300, seed=0)
    assert found.triads.balanced == 1
    assert found.z > 5
    assert found.p < 0.01
    assert abs(balance_of(_random(14, 8), shuffles=300, seed=0).z) < 2.5
    assert balance_of(blocs, shuffles=300, seed=0) == found


def test_no_triad_cannot_be_told():
    found = balance_of(_signs(3, [(0, 1, 1)]), shuffles=10, seed=0)
    assert (found.triads.balanced, found.z, found.p) == (None, None, None)


def test_groups_are_the_blocs_and_their_modularity_is_that_of_the_formula():
    blocs = _signs(8, [(a, b, 1 if a // 4 == b // 4 else -1) for a, b in combinations(range(8), 2)])
    labels, modularity = communities_of(blocs, seed=0)
    assert labels.tolist() == [0] * 4 + [1] * 4
    # by hand: 12 friendly ties of degree 3, 16 hostile of degree 4; sums over ordered pairs inside groups, i = j too
    inside = 24 - 2 * 16 * (9 / 24 - 16 / 32)
    assert modularity == pytest.approx(inside / 56)
    assert participation_of(blocs, labels) == [0.0] * 8


def test_a_state_without_ties_has_no_group():
    labels, _ = communities_of(_signs(4, [(0, 1, 1), (1, 2, 1), (0, 2, 1)]), seed=0)
    assert labels.tolist() == [0, 0, 0, -1]


def test_expected_tone_takes_sender_receiver_and_volume_out():
    rng = np.random.default_rng(5)
    size = 15
    source, target = rng.normal(0, 1, size), rng.normal(0, 1, size)
    n = rng.integers(20, 400, (size, size)).astype(float)
    np.fill_diagonal(n, 0)
    tone = 0.5 + source[:, None] + target[None, :] + 0.3 * np.log1p(n + n.T)
    off = ~np.eye(size, dtype=bool)
    assert np.abs(expected_tones(tone, n) - tone)[off].max() < 0.01


def test_a_gruff_state_is_not_hostile_to_everyone():
    """A state that is gruff to all, and worse to one: only that tie is hostile by the rule of what is expected."""
    rng = np.random.default_rng(9)
    rows = []
    for a, b in combinations(EAST + WEST, 2):
        usual = -1.0 if "EAA" in (a, b) else 3.0
        usual -= 5.0 if (a, b) == ("EAA", "WDA") else 0.0
        for week in range(25):
            weight = usual + float(rng.uniform(-3, 3))
            rows.append(event(a, b, FIRST + timedelta(days=7 * week), 0 if weight > 0 else 2, 4, weight))
    days = table_of("sim", "events", (FIRST, LAST), rows)
    expected = {t.pair: t.sign for t in network(days).ties}
    plain = {t.pair: t.sign for t in network(days, NetworkAsked(sign="goldstein")).ties}
    assert expected["EAA", "WDA"] == plain["EAA", "WDA"] == -1
    assert sum(sign < 0 for pair, sign in plain.items() if "EAA" in pair) == 7
    assert sum(sign < 0 for pair, sign in expected.items() if "EAA" in pair) < 3


def test_network_of_two_blocs():
    found = network(_two_blocs())
    assert (found.positive, found.negative, found.unsigned) == (12, 16, 0)
    assert sorted(found.communities) == sorted((EAST, WEST))
    assert {frozenset(camp) for camp in found.camps} == {frozenset(EAST), frozenset(WEST)}
    assert (found.frustration.low, found.frustration.high) == (0, 0)
    assert found.balance.triads == (8, 0, 48, 0)
    assert {(s.friends, s.foes) for s in found.states} == {(3, 4)}


def test_only_the_most_active_states_and_ties_with_enough_events():
    rows = [event("EAA", "EBA", FIRST + timedelta(days=d), 0, 3, 2.0) for d in range(10)]
    rows += [event("EAA", "ECA", FIRST, 0, 19, 2.0), event("EDA", "WAA", FIRST, 0, 5, 2.0)]
    rows += [event("WAA", "WAA:CVL", FIRST, 2, 500, -5.0)]
    found = network(table_of("sim", "events", (FIRST, LAST), rows), NetworkAsked(states=3, sign="goldstein"))
    assert [s.code for s in found.states] == ["EAA", "EBA", "ECA"]
    assert [t.pair for t in found.ties] == [("EAA", "EBA")]
    assert [s.community for s in found.states] == [1, 1, None]


def test_nothing_to_tie_is_refused():
    days = table_of("sim", "events", (FIRST, LAST), [event("EAA", "EBA", FIRST, 0, 3, 2.0)])
    with pytest.raises(AskError, match="have 20 events with each other"):
        network(days)
    with pytest.raises(AskError, match="In no month"):
        networks(days, "month")


def test_quarters_follow_the_calendar_and_are_cut_at_what_is_known():
    assert periods_of(date(2031, 2, 10), date(2031, 8, 3), "quarter") == [
        (date(2031, 2, 10), date(2031, 3, 31)),
        (date(2031, 4, 1), date(2031, 6, 30)),
        (date(2031, 7, 1), date(2031, 8, 3)),
    ]
    assert len(periods_of(date(2031, 11, 30), date(2032, 1, 1), "month")) == 3


def _name(code):
    return f"<{code}> & Co"


def test_graphml_is_read_again_with_all_values():
    found = network(_two_blocs())
    graph = nx.read_graphml(io.BytesIO(to_graphml(found, _name).encode()))
    assert (len(graph), graph.number_of_edges()) == (8, 28)
    assert graph.nodes["EAA"]["name"] == "<EAA> & Co"
    edge = graph.edges["EAA", "WAA"]
    assert edge["sign"] == -1
    assert edge["events"] == edge["cooperation"] + edge["conflict"]
    assert edge["residual"] == pytest.approx(edge["tone"] - edge["expected"], rel=1e-2)


def test_gexf_is_read_again_and_tells_no_day_of_writing():
    found = network(_two_blocs())
    text = to_gexf([found], _name)
    assert "lastmodified" not in text
    assert "None" not in text
    graph = nx.read_gexf(io.BytesIO(text.encode()))
    assert graph.nodes["WBA"]["community"] in (1, 2)
    assert graph.nodes["WBA"]["label"] == "<WBA> & Co"
    assert graph.edges["EAA", "EBA"]["sign"] == 1


def test_gexf_of_several_periods_has_spells_and_values_in_time():
    found = networks(_two_blocs(), "quarter")
    assert [(n.first_day, n.last_day) for n in found] == [
        (date(2031, 1, 1), date(2031, 3, 31)),
        (date(2031, 4, 1), date(2031, 6, 30)),
    ]
    text = to_gexf(found, _name)
    graph = nx.read_gexf(io.BytesIO(text.encode()))
    assert graph.graph["mode"] == "dynamic"
    assert 'timeformat="date"' in text
    edge = graph.edges["EAA", "WAA"]
    assert edge["spells"] == [("2031-01-01", "2031-03-31"), ("2031-04-01", "2031-06-30")]
    assert [value for value, *_ in edge["sign"]] == [-1, -1]
    assert text == to_gexf(networks(_two_blocs(), "quarter"), _name)


def test_hostile_and_unclear_ties_do_not_attract():
    found = network(_two_blocs())
    graph = graph_of(found, _name)
    kinds = {data["kind"]: data["weight"] for *_, data in graph.edges(data=True)}
    assert kinds["hostile"] == UNATTRACTIVE < 1 < kinds["friendly"]
    unclear = replace(found, ties=tuple(replace(tie, sign=0) for tie in found.ties))
    assert {(d["kind"], d["weight"]) for *_, d in graph_of(unclear, _name).edges(data=True)} == {
        ("unclear", UNATTRACTIVE)
    }
    assert not graph_of(unclear, _name, clear_only=True).edges
    assert forms.to_json([unclear], _name, clear_only=True)["periods"][0]["ties"] == []
    assert forms.to_json([unclear], _name, clear_only=True)["periods"][0]["unsigned"] == 28


def test_a_table_without_weights_names_its_tone():
    days = replace(_two_blocs(), has_weights=False)
    found = network(days)
    assert (found.tone, found.ties[0].goldstein) == ("balance", None)
    told = " ".join(forms.to_text(found, _name).split())
    assert "Tone is (cooperation - conflict) / (cooperation + conflict)." in told
    assert "Goldstein" not in told
    assert "goldstein" not in next(iter(graph_of(found, _name).edges(data=True)))[2]
    assert "Tone is the mean Goldstein weight." in " ".join(forms.to_text(network(_two_blocs()), _name).split())


def test_one_is_told_as_one():
    found = network(_two_blocs(), NetworkAsked(least=1))
    one = replace(found, states=tuple(replace(s, betweenness=0.0) for s in found.states))
    told = forms.to_text(one, _name)
    assert "A tie needs 1 event, both" in told
    assert "BRIDGES  none: no shortest friendly path passes through another state" in told
