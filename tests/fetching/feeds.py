"""Builders of feeds, pages and lists of feeds, in the words of invented outlets."""

from __future__ import annotations

from fetching.server import answer


def item(link: str | None, title: str = "Talks", day: str = "Tue, 07 Aug 2018 09:00:00 GMT", text: str = "") -> str:
    parts = [f"<title>{title}</title>", f"<pubDate>{day}</pubDate>", f"<description>{text}</description>"]
    return "<item>" + "".join(parts + ([f"<link>{link}</link>"] if link else [])) + "</item>"


def rss(*items: str, title: str = "The Norland Gazette") -> str:
    head = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
    return f"{head}<link>http://news.example/</link>{''.join(items)}</channel></rss>"


def atom(*links: str) -> str:
    entries = "".join(
        f'<entry><id>urn:x:{i}</id><title>Talks {i}</title><updated>2018-08-07T09:00:00Z</updated><link href="{link}"/>'
        "</entry>"
        for i, link in enumerate(links)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>{entries}</feed>'


def feed(*items: str, **headers: str) -> bytes:
    return answer(rss(*items), **({"content_type": "application/rss+xml"} | headers))


def page(number: int, act: str = "met") -> bytes:
    """A report of its own; its words differ from those of other numbers, so that none is a copy."""
    words = " ".join(f"{word}{number}" for word in ("harbour", "quay", "market", "bridge", "tower", "garden"))
    return answer(
        f"<html><head><title>Report {number}</title></head><body><article><h1>Report {number} from the capital</h1>"
        f"<p>Iran {act} North Korea. The talks numbered {number} took place near the {words} of the old town.</p>"
        f"<p>Officials said afterwards that the round at the {words} would be followed by another one.</p>"
        "</article></body></html>"
    )
