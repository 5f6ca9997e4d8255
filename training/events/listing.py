"""The list of a model's files, with their digests, in its model.json."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def list_file(path: Path) -> None:
    """Put the digest of the file into the model.json beside it, where there is one."""
    card = path.parent / "model.json"
    if card.exists():
        about = json.loads(card.read_text())
        about["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        about["files"] = dict(sorted(about["files"].items()))
        card.write_text(json.dumps(about, indent=0) + "\n")
