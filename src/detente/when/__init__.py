"""Dates in text: which days the words name, and when an act took place."""

from detente.when.choose import choose, is_historical
from detente.when.mention import Interval, TimeMention
from detente.when.times import find_times, times_of

__all__ = ["Interval", "TimeMention", "choose", "find_times", "is_historical", "times_of"]
