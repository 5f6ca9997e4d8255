"""Reports made from templates: names, days, places and acts drawn by a number, so that any run writes the same ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

STATES = (
    *(("Greece", "Greek", "Athens"), ("Turkey", "Turkish", "Ankara"), ("Kenya", "Kenyan", "Nairobi")),
    *(("Somalia", "Somali", "Mogadishu"), ("Peru", "Peruvian", "Lima"), ("Chile", "Chilean", "Santiago")),
    *(("India", "Indian", "New Delhi"), ("Nepal", "Nepalese", "Kathmandu"), ("Norway", "Norwegian", "Oslo")),
    *(("Finland", "Finnish", "Helsinki"), ("Egypt", "Egyptian", "Cairo"), ("Sudan", "Sudanese", "Khartoum")),
    *(("Serbia", "Serbian", "Belgrade"), ("Kosovo", "Kosovar", "Pristina"), ("Japan", "Japanese", "Tokyo")),
    *(("Vietnam", "Vietnamese", "Hanoi"), ("Iran", "Iranian", "Tehran"), ("Iraq", "Iraqi", "Baghdad")),
)
FIRST = "Ada Bela Cyril Dora Emil Flora Gil Hana Ivo Jana Karl Lena Milan Nora Oto Petra".split()
LAST = "Vint Barr Holm Sava Reyes Okoro Lind Marek Tesfaye Quist Dorn Amadi Falk Soler".split()
OUTLETS = ("Harbour Post", "The Plain Gazette", "Morning Ledger", "Delta Wire", "North Sea Courier")
_LEADS = (
    "{a} recalled its ambassador from {b_city} on {weekday} after {b} rejected a protest over {matter}.",
    "{a}'s foreign minister, {p1}, met {b_adj} counterpart {p2} in {place} on {weekday} to discuss {matter}.",
    "{a} accused {b} on {weekday} of blocking an agreement on {matter}.",
    "{a} and {b} signed an agreement on {matter} in {place} on {weekday}.",
    "{a} imposed sanctions on {b_adj} banks on {weekday} in a dispute over {matter}.",
    "{b_adj} soldiers fired on a {a_adj} patrol near {place} on {weekday}, {a_adj} officials said.",
)
_MORE = (
    "{p1} said that {a} would send {n} tonnes of grain to {b} before the end of the month.",
    "A spokesman in {b_city} denied that {b_adj} troops had crossed the border.",
    "{b} threatened to close its ports to {a_adj} ships unless the talks on {matter} go on.",
    "Police in {a_city} arrested {n} people who protested against the government.",
    "{p2} thanked {a} for its support and promised to visit {a_city} in the spring.",
    "The two governments expelled {n} diplomats each in {year}, after a quarrel over {matter}.",
    "{a} pledged {n} million dollars in aid, an official told reporters in {place}.",
    "Analysts said that little had been settled, and that {matter} would come up again.",
)
_MATTERS = (
    *("fishing rights", "a railway", "water from the river", "a gas pipeline", "visas", "a stolen archive"),
    *("the price of wheat", "an island", "refugees", "a dam", "overflights", "a bank"),
)


def write_reports(path: Path, n: int, *, start: int = 0) -> None:
    """Write so many reports as JSON Lines; one in twenty repeats an earlier text under another id."""
    with path.open("w", encoding="utf-8") as file:
        for report in iter_reports(n, start=start):
            file.write(json.dumps(report, ensure_ascii=False) + "\n")


def iter_reports(n: int, *, start: int = 0) -> Iterator[dict[str, str]]:
    """The reports by number: the same number, the same report."""
    for number in range(start, start + n):
        told = _report(number - 13 if number % 20 == 19 else number)
        yield {"id": f"report-{number}", **told, "outlet": OUTLETS[number % len(OUTLETS)]}


def _report(number: int) -> dict[str, str]:
    chance = random.Random(number)
    (a, a_adj, a_city), (b, b_adj, b_city), (_, _, place) = chance.sample(STATES, 3)
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(3000))
    people = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(2)]
    words = {
        **{"a": a, "a_adj": a_adj, "a_city": a_city, "b": b, "b_adj": b_adj, "b_city": b_city, "place": place},
        **{"p1": people[0], "p2": people[1], "matter": chance.choice(_MATTERS), "n": str(chance.randrange(3, 400))},
        **{"weekday": f"{day:%A}", "year": str(day.year - chance.randrange(3, 30))},
    }
    lead = chance.choice(_LEADS).format(**words)
    more = [line.format(**words) for line in chance.sample(_MORE, chance.randrange(2, 6))]
    text = "\n\n".join([f"{a_city.upper()}, {day:%B} {day.day}, {day.year} -- {lead}", *more])
    return {"title": f"{a} and {b}: {words['matter']}", "text": text, "published": day.isoformat()}
