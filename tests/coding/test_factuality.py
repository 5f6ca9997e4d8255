"""Whether an act is told as a fact, over trees written by hand: the model may change, the rules hold."""

from __future__ import annotations

import pytest
from coding_trees import at, make_clause

from detente.coding.clause import Clause
from detente.coding.factuality import is_denied_or_doubted, status_of
from detente.language import analyse
from detente.reading import read_text

TREES = {
    "fact": ("Iran/PROPN/NNP/2/nsubj attacked/VERB/VBD/0/root Israel/PROPN/NNP/2/obj", "attacked", "fact", None),
    "not": (
        "Iran/PROPN/NNP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod attack/VERB/VB/0/root Israel/PROPN/NNP/4/obj",
        "attack",
        "denied",
        "not",
    ),
    "never": (
        "Iran/PROPN/NNP/4/nsubj has/AUX/VBZ/4/aux never/ADV/RB/4/advmod attacked/VERB/VBN/0/root",
        "attacked",
        "denied",
        "never",
    ),
    "no subject": (
        "No/DET/DT/2/det troops/NOUN/NNS/4/nsubj:pass were/AUX/VBD/4/aux:pass deployed/VERB/VBN/0/root",
        "deployed",
        "denied",
        "troops",
    ),
    "nobody": ("Nobody/PRON/NN/2/nsubj attacked/VERB/VBD/0/root Iran/PROPN/NNP/2/obj", "attacked", "denied", "Nobody"),
    "without": (
        "Iran/PROPN/NNP/2/nsubj left/VERB/VBD/0/root without/SCONJ/IN/4/mark attacking/VERB/VBG/2/advcl",
        "attacking",
        "denied",
        "without",
    ),
    "no strike": (
        "There/PRON/EX/2/expl was/VERB/VBD/0/root no/DET/DT/4/det strike/NOUN/NN/2/nsubj",
        "strike",
        "denied",
        "no",
    ),
    "object of a denied verb": (
        "Iran/PROPN/NNP/4/nsubj did/AUX/VBD/4/aux not/PART/RB/4/advmod launch/VERB/VB/0/root "
        "an/DET/DT/6/det attack/NOUN/NN/4/obj",
        "attack",
        "denied",
        "not",
    ),
    "may": (
        "Iran/PROPN/NNP/3/nsubj may/AUX/MD/3/aux attack/VERB/VB/0/root Israel/PROPN/NNP/3/obj",
        "attack",
        "possible",
        "may",
    ),
    "allegedly": (
        "Iran/PROPN/NNP/3/nsubj allegedly/ADV/RB/3/advmod attacked/VERB/VBD/0/root",
        "attacked",
        "possible",
        "allegedly",
    ),
    "reportedly": (
        "Iran/PROPN/NNP/3/nsubj reportedly/ADV/RB/3/advmod attacked/VERB/VBD/0/root",
        "attacked",
        "fact",
        None,
    ),
    "planned visit": (
        "a/DET/DT/3/det planned/ADJ/JJ/3/amod visit/NOUN/NN/4/nsubj ended/VERB/VBD/0/root",
        "visit",
        "possible",
        "planned",
    ),
    "will": (
        "Xi/PROPN/NNP/3/nsubj will/AUX/MD/3/aux visit/VERB/VB/0/root Iran/PROPN/NNP/3/obj",
        "visit",
        "future",
        "will",
    ),
    "is expected to": (
        "Xi/PROPN/NNP/3/nsubj:pass is/AUX/VBZ/3/aux:pass expected/VERB/VBN/0/root to/PART/TO/5/mark "
        "visit/VERB/VB/3/xcomp",
        "visit",
        "future",
        "expected",
    ),
    "headline to": (
        "Xi/PROPN/NNP/3/nsubj to/PART/TO/3/mark visit/VERB/VB/0/root Iran/PROPN/NNP/3/obj",
        "visit",
        "future",
        "visit",
    ),
    "headline to, the name as root": (
        "Xi/PROPN/NNP/0/root to/PART/TO/3/mark visit/VERB/VB/1/acl Iran/PROPN/NNP/3/obj",
        "visit",
        "future",
        "visit",
    ),
    "headline to, two names as root": (
        "Xi/PROPN/NNP/0/root Abe/PROPN/NNP/1/conj to/PART/TO/4/mark meet/VERB/VB/2/advcl",
        "meet",
        "future",
        "meet",
    ),
    "would, told": (
        "Japan/PROPN/NNP/2/nsubj said/VERB/VBD/0/root it/PRON/PRP/5/nsubj would/AUX/MD/5/aux halt/VERB/VB/2/ccomp",
        "halt",
        "future",
        "would",
    ),
    "would, under a condition": (
        "Japan/PROPN/NNP/3/nsubj would/AUX/MD/3/aux attack/VERB/VB/0/root if/SCONJ/IN/6/mark Xi/PROPN/NNP/6/nsubj "
        "left/VERB/VBD/3/advcl",
        "attack",
        "hypothetical",
        "would",
    ),
    "should": (
        "Japan/PROPN/NNP/3/nsubj should/AUX/MD/3/aux leave/VERB/VB/0/root",
        "leave",
        "hypothetical",
        "should",
    ),
    "if": (
        "If/SCONJ/IN/3/mark Iran/PROPN/NNP/3/nsubj attacks/VERB/VBZ/6/advcl oil/NOUN/NN/6/nsubj will/AUX/MD/6/aux "
        "rise/VERB/VB/0/root",
        "attacks",
        "hypothetical",
        "If",
    ),
    "unless": (
        "Iran/PROPN/NNP/2/nsubj waits/VERB/VBZ/0/root unless/SCONJ/IN/5/mark Xi/PROPN/NNP/5/nsubj "
        "visits/VERB/VBZ/2/advcl",
        "visits",
        "hypothetical",
        "unless",
    ),
    "purpose": (
        "Iran/PROPN/NNP/2/nsubj sent/VERB/VBD/0/root ships/NOUN/NNS/2/obj to/PART/TO/5/mark attack/VERB/VB/2/advcl",
        "attack",
        "possible",
        "attack",
    ),
    "wanted to": (
        "Iran/PROPN/NNP/2/nsubj wanted/VERB/VBD/0/root to/PART/TO/4/mark attack/VERB/VB/2/xcomp",
        "attack",
        "possible",
        "attack",
    ),
    "began to": (
        "Iran/PROPN/NNP/2/nsubj began/VERB/VBD/0/root to/PART/TO/4/mark withdraw/VERB/VB/2/xcomp",
        "withdraw",
        "fact",
        None,
    ),
    "a list under one modal verb": (
        "Iran/PROPN/NNP/3/nsubj may/AUX/MD/3/aux attack/VERB/VB/0/root or/CCONJ/CC/5/cc retreat/VERB/VB/3/conj",
        "retreat",
        "possible",
        "may",
    ),
    "a list with its own subject": (
        "Iran/PROPN/NNP/3/nsubj may/AUX/MD/3/aux attack/VERB/VB/0/root but/CCONJ/CC/6/cc Iraq/PROPN/NNP/6/nsubj "
        "retreated/VERB/VBD/3/conj",
        "retreated",
        "fact",
        None,
    ),
    "a relative clause stands by itself": (
        "Iran/PROPN/NNP/7/nsubj which/PRON/WDT/3/nsubj attacked/VERB/VBD/1/acl:relcl Iraq/PROPN/NNP/3/obj "
        "may/AUX/MD/7/aux not/PART/RB/7/advmod leave/VERB/VB/0/root",
        "attacked",
        "fact",
        None,
    ),
    "neither … nor": (
        "Neither/CCONJ/CC/2/cc:preconj Iran/PROPN/NNP/6/nsubj nor/CCONJ/CC/4/cc Iraq/PROPN/NNP/2/conj "
        "has/AUX/VBZ/6/aux attacked/VERB/VBN/0/root",
        "attacked",
        "denied",
        "Neither",
    ),
    "the subject of a denied verb": (
        "Talks/NOUN/NNS/4/nsubj have/AUX/VBP/4/aux not/PART/RB/4/advmod resumed/VERB/VBN/0/root",
        "Talks",
        "denied",
        "not",
    ),
    "has yet to": (
        "Iran/PROPN/NNP/2/nsubj has/VERB/VBZ/0/root yet/ADV/RB/2/advmod to/PART/TO/5/mark attack/VERB/VB/2/xcomp",
        "attack",
        "denied",
        "yet",
    ),
}
KNOWN_GAPS = {"headline to, two names as root", "neither … nor", "has yet to"}
"""Readings that are wrong today; a test that passes all the same fails, and its name is to be taken out here."""


def _marked(name: str) -> object:
    marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if name in KNOWN_GAPS else []
    return pytest.param(*TREES[name], id=name, marks=marks)


@pytest.mark.parametrize(("tree", "act", "status", "word"), [_marked(name) for name in TREES])
def test_status_and_the_word_that_shows_it(tree: str, act: str, status: str, word: str | None) -> None:
    clause = make_clause(tree)
    reading = status_of(clause, at(clause, act))
    assert reading.status == status
    assert (None if reading.word is None else clause.tokens[reading.word].text) == word


def test_a_word_that_takes_charge_hides_what_stands_above_it() -> None:
    clause = make_clause(
        "Iran/PROPN/NNP/3/nsubj may/AUX/MD/3/aux threaten/VERB/VB/0/root an/DET/DT/5/det attack/NOUN/NN/3/obj"
    )
    act, threat = at(clause, "attack"), at(clause, "threaten")
    assert status_of(clause, act).status == "possible"
    assert status_of(clause, act, upto=threat).status == "fact"


@pytest.mark.parametrize(
    ("tree", "verb", "status"),
    [
        ("Bomb/VERB/VB/0/root the/DET/DT/3/det bridge/NOUN/NN/1/obj", "Bomb", "hypothetical"),
        ("Go/VERB/VB/0/root home/ADV/RB/1/advmod and/CCONJ/CC/4/cc vote/VERB/VB/1/conj", "vote", "hypothetical"),
        ("Rebels/NOUN/NNS/2/nsubj bomb/VERB/VB/0/root the/DET/DT/4/det bridge/NOUN/NN/2/obj", "bomb", "fact"),
    ],
)
def test_commands(tree: str, verb: str, status: str) -> None:
    clause = make_clause(tree)
    assert status_of(clause, at(clause, verb)).status == status


@pytest.mark.parametrize(
    ("text", "verb", "like", "is_so"),
    [
        ("No one was detained.", "detained", "COERCE", True),
        ("Police in Lima detained nobody.", "detained", "COERCE", True),
        ("No protest was lodged with Peru.", "lodged", "ACCUSE", True),
        ("Norway could suspend the sanctions.", "suspend", "SANCTION", True),
        ("Norway will suspend the sanctions.", "suspend", "AGREE", False),
        ("Norway will suspend the sanctions.", "suspend", "SANCTION", True),
        ("Norway has suspended the sanctions.", "suspended", "SANCTION", False),
    ],
)
def test_what_nobody_did_or_only_could_be_done_is_no_act(text: str, verb: str, like: str, *, is_so: bool) -> None:
    sentence = analyse(read_text(text, id="x"))[0]
    clause = Clause(sentence, ())
    token = next(t.index for t in sentence.tokens if t.text == verb)
    assert is_denied_or_doubted(clause, token, like) is is_so
