"""The pages name every table, view and column that this part of the layout has, and their Python runs."""

import re
import sqlite3
from pathlib import Path

import pytest

from detente.record.editions.tables import TABLES
from detente.record.layout import MIGRATIONS, statements_between
from editions.make import fill, reports

DOCS = Path(__file__).parents[2] / "docs"


def test_every_table_view_and_column_is_named():
    text = (DOCS / "asking.md").read_text("utf-8") + (DOCS / "editions.md").read_text("utf-8")
    plain = sqlite3.connect(":memory:")
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    for statement in statements_between(0, 5):
        plain.execute(statement)
    before = {row[0] for row in plain.execute(names)}
    for statement in (*MIGRATIONS[6], *MIGRATIONS[7]):
        plain.execute(statement)
    missing = []
    for name in sorted({row[0] for row in plain.execute(names)} - before):
        section = re.search(rf"^### `{name}`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
        columns = [row[0] for row in plain.execute(f"SELECT name FROM pragma_table_info('{name}')")]
        missing += [f"{name}.{c}" for c in columns if section is None or f"`{c}`" not in section[1]]
    assert missing == []


def test_every_file_of_an_edition_is_named():
    text = (DOCS / "editions.md").read_text("utf-8")
    assert [table.name for table in TABLES if f"`{table.name}.parquet`" not in text] == []
    assert all(column.meaning for table in TABLES for column in table.columns)


@pytest.mark.parametrize("page", ["asking.md", "editions.md"])
def test_its_python_runs(page, tmp_path, monkeypatch):
    from detente.record import Record

    monkeypatch.chdir(tmp_path)
    with Record.open(fill(tmp_path / "detente.db", reports(2))) as record:
        record.freeze("2025-autumn")
    found = re.findall(r"```python\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    assert found
    for block in found:
        exec(compile(block, page, "exec"), {})
