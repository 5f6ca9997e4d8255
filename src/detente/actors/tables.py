"""What the program knows before it reads: the six tables of `data/`, found by the words of a text.

The tables are indexed by their folded forms in one pass; a row is parsed when a word finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from detente.actors.folding import fold, plain
from detente.actors.rows import FORMS, CountryForm, Group, Kind, Role, Row, Spell, parse_row

_TABLES: tuple[tuple[Kind, str], ...] = (
    ("country", "countries.tsv"),
    ("body", "bodies.tsv"),
    ("group", "groups.tsv"),
    ("person", "people.tsv"),
    ("role", "roles.tsv"),
    ("agency", "agencies.tsv"),
)
_FOREIGN = re.compile(r"[`\u0080-\U0010ffff]")
_HEADS = (
    *("president", "monarch", "king", "queen", "emperor", "pope", "emir", "sultan"),
    *("prime minister", "premier", "chancellor", "supreme leader"),
)
"""Roles that begin so are of a head of state or government."""


class Entry(NamedTuple):
    """Rows of one table whose form is written at a place of the text, over `words` words.

    `short` marks a person named by one word alone ("Zarif"): rows of several people may share it.
    """

    kind: Kind
    words: int
    rows: tuple[Row, ...]
    short: bool = False

    @property
    def row(self) -> Row:
        """The first of the rows."""
        return self.rows[0]


class Knowledge:
    """The tables, with a user's files of the same form before them.

    What a user's files say of a form is all that holds of it: the package's rows for that form are not read, but those
    for other days, and those of other people with the same surname.
    """

    def __init__(self, texts: Iterable[tuple[Kind, str]], own: Iterable[tuple[Kind, str]] = ()) -> None:
        self._lines: list[tuple[Kind, str]] = []
        self._at: dict[str, list[int]] = {}
        self._longest: dict[str, int] = {}
        self._parsed: dict[int, Row] = {}
        self._names: dict[str, str] = {}
        self._by_last: dict[str, list[int]] = {}
        self._entries: dict[str, tuple[tuple[Kind, tuple[tuple[str, Row], ...]], ...]] = {}
        for kind, text in own:
            self._index(kind, text)
        self._own = len(self._lines)
        """Lines before this one are the user's."""
        for kind, text in texts:
            self._index(kind, text)

    def _index(self, kind: Kind, text: str) -> None:
        columns = FORMS[kind]
        lines, at, longest = self._lines, self._at, self._longest
        header = True
        for line, folded in zip(text.split("\n"), _folded(text).split("\n"), strict=True):
            if not line or line[0] == "#":
                continue
            if header:
                header = False
                continue
            number = len(lines)
            lines.append((kind, line))
            cells = folded.split("\t")
            for column in columns:
                if column >= len(cells) or not cells[column]:
                    continue
                for form in cells[column].split("|"):
                    pieces = form.split()
                    key = " ".join(pieces)
                    if key in at:
                        if at[key][-1] != number:
                            at[key].append(number)
                    else:
                        at[key] = [number]
                        if len(pieces) > longest.get(pieces[0], 0):
                            longest[pieces[0]] = len(pieces)

    def _row(self, number: int) -> Row:
        row = self._parsed.get(number)
        if row is None:
            kind, line = self._lines[number]
            row = self._parsed[number] = parse_row(kind, line.split("\t"))
        return row

    def _numbers(self, key: str) -> list[int]:
        """The lines with this folded form, without those of the package that a user's line takes the place of."""
        numbers = self._at.get(key, [])
        if not numbers or numbers[0] >= self._own:
            return numbers
        own = [self._row(n) for n in numbers if n < self._own]
        return [n for n in numbers if n < self._own or not any(_replaces(row, self._row(n), key) for row in own)]

    def _found(self, key: str) -> tuple[tuple[Kind, tuple[tuple[str, Row], ...]], ...]:
        """For each table with this folded form, the rows with the form as the table writes it, its case kept."""
        found = self._entries.get(key)
        if found is None:
            of: dict[Kind, list[tuple[str, Row]]] = {}
            for number in self._numbers(key):
                kind, line = self._lines[number]
                cells = line.split("\t")
                written = [f for c in FORMS[kind] if c < len(cells) for f in cells[c].split("|") if fold(f) == key]
                row = self._row(number)
                for form in dict.fromkeys(written):
                    needs = "" if _is_free(row) else "".join(plain(form).split())
                    of.setdefault(kind, []).append((needs, row))
            found = self._entries[key] = tuple((kind, tuple(rows)) for kind, rows in of.items())
        return found

    def match(self, words: Sequence[str], at: int) -> list[Entry]:
        """All entries whose form begins at word `at`, longest first; several tables may know one form.

        Names of people, bodies, groups and agencies, and the country forms marked `cased`, need the capitals of their
        form ("WHO", "Turkey"; "Nato" does for NATO); all other forms match in any case.
        """
        key = fold(words[at])
        limit = self._longest.get(key)
        if limit is None:
            if " " not in key:
                return []
            limit = self._longest.get(key.split(" ", 1)[0], 0)
        found: list[Entry] = []
        end = at + 1
        while True:
            if key in self._at:
                found[:0] = self._read(key, words, at, end)
            while end < len(words) and not (piece := fold(words[end])):
                end += 1  # a hyphen, an apostrophe or 's between two words of a name
            if end == len(words):
                return found
            key = f"{key} {piece}"
            if key.count(" ") >= limit:
                return found
            end += 1

    def _read(self, key: str, words: Sequence[str], at: int, end: int) -> list[Entry]:
        text = "".join(plain(" ".join(words[at:end])).split())
        entries = []
        for kind, rows in self._found(key):
            fit = dict.fromkeys(row for needs, row in rows if _has_capitals(text, needs))
            if fit:
                entries.append(Entry(kind, end - at, tuple(fit), kind == "person" and " " not in key))
        return entries

    def people(self, name: str) -> tuple[Spell, ...]:
        """All spells of the people with this name, full or short, in any case; empty for a stranger."""
        rows = [self._row(n) for n in self._numbers(fold(name)) if self._lines[n][0] == "person"]
        return tuple(row for row in rows if isinstance(row, Spell))

    def is_own(self, row: Row) -> bool:
        """Whether the row is of a user's file."""
        return any(self._row(n) == row for n in range(self._own))

    def people_called(self, last: str) -> tuple[Spell, ...]:
        """All spells of people with this folded last name, also of those whom no table calls by it alone."""
        if not self._by_last:
            people = [(n, line.split("\t", 1)[0]) for n, (kind, line) in enumerate(self._lines) if kind == "person"]
            for (number, _), name in zip(people, _folded("\n".join(n for _, n in people)).split("\n"), strict=True):
                self._by_last.setdefault(name.rsplit(" ", 1)[-1], []).append(number)
        rows = [self._row(n) for n in self._by_last.get(last, ())]
        return tuple(row for row in rows if isinstance(row, Spell))

    def name_of(self, code: str) -> str | None:
        """The usual English name of a country by its code, None for an unknown code."""
        if not self._names:
            for row in self.rows("country"):
                if isinstance(row, CountryForm) and row.kind == "name" and row.sector is None:
                    self._names.setdefault(row.code, row.form)
        return self._names.get(code)

    def rows(self, kind: Kind) -> tuple[Row, ...]:
        """All rows of one table, in the table's order."""
        return tuple(self._row(n) for n, (k, _) in enumerate(self._lines) if k == kind)


def _folded(text: str) -> str:
    """The same as `plain(text).lower()`, of a whole table in a sixth of the time: most letters are plain already."""
    return plain(text if text.isascii() else _FOREIGN.sub(lambda found: _letters(found[0]), text)).lower()


@lru_cache(maxsize=1024)
def _letters(sign: str) -> str:
    """A sign that is not ASCII as folding writes it, but for an apostrophe, which may stand before a possessive s."""
    return "'" if sign == "`" or plain(f"{sign}s") == "" else plain(sign)


def _replaces(own: Row, other: Row, key: str) -> bool:
    """Whether a user's row for a folded form stands instead of one of the package for the same form."""
    if isinstance(own, Spell) and " " not in key and fold(own.name) != key:
        return isinstance(other, Spell) and fold(own.name) == fold(other.name) and _share_days(own, other)
    if isinstance(own, Role) != isinstance(other, Role):
        return False  # "Solidarity" the union, "solidarity" the noun: the capitals tell
    return _share_days(own, other) if type(own) is type(other) else True


def _share_days(own: Row, other: Row) -> bool:
    if not (isinstance(own, CountryForm | Spell | Group) and isinstance(other, CountryForm | Spell | Group)):
        return True
    first = max(own.first_day or date.min, other.first_day or date.min)
    return first <= min(own.last_day or date.max, other.last_day or date.max)


def _is_free(row: Row) -> bool:
    """Whether the row's form may stand in any case."""
    return isinstance(row, Role) or (isinstance(row, CountryForm) and not row.cased)


def _has_capitals(text: str, needs: str) -> bool:
    """Whether the text has a capital wherever the form has one; "Nato" does for a name in capitals of four or more."""
    if len(text) != len(needs):
        return not needs
    if len(needs) > 3 and needs.isupper() and text[0].isupper() and text[1:].islower():
        return True
    return all(t.isupper() for t, n in zip(text, needs, strict=True) if n.isupper())


def _rank(spell: Spell) -> tuple[int, date]:
    is_head = spell.role is not None and spell.role.startswith(_HEADS)
    return (int(is_head), spell.first_day or date.min)


def spell_on(spells: Iterable[Spell], day: date) -> Spell | None:
    """The spell in force on that day: a head of state or government before others, then the latest begun.

    With none in force, the last one that ended before, as it stands for a former holder: sector ELI, role "former …".
    None where no spell had begun by then.
    """
    known = list(spells)
    now = [s for s in known if s.holds_on(day)]
    if now:
        return max(now, key=_rank)
    past = [s for s in known if s.last_day is not None and s.last_day < day]
    if not past:
        return None
    last = max(past, key=lambda s: (s.last_day or date.min, _rank(s)))
    role = last.role if last.role is None or last.role.startswith("former ") else f"former {last.role}"
    return replace(last, sector="ELI", role=role)


def load(extra: Sequence[Path | str] = ()) -> Knowledge:
    """The tables of the package; with `extra`, the user's tables of the same form, which are checked, stand first.

    Raises TableError where a line of a user's file is not valid.
    """
    if not extra:
        return _package()
    from detente.actors.own import read_own

    rows = [r for r in _package().rows("country") if isinstance(r, CountryForm)]
    countries = {fold(r.form): r.code for r in rows if r.kind == "name"}
    return _with_own(tuple(read_own([Path(p) for p in extra], countries)))


@lru_cache(maxsize=4)
def _with_own(own: tuple[tuple[Kind, str], ...]) -> Knowledge:
    return Knowledge(_texts(), own)


@cache
def _package() -> Knowledge:
    return Knowledge(_texts())


def _texts() -> list[tuple[Kind, str]]:
    folder = files("detente.actors") / "data"
    return [(kind, (folder / name).read_text("utf-8")) for kind, name in _TABLES]
