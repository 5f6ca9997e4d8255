"""Which of a sentence's times is that of an act. Published on Tuesday, 7 August 2018."""

from datetime import date

import pytest
from when_trees import PUBLISHED, make_document, make_tree

from detente.values import Argument, Predicate, When
from detente.when import choose, is_historical, times_of

SAID_THAT = (
    "Officials|NOUN|2|nsubj said|VERB|0|root on|ADP|4|case Monday|PROPN|2|obl that|SCONJ|7|mark troops|NOUN|7|nsubj "
    "shelled|VERB|2|ccomp the|DET|9|det town|NOUN|7|obj on|ADP|11|case Friday|PROPN|7|obl"
)
AND = (
    "They|PRON|2|nsubj visited|VERB|0|root Paris|PROPN|2|obj on|ADP|5|case Monday|PROPN|2|obl and|CCONJ|7|cc "
    "met|VERB|2|conj envoys|NOUN|7|obj on|ADP|10|case Tuesday|PROPN|7|obl"
)
SHARED = (
    "On|ADP|2|case Monday|PROPN|5|obl ,|PUNCT|5|punct they|PRON|5|nsubj visited|VERB|0|root Paris|PROPN|5|obj "
    "and|CCONJ|8|cc met|VERB|5|conj envoys|NOUN|8|obj"
)
LAUNCHED = (
    "Rebels|NOUN|2|nsubj launched|VERB|0|root an|DET|4|det attack|NOUN|2|obj late|ADV|6|advmod Sunday|PROPN|2|obl:tmod"
)
AFTER_TEST = (
    "Norland|PROPN|2|nsubj imposed|VERB|0|root sanctions|NOUN|2|obj after|SCONJ|6|mark Sudland|PROPN|6|nsubj "
    "tested|VERB|2|advcl a|DET|8|det missile|NOUN|6|obj on|ADP|10|case Monday|PROPN|6|obl"
)
OLD_DEAL = "Norland|PROPN|2|nsubj left|VERB|0|root the|DET|5|det 2015|NUM|5|nummod deal|NOUN|2|obj"
RELATIVE = (
    "The|DET|2|det men|NOUN|8|nsubj who|PRON|4|nsubj attacked|VERB|2|acl:relcl the|DET|6|det base|NOUN|4|obj "
    "were|AUX|8|aux sentenced|VERB|0|root on|ADP|10|case Monday|PROPN|8|obl"
)
NO_TIME = "Norland|PROPN|2|nsubj condemned|VERB|0|root the|DET|4|det raid|NOUN|2|obj"
VAGUE = (
    "Troops|NOUN|2|nsubj shelled|VERB|0|root the|DET|4|det town|NOUN|2|obj in|ADP|7|case recent|ADJ|7|amod "
    "weeks|NOUN|2|obl"
)
SINCE = "Norland|PROPN|2|nsubj held|VERB|0|root him|PRON|2|obj since|ADP|5|case 2016|NUM|2|obl"
FIRST_SINCE = (
    "They|PRON|2|nsubj held|VERB|0|root their|PRON|5|nmod:poss first|ADJ|5|amod talks|NOUN|2|obj since|ADP|7|case "
    "2011|NUM|5|nmod"
)
WILL_MEET = "The|DET|2|det envoys|NOUN|4|nsubj will|AUX|4|aux meet|VERB|0|root on|ADP|6|case Friday|PROPN|4|obl"
DURATION = (
    "It|PRON|5|nsubj was|AUX|5|cop his|PRON|5|nmod:poss first|ADJ|5|amod visit|NOUN|0|root in|ADP|8|case "
    "two|NUM|8|nummod years|NOUN|5|nmod"
)
IN_ATTACK = (
    "Ten|NUM|2|nummod people|NOUN|3|nsubj died|VERB|0|root in|ADP|6|case an|DET|6|det attack|NOUN|3|obl on|ADP|8|case "
    "Saturday|PROPN|6|nmod"
)
THIS_WEEK = (
    "They|PRON|2|nsubj held|VERB|0|root talks|NOUN|2|obj this|DET|5|det week|NOUN|3|nmod:tmod ,|PUNCT|8|punct "
    "on|ADP|8|case Monday|PROPN|3|nmod"
)
OLD_THING = "They|PRON|2|nsubj praised|VERB|0|root the|DET|4|det accord|NOUN|2|obj of|ADP|6|case 2015|NUM|4|nmod"
BEFORE = "They|PRON|2|nsubj left|VERB|0|root before|ADP|4|case 2015|NUM|2|obl"


def when(marked, trigger, *, future=False, published=PUBLISHED, predicates=()):
    sentence, text = make_tree(marked)
    document = make_document(text, published)
    if predicates:
        sentence = sentence.__class__(0, 0, len(text), "body", sentence.tokens, predicates=predicates)
    words = [t.text for t in sentence.tokens]
    return choose(times_of(sentence, document), sentence, words.index(trigger), document, future=future)


def days(found):
    return None if found is None else (found.text, str(found.first_day), str(found.last_day), found.implicit)


IMPLICIT = (None, "2018-08-07", "2018-08-07", True)


@pytest.mark.parametrize(
    ("marked", "trigger", "expected"),
    [
        (SAID_THAT, "shelled", ("Friday", "2018-08-03", "2018-08-03", False)),
        (SAID_THAT, "said", ("Monday", "2018-08-06", "2018-08-06", False)),
        (AND, "visited", ("Monday", "2018-08-06", "2018-08-06", False)),
        (AND, "met", ("Tuesday", "2018-08-07", "2018-08-07", False)),
        (SHARED, "met", ("Monday", "2018-08-06", "2018-08-06", False)),
        (LAUNCHED, "attack", ("late Sunday", "2018-08-05", "2018-08-05", False)),
        (AFTER_TEST, "tested", ("Monday", "2018-08-06", "2018-08-06", False)),
        (AFTER_TEST, "imposed", IMPLICIT),
        (OLD_DEAL, "left", IMPLICIT),
        (OLD_DEAL, "deal", ("2015", "2015-01-01", "2015-12-31", False)),
        (RELATIVE, "sentenced", ("Monday", "2018-08-06", "2018-08-06", False)),
        (NO_TIME, "condemned", IMPLICIT),
        (VAGUE, "shelled", None),
        (SINCE, "held", ("2016", "2016-01-01", "2018-08-07", False)),
        (FIRST_SINCE, "talks", IMPLICIT),
        (FIRST_SINCE, "held", IMPLICIT),
        (DURATION, "visit", IMPLICIT),
        (IN_ATTACK, "attack", ("Saturday", "2018-08-04", "2018-08-04", False)),
        (IN_ATTACK, "died", ("Saturday", "2018-08-04", "2018-08-04", False)),
        (BEFORE, "left", None),
        (THIS_WEEK, "held", ("Monday", "2018-08-06", "2018-08-06", False)),
        (OLD_THING, "praised", IMPLICIT),
    ],
)
def test_time_of_an_act(marked, trigger, expected):
    assert days(when(marked, trigger)) == expected


def test_future_clause_reads_the_weekday_ahead():
    assert days(when(WILL_MEET, "meet", future=True)) == ("Friday", "2018-08-10", "2018-08-10", False)
    assert days(when(WILL_MEET, "meet")) == ("Friday", "2018-08-03", "2018-08-03", False)


def test_act_without_time_and_published_day_has_no_when():
    assert when(NO_TIME, "condemned", published=None) is None


def test_role_comes_before_the_tree():
    roles = (Predicate(6, "shell", "shell.01", 0.9, (Argument("ARGM-TMP", 2, 4, 0.9),)),)
    assert days(when(SAID_THAT, "shelled", predicates=roles)) == ("Monday", "2018-08-06", "2018-08-06", False)


@pytest.mark.parametrize(
    ("last_day", "expected"), [("2018-06-08", False), ("2018-06-07", True), ("2018-08-07", False), ("2015-12-31", True)]
)
def test_act_is_history_after_sixty_days(last_day, expected):
    found = When(date(2010, 1, 1), date.fromisoformat(last_day), "range", False, "x", 0, 1)
    assert is_historical(found, PUBLISHED) is expected


def test_unknown_time_is_not_history():
    assert not is_historical(None, PUBLISHED)
    assert not is_historical(When(date(2010, 1, 1), date(2010, 1, 1), "day", False, "x", 0, 1), None)
