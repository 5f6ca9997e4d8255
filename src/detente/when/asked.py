"""What is asked when an act is dated, and the days that may be its own, each with the signs that speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from detente.values import Document, Sentence, When
from detente.when.anchored import from_act
from detente.when.choose import Timing, days_said, is_historical, is_reckoned, may_date
from detente.when.mention import TimeMention
from detente.when.standing import is_counted_from, standing_of
from detente.when.times import Times

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEAR = 3
"""Words between a time and the trigger that count as few."""
_CARRIED = 2
"""Days told before that are asked about."""
_VERBS = frozenset({"VERB", "AUX"})
_STEM = 5
"""Letters that the words of one act have in common."""
_Key = tuple[date, date]
_AGO = ((0, "0"), (1, "1"), (7, "week"), (60, "month"))


class Earlier(NamedTuple):
    """The days of an act that the report told before, and the sentence that told it."""

    sentence: int
    when: When
    type: str
    trigger: str


@dataclass(frozen=True, slots=True)
class DayAsked:
    """An act whose days are asked for, with what grammar, heads and the report before it say of them."""

    times: Sequence[TimeMention]
    """The times of its sentence; as `find_times` gives them they know the days named before."""
    sentence: Sentence
    trigger: int
    document: Document
    ties: NDArray[np.float32]
    """Probability of each word of the sentence to say when the act was done."""
    type: str
    future: bool
    old: float
    """Probability that the act is history."""
    by_grammar: Timing
    earlier: Sequence[Earlier] = ()
    """Acts told before, the last one first."""


class Days(NamedTuple):
    """Days that may be the act's, with no `when` where the text tells a time without days; `said` by these words."""

    timing: Timing
    signs: tuple[str, ...]
    said: TimeMention | None = None


def days_of(asked: DayAsked) -> list[Days]:
    """All answers: each time of the sentence, days carried on from before, and the day of publication or none."""
    if is_reckoned(asked.times, asked.sentence, asked.trigger, asked.document.published):
        return [Days(asked.by_grammar, ("by grammar",))]
    able = [t for t in asked.times if _is_able(t, asked)]
    found = [*(_said(asked, t) for t in able), *_carried(asked)]
    published = asked.document.published
    if asked.by_grammar.when is None:
        found.append(Days(asked.by_grammar, ("none",)))
    elif published is not None:
        found.append(Days(Timing(When(published, published, "day", True), False), _published(asked, able)))
    return found or [Days(asked.by_grammar, ("none",))]


def _is_able(time: TimeMention, asked: DayAsked) -> bool:
    """Whether a time can be the act's: the grammar's own, or one that is not seen to be another's."""
    if _is_grammars(time, asked):
        return True
    if is_counted_from(time, asked.times, asked.sentence, asked.trigger):
        return False
    return may_date(time, asked.sentence, asked.trigger, asked.document, future=asked.future)


def _is_grammars(time: TimeMention, asked: DayAsked) -> bool:
    chosen = asked.by_grammar.when
    return chosen is not None and chosen.start == time.start


def _published(asked: DayAsked, able: Sequence[TimeMention]) -> tuple[str, ...]:
    """The signs for the day of publication."""
    signs = ["published"]
    signs += ["published by grammar"] if _is_default(asked.by_grammar.when, asked) else []
    signs += ["published past a time"] if able else []
    return tuple(signs)


def _said(asked: DayAsked, time: TimeMention) -> Days:
    sentence, trigger, chosen = asked.sentence, asked.trigger, asked.by_grammar.when
    is_grammars = _is_grammars(time, asked)
    if is_grammars:
        timing = asked.by_grammar
    else:
        timing = days_said(_anchored(time, asked), sentence, trigger, asked.document, future=asked.future)
    ties = [float(asked.ties[t.first : t.last].mean()) for t in asked.times]
    own = float(asked.ties[time.first : time.last].mean())
    tie = f"tie {step_of(own)}"
    between = sentence.tokens[time.last : trigger] or sentence.tokens[trigger + 1 : time.first]
    is_promise = asked.type == "AGREE"
    signs = ["said", tie, f"relation {time.relation}", "before" if time.first < trigger else "after"]
    stands = standing_of(time, sentence, trigger)
    signs += [stands, *([f"{stands}, by grammar"] if is_grammars else [])]
    signs += ["by grammar", f"by grammar, {tie}"] if is_grammars else []
    signs += ["grammar has another"] if not is_grammars and chosen is not None and not chosen.implicit else []
    signs += ["tied best"] if own == max(ties) else []
    signs += ["only time"] if len(ties) == 1 else [] if is_grammars else ["one of several"]
    signs += ["near"] if len(between) <= _NEAR else []
    signs += ["verb between"] if any(t.upos in _VERBS for t in between) else []
    signs += ["stop between"] if any(t.text in {",", ";", ":"} for t in between) else []
    signs += ["of a promise", f"of a promise, {'by grammar' if is_grammars else tie}"] if is_promise else []
    if timing.when is None:
        signs.append("days unknown")
    else:
        signs.append(f"precision {timing.when.precision}")
        published = asked.document.published
        if published is not None and timing.when.first_day > published:
            signs += ["ahead", "ahead of a promise" if is_promise else "ahead of a deed"]
        signs += ["old"] if timing.is_historical else []
    return Days(timing, tuple(signs), time)


def _anchored(time: TimeMention, asked: DayAsked) -> TimeMention:
    """The time with its days, where it counts from an act told before."""
    if time.interval is not None or time.future is not None:
        return time
    told = ((e.trigger, e.when.first_day, e.when.last_day) for e in asked.earlier)
    counted = from_act(time, asked.sentence, told)
    return time if counted is None else replace(time, interval=counted, future=counted, relation="on")


def _carried(asked: DayAsked) -> list[Days]:
    """The days of the acts told last, of the same act told before, those of most acts, and those named last."""
    acts: dict[_Key, list[Earlier]] = {}
    for e in asked.earlier:
        if not _is_default(e.when, asked):
            acts.setdefault((e.when.first_day, e.when.last_day), []).append(e)
    named = asked.times.before if isinstance(asked.times, Times) else None
    most = max((len(row) for row in acts.values()), default=0)
    found = []
    for rank, (key, row) in enumerate(acts.items()):
        is_same = any(_is_same(asked, e.trigger) for e in row)
        if rank >= _CARRIED and len(row) < most and not is_same:
            continue
        how = "last" if rank == 0 else "before last" if rank == 1 else "earlier"
        signs = [f"carried {how}", f"{how}, {_back(asked.sentence.index - row[0].sentence)}"]
        signs += ["named last too"] if named is not None and named[:2] == key else []
        signs += ["same act before"] if is_same else []
        signs += ["same type before"] if any(e.type == asked.type for e in row) else []
        signs += ["only day so far"] if len(acts) == 1 else ["day of most acts"] if len(row) == most > 1 else []
        found.append(_carry(asked, row[0].when, signs))
    if named is not None and named[:2] not in acts:
        when = When(named.first_day, named.last_day, named.precision, True)
        found.append(_carry(asked, when, ["carried named", "named and no act" if not acts else "named beside acts"]))
    return found


def _carry(asked: DayAsked, when: When, signs: list[str]) -> Days:
    published = asked.document.published
    how = tense_of(asked.sentence, asked.trigger)
    signs = ["carried", *signs, f"carried precision {when.precision}", f"carried, {how}", f"carried to {asked.type}"]
    if published is not None:
        signs.append(f"carried from {_ago((published - when.last_day).days)}")
    if asked.times:
        tied = max(float(asked.ties[t.first : t.last].mean()) for t in asked.times)
        signs += ["carried past a time", f"carried past a time, tie {step_of(tied)}"]
    signs += ["carried to the past"] if asked.old > 0.5 else []
    signs += ["carried over silence"] if asked.by_grammar.when is None else []
    carried = When(when.first_day, when.last_day, when.precision, True)
    return Days(Timing(carried, is_historical(carried, published)), tuple(signs))


def _is_same(asked: DayAsked, trigger: str) -> bool:
    """Whether an act told before has the same word: "was convicted", "the conviction"."""
    own = asked.sentence.tokens[asked.trigger].text.lower()[:_STEM]
    return len(own) == _STEM and any(word.startswith(own) for word in trigger.lower().split())


def _is_default(when: When | None, asked: DayAsked) -> bool:
    """Whether the days are only those of publication, which nothing in the text says."""
    return when is not None and when.implicit and when.first_day == when.last_day == asked.document.published


def _back(sentences: int) -> str:
    return (
        "same sentence"
        if sentences == 0
        else "sentence before"
        if sentences == 1
        else ("some back" if sentences <= 4 else "far back")
    )


def _ago(days: int) -> str:
    return next((name for most, name in _AGO if days <= most), "long ago") if days >= 0 else "ahead"


def step_of(probability: float) -> int:
    """The tenth that a probability lies in, the lowest and highest in one with their neighbours."""
    return min(max(int(probability * 10), 0), 9)


def tense_of(sentence: Sentence, trigger: int) -> str:
    """How the act is told: past, perfect, had, present, to come, by a noun."""
    token = sentence.tokens[trigger]
    if token.upos not in _VERBS:
        return "noun"
    helpers = {t.text.lower() for t in sentence.tokens if t.head == trigger and t.deprel.startswith("aux")}
    if helpers & {"will", "'ll", "would", "may", "might", "can", "could", "shall", "should", "must"}:
        return "to come"
    if "had" in helpers:
        return "had"
    if helpers & {"has", "have", "'ve"}:
        return "perfect"
    if token.xpos == "VBD" or (token.xpos == "VBN" and helpers & {"was", "were"}):
        return "past"
    return {"VBZ": "present", "VBP": "present", "VBG": "going on", "VBN": "participle"}.get(token.xpos, "other")
