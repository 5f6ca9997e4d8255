"""The page on faults and attacks: each test that it names is there, and what no other test shows is shown here."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [row for row in PAGE.splitlines() if row.startswith("| ") and not row.startswith("| fault |")]
NAMED = sorted({(file, test) for file, test in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)})
IMPORTS = re.compile(r"^ *(?:import (\w+)[\w.]*(?: as \w+)?$|from (\w+)[\w.]* import )", re.MULTILINE)
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def names_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMED}))
def test_every_test_named_is_there(file: str) -> None:
    assert {test for named, test in NAMED if named == file} <= names_of(ROOT / file)


def test_every_row_says_what_is_done_and_names_a_test() -> None:
    assert len(ROWS) >= 30
    for row in ROWS:
        _, fault, done, shown, _ = re.split(r"(?<!\\)\|", row)
        assert fault.strip(), row
        assert done.strip(), row
        assert re.fullmatch(r" `tests/[\w/]+\.py::\w+`(?:, `tests/[\w/]+\.py::\w+`)* ", shown), row


def test_all_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    names = {re.split(r"[\[<>=!~; ]", one)[0].replace("-", "_").lower() for one in declared}
    imported = set()
    for source in SOURCES:
        found = IMPORTS.findall(source.read_text("utf-8"))
        imported |= {(one or other).lower() for one, other in found}
    foreign = imported - set(sys.stdlib_module_names) - {"detente"}
    assert foreign - names == set()
    assert names - foreign == {"lxml_html_clean"}  # of lxml, which trafilatura needs
    assert len(names) <= 28


def test_no_code_of_others_is_copied_in() -> None:
    kinds = {path.suffix for path in (ROOT / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert kinds & {".js", ".mjs", ".wasm", ".so", ".dll", ".dylib", ".jar", ".whl", ".pyd"} == set()
    assert not [
        path for path in (ROOT / "src").rglob("*") if path.name in ("vendor", "vendored", "_vendor", "third_party")
    ]


def test_the_model_is_of_forms_that_run_no_code() -> None:
    folder = ROOT / "src" / "detente" / "language" / "data" / "model"
    assert {path.suffix for path in folder.iterdir()} <= {".onnx", ".json", ".npz", ".gz", ".md", ".tsv"}
    reads = re.compile(r"\b(?:import|from) (?:pickle|marshal|joblib|dill|shelve)\b|allow_pickle\s*=\s*True")
    assert [str(source) for source in SOURCES if reads.search(source.read_text("utf-8"))] == []
