"""Names of members: shown and used as ids, never as paths."""

from __future__ import annotations

import hashlib
import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MAX = 300


class Names:
    """Gives each member of an archive a name of its own: "a.zip/2018/report.txt", the second such with "#2"."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: dict[bytes, int] = {}

    def name(self, member: str) -> str:
        """The name of a member; "..", leading slashes and characters that cannot be seen are left out."""
        steps = _CONTROL.sub("", member.replace("\\", "/")).split("/")
        plain = "/".join(s for s in steps if s not in ("", ".", ".."))[-_MAX:] or "member"
        key = hashlib.blake2b(plain.encode(), digest_size=8).digest()
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return f"{self._archive}/{plain}" + (f"#{count}" if count > 1 else "")


def is_hidden(member: str) -> bool:
    """Whether a member is passed over as hidden files of a folder are: ".DS_Store", "__MACOSX/…"."""
    steps = [s for s in member.replace("\\", "/").split("/") if s not in ("", ".", "..")]
    return any(s.startswith(".") or s == "__MACOSX" for s in steps)
