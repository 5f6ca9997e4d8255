"""One claim held against a table of dyad-days: by the test of pressure, or by the change of the pair's tone.

A claim that names a presser outside the pair is asked of `pressure`, in the two years before the report and the half
year after: of their cooperation where it says "closer", of their conflict where it says "apart". Any other is asked of
the tone of the half year before its report against the half year before that; a prediction, of the half year after
against the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from detente.claims.values import Claim
from detente.errors import AskError
from detente.relations.days import DyadDays
from detente.relations.naming import name_of_party
from detente.relations.pressure import Pressure, pressure
from detente.relations.pressure.values import Verdict
from detente.relations.values import Side
from detente.values import Document
from detente.wording import plural

How = Literal["pressure", "change", "nothing"]
HALF_YEAR = timedelta(days=182)
_BEFORE = timedelta(days=728)
"""Two years: how far back pressure is looked for. After the report half a year is, since such claims go on."""
_LEAST = timedelta(days=55)
WORTH_NAMING = 0.5
"""The least change of mean Goldstein weight that a claim of closer or apart is taken to mean."""
_OPPOSITE: dict[Verdict, Verdict] = {"supported": "not supported", "not supported": "supported"}


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with what the record says of one of its pairs."""

    claim: Claim
    document: Document
    pair: tuple[str, str]
    how: How
    verdict: Verdict
    because: tuple[str, ...]
    presser: str | None = None
    tested: Pressure | None = None
    change: tuple[float, float, float] | None = None
    """Change of mean Goldstein weight, with its 95 % interval."""


class Holder:
    """Holds claims against one table; a question that two claims ask is answered once."""

    def __init__(self, days: DyadDays) -> None:
        self._days = days
        self._pressures: dict[tuple[str, str, str, Side, date, date], Pressure] = {}

    def hold(self, claim: Claim, document: Document) -> tuple[Held, ...]:
        """The claim held against the table, once for each of its pairs."""
        return tuple(self._one(claim, document, pair) for pair in claim.pairs())

    def _one(self, claim: Claim, document: Document, pair: tuple[str, str]) -> Held:
        presser = _presser(claim, pair)
        if presser is not None:
            side: Side = "cooperation" if claim.direction == "closer" else "conflict"
            how: How = "pressure"
            change, tested = None, self._pressure(presser, pair, side, document.published)
            verdict: Verdict = tested.verdict if tested is not None else "cannot tell"
            because = tested.because if tested is not None else (self._unknown(document.published),)
        else:
            tested, how = None, "change"
            verdict, because, change = self._change(claim, document.published, pair)
        if claim.modality == "denied" and verdict in _OPPOSITE:
            verdict = _OPPOSITE[verdict]
            because = ("The report denies it; the reasons are of what it denies.", *because)
        return Held(claim, document, pair, how, verdict, because, presser, tested, change)

    def _pressure(self, presser: str, pair: tuple[str, str], side: Side, published: date | None) -> Pressure | None:
        """The test on what is known of the time round the report; None where that is nothing, or it has no date."""
        if published is None:
            return None
        known = (self._days.first_day, self._days.last_day)
        first, last = max(published - _BEFORE, known[0]), min(published + HALF_YEAR, known[1])
        if first > last:
            return None
        key = (presser, *pair, side, first, last)
        found = self._pressures.get(key)
        if found is None:
            names = (name_of_party(presser), name_of_party(pair[0]), name_of_party(pair[1]))
            days = self._days.within(first, last)
            found = pressure(days, presser, *pair, outcome=side, names=names, with_panel=False)
            self._pressures[key] = found
        return found

    def _unknown(self, published: date | None) -> str:
        if published is None:
            return "The report has no date, so that its time is not known."
        return (
            f"{self._days.origin} knows {self._days.first_day} to {self._days.last_day}, and nothing of the time round"
            f" the report ({published})."
        )

    def _change(
        self, claim: Claim, published: date | None, pair: tuple[str, str]
    ) -> tuple[Verdict, tuple[str, ...], tuple[float, float, float] | None]:
        from detente.relations.drift import drift

        if published is None:
            return "cannot tell", (self._unknown(published),), None
        middle = published if claim.modality == "predicted" else published - HALF_YEAR
        first = (max(middle - HALF_YEAR, self._days.first_day), middle - timedelta(days=1))
        second = (middle, min(middle + HALF_YEAR - timedelta(days=1), self._days.last_day))
        if claim.modality != "predicted" and first[1] - first[0] < _LEAST:
            # the table begins too late for two half years: what it knows before the report, in halves
            known = min(published, self._days.last_day) - self._days.first_day
            middle = self._days.first_day + known // 2
            first = (self._days.first_day, middle - timedelta(days=1))
            second = (middle, min(published, self._days.last_day))
        if first[1] - first[0] < _LEAST or second[1] - second[0] < _LEAST:
            told = f"{self._days.origin} knows {self._days.first_day} to {self._days.last_day}: too little of the time"
            return "cannot tell", (f"{told} around the report ({published}) for a before and an after.",), None
        try:
            found = drift(self._days, first=first, second=second)
        except AskError as nothing:
            return "cannot tell", (f"{nothing.what} ({nothing.where})",), None
        change = next((c for c in found.changes if set(c.pair) == set(pair)), None)
        shift = change.shift(found.tone) if change is not None else None
        spans = f"{first[0]} to {first[1]} against {second[0]} to {second[1]}"
        if change is None or shift is None or change.too_little is not None:
            events = change.events if change is not None else (0, 0)
            return (
                "cannot tell",
                (f"Too little is known of the pair: {events[0]:,} and {plural(events[1], 'event')}, {spans}.",),
                None,
            )
        sign = 1 if claim.direction == "closer" else -1
        low, high = sorted((sign * shift.low, sign * shift.high))
        told = (
            f"The mean Goldstein weight went from {shift.first:+.2f} to {shift.second:+.2f}, a change of"
            f" {shift.change:+.2f} (95 % {shift.low:+.2f} to {shift.high:+.2f}); {spans}."
        )
        numbers = (shift.change, shift.low, shift.high)
        if low > 0:
            return (
                "supported",
                (told, "So it moved the way the report says; since when and why is not tested."),
                numbers,
            )
        if high < WORTH_NAMING:
            return (
                "not supported",
                (told, f"A move of {WORTH_NAMING} the way the report says would have shown."),
                numbers,
            )
        return "cannot tell", (told, "A move the way the report says is neither shown nor ruled out."), numbers


def hold(claim: Claim, document: Document, days: DyadDays) -> tuple[Held, ...]:
    """A claim held against a table, once for each of its pairs.

    >>> hold(claim, document, days_of(record))[0].verdict
    'cannot tell'
    """
    return Holder(days).hold(claim, document)


def _presser(claim: Claim, pair: tuple[str, str]) -> str | None:
    """The one who presses, of those that the claim names as cause, if outside the pair."""
    if claim.cause is None:
        return None
    return next((p.actor.code for p in claim.cause.source if p.actor.code and p.actor.code not in pair), None)
