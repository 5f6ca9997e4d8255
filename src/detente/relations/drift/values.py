"""What changed between two periods, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from detente.relations.values import Ratio, Unit

Verdict = Literal["warming", "cooling", "no clear change", "cannot tell"]
Tone = Literal["goldstein", "balance"]
Control = Literal["sign", "discovery"]
"""Which error is held among the changes called clear: a wrong direction, or no change at all."""
Period = tuple[date, date]
"""First and last day, both inclusive."""
TooLittle = Literal["few events", "one week", "wide interval"]


class Shift(NamedTuple):
    """A tone in two periods, as the average week has it, and the change with its 95 % interval.

    A week counts by what it can tell: one of 40 events for little more than one of 10, since events of a week come
    together. The tone therefore differs a little from sums over the period.
    """

    first: float
    second: float
    change: float
    low: float
    high: float
    p: float
    """Of a change as large by chance, before any correction for the number of pairs."""
    p_without: float
    """The same without the one week that speaks loudest for the change; 1 where the change turns round."""
    weeks: tuple[float, float]
    """How many weeks of equal weight the tones rest on (Kish 1965)."""

    @property
    def least(self) -> float:
        """The least change that the interval allows, with its sign; 0 where the interval holds 0."""
        if self.low > 0:
            return self.low
        return self.high if self.high < 0 else 0.0


class Chance(NamedTuple):
    """How sure a change is among all pairs tested (of the tone that the verdict rests on)."""

    false_sign: float
    """Of the true change to have the other direction, or none: the local false sign rate (Stephens 2017)."""
    s: float
    """The share of false directions, were this pair and all that are as clear or clearer called clear."""
    q: float
    """p, corrected for the number of pairs: the same share of pairs without any change (Benjamini-Hochberg)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One pair in two periods. Cooperation and conflict stand apart; a tone is never given without them."""

    pair: tuple[str, str]
    cooperation: tuple[int, int]
    """Events in the first period and in the second, both directions."""
    conflict: tuple[int, int]
    cooperation_ratio: Ratio | None
    """Second period to first, against what the news volume and both sides' activity with all others let expect."""
    conflict_ratio: Ratio | None
    goldstein: Shift | None
    """Mean Goldstein weight of an event, -10 to 10; None with too little to tell, or without weights."""
    balance: Shift | None
    """(C - K) / (C + K), cooperation C and conflict K: -1 to 1; None with too little to tell."""
    elsewhere: tuple[float | None, float | None]
    """The tone of both sides with everyone else in both periods, by plain sums."""
    verdict: Verdict
    leans: bool
    """No clear change among so many pairs, but the pair's own interval does not hold zero."""
    too_little: TooLittle | None
    """Why nothing can be told; None where something can."""
    chance: Chance | None
    """How sure the change is among all pairs; None of a pair not tested."""
    lasts: bool
    """Whether a clear change stays clear if it counts as chance that moods last from week to week."""
    volume: str
    """What became of the amounts: "more of both", "more cooperation", "less conflict" …, "" for nothing clear."""

    @property
    def events(self) -> tuple[int, int]:
        """Events of either kind in both periods."""
        return self.cooperation[0] + self.conflict[0], self.cooperation[1] + self.conflict[1]

    def shift(self, tone: Tone) -> Shift | None:
        """The shift of one of the two tones."""
        return self.goldstein if tone == "goldstein" else self.balance


@dataclass(frozen=True, slots=True)
class Drift:
    """All pairs with any event in one of two periods, in the order of what can be claimed of them.

    First the clear changes, then those that lean, each by the least change that its interval allows; then the rest by
    number of events. Warming and cooling stand in one ranking.
    """

    origin: str
    unit: Unit
    first: Period
    second: Period
    tone: Tone
    """Which tone the verdicts rest on."""
    control: Control
    """Which error `fdr` holds."""
    min_events: int
    fdr: float
    widest: float
    """An interval reaching further than this to either side tells nothing."""
    events: tuple[int, int]
    """Events of all pairs: the news volume of both periods."""
    world: tuple[float | None, float | None]
    """The tone of all events together."""
    week_days: int
    """Days of a `week` of the two periods: 7, or a multiple of it in very long periods."""
    clustering: float
    """Intraclass correlation of the tones of one week's events: 0, they come one by one; 1, all in one mood."""
    lasting: float
    """Correlation of a pair's moods from one week to the next."""
    unchanged: float | None
    """The share of the pairs tested that the law of changes has without any; None with no pair tested."""
    carried: tuple[float, float]
    """How far a side's change elsewhere goes into the change expected of its pairs: of cooperation, of conflict."""
    changes: tuple[Change, ...]

    @property
    def tested(self) -> int:
        """Pairs with enough events in both periods."""
        return sum(change.chance is not None for change in self.changes)

    def of(self, verdict: Verdict) -> tuple[Change, ...]:
        """The changes with this verdict, in order."""
        return tuple(change for change in self.changes if change.verdict == verdict)

    @property
    def leaning(self) -> tuple[Change, ...]:
        """Those not clear, whose own interval does not hold zero."""
        return tuple(change for change in self.changes if change.leans)

    def with_country(self, code: str) -> tuple[Change, ...]:
        """The changes of pairs with this actor, in order."""
        return tuple(change for change in self.changes if code in change.pair)
