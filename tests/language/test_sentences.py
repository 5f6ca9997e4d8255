"""Where sentences end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.language.sentences import LONGEST, split
from detente.language.tokens import tokenize
from detente.values import Span

CASES = {
    "plain": "They met.|They left.",
    "title before a name": "Foreign Minister Mr. Ri left.|Gen. Dunford and Lt. Col. Park stayed.",
    "title in capitals": "STATEMENT BY GEN. PARK ON THE TALKS",
    "initials": "J. R. Smith met George W. Bush.|He smiled.",
    "US before a name": "The U.S. Senate voted.|A U.S. Marine died.",
    "US at the end": "He flew back to the U.S. The talks went on.".replace(". The", ".|The"),
    "initials before a quote": "She came from D.C. “We try,” she said.".replace(". “", ".|“"),
    "number sign": "He was No. 2 in the party.|No. 3 was his son.",
    "a no is a no": "He said no.|Then he left.",
    "decimals": "Prices rose 3.5 percent.|4.2 million people left.",
    "clock and weekday": "They met at 5 p.m. Tuesday.|At 10 a.m. (EST) they left.",
    "clock at the end": "They met at 5 p.m. Nobody spoke.".replace(". N", ".|N"),
    "month and day": "It began on Jan. 3 in Kabul.|It ended in Feb. The snow fell.".replace("Feb. ", "Feb.|"),
    "company": "Acme Corp. Chairman Lee spoke.|He owns Acme Inc. The firm grew.".replace("Inc. ", "Inc.|"),
    "for example": "Some states, e.g. Iran and i.e. Iraq, refused.",
    "and so on": "They sent tents, food, etc. Others sent money.".replace(". O", ".|O"),
    "ellipsis inside": "He was ... tired, he said... and left.",
    "ellipsis at the end": "He was tired...|Then he left.",
    "quote after the full stop": '"We will not yield."|The minister left.',
    "curly quotes": "“We will not yield.”|“Never.”|The minister left.",
    "question with its speaker": '"Why now?" he asked.|"Why?" Mr. Ri said.|"Who knows?"|Silence followed.',
    "brackets": "They left (see above).|(It was late.)|Nobody spoke.",
    "footnotes": "It ended in 1995.[6]|It began again in 1998. [7]|Then it ended.",
    "small name begins": "The army left.|al-Shabab denied it.|bin Laden was dead.",
    "small letters carelessly": "they left the town.|some stayed.",
    "missing space": "They signed it.|The ink dried.",
    "list in a line": "(a) Iran signs.|(b) Iraq follows.",
    "single letter": "It was plan B. The army had no other.".replace(". T", ".|T"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_sentences(case: str) -> None:
    text = case.replace("|", "" if "it.|The ink" in case else " ")
    assert [span.of(text) for span in split(text)] == case.split("|")


def test_headings_bullets_and_blank_lines_end_a_sentence() -> None:
    text = "KEY POINTS\nIran said no\n- first thing\n• second thing\n\nthe end"
    assert [s.of(text) for s in split(text)] == ["KEY POINTS", "Iran said no", "first thing", "second thing", "the end"]


def test_wrapped_lines_go_on() -> None:
    text = "The minister said in the capital yesterday that Secretary Mike\nPompeo would come, and that\nit was good."
    assert len(split(text)) == 1


def test_a_part_that_begins_within_its_line_counts_the_whole_line() -> None:
    text = "TEHRAN, Iran, Aug. 7, 2018 -- The government of President\nRouhani denied it."
    assert [s.of(text) for s in split(text, 30)] == ["The government of President\nRouhani denied it."]


def test_spans_are_of_the_whole_text() -> None:
    text = "TEHRAN -- They met. They left."
    assert split(text, 10, len(text)) == [Span(10, 19), Span(20, 30)]


def test_nothing_gives_nothing() -> None:
    assert split("") == split(" \n\n ") == []


def test_a_long_sentence_is_cut_at_a_semicolon_or_a_comma() -> None:
    text = "The council met the envoys of the north; " * 60
    pieces = [s.of(text) for s in split(text)]
    assert len(pieces) > 3
    assert all(piece.endswith(";") for piece in pieces)
    listed = "Iran, " * 300
    assert all(s.of(listed).endswith(",") for s in split(listed))


@pytest.mark.parametrize("unit", ["a ", "a", "A. ", "a.", ". ", '"', "x; ", "的", "\n", "'s", "U.S. ", "[1]", "a-"])
def test_no_text_gives_more_than_the_longest_nor_takes_long(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + "_x"
    start = time.process_time()
    spans = split(text)
    assert time.process_time() - start < 5
    assert max(len(tokenize(s.of(text))) for s in spans) <= LONGEST


@given(st.text(alphabet=st.sampled_from("aAU.S,1 \n?!\"”'()[]-•;…")))
def test_spans_rise_and_lose_nothing_but_space_and_bullets(text: str) -> None:
    last = 0
    for span in split(text):
        assert last <= span.start < span.end
        assert not text[last : span.start].strip(" \n-•")
        assert span.of(text) == span.of(text).strip()
        last = span.end
    assert not text[last:].strip(" \n-•")
