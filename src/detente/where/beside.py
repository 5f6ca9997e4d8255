"""What the text says beside a name of where it lies: "Tripoli, Libya", "the Syrian town of Douma", "Syria's Idlib"."""

from __future__ import annotations

from detente.values import Sentence
from detente.where.keys import key_of
from detente.where.span import CITY_WORDS, LEADING, REGION_WORDS, NameSpan
from detente.where.table import Entry, adjectives, entries_of
from detente.where.verbs import PLACE_NOUNS


def container_of(sentence: Sentence, spans: list[NameSpan], i: int) -> NameSpan | None:
    """The span that says where span i lies: "Tripoli, Libya", "Tripoli (Libya)", "Mosul in northern Iraq"."""
    if i + 1 >= len(spans):
        return None
    span, after = spans[i], spans[i + 1]
    between = [t.text.lower() for t in sentence.tokens[span.last : after.first]]
    between = [word for word in between if word not in LEADING and word not in CITY_WORDS | REGION_WORDS]
    if not after.entries or between not in ([","], ["("], ["in"], [",", "in"]):
        return None
    top = after.entries[0]
    if top.kind not in {"country", "region"}:
        # "Shreveport, La.": La. is Los Angeles too
        states = [e for e in after.entries if e.kind == "region" and _holds(e, span)]
        top = states[0] if states else top
    own = span.entries[0] if span.entries else None
    fits = any(e.kind in {"city", "site"} and e.country == top.country for e in span.entries)
    if own is not None and own.kind == "region" and top.kind == "region":
        return None  # "in Manipur, Nagaland and Tripura"
    if between == [","] and not fits and _is_in_list(sentence, spans, i):
        return None  # "Chechnya, Taiwan and India"
    if top.kind not in {"country", "region"}:
        return None
    if span.entries and span.entries[0].kind == "country" and top.kind == "country":
        return None  # "in Iran, Iraq and Syria" is a list
    return after


def _holds(region: Entry, span: NameSpan) -> bool:
    return any(e.region == region.name and e.country == region.country for e in span.entries)


def _is_in_list(sentence: Sentence, spans: list[NameSpan], i: int) -> bool:
    """Whether span i and the next stand in a row of three or more places."""
    separators = {",", "and", "or"}
    after, before = spans[i + 2 : i + 3], spans[max(i - 1, 0) : i]
    gaps = [sentence.tokens[spans[i + 1].last : s.first] for s in after]
    gaps += [sentence.tokens[s.last : spans[i].first] for s in before]
    return any(gap and all(t.text.lower() in separators for t in gap) for gap in gaps)


def said_beside(sentence: Sentence, span: NameSpan, container: NameSpan | None) -> tuple[str | None, str | None]:
    """Country and region that the text says beside the name."""
    if span.entries and span.entries[0].kind == "country" and container is None:
        return None, None  # "the American occupation of Iraq"
    if container is not None:
        for entry in container.entries:
            if entry.kind == "region" and _holds(entry, span):
                return entry.country, entry.name
        return container.entries[0].country, None
    after = _said_after(sentence, span)
    if after is not None:
        return after, None
    i = span.first - 1
    steps = 0
    while i >= 0 and steps < 5 and sentence.tokens[i].upos not in {"VERB", "PUNCT"}:
        country = adjectives().get(key_of(sentence.tokens[i].text))
        if country is not None:
            return country, None
        if sentence.tokens[i].text in {"'s", "’s"} and i > 0:
            owner = entries_of(key_of(sentence.tokens[i - 1].text))
            return (owner[0].country, None) if owner else (None, None)
        if sentence.tokens[i].upos == "ADP" and sentence.tokens[i].text.lower() != "of":
            break
        i -= 1
        steps += 1
    return None, None


def _said_after(sentence: Sentence, span: NameSpan) -> str | None:
    """ "Barisha, a Syrian hamlet by the border"."""
    words = sentence.tokens[span.last : span.last + 6]
    if len(words) < 4 or words[0].text != "," or words[1].text.lower() not in {"a", "an", "the"}:
        return None
    country = None
    for word in words[2:]:
        country = country or adjectives().get(key_of(word.text))
        if word.lemma.lower() in PLACE_NOUNS:
            return country
        if word.upos not in {"ADJ", "PROPN", "PUNCT", "NOUN"}:
            return None
    return None
