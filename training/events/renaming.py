"""Rows with their states called by other states' names, so that the heads learn no more of one state than of another.

Names, adjectives, capitals are each replaced by a form of the same kind and as many words, one state by one other all
through the report, and only inside of mentions ("Jordan" of "Michael Jordan" is none). Labels stay as they are.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Form = tuple[str, ...]
KINDS = ("name", "adjective", "noun", "capital")
_LONGEST = 3


class Names:
    """The forms of states by their words, and by state, kind and number of words."""

    def __init__(self, table: Path) -> None:
        """`table` is the program's `countries.tsv`."""
        self.meant: dict[Form, tuple[str, str]] = {}
        self.forms: dict[tuple[str, str, int], list[Form]] = {}
        lines = [x for x in table.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
        columns = lines[0].split("\t")
        for line in lines[1:]:
            row = dict(zip(columns, line.split("\t"), strict=False))
            words = tuple(row["form"].split())
            is_plain = (
                row["kind"] in KINDS and not row.get("sector") and not row.get("last_day") and not row.get("note")
            )
            if not is_plain or len(words) > _LONGEST:
                continue
            kind = "short" if row["form"].isupper() or "." in row["form"] else row["kind"]
            if self.meant.setdefault(words, (row["code"], kind)) == (row["code"], kind):
                self.forms.setdefault((row["code"], kind, len(words)), []).append(words)
        self.codes = sorted({code for code, _, _ in self.forms})

    def instead(self, code: str, kind: str, n: int) -> Form | None:
        """The first form of a state of this kind and length, None where it has none."""
        return next(iter(self.forms.get((code, kind, n), ())), None)

    def found(self, words: Sequence[str], inside: frozenset[int]) -> list[tuple[int, Form]]:
        """Where the words name states, the longest form at each place, all of it `inside`."""
        out, i = [], 0
        while i < len(words):
            for n in range(_LONGEST, 0, -1):
                form = tuple(words[i : i + n])
                if len(form) == n and form in self.meant and all(j in inside for j in range(i, i + n)):
                    out.append((i, form))
                    i += n - 1
                    break
            i += 1
        return out


def renamed(rows: Sequence[Row], names: Names, rng: random.Random) -> list[Row]:
    """The rows of a report with all its states renamed; a row that names none, or whose states have no other with the
    forms needed, is the same object."""
    hits = []
    needs: dict[str, set[tuple[str, int]]] = {}
    for row in rows:
        inside = frozenset(i for first, last, _ in row["mentions"] for i in range(first, last))
        hits.append(names.found(row["words"], inside))
        for _, form in hits[-1]:
            code, kind = names.meant[form]
            needs.setdefault(code, set()).add((kind, len(form)))
    taken = set(needs)
    instead: dict[str, str] = {}
    for code, asked in needs.items():
        able = [c for c in names.codes if c not in taken and all(names.instead(c, k, n) for k, n in asked)]
        if able:
            instead[code] = rng.choice(able)
            taken.add(instead[code])
    return [_with(row, own, instead, names) for row, own in zip(rows, hits, strict=True)]


def _with(row: Row, hits: Sequence[tuple[int, Form]], instead: dict[str, str], names: Names) -> Row:
    words = list(row["words"])
    for at, form in hits:
        code, kind = names.meant[form]
        new = names.instead(instead[code], kind, len(form)) if code in instead else None
        if new is not None:
            words[at : at + len(form)] = new
    return {**row, "words": words} if words != row["words"] else row


def names_of(package: Path) -> Names:
    """The names that the program in `package` knows."""
    return Names(package / "actors" / "data" / "countries.tsv")
