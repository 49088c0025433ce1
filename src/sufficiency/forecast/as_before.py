"""What a figure would be if the coming months are like those behind it.

    python -c "
    from datetime import date
    from sufficiency.forecast import as_before
    ends = [date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31), date(2024, 6, 30), date(2024, 7, 31)]
    print(as_before(list(zip(ends, [500, 504, 502, 505, 503])), ahead=[1]))
    "

The middle is the last figure: of children looked after that is hard to beat. Around it lies as much as four in five of the
steps over as many months before have been at most. How often such a range would have held is tried on the months
themselves, each time with what was known by then, and told beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, pairwise

from sufficiency.vocabulary.months import add_months, is_month_end, last_day_of_month

LIKELY = 0.8  # how often a figure should lie in its range
AHEAD = (3, 6, 12)  # months
BEHIND = 3  # times as many months as are looked ahead must lie behind


@dataclass(frozen=True)
class Expected:
    """A range for a month end: `months` ahead, `day`, from `low` to `high`, in the figure's own unit.

    `tried` is from how many earlier months it could have been said too, and `held` how often the figure then lay in it.
    """

    months: int
    day: date
    low: float
    high: float
    tried: int
    held: int


def as_before(
    series: Sequence[tuple[date, float | None]],
    ahead: Iterable[int] = AHEAD,
    least: float = 0,
    most: float = math.inf,
) -> list[Expected]:
    """A range for each number of months ahead, nearest first, within `least` and `most`.

    `series`: month ends in a row with their figures, None where there is none; it begins with the first that is known.
    A number of months is left out where not three times as many lie behind, and everything where the last figure is
    not known. A range further ahead is never narrower than a nearer one. Raises ValueError for days that are no month
    ends in a row.
    """
    _check_in_a_row([day for day, _value in series])
    values = list(dropwhile(lambda value: value is None, (value for _day, value in series)))
    if not values or values[-1] is None:
        return []
    found, asked = [], sorted(set(ahead))
    for place, months in enumerate(asked):
        up_to = asked[: place + 1]
        if (reach := _reach(values, up_to)) is None:
            continue
        answers = [_held(values[: end + 1], up_to) for end in range(len(values))]
        tried = [one for one in answers if one is not None]
        low, high = _within(values[-1], reach, least, most)
        day = _month_end_after(series[-1][0], months)
        found.append(Expected(months, day, low, high, len(tried), sum(tried)))
    return found


def _reach(values: Sequence[float | None], asked: Sequence[int]) -> float | None:
    """How far the range for the last of the numbers of months asked for reaches; None with too few months behind."""
    reaches = [_most_of_the_steps(values, months) for months in asked]
    return None if reaches[-1] is None else max(one for one in reaches if one is not None)


def _most_of_the_steps(values: Sequence[float | None], months: int) -> float | None:
    """What four in five of the steps over so many months were at most.

    The step of that rank among one more than there are (as conformal prediction takes it), so that a few steps give
    a wider range, not a narrower one.
    """
    steps = sorted(
        abs(later - before)
        for before, later in zip(values, values[months:], strict=False)
        if before is not None and later is not None
    )
    rank = math.ceil(LIKELY * (len(steps) + 1))
    return steps[rank - 1] if len(values) > BEHIND * months and rank <= len(steps) else None


def _held(known: Sequence[float | None], asked: Sequence[int]) -> bool | None:
    """Whether the last figure lay in the range said before it, by the last of the numbers of months asked for; None
    where none could be said."""
    months = asked[-1]
    if len(known) <= months or known[-1] is None or known[-1 - months] is None:
        return None
    reach = _reach(known[:-months], asked)
    return None if reach is None else abs(known[-1] - known[-1 - months]) <= reach


def _within(middle: float, reach: float, least: float, most: float) -> tuple[float, float]:
    return max(middle - reach, least), min(middle + reach, most)


def _check_in_a_row(days: Sequence[date]) -> None:
    for day in days:
        if not is_month_end(day):
            raise ValueError(f"{day} is no end of a month: give a figure for each month end, in order.")
    for day, following in pairwise(days):
        if following != _month_end_after(day, 1):
            raise ValueError(f"{following} follows {day}: give a figure for each month end, in order.")


def _month_end_after(day: date, months: int) -> date:
    month = add_months(day.replace(day=1), months)
    return last_day_of_month(month.year, month.month)
