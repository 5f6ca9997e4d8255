"""The words of a question to the code of an actor: "Iran", "iran", "IRN" and "Iranian" all ask for IRN."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from detente.actors.folding import fold
from detente.actors.rows import Body, CountryForm, Group
from detente.errors import AskError
from detente.exchange.countries import usual_name

_NAMING = ("name", "historical", "adjective", "noun", "capital", "seat")


_NAMED = (
    "SELECT name, code, count(*) AS times FROM parties WHERE code IS NOT NULL AND role IS NULL"
    " GROUP BY name, code ORDER BY times DESC, code"
)


def named_in(connection: sqlite3.Connection) -> dict[str, str]:
    """The codes of the states, bodies and groups of a record by their folded names, the oftener coded before others.

    So a user's own actors may be asked for by the names that the codings have for them.
    """
    found: dict[str, str] = {}
    for name, code, _ in connection.execute(_NAMED):
        found.setdefault(fold(name), code)
    return found


def code_of(words: str, known: Iterable[str] = (), named: Mapping[str, str] = MappingProxyType({})) -> str:
    """The code of the actor that the words name; `known` are further codes, such as those in a record.

    `named` gives codes by folded name (`named_in`) for whoever the tables do not know.
    Raises AskError with the nearest names where nobody is named so.
    """
    asked = words.strip()
    bare = asked[4:] if asked.lower().startswith("the ") else asked
    names = _codes_by_name()
    codes = set(names.values()) | set(known) | set(named.values())
    if asked.upper() in codes:
        return asked.upper()
    for told in (names, named):
        found = told.get(fold(asked)) or told.get(fold(bare))
        if found is not None:
            return found
    raise _unknown(asked, {**named, **names}, codes)


def name_of(code: str) -> str:
    """The usual English name of a code, or the code itself where the tables have none."""
    return usual_name(code) or _names_by_code().get(code, code)


def _unknown(asked: str, names: Mapping[str, str], codes: Iterable[str]) -> AskError:
    near = get_close_matches(fold(asked), sorted({fold(name_of(code)) for code in names.values()}), n=3, cutoff=0.6)
    near += get_close_matches(fold(asked), sorted(names), n=12, cutoff=0.6)
    near += get_close_matches(asked.upper(), sorted(codes), n=3, cutoff=0.6)
    shown: list[str] = []
    for word in near:
        code = names.get(word, word)
        text = f"{name_of(code)} ({code})"
        if text not in shown:
            shown.append(text)
    todo = f"Did you mean {', '.join(shown[:3])}?" if shown else "Name a country (Iran), or its ISO code (IRN)."
    return AskError(f"No actor is called “{asked}”.", "asked: an actor by name or code", todo)


def _rows() -> Iterator[tuple[str, str, bool]]:
    """(form, code, whether it is the plain name) of all that can be asked for, in the tables' order."""
    from detente.actors.tables import load

    tables = load()
    for row in tables.rows("country"):
        if isinstance(row, CountryForm) and row.kind in _NAMING:
            is_part = (row.note or "").startswith("part of")
            yield row.form, row.code, row.kind == "name" and not is_part
    for kind in ("body", "group"):
        for row in tables.rows(kind):
            if isinstance(row, Body | Group) and row.code is not None:
                for position, form in enumerate((row.name, *row.aliases)):
                    yield form, row.code, position == 0


@cache
def _codes_by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for form, code, _ in sorted(_rows(), key=lambda r: not r[2]):  # a plain name wins over an adjective or a seat
        found.setdefault(fold(form), code)
    return found


@cache
def _names_by_code() -> dict[str, str]:
    found: dict[str, str] = {}
    for form, code, is_name in _rows():
        if is_name:
            found.setdefault(code, form)
    return found
