"""Whether a text is English. Cheap signs first; the classifier is loaded only where they do not settle it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MIN_LETTERS = 200
"""A shorter text cannot be told apart and counts as English."""

# Words that English uses in every paragraph and its neighbours hardly at all ("in", "was", "of", "on" are theirs too).
_ENGLISH_WORDS = """
    the and that to for with from by said has have had not are were which who will would be been but this their they
    its it as at an after between against over into than also when while could can about more his her she would"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_ENOUGH, _SOME = 0.12, 0.08
_SAMPLE = 6_000

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ms": "Malay",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


class Tongue(NamedTuple):
    """`code` is ISO 639-1, None where the text is too short to tell; `name` is for people."""

    code: str | None
    name: str | None
    is_english: bool


def find_tongue(text: str) -> Tongue:
    """The language of a text, as far as it matters here: English, another, or too short to tell (counts as English)."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + " " + text[len(text) // 2 :][: _SAMPLE // 2]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(c < "\u0250" or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if len(letters) >= 40 and latin < 0.3 * len(letters):  # another script needs no classifier to be told apart
        code = _classify(sample) if len(letters) >= MIN_LETTERS else None
        return Tongue(code, _NAMES.get(code, code) if code else "another script", False)
    words = re.findall(r"[^\W\d_]+", sample.lower())
    share = sum(w in _ENGLISH for w in words) / max(1, len(words))
    if share >= _ENOUGH and len(words) >= 8:
        return Tongue("en", "English", True)
    if len(letters) < MIN_LETTERS:
        return Tongue(None, None, True)
    code = _classify(sample)
    # Names from all over the world mislead the classifier; this many English function words do not.
    if code == "en" or share >= _SOME:
        return Tongue("en", "English", True)
    return Tongue(code, _NAMES.get(code, code), False)


def _classify(text: str) -> str:
    from py3langid import classify

    return str(classify(text)[0])
