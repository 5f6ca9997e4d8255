"""Times that the tree ties to another word than the order of words suggests: days counted to what the report tells now,
what is due on a day, what lies inside the clause that another act is told against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from detente.values import Sentence
from detente.when import days, relative
from detente.when.mention import TimeMention
from detente.when.occasions import COUNTED

_NUMBERS = COUNTED | {"a": 1, "an": 1}
_UNITS = frozenset({"day", "week", "month", "year", "decade", "fortnight"})
_DUE = frozenset({"plan", "due", "schedule", "slate", "set", "expect", "timetable"})
_JUDGED = frozenset(
    "jail sentence convict charge fine arrest indict imprison prosecute accuse blame condemn criticise criticize "
    "punish sanction try acquit pardon honour honor praise thank".split()
)
"""Acts about what somebody did: "jailed him for insulting the king in 2016"."""
_OLD_DAYS = 60
_NOW = frozenset({"has", "have", "is", "are", "'s", "'ve"})
_VAGUE = frozenset({"few", "several", "couple", "some", "many"})
_SAYINGS = frozenset("request order statement report call invitation notice warrant decision demand letter".split())
"""What is due is not these: "a request for her testimony, scheduled for this week"."""


def counted(
    times: Sequence[TimeMention], sentence: Sentence, trigger: int, published: date | None
) -> TimeMention | None:
    """The time of an act from which what is told now is counted.

    "One year after Russia began its campaign, the city lies in ruins": began a year before the report.
    "The speech came exactly a week after the attack"; of two weeks after which "parliament meets today".
    """
    tokens = sentence.tokens
    if published is None:
        return None
    for time in times:
        after = tokens[time.last - 1]
        clause = trigger
        while tokens[clause].deprel in {"obj", "xcomp"} and clause != after.head:
            clause = tokens[clause].head
        if time.interval is not None or after.text.lower() != "after" or after.head != clause:
            continue
        words = [t.text.lower() for t in tokens[time.first : time.last - 1]]
        unit = words[-1].removesuffix("s") if words else ""
        count = next((_NUMBERS[w] for w in words if w in _NUMBERS), None)
        if _VAGUE & set(words):
            continue
        before = tokens[time.first - 1].text.lower() if time.first else ""
        if unit not in _UNITS or count is None or before in {"than", "over"}:
            continue
        main = tokens[clause].head
        helped = any(t.head == main and t.text.lower() in _NOW for t in tokens)
        if main < 0 or (tokens[main].xpos not in {"VBZ", "VBP", "VBD"} and not (tokens[main].xpos == "VBN" and helped)):
            continue
        told = [t for t in times if t is not time and t.relation == "on" and t.interval is not None]
        others = [t for t in told if tokens[sentence.head_of(t.first, t.last)].head == main]
        base = others[0].interval if others else days.day(published)
        if base is None or base.precision != "day":
            continue
        there = relative.move(base, -7 * count, "day") if unit == "week" else relative.move(base, -count, unit)
        if unit == "year":
            there = days.month(base.first_day.year - count, base.first_day.month)
        if there is not None:
            return replace(time, interval=there, future=None, relation="on")
    return None


def due(times: Sequence[TimeMention], sentence: Sentence, trigger: int) -> TimeMention | None:
    """The day that a coming act is due on: "the visit, planned for next month", "the summit due on Friday"."""
    if sentence.tokens[trigger].lemma.lower() in _SAYINGS:
        return None
    for time in times:
        if time.future is not None and _due_of(time, sentence) == trigger:
            return replace(time, interval=time.future)
    return None


def is_of_another(time: TimeMention, sentence: Sentence, trigger: int, published: date | None) -> bool:
    """Whether the time can only be that of another word: of what is due then, or of what is judged."""
    owner = _due_of(time, sentence)
    tokens = sentence.tokens
    if owner is not None and trigger not in {owner, tokens[sentence.head_of(time.first, time.last)].head}:
        return True
    if tokens[trigger].lemma.lower() not in _JUDGED or time.interval is None or published is None:
        return False
    if (published - time.interval.last_day).days <= _OLD_DAYS or time.first < trigger:
        return False
    return any(
        t.xpos == "VBG"
        and t.head == trigger
        and trigger < t.index < time.first
        and any(c.head == t.index and c.text.lower() in {"for", "of", "over", "with"} for c in tokens)
        for t in tokens
    )


def _due_of(time: TimeMention, sentence: Sentence) -> int | None:
    """The noun whose "planned" or "due" the time goes with; None where it goes with no such word."""
    tokens = sentence.tokens
    if time.first > 3 and tokens[time.first - 1].text.lower() in {"on", "for", "in"}:
        at = time.first - 2
        noun = at - 2 if tokens[at - 1].text == "," else at - 1
        if tokens[at].lemma.lower() in _DUE and tokens[noun].upos in {"NOUN", "PROPN"}:
            return noun  # "the summit, due on Friday, …", where the tree has "due on" as one preposition
    above = tokens[sentence.head_of(time.first, time.last)].head
    if above < 0 or tokens[above].lemma.lower() not in _DUE or above > time.first:
        return None
    word = tokens[above]
    is_beneath_noun = word.deprel.split(":")[0] in {"acl", "amod"} and word.head >= 0
    return word.head if is_beneath_noun and tokens[word.head].upos in {"NOUN", "PROPN"} else None


def is_edge_of_trigger(time: TimeMention, sentence: Sentence, trigger: int) -> bool:
    """Whether the act is itself what another lasts since or comes after: "since troops invaded in 2003"."""
    return any(
        t.head == trigger
        and t.deprel in {"mark", "case"}
        and t.text.lower() == time.relation
        and t.index < min(time.first, trigger)
        for t in sentence.tokens
    )


def is_told_as_edge(time: TimeMention, sentence: Sentence, trigger: int) -> bool:
    """Whether the act is what a state lasts since: "closed since 9 May, when gunmen shot at a convoy and hit two"."""
    tokens = sentence.tokens
    at = time.last
    at += at < len(tokens) and tokens[at].text == ","
    if at >= len(tokens) or tokens[at].text.lower() != "when" or trigger < at:
        return False
    clause = tokens[at].head
    node = trigger
    for _ in range(len(tokens)):
        if node == clause:
            return True
        if tokens[node].head < at:
            return False
        node = tokens[node].head
    return False


def is_first_day(time: TimeMention, sentence: Sentence, trigger: int) -> bool:
    """Whether a deed of one day opens what lasts: "from Wednesday soldiers confined all"; not "have held since"."""
    own = time.future if time.interval is None else time.interval
    if own is None or own.precision != "day" or sentence.tokens[trigger].xpos != "VBD":
        return False
    return not any(t.head == trigger and t.deprel.startswith("aux") for t in sentence.tokens)


def is_for_a_day(time: TimeMention, sentence: Sentence, published: date | None) -> bool:
    """ "Called a strike for Tuesday": the next one; not "for Tuesday's raid"."""
    tokens = sentence.tokens
    if time.first == 0 or tokens[time.first - 1].text.lower() != "for" or published is None or time.future is None:
        return False
    if time.last < len(tokens) and tokens[time.last].text in {"'s", "’s"}:
        return False
    is_new = time.interval != time.future and time.future.precision == "day"
    return is_new and 0 <= (time.future.first_day - published).days <= _OLD_DAYS


def takes_effect(time: TimeMention, sentence: Sentence, trigger: int, published: date | None) -> bool:
    """ "Comes into force on July 1", "sanctions effective July 1": a day without a year that is near ahead."""
    ahead, past = time.future, time.interval
    if ahead is None or past is None or published is None or ahead.precision != "day":
        return False
    if (published - past.first_day).days < 2 * _OLD_DAYS or (ahead.first_day - published).days > 2 * _OLD_DAYS:
        return False
    tokens = sentence.tokens
    before = tokens[time.first - 1].text.lower() if time.first else ""
    if before in {"effective", "starting", "beginning"}:
        return True
    node = sentence.head_of(time.first, time.last)
    while tokens[node].head >= 0 and tokens[node].upos not in {"VERB", "AUX"}:
        node = tokens[node].head
    return tokens[node].xpos in {"VBZ", "VBP"} and not any(
        t.head == node and t.text.lower() in {"has", "have"} for t in tokens
    )
