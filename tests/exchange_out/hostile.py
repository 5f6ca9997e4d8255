"""A record of reports that would harm whoever opens them carelessly, and imported events of the same kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from record.make import FULL, full_coding, make_coding, make_document, party

from detente.exchange.filed import Filed, FiledActor, Typed
from detente.exchange.importing import import_rows
from detente.record import AddOptions, Record
from detente.values import Actor, Coding, Document, Where

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u3000＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "fine;=1+1",
    "fine,\t=1+1",
    "fine\n=1+1",
    "fine\r\n  =1+1",
    "fine|@A1",
    'fine;"=1+1"',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example","a")',
)
MARKUP = (
    "]]>",
    "<script>alert(1)</script>",
    "a\x00b",
    "a\x0bb\x0cc",
    "a\x1bb\x7fc\x85d",
    "\ufffe\uffff",
    "&amp; & <b> \"'",
    "{ } \\ \\input{x} % $ # _ ~ ^",
    "Ŵ🕊️ مرحبا ‮abc",
    'q" "" \'',
    "a\r\nb\nc\rd",
    " ",
)
NAMES = FORMULAS + MARKUP
CODER = {"version": "9.9", "model": "m-1", "ontology": "PLOVER"}


def documents() -> list[tuple[Document, list[Coding]]]:
    """One plain report, and one for each hostile name: in outlet, title, link, actor, place and text."""
    plain = make_document(FULL, id="plain", url="https://gazette.example/1")
    found = [(plain, [full_coding(plain), make_coding(plain, id="planned", modality="planned", when=None)])]
    for number, name in enumerate(NAMES):
        text = f"Iran met North Korea in Tehran, {name} said; more of it follows here."
        document = make_document(
            text, id=f"h{number:02}", title=name, outlet=name, url=name, published=date(2018, 8, 1 + number % 20)
        )
        at = text.index("Tehran")
        coding = make_coding(
            document,
            id=f"c{number:02}",
            where=Where("Tehran", at, at + 6, name, "IRN", 35.7, 51.4, "city"),
            source=party(document, "Iran", Actor(name, None, None, None)),
            target=party(document, "North Korea"),
            attribution=(party(document, "Tehran", Actor(name, None, None, None)),),
        )
        found.append((document, [coding]))
    return found


def make_record(path: Path) -> Path:
    """The record with the reports, and 25 imported events of the origin "elsewhere"."""
    told = {document.id: codings for document, codings in documents()}
    with Record.open(path) as record:
        given = [document for document, _ in documents()]
        tally = record.add(given, lambda d: told[d.id], AddOptions(coder_facts=CODER))
        assert tally.counts["failed"] == 0
        import_rows(record.connection, iter_filed(), origin="elsewhere", command="import elsewhere")
        # a half character cannot be stored as text, and comes back out of JSON
        record.connection.execute(
            """UPDATE codings SET contexts = '["\\ud83d"]', modes = '["x\\udc00"]' WHERE id = 'c03'"""
        )
        # what no program of ours stores: SQLite keeps it all the same
        record.connection.execute("UPDATE codings SET lat = 9e999, lon = 400.5, goldstein = -9e999 WHERE id = 'c04'")
        record.connection.execute("UPDATE documents SET published = '0001-01-01' WHERE id = 'h05'")
        record.connection.execute(
            "UPDATE codings SET first_day = '9999-12-31', last_day = '9999-12-31' WHERE id = 'c06'"
        )
    return path


def iter_filed() -> Iterator[Filed]:
    for n in range(25):
        name = NAMES[n % len(NAMES)]
        source, target = (
            FiledActor(f"{name}{n}", "IRN", None, "GOV", "IRNGOV"),
            FiledActor("Target", "PRK", None, "GOV"),
        )
        act = Typed("042" if n % 2 else None, "CONSULT", "visit", 1, None, 4.0)
        yield Filed(f"k{n}", date(2018, 1 + n % 12, 3), source, target, act, n, name, "IRN", name, lat=35.0, lon=51.0)
