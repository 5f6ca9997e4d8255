"""How good and how fast words, sentences, lemmas and trees are: `benchmarks/language_parts.py DATA [--set test]`.

Sets: ud_ewt (UD English EWT 2.15) and ud_gum (GUM, dev only, evaluated and never trained on). Words: F1 of spans over
the raw text, a document at a time. Sentences: F1 of spans over paragraphs, bullets before them left out on both sides.
Lemmas: words without punctuation, gold tags. Libraries stand beside where they are installed: `pip install nupunkt
syntok lemminflect simplemma`.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import re
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from detente.language.lemmas import lemma
from detente.language.sentences import split
from detente.language.tokens import tokenize
from detente.language.trees import tree

Spans = list[tuple[int, int]]
BULLET = re.compile(r"[•●▪■◦‣·*–—-]\s+")
OPEN = ("NOUN", "VERB", "ADJ", "ADV", "PROPN")
NEWS = ("GUM_news", "GUM_speech")
EDITED = (*NEWS, "GUM_academic", "GUM_bio", "GUM_essay", "GUM_interview", "GUM_textbook", "GUM_voyage", "GUM_letter")


class Row(NamedTuple):
    """One sentence of a treebank: name, whether a paragraph begins, text, lines, the space after it."""

    name: str
    begins: bool
    text: str
    lines: list[list[str]]
    space: str


def read(path: Path, names: tuple[str, ...] = ("",)) -> Iterator[Row]:
    """The sentences whose name begins with one of `names`."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        blocks = file.read().strip().split("\n\n")
    for block in blocks:
        rows = block.split("\n")
        heads = [row for row in rows if row.startswith("#")]
        about = dict(row[2:].split(" = ", 1) for row in heads if " = " in row)
        if not about["sent_id"].startswith(names):
            continue
        begins = any(row.startswith(("# newdoc", "# newpar")) and not row.startswith("# newpar_") for row in heads)
        lines = [row.split("\t") for row in rows if not row.startswith("#")]
        yield Row(about["sent_id"], begins, about["text"], lines, "" if "SpaceAfter=No" in lines[-1][9] else " ")


def words(row: Row) -> Spans:
    """Spans of the sentence's words; those of a multiword token share its letters in order."""
    found: Spans = []
    at = last = 0
    whole_end = 0
    for line in row.lines:
        form = line[1]
        if "." in line[0]:
            continue
        if "-" in line[0]:
            at = row.text.index(form, at)
            last, whole_end = int(line[0].split("-")[1]), at + len(form)
            continue
        if int(line[0]) > last:
            at = row.text.index(form, at)
            end = at + len(form)
        else:
            end = whole_end if int(line[0]) == last else min(at + len(form), whole_end)
        found.append((at, end))
        at = end
    return found


def joined(rows: Iterator[Row], is_new: Callable[[Row, Row], bool]) -> Iterator[tuple[str, Spans, Spans]]:
    """Texts with the spans of their sentences and words, a new text where `is_new` says so of two sentences."""
    text, sentences, tokens = "", Spans(), Spans()
    before: Row | None = None
    for row in rows:
        if before and is_new(before, row):
            yield text, sentences, tokens
            text, sentences, tokens = "", [], []
        elif before:
            text += before.space
        sentences.append((len(text), len(text) + len(row.text)))
        tokens += [(len(text) + a, len(text) + b) for a, b in words(row)]
        text += row.text
        before = row
    yield text, sentences, tokens


def score(pairs: list[tuple[Spans, Spans]]) -> str:
    right = sum(len(set(gold) & set(found)) for gold, found in pairs)
    gold, found = (sum(len(pair[i]) for pair in pairs) for i in (0, 1))
    return (
        f"F1 {200 * right / (gold + found):6.2f}  P {100 * right / found:6.2f}  R {100 * right / gold:6.2f}  of {gold}"
    )


def show_words(name: str, path: Path) -> None:
    texts = list(joined(read(path), lambda a, b: a.name.rsplit("-", 1)[0] != b.name.rsplit("-", 1)[0]))
    start = time.perf_counter()
    found = [tokenize(text) for text, _, _ in texts]
    speed = sum(map(len, found)) / (time.perf_counter() - start)
    pairs = [(gold, f) for (_, _, gold), f in zip(texts, found, strict=True)]
    print(f"words      {name:22} {score(pairs)}  {speed:,.0f}/s")


def splitters() -> dict[str, Callable[[str], Spans]]:
    found: dict[str, Callable[[str], Spans]] = {"own": lambda text: [(s.start, s.end) for s in split(text)]}
    if find_spec("nupunkt"):
        nupunkt: Any = importlib.import_module("nupunkt")
        found["nupunkt"] = lambda text: [trimmed(text, *span) for span in nupunkt.sent_spans(text)]
    if find_spec("syntok"):
        syntok: Any = importlib.import_module("syntok.segmenter")
        found["syntok"] = lambda text: [
            (s[0].offset, s[-1].offset + len(s[-1].value)) for part in syntok.analyze(text) for s in part
        ]
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def bare(text: str, spans: Spans) -> Spans:
    """The spans without a bullet before them."""
    found = [(start, end, BULLET.match(text, start, end)) for start, end in spans]
    return [(sign.end() if sign and sign.end() < end else start, end) for start, end, sign in found]


def show_sentences(name: str, path: Path, names: tuple[str, ...] = ("",)) -> None:
    texts = list(joined(read(path, names), lambda a, b: b.begins))
    for tool, cut in splitters().items():
        start = time.perf_counter()
        found = [cut(text) for text, _, _ in texts]
        speed = sum(map(len, found)) / (time.perf_counter() - start)
        pairs = [(bare(t, gold), bare(t, f)) for (t, gold, _), f in zip(texts, found, strict=True)]
        print(f"sentences  {name:22} {score(pairs)}  {speed:,.0f}/s  {tool}")


def show_dispatches() -> None:
    """The bundled dispatches, a paragraph at a time, without their datelines."""
    root = files("detente").joinpath("examples")
    gold: dict[str, Spans] = {}
    for line in root.joinpath("sentences.tsv").read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) == 4 and cells[1].isdigit() and cells[3] not in ("dateline", "notice", "credit"):
            gold.setdefault(cells[0], []).append((int(cells[1]), int(cells[2])))
    pairs: list[tuple[Spans, Spans]] = []
    for name, spans in gold.items():
        text = root.joinpath("dispatches", name).read_bytes().decode("utf-8").replace("\r\n", "\n")
        first = 0
        for i in range(1, len(spans) + 1):
            if i == len(spans) or "\n\n" in text[spans[i - 1][1] : spans[i][0]]:
                found = split(text, spans[first][0], spans[i - 1][1])
                pairs.append((spans[first:i], [(s.start, s.end) for s in found]))
                first = i
    print(f"sentences  {'own dispatches':22} {score(pairs)}")


def show_lemmas(name: str, path: Path) -> None:
    rows = [w for row in read(path) for w in row.lines if w[0].isdigit() and w[3] != "PUNCT" and w[2] != "_"]
    tools: dict[str, Callable[[list[str]], str]] = {
        "own": lambda w: lemma(w[1], w[3], w[4]),
        "own, universal tag only": lambda w: lemma(w[1], w[3]),
    }
    if find_spec("simplemma"):
        simplemma: Any = importlib.import_module("simplemma")
        tools["simplemma"] = lambda w: w[1] if w[3] == "PROPN" else simplemma.lemmatize(w[1], "en")
    if find_spec("lemminflect"):
        inflect: Any = importlib.import_module("lemminflect")
        tools["lemminflect"] = lambda w: ((w[3] in OPEN and inflect.getLemma(w[1], w[3])) or (w[1],))[0]
    for tool, of in tools.items():
        of(rows[0])
        start = time.perf_counter()
        found = [of(w) for w in rows]
        speed = len(rows) / (time.perf_counter() - start)
        line = f"lemmas     {name:22}"
        for label, kinds in (
            ("content", ("NOUN", "VERB", "ADJ", "ADV", "PROPN")),
            ("VERB", ("VERB",)),
            ("NOUN", ("NOUN",)),
        ):
            pairs = [(w[2], f) for w, f in zip(rows, found, strict=True) if w[3] in kinds]
            line += f" {label} {100 * sum(a == b for a, b in pairs) / len(pairs):.2f}"
        exact = 100 * sum(w[2] == f for w, f in zip(rows, found, strict=True)) / len(rows)
        print(f"{line} all {exact:.2f}  of {len(rows)}  {speed:,.0f}/s  {tool}")


def show_trees() -> None:
    chance = np.random.default_rng(0)
    for kind, spread in (("clear", 9.0), ("noise", 0.0)):
        squares = []
        for _ in range(300):
            square = chance.normal(size=(31, 31)).astype(np.float32)
            square[np.arange(1, 31), np.array([chance.integers(1, i) if i > 1 else 0 for i in range(1, 31)])] += spread
            squares.append(square)
        start = time.perf_counter()
        for square in squares:
            tree(square)
        print(f"trees      30 words, {kind:12} {300 / (time.perf_counter() - start):,.0f}/s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--set", choices=("dev", "test"), default="test", help="of ud_ewt")
    given = options.parse_args()
    ewt = given.data / f"ud_ewt/en_ewt-ud-{given.set}.conllu.gz"
    gum = given.data / "ud_gum/en_gum-ud-dev.conllu.gz"
    for name, path in ((f"EWT {given.set}", ewt), ("GUM dev", gum)):
        show_words(name, path)
    show_sentences(f"EWT {given.set}", ewt)
    show_sentences("GUM dev news, speech", gum, NEWS)
    show_sentences("GUM dev edited", gum, EDITED)
    show_dispatches()
    for name, path in ((f"EWT {given.set}", ewt), ("GUM dev", gum)):
        show_lemmas(name, path)
    show_trees()


if __name__ == "__main__":
    main()
