"""Make the table of common words that merging weighs words by: in how many of 1,000 reports each occurs.

    python benchmarks/events/common.py DATA

DATA is the folder with `synthetic_news` (4,500 stories about politics, MIT) and `news_wikinews` (295 articles, CC BY
2.5). Only words of at least two reports in 1,000 are kept, without their endings; no text is.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from detente.record.merging.words import stems_of

TABLE = Path(__file__).parents[2] / "src" / "detente" / "record" / "merging" / "data" / "common.tsv"
FILES = ("synthetic_news/news.jsonl.gz", "news_wikinews/wikinews_2019_2020.jsonl.gz")
FEWEST = 2.0
HEAD = """# In how many of 1,000 reports a word occurs, without its ending. Counted (no text is included) in 4,500
# stories about politics (NGEC-2025, Andrew Halterman, MIT) and 295 articles of English Wikinews (CC BY 2.5).
# Made by benchmarks/events/common.py.
stem\tper_1000
"""


def main() -> None:
    """Count and write the table."""
    counts: Counter[str] = Counter()
    n = 0
    for name in FILES:
        with gzip.open(Path(sys.argv[1]) / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                counts.update(stems_of(f"{row.get('title') or ''} {row['text']}"))
                n += 1
    rows = [(stem, 1000 * count / n) for stem, count in counts.items()]
    kept = sorted((stem, share) for stem, share in rows if share >= FEWEST and len(stem) > 1)
    TABLE.write_text(HEAD + "".join(f"{stem}\t{share:.1f}\n" for stem, share in kept), encoding="utf-8")
    print(f"{n:,} reports, {len(kept):,} words")


if __name__ == "__main__":
    main()
