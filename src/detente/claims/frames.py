"""The frame table of claims: which words say that a relation moved, and where its parties stand around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from detente.ontology.tsv import fault, listed, read_rows

COLUMNS = ("lemma", "kind", "direction", "with", "object", "example")
DIRECTIONS = {
    "move": {"closer", "apart", "result"},
    "bring": {"closer", "apart", "result"},
    "ties": {"closer", "apart"},
    "noun": {"closer", "apart"},
    "seed": {"closer", "apart"},
    "around": {"keep", "reverse"},
}
"""The kinds of row, and the directions that each may have."""
_PLACES = {"subject", "object"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: the columns as the head of data/frames.tsv explains them."""

    kind: str
    direction: str
    prepositions: tuple[str, ...]
    objects: tuple[str, ...]


Frames = dict[str, tuple[Frame, ...]]
"""Rows by lemma, in the order of the table."""


@cache
def load() -> Frames:
    """The package's table, read once."""
    with as_file(files("detente.claims") / "data" / "frames.tsv") as path:
        return read(path)


def read(path: Path) -> Frames:
    """The rows of a table of this form; raises TableError with file and line where one is not valid."""
    found: dict[str, tuple[Frame, ...]] = {}
    for line, cells in read_rows(path, COLUMNS):
        kind, direction = cells["kind"], cells["direction"]
        lemmas, places = listed(cells["lemma"], "|"), listed(cells["with"])
        if direction not in DIRECTIONS.get(kind, ()):
            known = ", ".join(f"{k}: {'/'.join(sorted(d))}" for k, d in DIRECTIONS.items())
            raise fault(path, line, f"There is no kind {kind!r} with direction {direction!r}.", f"Choose from {known}.")
        if not lemmas:
            raise fault(path, line, "The row has no lemma.", "Name the word, or take the row out.")
        if kind in ("ties", "around") and not (places and set(places) <= _PLACES):
            raise fault(path, line, f"Where the noun stands reads {cells['with']!r}.", "Make it subject or object.")
        frame = Frame(kind, direction, places, listed(cells["object"], "|"))
        for lemma in lemmas:
            found[lemma] = (*found.get(lemma, ()), frame)
    return found
