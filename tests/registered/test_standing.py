"""Corrections apply one after the other, to the actor as it stood; what was withdrawn applies to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record.registered.standing import completed, standing_of, void_among
from detente.record.registered.values import Correction, Identity, Standing

JAVAD = Identity("Javad Zarif", None, "IRN")
ZARIF = Identity("Mohammad Javad Zarif", "IRN", "IRN")
KIM = Identity("Kim", None, None)


def correction(number, actor, sets=None, withdraws=None):
    verdict = "withdrawn" if withdraws else "merged" if sets and "name" in sets else "corrected"
    return Correction(number, verdict, actor, sets or {}, withdraws, None, f"2026-01-{number:02}T00:00:00+00:00")


def test_nothing_corrected_stands_as_coded():
    assert standing_of([]) == {}


def test_a_merged_actor_follows_what_is_corrected_of_the_other_later():
    merged = correction(1, JAVAD, ZARIF._asdict())
    moved = correction(2, ZARIF, {"country": "IRQ", "code": "IRQ"})
    assert standing_of([merged, moved]) == {
        JAVAD: Standing("Mohammad Javad Zarif", "IRQ", "IRQ"),
        ZARIF: Standing("Mohammad Javad Zarif", "IRQ", "IRQ"),
    }


def test_a_correction_made_before_the_merge_stays_with_the_other():
    moved = correction(1, ZARIF, {"sector": "ELI", "code": None})
    merged = correction(2, JAVAD, Identity("Mohammad Javad Zarif", None, "IRN")._asdict())
    assert standing_of([moved, merged]) == {
        ZARIF: Standing("Mohammad Javad Zarif", None, "IRN", "ELI"),
        JAVAD: Standing("Mohammad Javad Zarif", None, "IRN"),
    }


def test_two_merged_into_each_other_end_as_the_last_says():
    there, back = correction(1, JAVAD, ZARIF._asdict()), correction(2, ZARIF, JAVAD._asdict())
    assert standing_of([there, back]) == {ZARIF: Standing(*JAVAD)}  # Javad went there and back


def test_a_withdrawal_that_is_withdrawn_puts_the_correction_back():
    rows = [correction(1, KIM, {"country": "PRK"}), correction(2, KIM, withdraws=1)]
    assert standing_of(rows) == {}
    assert void_among(rows) == {1}
    rows.append(correction(3, KIM, withdraws=2))
    assert standing_of(rows) == {KIM: Standing("Kim", None, "PRK")}
    assert void_among(rows) == {2}


identities = st.sampled_from(
    [Identity(n, c, k) for n in "ABC" for c, k in ((None, None), ("IRN", "IRN"), (None, "IRN"))]
)


@given(st.lists(st.tuples(identities, identities), max_size=12))
def test_no_actor_stands_as_itself_and_withdrawing_all_leaves_nothing(pairs):
    rows = [correction(n, a, b._asdict()) for n, (a, b) in enumerate(pairs, 1)]
    found = standing_of(rows)
    assert all(stands.identity != actor for actor, stands in found.items())
    assert set(found) <= {a for a, _ in pairs}
    assert standing_of([*rows, *(correction(100 + r.number, r.actor, withdraws=r.number) for r in rows)]) == {}


CASES = [
    (ZARIF, ["GOV"], {"country": "IRQ"}, {"country": "IRQ", "code": "IRQ"}),
    (ZARIF, ["GOV"], {"sector": "ELI"}, {"sector": "ELI", "code": None}),
    (ZARIF, ["GOV"], {"role": "envoy"}, {"role": "envoy"}),
    (JAVAD, ["UNK"], {"country": "IRQ"}, {"country": "IRQ"}),
    (JAVAD, ["UNK"], {"sector": "GOV"}, {"sector": "GOV", "code": "IRN"}),
    (KIM, ["GOV"], {"country": "PRK"}, {"country": "PRK", "code": "PRK"}),
    (KIM, [None], {"country": "PRK"}, {"country": "PRK"}),
    (Identity("NATO", "NATO", None), [None], {"sector": "MIL"}, {"sector": "MIL"}),
    (KIM, ["GOV"], {"country": "PRK", "code": "KIM"}, {"country": "PRK", "code": "KIM"}),
]


@pytest.mark.parametrize(("actor", "sectors", "given_", "wanted"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_the_code_follows_from_country_and_sector(actor, sectors, given_, wanted):
    assert completed(actor, sectors, given_) == wanted
