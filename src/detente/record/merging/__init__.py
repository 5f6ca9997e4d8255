"""From codings to events: which codings, of whatever documents, tell one happening, and why."""

from detente.record.merging.asking import Corrected, Told, corrections_of, get_event, iter_events, told_of
from detente.record.merging.behind import ToldEvent, count_reports, reports_of, told_events
from detente.record.merging.event import Event
from detente.record.merging.judging import judge
from detente.record.merging.keeping import merge_if_free
from detente.record.merging.run import Merged, is_behind, merge_new, rebuild

__all__ = [
    "Corrected",
    "Event",
    "Merged",
    "Told",
    "ToldEvent",
    "corrections_of",
    "count_reports",
    "get_event",
    "is_behind",
    "iter_events",
    "judge",
    "merge_if_free",
    "merge_new",
    "rebuild",
    "reports_of",
    "told_events",
    "told_of",
]
