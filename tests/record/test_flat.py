"""The JSON and the flat form of a coding."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from detente.flat import COLUMNS, Coder, dumps, to_json, to_rows, write_csv
from detente.values import Actor, When
from record.make import FULL, full_coding, make_coding, make_document, party


def test_the_whole_object():
    document = make_document(FULL, id="d", url="https://gazette.example/1")
    found = json.loads(dumps(to_json(full_coding(document), document, Coder("1", "abc", "PLOVER"))))
    assert found == {
        "id": "d-CONSULT-5",
        "document": {
            "id": "d",
            "title": "Talks",
            "published": "2018-08-07",
            "outlet": "The Norland Gazette",
            "url": "https://gazette.example/1",
        },
        "sentence": {"index": 0, "start": 0, "end": 60, "text": FULL},
        "trigger": {"text": "met", "start": 5, "end": 8},
        "type": "CONSULT",
        "modes": ["visit"],
        "contexts": ["diplomatic"],
        "quad": 1,
        "intensity": 2.5,
        "cameo": "040",
        "goldstein": 1.0,
        "symmetric": True,
        "source": [
            {
                **{"text": "Iran", "start": 0, "end": 4, "name": "Iran", "code": "IRN", "country": "IRN"},
                **{"sector": "GOV", "role": None, "via": "name"},
            }
        ],
        "target": [
            {
                **{"text": "North Korea", "start": 9, "end": 20, "name": "North Korea", "code": "PRK"},
                **{"country": "PRK", "sector": "GOV", "role": None, "via": "name"},
            }
        ],
        "when": {
            **{"first_day": "2018-08-07", "last_day": "2018-08-07", "precision": "day", "implicit": False},
            **{"text": "Tuesday", "start": 34, "end": 41},
        },
        "historical": False,
        "where": {
            **{"text": "Tehran", "start": 24, "end": 30, "name": "Tehran", "country": "IRN"},
            **{"lat": 35.7, "lon": 51.4, "precision": "city"},
        },
        "modality": "actual",
        "attribution": [
            {
                **{"text": "state media", "start": 43, "end": 54, "name": "IRNA", "code": None},
                **{"country": "IRN", "sector": "JRN"},
            }
        ],
        "numbers": {"dead": 0, "injured": 1, "arrested": 2, "size": 300},
        "confidence": 0.9,
        "coder": {"version": "1", "model": "abc", "ontology": "PLOVER"},
    }


def test_empty_is_null_or_a_list():
    document = make_document(published=None, outlet=None)
    found = to_json(make_coding(document, target=None, day=None), document)
    assert (found["when"], found["where"], found["target"], found["attribution"]) == (None, None, [], [])
    assert found["document"]["published"] is None
    assert '""' not in dumps(found)


def test_every_text_is_the_documents():
    document = make_document(FULL)
    found = to_json(full_coding(document), document)
    spans = [found["sentence"], found["trigger"], found["when"], found["where"]]
    for span in [*spans, *found["source"], *found["target"], *found["attribution"]]:
        assert document.text[span["start"] : span["end"]] == span["text"]


def test_one_row_a_dyad():
    document = make_document("Iran met North Korea and Washington.")
    both = (party(document, "North Korea"), party(document, "Washington"))
    coding = replace(make_coding(document), target=both)
    codes = [(row["source_code"], row["target_code"]) for row in to_rows(coding, document)]
    assert codes == [("IRN", "PRK"), ("IRN", "USA"), ("PRK", "USA")]
    directed = replace(coding, symmetric=False)
    assert [(r["source_code"], r["target_code"]) for r in to_rows(directed, document)] == codes[:2]


def test_a_coding_without_target_has_one_row():
    document = make_document()
    [row] = to_rows(make_coding(document, target=None, symmetric=False), document)
    assert tuple(row) == COLUMNS
    assert (row["source_code"], row["target_code"], row["target_name"]) == ("IRN", None, None)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "\n+"])
def test_a_formula_cannot_start_in_a_text_cell(start):
    hostile = f"{start}cmd()"
    document = make_document(f"{hostile} met North Korea.", title=hostile, outlet=hostile)
    actor = Actor(hostile, "IRN", "IRN", "GOV")
    coding = make_coding(document, source=party(document, hostile, actor))
    out = io.StringIO()
    write_csv(to_rows(coding, document), out)
    [row] = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    for column in ("outlet", "source_text", "source_name", "sentence"):
        assert row[column].startswith("'"), column


def test_numbers_stay_numbers_in_csv():
    document = make_document("Iran accused North Korea.")
    coding = make_coding(document, type="ACCUSE", trigger="accused")
    out = io.StringIO()
    assert write_csv(to_rows(coding, document), out) == 1
    [row] = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["intensity"], row["cameo"], row["symmetric"], row["dead"]) == ("-3.0", "112", "false", "")


def test_raw_csv_is_untouched():
    out = io.StringIO()
    write_csv([{"outlet": "=1"}], out, ("outlet",), raw=True)
    assert out.getvalue() == "outlet\n=1\n"


def test_an_interval_of_days():
    document = make_document()
    when = When(date(2018, 1, 1), date(2018, 8, 7), "year", False)
    [row] = to_rows(make_coding(document, when=when), document)
    assert (row["first_day"], row["last_day"], row["date_precision"]) == ("2018-01-01", "2018-08-07", "year")
