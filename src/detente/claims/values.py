"""A claim: what a report says of a relation that moved, or will. Frozen; every quote slices out of its document.

A claim is no coding: it is not an act that somebody did, and counts in no series. What it says of a cause is the
report's word, never a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from detente.values import Party, Span

Direction = Literal["closer", "apart"]
ClaimModality = Literal["asserted", "possible", "predicted", "denied", "hypothetical"]
"""asserted   told as so, by the report or by whom it cites ("have drifted apart")
possible      may be, a risk, a fear, an aim, a question ("could push", "the risk that", "is trying to drive a wedge")
predicted     will be ("will drive"; "would", told as what somebody said of the future)
denied        told as not so ("did not drive apart", "failed to drive a wedge")
hypothetical  under a condition ("if China moves closer to Russia", "would bring", "should bring")"""

Link = Literal["agent", "because", "setting"]
"""agent    the cause is what moves the two ("US pressure forces …", "… by US pressure")
because     words of cause join it ("because of", "thanks to", "in response to")
setting     it is only told beside, at the time or after ("amid", "as", "after", "under"): the weakest"""


@dataclass(frozen=True, slots=True)
class Quote:
    """Some words of a document with their place."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cause:
    """What the report says moved the relation; `source` is who presses, helps or does it, as far as it says.

    `targets` are those it is done to. `implied` is True where pressure has no target in the text and those who are
    moved are taken for it ("Trump pressure forces Iran, North Korea closer"). `what` is None where the actor itself
    is the cause ("Moscow has driven a wedge between …").
    """

    source: tuple[Party, ...]
    targets: tuple[Party, ...]
    what: Quote | None
    link: Link
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that a relation between two or more actors with codes moves closer or apart."""

    id: str
    document_id: str
    sentence_index: int
    evidence: Quote
    trigger: Quote
    between: tuple[Party, ...]
    """Two parties or more, each with a code of its own, in the order of the text."""
    direction: Direction
    modality: ClaimModality
    cause: Cause | None
    attribution: tuple[Party, ...]

    def codes(self) -> tuple[str, ...]:
        """The codes of those between whom the relation is, sorted."""
        return tuple(sorted({p.actor.code for p in self.between if p.actor.code}))

    def pairs(self) -> list[tuple[str, str]]:
        """All unordered pairs of codes, each sorted."""
        return list(combinations(self.codes(), 2))
