"""Days counted from an act that the report dated before: "the day before the rally", "two days after the raid"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from detente.values import Sentence
from detente.when import days
from detente.when.mention import Interval, TimeMention
from detente.when.occasions import COUNTED

_STEM = 4
"""Letters in which the word for an act and the act told before agree: "the theft", "stole" do not."""
_COUNTS = COUNTED | {"a": 1, "an": 1, "the": 1, "same": 0}
_UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_REACH = 4


def from_act(time: TimeMention, sentence: Sentence, told: Iterable[tuple[str, date, date]]) -> Interval | None:
    """The day that the words count to from an act of one day; None where no such act was told.

    `told` are the triggers of acts with their first and last days, the last told first.
    """
    words = time.text.lower().split()
    direction = _direction(words, sentence, time.last)
    unit = next((_UNITS[w.removesuffix("s")] for w in words if w.removesuffix("s") in _UNITS), None)
    if direction is None or unit is None:
        return None
    count = next((_COUNTS[w] for w in words if w in _COUNTS), None)
    noun = next((t for t in sentence.tokens[time.last : time.last + _REACH] if t.upos == "NOUN"), None)
    if count is None or noun is None or len(noun.text) < _STEM:
        return None
    stem = noun.lemma.lower()[: max(_STEM, len(noun.lemma) - 2)]
    for trigger, first, last in told:
        if first == last and any(w.startswith(stem) for w in trigger.lower().split()):
            return days.day(first + timedelta(days=direction * count * unit))
    return None


def _direction(words: list[str], sentence: Sentence, last: int) -> int | None:
    """-1 before the act, 1 after it, 0 on the day of it."""
    following = sentence.tokens[last].text.lower() if last < len(sentence.tokens) else ""
    word = words[-1] if words[-1] in {"before", "after"} else following
    return {"before": -1, "after": 1, "of": 0}.get(word)
