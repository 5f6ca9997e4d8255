"""Tables of what looks like an act and is none: words by kind (screens.tsv) and fixed expressions (figures.tsv)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from detente.coding.clause import Clause
from detente.ontology.tsv import fault, listed, read_rows

_DATA = Path(__file__).parent / "data"
_GAP = 3
"""How many words a "*" of an expression may stand for."""

Expression = tuple[str, ...]


@cache
def kinds(path: Path = _DATA / "screens.tsv") -> dict[str, frozenset[str]]:
    """Words by kind; raises TableError, with its line, for a kind that is there twice or has no words."""
    found: dict[str, frozenset[str]] = {}
    for line, cells in read_rows(path, ("kind", "words")):
        words = frozenset(listed(cells["words"], "|"))
        if not words or cells["kind"] in found:
            raise fault(path, line, f"The kind {cells['kind']} has no words, or is there twice.", "Keep one row of it.")
        found[cells["kind"]] = words
    return found


@cache
def expressions(path: Path = _DATA / "figures.tsv") -> dict[str, tuple[Expression, ...]]:
    """Fixed expressions by their first lemma; raises TableError, with its line, for one that has none."""
    found: dict[str, list[Expression]] = {}
    for line, cells in read_rows(path, ("expression", "means")):
        words = tuple(cells["expression"].split())
        if not words or words[0] == "*":
            raise fault(path, line, "The expression has no first word.", "Write lemmas with blanks between.")
        found.setdefault(words[0], []).append(words)
    return {first: tuple(rows) for first, rows in found.items()}


def count(clause: Clause, kind: str) -> int:
    """How many different words of a kind the sentence has, two words in a row among them."""
    return len(kinds()[kind] & clause.terms)


def is_of(clause: Clause, token: int, *names: str) -> bool:
    """Whether a word is of one of these kinds."""
    lemma = clause.tokens[token].lemma.lower()
    return any(lemma in kinds()[name] for name in names)


def figurative(clause: Clause) -> frozenset[int]:
    """The words of the sentence that stand in a fixed expression."""
    table, forms = expressions(), clause.forms
    found: set[int] = set()
    for i, form in enumerate(forms):
        for first in form:
            for words in table.get(first, ()):
                end = _end(forms, i, words)
                if end is not None:
                    found.update(range(i, end))
    return frozenset(found)


def _end(forms: Sequence[tuple[str, str]], at: int, words: Expression) -> int | None:
    """Where the expression that begins at a word ends (exclusive); None where it does not stand there.

    "be on the march" also holds for "its peso is on the march": each lemma or form in turn; "the" may be missing.
    """
    i = at
    for n, word in enumerate(words):
        if word == "*":
            rest = words[n + 1 :]
            ends = (_end(forms, i + gap, rest) for gap in range(_GAP + 1))
            return next((e for e in ends if e is not None), None)
        if i < len(forms) and word in forms[i]:
            i += 1
        elif word not in ("the", "a"):
            return None
    return i
