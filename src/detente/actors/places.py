"""Whether a country, capital or city in the text is a place of the act, not a party to it.

"in Tehran", "near the capital Tehran", "TEHRAN (Reuters) -", "Tehran's streets", "visited Tehran" are places;
"Tehran said", "talks with Tehran", "pressure on Tehran", "Tehran's nuclear programme" are the state.
"""

from __future__ import annotations

from detente.actors.sets import word_set
from detente.actors.tree import Tree
from detente.values import Sentence

INSIDE = word_set(
    "in at near inside within outside around across throughout above beneath via beside amid into off along through"
)
_MOTION = frozenset({"to", "from", "for", "of", "toward", "towards", "over", "out"})
_PARTY_NOUNS = word_set(
    "relation relations tie ties threat threats warning message letter call calls appeal offer aid support "
    "pressure concession concessions sale sales demand demands answer response policy ally allies enemy enemies "
    "friend friends isolation condemnation criticism defiance behest insistence invitation request blessing consent "
    "approval backing permission influence fear fears side interest interests view will claim claims accusation "
    "accusations denial refusal order orders instruction instructions directive directives guarantee guarantees "
    "assurance assurances rebuke reply apology weapon weapons arms loan loans payment payments funding boost blow snub "
    "setback victory lifeline gift signal overture ultimatum hand hands anger fury jab swipe dig loyalty allegiance "
    "rival rivals proxy proxies accuser critic critics patience complaint complaints"
)  # "threats to Tehran", "criticism of Tehran", "in defiance of Baghdad", "orders from Moscow"
_PARTY_VERBS = word_set(
    "give send offer deliver sell say tell appeal lend grant pledge promise object listen pay transfer provide supply "
    "hand cede concede report answer reply apologise apologize explain complain protest turn write speak talk defer "
    "bow kowtow yield surrender bend extend hear buy borrow demand seek expect receive win obtain"
)  # "pay to Naypyidaw", "heard from Washington"
_AIMING = word_set(
    "point aim lash hit rage level direct shout hurl rail fume anger fury swipe jab dig frustration finger"
)
"""What is done at someone: "pointed the finger at Kigali"."""
_GOING = word_set(
    "go come walk drive fly return travel head move march arrive rush hurry trip visit visitor way road route access "
    "entrance bring take carry lead invite summon recall call journey stroll ride run retreat back welcome bus tour"
)
"""What leads to a building, not to those who rule in it: "walked to the Kremlin"."""
_STANDING = word_set("sleep wake swelter shiver flood tremble quake bask sprawl lie awake freeze boom")
"""What a town does, not a government, where nothing is its object: "Lisbon slept through the tremor"."""
_MOVES = word_set(
    "visit leave reach enter tour bomb shell shake hit pass strike rock cross depart flee besiege surround storm "
    "capture retake encircle serve seize overrun recapture rebuild evacuate"
)
_PLACE_NOUNS = word_set(
    "street streets suburb suburbs airport square hospital hospitals outskirts centre center district districts "
    "university mosque museum stadium skyline downtown mayor metro hotel hotels neighborhood neighbourhood port "
    "coast border borders embassy weather talks summit meeting conference agreement accord accords deal protocol "
    "treaty convention process declaration attack attacks bombing bombings blast office bureau court airport stop "
    "visit trip exchange market markets"
)
_CITY_WORDS = word_set("city town capital village port province region district state")


def is_dateline(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the name opens the sentence as a dateline: "TEHRAN, Iran (AP) -"."""
    if sentence.part == "dateline":
        return True
    words = [t.text for t in sentence.tokens[: last + 10]]
    if first > 3 or any(w[:1].islower() for w in words[:first]):
        return False
    for i in range(last, min(len(words), last + 9)):
        if words[i] in ("—", "–", "-", "--", "―") and i + 1 < len(words):
            return i == last or any(w in (",", ")", "(") for w in words[last:i]) or words[first].isupper()
        if words[i][:1].islower():
            return False
    return False


def is_place_use(sentence: Sentence, first: int, last: int, kind: str = "capital") -> bool:
    """Whether the name at tokens `first` to `last` says where, not who.

    `kind` is that of the form ("name", "capital", "seat", "city", "region"): of a country's own name only "in", "near"
    and the like make a place, since "visits to China" and "sanctions against China" have China for a party.
    """
    return place_use(Tree(sentence), first, last, kind)


def place_use(tree: Tree, first: int, last: int, kind: str) -> bool:
    """As `is_place_use`, over a tree made before."""
    head = tree.head_of(first, last)
    case = tree.case(head) or next((c for i in range(first, last) if (c := tree.case(i))), ())  # "Port-au-Prince"
    is_state = kind in ("name", "historical", "adjective", "noun")
    above = tree.tokens[tree.leader(head)].head
    lemma = tree.tokens[above].lemma.lower() if above >= 0 else ""
    if case and case[0] in INSIDE:
        return not (case[0] == "at" and (is_state or lemma in _AIMING))  # "fired rockets at Israel"
    if is_dateline(tree.sentence, first, last):
        return True
    after = tree.words[last].lower() if last < len(tree.words) else ""
    if after == "-" and last + 1 < len(tree.words) and tree.words[last + 1].lower() == "based":
        return True
    if is_state:
        return False
    relation = tree.relation(tree.leader(head))
    if case[:1] == ("by",) and tree.tokens[tree.leader(head)].deprel == "obl" and not _is_passive(tree, above):
        return True  # "tourists queue by the Kremlin"
    if kind in ("city", "region") and case:
        return True
    if relation == "appos" and lemma in _CITY_WORDS | {"north"}:
        return True  # "the capital Tehran"
    if first > 0 and tree.words[first - 1].lower() in _CITY_WORDS and relation in ("appos", "flat", "compound", "nmod"):
        return True
    if any(
        tree.relation(k) in ("appos", "compound", "flat", "amod") and tree.tokens[k].lemma in _CITY_WORDS
        for k in tree.kids[head]
    ):
        return True  # "the capital Tehran" with the name as head
    if case[:1] == ("to",) and kind == "seat" and lemma not in _GOING:
        return False  # "close to the Elysée", "put to the Kremlin"
    if case and case[0] in _MOTION:
        return lemma not in (_PARTY_VERBS if tree.tokens[above].upos == "VERB" else _PARTY_NOUNS)
    if relation == "obj" and lemma in _MOVES:
        return kind != "seat" or lemma in ("visit", "leave", "reach", "enter")
    if relation == "nsubj" and lemma in _STANDING and kind != "seat":
        return not any(tree.relation(k) == "obj" for k in tree.kids[above])
    if tree.function(head) in ("possessor", "modifier") and above >= 0:
        return tree.words[above].lower() in _PLACE_NOUNS and kind != "seat"
    return False


def _is_passive(tree: Tree, verb: int) -> bool:
    return verb >= 0 and (
        tree.tokens[verb].xpos == "VBN" or any(tree.tokens[k].deprel == "aux:pass" for k in tree.kids[verb])
    )
