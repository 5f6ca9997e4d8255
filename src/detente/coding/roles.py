"""Source and target of an act: from the row's role lists, from the tree above, from inside what is asked or signed."""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.clause import Clause
from detente.coding.doers import doer_under
from detente.coding.parties import Found, at_head, identity, in_slot, toward
from detente.coding.slots import Slot
from detente.coding.words import BORDERS, LANDS, OBJECT_CONTROL, TOPICAL

_ANYWHERE = ("with", "from", "to", "against", "on", "toward", "towards", "for", "into", "in")
_INSIDE = {
    "REQUEST": ("with", "from"),
    "REJECT": ("with", "from", "to"),
    "THREATEN": ("on", "against", "with"),
    "AGREE": ("with", "to", "for"),
    "CONCEDE": ("to", "with"),
    "SUPPORT": ("with",),
    "SANCTION": ("with", "to", "from", "against", "on"),
    "AID": ("to", "for"),
    "COOPERATE": ("with",),
    "RETREAT": ("to", "from", "with"),
}
"""After which prepositions the target may stand inside what is asked, refused, signed, cut ("talks with Tehran")."""
_DOMESTIC = {"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "CONSULT", "SUPPORT", "THREATEN"}
"""Types that one official body of a state may well do to another."""
ADJUNCTS = {
    "ARGM-TMP",
    "ARGM-PRP",
    "ARGM-CAU",
    "ARGM-ADV",
    "ARGM-MNR",
    "ARGM-DIS",
    "ARGM-PRD",
    "ARGM-EXT",
    "ARGM-MOD",
    "ARGM-NEG",
    "ARGM-ADJ",
}
_NEAR = ("near", "along", "on", "at", "by", "toward", "towards", "to", "off", "close to", "across", "beside")
_FACING = ("near", "toward", "towards", "past", "opposite", "facing")
_AIMED = ("at", "on", "onto", "against", "into", "over", "toward", "towards", None)
_NUMBERED = {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"}


def fill(clause: Clause, act: Act) -> None:
    """Source and target from the row's role lists, then from what the tree lets it inherit."""
    frame = act.frame
    place = bool({"visit", "place"} & frame.flags)
    t = clause.tokens[act.token]
    used: tuple[int, ...] = ()
    if t.deprel == "advcl" and t.xpos == "VBG" and clause.child(act.token, "nsubj") is None:
        act.source = subjects(clause, act.token)  # ", killing eight people": whoever does the main clause
        used = tuple(f.mention.head for f in act.source)
    if not act.source:
        act.source, used = first_party(clause, act, frame.source, ())
    if not act.source and t.upos == "NOUN":
        act.source = doer_under(clause, act)
        used = tuple(f.mention.head for f in act.source)
    act.agents = used
    if not act.source:
        act.source = _inherited(clause, act)
        if act.source:
            act.note("source", "inherited over the tree")
            act.score -= 0.05
    act.target = _target(clause, act, used, place)
    if not act.target and frame.target:
        _look_further(clause, act, used, place)
    if not act.target and act.type == "MOBILIZE" and t.upos == "VERB":
        act.target = _at_border(clause, act)
    if not act.target and clause.tokens[act.token].deprel == "acl" and clause.is_passive(act.token):
        above = at_head(clause, clause.tokens[act.token].head)
        if above is not None and "ARG1" in frame.target:
            act.target = (Found(above, "named"),)


def _look_further(clause: Clause, act: Act, used: tuple[int, ...], place: bool) -> None:
    """A target in a role that the row does not name: inside the thing done, another numbered role, a place aimed at."""
    mine = {f.mention for f in act.source}
    act.target = _under_object(clause, act, used, place)
    if act.target:
        act.score -= 0.05
        return
    preps = _INSIDE.get(act.frame.like or "", ())
    for s in act.slots:
        if preps and s.role in ("ARG1", "ARG2", "COMP") and s.head not in used:
            found = tuple(f for f in toward(clause, s, preps) if f.mention not in mine)
            found = _without_own(act, found)
            if found and not _same(act.source, found) and not _own(act.source, found):
                act.target = found
                act.note("role", f"inside {s.role}")
                act.score -= 0.1
                return
    others = tuple(
        s.role for s in act.slots if s.role in _NUMBERED and s.role not in (*act.frame.source, *act.frame.target)
    )
    for role in others:
        found, _ = first_party(clause, act, (role,), used, place=place)
        if act.frame.like == "MOBILIZE" and all(
            x.sector == "MIL" and not x.country for f in found for x in f.mention.actors
        ):
            continue
        if found and not _same(act.source, found) and not _own(act.source, found):
            act.target = found
            act.score -= 0.1
            return
    if act.frame.like == "ASSAULT":
        for s in act.slots:
            purpose = clause.tokens[s.head].upos == "VERB" and s.role in ("ARG2", "ARGM-PRP")
            obj = clause.child(s.head, "obj") if purpose else None
            if obj is not None:
                start, end = clause.span(obj)
                act.target = in_slot(clause, Slot("ARG1", start, end, obj, None, "tree"))
                if act.target:
                    return
        act.target = _hit_in_place(clause, act, used)


def _under_object(clause: Clause, act: Act, used: tuple[int, ...], place: bool) -> tuple[Found, ...]:
    """Whoever stands under the object after a preposition of the row: "closed its embassy in Chad"."""
    preps = tuple(p for p in act.frame.target if p.islower() and p not in ("all", "poss"))
    for s in act.slots:
        if s.role != "ARG1" or s.head in used:
            continue
        for c in clause.children[s.head]:
            prep = clause.case(c)
            if clause.tokens[c].deprel != "nmod" or prep not in preps:
                continue
            found = in_slot(clause, Slot(prep, *clause.span(c), c, prep, "tree"), place=place)
            found = _without_own(act, found)
            if found and not _same(act.source, found) and not _own(act.source, found):
                act.note("target", f"{prep} after the object")
                return found
    return ()


def _at_border(clause: Clause, act: Act) -> tuple[Found, ...]:
    """Against whom forces stand at a border: "massed near the Syrian frontier"."""
    for s in act.slots:
        if clause.tokens[s.head].lemma.lower() in BORDERS and clause.case(s.head) in _NEAR:
            owners = (*in_slot(clause, s), *toward(clause, s, ("with",)))  # "its border with Chad"
            found = tuple(f for f in owners if not _own(act.source, (f,)))
            if found:
                act.note("target", "whose border the forces stand at")
                act.score -= 0.1
                return found
    for s in act.slots:  # "massed troops near Chad"
        state = at_head(clause, s.head, place=True) if s.prep in _FACING else None
        if state is not None and not _own(act.source, (Found(state, "owner"),)):
            act.note("target", "the land that the forces stand before")
            act.score -= 0.15
            return (Found(state, "owner"),)
    return ()


def _target(clause: Clause, act: Act, used: tuple[int, ...], place: bool) -> tuple[Found, ...]:
    """The first role that holds somebody else; the source's own ("recalled its ambassador") only where nobody else is.

    Of a friendly or material act towards one's own people or envoys nothing is left: it is no act between two.
    """
    own: tuple[Found, ...] = ()
    for role in act.frame.target:
        found, _ = first_party(clause, act, (role,), used, place=place)
        if found and _is_dismissal(act, found):
            return found
        if found and (_same(act.source, found) or _are_means(act, found)):
            continue
        if found and not _own(act.source, found):
            return _without_own(act, found)
        own = own or found
    if own:
        found, _ = first_party(clause, act, ("from", "to", "with", "in", "of"), used, place=True)
        if not found or _own(act.source, found):
            found = tuple(f for s in act.slots if s.head not in used for f in toward(clause, s, _ANYWHERE))
        if found and not _own(act.source, found):
            return found
        if act.frame.like not in _DOMESTIC or any(f.how == "owner" for f in own):
            return ()
    return own


def _is_dismissal(act: Act, found: tuple[Found, ...]) -> bool:
    """A state's own officials whom it dismisses or convicts, or its government that soldiers overthrow."""
    if act.type != "SANCTION" or not {"expel", "convict"} & set(act.modes) or not act.source:
        return False
    mine = {f.mention.head for f in act.source}
    by_name = ("role", "title", "person", "name")
    return all(f.how in ("named", "beside") and f.mention.via in by_name and f.mention.head not in mine for f in found)


def _same(source: tuple[Found, ...], target: tuple[Found, ...]) -> bool:
    """Whether the target is nobody but the source itself ("held their first meeting")."""
    mine = {identity(x) for f in source for x in f.mention.actors}
    return bool(mine) and all(identity(x) in mine for f in target for x in f.mention.actors)


def _without_own(act: Act, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Of a list that holds the source's own officials and others, the others ("a meeting between Wang and Hayashi")."""
    if act.frame.like in _DOMESTIC:
        return found
    return tuple(f for f in found if not _own(act.source, (f,)))


def _are_means(act: Act, found: tuple[Found, ...]) -> bool:
    """ "sent warships": soldiers and arms that are moved are whose they are, not who is moved against."""
    actors = [x for f in found for x in f.mention.actors]
    return act.frame.like in ("MOBILIZE", "RETREAT") and all(x.sector == "MIL" and x.country is None for x in actors)


def _own(source: tuple[Found, ...], target: tuple[Found, ...]) -> bool:
    """Whether the target is the source's own ("recalled its ambassador", "pulled its troops out")."""
    a = {(x.country or x.code) for f in source for x in f.mention.actors}
    b = {(x.country or x.code) for f in target for x in f.mention.actors}
    official = all(x.sector in ("GOV", "MIL", None, "SPY") for f in (*source, *target) for x in f.mention.actors)
    return official and None not in a and bool(b) and b <= a


def _hit_in_place(clause: Clause, act: Act, used: tuple[int, ...]) -> tuple[Found, ...]:
    """Whoever's land the thing hit stands in: "fired missiles at three sites in Syria"."""
    for s in act.slots:
        prep = clause.case(s.head)
        if (
            s.head in used
            or (s.role.startswith("ARGM") and s.role not in ("ARGM-LOC", "ARGM-DIR", "ARGM-GOL"))
            or (
                prep not in _AIMED
                and not (prep == "in" and s.role == "ARGM-LOC")
                and not (prep == "of" and clause.tokens[act.token].upos == "NOUN")  # "the shelling of Kherson"
            )
        ):
            continue
        if s.role == "ARGM-LOC" and prep == "in":
            direct = at_head(clause, s.head, place=True)
            whole = clause.tokens[act.token].upos == "NOUN" or any(o.role == "ARG1" for o in act.slots)
            if direct is not None and direct.via == "place-name" and whole:
                act.score -= 0.15
                return (Found(direct, "owner"),)
            is_land = clause.tokens[s.head].lemma.lower() in LANDS and clause.tokens[act.token].upos == "VERB"
            owner = in_slot(clause, s, place=True) if whole and is_land else ()
            if owner and not _own(act.source, owner) and all(x.code == x.country for x in owner[0].mention.actors):
                act.note("target", "whose land it happens in")  # "in Russia's Bryansk region"
                act.score -= 0.15
                return owner[:1]
        direct = at_head(clause, s.head, place=True) if prep is not None or s.role == "ARG1" else None
        if direct is not None and direct.via == "place-name" and prep != "in":
            act.note("target", "the place aimed at stands for its state")
            act.score -= 0.1
            return (Found(direct, "owner"),)
        for c in clause.children[s.head]:
            town = at_head(clause, c, place=True) if clause.tokens[c].deprel == "nmod:poss" else None
            if town is not None and town.via == "place-name":
                act.note("target", "the land of the town whose it is")  # "shelled Sarajevo's market"
                act.score -= 0.15
                return (Found(town, "owner"),)
            if clause.tokens[c].deprel == "nmod" and clause.case(c) in (
                "in",
                "near",
                "outside",
                "inside",
                "across",
                "of",
            ):
                mention = at_head(clause, c, place=True)
                if mention is not None:
                    act.note("target", "the land in which the thing hit stands")
                    act.score -= 0.15
                    return (Found(mention, "owner"),)
    return ()


def first_party(
    clause: Clause, act: Act, roles: tuple[str, ...], not_these: tuple[int, ...], *, place: bool = False
) -> tuple[tuple[Found, ...], tuple[int, ...]]:
    """The parties of the first role in the list that holds an actor, and the heads used."""
    for role in roles:
        if role == "all":
            both: list[Found] = []
            for s in act.slots:
                if s.role == "ARG1" and s.prep != "with" and clause.tokens[act.token].lemma in TOPICAL:
                    continue
                if s.role in _NUMBERED or s.role in ("poss", "between", "with", "of", "by", "and", "among"):
                    both += [f for f in in_slot(clause, s) if f not in both]
            both = [f for f in both if not any(_inside(f, g) for g in both)]
            if both:
                return tuple(both), tuple(f.mention.head for f in both)
            continue
        for s in act.slots:
            if (
                s.role == role or (s.prep == role and s.role != "poss" and s.role not in ADJUNCTS)
            ) and s.head not in not_these:
                found = in_slot(clause, s, place=place, owner="visit" not in act.frame.flags or s.role == "poss")
                if found:
                    act.note("role", f"{role} ({s.how})")
                    return found, (*(f.mention.head for f in found), s.head)
    return (), ()


def _inside(one: Found, other: Found) -> bool:
    """Whether a mention is only a part of another ("North Korea" in "North Korea's envoy")."""
    a, b = one.mention, other.mention
    return (b.start <= a.start and a.end <= b.end) and (b.end - b.start) > (a.end - a.start)


def subjects(clause: Clause, token: int, depth: int = 0) -> tuple[Found, ...]:
    """Who does the verb at `token`: its own subject, or the one it shares with a verb above."""
    if depth > 6:
        return ()
    t = clause.tokens[token]
    passive = clause.is_passive(token)
    own = clause.child(token, "nsubj") if not passive else None
    if own is not None:
        start, end = clause.span(own)
        return in_slot(clause, Slot("ARG0", start, end, own, None, "tree"))
    if passive:
        return ()
    if t.head < 0:
        return ()
    head = clause.tokens[t.head]
    if t.deprel == "xcomp" and head.lemma in OBJECT_CONTROL:
        for c in clause.children[t.head]:
            if clause.tokens[c].deprel in ("obj", "iobj", "nsubj:pass", "obl") and (
                clause.tokens[c].deprel != "obl" or clause.case(c) == "on"
            ):
                start, end = clause.span(c)
                return in_slot(clause, Slot("ARG1", start, end, c, None, "tree"))
    if t.deprel in ("advcl", "acl", "xcomp") and t.xpos == "VB" and head.head < 0 and head.upos in ("PROPN", "NOUN"):
        mention = at_head(clause, t.head)  # "Australia to expel two diplomats": a headline's subject stands as its root
        if mention is not None:
            return (Found(mention, "named"),)
    if t.deprel in ("xcomp", "advcl", "conj", "ccomp", "obl") and head.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        if (
            t.deprel == "advcl"
            and head.lemma in OBJECT_CONTROL
            and any(
                clause.tokens[c].deprel == "mark" and clause.tokens[c].lemma in ("of", "for", "from", "over")
                for c in clause.children[token]
            )
        ):
            obj = clause.child(t.head, "obj", "nsubj:pass")
            if obj is not None and head.lemma == "impose":  # "imposed sanctions on Libya for refusing"
                whole = Slot("ARG1", *clause.span(t.head), t.head, None, "tree")
                return toward(clause, whole, ("on", "upon", "against"))
            if obj is not None:
                start, end = clause.span(obj)
                return in_slot(clause, Slot("ARG1", start, end, obj, None, "tree"))
        return subjects(clause, t.head, depth + 1)
    if t.deprel in ("acl", "acl:relcl", "amod") and t.xpos in ("VBG", "VBD", "VBZ", "VBP", "VB"):
        if t.xpos == "VB" and head.upos == "NOUN":  # "a plan to attack": whoever owns the plan
            start, end = clause.span(t.head)
            owners = in_slot(clause, Slot("poss", start, end, t.head, None, "tree"))
            if owners:
                return owners
            return subjects(clause, t.head, depth + 1) if head.deprel in ("obj", "obl", "xcomp") else ()
        mention = at_head(clause, t.head)
        return (Found(mention, "named"),) if mention is not None else ()
    if t.upos in ("NOUN", "PROPN") and t.deprel in ("obj", "obl", "xcomp", "conj", "nmod") and head.upos == "VERB":
        return subjects(clause, t.head, depth + 1)
    return ()


def _inherited(clause: Clause, act: Act) -> tuple[Found, ...]:
    t = clause.tokens[act.token]
    if (
        t.upos == "NOUN"
        and "visit" in act.frame.flags
        and (
            t.deprel in ("obj", "conj", "nsubj:pass") or (t.deprel == "obl" and clause.case(act.token) in ("for", "on"))
        )
    ):
        verb = next((h for h in clause.ancestors(act.token) if clause.tokens[h].upos == "VERB"), None)
        return subjects(clause, verb) if verb is not None else ()
    if clause.is_passive(act.token):
        # "killed in Israeli shelling": whoever does the deed that the passive one happens in
        for c in clause.children[act.token]:
            if (
                clause.tokens[c].deprel.startswith("obl")
                and clause.case(c) in ("in", "by", "during", "from")
                and clause.tokens[c].upos == "NOUN"
            ):
                start, end = clause.span(c)
                found = in_slot(clause, Slot("ARG0", start, end, c, None, "tree"))
                if found and act.frame.like == "ASSAULT":
                    return found
        return ()
    own = clause.child(act.token, "nsubj")
    lone = own is not None and at_head(clause, own) is None and clause.child(act.token, "obj") is None
    if lone and any(s.head == own and s.role == "ARG1" for s in act.slots):
        return ()  # "a visit ended": what ends is not who acts
    if t.upos == "VERB" or ("ARG0" in act.frame.source and t.upos == "ADJ"):
        return subjects(clause, act.token)
    return ()
