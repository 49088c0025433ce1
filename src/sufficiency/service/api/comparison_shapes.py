"""What the API answers of the comparison table."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from sufficiency.service.api.shapes import DAY, EDITION, MEASURE, Page


class ComparedFigure(Schema):
    """A figure of the table on one day. Without a value it says why, or that it is too small for you to see."""

    as_at: date = Field(examples=[DAY])
    numerator: float | None = Field(examples=[55])
    denominator: float | None = Field(description="Null for a count.", examples=[81])
    value: float | None = Field(description="Not rounded.", examples=[67.90123456790124])
    low: float | None = Field(
        description="Of the newest share, the lowest that fits what was counted, nineteen times in twenty.",
        examples=[57.1],
    )
    high: float | None = Field(description="The highest such share.", examples=[77.1])
    suppressed: bool = Field(description="Whether it is too small for you to see.", examples=[False])
    as_published: bool = Field(
        False,
        description="Whether the numbers are those of an earlier publication. A note of the row says it in words.",
        examples=[False],
    )
    why: str = Field(description="Where there is no value, why.", examples=[""])


class ChangeTold(Schema):
    """A change on the year before, and what a stated test calls it."""

    difference: float = Field(
        description="In the measure's unit; of shares, percentage points.", examples=[4.3]
    )
    low: float | None = Field(description="Lowest change that fits; null where none is tested.", examples=[1.2])  # fmt: skip
    high: float | None = Field(description="Highest such change.", examples=[7.4])
    call: Literal["up", "down", "no clear change", "too few to say", "not tested"] = Field(examples=["up"])
    verdict: Literal["better", "worse", "changed", ""] = Field(
        description="By the measure's good direction, where the change is clear.", examples=["better"]
    )


class PublishedBeside(Schema):
    """What the Department published of the same, the latest up to the day."""

    on: date = Field(description="The day the published year ends.", examples=[DAY])
    england: float | None = Field(examples=[67.0])
    region: float | None = Field(examples=[70.0])
    region_name: str = Field(examples=["London (Inner)"])
    neighbours_median: float | None = Field(
        description="Median of the statistical neighbours.", examples=[66.5]
    )
    neighbours_mean: float | None = Field(examples=[66.1])
    neighbours_given: int = Field(description="How many of them have a figure.", examples=[10])
    rank: int | None = Field(description="1 for the lowest.", examples=[45])
    of: int = Field(examples=[152])
    quartile: int | None = Field(description="1 for the lowest quarter to 4 for the highest.", examples=[2])


class TargetTold(Schema):
    """What the measure aims at on the day, set by people or a national threshold, and how the figure stands."""

    value: float = Field(examples=[75.0])
    best: Literal["high", "low"] = Field(description="high: at least; low: at most.", examples=["high"])
    since: date = Field(examples=[date(2024, 4, 1)])
    source: str = Field(examples=["Sufficiency strategy 2024"])
    national: bool = Field(description="Whether it is a national threshold.", examples=[False])
    standing: Literal["On target", "Near target", "Off target"] | None = Field(examples=["Near target"])


class ComparedTold(Schema):
    """A measure of the comparison table, counted or recorded."""

    measure: str = Field(examples=[MEASURE])
    title: str = Field(examples=["Children in foster care"])
    unit: str = Field(examples=["percent"])
    direction: Literal["high", "low", "neither"] = Field(description="Which way is good.", examples=["high"])
    recorded: bool = Field(
        description="Whether it is a recorded series, not counted from a return.", examples=[False]
    )
    now: ComparedFigure
    before: ComparedFigure = Field(description="A year before.")
    baseline: ComparedFigure | None = Field(description="Null where none is asked for.", examples=[None])
    change: ChangeTold | None = Field(
        description="Null where a figure is missing, part of a period or hidden.",
        examples=[{"difference": 4.3, "low": 1.2, "high": 7.4, "call": "up", "verdict": "better"}],
    )
    since_baseline: str | None = Field(description="What the change since the baseline is called.", examples=[None])  # fmt: skip
    published: PublishedBeside | None = Field(
        description="Null where nobody publishes the same.",
        examples=[
            {
                "on": "2025-03-31",
                "england": 67.0,
                "region": 70.0,
                "region_name": "London (Inner)",
                "neighbours_median": 66.5,
                "neighbours_mean": 66.1,
                "neighbours_given": 10,
                "rank": 45,
                "of": 152,
                "quartile": 2,
            }
        ],
    )
    target: TargetTold | None = Field(
        description="Null where there is none.",
        examples=[
            {
                "value": 75.0,
                "best": "high",
                "since": "2024-04-01",
                "source": "Sufficiency strategy 2024",
                "national": False,
                "standing": "Near target",
            }
        ],
    )
    notes: list[str] = Field(description="What must be known to read the row rightly.", examples=[[]])


class Compared(Page):
    edition: str = Field(examples=[EDITION])
    as_at: date = Field(examples=[DAY])
    baseline: date | None = Field(examples=[None])
    measures: list[ComparedTold]
    notes: list[str] = Field(description="To print under the table.", examples=[[]])
