"""The made-up authority's strategy before: four challenges, with the eight measures reported under them, and what is
done for each. Written as `planned_actions` is."""

from sufficiency.demo.planned_actions import BASE

END = "+1/03/31"

HOME = "Keep children with their families"
LIVING = "Good homes for those who leave care"
CLOSE = "Homes that are near, and last"
GOOD = "Families for good"

CHALLENGES = (
    (HOME, "Help early enough that fewer children need to come into care.", ("cla_started",)),
    (LIVING, "Somewhere decent to live for every young person who leaves.", ("cl_suitable_accommodation_pct",)),
    (
        CLOSE,
        "Enough homes of the right kind that children live near by and do not move.",
        ("within_20_miles", "long_term_stability_pct", "inhouse_foster_pct", "three_plus_placements_pct"),
    ),
    (GOOD, "Adopters and long-term carers found without delay.", ("a1_days_3yr", "ltf_matches")),
)  # fmt: skip


def _reported(
    number: str,
    area: str,
    focus: str,
    indicator: tuple,
    milestones: tuple,
    lead: str,
    rating: tuple,
    note: str,
) -> dict:
    """One measure with what is done for it."""
    return {
        "number": number,
        "area": area,
        "focus": focus,
        "milestones": milestones,
        "indicators": (indicator,),
        "lead": lead,
        "account": "",
        "statements": (),
        "money": "",
        "resources": "",
        "risks": "",
        "ratings": (rating,),
        "notes": (("0/06/20", note),),
        "evidence": (),
    }


REPORTED = (
    _reported(
        "1.1",
        HOME,
        "Help for families before children need to come into care",
        ("Children who start to be looked after in the year", "cla_started", 200.0, BASE, 185.0, END),
        (("Second edge of care team at work", "0/09/30", ""),),
        "Head of early help",
        ("amber", "0/06/20", "As many children came into care as the year before.", "amber"),
        "The first team worked with 47 families in the year. Six children of those came into care.",
    ),
    _reported(
        "2.1",
        LIVING,
        "Suitable homes for care leavers, with housing and charities",
        ("Care leavers in suitable homes", "cl_suitable_accommodation_pct", 94.8, BASE, 96.0, END),
        (("Protocol with district councils signed again", "0/10/31", ""),),
        "Head of leaving care",
        ("green", "0/06/20", "More care leavers live in suitable homes than in any year so far.", "green"),
        "Four flats were given back by the housing association and let to care leavers.",
    ),
    _reported(
        "3.1",
        CLOSE,
        "Homes within twenty miles",
        ("Children who live within twenty miles of home", "within_20_miles", 64.4, BASE, 70.0, END),
        (("Talks with three providers in the county about new homes", "0/09/30", ""),),
        "Head of commissioning",
        ("amber", "0/06/20", "A little better, and short of the line by no more than chance.", "amber"),
        "Two providers have plans for homes in the west of the county.",
    ),
    _reported(
        "3.2",
        CLOSE,
        "The same home for two years",
        ("Children in the same home for two years", "long_term_stability_pct", 68.6, BASE, 71.0, END),
        (("Support plan for each long-term placement", "", "", "at every review"),),
        "Head of permanence",
        ("amber", "0/06/20", "Unchanged, where it should have risen.", "amber"),
        "Reviewing officers now ask for the support plan by name.",
    ),
    _reported(
        "3.3",
        CLOSE,
        "Children in foster care with our own carers",
        ("Children in foster care with our own carers", "inhouse_foster_pct", 62.2, BASE, 66.0, END),
        (("Campaign for carers of teenagers", "0/09/30", ""),),
        "Head of fostering",
        ("amber", "0/06/20", "The share fell a little; agencies found homes for children who came in emergencies.", "amber"),
        "Eleven households are in assessment.",
    ),
    _reported(
        "3.4",
        CLOSE,
        "Fewer moves in a year",
        ("Children with three or more homes in a year", "three_plus_placements_pct", 10.8, BASE, 9.0, END),
        (("Training for carers in calming a crisis", "0/11/30", ""),),
        "Head of children in care",
        ("green", "0/06/20", "Fewer children moved three times, which keeps to the line.", "green"),
        "Thirty-seven homes at risk were talked about in time, of which twenty-nine held.",
    ),
    _reported(
        "4.1",
        GOOD,
        "Adopters found without delay",
        ("Days from coming into care to moving in with adopters", "a1_days_3yr", 472.6, BASE, 450.0, END),
        (("Information evenings for adopters of brothers and sisters", "", "", "each quarter"),),
        "Head of permanence",
        ("green", "0/06/20", "Three days shorter. Five children who waited long were matched, which lengthens the average.", "amber"),
        "Five children who had waited for more than a year are matched.",
    ),
    _reported(
        "4.2",
        GOOD,
        "Long-term foster families",
        ("Children matched to a long-term foster family", "ltf_matches", 45.0, BASE, 52.0, END),
        (("Monthly panel for long-term matches", "0/02/28", "0/02/07"),),
        "Head of permanence",
        ("amber", "0/06/20", "Fewer matches than the year before; the panel now meets monthly.", "amber"),
        "Thirteen children wait, most of them brothers and sisters.",
    ),
)  # fmt: skip
