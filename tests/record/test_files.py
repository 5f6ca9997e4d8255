"""Files that were read before: passed by while they are the same, read again at any doubt."""

import json
import os
import time
import zipfile
from datetime import date

import pytest

from detente.reading import read
from detente.record import AddOptions, Record
from record.make import fake_coder

REPORT = "Iran met North Korea on Monday. The ministers of the two states spoke of trade and of fishing."
OTHER = "Iran hit North Korea on Monday. The ministers of the two states spoke of trade and of fishing."
SPANISH = "El presidente viajó a la capital y se reunió con los ministros de los países vecinos el lunes pasado. " * 8


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """Some time has passed since the files of the tests were written."""
    clock = time.time_ns
    monkeypatch.setattr("time.time_ns", lambda: clock() + 10_000_000_000)


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "r.db") as record:
        yield record


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    return tmp_path / "in"


def add(record, *names, coder=fake_coder, published=None, **options):
    found = list(read([str(name) for name in names], published=published, is_known=record.is_known))
    tally = record.add(found, coder, AddOptions(**options))
    return [outcome.outcome for outcome in found], {name: n for name, n in tally.counts.items() if n}


def last_rows(record):
    return [
        (row["input"], row["document_id"], row["outcome"])
        for row in record.connection.execute("SELECT * FROM outcomes ORDER BY outcome_id")
    ]


def test_a_file_that_has_not_changed_is_not_read_and_its_outcome_is_that_of_a_known_document(record, folder):
    (folder / "a.txt").write_text(REPORT)
    assert add(record, "a.txt") == (["read"], {"stored": 1})
    for _ in range(2):
        assert add(record, "a.txt") == (["unchanged"], {"skipped": 1})
    assert last_rows(record) == [("a.txt", "a.txt", "stored"), *[("a.txt", "a.txt", "skipped")] * 2]
    assert [row["reason"] for row in record.outcomes()] == ["already in the record; its file has not changed"]


def test_an_edited_file_is_read_again_also_where_size_and_time_are_put_back(record, folder):
    path = folder / "a.txt"
    path.write_text(REPORT)
    add(record, path)
    before = path.stat()
    path.write_text(OTHER)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert add(record, path) == (["read"], {"revised": 1})
    assert add(record, path) == (["unchanged"], {"skipped": 1})
    [(document, revision, _)] = record.documents()
    assert (document.text, revision) == (OTHER, 2)


def test_a_file_put_in_place_of_another_is_read(record, folder):
    (folder / "a.txt").write_text(REPORT)
    add(record, "a.txt")
    (folder / "new.txt").write_text(OTHER)
    os.replace(folder / "new.txt", folder / "a.txt")
    assert add(record, "a.txt") == (["read"], {"revised": 1})


def test_a_file_written_just_now_may_change_unseen_and_is_read_again(record, folder, monkeypatch):
    path = folder / "a.txt"
    path.write_text(REPORT)
    with monkeypatch.context() as at_once:
        at_once.setattr("time.time_ns", lambda: path.stat().st_mtime_ns + 1000)
        add(record, path)
    assert add(record, path) == (["read"], {"skipped": 1})
    assert add(record, path) == (["unchanged"], {"skipped": 1})


def test_a_file_that_grows_while_it_is_read_is_read_again(record, folder):
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": f"{REPORT} {n}"}) + "\n" for n in range(3)))
    outcomes = read([str(path)], is_known=record.is_known)
    first = next(outcomes)
    with path.open("a") as file:
        file.write(json.dumps({"id": "late", "text": OTHER}))
    record.add([first, *outcomes], fake_coder)
    assert "unchanged" not in add(record, path)[0]


def test_the_same_name_in_another_folder_is_another_file(record, folder, monkeypatch):
    (folder / "a.txt").write_text(REPORT)
    add(record, "a.txt")
    (folder / "b").mkdir()
    os.rename(folder / "a.txt", folder / "b" / "a.txt")
    monkeypatch.chdir(folder / "b")
    assert add(record, "a.txt")[0] == ["read"]


def test_another_day_of_publication_is_another_reading(record, folder):
    (folder / "a.txt").write_text(REPORT)
    add(record, "a.txt")
    assert add(record, "a.txt", published=date(2018, 8, 7)) == (["read"], {"revised": 1})
    assert add(record, "a.txt", published=date(2018, 8, 7)) == (["unchanged"], {"skipped": 1})


def test_what_the_coder_failed_on_is_tried_again(record, folder):
    def broken(document):
        raise ValueError("boom")

    (folder / "a.jsonl").write_text(
        "".join(json.dumps({"id": str(n), "text": f"{text} Of {n}."}) + "\n" for n, text in enumerate((REPORT, OTHER)))
    )
    assert add(record, "a.jsonl", coder=broken)[1] == {"failed": 2}
    assert add(record, "a.jsonl")[1] == {"stored": 2}
    assert add(record, "a.jsonl") == (["unchanged"], {"skipped": 2})


@pytest.mark.parametrize("batch", [1, 2, 64])
def test_of_a_file_with_many_reports_each_has_its_outcome_again(record, folder, batch):
    lines = [
        json.dumps({"id": "1", "text": REPORT}),
        "{broken",
        json.dumps({"id": "2", "text": SPANISH}),
        json.dumps({"id": "3", "text": OTHER}),
        json.dumps({"id": "4", "text": REPORT}),
    ]
    (folder / "a.jsonl").write_text("\n".join(lines))
    (folder / "b.txt").write_text(REPORT + " " + OTHER)
    add(record, "a.jsonl", "b.txt", batch=batch)
    found, counts = add(record, "a.jsonl", "b.txt", batch=batch)
    assert found == ["unchanged", "unchanged"]
    assert counts == {"skipped": 4, "failed": 1, "other_language": 1}
    rows = last_rows(record)
    assert [row[:2] for row in rows[:6]] == [row[:2] for row in rows[6:]]
    assert [row[2] for row in rows[6:]] == ["skipped", "failed", "other_language", "skipped", "skipped", "skipped"]


def test_failures_of_a_known_file_are_told_again(record, folder):
    (folder / "a.jsonl").write_text(json.dumps({"id": "1", "text": REPORT}) + "\n{broken\n")
    add(record, "a.jsonl")
    tally = record.add(read(["a.jsonl"], is_known=record.is_known), fake_coder)
    assert tally.is_failed
    assert [(name, "malformed" in reason) for name, reason in tally.failures] == [("a.jsonl:2", True)]


def test_a_run_stopped_within_a_file_reads_it_again(record, folder):
    (folder / "a.jsonl").write_text(
        "".join(json.dumps({"id": str(n), "text": f"{REPORT} Of {n}."}) + "\n" for n in range(9))
    )
    stops = iter([False, False, True])
    tally = record.add(read(["a.jsonl"]), fake_coder, AddOptions(stop=lambda: next(stops)))
    assert (tally.inputs, tally.is_stopped) == (3, True)
    assert sum(add(record, "a.jsonl")[1].values()) == 9
    assert add(record, "a.jsonl") == (["unchanged"], {"skipped": 9})


def test_archives_and_names_that_are_no_utf8(record, folder):
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("one.txt", REPORT)
        archive.writestr("two.txt", OTHER * 2)
    odd = os.fsencode(folder) + b"/caf\xe9.txt"
    with open(odd, "w") as file:
        file.write(OTHER + " " + REPORT)
    assert add(record, folder)[1] == {"stored": 2, "failed": 1}  # an id that no file can keep
    assert add(record, folder) == (["unchanged", "unchanged"], {"skipped": 2, "failed": 1})


def test_a_retry_asks_no_file_whether_it_has_changed(record, folder):
    (folder / "a.txt").write_text(SPANISH)
    add(record, "a.txt")
    retry = record.to_retry(["other_language"])
    tally = record.add(read(["a.txt"]), fake_coder, AddOptions(only=retry.names))
    assert tally.counts["other_language"] == 1


def test_a_file_that_failed_whole_is_retried_with_all_that_is_in_it_now(record, folder):
    (folder / "a.zip").write_bytes(b"PK\x03\x04 damaged")
    assert add(record, "a.zip")[1] == {"failed": 1}
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("one.txt", REPORT)
    tally = record.add(read(["a.zip"]), fake_coder, AddOptions(only=record.to_retry(["failed"]).names))
    assert tally.counts["stored"] == 1
