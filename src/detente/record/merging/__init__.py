"""From codings to events: which codings, of whatever documents, tell one happening, and why."""

from detente.record.merging.asking import Told, get_event, iter_events, told_of
from detente.record.merging.event import Event
from detente.record.merging.judging import judge
from detente.record.merging.run import Merged, is_behind, merge_new, rebuild

__all__ = [
    "Event",
    "Merged",
    "Told",
    "get_event",
    "is_behind",
    "iter_events",
    "judge",
    "merge_new",
    "rebuild",
    "told_of",
]
