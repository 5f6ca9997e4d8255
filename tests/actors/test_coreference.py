"""Words that refer back, over several sentences; and what the register and the parts of names say."""

from __future__ import annotations

from datetime import date

import pytest
from trees import DAY, find_mention, make_document

from detente.actors import load, resolve
from detente.actors.describing import Description, State
from detente.actors.parts_of_names import gender_of, honorific_gender, name_parts, short_forms
from detente.actors.register import Register
from detente.actors.rows import Spell
from detente.actors.words import fits_role
from detente.values import Actor


def _actors(text: str, words: str, nth: int = 0) -> list[tuple[str | None, str | None, str | None]]:
    found = find_mention(resolve(*make_document(text)), words, nth)
    return [] if found is None else [(a.name, a.country, a.sector) for a in found.actors]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param(
            "“We have not moved a single soldier,” Ri Yong Ho told journalists.",
            "We",
            [("Ri Yong-ho", "PRK", "GOV")],
            id="we-in-a-quotation-is-the-speaker",
        ),
        pytest.param(
            "Macron left for Cairo.\n“We have not moved a single soldier,” he told journalists.",
            "he",
            [("Emmanuel Macron", "FRA", "GOV")],
            id="he-is-nobody-inside-his-own-quotation",
        ),
        pytest.param(
            "After he met Putin, Macron flew to Berlin.",
            "he",
            [("Emmanuel Macron", "FRA", "GOV")],
            id="he-before-the-subject-of-the-main-clause",
        ),
        pytest.param(
            "The Sudanese foreign ministry summoned the Egyptian ambassador.\n"
            "The two neighbours disagree over the area.",
            "The two neighbours",
            [("Sudan", "SDN", "GOV"), ("Egypt", "EGY", "GOV")],
            id="neighbours-are-the-states-of-those-who-acted",
        ),
        pytest.param(
            "The Sudanese foreign ministry summoned the Egyptian ambassador.\n"
            "The ambassador, Hossam Nabil, denied the charge.",
            "Hossam Nabil",
            [("Hossam Nabil", "EGY", "GOV")],
            id="a-name-given-later-takes-the-state-of-the-office",
        ),
        pytest.param(
            "The former Polish prime minister Ewa Zawada accused the government of weakness.",
            "government",
            [("Poland", "POL", "GOV")],
            id="the-government-is-that-of-the-subject",
        ),
        pytest.param(
            "Japan and South Korea held joint drills, angering the North.",
            "North",
            [("North Korea", "PRK", "GOV")],
            id="the-north-beside-the-south",
        ),
        pytest.param(
            "North and South Korea opened an office.",
            "North",
            [("North Korea", "PRK", "GOV")],
            id="north-and-south-korea",
        ),
        pytest.param(
            "Mogherini told Egypt that it should respect the law.",
            "it",
            [("Egypt", "EGY", "GOV")],
            id="told-that-it-should",
        ),
        pytest.param(
            "Syrian rebels shelled a base.\nThe Syrian army said the group had used drones.",
            "the group",
            [("Syrian rebels", "SYR", "REB")],
            id="the-group-is-no-army",
        ),
        pytest.param(
            "Health Minister Ana Duro resigned, Chile said.",
            "Health Minister Ana Duro",
            [("Ana Duro", "CHL", "GOV")],
            id="a-minister-at-home",
        ),
        pytest.param(
            "Russia and China signed a treaty, and Putin praised the deal and its terms.",
            "its",
            [],
            id="its-of-a-deal",
        ),
    ],
)
def test_a_word_that_refers_back_means(text: str, words: str, expected: list[tuple[str, str, str]]) -> None:
    assert _actors(text, words) == expected


def test_a_pronoun_never_means_a_word_of_its_own_clause() -> None:
    assert _actors("Trump met Kim in Singapore.\nMacron accused him of arrogance.", "him") == [
        ("Donald Trump", "USA", "GOV")
    ]


def test_swapping_two_people_swaps_their_pronouns() -> None:
    text = "Trump met Kim in Singapore.\nHe praised the talks."
    swaps = {"Trump": "Kim", "Kim": "Trump"}
    names = []
    for chosen in (None, swaps):
        found = find_mention(resolve(*make_document(text, swaps=chosen)), "He")
        names.append(None if found is None else found.actors[0].name)
    assert names == ["Donald Trump", "Kim Jong-un"]


def test_a_headline_is_read_after_the_body_but_never_an_antecedent_of_it() -> None:
    text = "HEADLINE Zarif meets Ri\nPutin said that Erdogan had promised that he would help."
    assert _actors(text, "he") == [("Recep Tayyip Erdogan", "TUR", "GOV")]


@pytest.mark.parametrize(
    ("name", "country", "first"),
    [
        ("Kim Jong Un", "PRK", "kim"),
        ("Ri Yong Ho", None, "ri"),
        ("Xi Jinping", "CHN", "xi"),
        ("Angela Merkel", "DEU", "merkel"),
        ("Mohammad Javad Zarif", "IRN", "zarif"),
        ("Donald J. Trump", "USA", "trump"),
        ("Viktor Orban", "HUN", "orban"),
        ("Ada Vint", None, "vint"),
    ],
)
def test_the_likeliest_short_form_follows_the_order_of_the_name(name: str, country: str | None, first: str) -> None:
    assert short_forms(name, country)[0] == first


def test_short_forms_keep_particles_and_double_surnames() -> None:
    assert "van der meer" in short_forms("Jan van der Meer", "NLD")
    assert "lopez" in short_forms("Andres Manuel Lopez Obrador", "MEX")
    assert "trong" in short_forms("Nguyen Phu Trong", "VNM")


def test_name_parts_leave_out_titles_initials_and_suffixes() -> None:
    assert name_parts("Dr. Martin L. Weber Jr.") == ("martin", "weber")
    assert name_parts("Gen. Luis Soto") == ("luis", "soto")


def test_gender_is_told_by_title_or_given_name_or_not_at_all() -> None:
    assert [honorific_gender(w) for w in ("Mr", "Mrs", "Dr")] == ["m", "f", None]
    assert [gender_of(n) for n in ("Angela Merkel", "Donald Trump", "Ri Yong Ho")] == ["f", "m", None]


@pytest.mark.parametrize(
    ("word", "role", "expected"),
    [
        ("leader", "president", True),
        ("leader", "supreme leader", True),
        ("envoy", "foreign minister", True),
        ("minister", "prime minister", True),
        ("president", "vice president", False),
        ("envoy", "president", False),
        ("minister", "president", False),
        ("leader", None, False),
    ],
)
def test_a_plainer_word_may_mean_the_role_again(word: str, role: str | None, expected: bool) -> None:
    assert fits_role(word, role) is expected


def test_the_register_puts_the_text_before_the_tables() -> None:
    register = Register(load(), DAY, frozenset({"IRN"}))
    spell = Spell("Nima Rad", ("Rad",), "IRN", "GOV", "foreign minister", date(2017, 1, 1))
    person = register.enter("Nima Rad", (spell,))
    before = person.actor(0, DAY, {"IRN": "Iran"})
    person.facts.append((3, Description((State("Chile", "CHL"),), "OPP", "opposition leader")))
    assert before == Actor("Nima Rad", "IRN", "IRN", "GOV", "foreign minister")
    assert person.actor(4, DAY, {}) == Actor("Nima Rad", None, "CHL", "OPP", "opposition leader")


def test_the_register_finds_longer_and_shorter_forms_of_a_name() -> None:
    register = Register(load(), DAY, frozenset())
    person = register.enter("Tola Kofi Abebe", ())
    assert register.enter("Tola Abebe", ()) is person
    assert register.find(("abebe",)) is person
    assert register.find(("tola", "mensah")) is None
    assert register.enter("Sara Abebe", ()) is not person
