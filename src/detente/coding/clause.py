"""A sentence with what coding asks of its tree again and again, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

from detente.values import Actor, Mention, Predicate, Sentence, Token

_BEFORE = frozenset({"amod", "compound", "nummod", "flat"})


class Clause:
    """The sentence, its children by word, its predicates by word, its mentions by head word."""

    def __init__(
        self, sentence: Sentence, mentions: tuple[Mention, ...], noun: Callable[[int, int], Mention] | None = None
    ) -> None:
        """`noun` says who is meant by a word that is no mention, by sentence and token (actors.resolve_all)."""
        self.sentence = sentence
        self._noun = noun
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.head >= 0:
                self.children[t.head].append(t.index)
        self.predicates: dict[int, Predicate] = {p.token: p for p in sentence.predicates}
        self.mentions = mentions
        self.by_head: dict[int, list[Mention]] = {}
        for m in mentions:
            self.by_head.setdefault(m.head, []).append(m)
        self._spans: dict[int, tuple[int, int]] = {}

    @cached_property
    def forms(self) -> list[tuple[str, str]]:
        """Lemma and word in small letters, word by word."""
        return [(t.lemma.lower(), t.text.lower()) for t in self.tokens]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every lemma and every word of the sentence, in small letters."""
        return frozenset(form for pair in self.forms for form in pair)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every lemma of the sentence, and every two in a row with a blank between."""
        lemmas = [lemma for lemma, _ in self.forms]
        return frozenset((*lemmas, *(f"{a} {b}" for a, b in pairwise(lemmas))))

    def noun(self, token: int) -> Mention:
        """Who a noun or pronoun that is no mention is likeliest to be; its words alone where nothing was given."""
        if self._noun is not None:
            return self._noun(self.sentence.index, token)
        first = token
        while first > 0 and self.tokens[first - 1].head == token and self.tokens[first - 1].deprel in _BEFORE:
            first -= 1
        start, end = self.tokens[first].start, self.tokens[token].end
        words = " ".join(t.text for t in self.tokens[first : token + 1])
        actor = Actor(words, None, None, None)
        return Mention(self.sentence.index, first, token + 1, token, start, end, words, (actor,), "noun")

    def span(self, token: int) -> tuple[int, int]:
        """First and last word (exclusive) of everything that hangs on `token`."""
        known = self._spans.get(token)
        if known is None:
            low, high = token, token + 1
            for c in self.children[token]:
                a, b = self.span(c)
                low, high = min(low, a), max(high, b)
            known = self._spans[token] = (low, high)
        return known

    def case(self, token: int) -> str | None:
        """The preposition before a phrase, multiword ones joined ("according to", "because of")."""
        for c in self.children[token]:
            if self.tokens[c].deprel == "case" and self.tokens[c].index < token:
                fixed = [x for x in self.children[c] if self.tokens[x].deprel == "fixed"]
                return " ".join([self.tokens[c].text.lower(), *(self.tokens[x].text.lower() for x in fixed)])
        for c in self.children[token]:
            if self.tokens[c].deprel in ("nmod:desc", "compound") and c < token and self.children[c]:
                return self.case(c)  # "with its leader Kim Jong Un": the preposition hangs on the title
        return None

    def child(self, token: int, *deprels: str) -> int | None:
        """The first child with one of these relations."""
        for c in self.children[token]:
            if self.tokens[c].deprel in deprels:
                return c
        return None

    def is_passive(self, token: int) -> bool:
        """Whether the verb is passive: an auxiliary or subject says so, or it is a bare participle after a noun."""
        t = self.tokens[token]
        for c in self.children[token]:
            if self.tokens[c].deprel in ("aux:pass", "nsubj:pass", "csubj:pass"):
                return True
        if t.deprel in ("acl", "amod") and t.xpos == "VBN":
            return True
        return t.deprel == "conj" and t.xpos == "VBN" and t.head >= 0 and self.is_passive(t.head)

    def ancestors(self, token: int) -> Iterator[int]:
        """The words above `token`, nearest first."""
        seen = 0
        head = self.tokens[token].head
        while head >= 0 and seen < len(self.tokens):
            yield head
            head = self.tokens[head].head
            seen += 1

    def below(self, token: int, top: int) -> bool:
        """Whether `token` hangs, directly or not, on `top`."""
        return any(a == top for a in self.ancestors(token))

    def depth(self, token: int) -> int:
        """How many words stand above it."""
        return sum(1 for _ in self.ancestors(token))

    def within(self, token: int, start: int, end: int) -> bool:
        """Whether the token lies in the range."""
        return start <= token < end

    def conjuncts(self, token: int) -> list[int]:
        """The word and those coordinated with it, in order.

        In "Britain, France and Germany" the tree may hang France on Britain as an apposition: a name beside a
        coordinated one is one of the list.
        """
        found = [token]
        below = self.children[token]
        coordinated = any(self.tokens[c].deprel == "conj" for c in below)
        for c in below:
            t = self.tokens[c]
            beside = coordinated or any(self.tokens[x].deprel == "conj" for x in self.children[c])
            names = t.upos == "PROPN" and self.tokens[token].upos == "PROPN" and c in self.by_head
            if t.deprel == "conj" or (t.deprel == "appos" and beside and names):
                found += self.conjuncts(c)
        return found
