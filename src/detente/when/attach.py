"""Which of a sentence's times belongs to an act, by the tree and, where the tree errs, by the order of the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.values import Sentence
from detente.when.mention import TimeMention
from detente.when.occasions import EDGES, Anchored, antecedent, begun, best, framing, of_picture, simultaneous

_OLD_DAYS = 60
_CLOSED = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj"})
"""Clauses below the trigger whose times are their own: "imposed sanctions after Iran tested a missile on Monday"."""
_PREMODIFIERS = frozenset({"compound", "nummod", "nmod:poss", "amod", "det"})
_PARTS = frozenset(
    "morning afternoon evening night hour hours dawn dusk midnight noon start eve lunchtime daybreak sunrise".split()
)
_LONGEST_CLIMB = 8
_NOMINAL = frozenset({"obj", "iobj", "obl", "nmod", "nsubj", "appos", "flat", "conj", "compound"})
_ADVERBS = frozenset({"recently", "lately", "of late", "the other day", "long ago", "some time ago", "time ago", "ago"})
"""Vague words that date only the verb that they stand with."""


def time_of(
    times: Sequence[TimeMention], sentence: Sentence, trigger: int, published: date | None, *, future: bool
) -> TimeMention | None:
    """The time of the act, None where the sentence says none for it.

    Its own role or phrase first, then a clause that is simultaneous ("when Kelly visited in October"), then what
    stands above it, then the only time of the sentence.
    """
    role = _of_role(times, sentence, trigger)
    if role is not None:
        return role
    anchors = [(t, anchor_of(t, sentence)) for t in times]
    here = _at(anchors, trigger, trigger, sentence)
    return (
        best(here)
        or antecedent(times, sentence, trigger)
        or begun(anchors, sentence, trigger)
        or simultaneous(anchors, sentence, trigger)
        or _said_then(anchors, sentence, trigger, published)
        or _above(anchors, sentence, trigger, future=future)
        or framing(anchors, sentence, trigger)
        or of_picture(times, sentence, trigger)
        or _only(anchors, sentence, trigger, published, future=future)
        or _opening(times, sentence, trigger)
    )


def _of_role(times: Sequence[TimeMention], sentence: Sentence, trigger: int) -> TimeMention | None:
    """The time in an ARGM-TMP of the trigger, unless it dates another act there ("after talks broke down in May")."""
    found: list[TimeMention] = []
    for predicate in sentence.predicates:
        if predicate.token != trigger:
            continue
        for argument in predicate.arguments:
            if argument.role != "ARGM-TMP":
                continue
            if any(argument.start <= p.token < argument.end for p in sentence.predicates):
                continue
            found += [t for t in times if argument.start <= t.first and t.last <= argument.end]
    return best(found)


def _at(anchors: Anchored, node: int, trigger: int, sentence: Sentence) -> list[TimeMention]:
    return [
        t
        for t, anchor in anchors
        if anchor == node and (node == trigger or not (dates_noun(t, sentence) or t.text.lower() in _ADVERBS))
    ]


def _said_then(anchors: Anchored, sentence: Sentence, trigger: int, published: date | None) -> TimeMention | None:
    """The weekday just past that the tree hangs on what was said: "threatened to cut off gas to Norland on Monday".

    Not of what is arranged: "agreed to meet on Monday".
    """
    tokens = sentence.tokens
    if published is None or tokens[trigger].xpos != "VBD" or tokens[trigger].lemma.lower() in _ARRANGE:
        return None
    for time, anchor in anchors:
        past = time.interval
        if past is None or time.relation != "on" or time.last - time.first > 1:
            continue
        is_inside = tokens[anchor].head == trigger and tokens[anchor].deprel == "xcomp" and anchor < time.first
        if is_inside and past.precision == "day" and 0 <= (published - past.last_day).days < _WEEK:
            return time
    return None


def _above(anchors: Anchored, sentence: Sentence, trigger: int, *, future: bool) -> TimeMention | None:
    """The time that hangs on the nearest word above the trigger. The day of saying is not the day of a plan."""
    tokens, node = sentence.tokens, trigger
    for _ in range(_LONGEST_CLIMB):
        relation = tokens[node].deprel
        if tokens[node].head < 0 or relation.startswith("acl"):
            return None
        is_told = relation.split(":")[0] in {"ccomp", "parataxis"}
        if future and is_told and tokens[tokens[node].head].lemma.lower() not in _SEE:
            return None
        below, node = node, tokens[node].head
        if relation == "conj":
            # "expelled two on Monday, banned it on Tuesday and recalled its envoy": the day said last
            for sibling in reversed(tokens[node + 1 : below]):
                if sibling.head == node and sibling.deprel == "conj" and sibling.upos == "VERB":
                    near = best(_at(anchors, sibling.index, trigger, sentence))
                    if near is not None:
                        return near
        here = best(_at(anchors, node, trigger, sentence))
        if here is not None:
            return here
    return None


def _opening(times: Sequence[TimeMention], sentence: Sentence, trigger: int) -> TimeMention | None:
    """A time at the head of the sentence, whose first verb is the trigger: "The night before the vote the army ..."."""
    tokens = sentence.tokens
    if not times or times[0].first > 1 or tokens[trigger].upos != "VERB" or times[0].last > trigger:
        return None
    if any(t.upos in {"VERB", "AUX"} and t.head != trigger for t in tokens[times[0].last : trigger]):
        return None
    return None if dates_noun(times[0], sentence) else times[0]


_WEEK = 7
_ARRANGE = frozenset(
    "agree plan arrange schedule intend expect invite decide hope want aim prepare begin start continue try attempt"
    " manage fail use seem appear need have go come help".split()
)
"""Verbs whose infinitive has a day of its own, or tells the same act."""
_SEE = frozenset({"see", "witness"})
"""With a time as their subject: "Friday will see them meet"."""
_RAISING = frozenset("begin start continue try attempt manage fail force help move go come refuse decide be".split())


def anchor_of(time: TimeMention, sentence: Sentence) -> int:
    """The word that the time belongs to: its head, passing parts of a larger date ("the morning of Friday")."""
    tokens = sentence.tokens
    last = tokens[time.last - 1]
    if last.text.lower() in {"before", "after"} and last.head >= 0:
        # "a week after the summit": what the summit, or the clause, belongs to
        above = tokens[last.head].head if not time.first <= last.head < time.last else last.head
        above = above if above >= 0 else last.head
        if time.first == 0 and tokens[above].deprel.startswith("nsubj") and tokens[above].head > above:
            return tokens[above].head  # "The night before the vote the army ..."
        return above
    head = tokens[sentence.head_of(time.first, time.last)].head
    if time.relation == "since" and 0 <= head < time.first and tokens[head].upos in {"NOUN", "PROPN"}:
        case = next((t for t in tokens if t.head == head and t.text.lower() == "since"), None)
        if case is not None and tokens[head].head >= 0:
            return tokens[head].head  # "since its independence in 2011"
    while head >= 0 and tokens[head].lemma.lower() in _PARTS and tokens[head].head >= 0:
        head = tokens[head].head
    return _nearer_verb(time, head, sentence) or _verb_behind(time, head, sentence)


def _nearer_verb(time: TimeMention, head: int, sentence: Sentence) -> int | None:
    """ "Poland will buy them, a minister said on Friday": the roles give the day to the verb beside it."""
    for predicate in sentence.predicates:
        if not head < predicate.token < time.first or sentence.tokens[predicate.token].upos != "VERB":
            continue
        if any(a.role == "ARGM-TMP" and a.start <= time.first and time.last <= a.end for a in predicate.arguments):
            return predicate.token
    return None


def _verb_behind(time: TimeMention, head: int, sentence: Sentence) -> int:
    """ "The council on Thursday told Baghdad", "Since Friday residents have protested": the verb, not the subject."""
    tokens = sentence.tokens
    if head < 0 or not tokens[head].deprel.startswith("nsubj") or tokens[head].head < 0:
        return head
    verb = tokens[head].head
    opens = time.first == 0 or tokens[time.first - 1].text.lower() in _OPENERS
    if time.text.lower() in _ADVERBS and head >= time.last:
        return verb  # "of late Islamabad has warned"
    if head < time.first and (opens or time.first == head + 1):
        between = tokens[time.last : verb] if verb > time.last else tokens[:0]
        if verb >= time.last and all(t.upos in {"AUX", "ADV", "PART"} for t in between):
            return verb
    if opens and head >= time.last and any(n.start <= head < n.end and n.start >= time.last for n in sentence.names):
        return verb  # "On Friday Kabul and the Taliban embraced"
    if (
        opens
        and head == time.last
        and tokens[head].xpos in {"NNS", "NNPS"}
        and (time.first == 0 or tokens[time.first - 1].head in {head, *range(time.first, time.last)})
    ):
        return verb
    return head


_OPENERS = frozenset({"on", "since", "by", "until", "from", "over", "during"})


def dates_noun(time: TimeMention, sentence: Sentence) -> bool:
    """Whether the time only says which thing is meant: "the 2015 deal", "Monday's attack"."""
    head = sentence.tokens[sentence.head_of(time.first, time.last)]
    if head.deprel not in _PREMODIFIERS or head.head < time.last:
        return False
    return anchor_of(time, sentence) == head.head or (
        sentence.tokens[head.head].upos in {"NOUN", "PROPN"} and (_verb_behind(time, head.head, sentence) == head.head)
    )


def _only(
    anchors: Anchored,
    sentence: Sentence,
    trigger: int,
    published: date | None,
    *,
    future: bool,
) -> TimeMention | None:
    """The sentence's only time, unless it dates a thing or a clause below; "this week, on Thursday" is one time."""
    if len({anchor for _, anchor in anchors}) != 1:
        return None
    time = min((t for t, _ in anchors), key=_length)
    tokens = sentence.tokens
    if time.text.lower() in _ADVERBS:
        return None
    if dates_noun(time, sentence) and tokens[sentence.head_of(time.first, time.last)].head != trigger:
        return None
    if future and anchors[0][1] in _sayings(sentence, trigger):
        return None
    node = sentence.head_of(time.first, time.last)
    for _ in range(len(tokens)):
        if node == trigger or node < 0:
            break
        relation = tokens[node].deprel
        if relation in _CLOSED or (future and relation == "parataxis"):
            return None
        above = tokens[node].head
        if relation == "xcomp" and not future and above == trigger and tokens[above].lemma.lower() not in _RAISING:
            return None  # "urged voters to come out on 30 September"
        if relation.split(":")[0] in {"xcomp", "acl", "amod"} and time.relation in EDGES:
            return None  # "told Baghdad to leave by 15 January"
        node = tokens[node].head
    head = tokens[sentence.head_of(time.first, time.last)]
    if (
        head.deprel.startswith("nmod")
        and time.relation == "on"
        and head.head != trigger
        and time.interval is not None
        and published is not None
    ):
        # "praised the accord of 2015": an old date on a noun dates the noun
        return None if (published - time.interval.last_day).days > _OLD_DAYS else time
    return time


def _sayings(sentence: Sentence, trigger: int) -> set[int]:
    """The verbs that report the trigger's clause: "will buy them, a minister said"."""
    tokens, node, above = sentence.tokens, trigger, set[int]()
    for _ in range(_LONGEST_CLIMB):
        relation, head = tokens[node].deprel.split(":")[0], tokens[node].head
        if head < 0:
            break
        if relation in {"ccomp", "parataxis"}:
            above.add(head)
        node = head
    above |= {t.index for t in tokens if t.head == trigger and t.deprel.startswith("parataxis")}
    return above


def _length(time: TimeMention) -> int:
    interval = time.interval or time.future
    return (interval.last_day - interval.first_day).days if interval is not None else 1_000_000
