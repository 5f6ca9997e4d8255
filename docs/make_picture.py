"""Make the README's picture from what the program really prints: `python docs/make_picture.py`, or `make picture`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from detente.examples import find_dispatches

REPORT = "2018-06-12-singapore.txt"
MOST_CODINGS = 3
TO = Path(__file__).parent / "picture.svg"


def printed(*arguments: str, folder: str) -> str:
    """What the command prints at 80 columns."""
    env = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    main = [sys.executable, "-c", "from detente.cli import main; main()"]
    return subprocess.run(
        [*main, *arguments], check=True, text=True, cwd=folder, env=env, stdout=subprocess.PIPE
    ).stdout


def lines() -> list[str]:
    """A report's first codings, and the demo's story from its question to its answer."""
    with tempfile.TemporaryDirectory() as folder:
        file = next(f for f in find_dispatches() if f.name == REPORT)
        (Path(folder) / "report.txt").write_bytes(file.read_bytes())
        blocks = printed("code", "report.txt", folder=folder).split("\n\n")
        story = printed("demo", folder=folder)
    story = story[story.index("IRAN AND NORTH KOREA") : story.index("The sentences behind")]
    told = [
        "$ detente code report.txt",
        *"\n\n".join(blocks[: MOST_CODINGS + 1]).split("\n"),
        "",
        "$ detente demo",
        "…",
    ]
    return [*told, *story.rstrip().split("\n")]


def coloured(line: str) -> Text:
    """The line with its act, its marks and its command made visible."""
    text = Text(line)
    text.highlight_regex(r"»[^«]*«", "bold yellow")
    text.highlight_regex(r"(?:<->|->) [A-Z]{3,}(?: [a-z/ -]+)? (?:<->|->)", "bold cyan")
    text.highlight_regex(r"^\$ .*", "bold green")
    text.highlight_regex(r"^[A-Z ,0-9]{12,}$", "bold")
    text.highlight_regex(r"^  (?:~?\d{4}-\d\d-\d\d|undated).*", "dim")
    return text


def main() -> None:
    console = Console(record=True, width=82, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in lines():
        console.print(coloured(line), soft_wrap=True)
    svg = console.export_svg(title="détente", theme=MONOKAI, unique_id="detente")
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)  # nothing is loaded from elsewhere
    TO.write_text(svg.replace("Fira Code, monospace", "monospace"))
    print(f"{TO}: {len(svg) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
