"""What a sentence says one actor did to another: `detente.type_of`, for whoever adds a coding by hand."""

from __future__ import annotations

from collections import defaultdict

from detente.actors import resolve
from detente.coding.acts import find_acts
from detente.coding.clause import Clause
from detente.coding.code import code_document
from detente.coding.learned import Proposed, Range, hints_of, proposals_of
from detente.errors import AskError
from detente.knowledge import load as load_knowledge
from detente.language import analyse
from detente.language.events import EventHeads, Triggers, default_heads
from detente.reading import read_text
from detente.reading.decode import line_ends
from detente.values import Sentence

_LEAST = 0.01
"""Words that are less likely a trigger than this are not looked at."""
_LOOSE = 0.02
"""What a trigger counts whose ties to the two are doubtful: some type must be likeliest."""


def type_of(text: str, source: tuple[int, int], target: tuple[int, int]) -> list[tuple[str, float]]:
    """The types that say what the source did to the target, likeliest first, with confidences that sum to 1.

    `source` and `target` are spans of code points of `text`, which may hold several sentences; the one with both, or
    with the source, is read, in the light of the others.
    Raises AskError where a span is outside of the text or the model has no direct heads.
    """
    for start, end in (source, target):
        if not 0 <= start < end <= len(text):
            raise AskError(
                "A span of an actor is outside of the text.",
                f"span: {start} to {end}, text: {len(text)} characters",
                "Give start and end of the actor's words, the end not included.",
            )
    heads = default_heads()
    if heads is None:
        raise AskError("The model has no direct heads.", "detente.type_of", "Install a model that has events.json.")
    document = read_text(text, id="type_of")
    # the document's line ends are made \n, so what follows them moves
    source, target = ((len(line_ends(text[:start])), len(line_ends(text[:end]))) for start, end in (source, target))
    sentences = analyse(document, gated=False)
    own = [s for s in sentences if s.start < source[1] and source[0] < s.end]
    both = [s for s in own if s.start < target[1] and target[0] < s.end]
    chosen = (both or own or list(sentences))[:1]
    if not chosen:
        return []
    mentions = resolve(document, sentences)
    clause = Clause(chosen[0], mentions[chosen[0].index])
    rules = code_document(document, sentences, mentions, learned=False)
    rules = [c for c in rules if c.sentence_index == chosen[0].index]
    acts = [(a.token, a.frame.type or a.frame.op or "-") for a in find_acts(clause, load_knowledge().frames)]
    spots = [clause.sentence.words_of(*span) for span in (source, target)]
    return _rated(chosen[0], clause, heads, acts, [Proposed.of(clause, c) for c in rules], spots)


def _rated(
    sentence: Sentence,
    clause: Clause,
    heads: EventHeads,
    acts: list[tuple[int, str]],
    rules: list[Proposed],
    spots: list[Range | None],
) -> list[tuple[str, float]]:
    """Each type's share: over all words, how likely a trigger of it, and how strongly tied to the two."""
    vectors = sentence.vectors
    if vectors is None:
        return []
    found: Triggers = heads.triggers(vectors, proposals_of(acts, rules))
    words = [w for w in range(len(vectors)) if 1 - found.shares[w, 0] >= _LEAST]
    if not words:
        words = [int(found.shares[:, 0].argmin())]
    given = [s for s in spots if s]
    mentions = [(m.first, m.last, m.head) for m in clause.mentions] + [(a, b, sentence.head_of(a, b)) for a, b in given]
    at = {p.word: p for p in rules}
    hints = [hints_of(clause, w, mentions, at.get(w)) for w in words]
    types = [found.types[1 + int(found.shares[w, 1:].argmax())] for w in words]
    score: dict[str, float] = defaultdict(float)
    for w, ties in zip(words, heads.ties(vectors, found, words, types, hints), strict=True):
        tied = 1.0
        for column, spot in enumerate(spots):
            tied *= float(ties.words[spot[0] : spot[1], column].mean()) if spot else 1.0
        for i, name in enumerate(found.types[1:], 1):
            score[name] += float(found.shares[w, i]) * (tied + _LOOSE)
    total = sum(score.values()) or 1.0
    return sorted(((name, value / total) for name, value in score.items()), key=lambda r: (-r[1], r[0]))
