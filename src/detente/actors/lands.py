"""The states that a report may mean, with what speaks for each in the report as a whole, and where each is named."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from detente.actors.describing import State
from detente.actors.homes import Named
from detente.actors.scan import Scanned
from detente.values import Actor, Document

_ACTING = frozenset({"name", "adjective", "seat", "capital"})
_TOWNS = frozenset({"city", "region"})
_TOWNS_ASKED = 3
"""States that only towns speak for and that are asked about."""
_PEOPLES = frozenset({"adjective", "noun"})


def key_of(state: State) -> str:
    """What tells a state from others: its code, or the name of one that only the report knows."""
    return state.code or state.name


def key_of_actor(actor: Actor) -> str:
    """The key of the state that an actor is of, or is; "" for none."""
    if actor.country is not None:
        return actor.country
    is_state = actor.sector == "GOV" and actor.role is None and actor.code is None
    return actor.name if is_state else ""


class Lands:
    """The states of one report by their keys, and the signs for each that hold all through the report."""

    def __init__(
        self,
        document: Document,
        scans: Sequence[Scanned],
        named: Sequence[Named],
        wholes: Mapping[str, State | None],
        people: Sequence[State],
        bodies: Sequence[State],
        called: Sequence[Named] = (),
        towns: Mapping[State, float] | None = None,
    ) -> None:
        """`wholes` are states by what they are to the report: home, about …; `people` and `bodies` those of its known
        persons and organisations, once for each mention; `called` where it names bodies of no one state; `towns` how
        much its towns speak for a state.
        """
        self.given: dict[str, State] = {}
        self.signs: dict[str, list[str]] = {}
        self.wholes = {name: key_of(state) for name, state in wholes.items() if state is not None}
        self.bodies: dict[str, State] = {}
        self.by_sentence = _by_sentence(named)
        starts = [part.start for part in document.parts]
        self.part = {f.tree.sentence.index: bisect_right(starts, f.tree.sentence.start) for f in scans}
        self._scores: dict[int, dict[str, float]] = {}
        counts: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        acting: Counter[str] = Counter()
        kinds: dict[str, set[str]] = {}
        for one in named:
            key = key_of(one.state)
            self.given.setdefault(key, one.state)
            counts[key] += one.weight
            inside[key] += one.is_inside
            acting[key] += one.kind in _ACTING and not one.is_inside
            kinds.setdefault(key, set()).add(one.kind)
        ours: Counter[str] = Counter()
        for one in called:
            key = key_of(one.state)
            self.bodies.setdefault(key, one.state)
            ours[key] += one.weight
        self.with_bodies = _by_sentence((*named, *called))
        for state in (*wholes.values(), *people):
            if state is not None:
                self.given.setdefault(key_of(state), state)
        local = Counter({key_of(state): weight for state, weight in (towns or {}).items()})
        for state, _ in Counter(towns or {}).most_common(_TOWNS_ASKED):
            self.given.setdefault(key_of(state), state)
        told = {*counts, self.wholes.get("dateline")}
        self.signs = {key: ["state"] if key in told else ["state", "not named"] for key in self.given}
        self.signs |= {key: ["body"] for key in ours}
        persons, orgs = Counter(map(key_of, people)), Counter(map(key_of, bodies))
        ranks = {"named": counts, "placed": inside, "acting": acting, "people": persons, "bodies": orgs}
        ranks["body named"] = ours
        ranks["local"] = local
        for name, ranked in ranks.items():
            self._rank(name, ranked)
        for name, key in self.wholes.items():
            self.signs[key].append(name)
        for key, found in kinds.items():
            self._add_kinds(key, found)
        self._add_firsts(scans)
        self.many = next(name for name, most in _MANY if len(counts) <= most)

    def scores(self, weights: Mapping[str, float]) -> dict[str, float]:
        """What the signs of the whole report come to for each state, by the weights of one group of actors."""
        scores = self._scores.get(id(weights))
        if scores is None:
            scores = {key: sum(weights.get(s, 0.0) for s in signs) for key, signs in self.signs.items()}
            self._scores[id(weights)] = scores
        return scores

    def _rank(self, name: str, counts: Counter[str]) -> None:
        """Note the first, the second and the further places by a count, equals at the same place."""
        rank, last = 0, 0
        for place, (key, count) in enumerate(counts.most_common(), 1):
            if count < 1:
                break
            if count != last:
                rank, last = place, count
            if key in self.signs:
                is_one = count == 1 and name in ("people", "bodies")
                self.signs[key].append(f"{name}, one" if is_one else f"{name} {min(rank, 3)}")

    def _add_kinds(self, key: str, kinds: Iterable[str]) -> None:
        found = frozenset(kinds)
        if found <= _TOWNS:
            self.signs[key].append("only towns named")
        elif found <= _PEOPLES:
            self.signs[key].append("only people named")
        elif not found & {"name", *_PEOPLES}:
            self.signs[key].append("only capital named")

    def _add_firsts(self, scans: Sequence[Scanned]) -> None:
        """Note the states of headlines and of the first sentence."""
        lead = next((f.tree.sentence.index for f in scans if f.tree.sentence.part == "body"), None)
        for found in scans:
            sentence = found.tree.sentence
            name = "in headline" if sentence.part == "headline" else "in lead" if sentence.index == lead else None
            for key in dict.fromkeys(key_of(one.state) for one in self.with_bodies.get(sentence.index, ())):
                if name is not None and name not in self.signs[key]:
                    self.signs[key].append(name)


def _by_sentence(named: Iterable[Named]) -> dict[int, list[Named]]:
    """The places by sentence, in the order of the text."""
    found: dict[int, list[Named]] = {}
    for one in sorted(named, key=lambda one: (one.sentence, one.first)):
        found.setdefault(one.sentence, []).append(one)
    return found


_MANY = (("0", 0), ("1", 1), ("2", 2), ("3 or 4", 4), ("more", 1 << 30))
"""How many states a report names, in words of the table."""
