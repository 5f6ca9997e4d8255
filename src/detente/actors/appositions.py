"""Whose name stands beside a role: "the speaker, Ali Larijani", "his counterpart, Ri", "Ri, the minister"."""

from __future__ import annotations

from detente.actors.demonyms import is_of_many
from detente.actors.describing import Description, state_of
from detente.actors.phrases import Phrase
from detente.actors.scan import Scanned
from detente.actors.tree import Tree

_SERVING = frozenset(
    "sit serve work act resign step quit retire start continue return remain stay become begin inaugurate".split()
)
"""Verbs whose subject has, takes or leaves the office named after "as", or is it: "resigned as", "became"."""
_NAMING = frozenset(
    "elect appoint name choose pick nominate designate declare proclaim install confirm hire swear reappoint "
    "reelect re-elect promote crown make".split()
)
"""Verbs whose object, or subject in the passive, is named to an office."""
_LEADING = frozenset({"lead", "head", "chair", "command", "run", "represent", "direct", "found"})
"""Verbs whose subject is of the body that is their object: "who heads the miners' union"."""
_CALLED = frozenset({"name", "call", "identify"})
_STOPS = frozenset({",", ".", ";", ":", ")", "”", '"', "''", "—", "–", "-", "!", "?"})


def person_beside(tree: Tree, phrase: Phrase, people: dict[int, Phrase]) -> Phrase | None:
    """The person, of those by their heads, whom the role phrase stands beside or is said to be; None for nobody."""
    head = phrase.head
    if tree.relation(head) == "appos" and tree.tokens[head].head in people:
        return people[tree.tokens[head].head]
    for k in tree.kids[head]:
        if k in people and tree.relation(k) == "appos":
            return people[k]
        if k in people and phrase.via == "predicate" and tree.relation(k) == "nsubj":
            return people[k]
        if tree.relation(k) == "acl" and tree.tokens[k].lemma.lower() in _CALLED:
            called = next((m for m in tree.kids[k] if m in people), None)
            if called is not None:
                return people[called]  # "a teacher named Amina Haddad"
    worker = _serves_as(tree, phrase)
    if worker is not None and worker in people:
        return people[worker]
    if tree.is_plural(head) or not (phrase.counterpart or _is_of_one(phrase)):
        return None
    return _named_after(tree, phrase, people) or _named_before(tree, phrase, people)


def _is_of_one(phrase: Phrase) -> bool:
    """Whether the role is one that a named person may have: "the president" or "head of the army", not "the army"."""
    return bool(phrase.roles) and phrase.roles[-1].role is not None and phrase.roles[-1].role.kind == "person"


def _named_after(tree: Tree, phrase: Phrase, people: dict[int, Phrase]) -> Phrase | None:
    """ "The president of Norland, Ada Vint, signed": by the commas, where the tree has it otherwise."""
    if phrase.article not in ("the",) and phrase.owner is None and not phrase.nations and phrase.org is None:
        return None
    end = phrase.last
    while end < len(tree.words) and end - phrase.last < 8 and tree.words[end] != ",":
        if tree.tokens[end].upos in ("VERB", "AUX") or not tree.is_inside(end, phrase.head):
            return None
        end += 1
    if end >= len(tree.words) or tree.words[end] != ",":
        return None
    named = next((p for p in people.values() if p.first == end + 1), None)
    if named is None or (named.last < len(tree.words) and tree.words[named.last] not in _STOPS):
        return None
    return None if _in_list(tree, phrase.head, named) else named


def _named_before(tree: Tree, phrase: Phrase, people: dict[int, Phrase]) -> Phrase | None:
    """ "Ri, the minister": by the comma, where the tree hangs the role elsewhere."""
    if phrase.first < 2 or tree.words[phrase.first - 1] != ",":
        return None
    if tree.relation(phrase.head) not in ("appos", "parataxis", "list"):
        return None
    return next((p for p in people.values() if p.last == phrase.first - 1), None)


def _in_list(tree: Tree, head: int, named: Phrase) -> bool:
    """ "the president, Ana Duro and Oren Tull": three, not one."""
    after = tree.words[named.last : named.last + 2]
    if after[:1] == [","] and after[1:] and after[1].lower() in ("and", "or"):
        return True
    members = tree.conjuncts(tree.leader(named.head))
    others = [k for k in members if k not in (head, named.head) and k > named.head]
    return bool(others) and tree.leader(head) == tree.leader(named.head)


def _serves_as(tree: Tree, phrase: Phrase) -> int | None:
    """ "Gao Wenshan sits as a judge", "elected Aoun president": whom the verb says to work in the role."""
    verb = tree.tokens[phrase.head].head
    is_role = tree.case(phrase.head)[:1] == ("as",) or tree.relation(phrase.head) == "xcomp"
    if verb < 0:
        return None
    lemma = tree.tokens[verb].lemma.lower()
    if tree.relation(phrase.head) == "obj" and lemma in _NAMING:  # "elected Aoun president", with two objects
        return next((k for k in tree.kids[verb] if tree.relation(k) == "obj" and k < phrase.first), None)
    if phrase.via != "predicate" or not is_role:
        return None
    if lemma in _NAMING:
        if any(tree.tokens[k].deprel == "nsubj:pass" for k in tree.kids[verb]):
            return tree.subject(verb)
        objects = ("obj", "obl") if lemma == "swear" else ("obj",)  # "swore in Mahinda Rajapaksa"
        return next((k for k in tree.kids[verb] if tree.relation(k) in objects and k != phrase.head), None)
    return tree.subject(verb) if lemma in _SERVING else None


def whose(found: Scanned, phrase: Phrase, names: dict[str, str]) -> Description | None:
    """ "Emile Lahoud of Lebanon", "Ann Ros of Oxfam", "X speaks for the M23": whose the person is, or None."""
    tree = found.tree
    for k in tree.kids[phrase.head]:
        if k >= phrase.last and tree.relation(k) == "nmod" and tree.case(k)[:1] in (("of",), ("from",)):
            said = _of_token(found, k, names)
            if said is not None:
                return said
    for verb in _verbs_of(tree, phrase.head):
        lemma = tree.tokens[verb].lemma.lower()
        for k in tree.kids[verb]:
            is_led = lemma in _LEADING and tree.relation(k) == "obj"
            if is_led or (lemma == "speak" and tree.case(k)[:1] == ("for",)):
                return _of_token(found, k, names)
    return None


def _verbs_of(tree: Tree, head: int) -> list[int]:
    """The verbs whose subject the person is: of the clause, and of "who" after the name or the list it stands in."""
    verbs = [tree.tokens[head].head] if tree.relation(head) == "nsubj" else []
    leader = tree.leader(head)
    for one in dict.fromkeys((head, *tree.conjuncts(leader))):
        clauses = [k for k in tree.kids[one] if tree.tokens[k].deprel == "acl:relcl"]
        clauses = [k for k in clauses if one == head or is_of_many(tree, k)]
        verbs += [k for k in clauses if any(tree.words[m].lower() == "who" for m in tree.kids[k])]
    return [v for v in verbs if v >= 0]


def _of_token(found: Scanned, k: int, names: dict[str, str]) -> Description | None:
    hit = found.at.get(k)
    if hit is None:
        return None
    if hit.org is not None:
        return Description((), hit.org.sector, None, hit.org)
    if hit.kind == "country" and (hit.form is None or hit.form.kind in ("name", "city", "region", "capital")):
        return Description((state_of(hit, names),))
    if hit.role is not None and hit.role.kind != "person":
        lands = (found.at.get(m) for m in found.tree.kids[k])
        states = tuple(state_of(h, names) for h in lands if h is not None and h.kind == "country")
        org = next((h.org for m in found.tree.kids[k] if (h := found.at.get(m)) is not None and h.org), None)
        return Description(states, org.sector if org is not None else hit.role.sector, None, org)
    return None
