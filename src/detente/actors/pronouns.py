"""Whom "he", "it", "they" and "we" mean, within one sentence, over the memory of what went before."""

from __future__ import annotations

from collections.abc import Callable

from detente.actors.coreference import Memory, Referent, distinct, told_object
from detente.actors.phrases import Phrase
from detente.actors.scan import Scanned
from detente.actors.words import HARMS, HE, IT, SHE, SPEECH, THEY
from detente.values import Actor

_MINDED = frozenset(
    "concerned ready committed willing prepared open determined aware worried alarmed disappointed opposed sorry "
    "responsible able unable innocent neutral confident grateful appalled outraged".split()
)
"""What only someone can be: "the EU said it was concerned"."""


_TALKING = frozenset(
    "discuss meet talk agree coordinate exchange review confer reaffirm affirm consult underscore emphasize emphasise "
    "express note reiterate pledge condemn stress welcome vow sign shake debate negotiate".split()
)
"""What people do who met or spoke with each other."""
_MOST = 8
"""How many people may have met, for "they"."""
_GIVING = frozenset({"offer", "grant", "deny", "refuse", "award", "promise", "guarantee"})


def _is_body(referent: Referent) -> bool:
    """Whether it is one body, group or force, that "they" takes up where no several were named: "the NBA … They"."""
    is_unit = referent.sort == "org" or (referent.sort == "people" and referent.one)
    return is_unit and len(referent.actors) == 1 and referent.function != "modifier"


class Pronouns:
    """Questions about the pronouns of one sentence to the memory."""

    def __init__(
        self,
        found: Scanned,
        memory: Memory,
        by_head: dict[int, Phrase],
        resolve_at: Callable[[int], tuple[Actor, ...]],
    ) -> None:
        self.found, self.tree, self.memory, self.by_head, self.resolve_at = (
            found,
            found.tree,
            memory,
            by_head,
            resolve_at,
        )
        self.number = found.tree.sentence.index
        self.quoted = found.tree.quoted()
        self.teller: Callable[[int], tuple[Actor, ...]] = lambda token: ()
        """Who says the quotation, of several sentences, that a token stands in."""

    def meant_by(self, i: int, word: str, known: str | None = None) -> Referent | None:
        """Whom the pronoun `word` at token `i` means, or None; with `known`, someone of that country."""
        tree = self.tree
        owns = tree.tokens[i].deprel == "nmod:poss" or tree.tokens[i].xpos == "PRP$"
        owns = owns and not (word == "her" and self._is_given(tree.tokens[i].head))
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
                never=self._speaker(i) or self.teller(i),
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
            partners = self._partners(i, owns, best)
            if partners is not None:
                return partners
            body = self._speaking_body(i)
            is_near = best is not None and best.sentence == self.number
            if body is not None and not is_near and (best is None or best.function != "subject"):
                return body
            if best is not None and best.leader >= 0 and not best.plural:
                return self._whole(best)
            lemma = tree.tokens[tree.tokens[i].head].lemma.lower() if tree.tokens[i].head >= 0 else ""
            acts = tree.relation(i) == "nsubj" and lemma in SPEECH
            suffers = tree.relation(i) == "obj" and lemma in HARMS
            if best is None and (acts or suffers):
                return self.memory.best(tree, i, _is_body, own_clause=owns, reach=1)
            return best
        return None

    def _partners(self, i: int, owns: bool, best: Referent | None) -> Referent | None:
        """ "Duro spoke with Lee and Kovac. They discussed …": all who are named in the sentence before.

        Only where one of them was its subject, and nobody else is likelier.
        """
        verb = self.tree.tokens[i].head
        talks = verb >= 0 and self.tree.relation(i) == "nsubj" and self.tree.tokens[verb].lemma.lower() in _TALKING
        above = self.tree.tokens[verb].head if owns and verb >= 0 else -1
        talks_of = best is None and above >= 0 and self.tree.tokens[above].lemma.lower() in _TALKING
        if not talks and not talks_of:
            return None
        if best is not None and (not talks or (best.function == "subject" and best.sort == "person")):
            return None
        for s in (self.number - 1, self.number - 2):
            refs = [
                r for r in self.memory.by_sentence.get(s, []) if r.sort == "person" and r.named and not r.in_headline
            ]
            who = distinct(a for r in refs for a in r.actors)
            if 1 < len(who) <= _MOST and any(r.function == "subject" for r in refs):
                return Referent(who, s, refs[0].first, refs[0].head, "subject", "person", None, True, -1)
            if any(r.function == "subject" and r.sort != "person" for r in self.memory.by_sentence.get(s, [])):
                return None
        return None

    def _is_given(self, noun: int) -> bool:
        """ "Spain offered her asylum": to her, though the tree may read her own asylum."""
        verb = self.tree.tokens[noun].head if noun >= 0 else -1
        return verb >= 0 and self.tree.relation(noun) == "obj" and self.tree.tokens[verb].lemma.lower() in _GIVING

    def _speaking_body(self, i: int) -> Referent | None:
        """ "Hamas said they had …": the state, body or group that says the clause of "they"."""
        tree = self.tree
        clause = tree.clause(i)
        verb = tree.tokens[clause].head
        if tree.relation(i) != "nsubj" or tree.relation(clause) != "ccomp" or verb < 0 or not self.speaks(verb):
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

    def note_subject(self, resolved: dict[int, tuple[Actor, ...]]) -> None:
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

    def speaks(self, verb: int) -> bool:
        """Whether the verb is one of telling."""
        return self.tree.tokens[verb].lemma.lower() in SPEECH
