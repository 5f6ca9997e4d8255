"""The bundled reports: dated, marked as ours, cut into sentences without a gap."""

import datetime
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from detente.examples import find_dispatches, read_boundaries
from detente.values import PartKind

NOTICE = "Written for the détente demonstration from public facts; not a news agency's report."
MAKER = Path(__file__).parents[2] / "training" / "examples" / "make.py"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DATE = re.compile(r"(?:(\d{1,2}) ([A-Z][a-z]+)|([A-Z][a-z]+)\.? (\d{1,2}),) (\d{4})")
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in find_dispatches()}


def test_there_are_enough_reports_of_every_kind() -> None:
    months = {name[5:7] for name in TEXTS if name.startswith("2018")}
    assert len(TEXTS) >= 66
    assert sum(name.startswith("2018") for name in TEXTS) >= 44
    assert len(months) == 12


@pytest.mark.parametrize("name", TEXTS)
def test_report_is_of_the_stated_length_and_ends_with_the_notice(name: str) -> None:
    lines = TEXTS[name].rstrip("\n").split("\n")
    assert lines[-1] == NOTICE
    assert 90 <= len(" ".join(lines[:-1]).split()) <= 260


@pytest.mark.parametrize("name", TEXTS)
def test_the_date_in_the_text_is_that_of_the_file_name(name: str) -> None:
    datelines = [TEXTS[name][b.start : b.end] for b in read_boundaries()[name] if b.part == "dateline"]
    match = DATE.search(" ".join(datelines))
    assert match is not None
    month = MONTHS.index((match[2] or match[3])[:3]) + 1
    day = datetime.date(int(match[5]), month, int(match[1] or match[4]))
    assert day == datetime.date.fromisoformat(name[:10])


@pytest.mark.parametrize("name", TEXTS)
def test_sentences_follow_each_other_and_leave_nothing_out(name: str) -> None:
    text, end, between = TEXTS[name], 0, ""
    for boundary in read_boundaries()[name]:
        assert end <= boundary.start < boundary.end <= len(text)
        assert boundary.part in get_args(PartKind)
        sentence = text[boundary.start : boundary.end]
        assert sentence == sentence.strip()
        if boundary.part in ("body", "caption"):
            assert re.search(r"[.?!…][\"”’)]*$", sentence), sentence
        between += text[end : boundary.start]
        end = boundary.end
    assert set(between + text[end:]) <= set(" \n-")


def test_boundaries_are_kept_of_every_report_and_no_other() -> None:
    assert list(read_boundaries()) == list(TEXTS)


def _maker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_examples", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


def test_reports_are_what_their_sources_make(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = _maker(monkeypatch)
    made = {f"{report.slug}.txt": maker.compose(report)[0] for report in maker.read_sources()}
    assert made == TEXTS
