"""What looks like an act and is none, by class of language, beside real acts in the same words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.coding import code_document
from detente.reading import read_text
from detente.values import Coding


def facts(text: str) -> list[Coding]:
    """What a sentence of 10 August 2014 tells as a fact of the day."""
    document = replace(read_text(text, id="x"), published=date(2014, 8, 10))
    return [c for c in code_document(document) if c.modality == "actual" and not c.historical]


NONE = {
    "games": [
        "Brazil demolished Chile by five goals to nil in the opening match of the tournament.",
        "The Indian grandmaster sacrificed a bishop and forced the Russian to surrender after 41 moves of chess.",
        "Ferrari's Monegasque driver attacked on the final lap of the race but the Dutchman held him off.",
        "Spain overran Croatia in the second half and took the trophy.",
    ],
    "works": [
        "The opera has Egypt's armies invading Ethiopia.",
        "The Bolshoi's new ballet sends a Polish princess to war against the Tatars.",
        "The tale tells of a Danish prince who murders the king of Norway.",
        "In the last act of the play Denmark surrenders to Norway.",
        "In the simulation India bombed Lahore and Pakistan answered in kind.",
    ],
    "shows": [
        "Austria's singer conquered Copenhagen and won the song contest.",
        "A South Korean director of films accepted a prize in Cannes from a jury led by an American.",
    ],
    "played": [
        "The mock parliament in Accra impeached the president of the United States.",
        "The musical's chorus of French soldiers fires on the barricade eight times a week.",
    ],
    "beasts, weather, dishes, prices": [
        "Elephants from Botswana raided farms in Namibia.",
        "A swarm of locusts from Yemen invaded Oman.",
        "Rabid dogs killed nine Indian sheep.",
        "The euro fought back against the dollar after a sharp sell-off.",
        "Snow laid siege to Istanbul for a third day.",
        "Norwegian herrings demand Russian vodka.",
    ],
    "private people and firms": [
        "A Belgian cook stabbed his Dutch rival in a quarrel over a recipe.",
        "A Hungarian tenor sued his Austrian wife for divorce.",
        "Ghana's cocoa board has launched an offensive in China.",
        "Burglars raided the Swiss villa of a French singer.",
    ],
    "harmless": [
        "Italy's trade office bombarded Korean buyers with olive oil.",
        "Iceland has surrendered to American fast food.",
    ],
    "struggles with things": [
        "Norway is waging war on plastic bags.",
        "India's crusade against dust has failed.",
        "Denmark has fired the first shot in a war on salt.",
    ],
    "fixed expressions": [
        "The Dutch finance minister threw in the towel over pensions.",
        "Spain's exports are on the march again and its imports are in retreat.",
        "Japan's ruling party has shot itself in the foot.",
        "The Greek minister fired up the grill.",
    ],
    "counts": [
        "American visits to Cuba doubled in a year.",
        "Attacks on Belgian trains rose by 12% last year.",
        "The number of asylum-seekers expelled by Denmark fell.",
    ],
    "rules, habits, advice": [
        "An attack on one member of the pact counts as an attack on all.",
        "Ambassadors to Oman are usually summoned on Sundays.",
        "Bank robbers want an audience, say those who train Belgian policemen.",
        "Ask a Danish uncle for help.",
    ],
}


@pytest.mark.parametrize("text", [pytest.param(t, id=f"{k}: {t[:40]}") for k, ts in NONE.items() for t in ts])
def test_what_looks_like_an_act_and_is_none_is_not_told_as_a_fact(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Turkish jets bombed a film studio in Kobani.", "ASSAULT"),
        ("Gunmen attacked the Sri Lankan cricket team's bus in Lahore.", "ASSAULT"),
        ("Hamas gunmen killed 260 people at a music festival in Israel.", "ASSAULT"),
        ("Iran jailed two film directors on Monday.", "COERCE"),
        ("The film angered Egypt, which recalled its ambassador from Denmark.", "SANCTION"),
        ("An army of volunteers from Chechnya attacked Ukrainian positions.", "ASSAULT"),
        ("A Turkish drone killed three Kurdish fighters in Iraq.", "ASSAULT"),
        ("A Palestinian teenager stabbed an Israeli soldier in Hebron.", "ASSAULT"),
        ("Protesters stormed the stadium in Tbilisi during the match against Russia.", "ASSAULT"),
        ("Venezuelan farmers blocked a road in protest at fuel prices.", "PROTEST"),
        ("China imposed tariffs on Australian wine.", "SANCTION"),
        ("A bear market did not stop China from imposing sanctions on Taiwan.", "SANCTION"),
        ("Mexico has declared war on the drug cartels.", "ASSAULT"),
        ("Sudan's army is fighting the rebels in Darfur.", "ASSAULT"),
        ("Russia's attacks on Ukrainian cities rose in March, and on Monday it bombed Kharkiv.", "ASSAULT"),
        ("A museum in Tripoli was bombed by Libyan rebels.", "ASSAULT"),
        ("Hungarian truck drivers blocked the Serbian border.", "PROTEST"),
    ],
)
def test_a_real_act_among_the_same_words_is_found(text: str, kind: str) -> None:
    assert kind in {c.type for c in facts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Soviet tanks crushed the Hungarian uprising.",
        "Thousands of Tatars were deported by the Russians under Stalin.",
        "The Spanish civil war lasted three years; German planes bombed Guernica.",
        "When Napoleon fled, Prussia seized Saxony.",
        "A plaque in Nairobi recalls the bombing of the American embassy by terrorists.",
        "Britain burned Washington; two centuries later the ambassador came with a cake.",
        "Hitler invaded Poland.",
    ],
)
def test_a_deed_of_those_who_are_gone_is_history(text: str) -> None:
    document = replace(read_text(text, id="x"), published=date(2014, 8, 10))
    found = code_document(document)
    assert found
    assert all(c.historical for c in found)


def test_what_was_of_its_day_is_no_history_in_a_report_of_that_day() -> None:
    document = replace(read_text("Soviet tanks shelled Vilnius on Sunday.", id="x"), published=date(1991, 1, 14))
    assert [c.historical for c in code_document(document)] == [False]


def test_the_dead_are_still_blamed_and_remembered() -> None:
    assert [c.type for c in facts("Turkey condemned Stalin's deportation of the Tatars.")] == ["ACCUSE"]
