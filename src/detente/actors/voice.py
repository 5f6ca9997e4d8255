"""Who speaks where: of a quotation, a turn of a transcript, a statement, and whom the speaker addresses.

A quotation runs on over sentences until its mark closes or its paragraph ends, and its speaker may stand in any of
them, before or after. What stands outside of quotation marks in the first person is its author's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from detente.actors.sets import word_set
from detente.actors.tree import Tree
from detente.values import Document

TELLING = word_set(
    "say tell warn accuse deny condemn criticise criticize blame urge call ask demand announce vow pledge promise "
    "threaten reject insist claim declare state add agree praise welcome thank reiterate repeat argue note confirm "
    "dismiss denounce express hope appeal propose apologise apologize support suggest "
    "write tweet post explain continue reply respond testify observe remark recall conclude stress emphasise emphasize "
    "caution lament joke quip boast assert allege complain acknowledge admit concede comment underline underscore "
    "highlight describe report advise assure proclaim read think believe answer"
)
"""Verbs of whom a quotation may be."""
_OPENING, _CLOSING = frozenset({"“", "``", "„", "«"}), frozenset({"”", "''", "»"})
_NEAR = 3
"""How many sentences before a quotation its speaker may have been named, where none of its own names him."""
_GENRES = word_set(
    "remarks statement message letter speech address readout testimony proclamation briefing interview op-ed "
    "announcement declaration transcript press joint memorandum response letters statements messages opening closing"
)
"""What a document that someone issues calls itself in its headline."""
_DEEDS = _GENRES | word_set("call meeting meetings travel trip visit video participation appearance phone")
"""What is told of whom it names with 's: "Secretary Dow's Call with …"."""
_LABEL = 9
"""Words that may stand before the colon of a speaker's label."""
_OPENING_WORDS = 3
"""Words of a sentence among which a declaration says who makes it: "We, the Leaders …"."""
_TOP = 6
"""Sentences at the top of a document where a byline may stand."""


class Place(NamedTuple):
    """Where a speaker or hearer is named: the sentence's number in the document's order and the token."""

    sentence: int
    token: int


class Voices:
    """The speakers of a document. `heads` are, for each sentence, the tokens at which someone is named or meant."""

    def __init__(self, document: Document, trees: Sequence[Tree], heads: Sequence[Collection[int]]) -> None:
        self._trees, self._heads = trees, heads
        self._breaks = [
            n == 0 or "\n" in document.text[trees[n - 1].sentence.end : tree.sentence.start]
            for n, tree in enumerate(trees)
        ]
        self.is_transcript = False
        """Whether each speaker's name stands in capitals before what he says."""
        self._turns, self._labels = self._read_turns()
        self._quotes: list[dict[int, int]] = []
        """For each sentence, the quotation that each token inside of one belongs to."""
        self._reach: list[list[int]] = []
        """The sentences of each quotation."""
        self._read_quotations()
        self._speakers: list[Place | None] = []
        for quotation in range(len(self._reach)):
            self._speakers.append(self._speaker_of(quotation))
        self.author = self._author()
        """Who speaks outside of quotations, where the document says so."""

    def is_quoted(self, n: int, token: int) -> bool:
        """Whether the token stands in a quotation."""
        return token in self._quotes[n]

    def speaker(self, n: int, token: int) -> Place | None:
        """Who says what stands at the token of sentence `n`; None where nothing tells."""
        quotation = self._quotes[n].get(token)
        if quotation is not None:
            return self._speakers[quotation] or self._turns[n]
        reported = self._reported(n, token)
        if self.is_transcript and n >= self._labels[0]:
            return reported or self._turns[n]  # a question is nobody's who is known
        return reported or self._turns[n] or self.author or self._unmarked(n)

    def hearer(self, n: int, token: int) -> Place | None:
        """Whom "you" means there: who is called by name, the one who spoke before; None where nothing tells."""
        quotation = self._quotes[n].get(token)
        if quotation is not None:
            around = [m for m in self._reach[quotation] if m <= n] + [m for m in self._reach[quotation] if m > n]
        else:
            start = max((m for m in self._labels if m <= n), default=n)
            end = min((m for m in self._labels if m > n), default=n + 1)
            around = [*range(n, start - 1, -1), *range(n + 1, end)]
        for m in around:
            for i in self._heads[m]:
                if self._trees[m].relation(i) == "vocative":
                    return Place(m, i)
        return self._other_turn(n) if quotation is None else None

    # -- quotations

    def _read_quotations(self) -> None:
        is_open, mark, current = False, "", -1
        for n, tree in enumerate(self._trees):
            found: dict[int, int] = {}
            if self._breaks[n]:
                goes_on = is_open and tree.words[:1] and tree.words[0] in _OPENING | {'"'}
                is_open, current = False, current if goes_on else -1
            for i, word in enumerate(tree.words):
                if word in _OPENING or (word == '"' and not is_open):
                    if not is_open and (current < 0 or i > 0):
                        current = len(self._reach)
                        self._reach.append([])
                    is_open, mark = True, word
                elif word in _CLOSING or (word == '"' and mark == '"'):
                    is_open = False
                elif is_open:
                    found[i] = current
            for quotation in dict.fromkeys(found.values()):
                self._reach[quotation].append(n)
            self._quotes.append(found)

    def _speaker_of(self, quotation: int) -> Place | None:
        """In the sentences of the quotation, then before it, then in the sentence after it."""
        reach = self._reach[quotation]
        if not reach:
            return None
        for n in reach:
            head = self._teller(n)
            if head is not None:
                return Place(n, head)
        first, last = reach[0], reach[-1]
        if self._turns[first] is not None:
            return self._turns[first]
        if first > 0 and self._trees[first - 1].words[-1:] == [":"] and (head := self._subject(first - 1)) is not None:
            return Place(first - 1, head)
        if (head := self._before_colon(first)) is not None:
            return Place(first, head)
        for n in range(first - 1, max(-1, first - _NEAR - 1), -1):
            before = [q for q in dict.fromkeys(self._quotes[n].values()) if q < quotation and q < len(self._speakers)]
            if before:
                return self._speakers[before[-1]]
            head = self._teller(n)
            if head is not None:
                return Place(n, head)
            if self._breaks[n + 1] and n < first - 1:
                break
        head = self._teller(last + 1) if last + 1 < len(self._trees) else None
        if head is not None:
            return Place(last + 1, head)
        head = self._subject(first) if not self._is_all_quoted(first) else None
        return Place(first, head) if head is not None else None

    def _is_all_quoted(self, n: int) -> bool:
        return len(self._quotes[n]) >= len(self._trees[n].words) - 3

    def _teller(self, n: int) -> int | None:
        """The subject of a verb of telling outside of the quotations of the sentence, or who stands beside it."""
        tree, quoted = self._trees[n], self._quotes[n]
        for k, token in enumerate(tree.tokens):
            if k in quoted or token.upos != "VERB" or token.lemma.lower() not in TELLING:
                continue
            subject = tree.subject(k)
            if subject is None or subject in quoted or subject not in self._heads[n]:
                subject = self._beside(n, k)
            if subject is not None:
                return subject
        return next((k for k in sorted(self._heads[n]) if tree.case(k)[:2] == ("according", "to")), None)

    def _beside(self, n: int, verb: int) -> int | None:
        """ "…,” a spokesman said": who is named between the marks and the verb, or just after it."""
        tree, quoted = self._trees[n], self._quotes[n]
        for step in (-1, 1):
            found, at = None, verb + step
            while 0 <= at < len(tree.tokens) and at not in quoted and abs(at - verb) < 9:
                if tree.tokens[at].upos in ("VERB", "AUX") or tree.words[at] in _OPENING | _CLOSING | {'"', ";"}:
                    break
                if at in self._heads[n]:
                    found = at  # the farthest before the verb, the nearest after it
                    if step > 0:
                        break
                at += step
            if found is not None:
                return found
        return None

    def _before_colon(self, n: int) -> int | None:
        """ "Diallo gave a different account: “I offered to go”": the first one named before the colon."""
        tree, quoted = self._trees[n], self._quotes[n]
        first = min(quoted, default=0)
        if first < 3 or tree.words[first - 2] not in (":", ","):
            return None
        subject = self._subject(n)
        return subject if subject is not None and subject < first else None

    def _subject(self, n: int) -> int | None:
        """The subject of the sentence's main clause, where someone is meant by it."""
        tree = self._trees[n]
        root = next((t.index for t in tree.tokens if t.head < 0), None)
        subject = tree.subject(root) if root is not None else None
        return subject if subject in self._heads[n] and subject not in self._quotes[n] else None

    def _reported(self, n: int, token: int) -> Place | None:
        """ "The mayor said we must go", "We must go, the mayor argued": the subject of the verb of telling."""
        tree, at = self._trees[n], token
        for _ in range(10):
            above = tree.tokens[at].head
            for k in tree.kids[at]:
                tells = tree.relation(k) in ("parataxis", "ccomp") and tree.tokens[k].lemma.lower() in TELLING
                if tells and tree.relation(k) == "parataxis" and (subject := tree.subject(k)) in self._heads[n]:
                    return Place(n, subject) if subject is not None and subject != token else None
            if above < 0:
                return None
            tells = tree.tokens[above].lemma.lower() in TELLING and tree.tokens[above].upos == "VERB"
            if tells and tree.relation(at) in ("ccomp", "parataxis"):
                subject = tree.subject(above)
                if subject in self._heads[n] and subject is not None and subject != token:
                    is_first = tree.words[subject].lower() in ("i", "we")
                    return None if is_first else Place(n, subject)
            at = above
        return None

    def _unmarked(self, n: int) -> Place | None:
        """Who was quoted in the sentence before or is in the next, where marks were lost."""
        for m in (n - 1, n + 1, n - 2):
            if 0 <= m < len(self._trees) and self._trees[m].sentence.part == "body":
                last = [self._speakers[q] for q in dict.fromkeys(self._quotes[m].values())]
                if m < n and last and last[-1] is not None:
                    return last[-1]
                head = self._teller(m)
                if head is not None and self._trees[m].words[head].lower() not in ("i", "we", "you"):
                    return Place(m, head)
        return None

    # -- turns and authors

    def _read_turns(self) -> tuple[list[Place | None], list[int]]:
        turns: list[Place | None] = []
        labels: list[int] = []
        current: Place | None = None
        for n in range(len(self._trees)):
            colon = self._label(n)
            if colon is not None:
                named = [k for k in sorted(self._heads[n]) if k < colon]
                current = Place(n, named[-1]) if named else None
                labels.append(n)
                self.is_transcript = self._trees[n].words[colon - 1].isupper()
            elif self._breaks[n] and not self.is_transcript:
                current = None
            turns.append(current)
        return turns, labels

    def _label(self, n: int) -> int | None:
        """The colon after a speaker's name or "Q" at the start of a line."""
        tree = self._trees[n]
        if self.is_transcript and self._breaks[n] and tree.words[:1] == ["Q"] and tree.words[1:2] != [":"]:
            return 1  # "Q  Will he go?"
        colon = next((i for i, w in enumerate(tree.words[:_LABEL]) if w == ":"), None)
        if not colon or not self._breaks[n] or tree.sentence.part == "headline":
            return None
        before = tree.words[:colon]
        if before in (["Q"], ["QUESTION"], ["Question"]):
            return colon
        letters = [w for w in before if w[:1].isalpha()]
        is_shouted = all(w.isupper() for w in letters)
        is_name = all(w[:1].isupper() or w.lower() in ("of", "the", "for") for w in letters)
        ends = any(k < colon and (k == colon - 1 or tree.relation(k + 1) == "flat") for k in self._heads[n])
        return colon if letters and ((is_shouted and len(letters) < 6) or (is_name and ends)) else None

    def _other_turn(self, n: int) -> Place | None:
        """The one who spoke before the turn of sentence `n`, or speaks after it."""
        own = self._turns[n]
        labels = [m for m in self._labels if m <= n]
        if not labels:
            return None
        after = next((self._turns[m] for m in self._labels if m > n), None)
        return after if own is None or len(labels) == 1 else self._turns[labels[-1] - 1]

    def _author(self) -> Place | None:
        return self._proclaimer() or self._headlined() or self._byline()

    def _proclaimer(self) -> Place | None:
        """ "I, ANA DURO, President of Norland, do hereby proclaim …", "We, the Leaders of ASEAN, …": ASEAN."""
        for n, tree in enumerate(self._trees):
            for i, word in enumerate(tree.words[:-2]):
                if tree.words[i + 1] != "," or i in self._quotes[n]:
                    continue
                named = [k for k in sorted(self._heads[n]) if i + 1 < k <= i + 6]
                if word == "I" and named and tree.words[i + 2][:1].isupper():
                    return Place(n, named[0])
                if word == "We" and i < _OPENING_WORDS and (one := self._proclaiming(n, i + 2)) is not None:
                    return Place(n, one)
        return None

    def _proclaiming(self, n: int, first: int) -> int | None:
        """The one body or state whose leaders speak: what follows the last "of" before the next comma."""
        tree = self._trees[n]
        last = next((k for k in range(first, len(tree.words)) if tree.words[k] == ","), first)
        if last - first > _LABEL or tree.words[first : first + 1] not in (["the"], ["The"]):
            return None
        of = max((k for k in range(first, last) if tree.words[k] == "of"), default=first)
        named = [k for k in sorted(self._heads[n]) if of < k < last]
        if len(named) != 1 or any(tree.relation(k) == "conj" for k in tree.kids[named[0]]):
            return None
        return named[0]

    def _headlined(self) -> Place | None:
        """ "Remarks by President Duro …", "Secretary Dow's Call with …"."""
        for n, tree in enumerate(self._trees[:2]):
            words = [w.lower() for w in tree.words]
            for k in sorted(self._heads[n]):
                is_issued = bool(set(words[:4]) & _GENRES) and tree.case(k)[:1] in (("by",), ("of",), ("from",))
                is_owner = tree.is_possessor(k) and bool(set(words[k + 1 : k + 7]) & _DEEDS)
                is_shown = k < 6 and bool(set(words[k + 1 : k + 4]) & (_GENRES - {"press", "joint"}))
                if (is_issued or is_owner or is_shown) and tree.sentence.part == "headline":
                    return Place(n, k)
        return None

    def _byline(self) -> Place | None:
        """ "Ana Duro, Secretary of State": a line of a name and an office, and nothing else."""
        for n, tree in enumerate(self._trees[:_TOP]):
            if not self._breaks[n] or "," not in tree.words[1:6] or len(tree.words) > 14:
                continue
            comma = tree.words.index(",", 1)
            is_verbless = not any(t.upos in ("VERB", "AUX") for t in tree.tokens) and tree.words[-1] not in ".?!"
            named = [k for k in sorted(self._heads[n]) if k < comma]
            has_office = any(k > comma for k in self._heads[n]) or "Secretary" in tree.words[comma:]
            if named and is_verbless and has_office and tree.words[comma + 1 : comma + 2] and n > 0:
                return Place(n, named[0])
        return None
