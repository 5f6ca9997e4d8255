"""Events as other projects file them: the values that importers give and the record takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from detente.exchange.cameo import Cameo


class FiledActor(NamedTuple):
    """An actor as the origin writes it, with the country it files it under."""

    name: str
    code: str | None
    sectors: str | None = None


class Filed(NamedTuple):
    """One row of an event file. `key` tells rows of one origin apart; `n_reports` is None where it is not known."""

    key: str
    day: date
    source: FiledActor
    target: FiledActor
    cameo: Cameo
    n_reports: int | None = None
    place_name: str | None = None
    place_country: str | None = None
    publisher: str | None = None


class Damaged(NamedTuple):
    """A row that could not be read, and why; it goes to the quarantine."""

    input: str
    line: int
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import went, in rows: read = stored + merged + quarantined + known.

    `merged` rows are the other side of a symmetric act already filed; `known` rows were in the record before.
    """

    read: int
    stored: int
    merged: int
    quarantined: int
    known: int

    def __add__(self, other: Imported) -> Imported:
        """Both together."""
        return Imported(
            self.read + other.read,
            self.stored + other.stored,
            self.merged + other.merged,
            self.quarantined + other.quarantined,
            self.known + other.known,
        )
