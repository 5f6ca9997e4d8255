"""Times of an act said in another clause or phrase: of what it was part of, of what happened with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from detente.values import Sentence, Token
from detente.when.mention import Interval, TimeMention
from detente.when.words import NUMBERS

Anchored = list[tuple[TimeMention, int]]
"""Times with the word that each belongs to."""
COUNTED = {w: i for i, w in enumerate(NUMBERS, 1)} | {str(i): i for i in range(1, 100)}
"""Small numbers by their words and digits."""
EDGES = frozenset({"until", "by", "before"})
_POSSESSIVE = frozenset({"'s", "’s"})


def best(times: Iterable[TimeMention]) -> TimeMention | None:
    """Of several times of one word: known days before vague words, "on Monday" before "after the vote", the first."""
    ranked = sorted(
        times, key=lambda t: (t.interval is None and t.future is None, t.relation in {"before", "after"}, t.first)
    )
    if not ranked:
        return None
    best = ranked[0]
    for other in ranked[1:]:
        if _holds(best, other) and other.relation == best.relation == "on":
            best = other  # "this week, on Thursday"
    return best


def _holds(a: TimeMention, b: TimeMention) -> bool:
    x, y = a.interval, b.interval
    return x is not None and y is not None and x.first_day <= y.first_day <= y.last_day <= x.last_day and x != y


def framing(anchors: Anchored, sentence: Sentence, trigger: int) -> TimeMention | None:
    """The time of what the act was part of, or was said in.

    "At Sunday's mass the bishop criticised ...", "in a report published on 1 August", "visiting Paris on Tuesday, the
    minister rejected ...", "the summit of 27 April, at which they signed ..."; not "in reply to Friday's rockets".
    """
    tokens = sentence.tokens
    for t, anchor in anchors:
        # "Monday's talks will bring them together"
        if anchor >= 0 and tokens[anchor].head == trigger and tokens[anchor].deprel.startswith("nsubj"):
            is_act = any(p.token == anchor for p in sentence.predicates)
            if is_act and t.last < len(tokens) and tokens[t.last].text in _POSSESSIVE:
                return t
            if is_act and t.last <= anchor and t.relation in {"on", "from-to"} and _tells_outcome(sentence, trigger):
                return t  # "The 1992-95 siege killed 11,000 people"
    subject = next((t.index for t in tokens if t.head == trigger and t.deprel.startswith("nsubj")), -1)
    for word in tokens:
        framed = _of_frame(anchors, sentence, word, trigger)
        if framed is not None:
            return framed
        if word.xpos == "VBG" and word.head in {trigger, subject} and word.deprel.split(":")[0] in {"acl", "advcl"}:
            found = best(t for t, anchor in anchors if anchor == word.index and t.relation == "on")
            if found is not None and found.interval is not None and word.index < trigger:
                return found
    return _of_occasion(anchors, sentence, trigger)


def _of_frame(anchors: Anchored, sentence: Sentence, word: Token, trigger: int) -> TimeMention | None:
    """ "At Sunday's mass", "at their summit last June", "in a report published on 1 August"."""
    tokens = sentence.tokens
    beneath = {t.text.lower() for t in tokens if t.head == word.index and t.deprel == "case"}
    if not beneath or not beneath <= {"at", "in", "during", "on"} or not word.deprel.startswith("obl"):
        return None
    is_own = word.head == trigger and word.lemma.lower() not in _REASONS
    if is_own:
        for t, anchor in anchors:
            is_owner = t.last < len(tokens) and tokens[t.last].text in _POSSESSIVE
            if anchor == word.index and t.relation == "on" and is_owner:
                return t
        for verb in tokens[word.index :]:
            if verb.head == word.index and verb.deprel.startswith("acl") and verb.lemma.lower() in _PUBLISH:
                found = best(t for t, anchor in anchors if anchor == verb.index and t.relation == "on")
                if found is not None:
                    return found
    is_near = is_own or (word.head >= 0 and tokens[word.head].head == trigger)
    if is_near and word.lemma.lower() in _OCCASIONS and word.index < trigger:
        found = best(t for t, anchor in anchors if anchor == word.index and t.relation == "on")
        return found if found is not None and found.first > word.index else None
    return None


def _of_occasion(anchors: Anchored, sentence: Sentence, trigger: int) -> TimeMention | None:
    """ "the summit of 27 April, at which the two leaders signed a declaration"."""
    tokens = sentence.tokens
    if not tokens[trigger].deprel.startswith("acl"):
        return None
    for word in tokens[:trigger]:
        is_where = word.text.lower() == "where" and word.head == trigger
        is_which = word.text.lower() == "which" and word.head == trigger and word.deprel.startswith("obl")
        if is_where or (is_which and tokens[word.index - 1].text.lower() in {"at", "during", "in"}):
            return best(t for t, anchor in anchors if anchor == tokens[trigger].head and t.relation == "on")
    return None


def _tells_outcome(sentence: Sentence, verb: int) -> bool:
    return sentence.tokens[verb].lemma.lower() in _OUTCOMES


_OUTCOMES = frozenset("kill wound injure maim leave displace cost claim collapse fail end topple destroy oust".split())
_OCCASIONS = frozenset(
    "summit speech address meeting talk statement interview conference briefing rally session sermon mass hearing "
    "debate visit phone-in call letter report broadcast dinner lunch ceremony raid vote ruling".split()
)


_REASONS = frozenset(
    {"reply", "response", "retaliation", "revenge", "wake", "protest", "return", "support", "addition"}
)


_PUBLISH = frozenset({"publish", "date", "issue", "release", "print", "broadcast", "air", "deliver", "post", "file"})


def antecedent(times: Sequence[TimeMention], sentence: Sentence, trigger: int) -> TimeMention | None:
    """ "the night of 24 April 1915, when the government deported them": the time before "when"."""
    tokens = sentence.tokens
    for child in tokens:
        if child.head != trigger or child.text.lower() not in {"when", "where"} or child.index >= trigger:
            continue
        before = child.index - 1
        if before >= 0 and tokens[before].text == ",":
            before -= 1
        for time in times:
            if time.last == before + 1 and child.text.lower() == "when":
                return time
    return None


def simultaneous(anchors: Anchored, sentence: Sentence, trigger: int) -> TimeMention | None:
    """ "admitted it when James Kelly visited in October": the clause of "when" happens at the same time."""
    tokens = sentence.tokens
    for clause in tokens:
        if clause.head != trigger or not clause.deprel.startswith("advcl"):
            continue
        if any(t.head == clause.index and t.text.lower() == "since" for t in tokens[: clause.index]):
            began = best(t for t, anchor in anchors if anchor == clause.index and t.relation in {"on", "since"})
            if began is not None:
                return replace(began, relation="since")  # "since taking office in 2017 he has insulted"
        if any(t.head == clause.index and t.text.lower() in {"when", "as", "while"} for t in tokens[: clause.index]):
            found = best(t for t, anchor in anchors if anchor == clause.index and t.relation not in EDGES)
            if found is not None:
                return found
    return None


_BESIDE = frozenset({"conj", "obj", "advcl", "xcomp", "parataxis"})


def of_picture(times: Sequence[TimeMention], sentence: Sentence, trigger: int) -> TimeMention | None:
    """ "FILE - Erdogan greets Saudi Arabia's minister before a meeting in Ankara, Oct. 15, 2015.": the picture's day.

    It dates what the picture shows, told in the present tense.
    """
    tokens = sentence.tokens
    last = times[-1] if times else None
    if last is None or last.interval is None or last.interval.precision != "day" or last.relation != "on":
        return None
    is_end = all(t.upos == "PUNCT" for t in tokens[last.last :]) and any(c.isdigit() for c in last.text)
    if not is_end or last.first < 2 or tokens[last.first - 1].text not in {",", "on"}:
        return None
    node = trigger
    while tokens[node].head >= 0 and tokens[node].deprel.split(":")[0] in _BESIDE:
        if tokens[node].deprel.startswith("advcl") and tokens[node].xpos != "VBG":
            return None
        node = tokens[node].head
    is_top = tokens[node].head < 0 or tokens[tokens[node].head].head < 0
    is_shown = tokens[node].xpos in {"VBZ", "VBP", "VBG"} or tokens[0].text == "FILE"
    return last if is_top and is_shown and tokens[trigger].xpos not in {"VBD", "VB"} else None


def begun(anchors: Anchored, sentence: Sentence, trigger: int) -> TimeMention | None:
    """ "In a twelve-day war that began on 13 June they bombed ...": from that day on, for so many days."""
    tokens = sentence.tokens
    for noun in tokens:
        if noun.head != trigger or not noun.deprel.startswith("obl"):
            continue
        for verb in tokens[noun.index :]:
            if verb.head != noun.index or not verb.deprel.startswith("acl") or verb.lemma.lower() not in _BEGIN:
                continue
            time = best(t for t, anchor in anchors if anchor == verb.index and t.relation == "on")
            if time is None or time.interval is None:
                continue
            text = " ".join(t.text for t in tokens if t.head == noun.index and t.index < noun.index)
            count = next((COUNTED[w] for w in _numbers(sentence, noun.index) if w in COUNTED), None)
            first = time.interval.first_day
            if count is None or "day" not in text:
                return replace(time, relation="since")
            return replace(time, interval=Interval(first, first + timedelta(days=count - 1), "range"))
    return None


def _numbers(sentence: Sentence, noun: int) -> list[str]:
    return [t.text.lower() for t in sentence.tokens[max(0, noun - 5) : noun]]


_BEGIN = frozenset({"begin", "start", "open", "erupt", "commence"})
