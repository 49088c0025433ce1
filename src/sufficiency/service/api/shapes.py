"""What the API answers, field by field; the same declarations make its document and its page in the reference."""

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
