"""docs/performance.md in parts, each written by the run that measured it; the others stay as they are."""

from pathlib import Path

PARTS = ("first measures", "region", "nation", "growth")
BEGIN, END = "<!-- measured: {} -->", "<!-- end of {} -->"


def write_part(page: Path, part: str, text: str) -> None:
    """Put a part's new text in its place on the page; parts stand in the order of `PARTS`."""
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    texts = {name: found for name in PARTS if (found := part_of(old, name))} | {part: text.strip()}
    whole = [f"{BEGIN.format(name)}\n{texts[name]}\n{END.format(name)}" for name in PARTS if name in texts]
    page.write_text("\n\n".join(whole) + "\n", encoding="utf-8")


def part_of(page: str, part: str) -> str:
    """The text of one part, empty where the page has none."""
    _before, found, after = page.partition(BEGIN.format(part))
    return after.partition(END.format(part))[0].strip() if found else ""
