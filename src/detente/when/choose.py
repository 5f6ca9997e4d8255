"""The time of an act: what the text says in its clause, else the day of publication, which is marked as implicit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from detente.values import Document, Sentence, When
from detente.when import background, reckoning, tense
from detente.when.attach import time_of
from detente.when.mention import Interval, TimeMention

_BACKGROUND_DAYS = 60
"""An act that ended more than so many days before publication is history (PLOVER.md section 7, our ruling)."""


class Timing(NamedTuple):
    """When an act took place, None where the words do not tell; and whether it is history for the report."""

    when: When | None
    is_historical: bool


def timing(
    times: Sequence[TimeMention], sentence: Sentence, trigger_token: int, document: Document, *, future: bool = False
) -> Timing:
    """When the act that the trigger names took place, or takes place in a clause about the future.

    The time said in the trigger's own clause, or in the nearest clause above it; else the only time of the sentence;
    else the day of publication, implicit. No `when` where the text says a time whose days cannot be told ("in recent
    weeks"), where it tells undated background ("once fought"), or where nothing is known.
    """
    published = document.published
    future = future or tense.is_future(sentence, trigger_token)
    said = [t for t in times if _may_date(t, sentence, trigger_token, published, future)]
    time = (
        reckoning.due(times, sentence, trigger_token)
        or reckoning.counted(times, sentence, trigger_token, published)
        or time_of(said, sentence, trigger_token, published, future=future)
    )
    if time is not None:
        return days_said(time, sentence, trigger_token, document, future=future)
    told = None if future else background.undated(sentence, trigger_token)
    if told is not None:
        return Timing(None, told == "history")
    if published is None:
        return Timing(None, False)
    return Timing(When(published, published, "day", True), False)


def is_reckoned(times: Sequence[TimeMention], sentence: Sentence, trigger_token: int, published: date | None) -> bool:
    """Whether the days are counted from a time that is another's: "a week after the summit of 12 June"."""
    found = reckoning.due(times, sentence, trigger_token)
    return found is not None or reckoning.counted(times, sentence, trigger_token, published) is not None


def may_date(time: TimeMention, sentence: Sentence, trigger_token: int, document: Document, *, future: bool) -> bool:
    """Whether a time of the sentence can be that of the act at all."""
    return _may_date(time, sentence, trigger_token, document.published, future)


def days_said(
    time: TimeMention, sentence: Sentence, trigger_token: int, document: Document, *, future: bool = False
) -> Timing:
    """The days of the act by a time that is known to be its own; no `when` where they cannot be told."""
    published = document.published
    if time.relation in {"since", "after"} and (
        reckoning.is_edge_of_trigger(time, sentence, trigger_token)
        or reckoning.is_told_as_edge(time, sentence, trigger_token)
        or (time.relation == "since" and reckoning.is_first_day(time, sentence, trigger_token))
    ):
        time = replace(time, relation="on")
    is_ahead = tense.is_ahead(time, sentence, trigger_token, published)
    is_ahead = is_ahead or reckoning.takes_effect(time, sentence, trigger_token, published)
    if future:
        is_ahead = not tense.dates_the_saying(time, sentence, trigger_token, published)
    is_ahead = is_ahead or reckoning.is_for_a_day(time, sentence, published)
    interval = _days_of_act(time, published, is_ahead)
    if interval is None:
        is_old = not is_ahead and published is not None and background.is_old(time, published, _BACKGROUND_DAYS)
        return Timing(None, is_old)
    when = When(interval.first_day, interval.last_day, interval.precision, False, time.text, time.start, time.end)
    return Timing(when, is_historical(when, published))


def choose(
    times: Sequence[TimeMention], sentence: Sentence, trigger_token: int, document: Document, *, future: bool = False
) -> When | None:
    """The days of `timing`."""
    return timing(times, sentence, trigger_token, document, future=future).when


def is_historical(when: When | None, published: date | None) -> bool:
    """Whether the act ended more than 60 days before publication."""
    return when is not None and published is not None and (published - when.last_day).days > _BACKGROUND_DAYS


def _days_of_act(time: TimeMention, published: date | None, future: bool) -> Interval | None:
    """Days of an act said to be since, until, before, after or by a time."""
    interval = time.future if future else time.interval
    if interval is None:
        return None
    if time.relation == "before":
        if not future or published is None or interval.first_day <= published:
            return None
        is_whole = time.text.lower().startswith(("the end", "end"))  # "before the end of August" is still August
        return Interval(published, interval.last_day if is_whole else interval.first_day - timedelta(days=1), "range")
    if time.relation in {"since", "after"} and published is not None and not future:
        if interval.first_day > published:
            return None
        return Interval(interval.first_day, published, "range") if interval.first_day < published else interval
    if time.relation == "until" and future and published is not None and interval.last_day > published:
        return Interval(published, interval.last_day, "range")
    return interval


def _may_date(time: TimeMention, sentence: Sentence, trigger: int, published: date | None, future: bool) -> bool:
    """Whether the time can be that of the act at all: not the measure of a comparison, not a mere length of time,
    of a past act no day to come ("ordered it closed by the end of the year")."""
    if time.relation == "for":
        return not future and tense.measures(time, sentence, trigger)
    if _is_comparison(time, sentence) or reckoning.is_of_another(time, sentence, trigger, published):
        return False
    if future or time.interval is None:
        return future or time.future is None or tense.is_present(sentence, trigger)
    is_to_come = published is not None and time.interval.first_day > published
    return not is_to_come or tense.is_present(sentence, trigger)


_UNITS = frozenset("days weeks months years decades day week month year decade generation".split())
_IN = frozenset({"in", "for", "within"})


def _is_comparison(time: TimeMention, sentence: Sentence) -> bool:
    """ "the first visit since 1995", "the worst attack in ten years": the act is not as old as that."""
    is_measure = time.text.split()[-1].lower() in _UNITS and sentence.tokens[max(time.first - 1, 0)].text.lower() in _IN
    if time.relation != "since" and not is_measure:
        return False
    return any(
        t.xpos in {"JJS", "RBS"} or t.lemma.lower() in {"first", "only"} for t in sentence.tokens[: time.first]
    ) or any(t.text.lower() in {"not", "never", "n't"} for t in sentence.tokens[max(0, time.first - 3) : time.first])
