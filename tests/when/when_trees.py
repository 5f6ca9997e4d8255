"""Builds sentences for the tests of dates: flat ones from a text, trees from "word|UPOS|head|relation"."""

from __future__ import annotations

import re
from datetime import date

from detente.values import Document, Name, Part, Sentence, Token

PUBLISHED = date(2018, 8, 7)
"""A Tuesday."""
_WORD = re.compile(r"\w+(?:[-/.]\w+)*|[^\w\s]")
_ADP = {"in", "on", "at", "by", "from", "to", "of", "since", "until", "before", "after", "between", "during", "over"}
_VERBS = {"said", "met", "began", "signed", "march", "fought", "rose", "fell", "ended", "held", "told", "died"}


def make_document(text: str, published: date | None = PUBLISHED) -> Document:
    return Document("d", text, (Part("body", 0, len(text)),), published=published)


def make_sentence(text: str, names: tuple[Name, ...] = ()) -> Sentence:
    """A sentence in which every word hangs on the first verb, with parts of speech guessed from a few lists."""
    words = list(_WORD.finditer(text))
    tags = [_tag(m.group(), i) for i, m in enumerate(words)]
    root = next((i for i, (upos, _) in enumerate(tags) if upos == "VERB"), 0)
    heads = [(-1, "root") if i == root else (root, "dep") for i in range(len(words))]
    tokens = tuple(
        Token(i, m.start(), m.end(), m.group(), m.group().lower(), *tags[i], *heads[i]) for i, m in enumerate(words)
    )
    return Sentence(0, 0, len(text), "body", tokens, names=names)


def _tag(word: str, index: int) -> tuple[str, str]:
    low = word.lower()
    if low in _ADP:
        return "ADP", "IN"
    if low in {"the", "a", "an"}:
        return "DET", "DT"
    if low == "may" and word == low:
        return "AUX", "MD"
    if low in _VERBS and word == low:
        return "VERB", "VBD"
    if word[0].isdigit():
        return "NUM", "CD"
    if not word[0].isalnum():
        return "PUNCT", word
    if word[0].isupper() and index:
        return "PROPN", "NNP"
    return ("NOUN", "NNS") if low.endswith("s") or low == "people" else ("NOUN", "NN")


def make_tree(marked: str, names: tuple[Name, ...] = ()) -> tuple[Sentence, str]:
    """A sentence and its text from words written "form|UPOS|head|relation", heads counted from 1, 0 for the root."""
    text, tokens = "", []
    for i, cell in enumerate(marked.split()):
        form, upos, head, deprel = cell.split("|")
        if text and form not in {",", ".", "'s"}:
            text += " "
        xpos = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "NUM": "CD"}.get(upos, upos)
        tokens.append(Token(i, len(text), len(text) + len(form), form, form.lower(), upos, xpos, int(head) - 1, deprel))
        text += form
    return Sentence(0, 0, len(text), "body", tuple(tokens), names=names), text
