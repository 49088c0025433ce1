"""Does what the tutorial tells the reader to do, and writes what came out into the page.

A block of `console` holds commands after `$ ` with their output below; a block of `python` is followed by a block of
`text` with what it prints. `python scripts/run_tutorial.py` brings the outputs up to date (`make docs` does too); a test
fails when they are not.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial" / "first-figures.md"

_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)
_EDITION = re.compile(r"\b\d{4}-\d{2}-\d{2}-(\d{3})\b")
EDITION_SHOWN = r"2025-05-02-\1"  # an edition is named by the day it was made


def done(text: str, folder: Path) -> str:
    """The page with the outputs that its commands have in an empty folder."""
    return _BLOCK.sub(lambda block: _with_output(block, folder), text)


def _with_output(block: re.Match, folder: Path) -> str:
    language, content, _ = block.groups()
    if language == "python":
        said = _run([sys.executable, "-c", content], folder)
        return f"```python\n{content}```\n\n```text\n{said}```\n"
    lines = []
    for line in content.splitlines():
        if line.startswith("$ "):
            lines += [line, _run(["/bin/sh", "-c", line[2:]], folder).rstrip("\n")]
    return "```console\n" + "\n".join(line for line in lines if line) + "\n```\n"


def _run(command: list[str], folder: Path) -> str:
    """What a command prints, both to the screen and beside it; names of editions as the page has them."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "SUFFICIENCY_HOME": "first-home",
    }
    ran = subprocess.run(  # noqa: S603 (the commands are the page's own)
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if ran.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {ran.returncode}: {ran.stdout}")
    return _EDITION.sub(EDITION_SHOWN, ran.stdout)


def refresh() -> None:
    with tempfile.TemporaryDirectory(prefix="sufficiency-tutorial-") as folder:
        text = done(TUTORIAL.read_text(encoding="utf-8"), Path(folder))
    TUTORIAL.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    refresh()
