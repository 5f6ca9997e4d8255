"""Whether a clause speaks of what is to come, and how long an act has gone on."""

from __future__ import annotations

from datetime import date

from detente.values import Sentence, Token
from detente.when.mention import TimeMention

_DUE = frozenset({"due", "set", "scheduled", "slated", "expected", "poised", "bound"})
"""Words before "to" that put the act ahead of the report: "are due to sign on Monday"."""
_LASTING = frozenset(
    (
        "besiege siege shell bombard bomb pound strafe fight battle occupy rule govern blockade protest demonstrate "
        "rally strike negotiate talk clash wage resist patrol shelter support fund arm back hold detain torture starve "
        "encircle surround picket march riot"
    ).split()
)
"""Acts that a length of time measures: "besieged it for 872 days", but not "jailed him for ten years"."""


def is_future(sentence: Sentence, trigger: int) -> bool:
    """Whether the verb is one of a clause about what is to come: "are due to sign", "is set to visit"."""
    tokens = sentence.tokens
    if tokens[trigger].xpos != "VB":
        return False
    before = [t.text.lower() for t in tokens[max(0, trigger - 4) : trigger]]
    if "to" not in before:
        return False
    at = trigger - len(before) + before.index("to")
    due, be = tokens[at - 1] if at > 0 else None, tokens[at - 2] if at > 1 else None
    return due is not None and be is not None and due.text.lower() in _DUE and be.text.lower() in {"is", "are", "'s"}


def is_present(sentence: Sentence, trigger: int) -> bool:
    """ "hands over the canal", "is meeting Xi", "opens talks"."""
    while sentence.tokens[trigger].deprel == "obj":
        trigger = sentence.tokens[trigger].head
    token, helpers = sentence.tokens[trigger], {h.text.lower() for h in _helpers(sentence, trigger)}
    if token.xpos in {"VBZ", "VBP"} and token.upos == "VERB":
        return not helpers
    return token.xpos == "VBG" and bool(helpers) and helpers <= {"is", "are", "'s", "'re"}


def dates_the_saying(time: TimeMention, sentence: Sentence, trigger: int, published: date | None) -> bool:
    """Whether the time is that of a promise and not of what is promised: "offered talks on Monday"; not "agreed to
    meet on Monday", "invited him in September"."""
    past, tokens = time.interval, sentence.tokens
    if past is None or published is None:
        return False
    if _is_of_making(time, sentence, trigger) or _is_of_teller(time, sentence, trigger):
        return True
    if tokens[trigger].xpos not in {"VBD", "VBN"}:
        return False
    if {h.text.lower() for h in _helpers(sentence, trigger)} & {"will", "would", "to", "shall", "may", "can"}:
        return False
    if time.last <= trigger:
        return True  # "On New Year's Eve he offered talks"
    if not 0 <= (published - past.last_day).days <= _SOON_DAYS and past != time.future:
        return False
    if time.first > 0 and tokens[time.first - 1].text.lower() in {"for", "by", "until", "before"}:
        return False
    return not any(
        t.head == trigger and t.deprel.split(":")[0] in {"xcomp", "ccomp", "advcl", "acl"} and t.index < time.first
        for t in tokens
    )


def _is_of_making(time: TimeMention, sentence: Sentence, trigger: int) -> bool:
    """ "A promise he made in February": the time of the past verb that hangs on the noun."""
    tokens = sentence.tokens
    verb = tokens[sentence.head_of(time.first, time.last)].head
    return (
        verb >= 0
        and tokens[trigger].upos == "NOUN"
        and tokens[verb].head == trigger
        and tokens[verb].xpos in {"VBD", "VBN"}
        and tokens[verb].deprel.startswith("acl")
    )


def _is_of_teller(time: TimeMention, sentence: Sentence, trigger: int) -> bool:
    """ "Kenya will send troops, a spokesman said on Thursday": the time of the past verb that tells of the act.

    It hangs on that verb, or follows it, whatever the tree says: "will send" stands before "said".
    """
    tokens = sentence.tokens
    own = tokens[sentence.head_of(time.first, time.last)].head
    at = trigger
    for _ in range(6):
        above = tokens[at].head
        if above < 0:
            break
        if tokens[at].deprel.split(":")[0] in {"ccomp", "parataxis"} and tokens[above].xpos == "VBD":
            return own == above or trigger < above < time.first
        at = above
    return own >= 0 and own != trigger and tokens[own].xpos == "VBD" and tokens[own].deprel.startswith("parataxis")


_SOON_DAYS = 10
_MUST = frozenset({"must", "should", "shall", "will"})


def is_ahead(time: TimeMention, sentence: Sentence, trigger: int, published: date | None) -> bool:
    """Whether the present tense dates the act to the next such weekday: "Biden sits down with Putin on Wednesday"."""
    past, future = time.interval, time.future
    if time.relation in {"by", "until"} and {h.text.lower() for h in _helpers(sentence, trigger)} & _MUST:
        return future is not None  # "must hand him over by Thursday"
    is_now = is_present(sentence, trigger) and time.relation != "since"
    if is_now and published is not None and (past is None or past.first_day > published):
        return future is not None
    if past is None or future is None or (future.first_day - past.first_day).days != 7 or past.precision != "day":
        return False  # only a weekday lies a week from itself
    if sentence.part == "caption":
        return False  # "Protesters march in Minsk on Sunday"
    return is_now


def measures(time: TimeMention, sentence: Sentence, trigger: int) -> bool:
    """Whether the length of time is that of the act: "have fought for ten days", not "agreed to meet for two days".

    In the simple past the act was over, so that only its length is known; `TimeMention.interval` is then not its days.
    """
    tokens = sentence.tokens
    head = tokens[sentence.head_of(time.first, time.last)]
    is_fronted = time.first <= 2 and time.last <= trigger  # "For a fortnight police have fired on students"
    is_lasting = tokens[trigger].lemma.lower() in _LASTING
    return is_perfect(sentence, trigger) and (is_fronted or (is_lasting and head.head == trigger))


def is_perfect(sentence: Sentence, trigger: int) -> bool:
    """Whether the act goes on or has just ended: "have fought", "has been fighting"."""
    return bool({h.text.lower() for h in _helpers(sentence, trigger)} & {"has", "have", "'ve"})


def lasted(sentence: Sentence, trigger: int) -> bool:
    """ "besieged it for 872 days": over, and so long that it cannot have been the day of the report."""
    tokens = sentence.tokens
    if tokens[trigger].xpos not in {"VBD", "VBN"} or tokens[trigger].lemma.lower() not in _LASTING:
        return False
    return not is_perfect(sentence, trigger) and any(
        t.head == trigger
        and t.lemma.lower() in {"day", "week", "month", "year", "decade", "night"}
        and t.text.lower() != t.lemma.lower()
        and any(c.head == t.index and c.text.lower() == "for" for c in tokens)
        for t in tokens
    )


def _helpers(sentence: Sentence, trigger: int) -> list[Token]:
    return [t for t in sentence.tokens if t.head == trigger and t.deprel.startswith("aux")]
