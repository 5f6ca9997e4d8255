"""Which of a sentence's places is that of an act."""

import pytest
from where_trees import make_tree

from detente.values import Argument, Predicate, Sentence
from detente.where import choose, find_places

CASES = {
    "place under the verb": (
        "They|PRON|2|nsubj met|VERB|0|root in|ADP|4|case Geneva|LOC|2|obl",
        "met", "Geneva"),
    "actor is no place": ("Tehran|LOC|2|nsubj said|VERB|0|root no|INTJ|2|obj", "said", None),
    "target country is no place": (
        "Norland|PROPN|2|nsubj attacked|VERB|0|root Iran|LOC|2|obj", "attacked", None),
    "shelled town is the place": (
        "Norland|PROPN|2|nsubj shelled|VERB|0|root Mosul|LOC|2|obj", "shelled", "Mosul"),
    "visited country is the place": (
        "Kim|PROPN|2|nsubj visited|VERB|0|root China|LOC|2|obj", "visited", "China"),
    "goal of a journey": (
        "Kim|PROPN|2|nsubj flew|VERB|0|root to|ADP|4|case Singapore|LOC|2|obl", "flew", "Singapore"),
    "sanctions on a country": (
        "Norland|PROPN|2|nsubj imposed|VERB|0|root sanctions|NOUN|2|obj on|ADP|5|case Iran|LOC|3|nmod",
        "sanctions", None),
    "place of the object": (
        "Bombs|NOUN|2|nsubj killed|VERB|0|root people|NOUN|2|obj in|ADP|5|case Mosul|LOC|3|nmod", "killed", "Mosul"),
    "noun under a light verb": (
        "Rebels|NOUN|2|nsubj launched|VERB|0|root an|DET|4|det attack|NOUN|2|obj in|ADP|6|case Mosul|LOC|2|obl",
        "attack", "Mosul"),
    "light verb over a noun": (
        "They|PRON|2|nsubj held|VERB|0|root talks|NOUN|2|obj in|ADP|5|case Vienna|LOC|3|nmod", "held", "Vienna"),
    "noun that bears the place": (
        "They|PRON|2|nsubj held|VERB|0|root talks|NOUN|2|obj in|ADP|5|case Vienna|LOC|3|nmod", "talks", "Vienna"),
    "speaker condemns what happened elsewhere": (
        "Norland|PROPN|2|nsubj condemned|VERB|0|root the|DET|4|det attack|NOUN|2|obj in|ADP|6|case Mosul|LOC|4|nmod",
        "condemned", None),
    "officials in a capital": (
        "Officials|NOUN|4|nsubj in|ADP|3|case Washington|LOC|1|nmod condemned|VERB|0|root it|PRON|4|obj",
        "condemned", None),
    "crowd in a city": (
        "Protesters|NOUN|4|nsubj in|ADP|3|case Cairo|LOC|1|nmod burned|VERB|0|root flags|NOUN|4|obj",
        "burned", "Cairo"),
    "said there of what happened elsewhere": (
        "He|PRON|2|nsubj said|VERB|0|root in|ADP|4|case Geneva|LOC|2|obl that|SCONJ|7|mark troops|NOUN|7|nsubj "
        "attacked|VERB|2|ccomp villages|NOUN|7|obj",
        "attacked", None),
    "said there": (
        "He|PRON|2|nsubj said|VERB|0|root in|ADP|4|case Geneva|LOC|2|obl that|SCONJ|7|mark troops|NOUN|7|nsubj "
        "attacked|VERB|2|ccomp villages|NOUN|7|obj",
        "said", "Geneva"),
    "speaking there he condemned": (
        "Speaking|VERB|6|advcl in|ADP|3|case Geneva|LOC|1|obl ,|PUNCT|6|punct he|PRON|6|nsubj condemned|VERB|0|root "
        "the|DET|8|det raid|NOUN|6|obj",
        "condemned", "Geneva"),
    "relative clause keeps its place": (
        "Men|NOUN|7|nsubj who|PRON|3|nsubj attacked|VERB|1|acl:relcl a|DET|5|det base|NOUN|3|obj were|AUX|7|aux:pass "
        "sentenced|VERB|0|root in|ADP|9|case London|LOC|7|obl",
        "attacked", None),
    "shared by two verbs": (
        "They|PRON|2|nsubj met|VERB|0|root in|ADP|4|case Geneva|LOC|2|obl and|CCONJ|6|cc signed|VERB|2|conj "
        "pacts|NOUN|6|obj",
        "signed", "Geneva"),
    "finest place": (
        "Ten|NUM|2|nsubj died|VERB|0|root in|ADP|4|case Iraq|LOC|2|obl near|ADP|6|case Mosul|LOC|2|obl",
        "died", "Mosul"),
    "city of its name": (
        "Ten|NUM|2|nsubj died|VERB|0|root in|ADP|6|case the|DET|6|det northern|ADJ|6|amod city|NOUN|2|obl "
        "of|ADP|8|case Mosul|LOC|6|nmod",
        "died", "Mosul"),
    "capital by name": (
        "They|PRON|2|nsubj met|VERB|0|root in|ADP|5|case the|DET|5|det capital|NOUN|2|obl Tehran|LOC|5|appos",
        "met", "Tehran"),
    "town with its country": (
        "They|PRON|2|nsubj met|VERB|0|root in|ADP|4|case Tripoli|LOC|2|obl ,|PUNCT|6|punct Lebanon|LOC|4|appos",
        "met", "Tripoli"),
    "list of places": (
        "They|PRON|2|nsubj met|VERB|0|root in|ADP|4|case Vienna|LOC|2|obl and|CCONJ|6|cc Geneva|LOC|4|conj",
        "met", "Vienna"),
    "summit in a city": (
        "They|PRON|2|nsubj met|VERB|0|root at|ADP|5|case a|DET|5|det summit|NOUN|2|obl "
        "in|ADP|7|case Helsinki|LOC|5|nmod",
        "met", "Helsinki"),
    "city as a modifier of the act": (
        "The|DET|3|det Geneva|LOC|3|compound talks|NOUN|4|nsubj failed|VERB|0|root", "talks", "Geneva"),
    "country as a modifier of the act": (
        "The|DET|3|det Syria|LOC|3|compound talks|NOUN|4|nsubj failed|VERB|0|root", "talks", None),
    "off a coast": (
        "They|PRON|2|nsubj seized|VERB|0|root ships|NOUN|2|obj off|ADP|6|case the|DET|6|det coast|NOUN|2|obl "
        "of|ADP|8|case Yemen|LOC|6|nmod",
        "seized", "Yemen"),
    "anger at a country": (
        "Anger|NOUN|4|nsubj at|ADP|3|case Iran|LOC|1|nmod grew|VERB|0|root", "grew", None),
    "soldiers of a country": (
        "It|PRON|2|nsubj leave|VERB|0|root US|LOC|4|compound soldiers|NOUN|2|obj dead|ADJ|2|xcomp", "leave", None),
    "market of a city": (
        "Ten|NUM|2|nsubj died|VERB|0|root in|ADP|6|case a|DET|6|det Baghdad|LOC|6|compound market|NOUN|2|obl",
        "died", "Baghdad"),
    "no place at all": ("They|PRON|2|nsubj met|VERB|0|root again|ADV|2|advmod", "met", None),
}  # fmt: skip


def place_of(marked, trigger, *, part="body", predicates=()):
    sentence, document = make_tree(marked)
    sentence = Sentence(0, 0, sentence.end, part, sentence.tokens, predicates, sentence.names)
    words = [t.text for t in sentence.tokens]
    found = choose(find_places(sentence, document), sentence, words.index(trigger))
    return found.text if found is not None else None


@pytest.mark.parametrize(("marked", "trigger", "expected"), list(CASES.values()), ids=list(CASES))
def test_place_of_an_act(marked, trigger, expected):
    assert place_of(marked, trigger) == expected


def test_role_of_place_counts_where_the_tree_says_nothing():
    marked = "They|PRON|2|nsubj met|VERB|0|root Geneva|LOC|2|dep"
    roles = (Predicate(1, "meet", "meet.03", 0.9, (Argument("ARGM-LOC", 2, 3, 0.9),)),)
    assert place_of(marked, "met") is None
    assert place_of(marked, "met", predicates=roles) == "Geneva"


def test_event_noun_known_as_predicate_keeps_its_place():
    marked = "They|PRON|2|nsubj praised|VERB|0|root the|DET|4|det accord|NOUN|2|obj in|ADP|6|case Mosul|LOC|4|nmod"
    assert place_of(marked, "praised", predicates=(Predicate(3, "accord", "accord.01", 0.9, ()),)) is None


def test_dateline_gives_no_place():
    assert place_of(CASES["place under the verb"][0], "met", part="dateline") is None


def test_place_keeps_country_and_span():
    sentence, document = make_tree(CASES["town with its country"][0])
    found = choose(find_places(sentence, document), sentence, 1)
    assert (found.country, found.precision) == ("LBN", "city")
    assert document.text[found.start : found.end] == "Tripoli"
