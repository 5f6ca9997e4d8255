"""Events as other projects file them: the values that importers give and the record takes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import NamedTuple

from detente.exchange.cameo import Cameo


class FiledActor(NamedTuple):
    """An actor as the origin writes it, with the country it files it under.

    `name` tells the actors of an origin apart: where the origin has one name for many (MINISTRY), its code or country
    stands behind it in brackets.
    """

    name: str
    code: str | None
    sectors: str | None = None
    """As filed."""
    sector: str | None = None
    """PLOVER's; None leaves it to be found from `sectors` and the name."""
    filed_code: str | None = None
    """The origin's own code."""


class Typed(NamedTuple):
    """What was done, as an origin says it: by PLOVER type, or by a CAMEO code with the origin's own quad and weight.

    `code` is None where there is no CAMEO code, `goldstein` where there is no such weight; `quad` is None for what is
    no act between parties, which is kept and not counted.
    """

    code: str | None
    type: str | None
    mode: str | None
    """PLOVER's, several joined by ";"."""
    quad: int | None
    goldstein: float | None
    intensity: float | None
    one_act: str | None = None
    """The act that rows of either order of its parties name, if it is symmetric; else None."""


class Filed(NamedTuple):
    """One row of an event file, or one dyad of it. `key` tells rows of one origin apart; who is not named is None."""

    key: str
    day: date
    source: FiledActor | None
    target: FiledActor | None
    act: Cameo | Typed
    n_reports: int | None = None
    place_name: str | None = None
    place_country: str | None = None
    publisher: str | None = None
    event: str | None = None
    """What tells its event apart, where day, act and parties do not; None where they do."""
    filed_id: str | None = None
    filed_day: str | None = None
    last_day: date | None = None
    contexts: str | None = None
    lat: float | None = None
    lon: float | None = None
    n_outlets: int | None = None
    n_mentions: int | None = None
    dead: int | None = None
    url: str | None = None
    modality: str | None = None
    historical: bool | None = None
    is_further: bool = False
    """A further dyad of the row before."""


class FiledReport(NamedTuple):
    """A report that tells of an event: a row of GDELT's mentions."""

    filed_id: str
    url: str
    sentence: int
    outlet: str | None
    reported_at: str | None
    confidence: int | None


class Damaged(NamedTuple):
    """A row that could not be read, and why; it goes to the quarantine."""

    input: str
    line: int
    reason: str
    row: str


Row = Filed | FiledReport | Damaged


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import went, in rows: read + expanded = stored + merged + quarantined + known.

    `merged` rows are the other side of a symmetric act already filed; `known` rows were in the record before;
    `expanded` are the further dyads of rows that name several parties.
    """

    read: int
    stored: int
    merged: int
    quarantined: int
    known: int
    expanded: int = 0

    def __add__(self, other: Imported) -> Imported:
        """Both together."""
        return Imported(
            self.read + other.read,
            self.stored + other.stored,
            self.merged + other.merged,
            self.quarantined + other.quarantined,
            self.known + other.known,
            self.expanded + other.expanded,
        )

    def told(self) -> dict[str, int]:
        """The sums by name; `expanded` only where there are such."""
        return {name: n for name, n in asdict(self).items() if n or name != "expanded"}


def damaged(name: str, line: int, reason: str, row: str) -> Damaged:
    """A damaged row, cut to 2,000 characters, its NUL characters replaced."""
    return Damaged(name, line, reason, row[:2000].replace("\0", "\ufffd"))
