"""What a relation out of a record counts: events, each once, or every telling; and what it says of that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from merging.make import code, days_after, report

from detente.cli import cli
from detente.record import Record
from detente.record import registered as register
from detente.relations import forms
from detente.relations.behind import acts_behind
from detente.relations.page import relation_page
from detente.relations.relation import relation
from detente.relations.sources import days_of, origins_of
from detente.relations.values import OWN, Counted

WIRE = "Norland bombed a fuel depot of Sudland at Millford on 2030-05-14, 9 dead."
PADDING = " ".join(f"Line {i} of what the agency wrote about prices and weather that week." for i in range(12))
AGAIN = "Planes of Norland raided the fuel depot outside Millford in Sudland on 2030-05-14."
MEETING = "Norland met Sudland at Harbury on 2030-05-20."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """One raid in five copies of a wire report and in another's words, and one meeting."""
    copies = [report(f"{WIRE} {PADDING}", f"copy-{i}", published=days_after(i), outlet=f"Paper {i}") for i in range(5)]
    others = [report(AGAIN, "b", published=days_after(2)), report(MEETING, "c", published=days_after(7))]
    with Record.open(tmp_path / "r.db") as opened:
        opened.add([*copies, *others], code)
        yield opened


def _counts(record: Record, **given: str) -> list[tuple[int, int, int | None]]:
    [series] = relation(record, "NOR", "SUD", **given).series  # type: ignore[arg-type]
    return [(p.cooperation.n, p.conflict.n, p.reports) for p in series.points]


def test_an_act_counts_once_however_many_reports_tell_it(record: Record) -> None:
    assert _counts(record) == [(1, 1, 7)]
    found = relation(record, "NOR", "SUD")
    assert found.counted == Counted("events", n=2, codings=3, reports=7, texts=3)
    assert found.notes[0] == "Counted: 2 events, told by 3 codings of 7 reports, 3 distinct texts."


def test_every_telling_counts_where_codings_are_asked_for(record: Record) -> None:
    assert _counts(record, count="codings") == [(1, 2, 7)]
    found = relation(record, "NOR", "SUD", count="codings")
    assert found.counted == Counted("codings", n=3, codings=3, reports=7, texts=3)
    assert {s.unit for s in found.series} == {"codings"}
    assert all(e.event is None for e in found.evidence)


def test_the_evidence_of_an_event_is_all_its_sentences(record: Record) -> None:
    raid, meeting = forms.to_json(relation(record, "NOR", "SUD"))["evidence"]
    assert (raid["type"], raid["quad"], raid["first_day"], raid["not_counted"]) == ("ASSAULT", 4, "2030-05-14", None)
    assert [told["document"] for told in raid["tellings"]] == ["copy-0", "b"]
    assert [told["document"] for told in meeting["tellings"]] == ["c"]
    assert raid["confidence"] == 0.9


def test_plans_and_denials_are_evidence_and_not_counted(record: Record) -> None:
    told = "Norland plans a meeting with Sudland on 2030-05-28. Norland denies having struck Sudland at Millford."
    record.add([report(told, "plan", published=days_after(8))], code)
    found = relation(record, "NOR", "SUD")
    assert _counts(record) == [(1, 1, 7)]
    reasons = {(e.coding.type, e.not_counted) for e in found.evidence if e.document.id == "plan"}
    assert reasons == {("CONSULT", "told as planned"), ("ASSAULT", "told as denied")}
    assert "Events not counted: 1 told as planned." in found.notes


def test_the_table_of_days_counts_the_same_events(record: Record) -> None:
    for unit, assaults in (("events", 1), ("codings", 2)):
        days = days_of(record, origin=OWN, count=unit)  # type: ignore[arg-type]
        assert (days.unit, int(days.conflict.sum()), int(days.cooperation.sum())) == (unit, assaults, 1)
        [origin] = origins_of(record, unit)  # type: ignore[arg-type]
        assert origin.n == assaults + 1
    assert days_of(record).reports.sum() == 7


def test_a_report_of_two_acts_of_a_day_counts_there_once(tmp_path: Path) -> None:
    text = "Norland bombed Sudland at Millford on 2030-05-14. Norland condemned Sudland on 2030-05-14."
    with Record.open(tmp_path / "r.db") as record:
        record.add([report(text, "two")], code)
        days = days_of(record)
    assert (int(days.conflict.sum()), float(days.reports.sum())) == (2, 1.0)


def test_a_correction_moves_the_event_to_whom_it_stands_for(record: Record) -> None:
    assert days_of(record).codes == ("NOR", "SUD")
    wrong = register.find_identity(record.connection, "Sudland")
    register.correct(record.connection, wrong, {"country": "AUT"})
    assert days_of(record).codes == ("AUT", "NOR")
    assert relation(record, "NOR", "AUT").counted == Counted("events", n=2, codings=3, reports=7, texts=3)


def test_the_acts_behind_a_number_are_events_with_their_plainest_sentence(record: Record) -> None:
    first, last = days_after(0), days_after(9)
    acts = acts_behind(record, OWN, [("NOR", "SUD"), ("SUD", "NOR")], first, last)
    assert sorted(act.act for act in acts) == ["ASSAULT", "CONSULT"]
    assert len(acts_behind(record, OWN, [("NOR", "SUD")], first, last, count="codings")) == 3
    assert all(act.sentence for act in acts)


def test_the_command_and_the_page_say_what_was_counted(record: Record, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        whole = ["relation", "NOR", "SUD", "--record", str(record.path), *arguments]
        done = CliRunner().invoke(cli, whole, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "détente: events told in reports" in run()
    assert "détente: codings of reports" in run("--count", "codings")
    page = relation_page(relation(record, "NOR", "SUD"))
    assert "7 reports read here tell of 1 event of cooperation and 1 of conflict" in page
    assert "fuel depot outside Millford" in page
    assert "told by 2 codings of 6 reports" in page
    assert "3 codings, 2 events counted" in page


def test_a_file_of_days_has_nothing_to_choose(tmp_path: Path) -> None:
    arguments = ["relation", "A", "B", "--days", str(tmp_path / "d.csv"), "--count", "codings"]
    assert CliRunner().invoke(cli, arguments).exit_code == 2


def test_since_tells_before_the_relation_what_changes_tells_of_the_pair(record: Record) -> None:
    moment = "UPDATE {} SET {} = '2020-01-01T00:00:00+00:00'"
    for table, column in (("documents", "recorded_at"), ("runs", "started_at")):
        record.connection.execute(moment.format(table, column))
    again = report("Norland bombed a fuel depot of Sudland at Millford on 2030-05-14.", "late", published=days_after(3))
    other = report("Sudland condemned Norland on 2030-05-18.", "new", published=days_after(6))
    record.add([again, other], code)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, [*arguments, "--record", str(record.path)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    for count in ("events", "codings"):
        asked = ("NOR", "SUD", "--since", "2020-01-02", "--count", count)
        changes, whole = run("edition", "changes", *asked), run("relation", *asked)
        assert whole.startswith(changes)
        assert max(map(len, whole.splitlines())) <= 80
    told = json.loads(run("relation", "NOR", "SUD", "--since", "2020-01-02", "--format", "json"))
    assert told["since"]["unit"] == "events"
    assert {c["document"] for c in told["since"]["changes"]} == {"late", "new"}
    # the late report tells the raid that was known: one more event only
    assert [m["conflict"] for m in told["since"]["moved"]] == [{"then": 1, "now": 2}]
    assert CliRunner().invoke(cli, ["relation", "A", "B", "--since", "2020-01-02", "--format", "csv"]).exit_code == 2
