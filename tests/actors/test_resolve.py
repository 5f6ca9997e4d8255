"""Mentions and their actors: the cases of cases.tsv, and what holds of all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from trees import find_mention, make_document

from detente.actors import is_place_use, load, resolve
from detente.values import Document, Mention


def _cases() -> list[tuple[str, ...]]:
    lines = [line for line in (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    return [tuple(line.split("\t")) for line in lines[1:]]


def _shown(mention: Mention | None) -> tuple[str, str, str, str, str]:
    if mention is None:
        return ("none", "", "", "", "")
    columns = [[a.name for a in mention.actors], [a.code for a in mention.actors], [a.country for a in mention.actors]]
    columns.append([a.sector for a in mention.actors])
    names, codes, countries, sectors = ("+".join(cell or "-" for cell in column) for column in columns)
    return (names, codes, countries, sectors, mention.via)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [pytest.param(c[1], c[2], c[3:8], id=f"{c[0]}-{n}-{c[2]}") for n, c in enumerate(_cases())],
)
def test_mention_names_the_actor_that_a_reader_would_say(text: str, words: str, expected: tuple[str, ...]) -> None:
    document, sentences = make_document(text.replace(" / ", "\n"))
    words, _, nth = words.partition("#")
    assert _shown(find_mention(resolve(document, sentences), words, int(nth or 0))) == expected


TEXTS = list(dict.fromkeys(c[1].replace(" / ", "\n") for c in _cases()))


@pytest.mark.parametrize("text", TEXTS)
def test_every_mention_slices_to_its_words_and_stands_in_order(text: str) -> None:
    document, sentences = make_document(text)
    mentions = resolve(document, sentences)
    assert len(mentions) == len(sentences)
    for sentence, found in zip(sentences, mentions, strict=True):
        assert [m.first for m in found] == sorted(m.first for m in found)
        for m in found:
            assert document.text[m.start : m.end] == m.text
            assert (sentence.tokens[m.first].start, sentence.tokens[m.last - 1].end) == (m.start, m.end)
            assert m.first <= m.head < m.last
            assert m.actors
            assert m.sentence == sentence.index


def test_resolving_twice_gives_the_same() -> None:
    document, sentences = make_document("\n".join(TEXTS))
    assert resolve(document, sentences) == resolve(document, sentences)


SWAPS = {"Iran": "Russia", "Iranian": "Russian", "Iranians": "Russians", "Tehran": "Moscow"}
SWAPS |= {b: a for a, b in SWAPS.items()}
BOUND = ("Kremlin", "Rouhani", "Putin", "Islamic Republic News Agency")  # the tables tie these to one state


def _swapped_words(text: str) -> str:
    return " ".join(SWAPS.get(w, w) for w in text.split(" "))


@pytest.mark.parametrize("text", [t for t in TEXTS if any(a in t for a in SWAPS) and not any(b in t for b in BOUND)])
def test_renaming_two_states_everywhere_swaps_the_actors_and_nothing_else(text: str) -> None:
    codes = {"IRN": "RUS", "RUS": "IRN"}
    plain, swapped = (resolve(*make_document(text, swaps=s)) for s in (None, SWAPS))
    expected = [
        (
            m.first,
            m.last,
            m.head,
            m.via,
            [(_swapped_words(a.name), codes.get(a.code or "", a.code), a.sector) for a in m.actors],
        )
        for found in plain
        for m in found
    ]
    assert expected == [
        (m.first, m.last, m.head, m.via, [(a.name, a.code, a.sector) for a in m.actors])
        for found in swapped
        for m in found
    ]


INVENTED = {"Norland": "Westria", "Norlandic": "Westrian", "Sudland": "Ostria"}


@pytest.mark.parametrize("text", [t for t in TEXTS if "Norland" in t])
def test_an_invented_state_may_have_any_name(text: str) -> None:
    plain, renamed = (resolve(*make_document(text, swaps=s)) for s in (None, INVENTED))
    shape = [[(m.first, m.last, m.via, [a.sector for a in m.actors]) for m in found] for found in plain]
    assert shape == [[(m.first, m.last, m.via, [a.sector for a in m.actors]) for m in found] for found in renamed]


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("The leaders met in Tehran.", "Tehran", "capital", True),
        ("The envoy flew to Beijing.", "Beijing", "capital", True),
        ("Police clashed with students near Athens.", "Athens", "capital", True),
        ("They met in the capital Tehran.", "Tehran", "capital", True),
        ("Tehran’s streets were empty.", "Tehran", "capital", True),
        ("The minister visited Moscow.", "Moscow", "capital", True),
        ("The Geneva talks failed.", "Geneva", "city", True),
        ("Talks with Tehran collapsed.", "Tehran", "capital", False),
        ("Pyongyang said it had tested a missile.", "Pyongyang", "capital", False),
        ("Washington’s pressure on Beijing grew.", "Beijing", "capital", False),
        ("Washington’s pressure on Beijing grew.", "Washington", "capital", False),
        ("The leaders met in Singapore.", "Singapore", "name", True),
        ("The minister travelled to China.", "China", "name", False),
        ("Hamas fired rockets at Israel.", "Israel", "name", False),
    ],
)
def test_a_place_is_told_from_a_party(text: str, word: str, kind: str, expected: bool) -> None:
    _, sentences = make_document(text)
    at = next(t.index for t in sentences[0].tokens if t.text == word)
    assert is_place_use(sentences[0], at, at + 1, kind) is expected


def test_tables_follow_the_day_of_publication() -> None:
    actors = []
    for day in (date(2018, 8, 7), date(2022, 5, 1)):
        mentions = resolve(*make_document("Merkel urged Ankara to free the journalists.", day))
        found = find_mention(mentions, "Merkel")
        actors.append(
            None if found is None else (found.actors[0].code, found.actors[0].country, found.actors[0].sector)
        )
    assert actors == [("DEU", "DEU", "GOV"), (None, "DEU", "ELI")]


def test_a_user_table_comes_before_the_packages(tmp_path: Path) -> None:
    path = tmp_path / "countries.tsv"
    path.write_text("form\tkind\tcode\tsector\tcased\tfirst_day\tlast_day\tnote\nNorland\tname\tNOR\n", "utf-8")
    document, sentences = make_document("Norland’s Prime Minister Ada Vint rejected the offer.")
    found = find_mention(resolve(document, sentences, load((path,))), "Norland’s Prime Minister Ada Vint")
    assert found is not None
    assert found.actors[0].code == "NOR"


def test_no_sentences_give_no_mentions() -> None:
    assert resolve(Document("d", "", ()), ()) == ()
