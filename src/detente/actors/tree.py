"""One sentence's tree, with what the actor rules ask of it: children, clause, function, prepositions, conjuncts."""

from __future__ import annotations

from detente.values import Sentence, Token

_CLAUSAL = ("root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})


class Tree:
    """A sentence with its children listed once; all questions are about token indices."""

    __slots__ = ("kids", "names", "sentence", "title_case", "tokens", "words")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.words: list[str] = [t.text for t in sentence.tokens]
        self.kids: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if 0 <= token.head < len(self.kids) and token.head != token.index:
                self.kids[token.head].append(token.index)
        self.title_case: bool | None = None
        """Whether it is a headline in Title Case, once asked (things.is_title_case)."""
        self.names: dict[int, str] = {i: name.kind for name in sentence.names for i in range(name.start, name.end)}

    def relation(self, i: int) -> str:
        """The dependency without its subtype: "nsubj" for "nsubj:pass"."""
        return self.tokens[i].deprel.split(":", 1)[0]

    def head_of(self, first: int, last: int) -> int:
        """The token of the range that hangs on a word outside of it (the first such)."""
        for i in range(first, last):
            if not first <= self.tokens[i].head < last:
                return i
        return last - 1

    def leader(self, i: int) -> int:
        """The first conjunct of the coordination that `i` belongs to; `i` itself outside of any."""
        for _ in range(len(self.tokens)):
            if self.relation(i) != "conj" or self.tokens[i].head < 0:
                return i
            i = self.tokens[i].head
        return i

    def conjuncts(self, i: int) -> list[int]:
        """All members of the coordination led by `i`, in order."""
        return [i, *(k for k in self.kids[i] if self.relation(k) == "conj")]

    def case(self, i: int) -> tuple[str, ...]:
        """The prepositions of a noun in lower case; a later conjunct without its own has those of the first."""
        for _ in range(4):
            own = tuple(
                self.words[k].lower()
                for k in self.kids[i]
                if self.relation(k) == "case" and k < i and self.tokens[k].xpos != "POS"
            )
            if own or self.relation(i) not in ("conj", "flat", "fixed"):
                return own
            i = self.tokens[i].head
        return ()

    def is_possessor(self, i: int) -> bool:
        """Whether the noun carries 's or is a possessive pronoun: "Iran's", "their"."""
        return self.tokens[i].deprel == "nmod:poss" or any(
            self.tokens[k].xpos == "POS" or self.words[k].lower() in ("'s", "’s") for k in self.kids[i] if k > i
        )

    def function(self, i: int) -> str:
        """subject, object, possessor, agent, oblique, modifier, predicate or root: what the noun is in its clause."""
        for _ in range(6):
            relation = self.relation(i)
            if relation not in ("conj", "appos", "flat", "fixed") or self.tokens[i].head < 0:
                break
            i = self.tokens[i].head
        deprel = self.tokens[i].deprel
        if relation in ("nsubj", "csubj"):
            return "subject"
        if deprel == "obl:agent":
            return "agent"
        if relation in ("obj", "iobj"):
            return "object"
        if deprel == "nmod:poss":
            return "possessor"
        bare = relation == "nmod" and i < self.tokens[i].head and not self.case(i)  # "the Iran nuclear deal"
        if relation in ("obl", "nmod") and deprel != "nmod:desc" and not bare:
            return "oblique"
        if relation in ("amod", "compound", "nmod", "det"):
            return "modifier"
        return "root" if relation == "root" else "other"

    def clause(self, i: int) -> int:
        """The predicate of the clause that holds token `i` (for a predicate: of the clause above it)."""
        for _ in range(len(self.tokens)):
            head = self.tokens[i].head
            if head < 0:
                return i
            relation = self.relation(head)
            if relation in _CLAUSAL or self.tokens[head].upos in ("VERB", "AUX") or self._is_predicate(head):
                return head
            i = head
        return i

    def place_of_clause(self, i: int) -> int:
        """The noun that "where" takes up in the clause of token `i`: "Dhaka, where students burned …"; -1 for none."""
        clause = self.clause(i)
        for _ in range(3):  # "Iran, where it said officials beat them"
            at = next((k for k in self.kids[clause] if self.words[k].lower() == "where"), 0)
            if at and self.relation(clause) == "acl":
                return at - 1 - (at > 1 and self.words[at - 1] == ",")
            if self.relation(clause) not in ("ccomp", "xcomp", "conj"):
                break
            clause = self.clause(clause)
        return -1

    def _is_predicate(self, i: int) -> bool:
        return self.relation(i) == "conj" and any(self.relation(k) in ("nsubj", "cop", "aux") for k in self.kids[i])

    def subject(self, predicate: int) -> int | None:
        """The subject of a predicate; of a later verb or an infinitive, that of the verb it hangs on."""
        for _ in range(8):
            for k in self.kids[predicate]:
                if self.relation(k) in ("nsubj", "csubj"):
                    return k
            if self.relation(predicate) not in ("conj", "xcomp") or self.tokens[predicate].head < 0:
                return None
            predicate = self.tokens[predicate].head
        return None

    def is_inside(self, i: int, top: int) -> bool:
        """Whether token `i` is `top` or hangs on it, directly or not."""
        for _ in range(len(self.tokens)):
            if i == top:
                return True
            if i < 0:
                return False
            i = self.tokens[i].head
        return False

    def is_plural(self, i: int) -> bool:
        """Whether the noun is plural by its tag."""
        return self.tokens[i].xpos in ("NNS", "NNPS")

    def is_nominal(self, i: int) -> bool:
        """Whether the word is a noun, name, pronoun or number."""
        return self.tokens[i].upos in _NOMINAL

    def sentence_text(self, first: int, last: int) -> str:
        """The words of the tokens joined by blanks."""
        return " ".join(self.words[first:last])

    def quoted(self) -> frozenset[int]:
        """The tokens inside quotation marks, the marks themselves left out."""
        inside, out = False, set()
        for i, word in enumerate(self.words):
            if word in ("“", "``"):
                inside = True
            elif word in ("”", "''"):
                inside = False
            elif word == '"':
                inside = not inside
            elif inside:
                out.add(i)
        return frozenset(out)

    def determiner(self, i: int) -> int | None:
        """The article or demonstrative of a noun."""
        for k in self.kids[i]:
            if self.relation(k) == "det" and k < i:
                return k
        return None
