"""The end of the chain as it is noted, and what is said of a chain that is not whole. Knows no Django."""

from dataclasses import dataclass

FIRST = "0" * 64  # what stands before the first line


class Tampered(Exception):
    """The first thing that is not as it was written, in a sentence."""


class Unguarded(Tampered):
    """The chain is whole, but the database no longer refuses to change it."""


@dataclass(frozen=True)
class Noted:
    """A head: there are ``count`` lines, and the last has this hash."""

    count: int
    hash: str

    @classmethod
    def read(cls, text: str) -> "Noted":
        """From "1234:0a1b…", as `sufficiency audit head` prints it. Raises ValueError."""
        count, _, last = text.strip().partition(":")
        if not (count.isdecimal() and len(last) == len(FIRST) and set(last) <= set("0123456789abcdef")):
            raise ValueError(
                f"'{text}' is no head. Give what `sufficiency audit head` printed, such as 1234:0a1b..., whole."
            )
        return cls(int(count), last)

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"


START = Noted(0, FIRST)
