"""Put the articles' text back to the labels, from the data folder.

    python corpus/join.py DATA OUT

DATA holds `news_wikinews/` and `m2e2_voa/` (see README.md); OUT gets one gold file an article, with its text.
Exits with a message when a text is missing or is not the one that was labelled.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Article = dict[str, str]
DATELINE = re.compile(r"(?P<title>.*?)-(?:(?P<place>[A-Z][A-Z ,.]+ —\s*)-)?(?P<rest>[^\W_].*)", re.DOTALL)
CREDIT = re.compile(r"(\([^()]*/[^()]*\))-")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a compressed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_wikinews(folder: Path) -> dict[str, Article]:
    """{id: title, published, text} of all articles; the first paragraph is mostly the date line."""
    return {
        row["id"]: {"title": row["title"], "published": row["date"], "text": row["text"]}
        for row in rows(folder / "wikinews_2019_2020.jsonl.gz")
    }


def read_voa(folder: Path) -> dict[str, Article]:
    """The same, put together from single sentences: one a line, the final stop restored where none stands.

    The first sentence there is headline, dateline and lead, joined by hyphens.
    """
    sentences: dict[str, list[tuple[int, str]]] = defaultdict(list)
    published = {}
    for row in rows(folder / "dev.jsonl.gz"):
        sentences[row["doc"]].append((int(row["id"].rpartition("_")[2]), row["text"]))
        published[row["doc"]] = row["date"]
    articles = {}
    for doc, found in sentences.items():
        lines = [text for _, text in sorted(found)]
        head = DATELINE.fullmatch(lines[0])
        title = head["title"].strip() if head else ""
        if head:
            lines[0] = (head["place"] or "") + head["rest"]
        lines = [CREDIT.sub("\\1\n", line) for line in lines]
        text = "\n".join(line if line[-1:] in ".!?\"”'" else line + "." for line in lines)
        articles[doc] = {"title": title, "published": published[doc], "text": text}
    return articles


def whole(article: Article) -> str:
    """The document as read: title, a blank line, text."""
    return f"{article['title']}\n\n{article['text']}" if article["title"] else article["text"]


SETS: dict[str, Callable[[Path], dict[str, Article]]] = {"news_wikinews": read_wikinews, "m2e2_voa": read_voa}


def join(labels: dict[str, Any], article: Article) -> dict[str, Any]:
    """The gold file: labels with the text. Raises ValueError where the evidence is not at its place."""
    text = whole(article)
    joined = {"id": labels["id"], **article, "set": labels["set"]}
    for key in ("gold", "forbidden"):
        joined[key] = []
        for label in labels[key]:
            evidence = label["evidence"]
            if text[evidence["start"] : evidence["end"]] != evidence["text"]:
                raise ValueError(f"{labels['id']}: {label['id']}: the text is not the one that was labelled")
            joined[key].append({**label, "evidence": evidence["text"]})
    return joined


def main() -> None:
    """Write one file an article."""
    data, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    for name, read in SETS.items():
        files = sorted((HERE / "real" / name).glob("*.json"))
        articles = read(data / name) if files else {}
        for file in files:
            labels = json.loads(file.read_text(encoding="utf-8"))
            if labels["id"] not in articles:
                sys.exit(f"{labels['id']} is not in {data / name}")
            try:
                joined = join(labels, articles[labels["id"]])
            except ValueError as error:
                sys.exit(str(error))
            (out / file.name).write_text(json.dumps(joined, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
