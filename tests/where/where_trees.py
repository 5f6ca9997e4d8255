"""Builds sentences for the tests of places: flat ones with [tagged] places, trees from "word|UPOS|head|relation"."""

from __future__ import annotations

import re

from detente.values import Document, Name, Part, Sentence, Token

_WORD = re.compile(r"\[|\]|(?:[A-Z]\.){2,}|\w+(?:[-’']\w{2,})*|'s|[^\w\s]")
_ADP = {"in", "on", "at", "by", "from", "to", "of", "near", "outside", "off", "inside", "around", "across"}


def make_document(text: str) -> Document:
    return Document("d", text, (Part("body", 0, len(text)),))


def make_flat(marked: str) -> tuple[Sentence, Document]:
    """A sentence in which places the tagger found stand in square brackets; every word hangs on the first."""
    text = marked.replace("[", "").replace("]", "")
    tokens: list[Token] = []
    names: list[Name] = []
    begun, at = 0, 0
    for match in _WORD.finditer(marked):
        word = match.group()
        if word == "[":
            begun = len(tokens)
        elif word == "]":
            names.append(Name("LOC", begun, len(tokens)))
        else:
            at = text.index(word, at)
            i, low = len(tokens), word.lower()
            upos = (
                "ADP" if low in _ADP else "DET" if low in {"the", "a"} else "PUNCT" if not word[0].isalnum() else "NOUN"
            )
            upos = "PROPN" if word[0].isupper() and i else upos
            tokens.append(Token(i, at, at + len(word), word, low, upos, upos, 0 if i else -1, "dep" if i else "root"))
            at += len(word)
    return Sentence(0, 0, len(text), "body", tuple(tokens), names=tuple(names)), make_document(text)


def make_tree(marked: str) -> tuple[Sentence, Document]:
    """A sentence from words "form|UPOS|head|relation", heads from 1, 0 for the root; the UPOS "LOC" tags a place."""
    text, tokens, names = "", [], []
    for i, cell in enumerate(marked.split()):
        form, upos, head, deprel = cell.split("|")
        if text and form not in {",", ".", "'s"}:
            text += " "
        if upos == "LOC":
            if names and names[-1].end == i:
                names[-1] = Name("LOC", names[-1].start, i + 1)
            else:
                names.append(Name("LOC", i, i + 1))
            upos = "PROPN"
        lemma = {"said": "say", "met": "meet", "held": "hold", "visited": "visit", "shelled": "shell", "was": "be",
                 "arrived": "arrive", "killed": "kill", "talks": "talk", "protesters": "protester", "spoke": "speak",
                 "speaking": "speak", "condemned": "condemn", "praised": "praise",
                 "officials": "official", "attacked": "attack", "flew": "fly",
                 "launched": "launch"}.get(form.lower(), form.lower())  # fmt: skip
        tokens.append(Token(i, len(text), len(text) + len(form), form, lemma, upos, upos, int(head) - 1, deprel))
        text += form
    return Sentence(0, 0, len(text), "body", tuple(tokens), names=tuple(names)), make_document(text)
