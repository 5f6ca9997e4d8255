"""Which words are acts, by the frame table over trees written by hand, and which are not though they look it."""

from __future__ import annotations

import pytest
from coding_trees import at, make_clause

from detente.coding.acts import find_acts
from detente.coding.frames import load
from detente.values import Name, Sentence


def found(tree: str) -> list[tuple[str, str | None]]:
    clause = make_clause(tree)
    return [(clause.tokens[a.token].text, a.type or a.frame.op) for a in find_acts(clause, load())]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("Iran/PROPN/NNP/2/nsubj condemned/VERB/VBD/0/root Israel/PROPN/NNP/2/obj", [("condemned", "ACCUSE")]),
        ("Iran/PROPN/NNP/3/nmod:poss 's/PART/POS/1/case condemnation/NOUN/NN/0/root", [("condemnation", "ACCUSE")]),
        ("Abe/PROPN/NNP/2/nsubj apologised/VERB/VBD/0/root", [("apologised", "CONCEDE")]),
        ("Abe/PROPN/NNP/2/nsubj apologized/VERB/VBD/0/root", [("apologized", "CONCEDE")]),
        (
            "Abe/PROPN/NNP/2/nsubj promised/VERB/VBD/0/root to/PART/TO/4/mark apologise/VERB/VB/2/xcomp",
            [("promised", "AGREE"), ("apologise", "CONCEDE")],
        ),
        ("Abe/PROPN/NNP/2/nsubj slept/VERB/VBD/0/root", []),
        (
            "Abe/PROPN/NNP/4/nsubj has/AUX/VBZ/4/aux been/AUX/VBN/4/aux arrested/VERB/VBN/0/root",
            [("arrested", "COERCE")],
        ),
    ],
)
def test_acts_in_the_order_of_their_words(tree: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(tree) == expected


@pytest.mark.parametrize("particle", ["compound:prt", "advmod"])
def test_an_entry_of_several_words_takes_its_particle(particle: str) -> None:
    clause = make_clause(f"Xi/PROPN/NNP/2/nsubj called/VERB/VBD/0/root off/ADP/RP/2/{particle} talks/NOUN/NNS/2/obj")
    act = next(a for a in find_acts(clause, load()) if a.token == at(clause, "called"))
    assert act.frame.lemma == ("call off",)
    assert act.words == (at(clause, "called"), at(clause, "off"))


def test_the_other_words_of_an_entry_are_no_acts_of_their_own() -> None:
    tree = "Xi/PROPN/NNP/2/nsubj held/VERB/VBD/0/root talks/NOUN/NNS/2/obj with/ADP/IN/5/case Abe/PROPN/NNP/3/nmod"
    acts = find_acts(make_clause(tree), load())
    words = [w for a in acts for w in a.words]
    assert len(words) == len(set(words))


def test_a_word_inside_a_name_is_no_act() -> None:
    plain = make_clause("the/DET/DT/3/det Peace/PROPN/NNP/3/compound Protest/PROPN/NNP/4/nsubj won/VERB/VBD/0/root")
    s = plain.sentence
    named = Sentence(s.index, s.start, s.end, s.part, s.tokens, names=(Name("ORG", 1, 3),))
    assert "Protest" in [plain.tokens[a.token].text for a in find_acts(plain, load())]
    assert "Protest" not in [s.tokens[a.token].text for a in find_acts(type(plain)(named, ()), load())]


@pytest.mark.parametrize("role", ["aux", "aux:pass", "cop", "flat"])
def test_a_word_that_serves_another_is_no_act(role: str) -> None:
    assert "attack" not in [w for w, _ in found(f"attack/NOUN/NN/2/{role} Xi/PROPN/NNP/0/root")]


def test_each_act_says_which_row_gave_its_type() -> None:
    clause = make_clause("Iran/PROPN/NNP/2/nsubj condemned/VERB/VBD/0/root Israel/PROPN/NNP/2/obj")
    (act,) = find_acts(clause, load())
    assert [s.how for s in act.steps if s.field == "type"]
    assert act.frame in load().frames("condemn", "v")
