"""The record: documents, codings, outcomes and imported events in one SQLite file."""

from detente.record.adding import AddOptions
from detente.record.asking import Ask
from detente.record.outcome import Tally
from detente.record.record import DEFAULT, Record

__all__ = ["DEFAULT", "AddOptions", "Ask", "Record", "Tally"]
