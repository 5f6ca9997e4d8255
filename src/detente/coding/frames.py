"""The frame table: which words name which act, who does it and to whom, and what one act makes of another inside it.

`frames.tsv` holds one reading a row. The rows of a lemma are tried top-down and the first whose conditions hold wins,
so that specific readings stand before general ones. `classes.tsv` names groups of lemmas that rows ask for as
`@class`. `compose.tsv` holds PLOVER.md section 3, "the same act in another state". Columns are described in the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import detente.ontology as ontology_package
from detente.coding.validation import COLUMNS, PREPOSITIONS, Check, head_first
from detente.ontology import Ontology
from detente.ontology import load as load_ontology
from detente.ontology.tsv import fault, listed, read_rows
from detente.values import Modality

FILES = ("frames.tsv", "classes.tsv", "compose.tsv")
_OWN = Path(__file__).parent / "data"
_OPERATORS = Path(ontology_package.__file__).parent / "data" / "operators.tsv"
_PARTICLES = PREPOSITIONS | {"away", "back", "down", "forward", "up"}
_CLASS_COLUMNS = ("class", "lemmas")
_COMPOSE_COLUMNS = ("op", "inner", "type", "modes", "cameo", "modality", "note")


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a word. With neither type nor op it marks a reading that is no act (sport, business, figure)."""

    lemma: tuple[str, ...]
    """The lemmas that share the row; those of a multiword entry are joined by a blank."""
    pos: str
    """v, n or j."""
    senses: frozenset[str]
    """PropBank sense numbers ("01") that the row is for; empty for all."""
    type: str | None
    modes: tuple[str, ...]
    cameo: str | None
    source: tuple[str, ...]
    """Roles that hold the source, best first: ARG0 …, poss, a preposition, or "all" for every participant."""
    target: tuple[str, ...]
    op: str | None
    object: tuple[str, ...]
    """Conditions on the heads of the arguments other than the source: a lemma, @class, actor, person, owned (whose
    owner is an actor: "Chad's tanker"), passive (the word itself stands in the passive). "~lemma" looks at
    every role, the source and adverbials included, and their direct modifiers ("by telephone", "warplanes bombed");
    "a+b" asks for both; "!" before an item forbids it. One wanted item is enough; no forbidden one may hold."""
    flags: frozenset[str]
    contexts: tuple[str, ...]
    line: int
    """Line of the table, for explanations."""
    like: str | None = None
    """The type of PLOVER whose grammar the row's type has (`Ontology.like`)."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What an embedding act makes of the act inside it. `type` None: the inner act stands, with `modality` if given."""

    type: str | None
    modes: tuple[str, ...]
    cameo: str | None
    modality: Modality | None
    note: str

    def cameo_under(self, outer: str | None) -> str | None:
        """The CAMEO code of the whole; an appeal (02) becomes the same demand (10) under a word coded 10.

        "urged Norland to free them" 0253, "demanded that Norland free them" 1053.
        """
        if self.cameo is not None and self.cameo.startswith("02") and outer is not None and outer.startswith("10"):
            return "10" + self.cameo[2:]
        return self.cameo or outer


Multiword = tuple[tuple[str, ...], str, tuple[Frame, ...]]


class FrameTable:
    """All readings, classes and compositions, ready to be asked. Made by `load`; never changed afterwards."""

    def __init__(
        self,
        rows: tuple[Frame, ...],
        classes: dict[str, frozenset[str]],
        compose: dict[tuple[str, str], Composition],
        ontology: Ontology,
    ) -> None:
        self.rows = rows
        self.class_words = classes
        self.ontology = ontology
        self._compose = compose
        by_word: dict[tuple[str, str], list[Frame]] = {}
        by_head: dict[str, dict[tuple[tuple[str, ...], str], list[Frame]]] = {}
        for frame in rows:
            for lemma in frame.lemma:
                if " " in lemma:
                    words = head_first(lemma, frame.pos)
                    by_head.setdefault(words[0], {}).setdefault((words, frame.pos), []).append(frame)
                else:
                    by_word.setdefault((lemma, frame.pos), []).append(frame)
        self._by_word = {key: tuple(frames) for key, frames in by_word.items()}
        self._by_head: dict[str, tuple[Multiword, ...]] = {
            head: tuple(
                (words, pos, tuple(frames))
                for (words, pos), frames in sorted(entries.items(), key=lambda e: -len(e[0][0]))
            )
            for head, entries in by_head.items()
        }
        self._classes: dict[str, frozenset[str]] = {}
        for name, lemmas in classes.items():
            for lemma in lemmas:
                self._classes[lemma] = self._classes.get(lemma, frozenset()) | {name}

    def frames(self, lemma: str, pos: str) -> tuple[Frame, ...]:
        """The rows of a single word (lemma in small letters; pos v, n or j), in the order in which they are tried."""
        return self._by_word.get((lemma, pos), ())

    def multiwords(self, first_lemma: str) -> tuple[Multiword, ...]:
        """(lemmas, pos, rows) of the multiword entries with this first lemma, longest first.

        The first lemma is the head: "call off" stands under "call", and the noun "air strike" as ("strike", "air").
        """
        return self._by_head.get(first_lemma, ())

    def classes(self, lemma: str) -> frozenset[str]:
        """The names of the classes that the lemma belongs to."""
        return self._classes.get(lemma, frozenset())

    def compositions(self) -> tuple[Composition, ...]:
        """Every rule of the table, in its order."""
        return tuple(self._compose.values())

    def rules(self) -> dict[tuple[str, str], Composition]:
        """The rules by operator and inner act."""
        return dict(self._compose)

    def compose(
        self, op: str, inner_type: str, modes: tuple[str, ...] = (), cameo: str | None = None
    ) -> Composition | None:
        """What `op` makes of an inner act; None where the table says nothing.

        The most specific row wins: the inner act's mode and CAMEO code (longest match), its code, then its mode, its
        type, then any type.
        """
        codes = [cameo[:n] for n in range(len(cameo), 1, -1)] if cameo else []
        keys = [f"{inner_type}:{mode}:{code}" for mode in modes for code in codes]
        keys += [f"{inner_type}:{code}" for code in codes]
        keys += [f"{inner_type}:{mode}" for mode in modes]
        for key in (*keys, inner_type, "*"):
            found = self._compose.get((op, key))
            if found is not None:
                return found
        return None


def load(folder: Path | str | None = None) -> FrameTable:
    """The package's tables, or those in `folder` (frames.tsv, classes.tsv, compose.tsv) with PLOVER's types.

    Raises TableError, with file, line and what to do, for a row that is not valid.
    """
    return _package() if folder is None else _read(Path(folder))


def load_over(folder: Path, ontology: Ontology | None) -> FrameTable:
    """A user's tables over the package's: what his say of a word, a class or a composition stands, theirs otherwise.

    Without an ontology of his own, rows of his frames.tsv are tried before the package's. With one the package's types
    mean nothing; of its words only those stay that act on other acts (said, denied, threatened, called for), without a
    type of their own, and no word that his frames.tsv lists. Of the three files he needs frames.tsv with an ontology
    of his own, and none without. Raises TableError, as `load` does.
    """
    base = _package()
    classes, rules = dict(base.class_words), base.rules()
    if ontology is not None:
        rules = _compositions(_OPERATORS, Check(_OPERATORS, ontology, frozenset()))
    if (folder / "classes.tsv").exists():
        classes |= _classes(folder / "classes.tsv")
    rows: tuple[Frame, ...] = ()
    types = base.ontology if ontology is None else ontology
    if ontology is not None or (folder / "frames.tsv").exists():
        rows = _frames(folder / "frames.tsv", types, frozenset(classes))
    compose = folder / "compose.tsv"
    if compose.exists():
        rules |= _compositions(compose, Check(compose, types, frozenset()))
    rows += base.rows if ontology is None else tuple(_operators(base.rows, rows))
    return FrameTable(rows, classes, rules, types)


def _operators(rows: Iterable[Frame], own: Iterable[Frame]) -> Iterator[Frame]:
    """What the words of `rows` do to acts inside them, without types; no word of `own`.

    "called for a strike" REQUEST; but not "held talks", whose own noun says what was held.
    """
    taken = {(lemma, f.pos) for f in own for lemma in f.lemma}
    acting = {
        (lemma, f.pos)
        for f in rows
        if f.op is not None
        for lemma in f.lemma
        if (lemma, f.pos) not in taken and _PARTICLES.issuperset(lemma.split()[1:])
    }
    for f in rows:
        lemmas = tuple(lemma for lemma in f.lemma if (lemma, f.pos) in acting)
        if lemmas:
            yield replace(f, lemma=lemmas, type=None, modes=(), cameo=None, contexts=(), like=None)


@cache
def _package() -> FrameTable:
    return _read(_OWN)


def _read(folder: Path) -> FrameTable:
    ontology = load_ontology()
    classes = _classes(folder / "classes.tsv")
    rows = _frames(folder / "frames.tsv", ontology, frozenset(classes))
    compose = folder / "compose.tsv"
    return FrameTable(rows, classes, _compositions(compose, Check(compose, ontology, frozenset())), ontology)


def _frames(path: Path, ontology: Ontology, classes: frozenset[str]) -> tuple[Frame, ...]:
    check = Check(path, ontology, classes)
    rows = []
    for line, cells in read_rows(path, COLUMNS):
        check.row(line, cells)
        kind = None if cells["type"] == "-" else cells["type"]
        rows.append(
            Frame(
                listed(cells["lemma"], "|"),
                cells["pos"],
                frozenset() if cells["senses"] == "*" else frozenset(listed(cells["senses"])),
                kind,
                listed(cells["modes"]),
                cells["cameo"] or None,
                () if cells["source"] == "-" else listed(cells["source"]),
                () if cells["target"] == "-" else listed(cells["target"]),
                cells["op"] or None,
                listed(cells["object"], "|"),
                frozenset(listed(cells["flags"])),
                listed(cells["contexts"]),
                line,
                None if kind is None else ontology.like(kind),
            )
        )
    return tuple(rows)


def _classes(path: Path) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for line, cells in read_rows(path, _CLASS_COLUMNS):
        lemmas = frozenset(listed(cells["lemmas"], "|"))
        if cells["class"] in classes:
            raise fault(path, line, f"The class {cells['class']} is there twice.", "Put its lemmas in one row.")
        if not cells["class"] or not lemmas:
            raise fault(path, line, "The class has no name or no lemmas.", "Write name <tab> lemma|lemma.")
        classes[cells["class"]] = lemmas
    return classes


def _compositions(path: Path, check: Check) -> dict[tuple[str, str], Composition]:
    rules: dict[tuple[str, str], Composition] = {}
    for line, cells in read_rows(path, _COMPOSE_COLUMNS):
        modality = check.composition(line, cells)
        rule = Composition(
            None if cells["type"] == "-" else cells["type"],
            listed(cells["modes"]),
            cells["cameo"] or None,
            modality,
            cells["note"],
        )
        for inner in listed(cells["inner"]):
            key = (cells["op"], inner)
            if key in rules:
                raise fault(path, line, f"{cells['op']} + {inner} is there twice.", "Keep one of the two rows.")
            rules[key] = rule
    return rules
