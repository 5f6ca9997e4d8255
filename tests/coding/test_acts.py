"""Which words are acts, by the frame table over trees written by hand, and which are not though they look it."""

from __future__ import annotations

import pytest
from coding_trees import at, make_clause
from notation import DAY

from detente.coding import code_document
from detente.coding.acts import find_acts
from detente.coding.frames import load
from detente.reading import read_text
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
    assert "call off" in act.frame.lemma
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


@pytest.mark.parametrize(
    ("text", "type_", "source", "target"),
    [
        # a preposition and its noun after an object
        ("Norway put its trade talks with Ghana on ice.", "SANCTION", "NOR", "GHA"),
        ("Peru took Chile to court over the river.", "ACCUSE", "PER", "CHL"),
        # what the second verb of a small clause is said of
        ("The International Criminal Court found the Congolese general guilty.", "SANCTION", "ICC", "COD"),
        # the subject is at the receiving end
        ("A Kenyan patrol came under fire from Somali rebels.", "ASSAULT", "SOM", "KEN"),
        ("The Vatican received the Polish prime minister on Friday.", "CONSULT", "POL", "VAT"),
        # an order to somebody
        ("Turkey told Syria to leave the village.", "REQUEST", "TUR", "SYR"),
        # a condition on particles and adverbs, and on phrases of the object
        ("Chad fetched its ambassador home from Libya.", "SANCTION", "TCD", "LBY"),
        ("Finland closed every road to Russia.", "SANCTION", "FIN", "RUS"),
        # lemmas that the model leaves as they are
        ("Somali rebels overran a camp of Kenyan soldiers.", "ASSAULT", "SOM", "KEN"),
    ],
)
def test_acts_of_several_words(text: str, type_: str, source: str, target: str) -> None:
    dyads = {
        (c.type, a.actor.country or a.actor.code, b.actor.country or b.actor.code)
        for c in code_document(read_text(text, id="x", published=DAY))
        for a, b in c.dyads()
        if a is not None and b is not None
    }
    assert (type_, source, target) in dyads


def test_by_of_a_passive_is_no_particle() -> None:
    """ "dropped by the government" is not "drop by"."""
    codings = code_document(
        read_text("Charges against dozens of students were dropped by the Egyptian government.", id="x", published=DAY)
    )
    assert [c.type for c in codings] == ["CONCEDE"]


@pytest.mark.parametrize(
    "text",
    [
        "Canada's parliament closes for the summer on Friday.",
        "Mexican students filled the square to watch the eclipse.",
        "Finnish troops marched in a parade on independence day.",
        "The Norwegian prime minister fired the starting gun of a ski race.",
        "Swedish shoppers filled the streets of Copenhagen.",
        "Thousands of Indian pilgrims marched to the river on Friday.",
        "Poland's president was flown out to Malta.",
        "American firms cut the price of Mexican avocados.",
        "Spain dropped two points at home to Switzerland.",
        "The Chinese minister put his signature on a banknote.",
    ],
)
def test_the_same_words_of_other_things_are_no_acts(text: str) -> None:
    assert code_document(read_text(text, id="x", published=DAY)) == []
