"""The table of ICEWS 2018, where the test data is."""

import os
from datetime import date
from pathlib import Path

import pytest

from detente.relations.days import table_of_columns


def icews18():
    """All dyads of 2018; skips where DETENTE_DATA names no folder that has them."""
    folder = os.environ.get("DETENTE_DATA")
    path = Path(folder or "") / "icews18" / "dyad_day.parquet"
    if not folder or not path.is_file():
        pytest.skip("set DETENTE_DATA to the folder of the test data (icews18/dyad_day.parquet)")
    read = pytest.importorskip("pyarrow.parquet").read_table(path).to_pydict()
    sums = [read[name] for name in ("vcoop", "mcoop", "vconf", "mconf", "goldstein_sum", "goldstein_sum", "n")]
    columns = [read["source"], read["target"], [d.toordinal() for d in read["date"]], *sums, [None] * len(read["n"])]
    return table_of_columns("icews18", "events", (date(2018, 1, 1), date(2018, 10, 31)), columns)
