"""Rows for teaching with their states renamed: one by one other, the same kind of word, labels untouched."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training" / "events"))

from renaming import Names, names_of, renamed  # noqa: E402


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(ROOT / "src" / "detente")


def row(text: str, *mentions: tuple[int, int]) -> dict[str, object]:
    return {"words": text.split(), "mentions": [[a, b, b - 1] for a, b in mentions], "labels": [{"word": 1}]}


@pytest.mark.parametrize("seed", range(8))
def test_a_state_has_one_other_name_all_through(names: Names, seed: int) -> None:
    told = row("Kenya said Kenyan troops left Peru", (0, 1), (2, 4), (5, 6))
    (new,) = renamed([told], names, random.Random(seed))
    first, _, adjective, troops, _, last = new["words"]
    assert first not in ("Kenya", "Peru")
    assert last not in ("Kenya", "Peru", first)
    assert troops == "troops"
    assert names.meant[(adjective,)][0] == names.meant[(first,)][0]
    assert names.meant[(adjective,)][1] == "adjective"
    assert new["labels"] == told["labels"]
    assert new["mentions"] == told["mentions"]


def test_words_outside_of_mentions_are_no_states(names: Names) -> None:
    told = row("Michael Jordan met reporters in Chad", (0, 1))
    assert renamed([told], names, random.Random(1))[0] is told


def test_names_of_two_words_stay_names_of_two_words(names: Names) -> None:
    told = row("South Korea met officials", (0, 2))
    (new,) = renamed([told], names, random.Random(3))
    assert len(new["words"]) == 4
    assert tuple(new["words"][:2]) in names.meant
    assert new["words"][:2] != ["South", "Korea"]


@pytest.mark.parametrize("seed", range(4))
def test_a_state_has_the_same_other_name_in_every_sentence_of_a_report(names: Names, seed: int) -> None:
    told = [row("Kenya closed the border", (0, 1)), row("It was Kenya that asked Peru", (2, 3), (5, 6))]
    first, second = renamed(told, names, random.Random(seed))
    assert first["words"][0] == second["words"][2] != "Kenya"
    assert second["words"][5] not in ("Peru", first["words"][0])
