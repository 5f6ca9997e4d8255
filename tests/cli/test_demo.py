"""`detente demo`: readable, the same every time, its page and record left where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.run import run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    done = run(folder, "demo")
    assert done.returncode == 0, done.stderr.decode()
    assert b"99 stored" in done.stderr
    return folder, done.stdout.decode()


def test_text_fits_eighty_columns(demo: tuple[Path, str]) -> None:
    assert max(map(len, demo[1].splitlines())) <= 80


def test_it_tells_counts_pairs_months_and_sentences(demo: tuple[Path, str]) -> None:
    text = demo[1]
    assert re.search(r"^[\d,]+ codings from \d+ reports", text, re.MULTILINE)
    assert all(kind in text for kind in ("CONSULT", "SANCTION", "ASSAULT", "AGREE"))
    assert "North Korea and United States" in text
    assert len(re.findall(r"^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ", text, re.MULTILINE)) == 12
    assert text.count("»") >= 5


def test_real_counts_are_those_of_the_table(demo: tuple[Path, str]) -> None:
    from detente.relations.counts import week_counts

    august = [w for w in week_counts("IRN", "PRK") if w.first_day.month == 8]
    row = next(line for line in demo[1].splitlines() if line.startswith("Aug")).split()
    assert row[3:5] == [str(sum(w.cooperation for w in august)), str(sum(w.conflict for w in august))]


def test_page_and_record_lie_where_it_says(demo: tuple[Path, str]) -> None:
    folder, text = demo
    page = (folder / "out" / "demo.html").read_text(encoding="utf-8")
    assert "Page:   out/demo.html" in text
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)
    asked = run(folder, "codings", "--record", "out/demo.db", "--pair", "IRN,PRK", "--format", "csv")
    assert asked.returncode == 0
    assert len(asked.stdout.splitlines()) > 1


def test_again_gives_the_same_bytes(demo: tuple[Path, str]) -> None:
    folder, text = demo
    page = (folder / "out" / "demo.html").read_bytes()
    again = run(folder, "demo")
    assert again.stdout.decode() == text
    assert (folder / "out" / "demo.html").read_bytes() == page


def test_page_goes_to_the_file_named(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "--out", "there", "--html", "pages/iran.html")
    assert done.returncode == 0
    assert (tmp_path / "pages" / "iran.html").exists()
    assert [p.name for p in (tmp_path / "there").iterdir()] == ["demo.db"]


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = run(tmp_path, "demo")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
