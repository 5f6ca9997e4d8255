"""How an act is told, who takes part and how many: classes of sentences, read by the whole coder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.coding import code_document
from detente.reading import read_text
from detente.values import Coding, Party


def codings(text: str) -> list[Coding]:
    """What a sentence of 12 March 2024 tells."""
    return code_document(replace(read_text(text, id="x"), published=date(2024, 3, 12)))


def one(text: str, kind: str) -> Coding:
    """The first coding of a type."""
    return next(c for c in codings(text) if c.type == kind)


def countries(side: tuple[Party, ...]) -> list[str | None]:
    return [p.actor.code or p.actor.country for p in side]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Egypt has yet to send aid to Sudan.", "AID", "denied"),
        ("Kenya has sold Sudan no weapons.", "COOPERATE", "denied"),
        ("Russian troops arrested nobody in Donetsk.", "COERCE", "denied"),
        ("Turkey nearly attacked Syria last week.", "ASSAULT", "denied"),
        ("Sweden stopped short of condemning Hungary.", "CONCEDE", "denied"),
        ("Jordan was unable to free its pilot.", "RETREAT", "denied"),
        ("Peru has no plans to expel the Bolivian ambassador.", "THREATEN", "denied"),
        ("Rebels will not lay down their arms until the army withdraws from Goma.", "RETREAT", "hypothetical"),
        ("Germany will lift sanctions on Syria once it frees its prisoners.", "RETREAT", "hypothetical"),
        ("Had Iran attacked Israel, the war would have spread.", "ASSAULT", "hypothetical"),
        ("Did Iran bomb the Saudi refinery?", "ASSAULT", "hypothetical"),
        ("Imagine that Russia attacks Poland.", "ASSAULT", "hypothetical"),
        ("The army staged a mock attack on a Syrian base.", "ASSAULT", "hypothetical"),
        ("Fears of a Russian attack on Poland have grown.", "ASSAULT", "possible"),
        ("The risk of a Chinese attack on Taiwan is small.", "ASSAULT", "possible"),
        ("Spain's parliament voted on Tuesday to condemn Morocco.", "ACCUSE", "actual"),
        ("Russia shelled Kharkiv until Ukraine agreed to a truce.", "CONCEDE", "actual"),
    ],
)
def test_modality(text: str, kind: str, modality: str) -> None:
    assert one(text, kind).modality == modality


def test_what_is_done_no_longer_has_ended() -> None:
    assert one("Norway no longer sells fighter jets to Turkey.", "SANCTION").modality == "actual"


def test_a_question_put_to_somebody_is_no_request() -> None:
    assert codings("Asked about Iran, Trump said nothing.") == []


def test_what_one_is_convicted_of_is_not_told_as_a_fact() -> None:
    kinds = {c.type for c in codings("A Turkish court jailed a Syrian for bombing a market in Ankara.")}
    assert "ASSAULT" not in kinds


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("France, together with Germany, imposed sanctions on Belarus.", "SANCTION", ["FRA", "DEU"], ["BLR"]),
        ("Italian police seized a yacht belonging to a Russian oligarch.", "COERCE", ["ITA"], ["RUS"]),
        ("Turkish troops massed near the Syrian frontier.", "MOBILIZE", ["TUR"], ["SYR"]),
        ("Brussels imposed sanctions on Belarus.", "SANCTION", ["EU"], ["BLR"]),
        ("Brussels and Paris signed a treaty. Belgium will send troops to Mali.", "SUPPORT", ["BEL"], ["FRA"]),
        ("Putin ordered the army to deploy to Kazakhstan.", "MOBILIZE", ["RUS"], ["KAZ"]),
        ("The EU imposed sanctions on Libya for refusing to free two suspects.", "REJECT", ["LBY"], ["LBY"]),
        ("Azerbaijan's vote was neither free nor fair, Norway's observers complained.", "ACCUSE", ["NOR"], ["AZE"]),
        ("France sent a frigate to Haiti to help survivors of the earthquake.", "AID", ["FRA"], ["HTI"]),
        ("Should anyone attack Sweden, Norway will help it, Jonas Gahr Store promised.", "AGREE", ["NOR"], ["SWE"]),
    ],
)  # fmt: skip
def test_parties(text: str, kind: str, source: list[str], target: list[str]) -> None:
    coding = one(text, kind)
    assert (countries(coding.source), countries(coding.target)) == (source, target)


def test_a_state_that_strikes_its_own_town_strikes_people() -> None:
    (party,) = one("Ethiopian jets bombed Mekelle.", "ASSAULT").target
    assert (party.actor.country, party.actor.code, party.actor.sector) == ("ETH", None, "CVL")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A car bomb killed at least 12 people and injured 30 others in Baghdad.", (12, 30, None, None)),
        ("Taliban gunmen shot dead five soldiers and a policeman in Kunduz.", (6, None, None, None)),
        ("Between 20 and 30 people were killed when Syrian jets bombed Idlib.", (20, None, None, None)),
        ("Israeli shelling killed 12 to 15 Palestinians.", (12, None, None, None)),
        ("Half a dozen rebels were killed by Turkish troops.", (6, None, None, None)),
        ("Russian missiles struck Odesa, raising the death toll to 40 from 31.", (40, None, None, None)),
        ("Police arrested more than two hundred protesters in Minsk.", (None, None, 200, None)),
        ("Some 5,000 people marched in Athens against the government.", (None, None, None, 5000)),
        ("A crowd of 20,000 protested in Tbilisi against the law.", (None, None, None, 20_000)),
        ("Dozens of people were killed when the army attacked Bentiu.", (24, None, None, None)),
    ],
)
def test_numbers(text: str, numbers: tuple[int | None, ...]) -> None:
    n = codings(text)[0].numbers
    assert (n.dead, n.injured, n.arrested, n.size) == numbers


def test_a_meeting_counts_no_dead() -> None:
    meeting = one("Putin met Erdogan in Moscow after a bomb killed 12 people in Ankara.", "CONSULT")
    assert meeting.numbers.dead is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya will send troops to Somalia, a spokesman said on Thursday.", date(2024, 3, 7)),
        ("Kenya will send troops to Somalia on Thursday, a spokesman said.", date(2024, 3, 14)),
    ],
)
def test_the_day_of_the_telling_is_not_ahead(text: str, day: date) -> None:
    when = codings(text)[0].when
    assert when is not None
    assert when.first_day == day


def test_one_of_a_state_is_not_its_leader_named_before() -> None:
    text = "Iran's president, Hassan Rouhani, visited Vienna.\n\nGermany arrested an Iranian diplomat near Passau."
    target = one(text, "COERCE").target
    assert [(p.actor.name, p.actor.country) for p in target] == [("Iranian diplomat", "IRN")]
