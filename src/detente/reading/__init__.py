"""The reading room: bytes to Document. Nothing here knows about politics."""

from detente.reading.documents import read_bytes
from detente.reading.outcome import Detail, Outcome, OutcomeKind, document_json, outcome_json
from detente.reading.stream import iter_bytes, read
from detente.reading.text import read_text

__all__ = [
    "Detail",
    "Outcome",
    "OutcomeKind",
    "document_json",
    "iter_bytes",
    "outcome_json",
    "read",
    "read_bytes",
    "read_text",
]
