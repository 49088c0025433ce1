"""How a rating is proposed for an action, from its milestones and its measures. A person sets the rating.

Complete: every milestone is done, and no measure with a target is short of it.
Red: a milestone is more than 28 days overdue, or a measure is clearly behind its trajectory.
Amber: a milestone is overdue by 28 days or fewer, or a measure is behind its trajectory, but not clearly.
Green: neither, and there is a milestone with a day, or a measure with a figure and a target, to tell by.
Not rated: there is nothing to tell by.

The trajectory is a straight line from the baseline on its day to the target on its day; after that day it stays at the
target. A figure is held against it as on the figure's own day. A target without a day holds at once. A measure with a target and a day for it but no baseline is held against
the target from that day on, and not before.

Clearly behind: of a share whose numbers are known, the trajectory is outside the range that chance alone leaves around
the share, nineteen times in twenty (Wilson's interval). Of a number of children or events, it is further away than
1.96 times the square root of the number. Of money, days, rates, grades and averages, it is further away than a tenth of
the trajectory's own value, since how far chance moves these is not known here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sufficiency.documents.plan import Indicator, Milestone, Rating
from sufficiency.measures.chance import DEVIATIONS
from sufficiency.measures.intervals import wilson_interval
from sufficiency.measures.targets import NEAR_SHARE

LATE_DAYS = 28
SAME = 1e-9


@dataclass(frozen=True)
class Reading:
    """What a measure last said, of the day `on`, in its unit. `numerator` and `denominator` are None where they are not
    known; `counts` marks a number of children or events."""

    on: date
    value: float
    numerator: float | None = None
    denominator: float | None = None
    counts: bool = False


@dataclass(frozen=True)
class Tracked:
    """An indicator with its measure's latest figure (None: not known, or hidden) and which way is good for it:
    high, low or neither."""

    indicator: Indicator
    now: Reading | None = None
    good: str = "neither"


@dataclass(frozen=True)
class Proposal:
    """The rating the rule proposes, and the sentences that say why, without their full stops."""

    rating: Rating
    because: tuple[str, ...]


@dataclass(frozen=True)
class Track:
    """How an indicator stands. `expected` is the trajectory's value on the day of the figure, None where there is
    nothing to hold it against; `behind` and `clearly` whether it is short of it, and by more than chance."""

    expected: float | None = None
    behind: bool = False
    clearly: bool = False

    @property
    def word(self) -> str:
        if self.expected is None:
            return "Not told yet"
        if not self.behind:
            return "On track"
        return "Behind" if self.clearly else "Slightly behind"

    @property
    def colour(self) -> str:
        """Of its tag."""
        return {"On track": "green", "Slightly behind": "yellow", "Behind": "red"}.get(self.word, "grey")


def trajectory(indicator: Indicator, on: date) -> float | None:
    """Where the straight line from baseline to target stands on a day; None where there is nothing to hold a figure
    against on that day."""
    target, by = indicator.target, indicator.target_on
    if target is None or by is None:
        return target
    start, since = indicator.baseline, indicator.baseline_on
    if on >= by:
        return target
    if start is None or since is None:
        return None
    passed = min(max((on - since).days / (by - since).days, 0.0), 1.0) if by > since else 1.0
    return start + (target - start) * passed


def track(tracked: Tracked) -> Track:
    """Whether an indicator keeps to its trajectory, on the day of its latest figure."""
    if tracked.now is None:
        return Track()
    expected, direction = trajectory(tracked.indicator, tracked.now.on), wanted(tracked)
    if expected is None or not direction:
        return Track()
    short = (expected - tracked.now.value) * direction
    if short <= SAME * max(1.0, abs(expected)):
        return Track(expected)
    return Track(expected, behind=True, clearly=_clear(tracked.now, expected, short))


def wanted(tracked: Tracked) -> int:
    """1 where the figure should rise to its target, -1 where it should fall, 0 where neither can be told."""
    indicator = tracked.indicator
    known = indicator.target is not None and indicator.baseline is not None
    if known and indicator.target != indicator.baseline:
        return 1 if indicator.target > indicator.baseline else -1
    return {"high": 1, "low": -1}.get(tracked.good, 0)


def days_overdue(milestone: Milestone, on: date) -> int:
    """How many days a milestone is overdue on a day; 0 where it is done by then, not yet due, or has no day."""
    if milestone.due is None or is_done(milestone, on):
        return 0
    return max((on - milestone.due).days, 0)


def is_done(milestone: Milestone, on: date) -> bool:
    return milestone.done is not None and milestone.done <= on


def propose(milestones: Sequence[Milestone], indicators: Sequence[Tracked], on: date) -> Proposal:
    """What the rule proposes on a day, with every reason for the worst it found."""
    late = [(one, days_overdue(one, on)) for one in milestones]
    tracks = [(one, track(one)) for one in indicators]
    if milestones and all(is_done(one, on) for one in milestones) and not any(map(_short, indicators)):
        return Proposal(Rating.COMPLETE, ("Every milestone is done, and no measure is short of its target",))
    red = [_overdue(one, days) for one, days in late if days > LATE_DAYS]
    red += [_behind(one, found) for one, found in tracks if found.clearly]
    if red:
        return Proposal(Rating.RED, tuple(red))
    amber = [_overdue(one, days) for one, days in late if days]
    amber += [_behind(one, found) for one, found in tracks if found.behind]
    if amber:
        return Proposal(Rating.AMBER, tuple(amber))
    if any(one.due for one in milestones) or any(found.expected is not None for _one, found in tracks):
        return Proposal(Rating.GREEN, ("No milestone is overdue, and no measure is behind its trajectory",))
    return Proposal(
        Rating.NOT_RATED, ("There is no milestone with a day and no measure with a figure to tell by",)
    )


def _clear(now: Reading, expected: float, short: float) -> bool:
    if now.counts:
        return short > DEVIATIONS * math.sqrt(max(now.value, 0.0))
    if now.numerator is not None and now.denominator:
        low, high = wilson_interval(now.numerator, now.denominator)
        return not low <= expected <= high
    return short > NEAR_SHARE * abs(expected)


def _short(tracked: Tracked) -> bool:
    """Whether a measure with a figure and a target has not reached it."""
    target, direction = tracked.indicator.target, wanted(tracked)
    if target is None or tracked.now is None or not direction:
        return False
    return (target - tracked.now.value) * direction > SAME * max(1.0, abs(target))


def _overdue(milestone: Milestone, days: int) -> str:
    return f"“{milestone.words}” is {days:,} day{'' if days == 1 else 's'} overdue"


def _behind(tracked: Tracked, found: Track) -> str:
    words = f"“{tracked.indicator.words}”"
    if found.clearly:
        return f"{words} is clearly behind its trajectory"
    return f"{words} is behind its trajectory, but not clearly"
