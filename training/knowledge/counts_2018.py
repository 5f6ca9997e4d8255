"""Make `relations/data/counts_2018.tsv`: weekly cooperative and hostile events of 2018 among thirty states.

    python training/knowledge/counts_2018.py DATA [OUT]

DATA is the data folder that holds `icews18/dyad_day.parquet`; needs duckdb, which running détente does not.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

WORDS = """
    USA IRN PRK KOR CHN RUS JPN GBR FRA DEU SYR IRQ ISR SAU TUR ARE QAT YEM LBN EGY JOR IND PAK AFG UKR
    VEN CUB CAN AUS POL
"""
STATES = WORDS.split()
OUT = Path(__file__).parents[2] / "src/detente/relations/data/counts_2018.tsv"

HEAD = """\
# Cooperative and hostile events between thirty states, by week, 1 January to 31 October 2018.
# first_day is the week's Monday (the last week has three days); source acts, target is acted upon; no rows of zeros.
# cooperation counts CAMEO roots 01-08, conflict 09-20: the ICEWS division (PLOVER drops 01, 02 goes with requests).
# An event is a kind of act by one named actor towards another on one day, however often it was reported;
# a reciprocal act (a meeting, a visit and its hosting) stands in both directions.
# Source: ICEWS Coded Event Data, Harvard Dataverse, doi:10.7910/DVN/28075 (Boschee, Lautenschlager, O'Brien, Shellman,
# Starz and Ward 2015), by way of the ICEWS18 temporal knowledge graph (Jin et al. 2020). Terms: those of the Dataverse
# entry; figures only, counted by training/knowledge/counts_2018.py; no text and no coded event of the source is here.
"""

COUNT = """
    SELECT date_trunc('week', date)::DATE AS first_day, source, target,
           sum(vcoop + mcoop)::INT AS cooperation, sum(vconf + mconf)::INT AS conflict
    FROM read_parquet(?)
    WHERE source IN (SELECT unnest(?)) AND target IN (SELECT unnest(?)) AND source <> target
    GROUP BY ALL
    HAVING sum(vcoop + mcoop) + sum(vconf + mconf) > 0
    ORDER BY ALL
"""


def main(data: Path, out: Path = OUT) -> None:
    """Count and write; one row a week and ordered pair of states."""
    rows = duckdb.execute(COUNT, [str(data / "icews18" / "dyad_day.parquet"), STATES, STATES]).fetchall()
    lines = ["first_day\tsource\ttarget\tcooperation\tconflict", *("\t".join(map(str, row)) for row in rows)]
    out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(Path, sys.argv[2:3]))
