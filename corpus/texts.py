"""The texts of the real reports, read from the data folder; the project itself keeps ids, offsets and labels."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from corpus.join import Article, read_voa, read_wikinews, rows, whole
from corpus.values import Part

OUTLETS = {
    "news_us_state": "US Department of State",
    "posts_us_state": "US Department of State",
    "news_white_house": "The White House",
    "m2e2_voa": "Voice of America",
    "news_wikinews": "Wikinews",
}
"""Who publishes the reports of a set, where it is one."""
PER_BLOCK = 12
"""Sentences of one block of a set that has no bounds of documents."""


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text as the program reads it, with what is known of it."""

    id: str
    set: str
    published: date
    title: str
    text: str

    @classmethod
    def of(cls, id_: str, set_: str, article: Article) -> Text:
        """The text of an article of a data set."""
        return cls(id_, set_, date.fromisoformat(article["published"][:10]), article["title"], whole(article))


def _read_rows(name: str) -> Callable[[Path], dict[str, Article]]:
    """A reader of one file of dated rows with text and perhaps a title."""

    def read(folder: Path) -> dict[str, Article]:
        return {
            row["id"]: {"title": row.get("title") or "", "published": row["date"], "text": row["text"]}
            for row in rows(folder / name)
        }

    return read


def read_blocks(folder: Path) -> dict[str, Article]:
    """Blocks of neighbouring sentences; the set has neither days nor bounds: all get one day, and none is scored."""
    with gzip.open(folder / "gv_en_sentences.txt.gz", "rt", encoding="utf-8") as lines:
        sentences = [line.strip() for line in lines]
    return {
        f"GV-{at // PER_BLOCK:05d}": {
            "title": "",
            "published": "2015-01-01",
            "text": "\n".join(filter(None, sentences[at : at + PER_BLOCK])),
        }
        for at in range(0, len(sentences), PER_BLOCK)
    }


def read_gum(folder: Path) -> dict[str, Article]:
    """The news documents of the train part of GUM: Wikinews of other years, put together from their sentences."""
    found: dict[str, Article] = {}
    name, told, paragraphs = "", {}, [[]]
    with gzip.open(folder / "en_gum-ud-train.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in (*lines, "# newdoc id = end\n"):
            key, _, value = line.removeprefix("# ").strip().partition(" = ")
            if key == "newdoc id":
                if name.startswith("GUM_news"):
                    body = paragraphs[1:] if paragraphs[0] == [told["title"]] else paragraphs
                    text = "\n\n".join(" ".join(p) for p in body if p)
                    found[name] = {"title": told["title"], "published": told["dateCreated"], "text": text}
                name, told, paragraphs = value, {}, [[]]
            elif key.startswith("newpar") and paragraphs[-1]:
                paragraphs.append([])
            elif key.startswith("meta::"):
                told[key.removeprefix("meta::")] = value
            elif key == "text" and line.startswith("#"):
                paragraphs[-1].append(value)
    return found


def read_lines_in_the_news(folder: Path) -> dict[str, Article]:
    """The last version of the line about each subject."""
    last = {row["wikidata"]: row for row in sorted(rows(folder / "itn_en.jsonl.gz"), key=lambda r: r["date"])}
    return {row["id"]: {"title": "", "published": row["date"], "text": row["text"]} for row in last.values()}


_UNDATED = "2016-11-01"
"""The day that undated reports of re3d get (2015 to 2017); their dates are not scored."""


def read_re3d(folder: Path) -> dict[str, Article]:
    """Official reports on the wars in Syria and Iraq."""
    return {
        f"RE3D-{row['id'][:12]}": {
            "title": row["title"] or "", "published": row["date"] or _UNDATED, "text": row["text"].strip()
        }
        for row in rows(folder / "dev.jsonl.gz")
    }  # fmt: skip


_STORIES_DAY = "2023-10-19"


def read_stories(folder: Path) -> dict[str, Article]:
    """Stories written by a language model for a public set; their facts are invented, and all have the set's day."""
    return {
        row["id"]: {"title": row["headline"], "published": _STORIES_DAY, "text": row["text"].strip()}
        for row in rows(folder / "news.jsonl.gz")
    }


SETS: dict[str, Callable[[Path], dict[str, Article]]] = {
    "news_wikinews": read_wikinews,
    "m2e2_voa": read_voa,
    "news_us_state": _read_rows("press_releases_2021_2022.jsonl.gz"),
    "news_white_house": _read_rows("statements_2021_2022.jsonl.gz"),
    "posts_us_state": _read_rows("statedept_posts_2008_2025.jsonl.gz"),
    "news_wcep_2015": _read_rows("wcep_2015_09.jsonl.gz"),
    "news_globalvoices_sents": read_blocks,
    "ud_gum": read_gum,
    "news_itn_2022_2023": read_lines_in_the_news,
    "re3d": read_re3d,
    "synthetic_news": read_stories,
}


def read_texts(data: Path, name: str) -> dict[str, Text]:
    """All texts of one data set by id; raises FileNotFoundError where the folder lacks it."""
    return {key: Text.of(key, name, article) for key, article in SETS[name](data / name).items()}


_INTERVIEW = "WIKINEWS-Wikinews_interviews_"
_TRAINED = frozenset(
    {
        f"{_INTERVIEW}Phil_Collins,_U.S._Prohibition_Party_presidential_nominee",
        "WIKINEWS-Bloomberg,_Warren_end_US_presidential_campaigns_following_Super_Tuesday",
        "WIKINEWS-Bernie_Sanders_wins_2020_Northern_Mariana_Islands_US_Democratic_presidential_caucus",
        "WIKINEWS-On_the_campaign_trail_in_the_USA,_June_2020",
        "STATE-2022-02-15-deputy-secretary-shermans-call-with-french-german-italian-and-uk-counterparts-4",
    }
)
"""Reports that share several sentences with ones of the part train, and so belong to it too (`duplicates.py`)."""


def part_of(id_: str) -> Part:
    """The part of the corpus that a report belongs to, by its id alone: 65 % train, 15 % dev, 20 % test."""
    if id_ in _TRAINED:
        return "train"
    share = int(sha256(id_.encode()).hexdigest()[:8], 16) % 20
    return "test" if share < 4 else "dev" if share < 7 else "train"


def half_of(id_: str) -> int:
    """One of two halves of the corpus, 0 or 1, by a report's id alone."""
    return int(sha256(id_.encode()).hexdigest(), 16) % 2
