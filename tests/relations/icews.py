"""The table of ICEWS 2018, where the test data is."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.relations.dayfile import read_days


def icews18():
    """All dyads of 2018; skips where DETENTE_DATA names no folder that has them."""
    folder = os.environ.get("DETENTE_DATA")
    path = Path(folder or "") / "icews18" / "dyad_day.parquet"
    if not folder or not path.is_file():
        pytest.skip("set DETENTE_DATA to the folder of the test data (icews18/dyad_day.parquet)")
    days = read_days(path).within(date(2018, 1, 1), date(2018, 10, 31))
    return replace(days, origin="icews18", intensity=days.goldstein)
