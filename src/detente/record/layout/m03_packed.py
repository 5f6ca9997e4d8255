"""The counts of an origin once more, as arrays."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE tallied ADD COLUMN packed BLOB",  # its dyad_days again, as arrays: NumPy's npz; NULL until made
)
