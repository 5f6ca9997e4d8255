"""The form under which a place name is looked up."""

from __future__ import annotations

import re
import unicodedata

_GAP = re.compile(r"[\s\-‐‑–_/.,]+")
_DROP = re.compile(r"['’‘ʻʼʿʾ`\"“”()#]")
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]\b\.?")
_LETTERS = str.maketrans("đĐøØłŁı", "dDoOlLi")


def key_of(name: str) -> str:
    """The look-up key of a place name: small Latin letters without marks, words one space apart.

    >>> key_of("Port-au-Prince"), key_of("Sana’a"), key_of("St. Petersburg"), key_of("U.S.")
    ('port au prince', 'sanaa', 'saint petersburg', 'us')
    """
    name = _ABBREVIATION.sub(lambda m: m.group().replace(".", ""), name)
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    key = _GAP.sub(" ", _DROP.sub("", name)).strip().lower()
    return "saint " + key[3:] if key.startswith("st ") else key
