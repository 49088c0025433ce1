"""The written pages of the project, and what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fenced(text: str) -> list[tuple[str, str]]:
    """The fenced blocks of a page: language and content."""
    return _FENCED.findall(text)


def without_code(text: str) -> str:
    """A page without its fenced blocks and inline code, in which a bracket is no link."""
    return _INLINE.sub("", _FENCED.sub("", text))


def code_lines(text: str) -> list[str]:
    """Every line of shell in a page: fenced ones (a `$ ` before them dropped), and inline code."""
    lines = []
    for language, block in fenced(text):
        if language == "console":
            lines += [line[2:] for line in block.splitlines() if line.startswith("$ ")]
        elif language in ("sh", "bash"):
            lines += block.splitlines()
    return lines + _INLINE.findall(_FENCED.sub("", text))


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", _FENCED.sub("", text), re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)).strip().lower()
        anchor = plain.replace(" ", "-")
        number = 1
        while anchor in found:
            anchor = f"{plain.replace(' ', '-')}-{number}"
            number += 1
        found.add(anchor)
    return found
