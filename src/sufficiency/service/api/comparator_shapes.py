"""What the API answers of what others published, and of the populations that rates rest on."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from sufficiency.service.api.shapes import DAY, EDITION, MEASURE, Page


class PopulationTold(Schema):
    """The residents aged 0 to 17 of an authority: the ONS mid-year estimate."""

    authority: str = Field(description="The ONS code.", examples=["E09000028"])
    name: str = Field(examples=["Southwark"])
    year: int = Field(description="The mid-year (30 June).", examples=[2024])
    residents: int = Field(examples=[58000])
    made_up: bool = Field(examples=[False])


class PopulationUsed(Schema):
    """Which estimate a day's rate is of."""

    as_at: date = Field(examples=[DAY])
    year: int = Field(examples=[2024])
    residents: int = Field(examples=[58000])


class Populations(Page):
    edition: str | None = Field(examples=[EDITION])
    authority: str | None = Field(description="The authority of the edition.", examples=["X99"])
    populations: list[PopulationTold]
    population_used: list[PopulationUsed] = Field(
        description="By 31 March and the newest day of the edition."
    )


class RecordedPopulationTold(Schema):
    """The children aged 0 to 17 who lived in the area on a day, by ethnic group: one version of it."""

    day: date = Field(examples=[date(2021, 3, 21)])
    version: int = Field(description="Above 1 it was corrected.", examples=[1])
    in_force: bool = Field(description="Whether this version holds.", examples=[True])
    withdrawn: bool = Field(description="Whether it says that there are no such numbers.", examples=[False])
    children: dict[str, int] = Field(
        description="By ethnic group; empty where they were taken back.",
        examples=[{"white": 30000, "mixed": 6000, "asian": 5000, "black": 14000, "other": 3000}],
    )
    total: int | None = Field(examples=[58000])
    source: str = Field(examples=["Census 2021, table RM032"])
    basis: Literal["census", "estimate", "projection"] = Field(examples=["census"])
    reason: str = Field(description="Why it was corrected or taken back.", examples=[""])
    recorded_at: datetime = Field(examples=["2025-06-05T09:30:00Z"])


class RecordedPopulations(Page):
    populations: list[RecordedPopulationTold]


class Published(Schema):
    """A published figure of 31 March, to set one's own against."""

    source: str = Field(examples=["Department for Education, Local Authority Interactive Tool"])
    authority: str = Field(
        description="The Department's number of the place; 970 is England.", examples=["970"]
    )
    name: str = Field(examples=["England"])
    kind: str = Field(description="country, region or authority.", examples=["country"])
    measure: str = Field(examples=[MEASURE])
    year: int = Field(examples=[2025])
    value: float | None = Field(examples=[67.0])


class Comparators(Page):
    comparators: list[Published]
    differs: dict[str, str] = Field(
        description="By measure, how the published series counts otherwise than ours.",
        examples=[{"over_20_miles_pct": "The published figure counts only homes outside the boundary."}],
    )
    sentence: str = Field(description="Where the list is empty, why.", examples=[""])
