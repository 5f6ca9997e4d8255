"""The corrections as tables of own actors: always valid, the same bytes, and read by the coder."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from record.make import make_coding, make_document, party

import detente
from detente.actors.folding import fold
from detente.actors.own import read_own
from detente.actors.tables import load
from detente.record import Record
from detente.record import registered as register
from detente.record.registered.own_list import Known, listed, taken_by, write_lists
from detente.record.registered.values import Identity, Standing
from detente.values import Actor

names = st.one_of(
    st.sampled_from(
        ["Ana Vell", "A. Vell", "Ana Vell ", "vell", "Iran", "the UN", "Red|Blue", "Tab\tName", "# Mark", "ß"]
    ),
    st.text(min_size=1, max_size=12),
)
places = st.sampled_from([(None, None), ("IRN", "IRN"), (None, "NOR"), ("NATO", None)])
identities = st.builds(lambda n, p: Identity(n, *p), names, places)
standings = st.builds(
    lambda i, s, r: Standing(*i, s, r),
    identities,
    st.sampled_from([None, "GOV", "REB", "odd"]),
    st.sampled_from([None, "head"]),
)
known = st.builds(Known, st.sampled_from([None, "BUS", "LEG"]), st.none(), st.booleans())


COUNTRIES = {fold(r.form): r.code for r in load().rows("country") if r.kind == "name"}


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(identities, standings, max_size=8), st.data())
def test_whatever_was_corrected_the_tables_are_valid(tmp_path_factory, standing, data):
    folder = tmp_path_factory.mktemp("own")
    rows = listed(standing, {actor: data.draw(known) for actor in standing}, ())
    paths = write_lists(rows, folder)
    read_own(paths, COUNTRIES)  # raises TableError for a table that is not valid


def test_a_merged_name_is_an_alias_and_a_name_of_the_users_own_files_is_left_to_them(tmp_path):
    standing = {
        Identity("A. Vell", None, None): Standing("Ana Vell", None, "NOR", "OPP", "party leader"),
        Identity("Ana Vell", None, "SWE"): Standing("Ana Vell", None, "NOR"),
        Identity("protesters", None, "SWE"): Standing("protesters", None, "NOR"),
    }
    rows = listed(standing, {}, ())
    assert [(r.kind, r.name, r.aliases, r.country, r.sector, r.role) for r in rows] == [
        ("person", "Ana Vell", ("A. Vell",), "NOR", "OPP", "party leader")
    ]
    one, other = write_lists(rows, tmp_path), write_lists(listed(dict(reversed(standing.items())), {}, ()), tmp_path)
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in other]
    assert taken_by(one) == {"ana vell", "a vell"}
    assert listed(standing, {}, taken_by(one)) == []


def test_later_reports_are_read_by_a_correction(tmp_path):
    text = "Ana Vell met North Korea in Oslo on Monday."
    doc = make_document(text, id="first")
    ana = party(doc, "Ana Vell", Actor("Ana Vell", None, None, "UNK"), "person")
    with Record.open(tmp_path / "r.db") as record:
        record.add([doc], lambda d: [make_coding(doc, source=ana)])
        assert register.own_lists(record.connection, tmp_path) == ()
        found = register.find_identity(record.connection, "ana vell")
        register.correct(record.connection, found, {"country": "NOR", "sector": "GOV", "role": "foreign minister"})
        paths = register.own_lists(record.connection, tmp_path)
    later = "Vell accused Iran of piracy on Tuesday, the day after Ana Vell flew home."
    before = {p.actor for c in detente.code(later, published=date(2018, 8, 8)) for p in c.source}
    after = {p.actor for c in detente.code(later, published=date(2018, 8, 8), actors=paths) for p in c.source}
    assert Actor("Ana Vell", "NOR", "NOR", "GOV", "foreign minister") in after - before
