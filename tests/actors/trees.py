"""Sentences for the tests without the language model: their trees stand in trees.tsv, found by the sentence's text.

A block is a line "# text" and one line a word: form, lemma, upos, xpos, head (1 is the first word, 0 the root), deprel,
name tag (O, B-PER, I-LOC …). The trees were drafted by a parser and corrected by hand where it was wrong, but for
a few sentences whose rules must stand a wrong tree ("his counterpart, Mohammad Javad Zarif").
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from detente.values import Document, Mention, Name, Part, PartKind, Sentence, Token

FILE = Path(__file__).parent / "trees.tsv"
DAY = date(2018, 8, 7)
Rows = tuple[tuple[str, ...], ...]


@cache
def _trees() -> dict[str, Rows]:
    trees: dict[str, Rows] = {}
    for block in FILE.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.strip().split("\n") if line]
        if lines and lines[0].startswith("# "):
            trees[lines[0][2:]] = tuple(tuple(line.split("\t")) for line in lines[1:])
    return trees


def has_tree(text: str) -> bool:
    """Whether the file has the tree of this sentence."""
    return text in _trees()


def make_sentence(rows: Rows, text: str, start: int, index: int, part: PartKind = "body") -> Sentence:
    """The sentence of a tree's rows, at code point `start` of a document, whose words stand in `text` in order."""
    tokens, at = [], 0
    for i, (form, lemma, upos, xpos, head, deprel, _) in enumerate(rows):
        at = text.index(form, at)
        tokens.append(Token(i, start + at, start + at + len(form), form, lemma, upos, xpos, int(head) - 1, deprel))
        at += len(form)
    names: list[Name] = []
    for i, row in enumerate(rows):
        tag = row[6]
        if tag[0] == "B" or (tag[0] == "I" and (not names or names[-1].end != i)):
            names.append(Name(tag[2:], i, i + 1))
        elif tag[0] == "I":
            names[-1] = names[-1]._replace(end=i + 1)
    return Sentence(index, start, start + len(text), part, tuple(tokens), (), tuple(names))


def make_document(
    text: str, day: date | None = DAY, swaps: dict[str, str] | None = None
) -> tuple[Document, list[Sentence]]:
    """A document with one sentence a line; a line that begins with "HEADLINE " or "DATELINE " is that part.

    `swaps` puts other words in place of some, in the text and its trees alike.
    """
    swaps = swaps or {}
    sentences, parts, whole = [], [], ""
    for line in text.strip().split("\n"):
        kind: PartKind = "body"
        line = line.strip()
        for word in ("headline", "dateline"):
            if line.startswith(word.upper() + " "):
                kind, line = word, line[len(word) + 1 :]  # type: ignore[assignment]
        rows = tuple((swaps.get(r[0], r[0]), swaps.get(r[0], r[1]), *r[2:]) for r in _trees()[line])
        shown = _swapped(line, _trees()[line], rows)
        start = len(whole)
        sentences.append(make_sentence(rows, shown, start, len(sentences), kind))
        parts.append(Part(kind, start, start + len(shown)))
        whole += shown + "\n\n"
    return Document("d", whole, tuple(parts), published=day), sentences


def _swapped(text: str, old: Rows, new: Rows) -> str:
    out, at = "", 0
    for before, after in zip(old, new, strict=True):
        found = text.index(before[0], at)
        out += text[at:found] + after[0]
        at = found + len(before[0])
    return out + text[at:]


def find_mention(mentions: tuple[tuple[Mention, ...], ...], words: str, nth: int = 0) -> Mention | None:
    """The nth mention with these words, in the order of the document; None where there is none."""
    found = [m for sentence in mentions for m in sentence if m.text == words]
    return found[nth] if nth < len(found) else None
