"""What the API answers of the plan, field by field."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from sufficiency.service.api.shapes import DAY, MEASURE, Page

DUE = date(2025, 9, 30)
ACTION_FOCUS = "More children placed for adoption sooner"
Word = Literal["red", "amber", "green", "complete", "not rated"]


class PriorityTold(Schema):
    """A priority, or a challenge, with the measures that are reported under it."""

    number: int = Field(examples=[1])
    title: str = Field(examples=["Enough homes near to home"])
    words: str = Field(examples=["More children live within 20 miles of home."])
    measures: list[str] = Field(
        description="Ids of the catalogue, in their order.", examples=[["over_20_miles_pct"]]
    )


class StatementTold(Schema):
    """An I statement: what a child or young person should be able to say."""

    number: int = Field(examples=[1])
    words: str = Field(examples=["I feel safe where I live."])


class StrategyTold(Schema):
    """A strategy over its period. Drafts are told to those alone who keep the plan."""

    id: int = Field(examples=[1])
    title: str = Field(examples=["Sufficiency strategy 2024 to 2027"])
    starts: date = Field(examples=[date(2024, 4, 1)])
    ends: date = Field(examples=[date(2027, 3, 31)])
    draft: bool = Field(examples=[False])
    in_force: bool = Field(
        description="Whether it is the one that holds on the day of the plan.", examples=[True]
    )
    vision: str = Field(examples=["A home near school and family for every child."])
    duty: str = Field(examples=["Children Act 1989, section 22G."])
    priorities_called: Literal["priority", "challenge"] = Field(examples=["priority"])
    priorities: list[PriorityTold]
    levers: list[str] = Field(examples=[["Commissioning"]])
    success: list[str] = Field(
        description="What it looks like when it worked.", examples=[["Fewer moves in a year."]]
    )
    statements: list[StatementTold] = Field(description="The I statements that its actions serve.")


class Strategies(Page):
    on: date = Field(description="The day the plan is looked at.", examples=[DAY])
    strategies: list[StrategyTold]


class MilestoneTold(Schema):
    """What is to be done by when."""

    words: str = Field(examples=["Agree the contract"])
    due: date | None = Field(description="Null where the plan gives words instead of a day.", examples=[DUE])
    due_words: str = Field(examples=[""])
    done: date | None = Field(examples=[None])
    days_late: int = Field(description="0 where it is not overdue.", examples=[0])


class NowTold(Schema):
    """The latest figure of a measure, up to the day the plan is looked at."""

    as_at: date | None = Field(examples=[DAY])
    value: float | None = Field(
        description="In the measure's unit; null where it is not known whole, or hidden.", examples=[67.9]
    )
    words: str = Field(description="The value as the pages say it, or why there is none.", examples=["67.9%"])
    suppressed: bool = Field(description="Whether it is too small for you to see.", examples=[False])


class IndicatorTold(Schema):
    """A measure that an action is to move. What is too small for you to see is null, and ``suppressed`` says so."""

    words: str = Field(description="In the plan's words.", examples=["More children in foster care"])
    measure: str = Field(
        description="Its id in the catalogue; empty where the catalogue has none.", examples=[MEASURE]
    )
    baseline: float | None = Field(examples=[62.2])
    baseline_on: date | None = Field(examples=[date(2024, 3, 31)])
    target: float | None = Field(examples=[75.0])
    target_on: date | None = Field(examples=[date(2027, 3, 31)])
    suppressed: bool = Field(description="Whether baseline or target is hidden.", examples=[False])
    now: NowTold | None = Field(
        description="Null where the catalogue has no such measure.",
        examples=[{"as_at": str(DAY), "value": 67.9, "words": "67.9%", "suppressed": False}],
    )
    expected: float | None = Field(
        description="Where the straight line from baseline to target stands on the day of the figure.",
        examples=[66.5],
    )
    standing: Literal["On track", "Slightly behind", "Behind", "Not told yet"] = Field(examples=["On track"])


class RatingTold(Schema):
    """How a person rated the action, and why; beside it what the stated rule proposed that day."""

    rating: Word = Field(examples=["green"])
    on: date = Field(examples=[DAY])
    reason: str = Field(examples=["The contract is agreed."])
    by: str = Field(examples=["Director of commissioning"])
    proposed: Word = Field(examples=["green"])
    because: str = Field(
        description="Why the rule proposed it; empty for those who may not see small numbers.", examples=[""]
    )


class ProposalTold(Schema):
    """What the stated rule proposes now, from milestones and figures as you may see them."""

    rating: Word = Field(examples=["green"])
    because: list[str] = Field(examples=[["No milestone is overdue"]])


class ActionTold(Schema):
    """An action of the plan as it stands."""

    id: int = Field(description="For /plan/actions.", examples=[1])
    number: str = Field(description="As people say it.", examples=["4.2"])
    key_area: str = Field(examples=["Permanence"])
    focus: str = Field(examples=[ACTION_FOCUS])
    lead: str = Field(
        description="The lead officer in words; empty where none is named.", examples=["Head of adoption"]
    )
    statements: list[int] = Field(description="The I statements it serves, by number.", examples=[[1, 4]])
    rating: Word = Field(description="The latest rating a person gave.", examples=["green"])
    reason: str = Field(
        description="Why; empty where nobody has rated it.", examples=["The contract is agreed."]
    )
    late: bool = Field(description="Whether a milestone is overdue.", examples=[False])
    due: str = Field(description="What is due, in a few words.", examples=["next 30 September 2025"])
    proposed: ProposalTold
    milestones: list[MilestoneTold]
    indicators: list[IndicatorTold]
    ratings: list[RatingTold] = Field(description="Every rating, the newest first.")


class PlanTold(Page):
    """The actions of one strategy, in the plan's order."""

    on: date = Field(description="The day the plan is looked at.", examples=[DAY])
    strategy: int | None = Field(description="Null where none is in force.", examples=[1])
    title: str = Field(examples=["Sufficiency strategy 2024 to 2027"])
    sentence: str = Field(
        description="How the actions stand, or why there are none.",
        examples=["1 of 1 action is on track, 0 at risk and 0 off track. None are late."],
    )
    actions: list[ActionTold]


class Said(Schema):
    """A note or a piece of evidence, in the words of the person who wrote it."""

    on: date = Field(examples=[DAY])
    words: str = Field(examples=["Three bids came in."])
    by: str = Field(examples=["Head of adoption"])


class EvidenceTold(Said):
    link: str = Field(description="Where it is, if anywhere.", examples=[""])


class ActionWhole(ActionTold):
    """One action with what is said of money, resources and risks, its notes and its evidence."""

    on: date = Field(description="The day it is looked at.", examples=[DAY])
    strategy: int = Field(examples=[1])
    financial_implication: str = Field(examples=["£70,000 a year"])
    resources: str = Field(examples=["One post"])
    risks: str = Field(examples=["Too few adopters"])
    notes: list[Said]
    evidence: list[EvidenceTold]
