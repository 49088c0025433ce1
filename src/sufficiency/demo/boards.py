"""The boards of the made-up authority: what they are for, who sits on them by role, when they meet, what comes to them.

Nobody in it is real: members are roles and wards that do not exist. ``user`` is the sign-in of the made-up authority
who holds the seat, where there is one.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class MadeUpSeat:
    """A seat: the role that holds it, as what, whether with a vote, who comes instead, whose sign-in it is."""

    name: str
    place: str = "member"
    votes: bool = True
    substitute: str = ""
    user: str = ""


@dataclass(frozen=True)
class MadeUpReport:
    """A report that comes again and again: kind of paper, title, how often, first in which month, who leads it."""

    kind: str
    title: str
    cadence: str
    first_month: int
    lead: str
    user: str = ""


@dataclass(frozen=True)
class MadeUpBoard:
    """A board. It meets first on the ``week``-th ``weekday`` (0 is Monday) of ``month``, at ``where``."""

    name: str
    kind: str
    purpose: str
    cadence: str
    month: int
    week: int
    weekday: int
    where: str
    quorum: int
    seats: tuple[MadeUpSeat, ...]
    reports: tuple[MadeUpReport, ...] = ()
    percent: int = 0
    chair_needed: bool = False
    confidential: bool = False
    clear_days: int = 5
    items: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()
    not_quorate: int = -1  # which meeting of the first year, counted from 0, too few came to


_WARDS = ("Alder", "Birch", "Cedar", "Elm", "Hazel")

BOARDS: tuple[MadeUpBoard, ...] = (
    MadeUpBoard(
        name="Corporate Parenting Committee",
        kind="committee",
        purpose="Watches on the council's behalf over how well it is a parent to the children it looks after and to care "
        "leavers: their homes, health, education and the step into adult life. Reports to cabinet and council.",
        cadence="bi-monthly",
        month=5,
        week=2,
        weekday=2,
        where="Council chamber",
        quorum=3,
        percent=25,
        seats=(
            MadeUpSeat("Councillor for Alder ward", "chair", user="member"),
            MadeUpSeat("Councillor for Oak ward", "vice-chair"),
            *(MadeUpSeat(f"Councillor for {ward} ward, second seat", substitute=f"Councillor for {ward} ward, third seat") for ward in _WARDS),
            MadeUpSeat("Children in care council", "adviser", votes=False),
            MadeUpSeat("Designated doctor for children in care", "adviser", votes=False, substitute="Nurse for children in care"),
        ),
        reports=(
            MadeUpReport("sufficiency-update", "Sufficiency update", "six-monthly", 7, "Head of partnership commissioning", "commissioner"),
            MadeUpReport("adoption-annual-report", "Adoption annual report", "annual", 9, "Head of permanence and resources", "permanence"),
            MadeUpReport("fostering-annual-report", "Fostering annual report", "annual", 11, "Head of permanence and resources"),
        ),
        items=("Minutes of the last meeting", "Questions from the children in care council", "Dashboard of the quarter"),
        decisions=(
            "The committee noted the dashboard, and asked for placements within 20 miles by age at its next meeting.",
            "The committee agreed the recommendations of the report.",
            "The committee asked that the children in care council comment on the draft before it comes back.",
        ),
        actions=(
            ("Bring placements within 20 miles by age to the next meeting", "Head of partnership commissioning"),
            ("Write to every care leaver who turns 21 this year about the local offer", "Head of leaving care"),
        ),
    ),
    MadeUpBoard(
        name="Sufficiency Strategy Steering Group",
        kind="group",
        purpose="Steers the sufficiency strategy: its actions, measures and risks. Co-chaired by two directors, so that "
        "need and market are looked at together. Reports to the Children and Adults Board.",
        cadence="bi-monthly",
        month=6,
        week=1,
        weekday=1,
        where="Meeting room 3 and online",
        quorum=5,
        clear_days=3,
        seats=(
            MadeUpSeat("Director of children's services", "co-chair", user="director"),
            MadeUpSeat("Director of commissioning", "co-chair"),
            MadeUpSeat("Head of partnership commissioning", user="commissioner"),
            MadeUpSeat("Head of permanence and resources", substitute="Fostering team manager"),
            MadeUpSeat("Access to resources team manager", user="placementmanager"),
            MadeUpSeat("Head of the virtual school", substitute="Deputy head of the virtual school"),
            MadeUpSeat("Finance partner for children's services"),
            MadeUpSeat("Head of leaving care"),
            MadeUpSeat("Performance analyst", "adviser", votes=False, user="analyst"),
        ),
        reports=(
            MadeUpReport("progress-report", "Progress of the strategy", "quarterly", 6, "Performance analyst", "analyst"),
        ),
        items=("Actions from the last meeting", "Red and amber actions", "Market and prices"),
        decisions=(
            "The group agreed to bring the tender for residential care forward by one quarter.",
            "The group accepted the red rating of the action on local foster homes, and asked for a plan to recover it.",
        ),
        actions=(
            ("Plan how the action on local foster homes recovers", "Head of permanence and resources"),
            ("Set out unit costs of residential care over two years", "Finance partner for children's services"),
        ),
        not_quorate=2,
    ),
    MadeUpBoard(
        name="Children and Adults Board",
        kind="board",
        purpose="Directs the work of children's and adults' services across the council, and answers for their budgets.",
        cadence="quarterly",
        month=6,
        week=3,
        weekday=3,
        where="Committee room 1",
        quorum=4,
        clear_days=3,
        seats=(
            MadeUpSeat("Strategic director of children and adults", "chair"),
            MadeUpSeat("Director of children's services", "vice-chair", user="director"),
            MadeUpSeat("Director of adult social care"),
            MadeUpSeat("Director of commissioning", substitute="Head of partnership commissioning"),
            MadeUpSeat("Director of education", substitute="Head of the virtual school"),
            MadeUpSeat("Director of public health"),
            MadeUpSeat("Head of finance", votes=False),
        ),
        reports=(
            MadeUpReport("progress-report", "Sufficiency: progress of the quarter", "quarterly", 6, "Director of commissioning"),
            MadeUpReport("strategy", "Sufficiency strategy with needs analysis and action plan", "annual", 3, "Head of partnership commissioning", "commissioner"),
        ),
        items=("Budget of the quarter", "Risks"),
        decisions=("The board noted the progress of the quarter, and kept the savings target as it is.",),
        actions=(("Bring the options for a home of our own", "Director of commissioning"),),
    ),
    MadeUpBoard(
        name="Corporate Parenting Group",
        kind="group",
        purpose="Officers and partners who do what the committee asks: health, schools, housing, police. One theme a year.",
        cadence="quarterly",
        month=7,
        week=2,
        weekday=0,
        where="Online",
        quorum=4,
        clear_days=3,
        seats=(
            MadeUpSeat("Director of children's services", "co-chair", user="director"),
            MadeUpSeat("Lead member for children", "co-chair"),
            MadeUpSeat("Head of the virtual school"),
            MadeUpSeat("Head of housing options"),
            MadeUpSeat("Nurse for children in care"),
            MadeUpSeat("Head of leaving care", substitute="Personal adviser, team lead"),
        ),
        reports=(
            MadeUpReport("journey-of-the-child", "Journey of the child", "six-monthly", 7, "Head of safeguarding and care"),
            MadeUpReport("self-evaluation", "Self-evaluation", "annual", 4, "Director of children's services", "director"),
        ),
        items=("Theme of the year", "What children told us"),
        decisions=("The group agreed the theme of the year: a home for care leavers.",),
        actions=(("Offer a housing appointment to every care leaver before 18", "Head of housing options"),),
    ),
    MadeUpBoard(
        name="Adoption and Fostering Panel",
        kind="panel",
        purpose="Recommends whether people are approved as adopters or foster carers, and matches of children with them. "
        "The agency decision maker decides.",
        cadence="fortnightly",
        month=5,
        week=1,
        weekday=3,
        where="Family centre",
        quorum=5,
        chair_needed=True,
        confidential=True,
        clear_days=5,
        seats=(
            MadeUpSeat("Independent chair", "chair"),
            MadeUpSeat("Independent vice-chair", "vice-chair"),
            MadeUpSeat("Social work member"),
            MadeUpSeat("Medical adviser", substitute="Second medical adviser"),
            MadeUpSeat("Independent member who was adopted"),
            MadeUpSeat("Independent member who fosters"),
            MadeUpSeat("Permanence manager", user="permanence"),
            MadeUpSeat("Panel adviser", "adviser", votes=False),
        ),
        reports=(MadeUpReport("other", "Panel chair's report", "six-monthly", 10, "Independent chair"),),
        items=("Approvals", "Matches", "Reviews of approval"),
        decisions=(
            "The panel recommended that the household in item 1 is approved as foster carers.",
            "The panel recommended the match in item 2.",
        ),
    ),
    MadeUpBoard(
        name="High Cost Placement Panel",
        kind="panel",
        purpose="Looks at the homes that cost most: is the child safe there, does the home still fit, is there a way to a "
        "family, and is the price right.",
        cadence="monthly",
        month=5,
        week=3,
        weekday=1,
        where="Meeting room 2",
        quorum=3,
        confidential=True,
        clear_days=2,
        seats=(
            MadeUpSeat("Head of safeguarding and care", "chair"),
            MadeUpSeat("Access to resources team manager", user="placementmanager"),
            MadeUpSeat("Finance partner for children's services", substitute="Accountant for children's services"),
            MadeUpSeat("Head of the virtual school"),
            MadeUpSeat("Clinical lead"),
        ),
        items=("Homes reviewed", "New requests"),
        decisions=("The panel agreed a plan to step down for two of the homes reviewed.",),
    ),
)  # fmt: skip

WHY_LATE = "Figures of the quarter came from the provider of the home-finding system a week late."
WHY_URGENT = "The committee meets again in two months, and the tender is let before that."
WHY_CANCELLED = "The council's buildings were closed."
WHY_CARRIED = "The figures it needs come at the end of the month."
