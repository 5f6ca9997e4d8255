"""Resolves the words that refer back, within one sentence, over the memory of what went before."""

from __future__ import annotations

from collections.abc import Callable

from detente.actors.coreference import Memory, distinct
from detente.actors.demonyms import is_of_many
from detente.actors.describing import State
from detente.actors.named_again import named_again
from detente.actors.offices import Offices
from detente.actors.phrases import Phrase
from detente.actors.pronouns import Pronouns
from detente.actors.relatives import former_or_latter, related
from detente.actors.scan import Scanned
from detente.actors.several import Several
from detente.actors.words import REFLEXIVE, RELATIVE, SENDS, WE, YOU
from detente.values import STATE_SECTORS, Actor

Resolved = dict[int, tuple[Actor, ...]]

_RULING = frozenset(
    "detain imprison jail arrest execute convict sentence try prosecute acquit flog cane hang behead tax evict censor "
    "pardon charge indict ban outlaw disperse".split()
)
"""What is done to people by those who rule where they are."""

_DOMESTIC = frozenset({"OPP", "ELI", "CVL", "REB", "LAB", "PTY", "EDU", "LEG", "JUD", "REL", "MED", "AGR", "SOC"})
"""Who, as a rule, acts on the government of his own state."""


class Backward:
    """Questions about one sentence to the memory."""

    def __init__(
        self, found: Scanned, memory: Memory, by_head: dict[int, Phrase], state_of: Callable[[Actor], State | None]
    ) -> None:
        self.found, self.tree, self.memory, self.by_head, self.state_of = found, found.tree, memory, by_head, state_of
        self.number = found.tree.sentence.index
        self.several = Several(found.tree, memory, state_of)
        self.offices = Offices(found.tree, memory, state_of)
        self.resolve_at: Callable[[int], tuple[Actor, ...]] = lambda head: ()
        """Resolves the phrase with this head out of its turn."""
        self.speech: Callable[[int, str], tuple[Actor, ...]] = lambda token, word: ()
        """Whom "I", "we" and "you" at a token mean."""
        self.pronouns = Pronouns(found, memory, by_head, lambda head: self.resolve_at(head))

    def resolve(self, phrase: Phrase, resolved: Resolved) -> tuple[Actor, ...]:
        """The actors of a pronoun, "the pair", "the two countries", "the group"; () where nothing fits."""
        word = self.tree.words[phrase.head].lower()
        if phrase.kind == "pair" and phrase.owner is not None:
            return self._ours(phrase.owner)
        if phrase.kind == "pair":
            return self.several.meant_by(phrase, word)
        if phrase.kind == "last":
            return former_or_latter(self.memory, self.number, word)
        if phrase.kind == "related":
            named = self._named_beside(phrase.head)
            owners = self.owner(phrase, resolved, None)
            return named or related(self.tree, self.memory, phrase.head, owners, self.state_of)
        if phrase.kind == "again":
            if phrase.owner is not None:
                return self.several.as_states(self.owner(phrase, resolved, None))  # "his country"
            return named_again(self.tree, self.memory, phrase, self.several.as_states)
        if word in RELATIVE and self.tree.tokens[phrase.head].xpos in ("WP", "WP$", "WDT"):
            return self._relative(phrase.head, resolved)
        if word in WE | YOU:
            return self.speech(phrase.head, word)
        if word in REFLEXIVE:
            subject = self.tree.subject(self.tree.clause(phrase.head))
            return resolved.get(subject, ()) if subject is not None else ()
        referent = self.pronouns.meant_by(phrase.head, word)
        return referent.actors if referent is not None else ()

    def _ours(self, owner: int) -> tuple[Actor, ...]:
        """ "Our two countries": the speaker's, and the one spoken of last."""
        own = self.several.as_states(self.resolve_at(owner))
        if len(own) != 1:
            return ()
        for ref in self.memory.recent(self.number, 6):
            other = [a for a in self.several.as_states(ref.actors) if a != own[0]]
            if other:
                return (*own, *other[:1])
        return ()

    def _named_beside(self, head: int) -> tuple[Actor, ...]:
        """ "His challenger, Henrique Capriles,": who the text says that it is."""
        beside = [k for k in self.tree.kids[head] if self.tree.relation(k) in ("appos", "flat") and k in self.by_head]
        beside = [k for k in beside if self.by_head[k].kind == "person"]
        return self.resolve_at(beside[0]) if beside else ()

    def _relative(self, i: int, resolved: Resolved) -> tuple[Actor, ...]:
        tree, at = self.tree, i
        for _ in range(10):
            token = tree.tokens[at]
            if token.deprel == "acl:relcl":
                many = self._many_before(at, token.head, resolved)
                return many or resolved.get(token.head, ())
            if token.head < 0:
                break
            at = token.head
        ends = [p for p in self.by_head.values() if p.last == i - 1 and p.kind in ("state", "person", "org", "role")]
        if not ends or tree.words[i - 1] != ",":
            return ()
        return resolved.get(ends[0].head, ())  # "Mexico, whose minister is …", where the tree has no clause

    def _many_before(self, verb: int, head: int, resolved: Resolved) -> tuple[Actor, ...]:
        """ "Rice and Zoellick, who were in Beirut": all of the list, where the verb of "who" is of several."""
        tree = self.tree
        members = tree.conjuncts(tree.leader(head))
        if len(members) < 2 or tree.is_plural(head) or not is_of_many(tree, verb):
            return ()
        return distinct(a for k in members for a in resolved.get(k, ()))

    def owner(self, phrase: Phrase, resolved: Resolved, known: str | None) -> tuple[Actor, ...]:
        """The actors that the phrase's possessor or of-noun means; with `known`, "its" prefers that country."""
        i = phrase.owner
        if i is None:
            return ()
        if i in resolved:
            own = resolved[i]
            if known is None or any(a.country == known for a in own):
                return own
        if self.tree.tokens[i].xpos == "PRP$" and known is None:
            return self.resolve_at(i)  # once for the pronoun and for what it owns
        if self.tree.tokens[i].xpos == "PRP$":
            word = self.tree.words[i].lower()
            referent = (self.pronouns.meant_by(i, word, known) if known else None) or self.pronouns.meant_by(i, word)
            return referent.actors if referent is not None else ()
        return resolved.get(i, ())

    def body_of_owner(self, phrase: Phrase, resolved: Resolved) -> Actor | None:
        """ "The United Nations … its investigators": the body, of no country, that the people are of."""
        owners = self.owner(phrase, resolved, None) if phrase.owner is not None else ()
        is_body = len(owners) == 1 and owners[0].country is None and owners[0].code is not None
        return owners[0] if is_body else None

    def other_party(self, phrase: Phrase, owners: tuple[Actor, ...]) -> Actor | None:
        """Whose counterpart it is: the possessor, the first conjunct, or the subject of the clause."""
        if owners:
            return owners[0]
        here = self.memory.by_sentence.get(self.number, [])
        leader = self.tree.leader(phrase.head)
        subject = self.tree.subject(self.tree.clause(phrase.head))
        for wanted in (leader, subject):
            for ref in here:
                if wanted is not None and ref.head == wanted and ref.head != phrase.head and ref.actors:
                    return ref.actors[0]
        people = [r for r in self.memory.recent(self.number) if r.sort == "person" and r.roles]
        return people[0].actors[0] if people else None

    def sender(self, phrase: Phrase, sector: str | None) -> State | None:
        """ "Chad lost troops in Mali", "will send police": the state of whose forces it is said, the subject's."""
        tree = self.tree
        verb = tree.tokens[phrase.head].head
        if sector not in ("MIL", "COP") or phrase.article == "the" or tree.relation(phrase.head) != "obj" or verb < 0:
            return None
        is_many = tree.is_plural(phrase.head) or tree.words[phrase.head].lower() == "police"  # no "aircraft carrier"
        subject = tree.subject(verb) if is_many and tree.tokens[verb].lemma.lower() in SENDS else None
        actors = self.resolve_at(subject) if subject is not None and subject in self.by_head else ()
        is_one = len(actors) == 1 and actors[0].sector in STATE_SECTORS
        return self.state_of(actors[0]) if is_one else None

    def own_state(self, phrase: Phrase, *, spoken: bool = True) -> State | None:
        """ "The opposition accused the government", "Mali's president said the army …": the state of who acts.

        Those who are no government act on their own; whoever speaks, speaks of his own where no other is named (but
        not with `spoken` false).
        """
        tree, at = self.tree, phrase.head
        for _ in range(4):
            clause = tree.clause(at)
            if clause == at:
                return None
            subject = tree.subject(clause)
            if subject is not None and subject < phrase.head and subject != phrase.head:
                actors = self.resolve_at(subject) if subject in self.by_head else ()
                is_definite = phrase.article == "the" or not tree.is_plural(phrase.head)
                speaks = spoken and (
                    at != phrase.head and tree.relation(at) == "ccomp" and self.pronouns.speaks(clause) and is_definite
                )
                is_beside = at != phrase.head and tree.relation(at) in ("parataxis", "conj")  # another clause's affair
                is_own = speaks or (len(actors) == 1 and actors[0].sector in _DOMESTIC and not is_beside)
                if len(actors) == 1 and is_own and actors[0].sector != "JRN":
                    return self.state_of(actors[0])
            at = clause
        return None

    def captor(self, phrase: Phrase) -> State | None:
        """ "Chad jailed 20 Christians", "the men were tried by a Kenyan court": the state that rules over them."""
        tree = self.tree
        head = tree.leader(phrase.head)
        verb = tree.tokens[head].head
        if verb < 0 or tree.tokens[verb].lemma.lower() not in _RULING or tree.tokens[verb].upos != "VERB":
            return None
        is_passive = tree.tokens[head].deprel == "nsubj:pass"
        if not is_passive and tree.relation(head) != "obj":
            return None
        agents = [k for k in tree.kids[verb] if tree.tokens[k].deprel == "obl:agent" or tree.case(k)[:1] == ("by",)]
        doer = (agents[0] if agents else None) if is_passive else tree.subject(verb)
        actors = self.resolve_at(doer) if doer is not None and doer in self.by_head and doer != phrase.head else ()
        is_state = len(actors) == 1 and actors[0].sector in STATE_SECTORS
        return self.state_of(actors[0]) if is_state else None

    def subjects_state(self, phrase: Phrase) -> State | None:
        """ "The former minister accused the government": the government of the subject's state."""
        subject = self.tree.subject(self.tree.clause(phrase.head))
        for ref in self.memory.by_sentence.get(self.number, []):
            if ref.head == subject and len(ref.actors) == 1 and ref.sort in ("person", "people"):
                return self.state_of(ref.actors[0])
        return None

    def main_subjects_state(self, phrase: Phrase) -> State | None:
        """ "Haiti will not let it work, and the minister wants names": of the state of the first subject."""
        for ref in self.memory.by_sentence.get(self.number, []):
            is_one = ref.function == "subject" and len(ref.actors) == 1 and ref.head != phrase.head
            if is_one and ref.actors[0].sector not in ("JRN", "BUS") and (state := self.state_of(ref.actors[0])):
                return state
        return None

    def last_state(self, phrase: Phrase) -> State | None:
        """The state last spoken of, for "the government" with nothing else to go by."""
        for ref in self.memory.recent(self.number):
            if ref.sort == "state" and len(ref.actors) == 1:
                return self.state_of(ref.actors[0])
        return None
