"""The place of an act: a place the text gives under "in", "at", "near" …, tied to the trigger by the tree.

Never the actor ("Tehran said"), never the dateline, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.values import Sentence, Where
from detente.where.find import Place
from detente.where.words import word_set

_IN = frozenset({"in", "at", "near", "outside", "off", "inside", "around", "across", "throughout", "along", "within"})
_NOT_WITH_COUNTRIES = frozenset({"at", "on"})
""""Anger at Iran", "sanctions on Iran" give a target, not a place."""
_GOAL = frozenset({"to", "into", "toward", "towards"})
_ORIGIN = frozenset({"from"})
_MOVING = word_set(
    "arrive travel go come fly return head visit visits trip tour journey send deploy deployment move march advance "
    "withdraw withdrawal retreat evacuate pull flee leave extradite deport transfer bring take"
)
_ENTERED = word_set("visit tour enter reach leave invade occupy quit")
"""The object is the place, be it a country: "visited China"."""
_STRUCK = word_set(
    "attack bomb shell strike raid storm seize capture recapture retake besiege hit pound target liberate blockade "
    "bombard surround control hold"
)
"""The object is the place where it is a town, a region or a site: "shelled Douma"; a country would be the target."""
_PLACE_NOUNS = word_set(
    "city town village province capital district port region area suburb outskirts border airport base camp north "
    "south east west centre center coast neighbourhood neighborhood state island valley street hospital prison "
    "market mosque church embassy headquarters part shore water countryside mountain governorate peninsula zone "
    "strip crossing square compound palace consulate site plant facility stronghold enclave northwest northeast "
    "southwest southeast territory"
)
_TALKERS = word_set(
    "official diplomat minister government leader lawmaker source analyst policymaker spokesman spokeswoman authority "
    "ambassador embassy president envoy"
)
""""Officials in Washington said": the place says who they are."""
_EVENT_NOUNS = word_set(
    "attack bombing talk summit meeting conference protest blast shooting visit rally march clash raid strike siege "
    "demonstration fighting battle ceremony negotiation explosion riot"
)
_SPEAKING = frozenset({"speak", "address", "talk", "meet", "gather", "attend", "appear"})
_UP = frozenset(
    {"obj", "obl", "nsubj", "nsubj:pass", "xcomp", "compound", "conj", "nmod", "dep", "appos", "advcl", "amod", "iobj"}
)
_FINEST = {"site": 0, "city": 0, "region": 1, "country": 2}


def choose(places: Sequence[Place], sentence: Sentence, trigger_token: int) -> Where | None:
    """The place of the act that the trigger names, or None where the text gives none.

    The finest place at the nearest clause wins; of a list, the first. Example: "met in Geneva" -> Geneva.
    """
    named = [p for p in places if not p.is_container]
    if not named or sentence.part == "dateline":
        return None
    argument = _of_role(named, sentence, trigger_token)
    node, distance = trigger_token, 0
    while True:
        here = [p for p in named if _is_place_of(p, sentence, node)]
        here += [argument] if argument is not None and distance == 0 else []
        if here:
            return min(here, key=lambda p: (_FINEST[p.where.precision], p.first)).where
        parent = sentence.tokens[node].head
        if parent < 0 or distance > 8 or not _may_climb(sentence, node):
            return None
        node, distance = parent, distance + 1


def _of_role(places: list[Place], sentence: Sentence, trigger: int) -> Place | None:
    for predicate in sentence.predicates:
        if predicate.token == trigger:
            for argument in predicate.arguments:
                if argument.role == "ARGM-LOC":
                    within = [p for p in places if argument.start <= p.first and p.last <= argument.end]
                    if within:
                        return min(within, key=lambda p: (_FINEST[p.where.precision], p.first))
    return None


def _is_place_of(place: Place, sentence: Sentence, node: int) -> bool:
    """Whether the tree ties the place to the node as the place of an act."""
    tokens = sentence.tokens
    head, case = place.head, _case(sentence, place.head)
    if head == node:
        return False
    # "in the northern city of Mosul", "in Syria's Idlib", "in a Baghdad market": the noun carries the preposition
    while (
        tokens[head].deprel.split(":")[0] in {"nmod", "appos", "flat", "compound", "conj", "amod"}
        and tokens[head].head != node
        and tokens[head].head >= 0
        and (case in {None, "of"} or tokens[head].deprel.startswith("appos"))
        and (
            tokens[tokens[head].head].lemma.lower() in _PLACE_NOUNS
            or tokens[head].deprel.split(":")[0] in {"appos", "flat", "conj"}
        )
    ):
        head = tokens[head].head
        case = _case(sentence, head) or (case if case != "of" else None)
    parent, relation = tokens[head].head, tokens[head].deprel
    if (
        parent == node
        and relation in {"compound", "nmod", "nmod:poss", "obl:unmarked", "nmod:unmarked"}
        and case is None
    ):
        return tokens[node].lemma.lower() in _EVENT_NOUNS and place.where.precision != "country"
    if parent == node and relation == "obj":
        lemma = tokens[node].lemma.lower()
        return lemma in _ENTERED or (lemma in _STRUCK and place.where.precision != "country")
    if not _is_locative(place, sentence, case, parent):
        return False
    return parent == node or _is_within(sentence, parent, node)


def _is_locative(place: Place, sentence: Sentence, case: str | None, parent: int) -> bool:
    if case is None or parent < 0:
        return False
    if case == "at" or case == "on":
        # "landed on Lesbos", "attack on Mosul", "at Bagram"
        return place.where.precision != "country"
    if case in _GOAL or case in _ORIGIN:
        return sentence.tokens[parent].lemma.lower() in _MOVING
    if case == "of":
        return sentence.tokens[parent].lemma.lower() in {"siege", "bombing", "shelling", "capture", "invasion", "visit"}
    return case in _IN


def _is_within(sentence: Sentence, parent: int, node: int) -> bool:
    """Whether the noun that the place hangs on belongs to the node's own act: "killed 12 people in Mosul",
    "met at a summit in Geneva"; not "condemned the attack in Mosul", nor "officials in Washington said"."""
    tokens = sentence.tokens
    predicates = {p.token for p in sentence.predicates}
    steps = 0
    while parent != node:
        token = tokens[parent]
        relation = token.deprel.split(":")[0]
        if steps > 3 or token.head < 0:
            return False
        if token.lemma.lower() in _TALKERS and relation == "nsubj":
            return False
        if relation == "advcl":
            if token.lemma.lower() not in _SPEAKING or any(
                tokens[c].deprel == "mark" for c in sentence.children(parent)
            ):
                return False
        elif relation == "obl":
            if _case(sentence, parent) not in _IN | {"during", "after", "on", "by", None}:
                return False
        elif relation in {"obj", "nsubj", "nmod"}:
            is_event = parent in predicates or token.lemma.lower() in _EVENT_NOUNS
            if is_event and not (relation == "obj" and tokens[node].lemma.lower() in _LIGHT):
                return False
        else:
            return False
        parent, steps = token.head, steps + 1
    return True


_LIGHT = word_set("hold carry launch conduct stage make take have host open attend join lead call")


def _may_climb(sentence: Sentence, node: int) -> bool:
    """Whether the place of the clause above is this act's place too. Not from what is said up to the saying ("said in
    Geneva that troops attacked"), nor out of a relative clause."""
    token = sentence.tokens[node]
    relation = token.deprel
    if relation not in _UP and relation.split(":")[0] not in {"nsubj", "obl", "nmod", "conj", "compound"}:
        return False
    if relation == "advcl":
        marks = {
            sentence.tokens[c].text.lower() for c in sentence.children(node) if sentence.tokens[c].deprel == "mark"
        }
        return marks <= {"to", "while"}
    if relation == "obj" or relation.startswith("nsubj"):
        # "condemned the attack ... in Geneva": the attack took place elsewhere
        return sentence.tokens[token.head].lemma.lower() in _LIGHT | {
            "occur",
            "begin",
            "end",
            "continue",
            "kill",
            "take",
        }
    return True


def _case(sentence: Sentence, token: int) -> str | None:
    for child in sentence.children(token):
        if sentence.tokens[child].deprel == "case" and sentence.tokens[child].text not in {"'s", "’s", "'", "’"}:
            return sentence.tokens[child].text.lower()
    return None
