"""Text to sentences: words with places, lemmas, parts of speech, tree, names, predicates with senses and roles."""

from __future__ import annotations

from collections.abc import Sequence

from detente.language.lemmas import lemma
from detente.language.model import Analysis, Model, default_model
from detente.language.sentences import split
from detente.language.tokens import tokenize
from detente.values import Document, PartKind, Predicate, Sentence, Token

__all__ = ["Model", "analyse", "default_model"]

_READ = {"headline", "subheading", "body", "caption", "related"}
"""Parts that hold sentences; datelines, credits and notices hold none."""


def analyse(document: Document, model: Model | None = None, *, gated: bool = True) -> tuple[Sentence, ...]:
    """The document's sentences, in order, with everything that the model finds in them.

    Those that hold no coding by the looks of them are quiet, unless `gated` is False.
    """
    model = model or default_model()
    places, words = cut(document)
    forms = [[document.text[a:b] for a, b in row] for row in words]
    analyses = model.analyse(forms, gated=gated)
    return tuple(
        sentence(i, place[0], place[1], place[2], row, form, analysis, model)
        for i, (place, row, form, analysis) in enumerate(zip(places, words, forms, analyses, strict=True))
    )


def cut(document: Document) -> tuple[list[tuple[int, int, PartKind]], list[list[tuple[int, int]]]]:
    """Start, end and part of each sentence that has words, and the places of its words."""
    text = document.text
    places: list[tuple[int, int, PartKind]] = []
    words: list[list[tuple[int, int]]] = []
    for part in document.parts:
        if part.kind not in _READ:
            continue
        for span in split(text, part.start, part.end):
            found = tokenize(text[span.start : span.end], span.start)
            if found:
                places.append((span.start, span.end, part.kind))
                words.append(found)
    return places, words


def sentence(
    index: int,
    start: int,
    end: int,
    part: PartKind,
    spans: Sequence[tuple[int, int]],
    forms: Sequence[str],
    analysis: Analysis,
    model: Model,
) -> Sentence:
    """Put one sentence together: lemmas from tags, senses from lemmas and particles."""
    a = analysis
    tokens = tuple(
        Token(i, s, e, form, _lemma(form, upos, xpos), upos, xpos, head, deprel)
        for i, ((s, e), form, upos, xpos, head, deprel) in enumerate(
            zip(spans, forms, a.upos, a.xpos, a.heads, a.deprels, strict=True)
        )
    )
    particles = {t.head: t.lemma for t in tokens if t.deprel == "compound:prt"}
    predicates = []
    for raw in a.predicates:
        token = tokens[raw.word]
        after = forms[raw.word + 1] if raw.word + 1 < len(forms) else None
        choice = model.senses.candidates(token.lemma, token.upos, particles.get(raw.word), after)
        sense = model.senses.best(raw.vector, choice) if choice else f"{token.lemma}.00"
        predicates.append(Predicate(raw.word, token.lemma, sense, raw.score, raw.arguments))
    return Sentence(index, start, end, part, tokens, tuple(predicates), a.names, a.vectors, a.is_quiet)


_BARE = {"s": "be", "m": "be", "r": "be", "re": "be", "ve": "have", "d": "would", "ll": "will"}
"""Clitics written without their apostrophe."""


def _lemma(form: str, upos: str, xpos: str) -> str:
    """The lemma, where a verb's ending outweighs a fine tag that contradicts it ("bombarded" tagged VB)."""
    if upos == "AUX" and form.lower() in _BARE:
        return _BARE[form.lower()]
    if upos == "VERB" and xpos in ("VB", "VBP", "NN", "JJ") and len(form) > 6 and not form.endswith("eed"):
        xpos = "VBD" if form.endswith("ed") else "VBG" if form.endswith("ing") else xpos
    return lemma(form, upos, xpos)
