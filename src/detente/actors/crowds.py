"""People who are only counted: "hundreds marched", "at least 20 were killed", "killed 20", "the dead"."""

from __future__ import annotations

from detente.actors.phrases import Phrase
from detente.actors.scan import Scanned
from detente.actors.sets import word_set
from detente.actors.tree import Tree
from detente.actors.words import NUMBERS

_COUNTS = word_set(
    "hundreds thousands dozens scores tens millions many several others few most some everyone everybody"
)
_STATES = frozenset({"country", "nation", "government"})
_UNNAMED = word_set("other foreign all many several some various numerous most")
_DEAD = word_set("dead wounded injured missing displaced killed")
_HUMAN = word_set(
    "kill injure wound hurt arrest detain die murder massacre execute hang behead shoot stab jail imprison behead "
    "abduct kidnap rape rescue evacuate displace deport expel free release march gather rally protest demonstrate flee "
    "riot chant mourn assemble perish drown dead injured wounded homeless sentence convict acquit charge try save "
    "attack threaten harass beat target evict criticize criticise condemn demand protest accuse blame oppose boycott "
    "fear say argue believe urge warn call complain carry hold wear throw block storm occupy loot shelter resettle"
)
_NO_PEOPLE = word_set("percent % per cent pm am p.m. a.m. km kilometres kilometers miles metres meters o'clock")


def crowd_phrases(found: Scanned, heads: set[int]) -> list[Phrase]:
    """Phrases of kind "crowd", for numbers and "the dead" that stand where only people can; `heads` are taken."""
    tree = found.tree
    out = []
    for token in tree.tokens:
        i, lower = token.index, token.text.lower()
        if i in heads or i in found.at:
            continue
        if token.lemma.lower() in _STATES and tree.is_plural(i) and (first := _other_states(tree, i)) is not None:
            out.append(Phrase("nations", first, i + 1, i, "text"))
            continue
        is_dead = lower in _DEAD and tree.determiner(i) is not None and tree.words[i - 1].lower() in ("the", "both")
        if is_dead and tree.function(i) in ("subject", "object", "possessor"):
            out.append(Phrase("crowd", i, i + 1, i, "text", article="the"))
        elif (lower in _COUNTS or _is_count(tree, i)) and _has_no_noun(tree, i) and _is_human(tree, i):
            first = min([k for k in _before(tree, i) if k >= i - 4] or [i])
            out.append(Phrase("crowd", first, i + 1, i, "text"))
    return out


def _other_states(tree: Tree, i: int) -> int | None:
    """The first word of "foreign countries", "all other nations", of whom the words name none; None for others."""
    kids = [k for k in tree.kids[i] if k < i and tree.relation(k) in ("amod", "det", "advmod", "nummod", "compound")]
    words = {tree.words[k].lower() for k in kids}
    if not words & _UNNAMED or words & set(NUMBERS) or words & {"the", "these", "those", "both", "our", "their", "its"}:
        return None
    if any(tree.relation(k) in ("nmod", "acl", "appos") and k > i for k in tree.kids[i]):
        return None
    return None if tree.function(i) not in ("subject", "object", "agent", "oblique", "possessor") else min(kids)


def _is_count(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.upos != "NUM" or (token.text.isdigit() and len(token.text) == 4 and "1800" < token.text < "2100"):
        return False
    if token.text.lower() == "one" and not any(tree.words[k].lower() in ("least", "another") for k in tree.kids[i]):
        return False
    after = tree.words[i + 1].lower() if i + 1 < len(tree.words) else ""
    before = tree.words[i - 1] if i else ""
    return after not in _NO_PEOPLE and before not in ("$", "€", "£", "#")


def _before(tree: Tree, i: int) -> list[int]:
    """The words before a number that belong to it: "at least", "more than"."""
    kids = [k for k in tree.kids[i] if k < i and tree.relation(k) in ("advmod", "nmod", "amod", "case", "nummod")]
    return [*kids, *(m for k in kids for m in tree.kids[k] if m < i)]


def _has_no_noun(tree: Tree, i: int) -> bool:
    """Whether it counts nobody who is named: not "hundreds of students", "20 soldiers", "May 20"."""
    if tree.tokens[i].head == i + 1 and tree.tokens[i + 1].upos in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    if any(tree.relation(k) in ("appos", "nummod") and k > i for k in tree.kids[i]):
        return False
    of = [k for k in tree.kids[i] if k > i and tree.relation(k) in ("nmod", "obl") and tree.case(k)[:1] == ("of",)]
    return not of or all(tree.tokens[k].upos in ("PRON", "DET") for k in of)


def _is_human(tree: Tree, i: int) -> bool:
    """Whether it is the subject or object of a verb of people: who are killed, arrested, march or flee."""
    i = tree.leader(i)
    verb = tree.tokens[i].head
    if verb < 0 or tree.tokens[verb].lemma.lower() not in _HUMAN:
        return False
    if any(tree.relation(k) == "compound" and tree.words[k].lower() == "down" for k in tree.kids[verb]):
        return False  # "shot down 71"
    if tree.words[i].isdigit() and tree.tokens[verb].lemma.lower() in ("say", "call", "hold", "carry", "save", "block"):
        return False
    return tree.relation(i) in ("nsubj", "obj")
