"""Dates in text: which days the words name, and when an act took place."""

from detente.when.choose import Timing, choose, is_historical, timing
from detente.when.mention import Interval, TimeMention
from detente.when.times import find_times, times_of

__all__ = ["Interval", "TimeMention", "Timing", "choose", "find_times", "is_historical", "times_of", "timing"]
