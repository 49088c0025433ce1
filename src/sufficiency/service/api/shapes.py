"""What the API answers of measures, figures, recorded series and the children behind a figure, field by field; the other
rooms' shapes stand beside. The same declarations make the document of the API and its page in the reference."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field, JsonValue

from sufficiency.measures import Unit
from sufficiency.service.data.figures import State

DAY, MEASURE, EDITION = date(2025, 3, 31), "foster_pct", "2025-04-05-001"
CHILD_TOKEN = "Zm9zdGVyaW5nLWlzLWEt"  # noqa: S105 (made up)


class Page(Schema):
    """Part of a list. An edition never changes, so the parts of one list always fit together."""

    number: int = Field(description="How long the whole list is.", examples=[2])
    offset: int = Field(description="How many stand before this part.", examples=[0])
    next: str | None = Field(description="The address of the next part; null with the last.", examples=[None])


class Breakdown(Schema):
    id: str = Field(examples=["age_band"])
    title: str = Field(examples=["Age"])
    groups: dict[str, str] = Field(
        description="The groups with their labels, in order.", examples=[{"0": "Under 1", "1-4": "1 to 4"}]
    )


class MeasureTold(Schema):
    """A measure as it is defined."""

    id: str = Field(examples=[MEASURE])
    title: str = Field(examples=["Children in foster care"])
    question: str = Field(
        description="What it answers.", examples=["What share of children live with foster carers?"]
    )
    why: str = Field(description="Why it is looked at.", examples=["Most children do best in a family."])
    theme: str = Field(examples=["Homes"])
    unit: Unit = Field(examples=["percent"])
    direction: Literal["high", "low", "neither"] = Field(description="Which way is good.", examples=["high"])
    how_counted: list[str] = Field(examples=[["Children whose placement is one of foster care."]])
    decided: list[str] = Field(description="What was decided where guidance leaves it open.", examples=[[]])
    source: str = Field(examples=["SSDA903 2025, methodology 4"])
    breakdowns: list[str] = Field(
        description="Ids of the breakdowns that apply.", examples=[["age_band", "sex"]]
    )
    months: int | None = Field(
        description="How many months up to the day it covers; null for what holds on the day.",
        examples=[None],
    )
    only_on_31_march: bool = Field(description="Whether it is counted on 31 March alone.", examples=[False])
    tables: list[str] = Field(
        description="The tables of the return it needs.", examples=[["episodes", "header"]]
    )


class Measures(Schema):
    measures: list[MeasureTold]
    breakdowns: list[Breakdown] = Field(description="Each breakdown that some measure here has.")


class FigureTold(Schema):
    """One figure: the eight columns of “sufficiency measures”, and what stands behind it."""

    measure: str = Field(examples=[MEASURE])
    as_at: date = Field(examples=[DAY])
    period_start: date | None = Field(description="The first day it covers; null for what holds on the day.", examples=[None])  # fmt: skip
    breakdown: str = Field(description="Empty for the total.", examples=["age_band"])
    group: str = Field(description="Empty for the total.", examples=["16+"])
    numerator: float | None = Field(examples=[55])
    denominator: float | None = Field(description="Null for a count.", examples=[81])
    value: float | None = Field(description="Not rounded.", examples=[67.90123456790124])
    state: State = Field(
        description="“known”; or why there is no value, or not a whole one. “suppressed”: too small for you to see.",
        examples=["known"],
    )
    mark: str | None = Field(
        None,
        description="In the style dfe, what the Department prints in place of a value: c, z or low. Else null.",
        examples=[None],
    )
    as_published: bool = Field(
        False,
        description="Whether the numbers are those of an earlier publication: the edition counts a few children more or "
        "fewer, and the difference could point to a child. Never in the style local.",
        examples=[False],
    )
    note: str = Field("", description="The same in a sentence to print; else empty.", examples=[""])


class NotCounted(Schema):
    """A measure that has no figure on a day asked for."""

    measure: str = Field(examples=["sdq_pct"])
    as_at: date = Field(examples=[date(2025, 4, 30)])
    state: State = Field(examples=["not counted on this day"])


class Figures(Page):
    edition: str = Field(examples=[EDITION])
    figures: list[FigureTold]
    not_counted: list[NotCounted] = Field(description="Told with the first part of the list.")


class EntryTold(Schema):
    """A measure of the catalogue, counted from a return or recorded, and whether it has figures."""

    id: str = Field(examples=["spend_residential"])
    name: str = Field(examples=["Spend on residential care"])
    area: str = Field(examples=["finance"])
    unit: str = Field(examples=["£"])
    of: str = Field(description="What a recorded share is of; empty for others.", examples=[""])
    direction: Literal["high", "low", "neither"] = Field(description="Which way is good.", examples=["low"])
    fed_by: str = Field(examples=["recorded series"])
    loaded: bool = Field(description="Whether it has figures.", examples=[True])
    reason: str = Field(
        description="Why, or why not.", examples=["6 values recorded, the latest for 31 March 2025"]
    )
    breakdowns: list[str] = Field(examples=[[]])
    comparators: list[str] = Field(examples=[["earlier years"]])
    sources: str = Field(examples=["Finance"])
    definition: str = Field(examples=["What children's homes cost in the year."])


class Catalogue(Page):
    measures: list[EntryTold]


class RecordedTold(Schema):
    """One recorded value in force: the eight columns of all figures, and where it is from."""

    measure: str = Field(examples=["spend_residential"])
    as_at: date = Field(examples=[DAY])
    period_start: date | None = Field(description="The first day it covers; null for what holds on the day.", examples=[date(2024, 4, 1)])  # fmt: skip
    breakdown: str = Field(description="Empty for the total.", examples=[""])
    group: str = Field(description="Empty for the total.", examples=[""])
    numerator: float | None = Field(
        description="Of a count or money, the value; null where the parts are not known.", examples=[3244487]
    )
    denominator: float | None = Field(examples=[None])
    value: float | None = Field(examples=[3244487])
    suppressed: bool = Field(description="Whether it is too small for you to see.", examples=[False])
    source: str = Field(examples=["Outturn report, June 2025"])
    basis: str = Field(examples=["final"])
    version: int = Field(description="Above 1 it was corrected.", examples=[1])
    recorded_at: datetime = Field(examples=["2025-06-05T09:30:00Z"])


class Recorded(Page):
    values: list[RecordedTold]


class ChildCounted(Schema):
    """A row that a figure counted. A child with several reviews or incidents has a row for each."""

    child: str = Field(description="The id in the return.", examples=["1234"])
    child_token: str = Field(
        description="Stands for the child in addresses of pages.", examples=[CHILD_TOKEN]
    )
    part: Literal["numerator", "denominator only"] = Field(examples=["numerator"])
    amount: float = Field(description="The days an average is made of, else 1.", examples=[1])
    facts: dict[str, JsonValue] = Field(
        description="What answers the measure's question.", examples=[{"age": 9, "sex": "Female"}]
    )


class Children(Page):
    edition: str = Field(examples=[EDITION])
    measure: str = Field(examples=[MEASURE])
    as_at: date = Field(examples=[DAY])
    breakdown: str = Field(examples=[""])
    group: str = Field(examples=[""])
    sealed: int = Field(
        description="How many of the rows are of sealed records, of which nothing is told.", examples=[0]
    )
    others: str = Field(
        description="A sentence where other children are counted and not shown to you.", examples=[""]
    )
    children: list[ChildCounted]
