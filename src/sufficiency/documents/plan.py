"""A sufficiency strategy and its action plan as papers tell of it: plain records, whoever keeps them.

The shape is that of the action plans councils publish: key area, focus, milestones, linked indicators, lead officer and
the I statements an action serves, each action rated red, amber or green with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Rating(StrEnum):
    """How an action stands; always shown with its word, never by colour alone."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    COMPLETE = "complete"
    NOT_RATED = "not rated"


@dataclass(frozen=True)
class Milestone:
    """What is to be done by when. `due` is None where the plan gives no day, and `due_words` then says what it gives
    ("ongoing", "each quarter"); `done` is the day it was done."""

    words: str
    due: date | None = None
    due_words: str = ""
    done: date | None = None


@dataclass(frozen=True)
class Indicator:
    """A measure that an action is to move, in the plan's words; `measure` is its id where it is one of the catalogue.

    Values are in the measure's unit. `target` is to be reached by `target_on`.
    """

    words: str
    measure: str = ""
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None
    target_on: date | None = None


@dataclass(frozen=True)
class Rated:
    """A rating a person gave, and why. `proposed` is what the stated rule proposed that day, and `because` its reasons."""

    rating: Rating
    on: date
    reason: str
    by: str
    proposed: Rating = Rating.NOT_RATED
    because: str = ""


@dataclass(frozen=True)
class Note:
    """How an action comes along, in the words of the person who wrote it."""

    on: date
    words: str
    by: str


@dataclass(frozen=True)
class Evidence:
    """What shows that an action was done or helped: a report, a letter, a visit. `link` says where it is, if anywhere."""

    on: date
    words: str
    by: str
    link: str = ""


@dataclass(frozen=True)
class PlannedAction:
    """One action of the plan. `number` is its place as people say it ("4.2"); `statements` are the numbers of the
    I statements it serves; `ratings`, `notes` and `evidence` are the newest first. `lead_account` is the username of
    the lead officer where that is somebody with an account."""

    number: str
    key_area: str
    focus: str
    milestones: tuple[Milestone, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    lead: str = ""
    statements: tuple[int, ...] = ()
    financial_implication: str = ""
    resources: str = ""
    risks: str = ""
    ratings: tuple[Rated, ...] = ()
    notes: tuple[Note, ...] = ()
    overdue: bool = False
    evidence: tuple[Evidence, ...] = ()
    lead_account: str = ""

    @property
    def rating(self) -> Rating:
        return self.ratings[0].rating if self.ratings else Rating.NOT_RATED


@dataclass(frozen=True)
class Heard:
    """What children and young people answered to an I statement in one round. `answers` is how many answered and
    `agree` how many of them agree; both are None where fewer answered than may be shown."""

    round: str
    on: date
    answers: int | None
    agree: int | None


@dataclass(frozen=True)
class Statement:
    """An I statement: what a child or young person should be able to say. `heard` is the newest round first."""

    number: int
    words: str
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True)
class Priority:
    """A priority, or a challenge, of the strategy; `measures` are ids of those reported under it, in their order."""

    number: int
    title: str
    words: str = ""
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A strategy with its action plan, as it stands on the day `on`. `priorities_called` is "priority" or "challenge",
    and a `draft` is not in force."""

    title: str
    on: date
    starts: date
    ends: date
    vision: str = ""
    duty: str = ""
    priorities: tuple[Priority, ...] = ()
    levers: tuple[str, ...] = ()
    success: tuple[str, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    statements: tuple[Statement, ...] = field(default=())
    priorities_called: str = "priority"
    draft: bool = False

    @property
    def key_areas(self) -> tuple[str, ...]:
        """The key areas in the order in which actions first name them."""
        return tuple(dict.fromkeys(action.key_area for action in self.actions))
