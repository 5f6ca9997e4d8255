"""What holds of dates in any text."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from when_trees import make_document, make_sentence

from detente.when import choose, times_of

LIST = """on in since until before after by from to between and the a last this next early late mid of end beginning
Tuesday Friday Mondays May March August Aug. Dec. 7 12 31 30 2018 2015 0 2199 1990s two three several ago later earlier
day days week weeks month months year years decade quarter spring winter fall today yesterday tomorrow overnight
night first second half , . - ' ( ) 12/03/2018 2018-02-30 9/11 same following previous recent coming 100 hours"""
WORDS = re.findall(r"\S+", LIST)


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.none() | st.dates())
def test_any_run_of_date_words_gives_ordered_intervals_and_true_spans(words, published):
    check(" ".join(words), published)


@given(st.text(max_size=80), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_text_gives_ordered_intervals_and_true_spans(text, published):
    check(text, published)


def check(text, published):
    sentence, document = make_sentence(text), make_document(text, published)
    if not sentence.tokens:
        return
    times = times_of(sentence, document)
    for time in times:
        assert text[time.start : time.end] == time.text
        assert 0 <= time.first < time.last <= len(sentence.tokens)
        for interval in (time.interval, time.future):
            assert interval is None or interval.first_day <= interval.last_day
    assert all(a.end <= b.start for a, b in pairwise(times))
    for future in (False, True):
        when = choose(times, sentence, 0, document, future=future)
        assert when is None or when.first_day <= when.last_day
        assert when is None or when.implicit == (when.text is None)
