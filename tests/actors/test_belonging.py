"""To which state those belong whose words do not say it: the chooser, its table, and classes of texts."""

from __future__ import annotations

import math
from datetime import date

import pytest

from detente.actors import resolve
from detente.actors.belonging import GROUPS, NOBODY, Asked, by_rule, choose, decide
from detente.actors.resolve import resolve_all
from detente.language import analyse
from detente.reading import read_text
from detente.values import Actor, Mention

_DAY = date(2005, 7, 1)


def mentions_of(text: str, day: date = _DAY) -> list[Mention]:
    """All mentions of a text, read by the language model."""
    document = read_text(text, id="x", published=day)
    return [m for found in resolve(document, analyse(document)) for m in found]


def actor(text: str, words: str, day: date = _DAY) -> Actor:
    """The one actor of the first mention with these words."""
    (found,) = next(m.actors for m in mentions_of(text, day) if m.text == words)
    return found


def asked_in(text: str) -> list[Asked]:
    """The questions that a text puts, answered by the rules."""
    document, out = read_text(text, id="x", published=_DAY), list[Asked]()

    def note(asked: Asked) -> str:
        out.append(asked)
        return by_rule(asked)

    resolve(document, analyse(document), choose=note)
    return out


# ---- deciding


@pytest.mark.parametrize(
    ("scores", "rule", "answer"),
    [
        ({NOBODY: 0.0, "NOR": 1.0, "SWE": 2.0}, "NOR", "SWE"),
        ({NOBODY: 0.0, "NOR": 1.0, "SWE": 1.0}, "SWE", "NOR"),
        ({NOBODY: 1.5, "NOR": 1.0}, "NOR", "NOR"),
        ({NOBODY: 2.5, "NOR": 1.0}, "NOR", NOBODY),
        ({NOBODY: 0.1, "NOR": 0.0}, NOBODY, NOBODY),
    ],
    ids=["the highest", "of equals the first", "no state must be clear", "no state is clear", "no rule"],
)  # fmt: skip
def test_decide(scores: dict[str, float], rule: str, answer: str) -> None:
    assert decide(scores, rule) == answer


@pytest.mark.parametrize(("score", "answer"), [(1.5, "NOR"), (2.5, "SWE")], ids=["near", "clear"])
def test_another_state_than_a_firm_rules_must_lead_clearly(score: float, answer: str) -> None:
    assert decide({NOBODY: 0.0, "NOR": 1.0, "SWE": score}, "NOR", is_firm=True) == answer


def test_every_group_has_finite_weights_and_a_place_for_no_state() -> None:
    from detente.actors.belonging import _table

    table = _table()
    assert tuple(table) == GROUPS
    assert all(math.isfinite(w) for own in table.values() for w in own.values())
    assert all(len(own) > 50 and {"state", "before", "home"} & set(own) for own in table.values())


_GRENADA = """ST GEORGE'S, Grenada, July 1 - American divers searched the port. A frigate of the United States stood by.

Thousands lost their roofs in Grenada. Police shot a man who ran, and three women saw it."""


def test_a_question_names_every_state_of_the_report_and_the_answer_is_one_of_them() -> None:
    questions = asked_in(_GRENADA)
    assert questions
    for asked in questions:
        assert {"GRD", "USA"} <= set(asked.given)
        assert asked.rule == NOBODY or asked.rule in asked.given
        assert choose(asked) in (NOBODY, *asked.given)


def test_answering_twice_gives_the_same() -> None:
    assert mentions_of(_GRENADA) == mentions_of(_GRENADA)


def test_the_chooser_given_is_asked() -> None:
    document = read_text(_GRENADA, id="x", published=_DAY)
    found = resolve(document, analyse(document), choose=lambda asked: "USA" if "USA" in asked.given else NOBODY)
    police = next(m for one in found for m in one if m.text == "Police")
    assert police.actors[0].country == "USA"


# ---- unqualified roles


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        (_GRENADA, "Police", "GRD"),
        ("NIAMEY, April 12 - French engineers came back to Niger on Monday. France had flown them home in May. "
         "Prosecutors in Niger want to hear them. Soldiers guard the road.", "Soldiers", "NER"),
        ("ZAGREB, Feb. 2 - Croatia recalled its envoy from Slovenia. Slovenia shrugged. "
         "Journalists waited outside the ministry in Zagreb until dusk.", "Journalists", "HRV"),
        ("The court in Lusaka heard the case on Monday. Zambia owes the Chinese firm nothing, judges found. "
         "Chinese owners closed the pit. Demonstrators marched through Lusaka.", "Demonstrators", "ZMB"),
        ("Finland and Estonia argued over the cable. Finland blamed a ship.\n\n"
         "The government of Estonia kept quiet, and the opposition walked out.", "opposition", "EST"),
    ],
    ids=["police", "soldiers", "journalists", "demonstrators", "opposition"],
)  # fmt: skip
def test_the_unnamed_are_of_the_state_that_a_reader_would_say(text: str, words: str, country: str) -> None:
    assert actor(text, words).country == country


def test_those_from_all_over_the_world_are_of_no_state() -> None:
    text = "ACCRA, July 1 - Ghana opened its port on Friday. Foreign peacekeepers marched past, and Ghana cheered."
    assert actor(text, "Foreign peacekeepers").country is None


# ---- people called by their last name alone


@pytest.mark.parametrize(
    ("text", "words", "day", "expected"),
    [
        ("New Zealand will fly medics to Niue. Ms Clark rang Apia.", "Ms Clark", date(2003, 8, 18), "Helen Clark"),
        ("Australia turned the boat back. Mr Howard slept.", "Mr Howard", date(2001, 6, 5), "John Howard"),
        ("Canada kept the rock. Mr Chretien sent a frigate.", "Mr Chretien", date(1998, 3, 2), "Jean Chretien"),
    ],
)  # fmt: skip
def test_who_governs_a_state_of_the_text_is_known_by_the_last_name(
    text: str, words: str, day: date, expected: str
) -> None:
    found = actor(text, words, day)
    assert (found.name, found.sector, found.code) == (expected, "GOV", found.country)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Ghana opened its port. Mr Howard watched.", "Mr Howard", date(2001, 6, 5)),
        ("Australia turned the boat back. Mr Howard slept.", "Mr Howard", date(2012, 6, 5)),
        ("Tim Howard swam ashore in Australia. Mr Howard slept.", "Mr Howard", date(2001, 6, 5)),
    ],
    ids=["another state", "after his time", "another of the name"],
)
def test_a_last_name_alone_is_nobodys_of_another_state_time_or_first_name(text: str, words: str, day: date) -> None:
    assert actor(text, words, day).sector != "GOV"


# ---- names that many states have


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("MANAGUA, May 2 - The National Guard surrounded the mine. Nicaragua had asked for calm.", "National Guard",
         ("NIC", "NIC", "MIL")),
        ("DILI, May 2 - The National Assembly of East Timor threw out the bill. The National Assembly will sit on.",
         "National Assembly", ("TLS", "TLS", "LEG")),
        ("SANAA, May 2 - The Republican Guard opened fire in Taiz. Yemen denied it.", "Republican Guard",
         ("YEM", "YEM", "MIL")),
        ("KINGSTOWN, May 2 - The New Democratic Party called a strike in Saint Vincent and the Grenadines.",
         "New Democratic Party", ("VCT", None, "PTY")),
        ("SANAA, May 2 - The Liberian Labour Party condemned Yemen.", "Labour Party", ("LBR", None, "PTY")),
    ],
)  # fmt: skip
def test_a_common_name_is_not_that_of_a_state_that_the_report_does_not_name(
    text: str, words: str, expected: tuple[str, ...]
) -> None:
    found = actor(text, words)
    assert (found.country, found.code, found.sector) == expected


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Houthis shelled a town in Saudi Arabia.", "Houthis", "YEM"),
        ("Canada voted on Monday, and the New Democratic Party gained in France.", "New Democratic Party", "CAN"),
    ],
    ids=["no common name", "its state is named"],
)
def test_other_names_stay_what_the_tables_say(text: str, words: str, country: str) -> None:
    found = actor(text, words)
    assert (found.country, found.code is not None) == (country, True)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("ABUJA, May 2 - The National Democratic Coalition called its men to the streets of Nigeria.",
         "National Democratic Coalition", "NGA"),
        ("LUSAKA, May 2 - On Monday the Social Democratic Party sued the government of Zambia.",
         "Social Democratic Party", "ZMB"),
        ("BAMAKO, May 2 - On Monday the Patriotic Republican Guard left the two camps that it held in Mali.",
         "Patriotic Republican Guard", "MLI"),
    ],
)  # fmt: skip
def test_a_part_of_a_longer_name_is_not_the_name(text: str, words: str, country: str) -> None:
    found = actor(text, words)
    assert (found.name, found.country) == (words, country)


def test_the_national_before_a_name_is_no_paper() -> None:
    text = "BUJUMBURA, May 2 - The National Assembly threw out the bill on Monday. Burundi has waited for it."
    assert "agency" not in {m.via for m in mentions_of(text)}


# ---- where a report is at home, and who speaks in it


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        (
            "Two leaves\n\nDIBRUGARH: The flush will not wait. The police shot a man. Bangladesh sells tea.",
            "police",
            "IND",
        ),
        (
            "Grain\n\nKHARKIV, May 3 (Coast Agency) - The police held a trader. Norway bought less grain.",
            "police",
            "UKR",
        ),
        ("Ships\n\nGDANSK: Dockers stopped work. Sweden waits for its coal.", "Dockers", "POL"),
    ],
)
def test_a_town_that_only_the_places_know_is_a_dateline(text: str, words: str, country: str) -> None:
    assert actor(text, words).country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DECLARATION\n\nWe, the Leaders of ASEAN, met on Monday. We condemned the raid.", "ASEAN"),
        ("COMMUNIQUE\n\nWe, the Ministers of the African Union, met here. We urge Sudan to vote.", "African Union"),
        ("STATEMENT\n\nWe, the Heads of Government of ECOWAS, met today. We closed the border.", "ECOWAS"),
    ],
)
def test_we_in_a_declaration_is_the_body_that_makes_it(text: str, name: str) -> None:
    found = [m.actors[0] for m in mentions_of(text) if m.text == "We"]
    assert len(found) == 2
    assert {a.name if a.name == name else a.code for a in found} <= {name, "ECOWAS"}


@pytest.mark.parametrize(
    "makers", ["Foreign Ministers of Norway, Sweden and Denmark", "people of Barue", "undersigned"]
)
def test_we_of_several_or_of_people_is_not_one_state(makers: str) -> None:
    found = [m for m in mentions_of(f"APPEAL\n\nWe, the {makers}, met. We condemn the raid.") if m.text == "We"]
    assert all(a.code not in ("NOR", "SWE", "DNK") for m in found for a in m.actors)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("In Bucha, Iranian-made drones hit a house.", "Iranian"),
        ("Chinese-built trucks rammed the gate.", "Chinese"),
        ("Norwegian-designed boats rammed the pier.", "Norwegian"),
    ],
)
def test_whoever_made_a_thing_does_not_act(sentence: str, word: str) -> None:
    document = read_text(sentence, id="x", published=_DAY)
    sentences = analyse(document)
    noun = resolve_all(document, sentences)[1]
    head = next(t.index for t in sentences[0].tokens if t.text == word)
    assert noun(0, head).actors[0].country not in ("IRN", "CHN", "NOR")


@pytest.mark.parametrize(
    ("sentence", "word", "code"),
    [
        ("NATO's jets bombed the camp.", "jets", "NATO"),
        ("The African Union's mediators met the rebels.", "mediators", "AU"),
        ("The Commonwealth Secretariat's troika suspended Fiji.", "troika", "CWN"),
    ],
)
def test_what_a_body_owns_acts_for_it(sentence: str, word: str, code: str) -> None:
    document = read_text(sentence, id="x", published=_DAY)
    sentences = analyse(document)
    noun = resolve_all(document, sentences)[1]
    head = next(t.index for t in sentences[0].tokens if t.text == word)
    assert noun(0, head).actors[0].code == code
