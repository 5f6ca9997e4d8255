"""Titles that the table of roles leaves out, since they are words of much else: "Secretary Dow", "Rep. Lee"."""

from __future__ import annotations

from detente.actors.phrases import Phrase
from detente.actors.rows import Role
from detente.actors.scan import Hit, Scanned

_TITLES: dict[str, tuple[str, str]] = {
    "secretary": ("GOV", "secretary"), "deputy secretary": ("GOV", "deputy secretary"),
    "under secretary": ("GOV", "under secretary"), "undersecretary": ("GOV", "under secretary"),
    "assistant secretary": ("GOV", "assistant secretary"), "acting secretary": ("GOV", "secretary"),
    "deputy assistant secretary": ("GOV", "deputy assistant secretary"), "counselor": ("GOV", "counselor"),
    "administrator": ("GOV", "administrator"), "acting coordinator": ("GOV", "coordinator"),
    "coordinator": ("GOV", "coordinator"), "special representative": ("GOV", "special representative"),
    "special envoy": ("GOV", "special envoy"), "das": ("GOV", "deputy assistant secretary"),
    "representative": ("LEG", "representative"), "representatives": ("LEG", "representative"),
    "rep.": ("LEG", "representative"), "reps.": ("LEG", "representative"), "sen.": ("LEG", "senator"),
    "sens.": ("LEG", "senator"), "delegate": ("LEG", "delegate"), "assemblyman": ("LEG", "lawmaker"),
    "assemblywoman": ("LEG", "lawmaker"), "fm": ("GOV", "foreign minister"), "pm": ("GOV", "prime minister"),
    "amb.": ("GOV", "ambassador"), "ambassador": ("GOV", "ambassador"), "justice": ("JUD", "judge"),
}  # fmt: skip
"""Sector and title in words; from general knowledge."""
_ALONE = frozenset({"secretary", "deputy secretary", "under secretary", "undersecretary", "assistant secretary"})
"""Those that are used again without the name: "the Deputy Secretary thanked …"."""
_OF_SEVERAL = frozenset({"representatives", "reps.", "sens."})
_LONGEST = 3


def add_titles(found: Scanned) -> None:
    """Take a title before a name, and "the Secretary" with a capital where it stands alone."""
    tree = found.tree
    words = tree.words
    for i, word in enumerate(words):
        if not word[:1].isupper():
            continue
        for size in range(_LONGEST, 0, -1):
            last = i + size
            text = " ".join(words[i:last]).lower()
            if text not in _TITLES or not all(w[:1].isupper() for w in words[i:last]):
                continue
            at = [found.at[k] for k in range(i, last) if k in found.at]
            if any(h.kind != "role" or h.first < i or h.last > last for h in at) or (at and size == 1):
                break
            if _before_name(found, last) or (text in _ALONE and _stands_alone(found, i, last)):
                sector, role = _TITLES[text]
                kind = "group" if text in _OF_SEVERAL else "person"
                found.add(Hit("role", i, last, (Role(text, kind, sector, role),)))
            break


def _before_name(found: Scanned, at: int) -> bool:
    """Whether a person's name stands there."""
    words = found.tree.words
    if at >= len(words) or not (words[at][:1].isupper() or words[at].startswith("@")):
        return False
    hit = found.at.get(at)
    if hit is not None:
        return hit.kind == "person"
    is_name = found.tree.tokens[at].upos == "PROPN" and words[at].lower() not in ("general", "of", "generals")
    return is_name and (found.tree.names.get(at) == "PER" or found.tree.tokens[at].head >= at - 1)


def _stands_alone(found: Scanned, first: int, last: int) -> bool:
    """ "The Secretary thanked Laos", not "Secretary General", "the Treasury Secretary"."""
    words = found.tree.words
    after = words[last] if last < len(words) else ""
    return first > 0 and words[first - 1].lower() == "the" and not after[:1].isupper() and after.lower() != "of"


def shared_titles(found: Scanned, people: list[Phrase]) -> dict[int, Phrase]:
    """The heads of names that share the title in the plural before their list, each with the first of it.

    "Senators Duro, Lee and Kovac": Lee and Kovac are senators too.
    """
    shared: dict[int, Phrase] = {}
    leader: Phrase | None = None
    end = -1
    for phrase in sorted(people, key=lambda p: p.first):
        between = found.tree.words[end : phrase.first] if 0 <= end <= phrase.first else []
        if phrase.roles:
            role = phrase.roles[-1].role
            leader = phrase if role is not None and role.kind == "group" else None
        elif leader is not None and between and set(between) <= {",", "and", "&"}:
            shared[phrase.head] = leader
        else:
            leader = None
        end = phrase.last
    return shared
