"""What the ontology says of types, modes, contexts and CAMEO codes: PLOVER's or a user's own.

Invariants of a loaded ontology: every mode belongs to a known type, every CAMEO code to a known type or to none,
quads are 1 to 4, intensities lie in -10 to +10. PLOVER.md (CC BY-SA 4.0) is the codebook; Goldstein weights are those
of ICEWS.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.errors import TableError
from detente.ontology.tsv import Row, fault, listed, read_rows

TYPE_COLUMNS = ("type", "quad", "intensity", "target_required", "line")
MODE_COLUMNS = ("type", "mode", "intensity", "line")
CONTEXT_COLUMNS = ("context", "line")
CAMEO_COLUMNS = ("code", "name", "goldstein", "type", "modes")
_OWN = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class EventType:
    """One type: its quad class (1 to 4), its intensity (-10 to +10), whether a target is required, one line on it."""

    name: str
    quad: int
    intensity: float
    target_required: bool
    line: str


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
    """The ontology in `folder` (types.tsv, modes.tsv, contexts.tsv, cameo.tsv), or the package's own.

    Raises TableError, with file and line, for anything that does not fit together.
    """
    return _load(_OWN if folder is None else Path(folder))


@cache
def _load(folder: Path) -> Ontology:
    types = _types(folder / "types.tsv")
    modes = _modes(folder / "modes.tsv", types)
    contexts = {
        row.cells["context"]: row.cells["line"]
        for row in _unique(folder / "contexts.tsv", CONTEXT_COLUMNS, ("context",))
    }
    return Ontology(types, modes, contexts, _cameo(folder / "cameo.tsv", types, modes))


def _unique(path: Path, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    seen: dict[tuple[str, ...], int] = {}
    rows = []
    for row in read_rows(path, columns):
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
    for line, cells in _unique(path, TYPE_COLUMNS, ("type",)):
        if cells["quad"] not in ("1", "2", "3", "4"):
            raise fault(
                path, line, f"The quad of {cells['type']} is {cells['quad'] or 'missing'}.", "Write 1, 2, 3 or 4."
            )
        if cells["target_required"] not in ("yes", "no"):
            raise fault(path, line, f"target_required is {cells['target_required'] or 'missing'}.", "Write yes or no.")
        types[cells["type"]] = EventType(
            cells["type"],
            int(cells["quad"]),
            _score(path, line, cells["intensity"]),
            cells["target_required"] == "yes",
            cells["line"],
        )
    return types


def _modes(path: Path, types: dict[str, EventType]) -> dict[str, dict[str, Mode]]:
    modes: dict[str, dict[str, Mode]] = {name: {} for name in types}
    for line, cells in _unique(path, MODE_COLUMNS, ("type", "mode")):
        _known(path, line, cells["type"], types)
        score = _score(path, line, cells["intensity"]) if cells["intensity"] else None
        modes[cells["type"]][cells["mode"]] = Mode(cells["type"], cells["mode"], score, cells["line"])
    return modes


def _cameo(path: Path, types: dict[str, EventType], modes: dict[str, dict[str, Mode]]) -> dict[str, Cameo]:
    codes = {}
    for line, cells in _unique(path, CAMEO_COLUMNS, ("code",)):
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
