"""Reports written for this project: what `detente demo` reads, and gold sentences and codings to try a coder on.

Package data, found through `importlib.resources`, so they are there in an installed wheel. Nothing is read at import.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from detente.reading import Outcome

FOLDER = "detente.examples"


class Boundary(NamedTuple):
    """A gold sentence: code points of the dispatch, end exclusive, and the kind of part it stands in."""

    start: int
    end: int
    part: str


def find_dispatches() -> list[Traversable]:
    """The bundled reports, oldest first; a file's name is its date and a few words, `2018-04-27-panmunjom.txt`."""
    folder = resources.files(FOLDER) / "dispatches"
    return sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)


def read_dispatches() -> Iterator[Outcome]:
    """The bundled reports as read, oldest first; a document's id is its file's name, wherever the package lies."""
    from detente.reading import read_bytes

    for file in find_dispatches():
        yield read_bytes(file.read_bytes(), name=file.name)


def read_boundaries() -> dict[str, list[Boundary]]:
    """Gold sentences of every report by file name, in the order of the text."""
    found: dict[str, list[Boundary]] = {}
    table = (resources.files(FOLDER) / "sentences.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith(("#", "file\t")):
            continue
        file, start, end, part = line.split("\t")
        found.setdefault(file, []).append(Boundary(int(start), int(end), part))
    return found


def iter_gold() -> Iterator[dict[str, Any]]:
    """Gold codings, one document at a time; `id` is the report's file name without `.txt`."""
    folder = resources.files(FOLDER) / "gold"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".json"):
            yield json.loads(file.read_text(encoding="utf-8"))
