"""Who speaks where a sentence itself does not say so: in a quotation that goes on, in the turn of a transcript.

"We asked for help," Duro said. "We were turned down twice."   Duro, of the second sentence too
"Talks are under way. More will follow," said Duro.            Duro, of the first too
DURO: They turned us down twice.                               Duro
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.actors.tree import Tree
from detente.actors.voice import Voices
from detente.coding.attribution import Speaker, parties_of, phrase_at
from detente.coding.clause import Clause
from detente.values import Actor, Document, Mention, Party, Sentence

_LABEL = re.compile(r"(?:\.?@\w{2,30}|[^\W\d_][\w.’' \-]{1,40}?)(?= ?(?:\([^)\n]{1,60}\) ?)?:\s)")
"""Who takes a turn, in capitals or by handle: "MRS DURO:", "DURO (by telephone):", "@anaduro:"."""
_REPORTERS = frozenset(
    "anchor anchorman anchorwoman correspondent host interviewer moderator presenter q question".split()
)
"""Whose word is the report's own."""


def is_reporter(clause: Clause, speaker: Speaker) -> bool:
    """Whether the report itself speaks: "HOST:", "our correspondent"."""
    return any(t.text.lower() in _REPORTERS for t in clause.tokens[speaker.first : speaker.last])


class Quoting:
    """The speakers of a document's quotations and turns."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]
    ) -> None:
        self._text = document.text
        self._sentences, self._mentions = sentences, mentions
        heads = [frozenset(m.head for m in row) for row in mentions]
        self._voices = Voices(document, [Tree(s) for s in sentences], heads)
        self._turns = self._read_turns()

    def speaker(self, sentence: int, token: int) -> tuple[Party, ...]:
        """Who says what stands at the token, given by another sentence or a label; empty where the report does."""
        if self._voices.is_quoted(sentence, token):
            place = self._voices.speaker(sentence, token)
            if place is not None:
                return self._parties(place.sentence, place.token)
        return self._turns.get(sentence, ())

    def _parties(self, sentence: int, token: int) -> tuple[Party, ...]:
        clause = Clause(self._sentences[sentence], tuple(self._mentions[sentence]))
        found = phrase_at(clause, token)
        if found is None or is_reporter(clause, found):
            return ()
        return tuple(parties_of(clause, found, self._text))

    def _read_turns(self) -> dict[int, tuple[Party, ...]]:
        """The speaker of each sentence of a turn: from a label in capitals to the next, or to the end of its paragraph.

        Who mostly asks is the interviewer: his word is the report's own.
        """
        turns: list[tuple[str, tuple[Party, ...], list[int]]] = []
        end, is_open = 0, False
        for n, sentence in enumerate(self._sentences):
            label = _LABEL.match(self._text, sentence.start, sentence.end)
            is_turn = label is not None and (
                label.group()[:2].strip(".")[:1] == "@"
                or (label.group() == label.group().upper() and sentence.part == "body")
            )
            if label is not None and is_turn:
                turns.append((label.group(), self._labelled(n, label), [n]))
                is_open = True
            elif is_open and "\n" not in self._text[end : sentence.start]:
                turns[-1][2].append(n)
            else:
                is_open = False
            end = sentence.end
        asks = {
            name: [any(self._is_question(n) for n in own) for who, _, own in turns if who == name] for name, *_ in turns
        }
        return {n: who for name, who, own in turns if 2 * sum(asks[name]) < len(asks[name]) for n in own if who}

    def _is_question(self, sentence: int) -> bool:
        s = self._sentences[sentence]
        return self._text[s.start : s.end].rstrip(' "”').endswith("?")

    def _labelled(self, sentence: int, label: re.Match[str]) -> tuple[Party, ...]:
        """Whom the label names; by its words alone where nobody resolved it."""
        start, end = label.span()
        name = " ".join(label.group().split())
        if name.lower() in _REPORTERS:
            return ()
        near = [m for m in self._mentions[sentence] if m.start < end and start < m.end and m.via != "place-name"]
        if near:
            widest = max(near, key=lambda m: (m.end - m.start, -m.start))
            return tuple(Party(label.group(), start, end, a, widest.via) for a in widest.actors)
        return (Party(label.group(), start, end, Actor(name, None, None, None), "text"),)
