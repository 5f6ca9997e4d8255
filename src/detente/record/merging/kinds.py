"""Whether two types can be tellings of one act: the same, or two that reports give one act in turn."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from detente.ontology.tsv import fault, read_rows

_OWN = Path(__file__).parent / "data" / "swapped.tsv"


def are_swapped(one: str, other: str) -> bool:
    """Whether the table has the two as types that tellings swap."""
    return frozenset((one, other)) in swapped()


@cache
def swapped(path: Path = _OWN) -> frozenset[frozenset[str]]:
    """The pairs of the table. Raises TableError, with its line, for a type beside itself."""
    found = set()
    for line, cells in read_rows(path, ("one", "other", "because")):
        if cells["one"] == cells["other"]:
            raise fault(path, line, f"{cells['one']} stands beside itself.", "Name two types.")
        found.add(frozenset((cells["one"], cells["other"])))
    return frozenset(found)
