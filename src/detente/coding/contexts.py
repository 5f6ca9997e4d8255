"""Contexts: what a coding is about, by its act, the parties of its sentence and the words around it.

PLOVER reads contexts from the surroundings of an act, not from the act alone, so that an event may have a context that
its own clause does not name (codebook, section 8). `contexts.tsv` holds the rules; several may hold, none is normal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.coding.clause import Clause
from detente.ontology.tsv import fault, listed, read_rows

_OWN = Path(__file__).parent / "data" / "contexts.tsv"
_COLUMNS = ("context", "by", "keys", "where")
_BY = ("act", "sector", "code", "word")
_WHERE = ("states", "state", "home", "")
_OFFICIAL = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO"}

Rule = tuple[str, frozenset[str]]
"""A context, and the types that it is for: none for all."""


@dataclass(frozen=True, slots=True)
class ContextTable:
    """The rules of contexts.tsv by what they look at."""

    order: tuple[str, ...]
    acts: dict[str, tuple[tuple[str, str], ...]]
    """TYPE or TYPE/mode: the contexts, each with how the parties must stand."""
    sectors: dict[str, tuple[Rule, ...]]
    codes: dict[str, tuple[Rule, ...]]
    words: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    """First word of a key: its further words and the rule."""


def contexts_of(
    clause: Clause, kind: str | None, modes: Iterable[str], known: Iterable[str] = (), table: ContextTable | None = None
) -> tuple[str, ...]:
    """Every context of an act of this type and these modes in this sentence, `known` ones with them, in PLOVER's order.

    "Russian hackers stole files of the Bundestag"   cyber by the mode, legislative by the word
    "France and Mali signed a treaty"                diplomatic: two states, in words
    """
    table = load() if table is None else table
    found = set(known)
    actors = [a for m in clause.mentions if m.via not in ("agency", "place-name") for a in m.actors]
    states = {a.code for a in actors if a.code and a.sector in _OFFICIAL}
    countries = {a.country for a in actors if a.country}
    stand = {
        "": True,
        "states": len(states) > 1,
        "state": bool(states),
        "home": len(countries) < 2,
    }
    if kind is not None:
        for key in (kind, *(f"{kind}/{m}" for m in modes)):
            found.update(context for context, where in table.acts.get(key, ()) if stand[where])
    rules: list[Rule] = []
    for a in actors:
        rules += table.sectors.get(a.sector or "", ())
        rules += table.codes.get(a.code or "", ())
    rules += _by_words(clause, table)
    found.update(context for context, types in rules if not types or kind in types)
    return tuple(c for c in table.order if c in found) + tuple(c for c in known if c not in table.order)


def _by_words(clause: Clause, table: ContextTable) -> list[Rule]:
    """The rules of every word, or words in a row, of the sentence; a word counts by its lemma or as it stands."""
    rules: list[Rule] = []
    words, forms = table.words, clause.forms
    for first in clause.vocabulary & words.keys():
        at = [i for i, pair in enumerate(forms) if first in pair]
        for rest, rule in words[first]:
            after = len(rest) + 1
            if any(
                len(own := forms[i + 1 : i + after]) == len(rest)
                and all(w in f for w, f in zip(rest, own, strict=True))
                for i in at
            ):
                rules.append(rule)
    return rules


def load(path: Path | None = None) -> ContextTable:
    """The package's table, or that at `path`; raises TableError, with its line, for a row that is not valid."""
    return _load(_OWN if path is None else path)


@cache
def _load(path: Path) -> ContextTable:
    order: dict[str, None] = {}
    acts: dict[str, list[tuple[str, str]]] = {}
    by: dict[str, dict[str, list[Rule]]] = {"sector": {}, "code": {}}
    words: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for line, cells in read_rows(path, _COLUMNS):
        context, where, keys = cells["context"], cells["where"], listed(cells["keys"], "|")
        if cells["by"] not in _BY:
            raise fault(path, line, f"{cells['by']} is nothing to look at.", f"Use one of: {', '.join(_BY)}.")
        if not context or not keys:
            raise fault(path, line, "The row has no context or no keys.", "Write context <tab> by <tab> key|key.")
        if cells["by"] == "act" and where not in _WHERE:
            raise fault(path, line, f"{where} is no standing of parties.", "Use states, state, home, or nothing.")
        order[context] = None
        rule = (context, frozenset(listed(where)))
        for key in keys:
            if cells["by"] == "act":
                acts.setdefault(key, []).append((context, where))
            elif cells["by"] == "word":
                first, *rest = key.split()
                words.setdefault(first, []).append((tuple(rest), rule))
            else:
                by[cells["by"]].setdefault(key, []).append(rule)
    return ContextTable(
        tuple(order),
        {key: tuple(rules) for key, rules in acts.items()},
        {key: tuple(rules) for key, rules in by["sector"].items()},
        {key: tuple(rules) for key, rules in by["code"].items()},
        {key: tuple(rules) for key, rules in words.items()},
    )
