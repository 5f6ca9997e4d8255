"""The values of this room: an interval of days, and words of a sentence that name one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from detente.values import Precision

Relation = Literal["on", "since", "until", "before", "after", "by", "from-to", "for"]


class Interval(NamedTuple):
    """Days from first to last, both inclusive."""

    first_day: date
    last_day: date
    precision: Precision


class Context(NamedTuple):
    """What relative expressions are relative to: the day of publication, and the time mentioned last."""

    published: date | None
    previous: Interval | None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Words that name a time, over tokens `first` to `last`, last exclusive.

    `interval` reads them in a clause about the past, `future` in one about the future ("on Friday"); either is None
    where the days cannot be told ("in recent weeks", 12/03/2018). For `relation` since, until, before, after and by,
    the interval is the boundary itself.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    interval: Interval | None
    future: Interval | None
    relation: Relation
