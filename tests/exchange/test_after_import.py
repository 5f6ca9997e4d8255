"""Imported events of every origin answer questions about relations, also those without CAMEO codes."""

import json

import pytest
from click.testing import CliRunner
from record.make import make_coding, make_document

from detente.cli.drift import command as drift
from detente.cli.import_ import command as import_
from detente.cli.network import command as network
from detente.cli.relation import command as relation
from detente.flat import dumps, to_json
from detente.record import Record
from detente.relations.behind import acts_behind
from detente.relations.sources import days_of, dyad_of, origin_of
from exchange.rows import ACLED, POLECAT, acled_row, gdelt_row, polecat_row, write_lines


def run(command, *words):
    result = CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


@pytest.fixture
def path(tmp_path):
    days = [f"2018-{month:02d}-{day:02d}" for month in range(1, 7) for day in range(1, 29, 3)]
    told = [
        polecat_row(Event_ID=f"e{n}", Event_Date=day, **given)
        for n, day in enumerate(days)
        for given in (
            {},
            {"Event_Type": "CONSULT", "Event_Mode": "phone", "Quad_Code": "VERBAL COOPERATION", "Intensity": "1.5"},
        )
    ]
    filed = {
        "polecat": write_lines(tmp_path / "a.txt", POLECAT, *told),
        "acled": write_lines(tmp_path / "a.csv", ACLED, *(acled_row(n, event_date=day) for n, day in enumerate(days))),
        "gdelt": write_lines(
            tmp_path / "a.CSV", *(gdelt_row(n, day=day.replace("-", ""), b="USA") for n, day in enumerate(days))
        ),
    }
    for kind, file in filed.items():
        run(import_, kind, file, "--record", tmp_path / "r.db")
    return tmp_path / "r.db"


@pytest.mark.parametrize(
    ("origin", "pair", "cooperation", "conflict"),
    [("polecat", ("Iran", "USA"), 60, 60), ("acled", ("Norway", "Sweden"), 0, 60), ("gdelt", ("Iran", "USA"), 60, 0)],
)
def test_relation_drift_and_network(path, origin, pair, cooperation, conflict):
    found = json.loads(run(relation, *pair, "--record", path, "--origin", origin, "--format", "json").stdout)
    series = [point for point in found["series"] if point.get("origin", origin) == origin]
    assert sum(point["cooperation"] for point in series) == cooperation
    assert sum(point["conflict"] for point in series) == conflict
    assert pair[0] in run(relation, *pair, "--record", path, "--origin", origin).stdout
    run(relation, *pair, "--record", path, "--origin", origin, "--directed")
    assert run(drift, "--record", path, "--origin", origin).stdout
    assert run(network, "--record", path, "--origin", origin).stdout


def test_what_plover_does_not_weigh_has_no_goldstein_weight(path):
    with Record.open(path) as record:
        assert not days_of(record, origin="polecat").has_weights
        assert days_of(record, origin="polecat").has_intensity
        assert days_of(record, origin="gdelt").has_weights
        chosen = origin_of(record, "acled")
        assert not dyad_of(record, chosen, "NOR", "SWE").has_weights


def test_the_acts_behind_are_named_by_their_type(path):
    with Record.open(path) as record:
        days = days_of(record, origin="polecat")
        acts = acts_behind(record, "polecat", [("IRN", "USA")], days.first_day, days.last_day, limit=1000)
    assert {(act.act, act.cameo) for act in acts} == {("ACCUSE", None), ("CONSULT", None)}
    assert len(acts) == 120


def test_directed_a_symmetric_act_belongs_to_both(path):
    with Record.open(path) as record:
        chosen = origin_of(record, "acled")
        for source, target in (("NOR", "SWE"), ("SWE", "NOR")):
            assert dyad_of(record, chosen, source, target, directed=True).conflict.sum() == 60


def test_what_is_no_act_is_kept_and_not_counted(tmp_path):
    rows = [
        acled_row(1, event_type="Strategic developments", sub_event_type="Other"),
        acled_row(2, event_type="Strategic developments", sub_event_type="Change to group/activity"),
        acled_row(3),
    ]
    run(import_, "acled", write_lines(tmp_path / "a.csv", ACLED, *rows), "--record", tmp_path / "r.db")
    with Record.open(tmp_path / "r.db") as record:
        kept = record.connection.execute("SELECT filed_id, is_counted FROM imported_events ORDER BY 1").fetchall()
        assert [tuple(row) for row in kept] == [("NOR1", 0), ("NOR2", 0), ("NOR3", 1)]
        assert record.connection.execute("SELECT sum(filed) FROM dyad_days").fetchone()[0] == 1
        assert origin_of(record, "acled").n == 1


def test_planned_and_historical_codings_are_kept_and_not_counted(tmp_path):
    document = make_document()
    codings = [
        make_coding(document, id="a"),
        make_coding(document, id="b", modality="planned"),
        make_coding(document, id="c", historical=True),
    ]
    file = tmp_path / "codings.jsonl"
    file.write_text("".join(dumps(to_json(coding, document)) + "\n" for coding in codings), "utf-8")
    run(import_, "detente", file, "--record", tmp_path / "r.db")
    with Record.open(tmp_path / "r.db") as record:
        days = days_of(record, origin="codings")
        assert (int(days.cooperation.sum()), int(days.filed.sum())) == (1, 1)
        assert record.connection.execute("SELECT count(*) FROM imported").fetchone()[0] == 3
