"""Dates in text: which days the words name, and when an act took place."""

from detente.when.asked import DayAsked, Earlier
from detente.when.choose import Timing, choose, is_historical, timing
from detente.when.dating import date_act
from detente.when.mention import Interval, TimeMention
from detente.when.times import Times, find_times, times_of

__all__ = [
    "DayAsked", "Earlier", "Interval", "TimeMention", "Times", "Timing", "choose", "date_act", "find_times",
    "is_historical", "times_of", "timing",
]  # fmt: skip
