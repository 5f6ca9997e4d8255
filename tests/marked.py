"""A report with its act between asterisks, as the rooms of times and places are asked about one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.language import analyse
from detente.reading import read_text
from detente.values import Document, Sentence


class Marked(NamedTuple):
    """The report without asterisks, the sentence and token of the act, and how the heads tie words to it."""

    document: Document
    sentences: tuple[Sentence, ...]
    sentence: Sentence
    trigger: int
    ties: NDArray[np.float32]


def read_marked(marked: str, *, tied: str | None = None, published: date | None = None) -> Marked:
    """Read it; the words `tied`, in the act's sentence, are tied surely, all others hardly."""
    start = marked.index("*")
    text = marked.replace("*", "")
    document = read_text(text, id="d", published=published)
    sentences = analyse(document)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    trigger = next(t.index for t in sentence.tokens if t.start <= start < t.end)
    ties = np.full(len(sentence.tokens), 0.01, dtype=np.float32)
    if tied is not None:
        at = text.index(tied, sentence.start)
        for t in sentence.tokens:
            if at <= t.start < at + len(tied):
                ties[t.index] = 0.95
    return Marked(document, sentences, sentence, trigger, ties)
