"""What is told as background without a date: "which once fought a war", "during the civil war he armed rebels"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from detente.values import Sentence, Token
from detente.when.mention import TimeMention
from detente.when.tense import lasted

_OLD_ERAS = frozenset(
    (
        "apartheid dictatorship junta holocaust genocide childhood boyhood girlhood youth era reign empire communism "
        "fascism colonialism slavery inquisition crusades"
    ).split()
)
"""What ended long ago wherever a report speaks of it."""
_LONG_TIMES = frozenset("war occupation rule regime presidency premiership tenure mandate uprising insurgency".split())
"""What lasts for years, so that an act "during" it has no day; whether it is over the word does not say."""
_OLD_KINDS = frozenset(
    "old olden bygone civil cold world soviet colonial communist nazi ottoman vietnam korean cultural great".split()
)
"""Before such a word they make it one that is over: "the Cold War", "Soviet rule"."""
_ONE_DAY_YOUNG = frozenset("student child boy girl teenager youth schoolboy schoolgirl conscript cadet".split())
_HABITUALLY = frozenset("daily nightly weekly annually regularly routinely habitually often frequently usually".split())
_FORMERLY = frozenset({"once", "formerly", "historically", "traditionally"})
_NOT_ONCE = frozenset({"again", "more", "a", "an", "every", "the", "and", "per", "for", "he", "she", "it", "they"})
_AGES = re.compile(
    r"\b(?:years?|decades?|centur(?:y|ies)|generations?)\b.*\b(?:ago|earlier|back|before)\b|\blong (?:ago|before)\b",
    re.I,
)
_YEAR = re.compile(r"\b(1\d{3}|20\d\d)\b")
_LONGEST_CLIMB = 6

Told = Literal["history", "undated"]


def undated(sentence: Sentence, trigger: int) -> Told | None:
    """How an act without a time is told: as history, as one of a long time without a day, or neither (None)."""
    tokens = sentence.tokens
    if lasted(sentence, trigger):
        return "history"
    opening = _opening(sentence, trigger)
    if opening is not None:
        return opening
    verbs = [trigger, *_above(sentence, trigger)]
    for node in verbs:
        if tokens[node].xpos not in {"VBD", "VBN", "VB"} and node == trigger and tokens[node].upos == "VERB":
            return None
        for child in (t for t in tokens if t.head == node):
            if _is_formerly(child, sentence) or _is_in_youth(child, sentence):
                return "history"
            if child.deprel == "advmod" and child.text.lower() == "long" and tokens[child.index - 1].upos == "AUX":
                return "undated"  # "has long accused him"
            if child.deprel == "advmod" and child.text.lower() in _HABITUALLY and child.upos == "ADV":
                return "undated"
            if _is_time_of_office(child, sentence):
                return "history"
            told = _in_long_time(child, sentence)
            if told is not None:
                return told
        above = tokens[tokens[node].head]
        if tokens[node].deprel.startswith("advcl") and above.lemma.lower() in _ONE_DAY_YOUNG and above.upos == "NOUN":
            return "history"  # "She was a girl when soldiers deported her family"
        if tokens[node].lemma.lower() == "use" and tokens[node].xpos == "VBD" and node != trigger:
            return "history"  # "used to arm the rebels"
    return None


def _above(sentence: Sentence, trigger: int) -> Iterator[int]:
    """The words above the trigger in its own clause; a noun's up to its verb."""
    tokens, node = sentence.tokens, trigger
    for _ in range(_LONGEST_CLIMB):
        relation, node = tokens[node].deprel, tokens[node].head
        if node < 0 or relation.split(":")[0] in {"acl", "advcl", "ccomp", "parataxis", "root", "csubj"}:
            return
        yield node


def _is_formerly(token: Token, sentence: Sentence) -> bool:
    """ "which once fought a war"; not "once again", "at once", "once they had fought"."""
    word = token.text.lower()
    if word not in _FORMERLY or token.deprel != "advmod":
        return False
    after = sentence.tokens[token.index + 1].text.lower() if token.index + 1 < len(sentence.tokens) else ""
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    if word == "once" and (after in _NOT_ONCE or before in {"at", "than", "for", "only"}):
        return False
    head = sentence.tokens[token.head]
    return head.xpos in {"VBD", "VBN", "VB"}


def _is_in_youth(token: Token, sentence: Sentence) -> bool:
    """ "As a student she protested", "as a young officer he tortured prisoners"."""
    beneath = {t.text.lower() for t in sentence.tokens if t.head == token.index}
    return "as" in beneath and (token.lemma.lower() in _ONE_DAY_YOUNG or bool(beneath & {"young", "teenage"}))


def _opening(sentence: Sentence, trigger: int) -> Told | None:
    """The same at the head of a sentence, where the parser often hangs the phrase on the subject."""
    tokens = sentence.tokens
    if tokens[trigger].xpos not in {"VBD", "VBN"} or any(
        t.head == trigger and t.text.lower() in {"has", "have"} for t in tokens
    ):
        return None
    if any(t.upos in {"VERB", "AUX"} for t in tokens[:trigger] if t.head != trigger):
        return None
    phrase = []
    for token in tokens[1:7]:
        if token.text == "," or token.upos in {"VERB", "AUX"} or token.index == trigger:
            break
        phrase.append(token)
    words = {t.lemma.lower() for t in phrase[:4]}
    first = tokens[0].text.lower()
    if first == "as" and len(phrase) > 1 and phrase[0].text.lower() in {"a", "an"}:
        return "history" if words & (_ONE_DAY_YOUNG | {"young", "teenage"}) else None
    if first not in {"during", "under", "in", "throughout"}:
        return None
    if words & _OLD_ERAS or any(
        t.lemma.lower() in _LONG_TIMES | {"time", "day"}
        and {x.lemma.lower() for x in phrase[:i]} & _OLD_KINDS
        and (first != "in" or t.text.lower() in {"times", "days"})
        for i, t in enumerate(phrase)
    ):
        return "history"
    return None


def _is_time_of_office(clause: Token, sentence: Sentence) -> bool:
    """ "when he was defence minister", "before she became president", "while a student in Paris"."""
    if not clause.deprel.startswith("advcl"):
        return False
    beneath = [t for t in sentence.tokens if t.head == clause.index]
    if not {t.text.lower() for t in beneath} & {"when", "while", "before"}:
        return False
    if clause.lemma.lower() == "become" and clause.xpos == "VBD":
        return True
    return clause.upos == "NOUN" and any(t.deprel == "cop" and t.text.lower() in {"was", "were"} for t in beneath)


def _in_long_time(token: Token, sentence: Sentence) -> Told | None:
    """ "During the civil war he had armed rebels", "under apartheid", "in the Soviet era"."""
    word = token.lemma.lower()
    if token.deprel.startswith("obl") and token.upos == "PROPN":
        is_person = any(n.kind == "PER" and n.start <= token.index < n.end for n in sentence.names)
        under = any(t.head == token.index and t.text.lower() == "under" for t in sentence.tokens)
        return "undated" if is_person and under else None  # "under Stalin"
    if not token.deprel.startswith("obl") or word not in _OLD_ERAS | _LONG_TIMES | {"time", "day"}:
        return None
    beneath = [t for t in sentence.tokens if t.head == token.index]
    cases = {t.text.lower() for t in beneath if t.deprel == "case"}
    if not cases & {"during", "under", "in", "throughout", "through"}:
        return None
    kinds = {t.lemma.lower() for t in beneath}
    if word in {"time", "day"} and cases == {"in"} and kinds & {"his", "her", "he", "she"}:
        return "history"  # "who in his day jailed thousands"
    if word in {"time", "day"}:
        return "history" if token.text.lower() != word and kinds & _OLD_KINDS else None
    if word in _OLD_ERAS or (kinds & _OLD_KINDS and "during" in cases | {"during"}):
        return "history"
    if word == "war" and "during" not in cases and "throughout" not in cases:
        return None  # "killed in the war"
    return "undated"


def is_old(time: TimeMention, published: date, after_days: int) -> bool:
    """Whether words whose days cannot be told still say that all was over long before publication.

    "several years ago", "in fiscal 2012", "before 2015"; not "in recent weeks".
    """
    if time.relation in {"before", "until"} and time.interval is not None:
        return (published - time.interval.last_day).days > after_days
    if _AGES.search(time.text):
        return True
    years = [int(y) for y in _YEAR.findall(time.text)]
    return bool(years) and (published - date(max(years), 12, 31)).days > after_days
