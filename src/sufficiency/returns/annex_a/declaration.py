"""What Annex A is: eleven lists, their columns, types, codes and meanings.

This one declaration drives reading, checks, the made-up workbook and the reference page. Names are those of Ofsted's
workbook, which renamed Gender to Sex in 2026; both are read. The typed tables carry the `field` of each column.
"""

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from sufficiency.returns.annex_a import codes

Kind = Literal["text", "code", "date", "integer"]

ARROW_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "code": pa.string(),
    "date": pa.date32(),
    "integer": pa.int32(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    `also` are older and newer names of it; `required` says that a row should have a value; `confidential` that it
    says where a child lives, so that no page shows it.
    """

    name: str
    field: str
    kind: Kind
    codes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    required: bool = False
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """One list of the workbook. `number` is Ofsted's; `holds` says which children or events are in it, and how far back."""

    number: int
    title: str
    holds: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """The name of its table."""
        return f"list_{self.number}"

    @property
    def sheet(self) -> str:
        return f"List {self.number}"

    @property
    def schema(self) -> pa.Schema:
        """The typed table: the day of the workbook, file and row, then the list's own columns."""
        return pa.schema([*PROVENANCE, *(pa.field(c.field, ARROW_TYPES[c.kind]) for c in self.columns)])

    def column(self, field: str) -> Column:
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(f"{self.sheet} has no column '{field}'.")


# Where each row came from: the day the workbook describes, file, and row of the sheet.
PROVENANCE = (pa.field("as_at", pa.date32()), pa.field("file", pa.string()), pa.field("row", pa.int32()))

UNREADABLE = pa.schema(
    [
        *PROVENANCE,
        pa.field("child", pa.string()),
        pa.field("list", pa.string()),
        pa.field("field", pa.string()),
        pa.field("column", pa.string()),
        pa.field("value", pa.string()),
    ]
)


def _date(name: str, field: str, **more) -> Column:
    return Column(name, field, "date", **more)


def _code(name: str, field: str, known: tuple[str, ...], **more) -> Column:
    return Column(name, field, "code", codes=known, **more)


def _number(name: str, field: str, **more) -> Column:
    return Column(name, field, "integer", **more)


CHILD = Column("Child Unique ID", "child", "text", also=("Child ID", "Unique ID"), required=True)
SEX = _code("Sex", "sex", codes.SEX, also=("Gender",), required=True)
ETHNICITY = _code("Ethnicity", "ethnicity", codes.ETHNICITY, required=True)
DOB = _date("Date of Birth", "dob", also=("DOB",))
AGE = _number("Age of Child (Years)", "age", also=("Age of Child", "Age"))
DISABILITY = _code(
    "Does the Child have a Disability",
    "disability",
    codes.YES_NO_UNKNOWN,
    also=("Disability",),
    required=True,
)
TEAM = Column("Allocated Team", "team", "text")
WORKER = Column("Allocated Worker", "worker", "text")
FAMILY = Column("Family identifier", "family", "text")

PERSON = (CHILD, SEX, ETHNICITY, DOB, AGE)

CONTACTS = List(
    1,
    "Contacts",
    "Every contact in the months before the day.",
    (
        *PERSON,
        _date("Date of Contact", "contact", required=True),
        _code("Contact Source", "source", codes.SOURCE, required=True),
    ),
)
EARLY_HELP = List(
    2,
    "Early help",
    "Early help assessments in the months before the day.",
    (
        *PERSON,
        _date("Assessment start date", "started", required=True),
        _date("Assessment completion date", "completed"),
        Column("Organisation completing assessment", "organisation", "text"),
    ),
)
REFERRALS = List(
    3,
    "Referrals",
    "Every referral in the months before the day.",
    (
        *PERSON,
        _date("Date of referral", "referral", required=True),
        _code("Referral Source", "source", codes.SOURCE, required=True),
        _code("Referral NFA?", "no_further_action", codes.YES_NO, also=("Referral NFA",), required=True),
        _number("Number of Referrals in Last 12 Months", "referrals_12m", required=True),
        TEAM,
        WORKER,
    ),
)
ASSESSMENTS = List(
    4,
    "Assessments",
    "Assessments open on the day, and those ended in the months before it.",
    (
        *PERSON,
        DISABILITY,
        _date("Continuous Assessment Start Date", "started", required=True),
        _code("Child Seen During Continuous Assessment", "seen", codes.YES_NO_UNKNOWN),
        _date("Continuous Assessment Date of Authorisation", "completed"),
        _code(
            "Was the child assessed as requiring LA children's social care support?",
            "support_needed",
            codes.YES_NO,
        ),
        TEAM,
        WORKER,
    ),
)
ENQUIRIES = List(
    5,
    "Section 47 enquiries and ICPCs",
    "Section 47 enquiries begun in the months before the day, and the initial child protection conferences after them.",
    (
        *PERSON,
        DISABILITY,
        _date(
            "Strategy discussion initiating Section 47 Enquiry Start Date",
            "strategy",
            required=True,
            also=("Section 47 Enquiry Start Date",),
        ),
        _code(
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "conference_unnecessary",
            codes.YES_NO,
        ),
        _date("Date of Initial Child Protection Conference", "conference"),
        _code(
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "plan_made",
            codes.YES_NO_UNKNOWN,
        ),
        _number("Number of Section 47 Enquiries in the last 12 months", "enquiries_12m", required=True),
        _number("Number of ICPCs in the last 12 months", "conferences_12m", required=True),
        TEAM,
        WORKER,
    ),
)
IN_NEED = List(
    6,
    "Children in need",
    "Children in need on the day, and those closed in the months before it.",
    (
        *PERSON,
        DISABILITY,
        _date("CIN Start Date", "started"),
        _code("Primary Need Code", "need", codes.NEED, required=True),
        _date("Date Child Was Last Seen", "seen"),
        _date("CIN Closure Date", "ended"),
        _code("Reason for Closure", "reason", codes.CLOSURE_REASON),
        _code("Case Status", "status", codes.CASE_STATUS, required=True),
        TEAM,
        WORKER,
    ),
)
PLANS = List(
    7,
    "Child protection plans",
    "Children on a child protection plan on the day, and those whose plan ended in the months before it.",
    (
        *PERSON,
        DISABILITY,
        _date("Child Protection Plan Start Date", "started", required=True),
        _code("Initial Category of Abuse", "first_category", codes.ABUSE, required=True),
        _code("Latest Category of Abuse", "category", codes.ABUSE, required=True),
        _date("Date of the Last Statutory Visit", "visit"),
        _code("Was the Child Seen Alone?", "seen_alone", codes.YES_NO_UNKNOWN),
        _date("Date of latest review conference", "review"),
        _date("Child Protection Plan End Date", "ended"),
        _code(
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            "protected_6m",
            codes.YES_NO,
        ),
        _number("Number of Previous Child Protection Plans", "earlier_plans", required=True),
        TEAM,
        WORKER,
    ),
)
LOOKED_AFTER = List(
    8,
    "Children looked after",
    "Children looked after on the day, and those who left care in the months before it.",
    (
        *PERSON,
        _code(
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            "uasc",
            codes.YES_NO,
            required=True,
        ),
        DISABILITY,
        _date("Date Started to be Looked After", "started", required=True),
        _code("Child's Category of Need", "need", codes.NEED, required=True),
        _code(
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
            "second_period",
            codes.YES_NO,
        ),
        _date("Start date of current legal status", "status_started"),
        _code("Child's Legal Status", "legal_status", codes.LEGAL_STATUS, required=True),
        _date("Date of Latest Statutory Review", "review"),
        _date("Date of Last Social Work Visit", "visit"),
        _code("What is the permanence plan for this child?", "permanence_plan", codes.PERMANENCE_PLAN),
        _date("Date of Last IRO Visit / Contact to the Child", "iro_visit"),
        _date("Date of Last Health Assessment", "health_assessment"),
        _date("Date of Last Dental Check", "dental_check"),
        _number("Number of Placements in the Last 12 months", "placements_12m", required=True),
        _date("Date Ceased to be Looked After", "ended"),
        _code("Reason Ceased to be Looked After", "reason", codes.CEASED_REASON),
        _date("Start Date of Most Recent Placement", "placement_started", required=True),
        _code("Placement Type", "placement_type", codes.PLACEMENT_TYPE, required=True),
        _code("Placement Provider", "provider", codes.PROVIDER, required=True),
        Column("Placement postcode", "placement_postcode", "text", confidential=True),
        Column("URN of Placement", "placement_urn", "text", confidential=True),
        _code("Placement Location", "placement_location", codes.IN_OR_OUT, confidential=True),
        Column("LA of Placement", "placement_la", "text", confidential=True),
        _number(
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
            "missing_12m",
            required=True,
        ),
        _number(
            "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
            "absent_12m",
        ),
        _code(
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            "interview_offered",
            codes.YES_NO,
        ),
        _code(
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            "interview_accepted",
            codes.YES_NO,
        ),
        TEAM,
        WORKER,
    ),
)
CARE_LEAVERS = List(
    9,
    "Care leavers",
    "Care leavers the authority answers for on the day.",
    (
        *PERSON,
        _code(
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            "uasc",
            codes.YES_NO,
        ),
        DISABILITY,
        TEAM,
        WORKER,
        Column("Allocated Personal Advisor", "adviser", "text", also=("Allocated Personal Adviser",)),
        _code("Eligibility Category", "eligibility", codes.ELIGIBILITY, required=True),
        _date("Latest Pathway Plan Review Date", "pathway_review"),
        _code("LA in Touch", "in_touch", codes.IN_TOUCH, required=True),
        _date("Latest Date of Contact", "contact"),
        _code("Type of Accommodation", "accommodation", codes.ACCOMMODATION),
        _code("Suitability of Accommodation", "suitability", codes.SUITABILITY),
        _code("Activity Status", "activity", codes.ACTIVITY),
    ),
)
ADOPTION = List(
    10,
    "Adoption (children)",
    "Children with a decision that they should be placed for adoption, now or in the twelve months before the day.",
    (
        CHILD,
        FAMILY,
        SEX,
        ETHNICITY,
        DOB,
        AGE,
        DISABILITY,
        _date("Date the Child Entered Care", "entered_care", required=True),
        _date("Date of Decision that Child Should be Placed for Adoption", "decision", required=True),
        _date("Date of Placement Order", "placement_order"),
        _date("Date of Matching Child and Prospective Adopters", "matched"),
        _date("Date Placed for Adoption", "placed"),
        _date("Date of Adoption Order", "adopted"),
        _date("Date of Decision that Child Should No Longer be Placed for Adoption", "reversed"),
        _code("Reason Why Child No Longer Placed for Adoption", "reversed_reason", codes.REVERSED_REASON),
        _date(
            "Date the child was placed for fostering in FFA or concurrent planning placement",
            "early_permanence",
        ),
    ),
)
ADOPTERS = List(
    11,
    "Prospective adopters",
    "Those who asked to adopt, wherever they are in the process, now or in the twelve months before the day.",
    (
        Column("Individual adopter identifier", "adopter", "text", required=True),
        FAMILY,
        SEX,
        ETHNICITY,
        _code("Disability", "disability", codes.YES_NO_UNKNOWN, required=True),
        _code("Is the (prospective) adopter fostering for adoption?", "fostering", codes.YES_NO),
        _date("Date enquiry received", "enquiry", required=True),
        _date("Date Stage 1 started", "stage_1_started"),
        _date("Date Stage 1 ended", "stage_1_ended"),
        _date("Date Stage 2 started", "stage_2_started"),
        _date("Date Stage 2 ended", "stage_2_ended"),
        _date("Date application submitted", "applied"),
        _date("Date application approved", "approved"),
        _date("Date adopter matched with child(ren)", "matched"),
        _date("Date child/children placed with adopter(s)", "placed"),
        _number("No. of children placed", "children_placed"),
        _date("Date of Adoption Order", "adopted"),
        _date("Date of leaving adoption process", "left"),
        _code("Reason for leaving adoption process", "left_reason", codes.LEFT_REASON),
    ),
)

LISTS: dict[str, List] = {
    one.name: one
    for one in (
        CONTACTS,
        EARLY_HELP,
        REFERRALS,
        ASSESSMENTS,
        ENQUIRIES,
        IN_NEED,
        PLANS,
        LOOKED_AFTER,
        CARE_LEAVERS,
        ADOPTION,
        ADOPTERS,
    )
}
