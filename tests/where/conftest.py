"""What is tested here is the frame table and what leans on it, so the direct heads stand aside."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def frames_alone() -> Iterator[None]:
    """Code without the heads; what they decide is tested in test_learned.py and tests/behaviour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("detente.coding.code.default_heads", lambda: None)
        yield
