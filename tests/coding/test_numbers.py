"""Counts of dead, injured, arrested and of a crowd, and what is none of them."""

from __future__ import annotations

import pytest
from coding_trees import at, make_clause
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.amounts import value_of
from detente.coding.numbers import numbers_of
from detente.values import Numbers


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("seven", 7),
        ("twenty - one", 21),
        ("two hundred and five", 205),
        ("three thousand four hundred", 3400),
        ("one million two hundred thousand", 1_200_000),
        ("hundred", 100),
        ("dozens", 24),
        ("scores", 40),
        ("hundreds", 200),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("several hundred", 200),
        ("a few dozen", 24),
        ("several", None),
        ("-", None),
        ("", None),
        ("12 - 15", 12),
        ("12 to 15", 12),
        ("between 20 and 30", 20),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("12-15", 12),
        ("12 15", None),
        ("2.5 million", 2_500_000),
        ("12²", None),
    ],
)
def test_value_of_words(words: str, value: int | None) -> None:
    assert value_of(words.split()) == value


@given(st.integers(0, 10**9 - 1))
def test_a_number_in_digits_is_itself(n: int) -> None:
    assert value_of([str(n)]) == n == value_of([f"{n:,}"])


@given(st.integers(1, 999), st.sampled_from([("hundred", 100), ("thousand", 1000), ("million", 10**6)]))
def test_a_scale_multiplies(n: int, scale: tuple[str, int]) -> None:
    assert value_of([str(n), scale[0]]) == n * scale[1]


KILLED = (
    "Rebels/NOUN/NNS/2/nsubj killed/VERB/VBD/0/root five/NUM/CD/4/nummod men/NOUN/NNS/2/obj and/CCONJ/CC/6/cc "
    "wounded/VERB/VBD/2/conj 11/NUM/CD/6/obj"
)
HELD = "Police/NOUN/NNS/2/nsubj arrested/VERB/VBD/0/root 30/NUM/CD/4/nummod activists/NOUN/NNS/2/obj"
PASSIVE = "Nine/NUM/CD/2/nummod people/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass killed/VERB/VBN/0/root"
HANGING = (
    "Jets/NOUN/NNS/2/nsubj bombed/VERB/VBD/0/root Aleppo/PROPN/NNP/2/obj ,/PUNCT/,/5/punct killing/VERB/VBG/2/advcl "
    "40/NUM/CD/7/nummod people/NOUN/NNS/5/obj"
)
CROWD = (
    "10,000/NUM/CD/2/nummod people/NOUN/NNS/3/nsubj marched/VERB/VBD/0/root in/ADP/IN/5/case Yerevan/PROPN/NNP/3/obl"
)
APART = (
    "Xi/PROPN/NNP/2/nsubj visited/VERB/VBD/0/root Iran/PROPN/NNP/2/obj 5/NUM/CD/5/nummod days/NOUN/NNS/2/obl "
    "after/ADP/IN/7/case talks/NOUN/NNS/5/nmod"
)
ROUNDS = (
    "They/PRON/PRP/2/nsubj held/VERB/VBD/0/root two/NUM/CD/4/nummod rounds/NOUN/NNS/2/obj of/ADP/IN/6/case "
    "talks/NOUN/NNS/4/nmod"
)
TONNES = (
    "Police/NOUN/NNS/2/nsubj seized/VERB/VBD/0/root 40/NUM/CD/4/nummod tonnes/NOUN/NNS/2/obj of/ADP/IN/6/case "
    "hashish/NOUN/NN/4/nmod"
)
JETS = "Three/NUM/CD/2/nummod jets/NOUN/NNS/3/nsubj struck/VERB/VBD/0/root Aleppo/PROPN/NNP/3/obj"
LEFT = "The/DET/DT/2/det raid/NOUN/NN/3/nsubj left/VERB/VBD/0/root 31/NUM/CD/3/obj dead/ADJ/JJ/3/xcomp"


@pytest.mark.parametrize(
    ("tree", "act", "numbers"),
    [
        pytest.param(KILLED, "killed", Numbers(dead=5, injured=11), id="dead and injured"),
        pytest.param(HELD, "arrested", Numbers(arrested=30), id="arrested"),
        pytest.param(PASSIVE, "killed", Numbers(dead=9), id="passive"),
        pytest.param(HANGING, "bombed", Numbers(dead=40), id="hanging on the act"),
        pytest.param(CROWD, "marched", Numbers(size=10_000), id="crowd"),
        pytest.param(APART, "visited", Numbers(), id="days are no people"),
        pytest.param(ROUNDS, "talks", Numbers(), id="rounds of talks"),
        pytest.param(TONNES, "seized", Numbers(), id="goods seized"),
        pytest.param(JETS, "struck", Numbers(), id="jets are no crowd"),
        pytest.param(LEFT, "raid", Numbers(dead=31), id="left 31 dead"),
    ],
)
def test_numbers_of_an_act(tree: str, act: str, numbers: Numbers) -> None:
    clause = make_clause(tree)
    assert numbers_of(clause, at(clause, act)) == numbers
