"""The type and modality of an act after its clause's own negation, condition, modal verb or future."""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.attribution import is_saying
from detente.coding.clause import Clause
from detente.coding.factuality import Status, status_of
from detente.coding.frames import FrameTable
from detente.coding.marks import has_ended, markers, own_reading
from detente.coding.roles import subjects
from detente.coding.words import CAME, CONDITIONS, ENACTS, NORMS
from detente.values import Modality


def modality_of(clause: Clause, act: Act, table: FrameTable) -> tuple[str | None, Modality, Status]:
    """(type, modality, status) after the clause's own negation, condition, modal or future (PLOVER.md section 3).

    "will meet", "is to visit"                 CONSULT -> AGREE
    "will attack", told by its doer or nobody  ASSAULT -> THREATEN; told by an onlooker it is only possible
    """
    status = _status(clause, act)
    kind = act.type
    if kind is not None and act.modality == "actual" and _ends(clause, act):
        rule = table.compose("STOP", kind, act.modes, act.cameo)
        if rule is not None and rule.type is not None:
            act.modes, act.cameo = rule.modes, rule.cameo
            act.note("type", f"no longer {clause.tokens[act.token].lemma}: STOP + {kind} -> {rule.type}")
            return rule.type, "actual", "fact"
    if act.modality != "actual" or kind is None:
        return kind, act.modality, status
    if status == "future":
        rule = table.compose("PROMISE", kind, act.modes, act.cameo)
        if rule is None or rule.type is None:
            return kind, "possible", status
        is_threat = table.ontology.like(rule.type) == "THREATEN"
        if is_threat and (not _told_by_doer(clause, act) or _is_foreseen(clause, act.token)):
            return kind, "possible", status
        if rule.type != kind:
            act.modes, act.cameo = rule.modes, rule.cameo
        return rule.type, "actual", status
    if status == "denied" and _is_refusal(clause, act):
        rule = table.compose("REFUSE", kind, act.modes, act.cameo)
        if rule is not None and rule.type is not None:
            act.modes, act.cameo = rule.modes, rule.cameo
            if act.symmetric and not act.target and len(act.source) > 1:
                act.symmetric, act.source, act.target = False, act.source[:1], act.source[1:]
            act.symmetric = table.ontology.like(rule.type) not in ("REJECT", "SANCTION") and act.symmetric
            act.note("type", f"will not {clause.tokens[act.token].lemma}: REFUSE + {kind} -> {rule.type}")
            return rule.type, "actual", "fact"
    if status == "hypothetical" and _is_conditional_threat(clause, act):
        rule = table.compose("PROMISE", kind, act.modes, act.cameo)
        if rule is not None and rule.type is not None and table.ontology.like(rule.type) == "THREATEN":
            act.modes, act.cameo = rule.modes, rule.cameo
            act.note("type", f"what the doer says it will do, or else: {kind} -> {rule.type}")
            return rule.type, "actual", "fact"
    is_meeting = table.ontology.like(kind) == "CONSULT"
    if status == "possible" and ((is_meeting and _is_met_for(clause, act)) or _is_decreed(clause, act)):
        return kind, "actual", "fact"
    if status == "fact":
        return kind, "actual", status
    return kind, status, status


def _status(clause: Clause, act: Act) -> Status:
    """The standing of the word that tells the act, and what its further words deny ("has no plans to")."""
    at = act.token if act.carrier is None else act.carrier
    status = status_of(clause, at).status
    if status != "fact":
        return status
    others = {act.token, *act.words} - {at}
    more = [own_reading(clause, w) for w in sorted(others)]
    marked = [r for r in more if r.status in ("denied", "hypothetical")]
    own = [r for r in marked if r.word in act.words and clause.tokens[r.word].text.lower() == "without"]
    return next((r.status for r in marked if r not in own), status)  # "held without charge" denies nothing


def _ends(clause: Clause, act: Act) -> bool:
    """ "no longer sells arms": what a state used to do has ended."""
    return any(has_ended(clause, w) for w in (act.token, *([] if act.carrier is None else [act.carrier])))


def _is_met_for(clause: Clause, act: Act) -> bool:
    """ "gathered in Cairo to discuss": who came together in order to talk did talk."""
    t = clause.tokens[act.token]
    return t.deprel in ("advcl", "xcomp") and t.head >= 0 and clause.tokens[t.head].lemma in CAME


def _is_decreed(clause: Clause, act: Act) -> bool:
    """ "signed a decree to ban veils", "passed a bill legalising": what a norm does is done, by who made it."""
    t = clause.tokens[act.token]
    noun = clause.tokens[t.head] if t.head >= 0 else None
    if noun is None or not t.deprel.startswith(("acl", "advcl")):
        return False
    verb = clause.tokens[noun.head] if noun.upos == "NOUN" and noun.head >= 0 else noun
    norm = noun.lemma in NORMS or any(
        clause.tokens[c].lemma in NORMS
        for c in clause.children[verb.index]
        if clause.tokens[c].deprel in ("obj", "nsubj:pass")
    )
    if not norm or verb.lemma not in ENACTS:
        return False
    if not act.source or (clause.by_head.get(noun.index) and act.source[0].mention.head == noun.index):
        act.source = subjects(clause, verb.index)
    return bool(act.source)


def _is_refusal(clause: Clause, act: Act) -> bool:
    """ "said it would not meet", "will not provide aid", told by the one who will not."""
    auxiliaries = {
        clause.tokens[c].text.lower() for c in clause.children[act.token] if clause.tokens[c].deprel == "aux"
    }
    return (
        bool(auxiliaries & {"will", "would", "wo", "shall", "’ll", "'ll"})
        and bool(act.source)
        and _told_by_doer(clause, act)
    )


def _is_conditional_threat(clause: Clause, act: Act) -> bool:
    """ "Israel said it would strike Iran if talks failed", told by the one who would; not "if it strikes"."""
    t = clause.tokens[act.token]
    if t.deprel != "ccomp" or CONDITIONS.intersection(markers(clause, act.token)) or not act.source:
        return False
    said = clause.tokens[t.head]
    below = {clause.tokens[c].text.lower() for c in clause.children[act.token] if clause.tokens[c].deprel == "aux"}
    if not is_saying(said.lemma) or not below & {"will", "would", "wo", "'ll", "’ll"} or "have" in below:
        return False
    if own_reading(clause, said.index).status != "fact" or any(
        clause.tokens[c].lemma == "not" for c in clause.children[act.token]
    ):
        return False
    tellers = {x.country or x.name for f in subjects(clause, said.index) for x in f.mention.actors}
    return bool(tellers & {x.country or x.name for f in act.source for x in f.mention.actors})


def _is_foreseen(clause: Clause, token: int) -> bool:
    """ "If the game is right, Austria will occupy it", told by nobody: a forecast, no threat."""
    chain = (token, *clause.ancestors(token))
    if any(is_saying(clause.tokens[h].lemma) and clause.tokens[h].upos == "VERB" for h in chain):
        return False
    return any(
        clause.tokens[c].deprel == "advcl" and CONDITIONS.intersection(markers(clause, c))
        for at in chain
        for c in clause.children[at]
    )


def _told_by_doer(clause: Clause, act: Act) -> bool:
    """Whether nobody else tells it: no verb of saying above, or one with the same subject."""
    said = [
        h for h in clause.ancestors(act.token) if is_saying(clause.tokens[h].lemma) and clause.tokens[h].upos == "VERB"
    ]
    if not said:
        return True
    tellers = {x.country or x.name for f in subjects(clause, said[0]) for x in f.mention.actors}
    doers = {x.country or x.name for f in act.source for x in f.mention.actors}
    return bool(tellers & doers)
