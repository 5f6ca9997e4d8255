"""Who is thought of as a party of an act, the signs for each, and who is chosen; on texts written here."""

from __future__ import annotations

from datetime import date

import pytest

from detente.coding import choosing, code_document, deciding
from detente.coding.candidates import Asked, Candidate, candidates
from detente.coding.choosing import Choice, choose, weights_of
from detente.reading import read_text

_DAY = date(2012, 5, 9)


@pytest.fixture(autouse=True, scope="module")
def frames_alone() -> None:
    """Here the heads take part."""


def asked_in(text: str, monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """The questions that a text puts, in order: the source and the target of each reading."""
    found: list[Asked] = []

    def spy(asked: Asked) -> Choice:
        found.append(asked)
        return choose(asked)

    monkeypatch.setattr(deciding, "choose", spy)
    code_document(read_text(text, id="x", published=_DAY))
    return found


def of(found: list[Asked], word: str, role: str) -> Asked:
    """The question for a role of the act told by a word."""
    return next(a for a in found if a.role == role and a.clause.tokens[a.read.word].text == word)


def texts(found: list[Candidate]) -> list[str]:
    return [" and ".join(p.text for p in c.parties) for c in found]


def test_nobody_the_named_and_those_told_of_before_are_thought_of(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Peru expelled two envoys of Chile on Monday.\n\nBolivia condemned the expulsion."
    asked = of(asked_in(text, monkeypatch), "condemned", "target")
    found = candidates(asked)
    assert found[0].parties == ()
    assert "nobody" in found[0].signs
    assert {p.actor.country for c in found for p in c.parties} >= {"PER", "CHL"}
    assert not {"BOL"} & {p.actor.country for c in found for p in c.parties}  # the source is not its own target
    far = [c for c in found if "far" in c.signs]
    assert far
    assert all(c.mention is None for c in far)


def test_signs_tell_no_name_and_no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_in("Ghana accused Togo of smuggling. Ghana then recalled its envoy.", monkeypatch)
    signs = {sign for a in asked for c in candidates(a) for sign in c.signs}
    assert len(signs) > 20
    assert not [s for s in signs if any(name in s for name in ("Ghana", "GHA", "Togo", "TGO"))]
    other = asked_in("Sudan accused Chad of smuggling. Sudan then recalled its envoy.", monkeypatch)
    assert list(map(signs_here, asked)) == list(map(signs_here, other))


def signs_here(asked: Asked) -> list[set[str]]:
    """The signs of nobody and of the mentions of the sentence; who of other sentences is seen hangs on the heads."""
    return [set(c.signs) for c in candidates(asked) if c.mention is not None or not c.parties]


def test_an_arrest_may_be_done_by_the_police_of_whoever_is_arrested(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = of(asked_in("A Maltese banker was arrested on Friday.", monkeypatch), "arrested", "source")
    assert [(p.actor.country, p.actor.sector) for p in asked.implied] == [("MLT", "COP")]
    assert any("implied" in c.signs for c in candidates(asked))


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        ("Nigeria sent Ghana forty tonnes of rice on Sunday.", "sent", "NGA", "GHA"),
        ("The prime minister of Fiji criticised Tonga.", "criticised", "FJI", "TON"),
        ("Mali was condemned by Algeria for the raid.", "condemned", "DZA", "MLI"),
    ],
)
def test_plain_clauses_keep_their_parties(text: str, word: str, source: str, target: str) -> None:
    codings = code_document(read_text(text, id="x", published=_DAY))
    found = [c for c in codings if c.trigger.of(text) == word]
    assert [(c.source[0].actor.country, c.target[0].actor.country) for c in found] == [(source, target)]


def test_the_choice_is_a_probability(monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in asked_in("Peru expelled two envoys of Chile. Chile protested to Peru.", monkeypatch):
        assert 1 / len(candidates(asked)) <= choose(asked).share <= 1


def test_weights_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = of(asked_in("Peru expelled two envoys of Chile.", monkeypatch), "expelled", "target")
    assert choose(asked, {"nobody": 9.0}).parties == ()
    assert [p.actor.country for p in choose(asked, {"mean": 1.0}).parties] == ["CHL"]


def test_both_roles_have_weights() -> None:
    assert weights_of("source") != weights_of("target")
    assert choosing.TABLE == "parties.tsv"


def test_nobody_is_a_party_twice() -> None:
    text = "Countries from Russia to the UK criticised the sanctions that the US put on Iran."
    for c in code_document(read_text(text, id="x", published=_DAY)):
        for side in (c.source, c.target):
            names = [p.actor.name for p in side]
            assert len(names) == len(set(names))
