"""The dictionary form of words."""

import pytest

from detente.language.lemmas import lemma

CASES = [
    ("criticised", "VERB", "VBD", "criticise"),
    ("criticized", "VERB", "VBD", "criticize"),
    ("travelling", "VERB", "VBG", "travel"),
    ("cancelled", "VERB", "VBN", "cancel"),
    ("labelled", "VERB", "VBD", "label"),
    ("analysed", "VERB", "VBD", "analyse"),
    ("favours", "VERB", "VBZ", "favour"),
    ("honoured", "VERB", "VBN", "honour"),
    ("pulled", "VERB", "VBD", "pull"),
    ("planned", "VERB", "VBD", "plan"),
    ("hoped", "VERB", "VBD", "hope"),
    ("imposed", "VERB", "VBD", "impose"),
    ("visited", "VERB", "VBD", "visit"),
    ("committed", "VERB", "VBN", "commit"),
    ("denied", "VERB", "VBD", "deny"),
    ("died", "VERB", "VBD", "die"),
    ("dying", "VERB", "VBG", "die"),
    ("panicked", "VERB", "VBD", "panic"),
    ("agreed", "VERB", "VBD", "agree"),
    ("fleeing", "VERB", "VBG", "flee"),
    ("sought", "VERB", "VBD", "seek"),
    ("withdrew", "VERB", "VBD", "withdraw"),
    ("overthrown", "VERB", "VBN", "overthrow"),
    ("laid", "VERB", "VBD", "lay"),
    ("urges", "VERB", "VBZ", "urge"),
    ("clashes", "VERB", "VBZ", "clash"),
    ("denies", "VERB", "VBZ", "deny"),
    ("re-imposed", "VERB", "VBD", "re-impose"),
    ("talks", "NOUN", "NNS", "talk"),
    ("Ministers", "NOUN", "NNS", "minister"),
    ("allies", "NOUN", "NNS", "ally"),
    ("crises", "NOUN", "NNS", "crisis"),
    ("women", "NOUN", "NNS", "woman"),
    ("viruses", "NOUN", "NNS", "virus"),
    ("houses", "NOUN", "NNS", "house"),
    ("speeches", "NOUN", "NNS", "speech"),
    ("breaches", "NOUN", "NNS", "breach"),
    ("headquarters", "NOUN", "NNS", "headquarters"),
    ("secretaries-general", "NOUN", "NNS", "secretary-general"),
    ("better", "ADJ", "JJR", "good"),
    ("larger", "ADJ", "JJR", "large"),
    ("biggest", "ADJ", "JJS", "big"),
    ("closer", "ADV", "RBR", "close"),
    ("Iranian", "ADJ", "JJ", "Iranian"),
    ("Dutch", "ADJ", "JJ", "Dutch"),
    ("Nuclear", "ADJ", "JJ", "nuclear"),
    ("States", "PROPN", "NNPS", "State"),
    ("Netherlands", "PROPN", "NNPS", "Netherlands"),
    ("Brussels", "PROPN", "NNP", "Brussels"),
    ("NATO", "PROPN", "NNP", "NATO"),
    ("Sept.", "PROPN", "NNP", "September"),
    ("n't", "PART", "RB", "not"),
    ("n’t", "PART", "RB", "not"),
    ("'s", "AUX", "VBZ", "be"),
    ("'s", "PART", "POS", "'s"),
    ("It", "PRON", "PRP", "it"),
    ("him", "PRON", "PRP", "he"),
    ("The", "DET", "DT", "the"),
    ("1,500", "NUM", "CD", "1500"),
    ("Two", "NUM", "CD", "two"),
    ("II", "NUM", "CD", "II"),
]


@pytest.mark.parametrize(("form", "upos", "xpos", "expected"), CASES, ids=[f"{c[0]} {c[2]}" for c in CASES])
def test_lemma_with_both_tags(form: str, upos: str, xpos: str, expected: str) -> None:
    assert lemma(form, upos, xpos) == expected


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("criticised", "VERB", "criticise"),
        ("sent", "VERB", "send"),
        ("is", "AUX", "be"),
        ("talks", "NOUN", "talk"),
        ("crisis", "NOUN", "crisis"),
        ("press", "VERB", "press"),
        ("women", "NOUN", "woman"),
        ("worst", "ADJ", "bad"),
        ("Athens", "PROPN", "Athens"),
        ("them", "PRON", "they"),
    ],
)
def test_lemma_with_the_universal_tag_only(form: str, upos: str, expected: str) -> None:
    assert lemma(form, upos) == expected


def test_a_penn_tag_that_contradicts_the_universal_one_is_not_followed() -> None:
    assert lemma("talks", "NOUN", "VBZ") == "talk"
    assert lemma("imposed", "VERB", "NN") == "impose"


def test_unknown_verbs_follow_the_spelling() -> None:
    assert [lemma(w, "VERB", "VBD") for w in ("glorpified", "snarbled", "blixed")] == ["glorpify", "snarble", "blix"]


def test_only_the_first_letter_case_of_capitals_is_kept() -> None:
    assert lemma("IRANIAN", "ADJ", "JJ") in {"IRANIAN", "Iranian"}
    assert lemma("french", "ADJ", "JJ") == "French"
