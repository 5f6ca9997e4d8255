"""A signed network of states in one period, and what it is like as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from detente.relations.values import Unit

SignRule = Literal["expected", "goldstein"]
Split = Literal["month", "quarter"]


@dataclass(frozen=True, slots=True)
class NetworkAsked:
    """What a network is made of."""

    states: int = 60
    """So many states with the most events with other countries."""
    sign: SignRule = "expected"
    """A tie is friendly where its tone is better than expected of the two, or where its Goldstein sum is positive."""
    least: int = 20
    """Events that a tie needs."""
    seed: int = 0
    shuffles: int = 1000
    seconds: float = 20.0
    """Most time for the exact frustration; past it bounds are told instead."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two states with enough events between them, both directions added."""

    pair: tuple[str, str]
    cooperation: int
    conflict: int
    goldstein: float | None
    """Sum of the Goldstein weights."""
    tone: float
    """Mean Goldstein weight of an event, or the balance where there are no weights."""
    expected: float
    """The tone that both states' usual tones, as source and as target, and the tie's volume lead to expect."""
    residual: float
    """Tone less expected."""
    z: float
    """The residual in units of its noise: of the week-to-week differences of the tie's tone."""
    sign: int
    """1 friendly, -1 hostile, 0 where neither can be told."""

    @property
    def n(self) -> int:
        """Events of either kind."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class State:
    """One state of the network."""

    code: str
    events: int
    """Events with all other countries, inside the network or not."""
    friends: int
    """Friendly ties."""
    foes: int
    community: int | None
    """Number of its group, from 1; None of a state without any signed tie."""
    betweenness: float
    """Share of the shortest paths over friendly ties that pass through it (Freeman 1977)."""
    participation: float
    """How evenly its friendly ties spread over groups, 0 to 1 (Guimerà and Amaral 2005)."""


class Triads(NamedTuple):
    """Triples of states with all three ties, by how many ties are hostile."""

    ppp: int
    ppm: int
    pmm: int
    mmm: int

    @property
    def n(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def balanced(self) -> float | None:
        """The share with none or two hostile ties (Cartwright and Harary 1956); None without triads."""
        return (self.ppp + self.pmm) / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Balance:
    """The triads against networks with the same ties and their signs shuffled."""

    triads: Triads
    shuffled: float | None
    """Mean balanced share of the shuffled; None without triads."""
    sd: float | None
    z: float | None
    p: float | None
    """Share of shuffled networks that are at least as far from their mean, either way."""


@dataclass(frozen=True, slots=True)
class Frustration:
    """The fewest ties that contradict the best division of the states into two camps (Aref and Wilson 2018)."""

    low: int
    """No division has fewer."""
    high: int
    """A division was found that has as many."""
    ties: int

    @property
    def is_exact(self) -> bool:
        """Whether the bounds meet."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Network:
    """The signed network among the most active states in one period."""

    origin: str
    unit: Unit
    first_day: date
    last_day: date
    asked: NetworkAsked
    tone: Literal["goldstein", "balance"]
    """What tones are: mean Goldstein weights, or (C - K) / (C + K) where the table has no weights."""
    states: tuple[State, ...]
    """The most active first."""
    ties: tuple[Tie, ...]
    """By pair; those whose sign cannot be told are among them, with sign 0."""
    balance: Balance
    frustration: Frustration
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    """The best division found into two camps, which `frustration` counts against."""
    modularity: float
    """How much better the groups fit the signs than chance (Gómez, Jensen and Arenas 2009)."""

    @property
    def positive(self) -> int:
        """Friendly ties."""
        return sum(tie.sign > 0 for tie in self.ties)

    @property
    def negative(self) -> int:
        """Hostile ties."""
        return sum(tie.sign < 0 for tie in self.ties)

    @property
    def unsigned(self) -> int:
        """Ties with enough events whose sign cannot be told."""
        return sum(tie.sign == 0 for tie in self.ties)

    def community(self, number: int) -> tuple[str, ...]:
        """The members of a group, the most active first."""
        return tuple(state.code for state in self.states if state.community == number)

    @property
    def communities(self) -> tuple[tuple[str, ...], ...]:
        """All groups, the largest first."""
        last = max((state.community or 0 for state in self.states), default=0)
        return tuple(self.community(number) for number in range(1, last + 1))
