"""What the API answers of published papers, field by field."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, JsonValue

from sufficiency.service.api.shapes import DAY, EDITION, MEASURE, Page

PAPER = "3f0c0b5e-8a43-4d8e-9a0f-0c5d3a1b2e4f"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
DOCUMENT = {
    "title": "Sufficiency update, March 2025",
    "public": True,
    "front": [{"name": "Date", "value": "9 July 2025"}],
    "sections": [{"key": "summary", "title": "Summary", "number": "1", "level": 1, "said": []}],
}


class PaperTold(Schema):
    """A paper as it was published. It never changes."""

    id: UUID = Field(examples=[PAPER])
    title: str = Field(examples=["Sufficiency update, March 2025"])
    template: str = Field(description="Which of the papers it is.", examples=["sufficiency-update"])
    lead_officer: str = Field(examples=["Head of commissioning"])
    committee: str = Field(
        description="The board it was written for; empty where none waited for it.",
        examples=["Corporate Parenting Committee"],
    )
    meeting: date | None = Field(description="The day of its meeting.", examples=[date(2025, 7, 9)])
    published_at: datetime = Field(examples=["2025-07-01T09:30:00Z"])
    version: int = Field(description="Which of its versions was published.", examples=[4])
    edition: str = Field(description="The edition its figures are of.", examples=[EDITION])
    as_at: date = Field(description="The day of its figures.", examples=[DAY])
    baseline: date | None = Field(description="The earlier day it looks back to.", examples=[None])
    public_sha256: str = Field(description="SHA-256 of the document for everybody.", examples=[SHA256])
    local_sha256: str | None = Field(
        description="SHA-256 of the document for those inside; null for those who may not read that one.",
        examples=[None],
    )


class Papers(Page):
    papers: list[PaperTold]


class PaperWhole(PaperTold):
    """A published paper with all it says."""

    style: Literal["local", "public"] = Field(
        description="local: for those inside; public: for everybody, without small numbers.",
        examples=["public"],
    )
    sha256: str = Field(
        description="SHA-256 of this document, written as JSON with its names in order, an indent of one space and "
        "letters as they are.",
        examples=[SHA256],
    )
    document: dict[str, JsonValue] = Field(
        description="The composed paper as it is kept: its front, its sections with all they say, and its figures.",
        examples=[DOCUMENT],
    )


class PrintedFigure(Schema):
    """A number that the paper says, and the same one today."""

    measure: str = Field(examples=[MEASURE])
    source: Literal["counted", "recorded", "published"] = Field(
        description="counted from a return, recorded by somebody, or published by others.",
        examples=["counted"],
    )
    edition: str = Field(description="Empty for what is not counted from a return.", examples=[EDITION])
    as_at: date = Field(examples=[DAY])
    breakdown: str = Field(description="Empty for the total.", examples=[""])
    group: str = Field(description="Empty for the total.", examples=[""])
    printed: str = Field(description="As the paper says it.", examples=["67.9%"])
    value: float | None = Field(
        description="Not rounded; null where it is hidden.", examples=[67.90123456790124]
    )
    suppressed: bool = Field(description="Whether the paper hides it.", examples=[False])
    moved: bool = Field(description="Whether it is another today.", examples=[True])
    now: str = Field(description="What it is today, as a paper would say it.", examples=["68.3%"])
    now_value: float | None = Field(
        description="Null where it is hidden, or not given any more.", examples=[68.29268292682927]
    )
    reason: str = Field(
        description="Why it is another, as far as that is known.",
        examples=["1 child counts now and did not then, in edition 2025-04-12-001."],
    )


class PaperFigures(Page):
    id: UUID = Field(examples=[PAPER])
    style: Literal["local", "public"] = Field(examples=["public"])
    edition_in_use: str = Field(
        description="The edition that today's figures are of.", examples=["2025-04-12-001"]
    )
    figures: list[PrintedFigure]
