"""By when a paper must be where, counted back from its meeting in working days.

Agendas and reports of a council's committee lie open to the public at least five clear days before it meets (Local
Government Act 1972 s100B(3), five since SI 2002/715). A clear day is a whole day between the two: neither the day of
despatch nor that of the meeting counts. Which days count the Act does not say. Decided: working days, so neither
weekends nor bank holidays, as councils' monitoring officers read R v Swansea City Council ex p Elitestone (1993).
Christmas Eve and Maundy Thursday are working days here; a council that leaves them out asks for more clear days.

The Act binds committees. A steering group or a panel may ask for fewer days, so the number is each board's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sufficiency.vocabulary.working_days import is_working_day

CLEAR_DAYS = 5


@dataclass(frozen=True)
class Steps:
    """How long a board's papers take: clear days before the meeting, and working days before despatch.

    The draft comes first, then the director has it, then finance and legal; no step can come before the one before.
    """

    clear_days: int = CLEAR_DAYS
    finance_legal: int = 5
    director: int = 10
    draft: int = 15


@dataclass(frozen=True)
class Deadlines:
    """The last day on which a paper can reach each step and still be in time; all of them working days."""

    draft: date
    director: date
    finance_legal: date
    despatch: date

    def __iter__(self) -> Iterator[tuple[str, date]]:
        """Each with what is due by then, first day first."""
        yield "draft written", self.draft
        yield "with the director", self.director
        yield "with finance and legal", self.finance_legal
        yield "despatched", self.despatch


def clear_days(despatched: date, meeting: date) -> int:
    """How many whole working days lie between the two; none where the meeting does not come after."""
    days = (meeting - despatched).days
    return sum(is_working_day(despatched + timedelta(days=number)) for number in range(1, days))


def before_working_days(day: date, number: int) -> date:
    """The `number`-th working day before `day`; `day` itself is day 0, whatever day of the week it is."""
    while number:
        day -= timedelta(days=1)
        if is_working_day(day):
            number -= 1
    return day


def despatch_by(meeting: date, least: int = CLEAR_DAYS) -> date:
    """The last working day on which papers can go out and have `least` clear days before the meeting."""
    return before_working_days(meeting, least + 1)


def deadlines(meeting: date, steps: Steps) -> Deadlines:
    """Every deadline of a paper for a meeting on that day."""
    despatch = despatch_by(meeting, steps.clear_days)
    return Deadlines(
        draft=before_working_days(despatch, steps.draft),
        director=before_working_days(despatch, steps.director),
        finance_legal=before_working_days(despatch, steps.finance_legal),
        despatch=despatch,
    )
