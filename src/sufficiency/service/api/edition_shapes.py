"""What the API answers of editions, what differs between two, and their findings."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from sufficiency.service.api.shapes import CHILD_TOKEN, DAY, EDITION, MEASURE, Page
from sufficiency.service.data.figures import State


class EditionTold(Schema):
    """An edition: one load of returns, never changed. Numbers are null for people who may not see small ones."""

    id: str = Field(examples=[EDITION])
    made_at: datetime = Field(examples=["2025-04-05T09:30:00Z"])
    by: str = Field(description="Who loaded it.", examples=["A. Nalyst"])
    in_use: bool = Field(description="Whether the pages show its figures.", examples=[True])
    status: Literal["provisional", "final"] = Field(examples=["provisional"])
    authority: str | None = Field(examples=["X99"])
    years: list[int] = Field(description="Collection years, by the year they end.", examples=[[2024, 2025]])
    carried_years: list[int] = Field(
        description="Of those, the ones kept from the edition before.", examples=[[2024]]
    )
    based_on: str | None = Field(examples=[None])
    rebuilt_from: str | None = Field(examples=[None])
    children: int = Field(examples=[512])
    episodes: int = Field(examples=[2048])
    findings: dict[str, int] | None = Field(description="By severity.", examples=[{"error": 2, "note": 40}])
    rules_version: str = Field(examples=["3"])
    software_version: str = Field(examples=["0.1.0"])


class FileTold(Schema):
    """A file of the return as it was given."""

    name: str = Field(examples=["episodes.csv"])
    sha256: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])
    table: str = Field(examples=["episodes"])
    year: int = Field(examples=[2025])
    rows: int | None = Field(examples=[812])


class EditionWithFiles(EditionTold):
    files: list[FileTold]
    days: list[date] = Field(
        description="The days whose figures are kept; others are counted when asked.", examples=[[DAY]]
    )


class Editions(Page):
    editions: list[EditionTold]


class Pair(Schema):
    """A total in one edition."""

    numerator: float | None = Field(examples=[55])
    denominator: float | None = Field(examples=[81])
    value: float | None = Field(examples=[67.90123456790124])
    state: State = Field(examples=["known"])


class FigureMoved(Schema):
    """A total that is not the same in two editions."""

    measure: str = Field(examples=[MEASURE])
    as_at: date = Field(examples=[DAY])
    before: Pair
    after: Pair


class RowsMovedTold(Schema):
    """A table and year whose number of rows differs."""

    table: str = Field(examples=["episodes"])
    year: int = Field(examples=[2025])
    before: int = Field(examples=[800])
    after: int = Field(examples=[812])


class Differences(Page):
    before: str = Field(description="The edition compared with.", examples=["2025-03-28-001"])
    after: str = Field(examples=[EDITION])
    figures: list[FigureMoved]
    rows: list[RowsMovedTold]


class FindingTold(Schema):
    """One finding on the returns. What points to a child is null without the scope children:read."""

    code: str = Field(examples=["E12"])
    severity: Literal["error", "warning", "note"] = Field(examples=["error"])
    title: str = Field(description="What the check looks for.", examples=["An episode ends before it begins"])
    table: str = Field(examples=["episodes"])
    year: int | None = Field(examples=[2025])
    field: str | None = Field(examples=["dec"])
    measures: list[str] = Field(description="The measures it can change.", examples=[[MEASURE]])
    file: str | None = Field(examples=["episodes.csv"])
    row: int | None = Field(examples=[17])
    child: str | None = Field(examples=["1234"])
    child_token: str | None = Field(description="Stands for the child in addresses.", examples=[CHILD_TOKEN])
    message: str | None = Field(
        description="What is wrong and what to do, without places.",
        examples=["The episode ends before it begins."],
    )


class Findings(Page):
    edition: str = Field(examples=[EDITION])
    findings: list[FindingTold]
