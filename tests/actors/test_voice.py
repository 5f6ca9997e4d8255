"""The first and second person: quotations of several sentences, statements, transcripts; posts; crowds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from trees import DAY, find_mention, make_document

from detente.actors import load, resolve
from detente.actors.describing import names_of
from detente.actors.speech import publisher_of
from detente.actors.tree import Tree
from detente.actors.voice import Place, Voices

_THEN = date(2023, 6, 1)
_QUOTED = """Kenya signed a trade deal with Uganda on Monday.
“We will not forget this day.
I invited the president,” Foreign Minister Alfred Mutua said."""
_SPEECH = """HEADLINE Remarks by President Ruto at the Nairobi Summit
I condemn the attack on our soldiers.
We will send police to Haiti."""
_TURNS = """PRESIDENT MACRON: Thank you, Chancellor Scholz.
I thank you for coming to Paris.
Our two countries will build tanks together.
CHANCELLOR SCHOLZ: We are grateful to you."""


def _joined(text: str, day: date = _THEN) -> tuple[object, list[object]]:
    """The document with its sentences in one paragraph: a blank for each line's end but after headline and label."""
    document, sentences = make_document(text, day)
    shown = list(document.text)
    for before, after in pairwise(sentences):
        begins = document.text[after.start : after.end].split(" ")[0]
        if (before.part == "body" and not begins.isupper()) or begins == "I":
            shown[before.end : after.start] = " " * (after.start - before.end)
    return replace(document, text="".join(shown)), list(sentences)


def _actors(text: str, words: str, nth: int = 0, day: date = _THEN) -> list[tuple[str | None, str | None]]:
    found = find_mention(resolve(*_joined(text, day)), words, nth)  # type: ignore[arg-type]
    return [] if found is None else [(a.name, a.country) for a in found.actors]


@pytest.mark.parametrize(
    ("text", "words", "nth", "expected"),
    [
        pytest.param(_QUOTED, "We", 0, [("Alfred Mutua", "KEN")], id="the-speaker-stands-in-the-next-sentence"),
        pytest.param(_QUOTED, "I", 0, [("Alfred Mutua", "KEN")], id="the-speaker-stands-after-the-quotation"),
        pytest.param(_SPEECH, "I", 0, [("William Ruto", "KEN")], id="i-of-remarks-is-their-author"),
        pytest.param(_SPEECH, "our", 0, [("Kenya", "KEN")], id="our-of-remarks-is-the-state"),
        pytest.param(_SPEECH, "our soldiers", 0, [("soldiers of Kenya", "KEN")], id="whose-soldiers"),
        pytest.param(_SPEECH, "We", 0, [("Kenya", "KEN")], id="we-of-remarks-is-the-state"),
        pytest.param(_TURNS, "you", 0, [("Olaf Scholz", "DEU")], id="you-is-who-is-called"),
        pytest.param(_TURNS, "I", 0, [("Emmanuel Macron", "FRA")], id="a-turn-runs-on"),
        pytest.param(_TURNS, "you", 1, [("Olaf Scholz", "DEU")], id="you-all-through-the-turn"),
        pytest.param(_TURNS, "Our two countries", 0, [("France", "FRA"), ("Germany", "DEU")], id="our-two-countries"),
        pytest.param(_TURNS, "We", 0, [("Germany", "DEU")], id="the-next-turn-has-its-own-speaker"),
        pytest.param(_TURNS, "you", 2, [("Emmanuel Macron", "FRA")], id="you-is-who-spoke-before"),
        pytest.param(
            "QUESTION: Will you punish them?\nCHANCELLOR SCHOLZ: We are grateful to you.",
            "you",
            0,
            [("Olaf Scholz", "DEU")],
            id="a-question-is-to-who-answers",
        ),
        pytest.param(
            "HEADLINE Remarks by President Ruto at the Nairobi Summit\nQUESTION: Do we know who did it?",
            "we",
            0,
            [],
            id="a-question-is-not-the-authors",
        ),
        pytest.param("We urge both sides to stop the fighting.", "We", 0, [], id="nobody-is-known-to-speak"),
        pytest.param(
            "Egyptian Foreign Minister Sameh Shoukry met Turkish Foreign Minister Hakan Fidan.\nThey discussed trade.",
            "They",
            0,
            [("Sameh Shoukry", "EGY"), ("Hakan Fidan", "TUR")],
            id="they-who-met-discuss",
        ),
        pytest.param(
            "Egyptian Foreign Minister Sameh Shoukry met Turkish Foreign Minister Hakan Fidan.\nBoth condemned Israel.",
            "Both",
            0,
            [("Sameh Shoukry", "EGY"), ("Hakan Fidan", "TUR")],
            id="both-of-two-named-before",
        ),
        pytest.param("Senators Hassan, Risch and Okoye left.", "Okoye", 0, [("Okoye", "USA")], id="a-title-for-a-list"),
        pytest.param("The Deputy Secretary thanked Laos.", "Deputy Secretary", 0, [("Deputy Secretary", "USA")]),
        pytest.param(
            "Ford Motor Company closed a plant.\nRegulators fined Ford on Tuesday.", "Ford", 0, [("Ford Motor", "USA")]
        ),
        pytest.param(
            "Foreign countries closed their embassies.", "Foreign countries", 0, [("Foreign countries", None)]
        ),
        pytest.param("Sudan detained 27 Muslims.", "27 Muslims", 0, [("Muslims", "SDN")], id="of-who-detains-them"),
        pytest.param(
            "Shelling killed two nurses in Homs.\nAnother strike hit a market in Aleppo.\n"
            "American officials blamed the rebels.",
            "rebels",
            0,
            [("rebels", "SYR")],
            id="rebels-are-of-where-things-happen",
        ),
        pytest.param(
            "Catholic bishops from around the world met in Rome.", "Catholic bishops", 0, [("Catholic bishops", None)]
        ),
        pytest.param(
            "Coalition forces struck a depot near Mosul.", "Coalition forces", 0, [("Coalition forces", None)]
        ),
        pytest.param(
            "Russian lawmakers attacked Pakistan-based militants.",
            "Pakistan-based militants",
            0,
            [("Pakistan-based militants", "PAK")],
        ),
    ],
)
def test_a_word_means(text: str, words: str, nth: int, expected: list[tuple[str, str | None]]) -> None:
    assert _actors(text, words, nth) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("@SecBlinken", [("Antony Blinken", "USA")]),
        ("#CostaRica FM Manuel Tovar", [("Manuel Tovar", "CRI")]),
    ],
)
def test_handles_and_hashtags_name(words: str, expected: list[tuple[str, str]]) -> None:
    assert _actors("Today, @SecBlinken met with #CostaRica FM Manuel Tovar.", words) == expected


@pytest.mark.parametrize(
    ("outlet", "country"),
    [("US Department of State", "USA"), ("Norwegian Ministry of Foreign Affairs", "NOR"), ("The Kenya Times", None)],
)
def test_a_ministry_speaks_in_what_it_publishes(outlet: str, country: str | None) -> None:
    document, sentences = make_document("We urge both sides to stop the fighting.", DAY)
    mentions = resolve(replace(document, outlet=outlet), sentences)
    found = find_mention(mentions, "We")
    assert (found.actors[0].country if found is not None else None) == country
    made = publisher_of(outlet, load(), names_of(load()))
    assert [a.country for a in made] == ([country] if country else [])


def test_a_quotation_ends_with_its_paragraph() -> None:
    document, sentences = make_document("“We will not forget this day.\nSudan detained 27 Muslims.", DAY)
    trees = [Tree(s) for s in sentences]
    voices = Voices(document, trees, [{0}, {0}])
    assert voices.is_quoted(0, 1)
    assert not voices.is_quoted(1, 1)
    assert voices.speaker(1, 1) is None


def test_a_speaker_is_given_as_a_place() -> None:
    document, sentences = _joined(_QUOTED)
    trees = [Tree(s) for s in sentences]  # type: ignore[arg-type]
    heads = [{i for i, t in enumerate(tree.tokens) if t.upos == "PROPN"} for tree in trees]
    place = Voices(document, trees, heads).speaker(1, 1)  # type: ignore[arg-type]
    assert place is not None
    assert place.sentence == 2
    assert trees[2].words[place.token] in ("Alfred", "Mutua", "Minister")
    assert isinstance(place, Place)
