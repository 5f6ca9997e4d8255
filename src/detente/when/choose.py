"""The time of an act: what the text says in its clause, else the day of publication, which is marked as implicit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.values import Document, Sentence, When
from detente.when.mention import Interval, TimeMention

_BACKGROUND_DAYS = 60
"""An act that ended more than so many days before publication is history (PLOVER.md section 7, our ruling)."""
_CLOSED = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj"})
"""Clauses below the trigger whose times are their own: "imposed sanctions after Iran tested a missile on Monday"."""
_PREMODIFIERS = frozenset({"compound", "nummod", "nmod:poss", "amod", "det"})
_LONGEST_CLIMB = 8


def choose(
    times: Sequence[TimeMention], sentence: Sentence, trigger_token: int, document: Document, *, future: bool = False
) -> When | None:
    """When the act that the trigger names took place, or takes place in a clause about the future.

    The time said in the trigger's own clause, or in the nearest clause above it; else the only time of the sentence;
    else the day of publication, implicit. None where the text says a time whose days cannot be told, or where nothing
    is known.
    """
    usable = [t for t in times if not _is_comparison(t, sentence) and (future or t.interval or not t.future)]
    time = (
        _of_role(usable, sentence, trigger_token)
        or _attached(usable, sentence, trigger_token)
        or _only(usable, sentence, trigger_token, document.published)
    )
    if time is not None:
        interval = _days_of_act(time, document.published, future)
        if interval is None:
            return None
        return When(interval.first_day, interval.last_day, interval.precision, False, time.text, time.start, time.end)
    if document.published is None:
        return None
    return When(document.published, document.published, "day", True)


def is_historical(when: When | None, published: date | None) -> bool:
    """Whether the act ended more than 60 days before publication."""
    return when is not None and published is not None and (published - when.last_day).days > _BACKGROUND_DAYS


def _days_of_act(time: TimeMention, published: date | None, future: bool) -> Interval | None:
    """Days of an act said to be since, until, before, after or by a time."""
    interval = time.future if future else time.interval
    if interval is None:
        return None
    if time.relation == "before":
        return None
    if time.relation in {"since", "after"} and published is not None and not future:
        if interval.first_day > published:
            return None
        return Interval(interval.first_day, published, "range") if interval.first_day < published else interval
    if time.relation == "until" and future and published is not None and interval.last_day > published:
        return Interval(published, interval.last_day, "range")
    return interval


def _of_role(times: list[TimeMention], sentence: Sentence, trigger: int) -> TimeMention | None:
    """The time in an ARGM-TMP of the trigger, unless it dates another act there ("after talks broke down in May")."""
    for predicate in sentence.predicates:
        if predicate.token != trigger:
            continue
        for argument in predicate.arguments:
            if argument.role != "ARGM-TMP":
                continue
            within = [t for t in times if argument.start <= t.first and t.last <= argument.end]
            if within and not any(argument.start <= p.token < argument.end for p in sentence.predicates):
                return within[0]
    return None


def _attached(times: list[TimeMention], sentence: Sentence, trigger: int) -> TimeMention | None:
    """The time that hangs on the trigger or, failing that, on the nearest word above it. Of several the first."""
    tokens = sentence.tokens
    anchors = [(t, _anchor(t, sentence)) for t in times]
    node = trigger
    for _ in range(_LONGEST_CLIMB):
        here = [t for t, anchor in anchors if anchor == node and (node == trigger or not _dates_noun(t, sentence))]
        if here:
            # "on Monday ... in 2015": the time said as the clause's own comes before one said with "after"
            return min(here, key=lambda t: (t.relation in {"before", "after"}, t.first))
        relation = tokens[node].deprel
        if tokens[node].head < 0 or relation.startswith("acl"):
            return None
        node = tokens[node].head
    return None


def _anchor(time: TimeMention, sentence: Sentence) -> int:
    """The word that the time belongs to: its head, passing parts of a larger date ("the morning of Friday")."""
    tokens = sentence.tokens
    head = tokens[sentence.head_of(time.first, time.last)].head
    while head >= 0 and tokens[head].lemma.lower() in _PARTS and tokens[head].head >= 0:
        head = tokens[head].head
    return head


_PARTS = frozenset(
    {"morning", "afternoon", "evening", "night", "hour", "hours", "dawn", "dusk", "midnight", "noon", "start"}
)


def _dates_noun(time: TimeMention, sentence: Sentence) -> bool:
    """Whether the time only says which thing is meant: "the 2015 deal", "Monday's attack"."""
    head = sentence.tokens[sentence.head_of(time.first, time.last)]
    return head.deprel in _PREMODIFIERS and head.head >= time.last


def _is_comparison(time: TimeMention, sentence: Sentence) -> bool:
    """ "the first visit since 1995", "the worst attack since Monday": the act is not as old as that."""
    if time.relation != "since":
        return False
    return any(
        t.xpos in {"JJS", "RBS"} or t.lemma.lower() in {"first", "only"} for t in sentence.tokens[: time.first]
    ) or any(t.text.lower() in {"not", "never", "n't"} for t in sentence.tokens[max(0, time.first - 3) : time.first])


def _only(times: list[TimeMention], sentence: Sentence, trigger: int, published: date | None) -> TimeMention | None:
    """The sentence's only time, unless it dates a thing or a clause below; "this week, on Thursday" is one time."""
    if len({_anchor(t, sentence) for t in times}) != 1:
        return None
    time = min(times, key=_length)
    tokens = sentence.tokens
    if _dates_noun(time, sentence) and tokens[sentence.head_of(time.first, time.last)].head != trigger:
        return None
    node = sentence.head_of(time.first, time.last)
    for _ in range(len(tokens)):
        if node == trigger or node < 0:
            break
        if tokens[node].deprel in _CLOSED:
            return None
        node = tokens[node].head
    head = tokens[sentence.head_of(time.first, time.last)]
    if head.deprel.startswith("nmod") and head.head != trigger and time.interval is not None and published is not None:
        # "praised the accord of 2015": an old date on a noun dates the noun
        return None if (published - time.interval.last_day).days > _BACKGROUND_DAYS else time
    return time


def _length(time: TimeMention) -> int:
    interval = time.interval or time.future
    return (interval.last_day - interval.first_day).days if interval is not None else 1_000_000
