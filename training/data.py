"""The training sentences: UD English EWT (tree, tags), UNER EWT (names), PropBank EWT, frame examples and MASC (roles).

All are read from a data folder given as an argument; their public origins stand in the model card.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHAPES = ("lower", "upper", "title", "title-first", "mixed", "none")
NAME_TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")


@dataclass
class Predicate:
    index: int
    lemma: str
    roleset: str
    args: list[tuple[str, int, int]]


@dataclass
class Example:
    """One sentence with whatever labels its origin gives; None where it gives none."""

    origin: str
    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    names: list[str] | None = None
    predicates: list[Predicate] | None = None
    coverage: str = "all"
    """Which words' predicate labels count: "all", "verbs" (MASC) or "own" (frame examples)."""
    lemmas: list[str] = field(default_factory=list)


def shape_of(word: str, first: bool) -> int:
    """The letters' case as one of six classes; the encoder itself is uncased."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 1 if len(letters) > 1 or not first else 3
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 3 if first else 2
    return 4


def read_conllu(path: Path) -> Iterator[Example]:
    words: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if words:
                    yield _ud(words)
                words = []
            elif line[0] != "#":
                cells = line.split("\t")
                if cells[0].isdigit():
                    words.append(cells)


def _ud(rows: list[list[str]]) -> Example:
    return Example(
        "ud",
        [r[1] for r in rows],
        [r[3] for r in rows],
        [r[4] for r in rows],
        [int(r[6]) for r in rows],
        [r[7] for r in rows],
        lemmas=[r[2] for r in rows],
    )


def read_names(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """UNER sentences; OTH and the stray B-O of the older train file count as no name."""
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if words:
                    yield words, tags
                words, tags = [], []
            elif line[0] != "#" or line.count("\t") >= 2:
                cells = line.split("\t")
                words.append(cells[1])
                tags.append(cells[2] if cells[2] in NAME_TAGS else "O")
    if words:
        yield words, tags


def read_roles(path: Path, origin: str) -> Iterator[Example]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            predicates = [
                Predicate(p["index"], p["lemma"], p["roleset"], [(a["role"], a["start"], a["end"]) for a in p["args"]])
                for p in row["predicates"]
            ]
            coverage = "own" if row.get("partial") else "verbs" if row.get("verbs_only") else "all"
            yield Example(origin, row["tokens"], xpos=row.get("xpos"), predicates=predicates, coverage=coverage)


def read_ewt(data: Path, split: str) -> list[Example]:
    """EWT sentences with tree, names and roles joined by their words."""
    examples = list(read_conllu(data / "ud_ewt" / f"en_ewt-ud-{split}.conllu.gz"))
    name_file = next((data / "uner_ewt").glob(f"en_ewt-ud-{split}*.iob2.gz"))
    by_words: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for words, tags in read_names(name_file):
        by_words[tuple(words)].append(tags)
    roles: dict[tuple[str, ...], list[Example]] = defaultdict(list)
    for example in read_roles(data / "srl" / f"ewt.{split}.jsonl.gz", "ewt"):
        roles[tuple(example.words)].append(example)
    for example in examples:
        key = tuple(example.words)
        if by_words[key]:
            example.names = by_words[key].pop(0)
        if roles[key]:
            example.predicates = roles[key].pop(0).predicates
        example.origin = "ewt"
    return examples


@dataclass
class Labels:
    """The closed sets of labels that the model knows, in a fixed order."""

    upos: list[str]
    xpos: list[str]
    deprels: list[str]
    names: list[str]
    roles: list[str]
    rolesets: list[str]

    @staticmethod
    def of(examples: list[Example], rolesets: list[str]) -> Labels:
        def seen(items: Iterator[str], least: int) -> list[str]:
            return sorted(k for k, n in Counter(items).items() if n >= least)

        tree = [e for e in examples if e.heads is not None]
        return Labels(
            seen((t for e in tree for t in e.upos or ()), 1),
            seen((t for e in tree for t in e.xpos or ()), 2),
            seen((t for e in tree for t in e.deprels or ()), 5),
            list(NAME_TAGS),
            seen((r for e in examples for p in e.predicates or () for r, _, _ in p.args), 20),
            rolesets,
        )


def role_tags(roles: list[str]) -> list[str]:
    """O, then B- and I- of every role."""
    return ["O", *(f"{p}-{r}" for r in roles for p in "BI")]


def read_rolesets(data: Path) -> list[dict[str, object]]:
    with gzip.open(data / "srl" / "rolesets.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]
