"""The hostile record, made once; opened anew for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.record import Record
from exchange_out.hostile import make_record


@pytest.fixture(scope="session")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("hostile") / "r.db")


@pytest.fixture
def hostile(hostile_path: Path) -> Iterator[Record]:
    with Record.open(hostile_path, create=False) as record:
        yield record
