"""A bundle is whole, says what it holds, and is the same bytes twice."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from detente.errors import AskError, InputError
from detente.exchange.out import Exported, Options, export
from detente.flat import COLUMNS
from detente.ontology import load
from detente.record import Ask, Record
from exchange_out.hostile import CODER

FULL = Options(imported=("elsewhere",), with_text=True, title="A `title`\n# with {signs} | & <b>", authors=("Doe, J",))
TABLES = ("codings", "reports", "events", "event_codings", "imported_elsewhere")
FILES = {
    *("README.md", "manifest.json", "query.json", "versions.json", "codebook.md", "codebook.json"),
    *("CITATION.txt", "CITATION.bib", "CITATION.json"),
    *(f"data/{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")),
}


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _json(path: Path) -> dict:  # type: ignore[type-arg]
    return json.loads(path.read_bytes())


@pytest.fixture(scope="module")
def made(hostile_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    with Record.open(hostile_path, create=False) as record:
        return export(record, "bundle", tmp_path_factory.mktemp("bundle") / "b", options=FULL)


def test_the_manifest_names_every_file_with_its_digest(made: Exported) -> None:
    assert _names(made.path) == FILES
    manifest = _json(made.path / "manifest.json")
    assert {file["name"] for file in manifest["files"]} == FILES - {"manifest.json"}
    for file in manifest["files"]:
        content = (made.path / file["name"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), sha256(content).hexdigest())
    assert manifest["text"] == {"included": True, "quote_length": 300, "said": manifest["text"]["said"]}
    counted = {"codings": 36, "rows": 36, "reports": 35, "imported_elsewhere": 25}
    assert manifest["counts"] == made.counts
    assert counted.items() <= made.counts.items()
    assert made.counts["event_codings"] >= made.counts["events"] > 0


def test_the_tables_agree(made: Exported) -> None:
    for name in TABLES:
        found = duckdb.sql(f"SELECT count(*) FROM '{made.path}/data/{name}.parquet'").fetchall()
        assert found == [(len(pd.read_csv(made.path / "data" / f"{name}.csv", dtype=str)),)]
    lost = duckdb.sql(
        f"SELECT document_id FROM '{made.path}/data/codings.parquet' EXCEPT"
        f" SELECT document_id FROM '{made.path}/data/reports.parquet'"
    )
    assert lost.fetchall() == []


def test_reports_are_told_with_link_and_digest_and_without_text(made: Exported, hostile: Record) -> None:
    found = {row[0]: row for row in duckdb.sql(f"SELECT * FROM '{made.path}/data/reports.parquet'").fetchall()}
    for document, _, codings in hostile.documents():
        row = found[document.id]
        assert row[6:] == (codings, len(document.text), sha256(document.text.encode()).hexdigest())
    assert found["plain"][5] == "https://gazette.example/1"


def test_the_codebook_is_the_ontology_and_the_columns(made: Exported) -> None:
    book, ontology = _json(made.path / "codebook.json"), load()
    assert {t["type"] for t in book["types"]} == set(ontology.types)
    told = {(t["type"], m["mode"]) for t in book["types"] for m in t["modes"]}
    assert told == {(type_, mode) for type_, modes in ontology.modes.items() for mode in modes}
    assert {c["context"] for c in book["contexts"]} == set(ontology.contexts)
    assert {s["sector"] for s in book["sectors"]} >= {"GOV", "MIL", "CVL", "REB", "UNK"}
    for name, columns in book["files"].items():
        assert [c["column"] for c in columns] == duckdb.sql(f"SELECT * FROM '{made.path}/{name}.parquet'").columns
        assert all(c["meaning"] for c in columns)
    assert [c["column"] for c in book["files"]["data/codings"]] == list(COLUMNS)
    page = (made.path / "codebook.md").read_text("utf-8")
    assert all(f"| {name} |" in page for name in ontology.types)
    width = {line.replace("\\|", "").count("|") for line in page.splitlines() if line.startswith("| ASSAULT | ")}
    assert width == {6, 5}  # among the types, and with its modes


def test_versions_and_question_are_told(made: Exported, hostile: Record) -> None:
    versions = _json(made.path / "versions.json")
    assert versions["coders"] == [CODER]
    assert versions["record_layout"] == hostile.connection.execute("PRAGMA user_version").fetchone()[0]
    question = _json(made.path / "query.json")
    assert question["filters"] == {}
    assert "--with-text" in question["command"]
    assert "--imported elsewhere" in question["command"]


def test_a_title_stays_text_in_the_readme(made: Exported) -> None:
    lines = (made.path / "README.md").read_text("utf-8").splitlines()
    assert lines[0] == r"# A \`title\` \# with {signs} \| \& \<b\>"
    assert [line for line in lines if line.startswith("# ")] == lines[:1]


def test_whose_the_events_are_is_said_to_be_unknown(made: Exported) -> None:
    assert "Whose events those of elsewhere are is not known here: cite them yourself." in made.notes


@pytest.mark.parametrize("name", ["b", "b.zip"])
def test_the_same_bytes_twice(hostile: Record, tmp_path: Path, name: str) -> None:
    found = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        path = export(hostile, "bundle", tmp_path / place / name, options=FULL).path
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        found.append([file.read_bytes() for file in files])
    assert found[0] == found[1]


def test_a_zip_holds_the_folder(hostile: Record, tmp_path: Path) -> None:
    for name in ("b", "b.zip"):
        export(hostile, "bundle", tmp_path / name, Ask(limit=3))
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert archive.testzip() is None
        assert {name.removeprefix("b/") for name in archive.namelist()} == _names(tmp_path / "b")
        for name in ("data/codings.csv", "data/codings.parquet", "codebook.md"):
            assert archive.read(f"b/{name}") == (tmp_path / "b" / name).read_bytes()


def test_text_is_left_out_and_the_manifest_says_so(hostile: Record, tmp_path: Path) -> None:
    export(hostile, "bundle", tmp_path / "b")
    assert _json(tmp_path / "b" / "manifest.json")["text"]["included"] is False
    told = b"".join((tmp_path / "b" / name).read_bytes() for name in _names(tmp_path / "b") if name[-4:] != "quet")
    assert b"more of it follows" not in told
    assert b"https://gazette.example/1" in told


def test_the_data_is_named_by_its_content(hostile: Record, tmp_path: Path) -> None:
    def named(ask: Ask, title: str) -> str:
        export(hostile, "bundle", tmp_path / "b", ask, Options(title=title))
        return str(_json(tmp_path / "b" / "manifest.json")["data"])

    assert named(Ask(limit=3), "one") == named(Ask(limit=3), "two")
    assert named(Ask(limit=3), "one") != named(Ask(limit=4), "one")


def test_an_older_bundle_is_replaced_and_nothing_else_is(hostile: Record, tmp_path: Path) -> None:
    target = tmp_path / "b"
    target.mkdir()
    export(hostile, "bundle", target)
    export(hostile, "bundle", target, Ask(limit=1))
    assert _json(target / "manifest.json")["counts"]["codings"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    (target / "my notes.txt").write_text("mine")
    with pytest.raises(InputError, match=r"my notes\.txt"):
        export(hostile, "bundle", target)
    assert (target / "my notes.txt").read_text() == "mine"
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "manifest.json").write_text('{"made_by": "somebody"}')
    with pytest.raises(InputError, match="something other"):
        export(hostile, "bundle", tmp_path / "own")


def test_types_that_the_codebook_lacks_are_told(tmp_path: Path) -> None:
    from record.make import make_coding, make_document

    document = make_document()
    with Record.open(tmp_path / "r.db") as record:
        record.add([document], lambda d: [make_coding(d)])
        record.connection.execute("UPDATE codings SET type = 'LOCK_OUT'")
        done = export(record, "bundle", tmp_path / "b")
        assert any("LOCK_OUT" in note and "--ontology" in note for note in done.notes)
        assert _json(tmp_path / "b" / "codebook.json")["types_not_described"] == ["LOCK_OUT"]
        own = tmp_path / "labour"
        own.mkdir()
        (own / "types.tsv").write_text(
            "type\tquad\tintensity\ttarget_required\tline\nLOCK_OUT\t4\t-6\tyes\tshuts | the `gate`\n"
        )
        done = export(record, "bundle", tmp_path / "b", options=Options(ontology=own))
        assert not done.notes
        assert "| LOCK\\_OUT | shuts \\| the \\`gate\\` | 4 |" in (tmp_path / "b" / "codebook.md").read_text("utf-8")
        assert _json(tmp_path / "b" / "versions.json")["codebook_ontology"] == "labour"


def test_unknown_forms_origins_and_filters_are_told(hostile: Record, tmp_path: Path) -> None:
    with pytest.raises(AskError, match="Use one of: csv"):
        export(hostile, "xls", tmp_path / "a")  # type: ignore[arg-type]
    with pytest.raises(AskError, match="It has: elsewhere"):
        export(hostile, "csv", tmp_path / "a", options=Options(imported=("nowhere",)))
    with pytest.raises(AskError, match="--text"):
        export(hostile, "csv", tmp_path / "a", Ask(text="x"), Options(imported=("elsewhere",)))
    with pytest.raises(InputError, match="folder"):
        export(hostile, "csv", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_is_of_one_state_although_another_process_adds(hostile_path: Path, tmp_path: Path) -> None:
    """What is added between the tables of a bundle is in none of them."""
    import shutil

    from record.make import make_coding, make_document

    from detente.exchange.out.asked import one_state

    path = tmp_path / "r.db"
    shutil.copy(hostile_path, path)
    with Record.open(path) as reader, Record.open(path) as writer:
        with one_state(reader.connection):
            before = len(list(reader.codings()))
            writer.add([make_document("Iran met North Korea once more.", id="late")], lambda d: [make_coding(d)])
            assert len(list(reader.codings())) == before
        assert len(list(reader.codings())) == before + 1
