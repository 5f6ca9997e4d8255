"""Words in the style of the UD English Web Treebank."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenize(text)]


CASES = {
    "hyphens part": ("US-backed Kurdish-led talks", "US - backed Kurdish - led talks"),
    "prefixes join": (
        "anti-government re-election of non-Iranian ex-spies",
        "anti-government re-election of non-Iranian ex-spies",
    ),
    "decades": ("mid-1990s and the 1980s", "mid-1990s and the 1980s"),
    "not": ("They don't, won’t and cannot", "They do n't , wo n’t and can not"),
    "clitics": ("Iran's and we've; he'd", "Iran 's and we 've ; he 'd"),
    "two clitics": ("wouldn't've", "would n't 've"),
    "plural possessive": ("the ministers' talks", "the ministers ' talks"),
    "apostrophes within names": ("O'Brien met Sana'a Ba'athists", "O'Brien met Sana'a Ba'athists"),
    "run together": ("gonna gotta dont", "gon na got ta do nt"),
    "initials": ("The U.S. and U.N. said", "The U.S. and U.N. said"),
    "initials with a clitic": ("the U.S.'s offer", "the U.S. 's offer"),
    "initials with a hyphen": ("a U.S.-led force", "a U.S. - led force"),
    "titles": ("Mr. Ri, Gen. Dunford and J. R. Smith", "Mr. Ri , Gen. Dunford and J. R. Smith"),
    "months": ("on Jan. 3 and Sept. 11", "on Jan. 3 and Sept. 11"),
    "number sign only before a number": ("No. 2 said no.", "No. 2 said no ."),
    "figures": ("1,500 men, 3.5 percent", "1,500 men , 3.5 percent"),
    "money": ("$1.5bn or €3m, US$40", "$ 1.5 bn or € 3 m , US$ 40"),
    "per cent": ("a 20% rise", "a 20 % rise"),
    "times": ("at 5:30 p.m. or 9am", "at 5:30 p.m. or 9 am"),
    "ordinals": ("the 21st and 3rd", "the 21st and 3rd"),
    "dates": ("2018-08-07 or 9/11", "2018-08-07 or 9/11"),
    "ranges part": ("10-15 men in 1970-1971", "10 - 15 men in 1970 - 1971"),
    "weapons": ("an F-16 and S-300s", "an F - 16 and S - 300s"),
    "mail and web": (
        "a.b@mfa.gov.xx, https://example.org/a?b=1. www.x.org",
        "a.b@mfa.gov.xx , https://example.org/a?b=1 . www.x.org",
    ),
    "domain": ("on whitehouse.gov, he", "on whitehouse.gov , he"),
    "ellipsis": ("Well... no … yes", "Well ... no … yes"),
    "straight quotes": ('"Yes," he said.', '" Yes , " he said .'),
    "curly quotes": ("“We ‘never’ agreed,”", "“ We ‘ never ’ agreed , ”"),
    "dashes": ("talks—failed – again -- twice", "talks — failed – again -- twice"),
    "brackets": ("(the [so-called] deal)", "( the [ so - called ] deal )"),
    "slash": ("and/or Israel/Palestine", "and / or Israel / Palestine"),
    "ampersand": ("AT&T, R&D", "AT&T , R&D"),
    "missing space": ("It ended.The rest", "It ended . The rest"),
    "handles": ("@potus said #MAGA", "@potus said #MAGA"),
    "emoji with joints": ("ok 👩‍👩‍👧 🇺🇸🇮🇷 👍🏽!", "ok 👩‍👩‍👧 🇺🇸 🇮🇷 👍🏽 !"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


def test_full_stop_at_the_end_stands_alone() -> None:
    assert words("They met in Tehran.") == ["They", "met", "in", "Tehran", "."]


def test_no_break_space_parts_and_zero_width_space_is_no_word() -> None:
    assert words("Kim\u00a0Jong\u202fUn\u200b,\ufeff said") == ["Kim", "Jong", "Un", ",", "said"]


def test_soft_hyphen_and_combining_marks_stay_within_the_word() -> None:
    assert words("basic\u00adally Jose\u0301 left") == ["basic\u00adally", "Jose\u0301", "left"]


def test_start_moves_every_span() -> None:
    assert tokenize("Iran said", 100) == [(100, 104), (105, 109)]


def test_nothing_gives_nothing() -> None:
    assert tokenize("") == tokenize(" \n\t\u200b") == []


@given(st.text(alphabet=st.sampled_from("aAbU.S,1$%-'’\"\n ?!()@/:;&é\u200b\u0301👍t")))
def test_spans_rise_and_leave_out_only_what_is_invisible(text: str) -> None:
    last = 0
    for start, end in tokenize(text):
        assert last <= start < end
        assert not text[last:start].strip("\n \u200b\u0301")
        last = end
    assert not text[last:].strip("\n \u200b\u0301")


@pytest.mark.parametrize(
    "unit", ["a", ".", "a.", "1.", "1.1x", "a&b", "a-", "'", "a's", "http://", "a@", "A. ", " ", "(", "e-", "9'"]
)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + "_x"
        return min(_timed(text) for _ in range(3))

    assert seconds(40_000) < 24 * max(seconds(5_000), 0.002)


def _timed(text: str) -> float:
    start = time.process_time()
    tokenize(text)
    return time.process_time() - start
