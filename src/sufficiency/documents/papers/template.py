"""A template: the name a paper is asked for by, what it is, and the outline it begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sufficiency.documents.document import Row
from sufficiency.documents.outline import Outline
from sufficiency.measures import said
from sufficiency.vocabulary.months import collection_year_of


@dataclass(frozen=True)
class Setting:
    """What a template is filled in with: the day of the figures, and how the authority is called."""

    as_at: date
    council: str = ""

    @property
    def the_council(self) -> str:
        """ "Fairmere" or "the council", inside a sentence."""
        return self.council or "the council"

    @property
    def year(self) -> str:
        """The collection year of the day, as papers name it: "2017-18"."""
        year = collection_year_of(self.as_at)
        return f"{year - 1}-{year % 100:02}"

    @property
    def day(self) -> str:
        return said.day(self.as_at)


@dataclass(frozen=True)
class Template:
    """`name` is what it is asked for by; `title` and `about` say what it is, in a list of them; `write` makes the outline.
    `priorities_called` is "challenge" where a strategy of challenges is told of before one of priorities."""

    name: str
    title: str
    about: str
    write: Callable[[Setting], Outline]
    priorities_called: str = ""

    def outline(self, as_at: date, council: str = "") -> Outline:
        """The outline of this template for a day and an authority, for an author to work on or to compose as it is."""
        return self.write(Setting(as_at, council))


def front(committee: str, from_whom: str, classification: str = "Open") -> tuple[Row, ...]:
    """The lines above a paper of a council's committee."""
    return (
        Row("For", committee),
        Row("From", from_whom),
        Row("Classification", classification),
        Row("Wards or groups affected", "All"),
    )
