"""The corpus itself: it loads without texts, its written half is sound, its parts are apart."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus.agreement import Pair, agreements, paired, pairs_of, reports_of
from corpus.check import faults_of
from corpus.counts import page
from corpus.duplicates import Place, alike, skeletons
from corpus.load import HERE, real, reports, written
from corpus.texts import part_of
from corpus.values import Report


@pytest.fixture(scope="module")
def own() -> list[Report]:
    return list(written())


def test_every_written_report_is_sound(own: list[Report]) -> None:
    assert len(own) >= 250
    assert not [f"{r.id}: {fault}" for r in own for fault in faults_of(r)]
    assert len({r.id for r in own}) == len(own)


def test_every_span_of_a_written_report_lies_in_its_sentence(own: list[Report]) -> None:
    for r in own:
        for s in r.sentences:
            for label in s.codings:
                spots = [label.trigger, *(n.spot for n in (*label.source, *label.target) if n.spot)]
                assert all(s.start <= a < b <= s.end for a, b in spots), r.id


def test_real_reports_load_without_their_texts() -> None:
    found = list(real(None, without_text=True))
    assert len(found) >= 250
    assert sum(len(r.sentences) for r in found) >= 4000
    assert all(r.text is None for r in found)
    assert all(a.end <= b.start for r in found for a, b in zip(r.sentences, r.sentences[1:], strict=False))


def test_without_a_data_folder_real_reports_are_left_out_and_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert {r.set for r in reports(data=None)} == {"written"}
    assert "left out" in capsys.readouterr().err


def test_no_written_sentence_stands_in_two_parts_and_no_skeleton_twice(own: list[Report]) -> None:
    assert not list(skeletons(own))
    assert [len(ids) for _, ids in skeletons([own[0], own[0]])][:1] == [2]
    one = Place("a", "train", tuple("police fired on marchers in the old town on friday".split()))
    other = Place("b", "test", tuple("police fired on marchers in the old town on monday".split()))
    assert [(a.report, b.report) for a, b, _ in alike([one, other])] == [("a", "b")]
    assert not list(alike([one, other._replace(part="train")]))


def test_the_page_of_counts_is_up_to_date() -> None:
    assert (HERE / "COUNTS.md").read_text(encoding="utf-8") == page()


def test_two_codings_of_one_report_are_compared_trigger_by_trigger() -> None:
    first, second = reports_of(HERE / "coded"), reports_of(HERE / "second")
    both = sorted(set(first) & set(second))
    assert len(both) >= 30
    pairs = [p for i in both for p in pairs_of(first[i], second[i])]
    assert {p.field for p in pairs} >= {"type", "modality", "source, country", "days"}
    same = first[both[0]]
    assert all(p.first == p.second for p in pairs_of(same, same))
    labels = next(s.codings for s in same.sentences if s.codings)
    assert [b for _, b in paired(labels, ())] == [None] * len(labels)


def test_agreement_counts_only_what_differs() -> None:
    pytest.importorskip("krippendorff", reason="dependency group corpus")
    pytest.importorskip("sklearn", reason="dependency group corpus")
    rows = [Pair("type", "AID", "AID"), Pair("type", "AID", "AGREE"), Pair("type", "AGREE", "AGREE")]
    (found,) = agreements(iter(rows))
    assert (found.n, round(found.share, 2)) == (3, 0.67)
    assert found.kappa is not None
    assert 0 < found.kappa < 1


def test_parts_of_real_reports_hold_about_what_they_should() -> None:
    parts = [part_of(r.id) for r in real(None, without_text=True)]
    assert min(parts.count(p) for p in ("train", "dev", "test")) > 50
