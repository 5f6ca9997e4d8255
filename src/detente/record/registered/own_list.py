"""The corrections as tables of a user's own actors, so that reports added later are read by them.

What cannot stand in such a table is left out and still corrected in every answer: unnamed actors ("protesters"),
states, and names that would mean two actors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from detente.actors.folding import fold
from detente.actors.rows import COLUMNS, FORMS, SECTORS, Kind
from detente.record.registered.values import Identity, Standing

_FILES: tuple[tuple[Kind, str], ...] = (("person", "corrected_people.tsv"), ("body", "corrected_bodies.tsv"))
_HEAD = "# Made of the corrections of a record's actors.\n"


class Known(NamedTuple):
    """What else is known of a corrected actor: as what sectors and roles it was seen, and whether as a person."""

    sector: str | None
    role: str | None
    is_person: bool


class Listed(NamedTuple):
    """One row of a table of actors."""

    kind: Kind
    name: str
    aliases: tuple[str, ...]
    code: str | None
    country: str | None
    sector: str | None
    role: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def listed(
    standing: Mapping[Identity, Standing], known: Mapping[Identity, Known], taken: Iterable[str]
) -> list[Listed]:
    """The rows that say the same as the corrections; `taken` are folded names that other tables say something of."""
    names: dict[Identity, list[str]] = {}
    of: dict[Identity, list[tuple[Standing, Known]]] = {}
    for actor in sorted(standing, key=lambda a: (a.name, a.code or "", a.country or "")):
        stands = standing[actor]
        names.setdefault(stands.identity, []).append(actor.name)
        of.setdefault(stands.identity, []).append((stands, known.get(actor, Known(None, None, False))))
    rows = []
    for identity, told in of.items():
        aliases = dict.fromkeys(n for n in names[identity] if fold(n) != fold(identity.name))
        sector = next((s.sector or k.sector for s, k in told if s.sector or k.sector), None)
        role = next((s.role or k.role for s, k in told if s.role or k.role), None)
        is_person = any(k.is_person for _, k in told) or role is not None
        row = Listed(
            "person" if is_person else "body",
            identity.name,
            tuple(aliases),
            None if identity.code == identity.country else identity.code,
            identity.country,
            sector if sector in SECTORS else None,
            role if is_person else None,
        )
        if all(_is_named(form) for form in row.forms) and not _is_state(identity, sector):
            rows.append(row)
    uses = Counter(fold(form) for row in rows for form in dict.fromkeys(map(fold, row.forms)))
    barred = set(taken) | {form for form, n in uses.items() if n > 1}
    return [row for row in rows if not barred & {fold(form) for form in row.forms}]


def write_lists(rows: Sequence[Listed], folder: Path) -> tuple[Path, ...]:
    """Write the rows as files that `--actors` takes; no file of a kind without rows."""
    written = []
    for kind, name in _FILES:
        lines = ["\t".join(_cells(row)) for row in rows if row.kind == kind]
        if lines:
            path = folder / name
            text = "\n".join([_HEAD + "\t".join(COLUMNS[kind]), *lines]) + "\n"
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return tuple(written)


def taken_by(paths: Iterable[Path]) -> set[str]:
    """The folded names in tables of actors, or folders of them. Raises TableError for a file that is none."""
    from detente.actors.checks import iter_lines, kind_of

    found = set()
    for path in paths:
        for file in sorted(path.glob("*.tsv")) if path.is_dir() else [path]:
            columns = FORMS[kind_of(file)]
            for _, cells in list(iter_lines(file))[1:]:
                found |= {fold(form) for c in columns if c < len(cells) for form in cells[c].split("|")}
    return found


def _cells(row: Listed) -> list[str]:
    cells = {
        "name": row.name,
        "aliases": "|".join(row.aliases),
        "country": row.country,
        "code": row.code,
        "sector": row.sector,
        "role": row.role,
        "kind": _kind(row),
    }
    return [cells.get(column) or "" for column in COLUMNS[row.kind]]


def _kind(row: Listed) -> str:
    if row.country is None:
        return "igo"
    return "company" if row.sector == "BUS" else "ngo" if row.sector in (None, "SOC", "UNK") else "agency"


def _is_named(form: str) -> bool:
    """Whether the form can stand in a table, and means somebody by name."""
    is_plain = form == " ".join(form.split()) and form.isprintable() and "|" not in form and not form.startswith("#")
    return is_plain and any(c.isupper() for c in form) and bool(fold(form)) and form[0] not in "\"'"


def _is_state(identity: Identity, sector: str | None) -> bool:
    """Whether it is a state itself, which only a table of countries may name."""
    from detente.exchange.countries import country_of

    return identity.code is not None and country_of(identity.name) is not None
