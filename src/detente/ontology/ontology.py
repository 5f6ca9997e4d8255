"""What the ontology says of types, modes, contexts and CAMEO codes: PLOVER's or a user's own.

Invariants of a loaded ontology: every mode belongs to a known type, every CAMEO code to a known type or to none,
quads are 1 to 4, intensities lie in -10 to +10. An ontology of another field needs types; modes, contexts and codes it
may go without. PLOVER.md (CC BY-SA 4.0) is the codebook; Goldstein weights are those
of ICEWS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.errors import TableError
from detente.ontology.tsv import Row, fault, listed, read_rows

TYPE_COLUMNS = ("type", "quad", "intensity", "target_required", "line")
LIKE = ("like",)
"""Further column of types.tsv, for a user's own types: the type of PLOVER whose grammar the type has."""
PLOVER_TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
MODE_COLUMNS = ("type", "mode", "intensity", "line")
CONTEXT_COLUMNS = ("context", "line")
CAMEO_COLUMNS = ("code", "name", "goldstein", "type", "modes")
FILES = ("types.tsv", "modes.tsv", "contexts.tsv", "cameo.tsv")
_OWN = Path(__file__).parent / "data"
_TYPE = re.compile(r"[A-Z][A-Z0-9_]*")
_MODE = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class EventType:
    """One type: its quad class (1 to 4), its intensity (-10 to +10), whether a target is required, one line on it."""

    name: str
    quad: int
    intensity: float
    target_required: bool
    line: str
    like: str | None = None
    """The type of PLOVER that it behaves like in a sentence (who takes part, what may be left unsaid), where named."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How an act of a type is done; its own intensity, or None where the type's holds."""

    type: str
    name: str
    intensity: float | None
    line: str


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code with its Goldstein weight; `type` is None for statements, which are not coded."""

    code: str
    name: str
    goldstein: float
    type: str | None
    modes: tuple[str, ...]


@dataclass(frozen=True)
class Ontology:
    """Types, modes, contexts and CAMEO codes, by name. Asking for an unknown name raises KeyError."""

    types: dict[str, EventType]
    modes: dict[str, dict[str, Mode]]
    """Modes by type, then by name; a type without modes has an empty entry."""
    contexts: dict[str, str]
    cameo: dict[str, Cameo]

    def type(self, name: str) -> EventType:
        """The type of that name."""
        return self.types[name]

    def like(self, name: str) -> str:
        """The type of PLOVER whose grammar a type has: its own name unless the table says another.

        A strike in an ontology of labour disputes is told like PLOVER's PROTEST: it needs no target and no light verb.
        """
        own = self.types.get(name)
        return own.like or name if own is not None else name

    def knows(self, type: str, modes: tuple[str, ...] = (), cameo: str | None = None) -> bool:
        """Whether a coding of this type with these modes and this code is one of the ontology's."""
        return (
            type in self.types
            and all(mode in self.modes[type] for mode in modes)
            and (cameo is None or cameo in self.cameo)
        )

    def quad(self, type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.types[type].quad

    def intensity(self, type: str, modes: tuple[str, ...] = ()) -> float:
        """The score of the strongest mode (farthest from 0) that has one, else the type's; -10 to +10."""
        scores = [m.intensity for m in (self.modes[type][name] for name in modes) if m.intensity is not None]
        return max(scores, key=lambda s: (abs(s), s)) if scores else self.types[type].intensity

    def goldstein(self, cameo: str) -> float:
        """The Goldstein weight of a CAMEO code, -10 to +10."""
        return self.cameo[cameo].goldstein


def load(folder: Path | str | None = None) -> Ontology:
    """The package's ontology, or that in `folder`: types.tsv and, where there are any, modes, contexts, cameo.tsv.

    Raises TableError, with file and line, for anything that does not fit together.
    """
    return _package() if folder is None else _read(Path(folder))


@cache
def _package() -> Ontology:
    return _read(_OWN)


def _read(folder: Path) -> Ontology:
    types = _types(folder / "types.tsv")
    modes = _modes(folder / "modes.tsv", types)
    contexts = {
        row.cells["context"]: row.cells["line"]
        for row in _if_there(folder / "contexts.tsv", CONTEXT_COLUMNS, ("context",))
    }
    return Ontology(types, modes, contexts, _cameo(folder / "cameo.tsv", types, modes))


def _if_there(path: Path, columns: tuple[str, ...], key: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table that an ontology may go without."""
    if path.exists():
        yield from _unique(path, columns, key)


def _unique(path: Path, columns: tuple[str, ...], key: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[Row]:
    seen: dict[tuple[str, ...], int] = {}
    rows = []
    for row in read_rows(path, columns, optional):
        name = tuple(row.cells[k] for k in key)
        if not all(name):
            raise fault(path, row.line, f"The column {' and '.join(key)} is empty.", "Fill it or delete the row.")
        if name in seen:
            raise fault(
                path, row.line, f"{' '.join(name)} is there twice.", f"Keep one; the other is in line {seen[name]}."
            )
        seen[name] = row.line
        rows.append(row)
    if not rows:
        raise TableError("The table has no rows.", f"file: {path}", "Add at least one row.")
    return rows


def _types(path: Path) -> dict[str, EventType]:
    types = {}
    for line, cells in _unique(path, TYPE_COLUMNS, ("type",), LIKE):
        if not _TYPE.fullmatch(cells["type"]):
            raise fault(path, line, f"{cells['type']} is no name for a type.", "Use capitals, digits and _: LOCK_OUT.")
        if cells["quad"] not in ("1", "2", "3", "4"):
            raise fault(
                path, line, f"The quad of {cells['type']} is {cells['quad'] or 'missing'}.", "Write 1, 2, 3 or 4."
            )
        if cells["target_required"] not in ("yes", "no"):
            raise fault(path, line, f"target_required is {cells['target_required'] or 'missing'}.", "Write yes or no.")
        if cells["like"] and cells["like"] not in PLOVER_TYPES:
            todo = f"Use one of: {', '.join(PLOVER_TYPES)}; or leave the cell empty."
            raise fault(path, line, f"{cells['like']} is no type of PLOVER.", todo)
        types[cells["type"]] = EventType(
            cells["type"],
            int(cells["quad"]),
            _score(path, line, cells["intensity"]),
            cells["target_required"] == "yes",
            cells["line"],
            cells["like"] or None,
        )
    return types


def _modes(path: Path, types: dict[str, EventType]) -> dict[str, dict[str, Mode]]:
    modes: dict[str, dict[str, Mode]] = {name: {} for name in types}
    for line, cells in _if_there(path, MODE_COLUMNS, ("type", "mode")):
        if not _MODE.fullmatch(cells["mode"]):
            todo = "Use small letters, digits, - and _: go-slow."
            raise fault(path, line, f"{cells['mode']} is no name for a mode.", todo)
        _known(path, line, cells["type"], types)
        score = _score(path, line, cells["intensity"]) if cells["intensity"] else None
        modes[cells["type"]][cells["mode"]] = Mode(cells["type"], cells["mode"], score, cells["line"])
    return modes


def _cameo(path: Path, types: dict[str, EventType], modes: dict[str, dict[str, Mode]]) -> dict[str, Cameo]:
    codes = {}
    for line, cells in _if_there(path, CAMEO_COLUMNS, ("code",)):
        type = None if cells["type"] == "-" else cells["type"]
        if type is not None:
            _known(path, line, type, types)
        own = listed(cells["modes"])
        for mode in own:
            if type is None or mode not in modes[type]:
                known = ", ".join(modes[type]) if type is not None else ""
                raise fault(path, line, f"{cells['type']} has no mode {mode}.", f"Use one of: {known or 'none'}.")
        weight = _score(path, line, cells["goldstein"])
        codes[cells["code"]] = Cameo(cells["code"], cells["name"], weight, type, own)
    return codes


def _known(path: Path, line: int, type: str, types: dict[str, EventType]) -> None:
    if type not in types:
        raise fault(path, line, f"{type or 'An empty cell'} is no type.", f"Use one of: {', '.join(types)}.")


def _score(path: Path, line: int, cell: str) -> float:
    try:
        score = float(cell)
    except ValueError as error:
        raise fault(path, line, f"{cell or 'An empty cell'} is no score.", "Write a number, -10 to 10.") from error
    if not -10 <= score <= 10:
        raise fault(path, line, f"The score {cell} is out of range.", "Write a number, -10 to 10.")
    return score
