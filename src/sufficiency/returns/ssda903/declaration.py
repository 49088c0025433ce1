"""What the SSDA903 return is: twelve tables, their columns, types, codes and meanings.

This one declaration drives reading, checks, made-up returns and the reference page. Names are those of the
return, in upper case; the typed tables carry them in lower case.
"""

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

Kind = Literal["text", "code", "date", "partial_date", "integer", "decimal", "postcode"]

ARROW_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "code": pa.string(),
    "date": pa.date32(),
    "partial_date": pa.string(),
    "integer": pa.int32(),
    "decimal": pa.float64(),
    "postcode": pa.string(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of the return.

    `codes` names its code set in `sufficiency.vocabulary.codes`; `required` says that a row should have a
    value; `optional` that a file may leave the column out.
    """

    name: str
    kind: Kind
    meaning: str
    codes: str | None = None
    required: bool = False
    optional: bool = False

    @property
    def field(self) -> str:
        """The column's name in the typed tables."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the return. `first_year` is the first collection year that asked for it, None for always."""

    name: str
    title: str
    file_hint: str
    first_year: int | None
    meaning: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of this name, upper or lower case; KeyError when the table has none."""
        for column in self.columns:
            if column.name == name.upper():
                return column
        raise KeyError(f"The table {self.title} has no column '{name}'.")

    @property
    def schema(self) -> pa.Schema:
        """The typed table: year, file and row, then the return's own columns in lower case."""
        own = [pa.field(column.field, ARROW_TYPES[column.kind]) for column in self.columns]
        return pa.schema([*PROVENANCE, *own])


# Where each row came from: collection year (named by the year it ends), file, and record in that file
# (the heading is record 1; in the XML form it is the line).
PROVENANCE = (pa.field("year", pa.int32()), pa.field("file", pa.string()), pa.field("row", pa.int32()))

UNREADABLE = pa.schema(
    [
        *PROVENANCE,
        pa.field("child", pa.string()),
        pa.field("table", pa.string()),
        pa.field("field", pa.string()),
        pa.field("value", pa.string()),
    ]
)


def _text(name: str, meaning: str, **more: bool) -> Column:
    return Column(name, "text", meaning, **more)


def _date(name: str, meaning: str, **more: bool) -> Column:
    return Column(name, "date", meaning, **more)


def _code(name: str, meaning: str, **more: bool) -> Column:
    return Column(name, "code", meaning, codes=name, **more)


CHILD = _text("CHILD", "The authority's own number for the child, the same every year", required=True)
DOB = _date("DOB", "Date of birth", required=True)
SEX = _code("SEX", "Sex", required=True)

HEADER = Table(
    "header",
    "Header",
    "header.csv",
    None,
    "One row for each child looked after at any time in the year, and each care leaver.",
    (
        CHILD,
        SEX,
        DOB,
        _code("ETHNIC", "Ethnic origin", required=True),
        _text("UPN", "Unique pupil number, or UN1 to UN5 for why there is none", required=True),
        _code("MOTHER", "Whether a girl or young woman is a mother"),
        _date("MC_DOB", "Date of birth of her first child"),
    ),
)

EPISODES = Table(
    "episodes",
    "Episodes",
    "episodes.csv",
    None,
    "One row for each episode of care open at any time in the year: a new one begins whenever the legal"
    " status or the placement changes.",
    (
        CHILD,
        _date("DECOM", "Day the episode began", required=True),
        _code("RNE", "Reason the new episode began", required=True),
        _code("LS", "Legal status", required=True),
        _code("CIN", "Main need of the child when care began", required=True),
        _code("PLACE", "Kind of placement", required=True),
        _code("PLACE_PROVIDER", "Who provides the placement"),
        _date("DEC", "Day the episode ended, blank while it is open"),
        _code("REC", "Reason the episode ended"),
        _code("REASON_PLACE_CHANGE", "Reason the placement changed"),
        Column("HOME_POST", "postcode", "Postcode of the home the child came from"),
        Column("PL_POST", "postcode", "Postcode of the placement"),
        _text("URN", "Ofsted's number for the home or agency; XXXXXXX where it is exempt"),
        Column("PL_DISTANCE", "decimal", "Miles from home to placement; 999.9 is not known", optional=True),
        _text("PL_LA", "Authority in which the placement lies", optional=True),
        _text("PL_LOCATION", "IN or OUT: whether it lies inside the responsible authority", optional=True),
    ),
)

REVIEWS = Table(
    "reviews",
    "Reviews",
    "reviews.csv",
    None,
    "One row for each statutory review held in the year.",
    (
        CHILD,
        DOB,
        _date("REVIEW", "Day of the review", required=True),
        _code("REVIEW_CODE", "How the child took part", required=True),
    ),
)

UASC = Table(
    "uasc",
    "Unaccompanied asylum-seeking children",
    "uasc.csv",
    None,
    "One row for each child who was an unaccompanied asylum-seeking child at some time in the year.",
    (CHILD, SEX, DOB, _date("DUC", "Day the child stopped being one, blank if still one")),
)

OC2 = Table(
    "oc2",
    "Health and offending (OC2)",
    "oc2.csv",
    None,
    "One row for each child looked after for the whole year to 31 March.",
    (
        CHILD,
        DOB,
        Column("SDQ_SCORE", "integer", "Strengths and difficulties score of the carer's form, 0 to 40"),
        _code("SDQ_REASON", "Why there is no score"),
        _code("CONVICTED", "Convicted or cautioned in the year"),
        _code("HEALTH_CHECK", "Development checks up to date (under 5 only)"),
        _code("IMMUNISATIONS", "Immunisations up to date"),
        _code("TEETH_CHECK", "Teeth checked by a dentist in the year"),
        _code("HEALTH_ASSESSMENT", "Health assessment done in the year"),
        _code("SUBSTANCE_MISUSE", "Substance misuse problem identified"),
        _code("INTERVENTION_RECEIVED", "Received help for substance misuse"),
        _code("INTERVENTION_OFFERED", "Was offered help but did not receive it"),
    ),
)

OC3 = Table(
    "oc3",
    "Care leavers (OC3)",
    "oc3.csv",
    None,
    "One row for each care leaver whose birthday of 17 to 21 fell in the year.",
    (
        CHILD,
        DOB,
        _code("IN_TOUCH", "Whether the authority is in touch", required=True),
        _code("ACTIV", "Education, training or employment", required=True),
        _code("ACCOM", "Where the young person lives, and whether it is suitable", required=True),
    ),
)

AD1 = Table(
    "ad1",
    "Adopted children (AD1)",
    "ad1.csv",
    None,
    "One row for each child adopted in the year.",
    (
        CHILD,
        DOB,
        _date("DATE_INT", "Day the authority decided that the child should be adopted", required=True),
        _date("DATE_MATCH", "Day the child was matched with the adopters", required=True),
        _code("FOSTER_CARE", "Whether the adopters were the child's foster carers", required=True),
        _code("NB_ADOPTR", "Number of adopters", required=True),
        _code("SEX_ADOPTR", "Sex of the adopters", required=True),
        _code("LS_ADOPTR", "Legal status of the adopters", required=True),
    ),
)

PLACED_FOR_ADOPTION = Table(
    "placed_for_adoption",
    "Decision to place for adoption",
    "placed_for_adoption.csv",
    None,
    "One row for each decision in force in the year that a child should be placed for adoption.",
    (
        CHILD,
        DOB,
        _date("DATE_PLACED", "Day of the decision", required=True),
        _date("DATE_PLACED_CEASED", "Day the plan was given up, blank while it stands"),
        _code("REASON_PLACED_CEASED", "Why it was given up"),
    ),
)

PREVIOUS_PERMANENCE = Table(
    "previous_permanence",
    "Previous permanence",
    "previous_permanence.csv",
    None,
    "One row for each child who began to be looked after in the year: what order they had left before.",
    (
        CHILD,
        DOB,
        _code("PREV_PERM", "Kind of order", required=True),
        _code("LA_PERM", "Authority that arranged it"),
        Column("DATE_PERM", "partial_date", "Day of the order; ZZ for a day, month or year not known"),
    ),
)

MISSING = Table(
    "missing",
    "Missing",
    "missing.csv",
    None,
    "One row for each time a child was missing or away without permission in the year.",
    (
        CHILD,
        DOB,
        _code("MISSING", "Missing, or away without permission", required=True),
        _date("MIS_START", "Day it began", required=True),
        _date("MIS_END", "Day it ended, blank while it lasts"),
    ),
)

SW_EPISODES = Table(
    "sw_episodes",
    "Social worker episodes",
    "sw_episodes.csv",
    2024,
    "One row for each social worker a child had in the year.",
    (
        CHILD,
        DOB,
        _text("SW_ID", "The social worker's registration number", required=True),
        _date("SW_DECOM", "Day the social worker took over", required=True),
        _date("SW_DEC", "Day the social worker left, blank while it lasts"),
        _code("SW_REASON", "Why the social worker changed"),
    ),
)

DOLO = Table(
    "dolo",
    "Deprivation of liberty orders",
    "dolo.csv",
    2027,
    "One row for each deprivation of liberty order in force in the year.",
    (
        CHILD,
        DOB,
        _date("DOLO_START", "Day the order began", required=True),
        _date("DOLO_END", "Day it ended, blank while it lasts"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        HEADER,
        EPISODES,
        REVIEWS,
        UASC,
        OC2,
        OC3,
        AD1,
        PLACED_FOR_ADOPTION,
        PREVIOUS_PERMANENCE,
        MISSING,
        SW_EPISODES,
        DOLO,
    )
}
