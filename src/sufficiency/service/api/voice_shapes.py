"""What the API answers of what children and young people said, field by field: sums alone."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from sufficiency.service.api.shapes import Page


class HeardTold(Schema):
    """What was said to one I statement; every number is null where fewer answered than may be shown."""

    number: int = Field(examples=[1])
    words: str = Field(examples=["I feel safe where I live."])
    answered: int | None = Field(examples=[128])
    yes: int | None = Field(examples=[66])
    sometimes: int | None = Field(examples=[40])
    no: int | None = Field(examples=[22])
    agree_pct: float | None = Field(description="The share who said yes, not rounded.", examples=[51.5625])
    low_pct: float | None = Field(
        description="The lowest share that fits what was said, nineteen times in twenty.", examples=[43.0]
    )
    high_pct: float | None = Field(description="The highest such share.", examples=[60.1])


class RoundTold(Schema):
    """A round of asking that is closed."""

    id: int = Field(examples=[1])
    title: str = Field(examples=["Spring survey 2025"])
    kind: Literal["survey", "reviews", "visit"] = Field(
        description="A survey, asked at reviews, or asked in one kind of home.", examples=["survey"]
    )
    whom: str = Field(description="Who was asked.", examples=["Children aged 8 and over"])
    opens: date = Field(examples=[date(2025, 3, 1)])
    closes: date = Field(examples=[date(2025, 4, 30)])
    closed: date = Field(description="The day it was closed.", examples=[date(2025, 4, 30)])
    fewest: int = Field(
        description="How many must have answered a statement before what they said is shown.", examples=[6]
    )
    statements: list[HeardTold]


class Voice(Page):
    rule: str = Field(
        description="What is shown, and when.",
        examples=["Shown once the round is closed and enough answered."],
    )
    rounds: list[RoundTold]


class RoundWhole(RoundTold):
    comments: list[str] = Field(
        description="What children wrote, as somebody who read it said others may; none where too few answered.",
        examples=[["I like that my room is my own."]],
    )
