"""The corpus's mark-up: what it compiles to, and what it refuses."""

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.check import faults_of
from corpus.gold import gold_of
from corpus.markup import MarkError, coded, days_of, party_of, unmarked
from corpus.rows import from_row, to_row
from corpus.sources import SourceError, read_source
from corpus.texts import Text, part_of

REPORT = """=== written T-1
published: 1998-06-12
outlet: Red Sea Post
register: agency
region: Africa
@eri ERI/ERI/GOV Eritrea
@eth ETH/ETH/GOV Ethiopia
@people -/ERI/CVL+REF villagers

# {eri|Eritrea} {1|accuses} {eth|Ethiopia} of air raid
> 1 ACCUSE/allege eri > eth

{eri|Eritrea} {1|accused} {eth|Ethiopia} on {=1998-06-11|Thursday} of bombing a market near {~ERI Asmara|its capital}.
> 1 ACCUSE/allege eri > eth; at -; #military; also THREATEN
The price war between {x1|rivals} goes on.
> x1 trap business firms compete

{eth|Addis Ababa} and {eri|its neighbour} {1|exchanged fire} for hours, and {people|300 villagers} fled.
> 1 ASSAULT/heavy-weapons eth = eri; dead 5-10; historical; optional
"""


def compiled(tmp_path: Path, text: str) -> list[object]:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    return list(read_source(file, {}))


def test_a_written_report_is_compiled_with_spans_that_hold(tmp_path: Path) -> None:
    (report,) = compiled(tmp_path, REPORT)
    assert not list(faults_of(report))
    assert report.title == "Eritrea accuses Ethiopia of air raid"
    assert report.text.startswith(f"{report.title}\n\nEritrea accused")
    head, first, nothing, last = report.sentences
    (label,) = first.codings
    assert report.text[slice(*label.trigger)] == "accused"
    assert label.when.days == (date(1998, 6, 11), date(1998, 6, 11))
    assert report.text[slice(*label.when.spot)] == "Thursday"
    assert label.where is None
    assert label.also == ("THREATEN",)
    assert label.contexts == ("military",)
    assert [report.text[slice(*n.spot)] for n in (*label.source, *label.target)] == ["Eritrea", "Ethiopia"]
    assert not nothing.codings
    assert nothing.traps[0].kind == "business"
    (fight,) = last.codings
    assert (fight.symmetric, fight.historical, fight.required) == (True, True, False)
    assert fight.numbers == {"dead": (5, 10)}
    assert [n.key for n in (*fight.source, *fight.target)] == ["eth", "eri"]
    assert head.codings[0].when is None
    for sentence in report.sentences:
        assert report.text[sentence.start : sentence.end].strip() == report.text[sentence.start : sentence.end]


def test_rows_bring_a_report_back(tmp_path: Path) -> None:
    (report,) = compiled(tmp_path, REPORT)
    again = from_row(to_row(report), report.text, report.title)
    assert again.sentences == report.sentences
    assert again.parties == report.parties
    with pytest.raises(ValueError, match="not the one that was coded"):
        from_row(to_row(report), report.text + " ", report.title)


def test_gold_has_evidence_found_once(tmp_path: Path) -> None:
    (report,) = compiled(tmp_path, REPORT)
    gold = gold_of(report)
    for label in gold["gold"]:
        assert report.text.count(label["evidence"]) == 1
    assert gold["gold"][1]["date"] == {"start": "1998-06-11", "end": "1998-06-11", "implicit": False}
    assert gold["gold"][2]["source"][0]["country"] == "ETH"
    assert gold["forbidden"][0]["kind"] == "business"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{eri Eritrea} left", "without its bar"),
        ("{eri|Eritrea left", "not closed"),
        ("Eritrea} left", "too many"),
        ("{eri|} left", "nothing marked"),
    ],
)
def test_marks_that_do_not_close_are_refused(line: str, said: str) -> None:
    with pytest.raises(MarkError, match=said):
        unmarked(line)


@pytest.mark.parametrize(
    ("line", "codings", "said"),
    [
        ("{a|Chad} {1|left}", ["2 RETREAT a"], "no trigger 2"),
        ("{a|Chad} {1|left}", [], "trigger 1 has no line"),
        ("{a|Chad} {1|left}", ["1 RETREAT b"], "@b"),
        ("{c|Chad} {1|left}", ["1 RETREAT a"], "@c"),
        ("{a|Chad} {1|left}", ["1 RETREAT a.2"], "no mention a.2"),
        ("{a|Chad} {1|left}", ["1 RETREAT a; yesterday"], "no field"),
        ("{a|Chad} {1|left}", ["1 RETREAT a; on 2018-02-30"], "no day"),
        ("{a|Chad} {1|left}", ["1 RETREAT a; on 2018-02-03-04"], "no day"),
        ("{a|Chad} {1|left}", ["1 RETREAT a; on 2018.."], "no day"),
        ("{a|Chad} {1|left}", ["1 RETREAT a; at Paris"], "no place"),
        ("{a|Chad} {x1|won}", ["x1 trap football a match"], "a trap is"),
        ("{a|Chad} {x1|won}", ["x1 RETREAT a"], "a trap is"),
    ],
)
def test_codings_of_what_is_not_there_are_refused(line: str, codings: list[str], said: str) -> None:
    with pytest.raises(MarkError, match=said):
        coded(unmarked(line), codings, start=0, known=["a"])


def test_days_and_parties() -> None:
    assert days_of("2018-02") == (date(2018, 2, 1), date(2018, 2, 28))
    assert days_of("2018..2019-03") == (date(2018, 1, 1), date(2019, 3, 31))
    assert days_of("?") is None
    with pytest.raises(MarkError, match="ends before"):
        days_of("2019..2018")
    party = party_of("@crowd -/IRN/CVL+LAB striking lorry drivers")
    assert (party.code, party.country, party.sectors) == (None, "IRN", ("CVL", "LAB"))
    with pytest.raises(MarkError):
        party_of("@crowd IRN striking")


def test_a_sheet_must_copy_the_report_and_say_that_the_rest_holds_nothing(tmp_path: Path) -> None:
    text = Text(
        "r1", "news_wikinews", date(2019, 1, 2), "Chad leaves", "Chad leaves\n\nChad left “the pact”. It rained."
    )
    sheet = '=== news_wikinews r1\n@a TCD/TCD/GOV Chad\n1: {a|Chad} {1|left} "the pact".\n> 1 SANCTION/withdraw a > a\n'
    file = tmp_path / "r.txt"
    file.write_text(sheet, encoding="utf-8")
    (fault,) = read_source(file, {"r1": text})
    assert isinstance(fault, SourceError)
    assert "rest: nothing" in str(fault)
    file.write_text(sheet + "rest: nothing\n", encoding="utf-8")
    (report,) = read_source(file, {"r1": text})
    assert [len(s.codings) for s in report.sentences] == [0, 1, 0]
    assert list(faults_of(report)) == ["“left”: the same actor on both sides"]
    file.write_text(sheet.replace("the pact", "a pact") + "rest: nothing\n", encoding="utf-8")
    (fault,) = read_source(file, {"r1": text})
    assert "not the report's words" in str(fault)


def test_parts_are_fixed_by_the_id() -> None:
    parts = [part_of(f"report-{n}") for n in range(4000)]
    wanted = {"train": 0.65, "dev": 0.15, "test": 0.2}
    assert all(abs(parts.count(part) / 4000 - share) < 0.03 for part, share in wanted.items())
    assert part_of("WA-01") == part_of("WA-01")
