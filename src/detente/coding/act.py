"""One act while it is being read: the word that names it, its roles, and what composition makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.coding.frames import Frame
from detente.coding.parties import Found
from detente.coding.slots import Slot
from detente.values import Modality, Step


@dataclass
class Act:
    """One word (or a few) that names an act, while it is being read."""

    token: int
    words: tuple[int, ...]
    frame: Frame
    slots: tuple[Slot, ...]
    source: tuple[Found, ...] = ()
    target: tuple[Found, ...] = ()
    type: str | None = None
    modes: tuple[str, ...] = ()
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    symmetric: bool = False
    modality: Modality = "actual"
    inner: list[Act] = field(default_factory=list)
    light: bool = False
    """Whether a light verb handed it its parties ("began an offensive")."""
    carrier: int | None = None
    """The light verb that tells of it, whose negation and tense are its own."""
    agents: tuple[int, ...] = ()
    """Head words that were used for the source."""
    taken: bool = False
    """Whether another act speaks of it, so that it is not coded by itself."""
    score: float = 0.85
    steps: list[Step] = field(default_factory=list)

    def note(self, name: str, how: str) -> None:
        """Remember a step of the reading for the explanation."""
        self.steps.append(Step(name, how))
