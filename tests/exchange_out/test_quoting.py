"""How much of a sentence is quoted, and where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from record.make import make_coding, make_document

from detente.exchange.out.quoting import cut, quote, quote_of
from detente.values import Span


@given(st.integers(0, 50), st.integers(1, 200), st.integers(0, 199), st.integers(1, 60), st.integers(1, 250))
def test_a_quote_lies_in_its_sentence_has_its_length_and_holds_the_trigger(
    start: int, length: int, at: int, words: int, most: int
) -> None:
    sentence = Span(start, start + length)
    first = min(start + at, sentence.end - 1)
    trigger = Span(first, min(first + words, sentence.end))
    found = quote_of(sentence, trigger, most)
    assert sentence.start <= found.start < found.end <= sentence.end
    assert found.end - found.start == min(length, most)
    if trigger.end - trigger.start <= most:
        assert found.start <= (trigger.start + trigger.end) // 2 <= found.end


def test_a_trigger_outside_its_sentence_does_no_harm() -> None:
    assert quote_of(Span(10, 100), Span(500, 503), 20) == Span(80, 100)
    assert quote_of(Span(10, 100), Span(0, 3), 20) == Span(10, 30)


def test_cuts_are_shown() -> None:
    document = make_document("In the end and after all Iran met North Korea, as had been said.")
    coding = make_coding(document)
    assert quote(document.text, coding, 200) == document.text
    assert quote(document.text, coding, 15) == "… Iran met North…"
    assert (cut("abc", 3), cut("abcd", 3), cut(None, 3)) == ("abc", "abc…", None)
