"""What reports claim of relations, held against the record: the claim is the report's, the verdict is the record's."""

from detente.relations.claimed.hold import Held, hold

__all__ = ["Held", "hold"]
