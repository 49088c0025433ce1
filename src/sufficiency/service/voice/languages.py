"""The words of the form in each language, from the text files beside this one.

A language is added by a file of its own, `texts/<code>.txt`, with the lines of `en.txt` after their equals signs in
that language: a translator needs no more than a text editor. `checked = yes` says that somebody who grew up with the
language has read it; the pages of those who ask tell which have not been.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

ENGLISH = "en"
_FOLDER = Path(__file__).parent / "texts"
_ABOUT = ("name", "direction", "checked")


@dataclass(frozen=True)
class Language:
    """A language's code, its own name, whether it is written from the right, and the words of the form in it."""

    code: str
    name: str
    from_right: bool
    checked: bool
    words: dict[str, str]

    @property
    def direction(self) -> str:
        return "rtl" if self.from_right else "ltr"


@cache
def languages() -> dict[str, Language]:
    """All languages there are by their codes, English first and then by their names."""
    found = [_read(path) for path in _FOLDER.glob("*.txt")]
    found.sort(key=lambda one: (one.code != ENGLISH, one.name))
    return {one.code: one for one in found}


def language_of(code: str) -> Language:
    """The language of that code, or English where there is none."""
    return languages().get(code, languages()[ENGLISH])


def _read(path: Path) -> Language:
    """Raises ValueError for a line without an equals sign, or a text that is missing, unknown or empty."""
    lines = [
        line.partition("=")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    if wrong := [line for line, equals, _ in lines if not equals]:
        raise ValueError(f"{path.name}: “{wrong[0]}” has no equals sign.")
    texts = {key.strip(): words.strip() for key, _, words in lines}
    about = {key: texts.pop(key, "") for key in _ABOUT}
    if path.stem != ENGLISH and texts.keys() != texts_needed():
        differing = sorted(texts.keys() ^ texts_needed())
        raise ValueError(f"{path.name} must have the texts of en.txt; these differ: {', '.join(differing)}.")
    if empty := [key for key, words in (about | texts).items() if not words]:
        raise ValueError(f"{path.name}: “{empty[0]}” is empty.")
    return Language(path.stem, about["name"], about["direction"] == "rtl", about["checked"] == "yes", texts)


@cache
def texts_needed() -> frozenset[str]:
    """The names of the texts that every language must have."""
    return frozenset(_read(_FOLDER / f"{ENGLISH}.txt").words)
