"""Resolves the words that refer back, within one sentence, over the memory of what went before."""

from __future__ import annotations

from collections.abc import Callable

from detente.actors.coreference import Memory, Referent, distinct, told_object
from detente.actors.describing import State
from detente.actors.named_again import named_again
from detente.actors.offices import Offices
from detente.actors.phrases import Phrase
from detente.actors.relatives import former_or_latter, related
from detente.actors.scan import Scanned
from detente.actors.several import Several
from detente.actors.words import (
    HARMS,
    HE,
    IT,
    REFLEXIVE,
    RELATIVE,
    SHE,
    SPEECH,
    THEY,
    WE,
)
from detente.values import Actor

Resolved = dict[int, tuple[Actor, ...]]


_MINDED = frozenset(
    "concerned ready committed willing prepared open determined aware worried alarmed disappointed opposed sorry "
    "responsible able unable innocent neutral confident grateful appalled outraged".split()
)
"""What only someone can be: "the EU said it was concerned"."""
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
        self.quoted = found.tree.quoted()
        self.resolve_at: Callable[[int], tuple[Actor, ...]] = lambda head: ()
        """Resolves the phrase with this head out of its turn."""

    def resolve(self, phrase: Phrase, resolved: Resolved) -> tuple[Actor, ...]:
        """The actors of a pronoun, "the pair", "the two countries", "the group"; () where nothing fits."""
        word = self.tree.words[phrase.head].lower()
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
        if word in REFLEXIVE:
            subject = self.tree.subject(self.tree.clause(phrase.head))
            return resolved.get(subject, ()) if subject is not None else ()
        referent = self._pronoun(phrase.head, word)
        return referent.actors if referent is not None else ()

    def _named_beside(self, head: int) -> tuple[Actor, ...]:
        """ "His challenger, Henrique Capriles,": who the text says that it is."""
        beside = [k for k in self.tree.kids[head] if self.tree.relation(k) in ("appos", "flat") and k in self.by_head]
        beside = [k for k in beside if self.by_head[k].kind == "person"]
        return self.resolve_at(beside[0]) if beside else ()

    def _pronoun(self, i: int, word: str, known: str | None = None) -> Referent | None:
        tree = self.tree
        owns = tree.tokens[i].deprel == "nmod:poss" or tree.tokens[i].xpos == "PRP$"
        if word in HE | SHE:
            gender = "m" if word in HE else "f"
            ahead = self._ahead(i, gender)
            if ahead is not None:
                return ahead
            return self.memory.best(
                tree,
                i,
                lambda r: r.sort == "person" and not r.plural and r.gender in (None, gender),
                own_clause=owns,
                gender=gender,
                never=self._speaker(i),
            )
        if word in WE:
            speaker = self._speaker(i)
            return next(
                (r for r in self.memory.by_sentence.get(self.number, []) if speaker and r.actors == speaker), None
            )
        if word in IT:
            if known is None and self._means_a_thing(i, owns):
                return None

            def is_one(r: Referent) -> bool:
                fits = (r.sort in ("state", "org") or (r.sort == "people" and r.one)) and len(r.actors) == 1
                return fits and (known is None or r.actors[0].country == known)

            best = self.memory.best(tree, i, is_one, own_clause=owns)
            acts = owns or tree.relation(i) != "nsubj" or tree.tokens[tree.tokens[i].head].lemma.lower() in SPEECH
            is_main = best is not None and (best.function == "subject" or best.head == told_object(tree, i))
            return best if acts or is_main else None
        if word in THEY:
            if known is None and self._means_things(i, owns):
                return None
            together = self._coordinated_before(i, owns)
            if together is not None:
                return together
            best = self.memory.best(tree, i, lambda r: r.plural or r.leader >= 0, own_clause=owns)
            body = self._speaking_body(i)
            is_near = best is not None and best.sentence == self.number
            if body is not None and not is_near and (best is None or best.function != "subject"):
                return body
            if best is not None and best.leader >= 0 and not best.plural:
                return self._whole(best)
            return best
        return None

    def _speaking_body(self, i: int) -> Referent | None:
        """ "Hamas said they had …": the state, body or group that says the clause of "they"."""
        tree = self.tree
        clause = tree.clause(i)
        verb = tree.tokens[clause].head
        if tree.relation(i) != "nsubj" or tree.relation(clause) != "ccomp" or verb < 0 or not self._speaks(verb):
            return None
        subject = tree.subject(verb)
        for ref in self.memory.by_sentence.get(self.number, []):
            if ref.head == subject and ref.sort in ("state", "org", "people"):
                return ref
        return None

    def _speaker(self, i: int) -> tuple[Actor, ...]:
        """Who says the quotation that token `i` stands in; () outside of one."""
        if i not in self.quoted:
            return ()
        for k, token in enumerate(self.tree.tokens):
            if k in self.quoted or token.upos != "VERB" or token.lemma.lower() not in SPEECH:
                continue
            subject = self.tree.subject(k)
            if subject is None or subject in self.quoted:
                subject = self._beside_speech(k)
            if subject is not None:
                return self.resolve_at(subject)
        return ()

    def _beside_speech(self, verb: int) -> int | None:
        """ "…,” a spokesman said": the noun between the marks and the verb, or just after it.

        Only the end of the quotation and the verb are looked at, with no other verb between.
        """
        for step in (-1, 1):
            found, at = None, verb + step
            while 0 <= at < len(self.tree.tokens) and at not in self.quoted and abs(at - verb) < 9:
                if self.tree.tokens[at].upos in ("VERB", "AUX") or self.tree.words[at] in ("”", '"', "''", ";"):
                    break
                if at in self.by_head:
                    found = at  # the farthest before the verb, the nearest after it
                    if step > 0:
                        break
                at += step
            if found is not None:
                return found
        return None

    def _ahead(self, i: int, gender: str) -> Referent | None:
        """ "After he met Kim, Trump left": the subject of the main clause, where nobody was named before it."""
        tree = self.tree
        root = next((t.index for t in tree.tokens if t.head < 0), i)
        subject = tree.subject(root)
        phrase = self.by_head.get(subject) if subject is not None else None
        if subject is None or subject < i or phrase is None or phrase.kind != "person" or i in self.quoted:
            return None
        if tree.is_inside(i, subject):
            return None  # "Her rival George Weah was there"
        above = tree.clause(i) if tree.clause(i) != root else i
        if tree.relation(above) not in ("advcl", "obl", "nmod", "obj") or phrase.gender not in (None, gender):
            return None
        here = self.memory.by_sentence.get(self.number, [])
        if any(r.sort == "person" and not r.plural for r in here):
            return None
        actors = self.resolve_at(subject)
        here = self.memory.by_sentence.get(self.number, [])
        return next((r for r in here if r.actors == actors and r.gender in (None, gender)), None)

    def _coordinated_before(self, i: int, owns: bool) -> Referent | None:
        """ "Iran and North Korea … their": the subject of the clause, if it is several."""
        tree = self.tree
        clause = tree.clause(i) if owns else tree.clause(tree.clause(i))
        subject = tree.subject(clause)
        if subject is None or subject > i:
            return None
        refs = [r for r in self.memory.by_sentence.get(self.number, []) if r.leader == subject and r.leader >= 0]
        return self._whole(refs[0]) if len(refs) > 1 else None

    def _whole(self, ref: Referent) -> Referent:
        refs = [r for r in self.memory.by_sentence[ref.sentence] if r.leader == ref.leader]
        actors = distinct(a for r in refs for a in r.actors)
        return Referent(actors, ref.sentence, ref.first, ref.head, ref.function, ref.sort, None, True, ref.clause)

    def _means_a_thing(self, i: int, owns: bool) -> bool:
        """Whether "it" takes up a subject that is no actor: "The meeting … It came on the same day"."""
        tree = self.tree
        verb = tree.tokens[i].head
        if owns:
            beside = tree.leader(verb)
            if beside != verb and beside not in self.by_head and tree.tokens[beside].upos == "NOUN" and beside < i:
                return True  # "the deal and its terms"
            if self._owns_like_a_state(verb) or self._subject_before(i) is None:
                return False
        elif tree.relation(i) == "nsubj":
            is_minded = tree.tokens[verb].lemma.lower() in _MINDED and self._speaking_body(i) is not None
            if any(tree.relation(k) == "cop" for k in tree.kids[verb]) and not is_minded:
                return True  # "it was a long day"
            if tree.tokens[verb].lemma.lower() in SPEECH:
                return False
        elif tree.tokens[verb].lemma.lower() not in HARMS and tree.case(i)[:1] != ("against",):
            return True  # "denied it"
        return self._follows_thing(i, plural=False)

    def _follows_thing(self, i: int, *, plural: bool) -> bool:
        """Whether the nearest subject before, here or in the last sentence, is no actor."""
        subject = self._subject_before(i)
        if subject is None:
            return self.memory.things.get(self.number - 1) is plural
        return (
            self.tree.tokens[subject].upos == "NOUN"
            and self.tree.is_plural(subject) == plural
            and subject not in self.by_head
        )

    def note_subject(self, resolved: Resolved) -> None:
        """At the end of the sentence: remember if its main subject was a thing."""
        root = next((t.index for t in self.tree.tokens if t.head < 0), None)
        subject = self.tree.subject(root) if root is not None else None
        if subject is not None and subject not in resolved and self.tree.tokens[subject].upos == "NOUN":
            self.memory.things[self.number] = self.tree.is_plural(subject)

    def _owns_like_a_state(self, noun: int) -> bool:
        return noun >= 0 and (hit := self.found.at.get(noun)) is not None and hit.kind == "role"

    def _means_things(self, i: int, owns: bool) -> bool:
        tree = self.tree
        verb = tree.tokens[i].head
        if not owns and tree.relation(i) == "nsubj" and verb >= 0 and tree.tokens[verb].lemma.lower() in SPEECH:
            return False
        return self._follows_thing(i, plural=True)

    def _subject_before(self, i: int) -> int | None:
        """The nearest subject before the pronoun in its own or a higher clause; an object never means its subject."""
        at = self.tree.clause(i) if self.tree.relation(i) in ("obj", "iobj", "obl") else i
        for _ in range(8):
            clause = self.tree.clause(at)
            subject = self.tree.subject(clause)
            if subject is not None and subject < i:
                return subject
            if clause == at:
                return None
            at = clause
        return None

    def _relative(self, i: int, resolved: Resolved) -> tuple[Actor, ...]:
        tree, at = self.tree, i
        for _ in range(10):
            token = tree.tokens[at]
            if token.deprel == "acl:relcl":
                return resolved.get(token.head, ())
            if token.head < 0:
                return ()
            at = token.head
        return ()

    def owner(self, phrase: Phrase, resolved: Resolved, known: str | None) -> tuple[Actor, ...]:
        """The actors that the phrase's possessor or of-noun means; with `known`, "its" prefers that country."""
        i = phrase.owner
        if i is None:
            return ()
        if i in resolved:
            own = resolved[i]
            if known is None or any(a.country == known for a in own):
                return own
        if self.tree.tokens[i].xpos == "PRP$":
            word = self.tree.words[i].lower()
            referent = (self._pronoun(i, word, known) if known else None) or self._pronoun(i, word)
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

    def own_state(self, phrase: Phrase) -> State | None:
        """ "The opposition accused the government", "Mali's president said the army …": the state of who acts.

        Those who are no government act on their own; whoever speaks, speaks of his own where no other is named.
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
                speaks = at != phrase.head and tree.relation(at) == "ccomp" and self._speaks(clause) and is_definite
                is_own = speaks or (len(actors) == 1 and actors[0].sector in _DOMESTIC)
                if len(actors) == 1 and is_own and actors[0].sector != "JRN":
                    return self.state_of(actors[0])
            at = clause
        return None

    def _speaks(self, verb: int) -> bool:
        return self.tree.tokens[verb].lemma.lower() in SPEECH

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
