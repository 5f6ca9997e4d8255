"""What the heads' scores become: triggers, parties, modality; what is left to the rules. The heads are stand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from coding_trees import at, make_clause

from detente.coding.candidates import Named
from detente.coding.clause import Clause
from detente.coding.confidence import Fitted, Settled, brief, confidence_from, facts_of, heard, told
from detente.coding.deciding import Decided, cameo_of, decide, implied
from detente.coding.learned import Read, read_sentence
from detente.coding.memory import Memory
from detente.language.events import Hints, Proposal, Ties, Triggers
from detente.ontology import load as load_ontology
from detente.reading import read_text
from detente.values import Actor, Mention, Party

TEXT = "Iran freed two Kenyan sailors ."
TREE = (
    "Iran/PROPN/NNP/2/nsubj freed/VERB/VBD/0/root two/NUM/CD/5/nummod Kenyan/ADJ/JJ/5/amod sailors/NOUN/NNS/2/obj "
    "./PUNCT/./2/punct"
)
IRAN = Actor("Iran", "IRN", "IRN", "GOV")
SAILORS = Actor("two Kenyan sailors", None, "KEN", "LAB")
KENYA = Actor("Kenya", "KEN", "KEN", "GOV")


@pytest.fixture(autouse=True)
def plain_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Confidence is the share of the type, parties are whom the heads see, whatever the shipped weights are."""
    monkeypatch.setattr("detente.coding.deciding.fitted", lambda: Fitted({"type share": 1.0}))
    plain = {"mean": 1.0, "nobody: absent": 1.0, "far": -9.0}
    monkeypatch.setattr("detente.coding.choosing.weights_of", lambda role: plain)


def mention(clause: Clause, first: int, last: int, head: int, actor: Actor, via: str = "name") -> Mention:
    start, end = clause.tokens[first].start, clause.tokens[last - 1].end
    return Mention(0, first, last, head, start, end, TEXT[start:end], (actor,), via)


@pytest.fixture
def clause() -> Clause:
    bare = make_clause(TREE)
    found = (
        mention(bare, 0, 1, 0, IRAN),
        mention(bare, 2, 5, 4, SAILORS, "role"),
        mention(bare, 3, 4, 3, KENYA, "modifier"),
    )
    return Clause(bare.sentence, found)


class Heads:
    """Stand-ins for the shipped heads: fixed scores, and what they were asked."""

    def __init__(
        self, share: float = 0.9, *, source: Sequence[float] = (), absent: tuple[float, float] = (0.1, 0.1)
    ) -> None:
        self.share, self.source, self.absent = share, source, absent
        self.proposals: list[Proposal] = []
        self.hints: list[Hints] = []

    def triggers(self, vectors: object, proposals: Sequence[Proposal]) -> Triggers:
        self.proposals = list(proposals)
        shares = np.zeros((6, 3), np.float32)
        shares[:, 0] = 1
        shares[1] = (1 - self.share, self.share, 0)
        return Triggers(("-", "RETREAT", "AID"), shares, np.zeros((6, 4), np.float32))

    def ties(
        self, vectors: object, found: Triggers, words: Sequence[int], types: Sequence[str], hints: Sequence[Hints]
    ) -> list[Ties]:
        self.hints = list(hints)
        rows = np.zeros((6, 5), np.float32)
        rows[:, 0] = self.source or (0.95, 0, 0, 0, 0, 0)
        rows[:, 1] = (0, 0, 0.9, 0.8, 0.9, 0)
        modality = {"actual": 0.9, "planned": 0.05, "possible": 0.05, "hypothetical": 0.0, "denied": 0.0}
        return [
            Ties({"release": 0.8, "withdraw": 0.2}, modality, 0.1, 0.1, self.absent, rows, rows[:, :2]) for _ in words
        ]


def read_one(clause: Clause, heads: Heads) -> Read:
    (found,) = read_sentence(clause, np.zeros((6, 384), np.float32), heads, [(1, "RETREAT")], [])  # type: ignore[arg-type]
    return found


def decided(clause: Clause, read: Read) -> Decided | None:
    """What becomes of a reading that is the only one of its sentence and report."""
    return decide(read, [read], clause, load_ontology(), memory_of(), Named.of([(False, clause.mentions)]))


def memory_of(text: str = TEXT) -> Memory:
    return Memory(read_text(text, id="x"), load_ontology())


def test_a_trigger_gets_its_type_modes_and_the_mentions_tied_to_it(clause: Clause) -> None:
    heads = Heads()
    found = read_one(clause, heads)
    assert (found.word, found.type, found.modes, found.modality) == (1, "RETREAT", ("release",), "actual")
    assert [m.text for m in found.source.mentions] == ["Iran"]
    assert [m.text for m in found.target.mentions] == ["two Kenyan sailors"]  # not the nation inside it besides
    assert heads.proposals == [Proposal(1, act="RETREAT")]
    assert heads.hints[0].mentions[0] == (0, 1, 0)


def test_a_word_that_is_hardly_a_trigger_is_none(clause: Clause) -> None:
    assert not read_sentence(clause, np.zeros((6, 384), np.float32), Heads(0.05), [], [])  # type: ignore[arg-type]


def test_a_role_that_no_mention_fills_is_filled_by_its_noun(clause: Clause) -> None:
    bare = Clause(clause.sentence, clause.mentions[:1])
    found = read_one(bare, Heads())
    assert [(m.text, m.head, m.via) for m in found.target.mentions] == [
        ("two Kenyan sailors", at(bare, "sailors"), "noun")
    ]
    act = decided(bare, found)
    assert act is not None
    assert [p.text for p in act.target] == ["two Kenyan sailors"]
    assert act.target[0].actor.country is None


def test_a_noun_is_whom_the_report_lets_it_be(clause: Clause) -> None:
    asked: list[tuple[int, int]] = []

    def noun(sentence: int, token: int) -> Mention:
        asked.append((sentence, token))
        return mention(clause, 2, 5, 4, SAILORS, "noun")

    told = Clause(clause.sentence, clause.mentions[:1], noun)
    found = read_one(told, Heads())
    assert asked == [(0, at(told, "sailors"))]  # of the nouns seen only the head of all that is seen
    assert [m.actors[0].country for m in found.target.mentions] == ["KEN"]


def test_a_word_for_a_place_is_no_noun_for_a_party(clause: Clause) -> None:
    place = mention(clause, 4, 5, 4, KENYA, "place-name")
    assert read_one(Clause(clause.sentence, (clause.mentions[0], place)), Heads()).target.mentions == ()


def test_an_act_is_decided_with_its_most_general_code(clause: Clause) -> None:
    act = decided(clause, read_one(clause, Heads()))
    assert act is not None
    assert (act.type, act.modes, act.symmetric) == ("RETREAT", ("release",), False)
    assert [p.actor.country for p in (*act.source, *act.target)] == ["IRN", "KEN"]
    assert load_ontology().cameo[act.cameo or ""].type == "RETREAT"


def test_an_unlikely_act_is_left_out(clause: Clause) -> None:
    assert decided(clause, read_one(clause, Heads(0.13))) is None


def test_an_act_without_a_doer_is_left_out_unless_an_authority_is_implied(clause: Clause) -> None:
    heads = Heads(source=(0.01,) * 6, absent=(0.99, 0.1))
    found = replace(read_one(clause, heads), modes=(), type="REQUEST")
    assert decided(clause, found) is None
    sailors = (Party("sailors", 23, 30, SAILORS, "role"),)
    document = read_text(TEXT, id="x")
    (court,) = implied(("convict",), sailors, document, clause, 1)
    assert (court.actor.country, court.actor.sector, court.text) == ("KEN", "JUD", "freed")
    assert implied((), sailors, document, clause, 1) == ()
    assert implied(("arrest",), (Party("Iran", 0, 4, IRAN, "name"),), document, clause, 1) == ()  # a state, no person


def test_codes_are_the_shortest_that_fit() -> None:
    ontology = load_ontology()
    assert cameo_of(ontology, "CONSULT", ()) == "040"
    assert cameo_of(ontology, "CONSULT", ("visit",)) in {"042", "043"}
    assert cameo_of(ontology, "NOTHING", ()) is None


def test_confidence_grows_with_what_speaks_for_the_reading(clause: Clause) -> None:
    found = read_one(clause, Heads())
    source = (Party("Iran", 0, 4, IRAN, "name"),)
    target = (Party("two Kenyan sailors", 11, 29, SAILORS, "role"),)
    settled = Settled(found, [found], clause, (), source, target, 0.9, 0.9, (), "actual")
    facts = facts_of(settled)
    assert dict(heard(told(facts))) == pytest.approx(facts, abs=1e-4)
    assert 0.0 not in facts.values()
    said = brief(facts, Fitted({"type share": 1.0, "no target": -1.0, "mutual": -2.0}))
    assert said.startswith("for: type share +2.2; against: mutual -0.2")
    weaker = facts_of(replace(settled, read=replace(found, share=0.4)))
    share = Fitted({"type share": 1.0})
    assert confidence_from(weaker, share) < confidence_from(facts, share)
    nobody = replace(target[0], actor=Actor("sailors", None, None, None))
    assert "party without country" not in facts
    assert facts_of(replace(settled, target=(nobody,)))["party without country"] == 1.0


@pytest.mark.parametrize("bend", [-0.1, 0.0, 0.2])
def test_confidence_never_falls_as_more_speaks_for_a_reading(bend: float) -> None:
    shares = [Fitted({}, -0.3, 1.2, bend).share(total / 4) for total in range(-60, 60)]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[60] < shares[-1] <= 1


def test_words_of_a_span(clause: Clause) -> None:
    assert clause.sentence.words_of(0, 4) == (0, 1)
    assert clause.sentence.words_of(5, 14) == (1, 3)
    assert clause.sentence.words_of(200, 210) is None


def test_hints_mark_mentions_heads_and_roles() -> None:
    rows = Hints([(2, 5, 4)], source=[(0, 1)], by=[(5, 6)]).rows(6)
    assert rows[3].tolist() == [1, 0, 0, 0, 0]
    assert rows[4].tolist() == [1, 1, 0, 0, 0]
    assert rows[0].tolist() == [0, 0, 1, 0, 0]
    assert rows[5].tolist() == [0, 0, 0, 0, 1]
