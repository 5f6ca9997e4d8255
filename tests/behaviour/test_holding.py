"""The measure itself: it finds a coder that is partial, forgetful, silent or moody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from filled import fill, read_actors
from floors import Shares, raised, read_floors, sunk, write_floors
from holding import Case, Coder, verdicts
from readings import reading_of
from same_bytes import differing

from detente.ontology import load as load_ontology
from detente.values import Actor, Coding, Document, Numbers, Party, Span

ACTORS = read_actors()
SWAP = Case("x", "swap", "ACCUSE", (ACTORS["USA"], ACTORS["SOM"]), "{A} blamed {B}.", None)
RENAME = Case("y", "rename", "ACCUSE", (), "{A} blamed Malta.", None)


def coding(document: Document, source: str, target: str, *, type: str = "ACCUSE", word: str = "blamed") -> Coding:
    """A coding of words of the text; actors are given by the names of actors.tsv."""
    ontology, at = load_ontology(), document.text.index(word)
    return Coding("id", document.id, 0, Span(0, len(document.text)), Span(at, at + len(word)), type, (), (),
                  ontology.quad(type), ontology.intensity(type, ()), None, None, False, party(document, source),
                  party(document, target), None, False, None, "actual", (), Numbers(), 0.5)  # fmt: skip


def party(document: Document, name: str) -> tuple[Party, ...]:
    """The actor of that name, at its first words in the text."""
    code = next((a.code for a in ACTORS.values() if a.name == name), "MLT")
    at = document.text.lower().index(name.lower())
    words = document.text[at : at + len(name)]
    return (Party(words, at, at + len(name), Actor(name, code, code, "GOV"), "name"),)


def named(document: Document) -> tuple[str, str]:
    """The two names around the verb."""
    source, target = document.text.rstrip(".").split(" blamed ")
    return source.replace("The ", "the "), target


def fair(document: Document) -> Sequence[Coding]:
    return [coding(document, *named(document))]


def fond_of_one(document: Document) -> Sequence[Coding]:
    return [coding(document, *sorted(named(document)))]


def hard_on_iran(document: Document) -> Sequence[Coding]:
    kind = "THREATEN" if "Iran " in document.text else "ACCUSE"
    return [coding(document, *named(document), type=kind)]


def silent(document: Document) -> Sequence[Coding]:
    return []


@pytest.mark.parametrize(
    ("coder", "reads", "holds"), [(fair, True, True), (fond_of_one, True, False), (silent, False, False)]
)
def test_a_swap_holds_only_where_the_answer_swaps(coder: Coder, reads: bool, holds: bool) -> None:
    (found,) = verdicts([SWAP], coder)
    assert (found.reads, found.holds, found.exact) == (reads, holds, holds)


def test_only_the_state_that_is_read_otherwise_fails() -> None:
    found = list(verdicts([RENAME], hard_on_iran))
    assert [v.state for v in found if not v.holds] == ["IRN"]
    assert all(v.holds and v.exact for v in verdicts([RENAME], fair))


def test_two_acts_read_as_one_are_not_apart() -> None:
    both = "SOM>ETH *; ETH>SOM *"
    case = Case("z", "apart", "ACCUSE", (), "Somalia blamed Ethiopia, and Ethiopia blamed Somalia.", both)
    two = [("Somalia", "Ethiopia"), ("Ethiopia", "Somalia")]
    assert [v.holds for v in verdicts([case], lambda d: [coding(d, *two[0])])] == [False]
    assert [v.holds for v in verdicts([case], lambda d: [coding(d, *p) for p in two])] == [True]
    assert next(iter(verdicts([case], lambda d: [coding(d, *two[0])] * 2))).why == ("parties",)


def test_nothing_holds_only_of_nothing() -> None:
    case = Case("w", "nothing", None, (), "Rain blamed the sun.", None)
    assert [v.holds for v in verdicts([case], silent)] == [True]
    assert [v.holds for v in verdicts([case], lambda d: [coding(d, "Rain", "sun")])] == [False]


def test_a_moody_coder_does_not_give_the_same_bytes() -> None:
    calls: list[str] = []

    def moody(document: Document) -> Sequence[Coding]:
        calls.append(document.id)
        return fair(document) if len(calls) % 2 else []

    assert differing([SWAP, RENAME._replace(id="v")], moody, elsewhere=False) == ["x", "v"]
    assert differing([SWAP], fair, elsewhere=False) == []


def test_fillings_of_one_text_lead_back_to_the_same_places() -> None:
    text = "{A} met {B.people} in {B.capital}. ¶ {A} left."
    one = fill(text, {"A": ACTORS["USA"], "B": ACTORS["TTO"]})
    two = fill(text, {"A": ACTORS["TTO"], "B": ACTORS["USA"]})
    assert one.text == "The United States met Trinidadians in Port of Spain.\n\nThe United States left."
    assert two.text == "Trinidad and Tobago met Americans in Washington.\n\nTrinidad and Tobago left."
    for a, b in (
        ("met", "met"),
        ("United States", "Trinidad and Tobago"),
        ("Port of Spain", "Washington"),
        ("ft.", "ft."),
    ):
        i, j = one.text.index(a), two.text.index(b)
        assert one.place(i, i + len(a)) == two.place(j, j + len(b))
    assert one.place(18, 21) != two.place(0, 3)


def test_spans_count_in_swaps_and_not_in_pairs() -> None:
    a, b = fill("{A} blamed {B}.", {"A": ACTORS["SOM"], "B": ACTORS["ETH"]}), fill("Somalia blamed Ethiopia.", {})
    (of_slots,), (plain,) = reading_of(fair(a.document()), a), reading_of(fair(b.document()), b, spans=False)
    assert of_slots.who == (("A",), ("B",))
    assert of_slots.trigger == (4, 10)
    assert plain.who == (("SOM",), ("ETH",))
    assert plain.trigger is None


def test_floors_rise_and_sink_only_when_told(tmp_path: Path) -> None:
    known, found = {"swap": Shares(3, 1.0, 0.5, 0.5)}, {"swap": Shares(3, 2 / 3, 2 / 3, 0.5)}
    assert sunk(known, found) == ["swap, reads: 0.667 under 1.000"]
    assert raised(known, found, lower=False) == {"swap": Shares(3, 1.0, 0.666, 0.5)}
    assert raised(known, found, lower=True) == {"swap": Shares(3, 0.666, 0.666, 0.5)}
    write_floors(known, tmp_path / "floors.tsv")
    assert read_floors(tmp_path / "floors.tsv")[0] == known
