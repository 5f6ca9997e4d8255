"""Elements of a page. Text and attributes go in as values and are escaped by the standard library's serialiser.

Invariant: nothing here takes markup; what a report says can only ever become text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, *children: Child | Iterable[Child], **attributes: str | int | float | None) -> Element:
    """An element with its children; an attribute of None is left out, `class_` is class and `a_b` is a-b.

    >>> tostring(element("p", "1 < 2", class_="note"))
    b'<p class="note">1 &lt; 2</p>'
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), _clean(str(value)))
    for child in children:
        if isinstance(child, (str, Element)) or child is None:
            _append(made, child)
        else:
            for grandchild in child:
                _append(made, grandchild)
    return made


def number(value: float) -> str:
    """A length of a picture, to a tenth of its unit."""
    return f"{value:.1f}".removesuffix(".0")


def to_html(root: Element) -> str:
    """The page's text, with its doctype."""
    return "<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html") + "\n"


def safe_url(url: str | None) -> str | None:
    """The address if it is one of the web, else None: no other scheme may be followed from a page."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def _append(parent: Element, child: Child) -> None:
    if child is None:
        return
    if isinstance(child, Element):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + _clean(child)
    else:
        parent.text = (parent.text or "") + _clean(child)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
