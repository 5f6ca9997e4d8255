"""Who is named round about a sentence, and how likely each is a party of its acts."""

from __future__ import annotations

import numpy as np

from detente.actors import resolve
from detente.coding.around import NOBODY, Surroundings, Whose
from detente.coding.grammar import GRAMMAR
from detente.language import analyse
from detente.language.events import AHEAD, BEHIND, Hints, default_heads, off
from detente.reading import read_text
from detente.values import Actor, Mention


def mention(sentence: int, name: str, country: str | None) -> Mention:
    return Mention(sentence, 0, 1, 0, 0, len(name), name, (Actor(name, country, country, "GOV"),), "name")


def test_who_is_far_is_left_out_but_not_who_stands_in_the_headline() -> None:
    text = "Chad.\n\n" + " ".join(f"In week {n} it rained in Peru, Kenya said." for n in range(BEHIND + AHEAD + 6))
    document = read_text(text, id="d")
    sentences = analyse(document, gated=False)
    around = Surroundings(sentences, resolve(document, sentences)).of(BEHIND + 4)
    assert around is not None
    numbers = {int(n) for n in around.numbers}
    assert numbers == {0, *range(4, BEHIND + 4 + AHEAD + 1)}


def test_places_are_told_from_the_own_sentence() -> None:
    numbers = np.array([0, 1, 20, 29, 30, 31, 40], np.int64)
    assert off(numbers, 30).tolist() == [
        BEHIND + AHEAD + 2, 0, BEHIND + 1 - 10, BEHIND, BEHIND + 1, BEHIND + 2, BEHIND + 1 + AHEAD
    ]  # fmt: skip
    assert off(np.array([0, 2], np.int64), 0).tolist() == [BEHIND + 1, BEHIND + 3]


def test_shares_add_up_by_actor_and_by_state() -> None:
    mentions = (mention(0, "France", "FRA"), mention(1, "France", "FRA"), mention(1, "the minister", "FRA"))
    side = Whose(mentions, (0.1, 0.2, 0.3, 0.4), (0.0, 0.0, 0.0, 1.0)).side("source")
    assert side.nobody == 0.4
    assert abs(side.by_actor["France"] - 0.3) < 1e-9
    assert abs(side.by_land["FRA"] - 0.6) < 1e-9
    assert side.best["France"] is mentions[1]
    assert side.of(mentions[2]) == 0.3


def test_the_heads_say_of_all_and_of_nobody_how_likely_they_are_and_it_adds_up() -> None:
    heads = default_heads()
    assert heads is not None
    document = read_text("France offered Mali talks. The ministry in Bamako rejected the offer.", id="d")
    sentences = analyse(document, gated=False)
    around = Surroundings(sentences, resolve(document, sentences)).of(1)
    assert around is not None
    vectors = sentences[1].vectors
    assert vectors is not None
    found = heads.triggers(vectors, [])
    word = next(t.index for t in sentences[1].tokens if t.text == "rejected")
    hints = [
        Hints([(m.first, m.last, m.head) for m in around.mentions if m.sentence == 1], grammar=[()] * len(GRAMMAR))
    ]
    ties = heads.ties(vectors, found, [word], ["REJECT"], hints)
    (whose,) = around.whose(heads, found, [word], ["REJECT"], ties)
    for row in (whose.source, whose.target):
        assert len(row) == len(around.mentions) + 1
        assert abs(sum(row) - 1) < 1e-5
    assert whose.side("source").by_land["MLI"] > 0.9


def test_where_nobody_is_named_nobody_is_certain() -> None:
    assert Surroundings([], []).of(0) is None
    assert NOBODY.nobody == 1.0
    assert NOBODY.of(mention(0, "France", "FRA")) == 0.0
