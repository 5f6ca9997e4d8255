"""Events in the record: added to, corrected, judged, killed, and still those of merging all at once."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing

import pytest

from detente.errors import AskError
from detente.record import Ask, Record
from detente.record import registered as register
from detente.record.merging import (
    corrections_of,
    get_event,
    is_behind,
    iter_events,
    judge,
    merge_new,
    rebuild,
    told_of,
)
from detente.record.merging.flat import to_json
from merging.make import DAY, code, days_after, report

ATTACK = "Norland bombed a fuel depot of Sudland at Millford on 2030-05-14, 9 dead."
AGAIN = "Planes of Norland raided the fuel depot outside Millford in Sudland on 2030-05-14."
MEETING = "Norland met Sudland at Harbury on 2030-05-20."
LONG = " ".join(f"Line {i} of what the agency wrote about prices and weather." for i in range(12))


def _seen(record):
    """All that a user sees of the events, without row numbers and moments."""
    found = list(iter_events(record.connection, Ask()))
    return [to_json(event, told_of(record.connection, number)) for number, event in found]


def _tables(record):
    """The rows behind the events, by ids."""
    return [
        sorted(map(tuple, record.connection.execute(query)), key=repr)
        for query in (
            "SELECT d.id, c.id, e.id, x.standing, x.score, x.why FROM event_codings x JOIN codings c USING (coding)"
            " JOIN documents d USING (document) LEFT JOIN events e ON e.event = x.event",
            "SELECT k.key, k.first_day, k.last_day, c.id FROM event_keys k JOIN codings c USING (coding)",
        )
    ]


def _reports(n=50, seed=3):
    rng = random.Random(seed)
    found = []
    for i in range(n):
        source, target = rng.sample(["Norland", "Sudland", "Ostria"], 2)
        acts = [rng.choice(["bombed", "shelled", "condemned", "met"]) for _ in range(rng.randrange(1, 3))]
        text = " ".join(
            f"{source} {act} a {rng.choice(['depot', 'bridge', 'dam'])} of {target} at"
            f" {rng.choice(['Millford', 'Kestrel'])}{rng.choice(['', f' on {days_after(rng.randrange(5))}'])}."
            for act in acts
        )
        published = days_after(rng.randrange(9)) if rng.random() < 0.9 else None
        found.append(report(text, f"doc-{i:03}", published=published, title=f"Report {i}"))
    return found


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        yield record


def _events(record):
    merge_new(record.connection)
    return [event for _, event in iter_events(record.connection, Ask())]


def test_one_text_of_500_outlets_is_one_event_of_500_reports_and_one_text(record):
    text = f"{ATTACK} {LONG}"
    record.add([report(text, f"d{i:03}", outlet=f"Outlet {i}", published=days_after(i % 3)) for i in range(500)], code)
    [event] = _events(record)
    assert (event.n_reports, event.n_texts, event.n_outlets, event.n_codings) == (500, 1, 500, 1)
    assert (event.first_report, event.last_report) == (DAY, days_after(2))
    assert (event.when.first_day, event.when.last_day, event.numbers.dead) == (DAY, DAY, 9)
    assert record.connection.execute("SELECT count(*) FROM reports_of_events").fetchone()[0] == 500


def test_edited_copies_are_reports_of_one_text_and_another_wording_is_a_second(record):
    record.add([report(f"{ATTACK} {LONG}", "a"), report(f"{ATTACK} {LONG} More to come.", "b")], code)
    record.add([report(AGAIN, "c")], code)
    [event] = _events(record)
    assert (event.n_reports, event.n_texts, event.n_outlets) == (3, 2, 3)


def test_a_copy_that_comes_later_is_counted(record):
    record.add([report(f"{ATTACK} {LONG}", "a")], code)
    assert _events(record)[0].n_reports == 1
    record.add([report(f"{ATTACK} {LONG}", "b", published=days_after(4))], code)
    assert is_behind(record.connection)
    [event] = _events(record)
    assert (event.n_reports, event.last_report) == (2, days_after(4))


def test_a_retrospective_does_not_count_on_the_day_it_comes_out(record):
    old = "On 2020-05-14 Norland bombed a fuel depot of Sudland at Millford."
    record.add([report(old, "a"), report(MEETING, "b", published=days_after(7))], code)
    history, news = _events(record)
    assert (history.historical, str(history.when.first_day)) == (True, "2020-05-14")
    assert not news.historical
    rows = record.connection.execute("SELECT day, events, history FROM events_by_day ORDER BY day").fetchall()
    assert [tuple(row) for row in rows] == [("2020-05-14", 0, 1), ("2030-05-20", 1, 0)]
    assert [e.id for _, e in iter_events(record.connection, Ask(historical=False))] == [news.id]


def test_an_event_that_was_news_stays_news_when_it_is_remembered(record):
    again = "Norland bombed the fuel depot of Sudland at Millford on 2030-05-14."
    record.add([report(ATTACK, "a"), report(again, "b", published=days_after(365))], code)
    [event] = _events(record)
    assert (event.historical, event.n_reports, str(event.when.first_day)) == (False, 2, "2030-05-14")


def test_a_denial_alone_makes_no_event(record):
    record.add([report("Norland denies having struck Sudland.", "a")], code)
    assert _events(record) == []
    assert record.connection.execute("SELECT standing, event FROM event_codings").fetchone()[:] == ("alone", None)


@pytest.mark.parametrize("seed", range(4))
def test_adding_bit_by_bit_in_any_order_gives_what_all_at_once_gives(tmp_path, seed):
    reports = _reports()
    with Record.open(tmp_path / "whole.db") as whole:
        whole.add(reports, code)
        merge_new(whole.connection)
        expected, tables = _seen(whole), _tables(whole)
    assert max(e["reports"] for e in expected) > 2
    rng = random.Random(seed)
    rng.shuffle(reports)
    with Record.open(tmp_path / "bits.db") as bits:
        while reports:
            n = rng.randrange(1, 12)
            bits.add(reports[:n], code)
            merge_new(bits.connection, batch=rng.randrange(1, 9))
            del reports[:n]
        assert _seen(bits) == expected
        assert _tables(bits) == tables
        rebuild(bits.connection)
        assert _seen(bits) == expected


def test_a_corrected_report_leaves_its_old_event(record):
    record.add([report(ATTACK, "a"), report(AGAIN, "b")], code)
    assert [e.n_reports for e in _events(record)] == [2]
    record.add([report(MEETING, "b", published=days_after(7))], code)
    assert [(e.type, e.n_reports) for e in _events(record)] == [("ASSAULT", 1), ("CONSULT", 1)]
    before = _seen(record)
    rebuild(record.connection)
    assert _seen(record) == before


def test_what_bound_two_events_together_can_leave(tmp_path):
    far = "Norland raided the bridge of Sudland at Millford on 2030-05-16."
    middle = "Norland raided the fuel depot and the bridge of Sudland at Millford."
    with Record.open(tmp_path / "a.db") as one, Record.open(tmp_path / "b.db") as other:
        one.add([report(ATTACK, "a"), report(far, "b", published=days_after(2)), report(middle, "c")], code)
        merge_new(one.connection)
        one.add([report("Nothing happened.", "c")], code)
        merge_new(one.connection)
        other.add([report(ATTACK, "a"), report(far, "b", published=days_after(2))], code)
        merge_new(other.connection)
        assert _seen(one) == _seen(other)


def test_a_judgement_undoes_a_merge_and_survives_rebuilding_and_more_reports(record):
    record.add([report(ATTACK, "a"), report(AGAIN, "b")], code)
    [event] = _events(record)
    one, other = [t.id for t in told_of(record.connection, get_event(record.connection, event.id)[0])]
    judge(record.connection, one, other, "apart")
    assert len(_events(record)) == 2
    rebuild(record.connection)
    assert len(_events(record)) == 2
    record.add([report(AGAIN + " Smoke rose.", "c")], code)
    assert sorted(e.n_reports for e in _events(record)) == [1, 2]
    judge(record.connection, other, one, "together")
    assert [e.n_reports for e in _events(record)] == [3]
    rows = record.connection.execute("SELECT verdict FROM merge_judgements ORDER BY judgement").fetchall()
    assert [row[0] for row in rows] == ["apart", "together"]  # added, never overwritten


def test_two_events_can_be_judged_one(record):
    record.add([report(ATTACK, "a"), report(MEETING, "b", published=days_after(7))], code)
    assert len(_events(record)) == 2
    judge(record.connection, "a-8", "b-8", "together")
    assert [(e.n_codings, e.n_reports) for e in _events(record)] == [(2, 2)]
    told = told_of(record.connection, get_event(record.connection, "a-8")[0])
    assert {t.why for t in told} == {(("judged one event", 0.0),)}


def test_ids_that_are_none_are_refused_with_what_to_do(record):
    record.add([report(ATTACK, "a")], code)
    for one, other in (("a-8", "nothing"), ("a-8", "a-8")):
        with pytest.raises(AskError):
            judge(record.connection, one, other, "apart")
    with pytest.raises(AskError, match="nothing"):
        get_event(record.connection, "nothing")
    assert record.connection.execute("SELECT count(*) FROM merge_judgements").fetchone()[0] == 0


def test_every_merge_says_why_and_its_points_add_up(record):
    record.add(_reports(), code)
    merge_new(record.connection)
    scored = [
        t for number, _ in iter_events(record.connection, Ask()) for t in told_of(record.connection, number) if t.score
    ]
    assert len(scored) > 10
    for t in scored:
        assert sum(points for _, points in t.why) == pytest.approx(t.score, abs=0.05)


def test_a_kill_in_the_middle_of_merging_loses_nothing(tmp_path):
    path = tmp_path / "r.db"
    with Record.open(path) as record:
        record.add(_reports(), code)
    for n in range(1, 6):
        child = os.fork()
        if child == 0:
            record = Record.open(path)
            seen = [0]

            def told(_, seen=seen, n=n):
                seen[0] += 1
                if seen[0] == n:
                    os.kill(os.getpid(), 9)

            merge_new(record.connection, batch=5, told=told)
            os._exit(0)
        os.waitpid(child, 0)
    with Record.open(path) as record, Record.open(tmp_path / "whole.db") as whole:
        merge_new(record.connection)
        whole.add(_reports(), code)
        merge_new(whole.connection)
        assert _seen(record) == _seen(whole)


def test_the_views_open_in_plain_sqlite(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        record.add(_reports(), code)
        merge_new(record.connection)
        n = record.connection.execute("SELECT count(*) FROM events").fetchone()[0]
    with closing(sqlite3.connect(f"file:{tmp_path / 'r.db'}?mode=ro", uri=True)) as plain:
        assert plain.execute("SELECT count(DISTINCT id) FROM event_dyads").fetchone()[0] == n
        assert plain.execute("SELECT count(DISTINCT event_id) FROM reports_of_events").fetchone()[0] == n
        assert plain.execute("SELECT sum(events) FROM events_by_day").fetchone()[0] > 0
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("ask", "types"),
    [
        (Ask(), ["ASSAULT", "CONSULT"]),
        (Ask(types=("CONSULT",)), ["CONSULT"]),
        (Ask(quads=(4,)), ["ASSAULT"]),
        (Ask(source="SUD"), ["CONSULT"]),  # who meets has no direction
        (Ask(target="SUD"), ["ASSAULT", "CONSULT"]),
        (Ask(pair=("SUD", "NOR")), ["ASSAULT", "CONSULT"]),
        (Ask(pair=("SUD", "OST")), []),
        (Ask(country="NOR"), ["ASSAULT", "CONSULT"]),
        (Ask(place="mill"), ["ASSAULT"]),
        (Ask(place="nor"), ["CONSULT"]),
        (Ask(first_day=days_after(1)), ["CONSULT"]),
        (Ask(last_day=days_after(1)), ["ASSAULT"]),
        (Ask(outlet="of b"), ["ASSAULT"]),
        (Ask(text="outside millford"), ["ASSAULT"]),
        (Ask(modality="planned"), []),
        (Ask(min_confidence=0.95), []),
        (Ask(limit=1), ["ASSAULT"]),
    ],
)
def test_events_are_asked_for_as_codings_are(record, ask, types):
    record.add([report(ATTACK, "a"), report(AGAIN, "b"), report(MEETING, "c", published=days_after(7))], code)
    merge_new(record.connection)
    assert [event.type for _, event in iter_events(record.connection, ask)] == types


def test_a_correction_shows_at_once_and_merges_what_it_makes_alike(tmp_path):
    # two reports of one raid that name its maker by two names
    texts = {
        "a": "Norland bombed a fuel depot of Sudland at Millford on 2030-05-14, 9 dead.",
        "b": "Westmark bombed the fuel depot of Sudland at Millford on 2030-05-14, 9 dead.",
    }
    with Record.open(tmp_path / "r.db") as record:
        record.add([report(text, id) for id, text in texts.items()], code)
        merge_new(record.connection)
        assert len(list(record.events(Ask(source="WES")))) == 1
        one, other = (register.find_identity(record.connection, name) for name in ("Westmark", "Norland"))
        made = register.merge(record.connection, one, other)
        assert list(record.events(Ask(source="WES"))) == []
        assert {a.code for event in record.events() for a in event.source} == {"NOR"}
        assert is_behind(record.connection)
        merge_new(record.connection)
        [event] = record.events()
        assert event.n_reports == 2
        before = _seen(record), _tables(record)
        rebuild(record.connection)
        assert (_seen(record), _tables(record)) == before
        register.withdraw(record.connection, made.number)
        merge_new(record.connection)
        assert sorted(a.code for event in record.events() for a in event.source) == ["NOR", "WES"]


def test_a_correction_of_an_event_is_a_dated_row_and_what_was_coded_stays(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        record.add([report(ATTACK, "a")], code)
        merge_new(record.connection)
        sudland = register.find_identity(record.connection, "Sudland")
        made = register.correct(record.connection, sudland, {"name": "Southland"})
        for again in (merge_new, rebuild):
            again(record.connection)
            [event] = record.events()
            [corrected] = corrections_of(record.connection, event.id)
            assert (corrected.side, corrected.name_coded, corrected.name) == ("target", "Sudland", "Southland")
            assert corrected.since == made.recorded_at
            assert [a.name for a in event.target] == ["Southland"]
            [row] = record.connection.execute("SELECT target_name FROM event_dyads")
            assert row[0] == "Southland"
            coded = record.connection.execute("SELECT name FROM event_parties WHERE side = 'target'").fetchone()
            assert coded[0] == "Sudland"
