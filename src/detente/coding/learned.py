"""What the direct heads make of a sentence: which words are acts, of what type, and whose; beside what the rules say.

The frame table proposes, the heads decide: they were taught by whole coded reports, and see its proposals. Parties are
always mentions that the actors' room has resolved; the heads only choose among them.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar, cast

from detente.coding.around import Around, Whose
from detente.coding.clause import Clause
from detente.coding.factuality import is_nobody
from detente.coding.grammar import grammar_of
from detente.coding.parties import usable
from detente.language.events import EventHeads, Floats, Hints, Proposal, Ties, Triggers
from detente.values import Coding, Mention, Modality

Range = tuple[int, int]
T = TypeVar("T")

FLOOR = 0.12
"""A word is read as a trigger from this probability on; what is kept in the end is a matter of confidence."""
OVERRULES = 0.9
"""The heads' type stands against another of the rules from this share of the trigger's probability on."""
CHOSEN = 0.5
"""A mention is a party from this mean probability of its words on."""
BEST = 0.05
"""The best mention is a party from this on, where no other is and one is expected."""
ABSENT = 0.6
"""No target is expected from this probability on that the sentence names none. An act has a source always.

BEST and ABSENT were chosen on dev: sides right 69 -> 72 % of sources, 62 -> 65 % of targets."""
NOUN = 0.5
"""A noun that is no mention is a party from this probability on."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SOURCE, _SPEAKER = 0, 2
"""The column of ties that says who tells of the act: news agencies too."""
_LONG = 6
"""Words of a trigger farther apart than this are not all its trigger."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A coding of the rules as words: the head of its trigger, its trigger, its parties and speakers."""

    coding: Coding
    word: int
    trigger: Range
    source: tuple[Range, ...]
    target: tuple[Range, ...]
    by: tuple[Range, ...]

    @classmethod
    def of(cls, clause: Clause, coding: Coding) -> Proposed:
        """The words of a coding of this sentence."""

        def at(spans: Iterable[Range]) -> tuple[Range, ...]:
            return tuple(r for start, end in spans if (r := clause.sentence.words_of(start, end)))

        trigger = clause.sentence.words_of(*coding.trigger) or (0, 1)
        source, target, by = (
            at((p.start, p.end) for p in side) for side in (coding.source, coding.target, coding.attribution)
        )
        return cls(coding, clause.sentence.head_of(*trigger), trigger, source, target, by)


@dataclass(frozen=True, slots=True)
class Side:
    """The mentions that the heads choose for a role, with the least probability among them; `absent`: of none here."""

    mentions: tuple[Mention, ...]
    score: float
    absent: float


@dataclass(frozen=True, slots=True)
class Read:
    """One trigger as the heads read it; `proposed` is the rules' coding there, if they have one.

    `share` is the probability that the word is a trigger of this type, `any` that it is a trigger at all.
    """

    word: int
    type: str
    share: float
    any: float
    modes: tuple[str, ...]
    modality: Modality
    sure: float
    """Probability of the modality."""
    historical: float
    symmetric: float
    source: Side
    target: Side
    by: Side
    when: Floats
    where: Floats
    """Probability of each word of the sentence to say when, and where, the act was done."""
    sums: Sequence[Sequence[float]]
    """By role (source, target, speaker) the probabilities of all words before each word, and at last of all, summed."""
    proposed: Proposed | None
    known: bool = False
    """Whether the frame table knows the word, so that the rules could have coded it."""
    whose: Whose | None = None
    """How likely everybody whom the report names round about is a party of it."""

    def at(self, role: int, word: int) -> float:
        """The probability of one word to be part of a role."""
        row = self.sums[role]
        return row[word + 1] - row[word]

    def mean(self, role: int, mention: Mention) -> float:
        """The mean probability of a mention's words to be part of a role."""
        row = self.sums[role]
        return (row[mention.last] - row[mention.first]) / (mention.last - mention.first)


def log_odds(share: float, least: float) -> float:
    """Log odds of a share that is held from 0 and 1 by `least`, so that one sure head cannot outvote all else."""
    share = min(max(share, least), 1 - least)
    return math.log(share / (1 - share))


def read_sentence(
    clause: Clause,
    vectors: Floats,
    heads: EventHeads,
    acts: Iterable[tuple[int, str]],
    codings: Iterable[Coding],
    vetoed: Container[int] = (),
    *,
    around: Around | None = None,
) -> list[Read]:
    """Every trigger that the heads see or the rules propose, in the order of the words.

    `acts` are the words that the frame table knows, with the type or the operator of the row; `codings` the rules' own;
    `vetoed` the words that the rules found to look like an act and be none; `around` are those named round about.
    """
    rules = [Proposed.of(clause, c) for c in codings]
    acts = list(acts)
    known = {word for word, _ in acts}
    found = heads.triggers(vectors, proposals_of(acts, rules))
    shares = found.shares
    at: dict[int, Proposed | None] = {}
    for p in rules:
        first, last = p.trigger
        inside = range(first, last) if last - first <= _LONG else range(p.word, p.word + 1)
        word = max(inside, key=lambda w: (1 - shares[w, 0], w == p.word))
        at[word] = _joined(at.get(word), p)
    taken = {w for p in rules for w in range(*p.trigger)}
    for w in range(len(shares)):
        if 1 - shares[w, 0] >= FLOOR and w not in taken and w not in vetoed:
            at[w] = None
    if not at:
        return []
    words = sorted(at)
    types = [_type(found, w, at[w]) for w in words]
    mentions = [(m.first, m.last, m.head) for m in clause.mentions if m.via != "place-name"]
    hints = [hints_of(clause, w, mentions, at[w]) for w in words]
    ties = heads.ties(vectors, found, words, types, hints)
    whose = around.whose(heads, found, words, types, ties) if around else [None] * len(words)
    return [
        replace(
            _read(clause, w, t, float(shares[w, found.types.index(t)]), 1 - float(shares[w, 0]), tie, at[w]),
            known=w in known,
            whose=own,
        )
        for w, t, tie, own in zip(words, types, ties, whose, strict=True)
    ]


def _type(found: Triggers, word: int, proposed: Proposed | None) -> str:
    """The likeliest type, or that of the rules where the heads are not sure of another."""
    shares = found.shares[word]
    likeliest = found.types[1 + int(shares[1:].argmax())]
    if proposed is None or proposed.coding.type not in found.types:
        return likeliest
    is_sure = float(shares[1:].max()) >= OVERRULES * (1 - float(shares[0]))
    return likeliest if is_sure else proposed.coding.type


def _joined(one: Proposed | None, other: Proposed) -> Proposed:
    """Of two codings at one word ("visited China and Iran") the first, with the parties of both."""
    if one is None:
        return other
    a, b = one.coding, other.coding
    return replace(
        one,
        coding=replace(a, source=_both(a.source, b.source), target=_both(a.target, b.target)),
        source=_both(one.source, other.source),
        target=_both(one.target, other.target),
        by=_both(one.by, other.by),
    )


def _both(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return (*one, *(x for x in other if x not in one))


def proposals_of(acts: Iterable[tuple[int, str]], rules: Iterable[Proposed]) -> list[Proposal]:
    """What the rules say, word by word."""
    found = [Proposal(word, act=act) for word, act in acts]
    return found + [Proposal(p.word, type=p.coding.type, modality=p.coding.modality) for p in rules]


def hints_of(clause: Clause, word: int, mentions: Sequence[tuple[int, int, int]], proposed: Proposed | None) -> Hints:
    """What the heads are told of the words beside the trigger at `word`."""
    parties = (proposed.source, proposed.target, proposed.by) if proposed else ((), (), ())
    return Hints(mentions, *parties, grammar=grammar_of(clause, word))


def _read(
    clause: Clause, word: int, type_: str, share: float, any_: float, ties: Ties, proposed: Proposed | None
) -> Read:
    modality = max(ties.modality, key=lambda m: ties.modality[m])
    source = _side(clause, word, ties, 0, ())
    target = _side(clause, word, ties, 1, source.mentions)
    return Read(
        word=word,
        type=type_,
        share=share,
        any=any_,
        modes=tuple(m for m, p in ties.modes.items() if p > 0.5),
        modality=cast(Modality, modality),
        sure=ties.modality[modality],
        historical=ties.historical,
        symmetric=ties.symmetric,
        source=source,
        target=target,
        by=_side(clause, word, ties, 2, (), absent=1.0),
        when=ties.words[:, 3],
        where=ties.words[:, 4],
        sums=[[0.0, *accumulate(column)] for column in ties.words[:, :3].T.tolist()],
        proposed=proposed,
    )


def _side(
    clause: Clause, word: int, ties: Ties, column: int, taken: Sequence[Mention], *, absent: float | None = None
) -> Side:
    """The mentions that fill a role; of two that overlap only the likelier, never one that has the other role.

    `absent` is the probability that the sentence names none, where the heads do not say it.
    """
    scores = ties.words[:, column]
    rated = []
    for m in clause.mentions:
        if m.via == "place-name" or not (usable(m, modifier=True) or column == _SPEAKER):
            continue
        rated.append((float(scores[m.first : m.last].mean()), -(m.last - m.first), m))
    rated += [(score, 0, clause.noun(i)) for score, i in _nouns(clause, word, scores)]
    rated.sort(key=lambda r: (-r[0], r[1], r[2].first))
    absent = ties.absent[column] if absent is None else absent
    floor = BEST if column == _SOURCE or absent < ABSENT else CHOSEN
    chosen: list[Mention] = []
    least = 1.0
    for score, _, m in rated:
        if score < (CHOSEN if chosen else floor):
            break
        if any(m.first < other.last and other.first < m.last for other in (*chosen, *taken)):
            continue
        chosen.append(m)
        least = min(least, score)
    if not chosen:
        return Side((), absent, absent)
    return Side(tuple(sorted(chosen, key=lambda m: m.first)), least, absent)


def _nouns(clause: Clause, word: int, scores: Floats) -> list[tuple[float, int]]:
    """Nouns and pronouns outside of all mentions that the heads see in a role, each with its probability.

    Of a noun and what hangs on it only the noun: in "six of the nine workers" the heads see every word.
    """
    taken = {w for m in clause.mentions for w in range(m.first, m.last)} | {word}
    found = []
    for t in clause.tokens:
        score = float(scores[t.index])
        if score < NOUN or t.upos not in _NOMINAL or t.index in taken or is_nobody(clause, t.index):
            continue
        above = clause.tokens[t.head] if t.head >= 0 else None
        is_part = above is not None and t.deprel != "conj" and above.index != word and scores[above.index] >= NOUN
        if not is_part:
            found.append((score, t.index))
    return found
