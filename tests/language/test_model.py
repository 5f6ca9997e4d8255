"""The shipped model: whole answers, the same each time, whatever else is read; refused where its files are altered."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from detente.errors import ModelError
from detente.language import Model, analyse, default_model
from detente.language.model import DEFAULT, MOST_PIECES, Analysis
from detente.reading import read_text
from detente.values import Sentence

TEXTS = [
    "Norland's president met his Sudlandish counterpart on Monday.",
    "The envoy left.",
    "After three days of talks, the two sides agreed to open a border post, exchange prisoners and meet again in May.",
    "Iran — in a “first” — recalled its envoy from Zürich (who hadn't slept), 40% of staff & cafés 🙂.",
]


def _plain(a: Analysis) -> tuple[object, ...]:
    predicates = [(p.word, p.score, p.vector.tolist(), p.arguments) for p in a.predicates]
    return a.upos, a.xpos, a.heads, a.deprels, a.names, predicates


def _read(text: str, id: str = "d") -> tuple[Sentence, ...]:
    return analyse(read_text(text, id=id))


def _is_tree(heads: list[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    for word in range(len(heads)):
        seen = set()
        while word >= 0 and word not in seen:
            seen.add(word)
            word = heads[word]
        if word >= 0:
            return False
    return True


@pytest.mark.parametrize("text", TEXTS)
def test_words_slice_to_the_text_and_form_one_tree(text: str) -> None:
    for s in _read(text):
        assert s.tokens
        assert _is_tree([t.head for t in s.tokens])
        for t in s.tokens:
            assert text[t.start : t.end] == t.text
            assert (t.head < 0) == (t.deprel == "root")
            assert t.upos
            assert t.xpos
        assert all(a.end <= b.start for a, b in itertools.pairwise(s.tokens))


def test_every_word_has_a_lemma() -> None:
    assert all(t.lemma for text in TEXTS for s in _read(text) for t in s.tokens)


@pytest.mark.parametrize("text", TEXTS)
def test_names_and_roles_lie_within_the_sentence(text: str) -> None:
    for s in _read(text):
        for n in s.names:
            assert 0 <= n.start < n.end <= len(s.tokens)
            assert n.kind in ("PER", "LOC", "ORG")
        for p in s.predicates:
            assert 0 <= p.token < len(s.tokens)
            assert 0 < p.score < 1
            assert p.roleset.count(".") == 1
            for a in p.arguments:
                assert 0 <= a.start < a.end <= len(s.tokens)
            assert all(a.end <= b.start for a, b in itertools.pairwise(p.arguments))


def test_the_same_text_gives_the_same_answer() -> None:
    words = [t.split() for t in TEXTS]
    first, again = ([_plain(a) for a in default_model().analyse(words)] for _ in range(2))
    assert first == again
    assert [_plain(a) for a in Model().analyse(words)] == first


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0]])
def test_a_document_reads_the_same_whatever_was_read_before(order: list[int]) -> None:
    alone = [_read(t) for t in TEXTS]
    for i in order:
        assert _read(TEXTS[i]) == alone[i]


def test_sentences_come_back_in_their_order_though_batches_sort_them_by_length() -> None:
    words = [t.split() for t in TEXTS] * 30
    found = default_model().analyse(words)
    assert [len(a.upos) for a in found] == [len(w) for w in words]


def test_nothing_gives_nothing() -> None:
    assert default_model().analyse([]) == []
    (empty,) = default_model().analyse([[]])
    assert _plain(empty) == ([], [], [], [], (), [])
    assert [len(a.upos) for a in default_model().analyse([["Iran"], [], ["Iraq", "left"]])] == [1, 0, 2]
    assert _read("") == ()
    assert _read(" \n\n ") == ()


def test_a_line_of_500_words_is_read_to_its_end() -> None:
    text = " ".join(f"minister{i}" for i in range(500))
    sentences = _read(text)
    assert len([t for s in sentences for t in s.tokens]) == 500
    assert sentences[-1].tokens[-1].text == "minister499"


def test_words_beyond_the_encoders_room_still_get_a_place_in_the_tree() -> None:
    model, words = default_model(), ["ministers"] * (MOST_PIECES + 100)
    (found,) = model.analyse([words])
    assert len(found.upos) == len(found.heads) == len(words)
    assert _is_tree(found.heads)


def test_known_predicates_are_taken_as_given() -> None:
    (found,) = default_model().analyse([["Norland", "met", "Sudland"]], [[1]])
    assert [p.word for p in found.predicates] == [1]
    (none,) = default_model().analyse([["Norland", "met", "Sudland"]], [[]])
    assert none.predicates == ()


def test_pieces_are_remembered_and_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    model = default_model()
    monkeypatch.setattr(model, "_pieces", {})
    fresh = model.pieces_of("Pyongyang")
    assert fresh
    assert model._pieces == {"Pyongyang": fresh}
    assert model.pieces_of("Pyongyang") is fresh
    model._pieces.update((f"w{i}", (100,)) for i in range(200_001))
    assert model.pieces_of("Tehran")
    assert len(model._pieces) < 10
    assert model.pieces_of("Pyongyang") == fresh


@pytest.mark.parametrize("word", ["\u00ad", "\u200b", "x" * 5000, "\U0001f642", "\u0000", "\ufffd"])
def test_any_word_has_pieces_and_not_too_many(word: str) -> None:
    assert 1 <= len(default_model().pieces_of(word)) <= 40


def _copy(to: Path) -> list[str]:
    """The model's folder with every file a link, so that one may be replaced."""
    for path in DEFAULT.iterdir():
        (to / path.name).symlink_to(path)
    return list(json.loads((DEFAULT / "model.json").read_text())["files"])


def test_the_shipped_files_are_those_of_the_card() -> None:
    listed = set(json.loads((DEFAULT / "model.json").read_text())["files"])
    assert listed == {p.name for p in DEFAULT.iterdir() if p.name not in ("model.json", "MODEL_CARD.md")}
    assert Model(check=True).version == default_model().version


def test_an_altered_file_is_told_by_name(tmp_path: Path) -> None:
    for name in _copy(tmp_path):
        own = tmp_path / name
        content = own.read_bytes()
        own.unlink()
        own.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(ModelError) as error:
            Model(tmp_path, check=True)
        assert error.value.where == str(own)
        assert error.value.code == "E-MODEL"
        own.write_bytes(content)


def test_a_missing_file_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        Model(tmp_path)
    assert error.value.where == str(tmp_path)
