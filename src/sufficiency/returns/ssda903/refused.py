"""Why a return was not read."""


class Refused(Exception):
    """A file that cannot be read. `str()` is a sentence or two: where, what was found, what to do."""

    def __init__(self, cause: str, *, file: str | None = None, line: int | None = None) -> None:
        self.cause = cause
        self.file = file
        self.line = line
        where = ", ".join(part for part in (file, f"line {line}" if line else None) if part)
        super().__init__(f"{where}: {cause}" if where else cause)


def shown(text: str, longest: int = 60) -> str:
    """Text from a file or a name, safe and short enough to stand in a sentence."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    tidy = " ".join(printable.split())
    return tidy if len(tidy) <= longest else tidy[: longest - 1] + "…"
