"""Whether enough members came: how many a board needs, and what that comes to on the day."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Rule:
    """``least`` voting members, or ``percent`` of them where that is more (0: no share); ``chair``: one chair among them."""

    least: int
    percent: int = 0
    chair: bool = False

    def needed(self, voting: int) -> int:
        """How many of that many voting members must be there; a share is rounded up."""
        return max(self.least, ceil(voting * self.percent / 100))


@dataclass(frozen=True)
class Quoracy:
    """What came of a meeting's quorum: voting members there, or stood in for, of all; whether a chair was."""

    there: int
    voting: int
    needed: int
    chair_missing: bool = False

    @property
    def quorate(self) -> bool:
        return self.there >= self.needed and not self.chair_missing

    @property
    def words(self) -> str:
        """ "5 of 9, quorum 4: quorate"."""
        told = f"{self.there} of {self.voting}, quorum {self.needed}"
        if self.quorate:
            return f"{told}: quorate"
        return f"{told}: not quorate{', because no chair was there' if self.there >= self.needed else ''}"


def quoracy(rule: Rule, voting: int, there: int, chairs_there: int) -> Quoracy:
    """``there`` of ``voting`` members came, themselves or by a substitute, ``chairs_there`` of them in the chair."""
    return Quoracy(there, voting, rule.needed(voting), rule.chair and not chairs_there)
