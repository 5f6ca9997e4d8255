"""What is tested here is the frame table and what leans on it, so the direct heads stand aside."""

import pytest


@pytest.fixture(autouse=True)
def frames_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code without the heads; what they decide is tested in test_learned.py and tests/behaviour."""
    monkeypatch.setattr("detente.coding.code.default_heads", lambda: None)
