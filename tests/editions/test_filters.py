"""Every filter lets through exactly what it says, whatever the words; no value reaches the SQL as SQL."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import AskError
from detente.record import Ask, Record
from detente.record.words import says
from editions.make import fill, reports

HOSTILE = [
    *("'", '"', ";", "--", "/*", "%", "_", "\\", "\0", "?", ":a", "NEAR(", "*", "(", ")", "NULL", "é", "İ", "ﬁ", "🇮🇷"),
    *("' OR '1'='1", "x'); DROP TABLE codings; --", '" OR ""="', "tehran", "Tehran, IRN", "accused", "state media"),
    *("Gazette", "IRN", "ACCUSE", "a" * 5000),
]
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.builds(str.__add__, st.sampled_from(["Iran", "Tehran", "The Norland", "acc"]), st.sampled_from(HOSTILE)),
)
codes = st.one_of(st.sampled_from(["IRN", "PRK", "irn"]), words)
days = st.dates(date(2017, 12, 1), date(2018, 12, 31))
asks = st.builds(
    Ask,
    source=st.none() | codes,
    target=st.none() | codes,
    pair=st.none() | st.tuples(codes, codes),
    types=st.lists(st.one_of(st.sampled_from(["ACCUSE", "CONSULT"]), words), max_size=2).map(tuple),
    quads=st.lists(st.integers(1, 4), max_size=2).map(tuple),
    country=st.none() | codes,
    place=st.none() | words,
    first_day=st.none() | days,
    modality=st.none() | st.sampled_from(["actual", "denied"]) | words,
    historical=st.none() | st.booleans(),
    outlet=st.none() | words,
    text=st.none() | words,
    min_confidence=st.none() | st.floats(-1, 2),
    limit=st.none() | st.integers(1, 3),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with Record.open(fill(tmp_path_factory.mktemp("filters") / "r.db", reports())) as opened:
        yield opened


def answers(ask, document, coding):
    """The same in plain Python."""
    sides = [{p.actor.code for p in side} for side in (coding.source, coding.target)]
    both = sides[0] | sides[1]
    acts, bears = (both, both) if coding.symmetric else sides
    pair = ask.pair
    across = pair is not None and any({a} <= sides[0] and {b} <= sides[1] for a, b in (pair, pair[::-1]))
    place = coding.where
    return (
        (ask.source is None or ask.source in acts)
        and (ask.target is None or ask.target in bears)
        and (pair is None or across or (coding.symmetric and set(pair) <= both))
        and (not ask.types or coding.type in ask.types)
        and (not ask.quads or coding.quad in ask.quads)
        and (ask.country is None or any(p.actor.country == ask.country for p in (*coding.source, *coding.target)))
        and (
            ask.place is None
            or (
                place is not None
                and (ask.place.casefold() in place.name.casefold() or place.country == ask.place.upper())
            )
        )
        and (ask.first_day is None or (coding.when is not None and coding.when.last_day >= ask.first_day))
        and (ask.modality is None or coding.modality == ask.modality)
        and (ask.historical is None or coding.historical == ask.historical)
        and (ask.outlet is None or ask.outlet.casefold() in (document.outlet or "").casefold())
        and (ask.text is None or says(coding.sentence.of(document.text), ask.text))
        and (ask.min_confidence is None or coding.confidence >= ask.min_confidence)
    )


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ask=asks)
def test_codings_documents_and_actors_answer_as_the_filters_say(record, ask):
    everything = list(record.codings())
    wanted = [(d.id, c.id) for d, c in everything if answers(ask, d, c)][: ask.limit]
    assert [(d.id, c.id) for d, c in record.codings(ask)] == wanted
    list(record.documents(ask))
    found = {a.name for a in record.actors(ask)}
    if wanted and ask.country is None and ask.limit is None:
        assert {p.actor.name for d, c in everything if (d.id, c.id) in wanted for p in (*c.source, *c.target)} <= found
    assert len(list(record.codings())) == len(everything)


def test_each_filter_has_been_thought_of():
    assert {f.name for f in fields(Ask)} == {
        *("source", "target", "pair", "types", "quads", "country", "place", "first_day", "last_day", "modality"),
        *("historical", "outlet", "text", "min_confidence", "limit", "as_known"),
    }


@pytest.mark.parametrize(
    "given_",
    [
        {"text": ""},
        {"outlet": "\udcff"},
        {"pair": ("IRN", "")},
        {"types": ("ACCUSE", "")},
        {"quads": (5,)},
        {"quads": (2**70,)},
        {"min_confidence": float("nan")},
        {"limit": 0},
        {"first_day": date(2019, 1, 2), "last_day": date(2019, 1, 1)},
    ],
    ids=str,
)
def test_what_nothing_could_answer_is_refused_at_once(given_):
    with pytest.raises(AskError):
        Ask(**given_)
