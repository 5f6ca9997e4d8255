"""What an embedding act makes of the act it speaks of (PLOVER.md section 3, by the table of compositions).

"pledged aid" AGREE, "threatened to attack" THREATEN, "refused to meet" REJECT, "criticised the sanctions" both.
"""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.factuality import status_of
from detente.coding.frames import Composition, FrameTable
from detente.coding.marks import own_reading
from detente.coding.parties import Found, in_slot, toward
from detente.coding.roles import first_party, subjects
from detente.coding.slots import Slot
from detente.coding.speaking import declare, inside, is_onlooker
from detente.coding.words import PROPOSE, TAKES

_NOT_CONTENT = ("nsubj", "csubj", "aux", "mark", "cc:", "parataxis", "discourse", "conj", "punct")


def compose(clause: Clause, acts: list[Act], table: FrameTable) -> None:
    """Let embedding acts take in the acts they speak of, innermost first."""
    by_token = {a.token: a for a in acts}
    for act in sorted(acts, key=lambda a: (-clause.depth(a.token), a.token)):
        if act.frame.op is None:
            continue
        act.inner = _content(clause, act, by_token)
        _apply(clause, act, table)


def _content(clause: Clause, act: Act, by_token: dict[int, Act]) -> list[Act]:
    """The nearest acts below the embedding act that lie in its content: clauses and nouns that it governs."""
    found: list[Act] = []
    subject = set(act.agents)

    def look(token: int, depth: int) -> None:
        for c in clause.children[token]:
            rel = clause.tokens[c].deprel
            if c in act.words and c != act.token and c not in by_token:
                look(c, depth)
                continue
            passive = rel in ("nsubj:pass", "csubj:pass") and c not in subject
            if depth == 0 and not passive and (c in subject or rel == "cc" or rel.startswith(_NOT_CONTENT)):
                continue
            if rel in ("acl:relcl", "parataxis", "appos", "amod", "nmod:poss", "punct"):
                continue
            if rel == "advcl" and own_reading(clause, c).status == "hypothetical":
                continue  # "should anyone attack them, they will have help, he promised"
            if (
                depth == 0
                and rel in ("obl:tmod", "obl:unmarked", "advcl")
                and not (
                    rel == "advcl"
                    and act.frame.op
                    in ("PROMISE", "THREAT", "ACCUSE", "CRITICISE", "PRAISE", "REQUEST", "ORDER", "ALLOW", "ULTIMATUM")
                )
            ):
                continue
            if (
                depth == 0
                and rel == "obl"
                and clause.case(c)
                in (
                    "in",
                    "at",
                    "after",
                    "during",
                    "before",
                    "since",
                    "amid",
                    "following",
                    "despite",
                    "because of",
                    "according to",
                    "until",
                )
            ):
                continue
            inner = by_token.get(c)
            if inner is not None and inner is not act:
                passed = inner.frame.op == "PASS" and inner.inner
                found.extend(inner.inner if passed else [inner])
                for other in clause.conjuncts(c)[1:]:
                    beside = by_token.get(other)
                    if beside is not None and beside is not act:
                        found.append(beside)
                continue
            if depth < 4:
                look(c, depth + 1)

    look(act.token, 0)
    t = clause.tokens[act.token]
    if not found and clause.is_passive(act.token) and t.deprel == "acl":
        above = by_token.get(t.head)
        if above is not None:  # "sanctions imposed by", "talks held in"
            found.append(above)
    return found


def _apply(clause: Clause, act: Act, table: FrameTable) -> None:
    op = act.frame.op
    if op == "SAY":
        for i in act.inner:
            declare(clause, act, i, table)
            # "announced a suspension of air links": who announces an act of no named doer does it
            is_blow = table.ontology.like(i.type or "") == "ASSAULT"
            if not i.source and clause.tokens[i.token].upos == "NOUN" and not is_blow and not i.symmetric:
                i.source = tuple(f for f in act.source if f.mention.via != "agency")
                i.light = True
                i.note("source", "who announces it")
        return
    if op is None:
        return
    effective = [i for i in act.inner if i.type is not None]
    if (
        op == "REQUEST"
        and not act.target
        and table.ontology.knows("AGREE", (), "030")
        and _speaks_of_ties(clause, act, effective, table)
    ):
        # "called for expanded relations" by both sides: they show will to cooperate with each other
        act.type, act.modes, act.cameo, act.symmetric = "AGREE", (), "030", True
        act.note("type", "several call for ties and name nobody else: they mean each other")
        for i in effective:
            i.taken = True
        return
    if op in ("ACCUSE", "CRITICISE", "PRAISE") and not act.target:
        act.target = _judged(clause, act)
    if op == "ORDER":
        _command(act, effective)
    if not effective:
        if not act.target:
            act.target = inside(clause, act, table)
        if _says_nothing(clause, act):
            act.type = None
        elif table.ontology.knows("CONSULT", ("visit",), "042") and _calls_on_somebody(clause, act):
            act.type, act.modes, act.cameo = "CONSULT", ("visit",), "042"
            act.note("type", "to call on a person, with nothing asked, is to visit")
        return
    inner = effective[0]
    if op == "PASS":
        for i in effective:
            _hand_on(clause, act, i)
        act.taken = True
        return
    if (
        op in ("PLAN", "EXPECT")
        and clause.tokens[act.token].lemma in PROPOSE
        and _is_for_another(clause, act, inner, table)
    ):
        op = "REQUEST"  # "suggested that the Council ease them", "wants Iran to leave"
    rule = table.compose(op, inner.type or "", inner.modes, inner.cameo)
    if rule is None:
        return
    if op == "EXPECT" and is_onlooker(act, inner):
        rule = Composition(None, (), None, "possible", "foreseen by somebody else")
    is_noun = clause.tokens[inner.token].upos == "NOUN"
    if op == "REFUSE" and is_noun and rule.type is None and act.frame.type is not None and is_onlooker(act, inner):
        rule = Composition(act.type, act.modes, act.cameo, None, "refuses what another says or does")
    if rule.type is None:  # the inner act stands, in another light (denied, possible, planned)
        for i in effective:
            if rule.modality is not None:
                i.modality = rule.modality
                i.note("modality", f"{clause.tokens[act.token].text} + {i.type} -> {rule.modality}")
            if not i.source and op in ("PLAN", "EXPECT", "TRY", "FAIL", "POSSIBLE", "ALLOW", "HELP"):
                i.source = act.source
        act.type = act.type if op in ("DENY",) and act.frame.type else None
        act.taken = act.type is None
        return
    act.cameo = rule.cameo_under(act.cameo) or act.cameo
    act.type, act.modes = rule.type, rule.modes or (act.modes if rule.type == act.frame.type else ())
    act.contexts = tuple(dict.fromkeys(act.contexts + inner.contexts))
    if rule.modality is not None:
        act.modality = rule.modality
    act.note("type", f"{op} + {inner.type} -> {rule.type} ({rule.note or 'composition'})")
    toward_doer = op in ("ACCUSE", "CRITICISE", "PRAISE")
    mine = {f.mention for f in act.source}
    like = table.ontology.like
    if (
        like(rule.type) == "AGREE"
        and like(inner.type or "") in ("COOPERATE", "CONSULT")
        and len(act.source) > 1
        and not act.target
    ):
        act.symmetric = True  # "Kenya and Somalia pledged to cooperate against al-Shabab"
    elif toward_doer:
        if (not act.target or all(f.how == "owner" for f in act.target)) and inner.source:
            act.target = tuple(f for f in inner.source if f.mention not in mine)
    elif not act.target or {f.mention for f in act.target} <= {f.mention for f in inner.target}:
        asked = tuple(f for f in inner.source if f.mention not in mine)
        hit = tuple(f for f in inner.target if f.mention not in mine)
        act.target = (asked or hit) if op in ("REQUEST", "ORDER", "ALLOW", "CAUSE") else (hit or asked)
    if not act.source and not any(s.role == "ARG0" for s in act.slots):
        act.source = inner.source
    if inner.symmetric and not act.target and len(act.source) + sum(len(f.mention.actors) - 1 for f in act.source) > 1:
        act.symmetric = True
    for i in effective:
        if not (
            toward_doer
            and op in ("CRITICISE", "PRAISE")
            and clause.tokens[i.token].upos in ("NOUN", "VERB")
            and _told_as_fact(clause, i, act)
        ):
            i.taken = True


def _judged(clause: Clause, act: Act) -> tuple[Found, ...]:
    """Whose doing is judged, where that is told in a clause of its own or after the verb.

    "the vote was not free, observers complained"; "denounced a vote by a committee of the House"
    """
    mine = {f.mention for f in act.source}
    for c in clause.children[act.token]:
        t = clause.tokens[c]
        found: tuple[Found, ...] = ()
        if t.deprel == "ccomp":
            subject = clause.child(c, "nsubj", "nsubj:pass")
            if subject is not None:
                start, end = clause.span(subject)
                found = in_slot(clause, Slot("ARG0", start, end, subject, None, "tree"))
        elif t.deprel in ("obj", "nsubj:pass") and t.upos == "NOUN" and act.frame.op != "ACCUSE":
            whole = Slot("ARG1", *clause.span(c), c, None, "tree")
            found = toward(clause, whole, ("between", "by", "among"))  # "hailed the pact between Oman and Chad"
        elif t.deprel == "obl" and clause.case(c) == "by" and not clause.is_passive(act.token):
            start, end = clause.span(c)
            found = in_slot(clause, Slot("ARG0", start, end, c, "by", "tree"))
        found = tuple(f for f in found if f.mention not in mine)
        if found:
            act.note("target", "whose doing is judged")
            return found
    return ()


def _command(act: Act, inner: list[Act]) -> None:
    """An order over one's own forces is a deed of whoever gives it: "Putin ordered the army to deploy"."""
    for i in inner:
        forces = [x for f in i.source for x in f.mention.actors]
        if act.source and forces and all(x.sector in ("MIL", "COP") for x in forces):
            i.source = act.source
            i.note("source", "who gives the order")


def _is_for_another(clause: Clause, act: Act, inner: Act, table: FrameTable) -> bool:
    """Whether somebody else than the speaker is to do the act inside.

    "wants Iran to leave"; but "expects Russia to attack", "analysts expect that Spain would lend" only foresee.
    """
    if clause.tokens[act.token].lemma == "expect" and (
        clause.tokens[inner.token].xpos != "VB"
        or clause.child(inner.token, "aux") is not None
        or table.ontology.quad(inner.type or "") > 2
    ):
        return False
    mine = {x.country or x.name for f in act.source for x in f.mention.actors}
    theirs = {x.country or x.name for f in inner.source for x in f.mention.actors}
    return bool(mine and theirs) and not mine & theirs


def _calls_on_somebody(clause: Clause, act: Act) -> bool:
    """ "called on the speaker of parliament": no clause follows that says what is asked."""
    lemmas = [clause.tokens[w].lemma for w in act.words]
    if lemmas[:2] != ["call", "on"] or not act.target:
        return False
    return not any(
        clause.tokens[c].upos == "VERB" and clause.tokens[c].deprel != "conj" for c in clause.children[act.token]
    )


def _says_nothing(clause: Clause, act: Act) -> bool:
    """Whether an embedding act without an act inside is none: it lacks what it would embed, or only foresees.

    "pressure forces them closer"; "the governor agreed, saying …"; "warned that the year would be hard" for others
    """
    lemma, op = clause.tokens[act.token].lemma, act.frame.op
    content = [
        s for s in act.slots if s.head not in act.agents and (not s.role.startswith("ARGM") or s.role == "ARGM-PRP")
    ]
    clausal = [s for s in content if clause.tokens[s.head].upos in ("VERB", "AUX") or s.role == "COMP"]
    if op == "CAUSE":
        return not clausal
    if lemma in ("ask", "question", "quiz") and not any(clause.tokens[s.head].xpos == "VB" for s in clausal):
        return any(s.prep in ("about", "on") for s in act.slots)  # "asked about Iran, he said"
    if op == "PROMISE" and lemma == "agree":
        return not content and len(act.source) < 2
    if lemma == "warn" and clausal and not act.target:
        if any(clause.tokens[c].deprel in ("obj", "iobj") for c in clause.children[act.token]):
            return False
        mine = {x.country or x.name for f in act.source for x in f.mention.actors}
        doers = {x.country or x.name for s in clausal for f in subjects(clause, s.head) for x in f.mention.actors}
        return not mine & doers
    return False


def _speaks_of_ties(clause: Clause, act: Act, inner: list[Act], table: FrameTable) -> bool:
    several = sum(len(f.mention.actors) for f in act.source) > 1
    if not several or any(i.source or i.target for i in inner):
        return False
    heads = [
        clause.tokens[s.head].lemma.lower()
        for s in act.slots
        if s.role not in act.frame.source and not s.role.startswith("ARGM")
    ]
    return any({"ties", "relations"} & table.classes(h) for h in heads) or any(
        i.type in ("COOPERATE", "SUPPORT") for i in inner
    )


def _told_as_fact(clause: Clause, inner: Act, outer: Act) -> bool:
    return bool(inner.source) and status_of(clause, inner.token, outer.token).status == "fact"


def _hand_on(clause: Clause, act: Act, inner: Act) -> None:
    """A light verb gives its subject, and whatever else it governs, to the act named by its noun."""
    inner.light, inner.carrier = True, act.token
    if clause.tokens[act.token].lemma in TAKES:
        # "received assurances from Tbilisi", "drew criticism from Paris": the subject is at the other end
        givers, _ = first_party(clause, act, ("from", "by"), act.agents)
        givers = givers or tuple(f for f in inner.source if f not in act.source)
        inner.source, inner.target = givers, tuple(f for f in act.source if f not in givers)
        inner.note("source", "the giver; the subject of the light verb takes")
        return
    mine = tuple(f for f in act.source if f not in inner.source)
    if not inner.source:
        inner.source = mine
    elif mine and inner.symmetric:
        inner.source = mine + tuple(f for f in inner.source if f not in mine)
    elif mine and not inner.target and "poss" not in inner.frame.source:
        inner.target, inner.source = inner.source, mine
    if not inner.target:
        inner.target = tuple(f for f in act.target if f not in inner.source)
    inner.words = tuple(sorted({*inner.words, *act.words})) if abs(inner.token - act.token) <= 4 else inner.words
    inner.note("source", "from the light verb")
    inner.score = min(0.85, inner.score + 0.05)
