"""What looks like an act and is none: games, shows, make-believe, beasts and prices that "act", figures, rules, counts.

Decided by the kind of the words that take part (screens.tsv) and by fixed expressions (figures.tsv), before acts are
composed, so that nothing is made of what is none.
"""

from __future__ import annotations

from detente.coding.act import Act
from detente.coding.attribution import is_saying
from detente.coding.clause import Clause
from detente.coding.counting import is_of_kin, is_polled, is_statistic
from detente.coding.doers import doers_of, is_indefinite
from detente.coding.frames import FrameTable
from detente.coding.screens import count, figurative, is_of, kinds
from detente.coding.words import WEAPONS

_LIFELESS = ("beast", "food", "weather", "germ", "market", "gadget")
_UPON = ("with", "against", "on", "over")
_PEOPLE_AND_PLACES = frozenset({
    "person_word", "army", "troops", "police", "militia", "peacekeeper", "weapon", "building", "vehicle", "territory",
    "envoy", "official", "captive", "refugee", "mission", "party_body", "property", "road", "network",
})  # fmt: skip
"""Classes of the frame table that blows may fall on."""
_MEANS = frozenset({
    "army", "troops", "police", "militia", "peacekeeper", "weapon", "missile", "equipment", "vehicle", "stone", "gas",
    "chemical", "force", "party_body", "media", "mission", "attack_noun", "official", "envoy",
})  # fmt: skip
"""Classes of what a state, or whoever has it, strikes with."""
_VOICES = frozenset({
    "statement", "inquiry", "accusation", "demand", "offer", "proposal", "agreement", "law", "talks", "aid", "approval",
    "restriction", "sanction", "warning", "territory", "information", "trade", "ties",
})  # fmt: skip
"""Classes of what a state speaks with."""


def without_seeming(clause: Clause, acts: list[Act], table: FrameTable) -> list[Act]:
    """The acts that are meant as such; with an accusation, a threat, a wish that is none falls what it speaks of."""
    figures = figurative(clause)
    kept: list[Act] = []
    fallen: set[int] = set()
    embedding: set[int] = set()
    for act in sorted(acts, key=lambda a: (clause.depth(a.token), a.token)):
        unreal = is_of_played(clause, act) or is_rule(clause, act)
        if unreal and act.frame.op not in (None, "PASS", "SAY"):
            embedding.add(act.token)
        if (
            unreal
            or act.token in figures
            or any(clause.below(act.token, above) for above in embedding)
            or is_in_work(clause, act.token)
            or is_of_a_thing(clause, act)
            or is_of_a_private_person(clause, act, table)
            or is_harmless(clause, act, table)
            or is_order_to_the_reader(clause, act)
            or is_statistic(clause, act)
            or is_polled(clause, act)
            or is_of_kin(clause, act)
            or is_struggle_with_a_thing(clause, act, table, fallen)
        ):
            fallen.add(act.token)
        else:
            kept.append(act)
    return sorted(kept, key=lambda a: a.token)


def is_in_work(clause: Clause, token: int) -> bool:
    """Whether the act happens in a film, a play, a novel.

    "the film has soldiers stealing gold"         the work, or its maker, has, sends, imagines …
    "in the second act Rome's general threatens"  in it
    "a thriller in which Denmark surrenders"      which it tells
    """
    for at in (token, *clause.ancestors(token)):
        t = clause.tokens[at]
        if t.upos in ("VERB", "AUX") and t.lemma in kinds()["makes"] and at != token:
            subject = clause.child(at, "nsubj")
            if subject is not None and _is_work(clause, subject):
                return True
        if any(_is_in_stage(clause, c) for c in clause.children[at] if c != token):
            return True
        told = any(clause.tokens[c].lemma in ("which", "where", "whose") for c in clause.children[at])
        if t.deprel == "acl:relcl" and t.head >= 0 and told and _is_work_or_its_maker(clause, t.head):
            return True
    return False


def _is_work_or_its_maker(clause: Clause, noun: int) -> bool:
    """A work, or the name after it on which the tree hangs the clause: "a painting by Goya in which"."""
    above = clause.tokens[noun].head
    by = clause.tokens[noun].deprel == "nmod" and above >= 0 and clause.case(noun) in ("by", "of", "from")
    return is_of(clause, noun, "work") or (by and is_of(clause, above, "work"))


def _is_work(clause: Clause, noun: int) -> bool:
    """A work, or the author of one ("the author of the thriller has the Vatican …")."""
    if is_of(clause, noun, "work"):
        return True
    below = [c for c in clause.children[noun] if clause.tokens[c].deprel in ("nmod", "nmod:poss", "compound")]
    return is_of(clause, noun, "maker") and any(is_of(clause, c, "work") for c in below)


def _is_in_stage(clause: Clause, noun: int) -> bool:
    t = clause.tokens[noun]
    if not t.deprel.startswith("obl") or t.upos != "NOUN" or clause.case(noun) != "in":
        return False
    if t.lemma == "act":  # "in the second act", not "in an act of war"
        of = clause.child(noun, "nmod")
        counted = any(clause.tokens[c].upos == "ADJ" for c in clause.children[noun])
        return counted and (of is None or is_of(clause, of, "work"))
    return is_of(clause, noun, "stage")


def is_of_a_thing(clause: Clause, act: Act) -> bool:
    """Whether a beast, a dish, the weather, a germ, a price or a machine does it, whoever owns it.

    "French wolves killed sheep", "an army of locusts is marching on Rajasthan", "its exports are in retreat"
    A blow at a beast is none either: "killed eleven Swiss sheep".
    """
    doers = list(doers_of(clause, act))
    if doers and all(_is_lifeless(clause, d) for d in doers):
        return True
    hit = [s.head for s in act.slots if s.role == "ARG1" and s.head not in doers]
    return act.type == "ASSAULT" and any(is_of(clause, h, "beast") and clause.tokens[h].upos == "NOUN" for h in hit)


def _is_lifeless(clause: Clause, noun: int) -> bool:
    """ "wolves", "the lira", "Hurricane Mitch", "an army of locusts"; but "an army of volunteers" is one."""
    below = clause.children[noun]
    if clause.tokens[noun].upos == "PROPN":
        named = [c for c in below if clause.tokens[c].deprel in ("compound", "flat", "nmod:desc")]
        return any(clause.tokens[c].lemma.lower() in kinds()["weather"] for c in named)
    if clause.tokens[noun].upos != "NOUN":
        return False
    crowd = [c for c in below if clause.tokens[c].deprel == "nmod" and clause.case(c) == "of"]
    if crowd and is_of(clause, noun, "host"):
        return not any(
            is_of(clause, c, "fighter")
            or clause.tokens[c].upos != "NOUN"
            or (clause.by_head.get(c) and not is_of(clause, c, "private", "troupe"))
            for c in crowd
        )
    return is_of(clause, noun, *_LIFELESS)


def is_of_played(clause: Clause, act: Act) -> bool:
    """Whether who does it is only played, or plays: "the model United Nations condemned Turkey", "the cast storms"."""
    return any(
        (is_of(clause, d, "troupe", "burglar") and clause.tokens[d].upos == "NOUN")
        or any(
            (clause.tokens[c].deprel in ("amod", "compound") and is_of(clause, c, "played"))
            or (clause.tokens[c].deprel in ("nmod", "nmod:poss", "compound") and is_of(clause, c, "work"))
            for c in clause.children[d]
        )
        for d in doers_of(clause, act)
    )


def is_of_a_private_person(clause: Clause, act: Act, table: FrameTable) -> bool:
    """Whether it is done by somebody of a state's people, or by a thing of its trade: the state is not who does it.

    "a Belgian cook stabbed", "a Hungarian tenor sued"; but "a Turkish drone hit", "an Israeli strike killed"
    "Ghana's cocoa board has launched an offensive"; but "Israel's air force", "the Russian column"
    """
    doers = [d for d in doers_of(clause, act) if clause.tokens[d].upos == "NOUN"]
    if act.type != "PROTEST" and act.source and any(is_of(clause, d, "private") for d in doers):
        return True
    if not act.source or any(f.how != "owner" for f in act.source):
        return False
    if all(x.sector in ("REB", "MIL", "COP", "SPY") for f in act.source for x in f.mention.actors):
        return False  # "the Taliban's sappers"
    return any(
        (is_indefinite(clause, d) or (act.type in ("ASSAULT", "MOBILIZE") and clause.tokens[d].upos == "NOUN"))
        and not _may_act_for_its_state(clause, d, table)
        for d in doers
    )


def _may_act_for_its_state(clause: Clause, noun: int, table: FrameTable) -> bool:
    """Whether it is an organ, an arm, a paper or an act of a state."""
    lemma = clause.tokens[noun].lemma.lower()
    if is_of(clause, noun, "host", "fighter", "organ") or table.frames(lemma, "n"):
        return True
    return bool((_MEANS | _VOICES) & table.classes(lemma))


def is_harmless(clause: Clause, act: Act, table: FrameTable) -> bool:
    """Whether a blow is struck with what hurts nobody, or one gives in to a thing.

    "bombarded buyers with olive oil"; "has surrendered to American fast food"; "launched three satellites"
    """
    if act.type == "ASSAULT":
        hit = [s.head for s in act.slots if s.role == "ARG1"]
        if _is_peaceful(clause, act) and any(_is_of_trade(clause, h, table) for h in hit):
            return True
        with_ = [s.head for s in act.slots if s.prep == "with"]
        if any(is_of(clause, h, "toy") for h in with_):
            return True  # "attacked the Pope with his brush"
        return is_of(clause, act.token, "harmless") and any(_is_gift(clause, h, table) for h in with_)
    if act.type == "RETREAT" and clause.tokens[act.token].lemma in ("surrender", "yield", "bow", "submit"):
        to = [s.head for s in act.slots if s.prep == "to" and clause.tokens[s.head].upos == "NOUN"]
        return any(
            not clause.by_head.get(h) and not _PEOPLE_AND_PLACES & table.classes(clause.tokens[h].lemma) for h in to
        )
    if act.type != "MOBILIZE":
        return False
    moved = [s.head for s in act.slots if s.role == "ARG1" and clause.tokens[s.head].upos == "NOUN"]
    if clause.tokens[act.token].lemma in ("mobilise", "mobilize", "marshal"):
        moved += [c for h in moved for c in clause.children[h] if clause.case(c) == "of"]  # "thousands of soldiers"
        return (
            bool(moved)
            and all(_is_gift(clause, h, table) for h in moved)
            and not any(_is_people(clause, h, table) for h in moved)
        )
    return any(is_of(clause, h, *_LIFELESS) for h in moved)


def _is_peaceful(clause: Clause, act: Act) -> bool:
    """Whether no arms are spoken of beside the word itself, and none of an armed sector acts."""
    armed = any(a.sector in ("MIL", "REB", "COP", "UAF") for f in act.source for a in f.mention.actors)
    others = {t.lemma.lower() for t in clause.tokens if t.index not in act.words}
    return not armed and not others & WEAPONS and not count(clause, "sober")


def _is_of_trade(clause: Clause, noun: int, table: FrameTable) -> bool:
    """ "are attacking the German toy market": a thing of trade, which no blow falls on."""
    lemma = clause.tokens[noun].lemma.lower()
    known = bool({"finance", "film"} & table.classes(lemma)) or lemma == "question"
    return clause.tokens[noun].upos == "NOUN" and not clause.by_head.get(noun) and known


def _is_people(clause: Clause, noun: int, table: FrameTable) -> bool:
    return bool(_PEOPLE_AND_PLACES & table.classes(clause.tokens[noun].lemma.lower())) or is_of(clause, noun, "fighter")


def _is_gift(clause: Clause, noun: int, table: FrameTable) -> bool:
    t = clause.tokens[noun]
    return t.upos == "NOUN" and not clause.by_head.get(noun) and not _MEANS & table.classes(t.lemma.lower())


def is_order_to_the_reader(clause: Clause, act: Act) -> bool:
    """Whether it is advice: "Should you meet a Finn, ask for nothing"."""
    t = clause.tokens[act.token]
    return (
        t.xpos == "VB"
        and t.head < 0
        and clause.sentence.part == "body"
        and not any(clause.tokens[c].deprel.startswith(("nsubj", "aux", "mark")) for c in clause.children[act.token])
    )


def is_rule(clause: Clause, act: Act) -> bool:
    """Whether a rule or a habit is told, and no deed.

    "an attack on one member counts as an attack on all"   an indefinite act, defined in the present tense
    "ambassadors are usually summoned on Fridays"          what is done again and again
    "hostage takers want an audience, say those who teach"  people in general, by those who study them
    """
    if clause.sentence.part not in ("body", "caption"):
        return False
    t = clause.tokens[act.token]
    if t.upos == "NOUN":
        return is_indefinite(clause, act.token) and t.head >= 0 and _defines(clause, act.token)
    if t.xpos not in ("VBZ", "VBP") and not any(
        clause.tokens[c].deprel.startswith(("aux", "cop")) and clause.tokens[c].xpos in ("VBZ", "VBP")
        for c in clause.children[act.token]
    ):
        return False
    if any(is_of(clause, c, "habit") for c in clause.children[act.token] if clause.tokens[c].deprel == "advmod"):
        return True
    return t.xpos == "VBP" and _is_taught(clause, act.token) and all(_is_bare(clause, d) for d in doers_of(clause, act))


def _is_taught(clause: Clause, token: int) -> bool:
    """Whether those who study such things tell it: "hostage takers want an audience, say those who teach"."""
    for at in (token, *clause.ancestors(token)):
        for verb in (at, *clause.children[at]):
            t = clause.tokens[verb]
            if verb == token or not is_saying(t.lemma) or (verb != at and t.deprel != "parataxis"):
                continue
            if any(
                is_of(clause, c, "expert") for c in clause.children[verb] if clause.tokens[c].deprel in ("nsubj", "obj")
            ):
                return True
    return False


def _is_bare(clause: Clause, noun: int) -> bool:
    """A bare plural, of which nothing more is told."""
    below = {clause.tokens[c].deprel for c in clause.children[noun]}
    return clause.tokens[noun].xpos == "NNS" and below <= {"compound", "punct", "cc", "conj"}


def _defines(clause: Clause, noun: int) -> bool:
    """Whether the noun is subject, or what it counts as, of a verb that defines in the present tense."""
    t = clause.tokens[noun]
    head = clause.tokens[t.head]
    present = head.xpos in ("VBZ", "VBP") and is_of(clause, t.head, "define")
    return present and (t.deprel.startswith("nsubj") or (t.deprel == "obl" and clause.case(noun) == "as"))


def is_struggle_with_a_thing(clause: Clause, act: Act, table: FrameTable, fallen: set[int]) -> bool:
    """ "declared war on chewing gum", "battle with snow", "is fighting for his seat": no blow falls on anybody.

    `fallen` are the acts that were seen to be none: "the battle is fought".
    """
    words = [act.token, *act.words]
    if act.type not in ("ASSAULT", "MOBILIZE"):
        return False
    wars = [c for w in words for c in clause.children[w] if _is_war_in_which(clause, c)]
    if any(_is_thing(clause, x, table) for c in wars for x in clause.children[c] if _is_upon(clause, x)):
        return True  # "has fired the first shot in a war on salt"
    struggles = any(is_of(clause, w, "struggle") or clause.tokens[w].lemma == "fight" for w in words)
    if act.type != "ASSAULT" or act.modes or not struggles:
        return False
    upon = {s.head for s in act.slots if s.prep in _UPON or (s.role == "ARG1" and s.prep is None)}
    upon |= {c for w in words for c in clause.children[w] if _is_upon(clause, c)}
    upon -= {*words, *act.agents}
    if upon:
        return all(h in fallen or _is_thing(clause, h, table) for h in upon)
    return any(s.prep == "for" and is_of(clause, s.head, "stake") for s in act.slots)


def _is_war_in_which(clause: Clause, noun: int) -> bool:
    return clause.tokens[noun].upos == "NOUN" and clause.case(noun) == "in" and is_of(clause, noun, "struggle")


def _is_upon(clause: Clause, noun: int) -> bool:
    return clause.tokens[noun].deprel in ("nmod", "obl") and clause.case(noun) in (*_UPON, None)


def _is_thing(clause: Clause, noun: int, table: FrameTable) -> bool:
    """A common noun that is nobody, nobody's, and no place."""
    t = clause.tokens[noun]
    near = (noun, *(c for c in clause.children[noun] if clause.tokens[c].deprel != "conj"))
    if t.upos not in ("NOUN", "ADJ") or any(clause.by_head.get(x) for x in near):
        return False
    return not _PEOPLE_AND_PLACES & table.classes(t.lemma.lower())
