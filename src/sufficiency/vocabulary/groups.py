"""The groups a figure can be broken down by, and the codes behind each group.

A child has exactly one group in each breakdown; "not known" is a group and is never dropped, so the
groups of a breakdown always add up to the total (methodology D17).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Breakdown:
    """One way of dividing children: its id, its title and its groups in the order they are shown."""

    id: str
    title: str
    groups: dict[str, str]  # group id -> label
    hint: str = ""


AGE_BAND = Breakdown(
    "age_band",
    "Age",
    {
        "0": "Under 1",
        "1-4": "1 to 4",
        "5-9": "5 to 9",
        "10-15": "10 to 15",
        "16+": "16 and over",
        "unknown": "Not known",
    },
    "Age in whole years on the day, or on the day of the event for starts, ends and reviews.",
)
SEX = Breakdown("sex", "Sex", {"female": "Female", "male": "Male", "unknown": "Not known"})
ETHNIC_GROUP = Breakdown(
    "ethnic_group",
    "Ethnic group",
    {
        "white": "White",
        "mixed": "Mixed",
        "asian": "Asian or Asian British",
        "black": "Black or Black British",
        "other": "Other ethnic group",
        "unknown": "Refused or not known",
    },
    "Chinese is counted under Asian, as in the 2021 census.",
)
LEGAL_STATUS_GROUP = Breakdown(
    "legal_status_group",
    "Legal status",
    {
        "care-order": "Interim or full care order",
        "placement-order": "Placement or freeing order",
        "section-20": "Section 20",
        "protection": "Police protection or emergency order",
        "youth-justice": "Remand or youth justice",
        "unknown": "Not known",
    },
    "Section 20: the child is accommodated with the agreement of those with parental responsibility.",
)
PLACEMENT_TYPE = Breakdown(
    "placement_type",
    "Placement type",
    {
        "foster": "Foster placement",
        "placed-for-adoption": "Placed for adoption",
        "childrens-home": "Secure and children's homes",
        "supported": "Supported and semi-independent accommodation",
        "with-parents": "Placed with parents",
        "residential-school": "Residential school",
        "other-residential": "Other residential setting",
        "other": "Other placement",
    },
    "During a short stay in hospital or on holiday a child keeps the type of the home they return to.",
)
PROVIDER_GROUP = Breakdown(
    "provider_group",
    "Provider",
    {
        "own": "Own provision",
        "other-authority": "Other local authority",
        "other-public": "Other public provision",
        "private": "Private provision",
        "voluntary": "Voluntary provision",
        "parents": "Parents",
        "unknown": "Not recorded",
    },
)
UASC = Breakdown(
    "uasc",
    "Unaccompanied asylum-seeking children",
    {"uasc": "Unaccompanied asylum-seeking", "not-uasc": "Other children"},
)
CEASED_REASON = Breakdown(
    "ceased_reason",
    "Reason for leaving care",
    {
        "adopted": "Adopted",
        "special-guardianship": "Special guardianship order",
        "child-arrangements": "Residence or child arrangements order",
        "returned-home": "Returned home to parents",
        "person-without-pr": "Left to live with a person without parental responsibility",
        "independent-living": "Independent living",
        "stayed-with-carers": "Aged 18 and stayed with carers",
        "adult-services": "Residential care funded by adult services",
        "custody": "Sentenced to custody",
        "remand-ended": "Remand ended",
        "age-assessment": "Assessed as 18 or over",
        "moved-abroad": "Moved abroad",
        "other-authority": "Taken over by another authority",
        "died": "Died",
        "other": "Any other reason",
    },
)

ACTIVITY = Breakdown(
    "activity",
    "What they are doing",
    {
        "higher-education": "Higher education",
        "other-education": "Other education",
        "apprenticeship": "An apprenticeship",
        "training-or-employment": "Training or work",
        "illness-or-disability": "None of these: illness or disability",
        "pregnancy-or-parenting": "None of these: pregnancy or parenting",
        "other-not-in-eet": "None of these: other reasons",
        "unknown": "Not known",
    },
    "Full time and part time together. Until 2021 apprenticeships were returned with training and work.",
)

PLAN_DURATION = Breakdown(
    "plan_duration",
    "How long the plan has lasted",
    {
        "0-3m": "Three months or less",
        "3-6m": "More than three months, up to six",
        "6-12m": "More than six months, under a year",
        "1-2y": "One year, under two",
        "2y+": "Two years or more",
        "unknown": "Not known",
    },
    "From the day the child protection plan began.",
)

BREAKDOWNS: dict[str, Breakdown] = {
    b.id: b
    for b in (
        AGE_BAND,
        SEX,
        ETHNIC_GROUP,
        LEGAL_STATUS_GROUP,
        PLACEMENT_TYPE,
        PROVIDER_GROUP,
        UASC,
        CEASED_REASON,
        ACTIVITY,
        PLAN_DURATION,
    )
}

# A group that no data set should need; it is shown only where a child falls into it.
SHOWN_ONLY_WHEN_USED = {("age_band", "unknown"), ("plan_duration", "unknown")}

AGE_BANDS = ((1, "0"), (5, "1-4"), (10, "5-9"), (16, "10-15"))  # (below this age, band); older is 16+

SEX_OF = {"1": "male", "M": "male", "2": "female", "F": "female"}

ETHNIC_GROUP_OF = {
    code: group
    for group, codes in {
        "white": "WBRI WIRI WOTH WIRT WROM",
        "mixed": "MWBC MWBA MWAS MOTH",
        "asian": "AIND APKN ABAN AOTH CHNE",
        "black": "BCRB BAFR BOTH",
        "other": "OOTH",
    }.items()
    for code in codes.split()
}

BLACK_OR_MINORITY_ETHNIC = ("mixed", "asian", "black", "other")

LEGAL_STATUS_GROUP_OF = {
    "C1": "care-order",
    "C2": "care-order",
    "E1": "placement-order",
    "D1": "placement-order",
    "V2": "section-20",
    "L1": "protection",
    "L2": "protection",
    "L3": "protection",
    "J1": "youth-justice",
    "J2": "youth-justice",
    "J3": "youth-justice",
}
SHORT_BREAK_STATUSES = ("V3", "V4")
PLACEMENT_ORDER = "E1"

FOSTER_PLACES = ("U1", "U2", "U3", "U4", "U5", "U6", "Q1", "Q2")
RELATIVE_OR_FRIEND_PLACES = ("U1", "U2", "U3")
LONG_TERM_FOSTER_PLACES = ("U1", "U4")
EARLY_PERMANENCE_PLACES = ("U2", "U5")  # fostering for adoption, concurrent planning
ADOPTIVE_PLACES = ("A3", "A4", "A5", "A6")
WITH_FORMER_FOSTER_CARER_PLACES = ("A3", "A5")
TEMPORARY_PLACES = ("T0", "T1", "T2", "T3", "T4")

PLACEMENT_TYPE_OF = {
    **dict.fromkeys(FOSTER_PLACES, "foster"),
    **dict.fromkeys(ADOPTIVE_PLACES, "placed-for-adoption"),
    "K1": "childrens-home",
    "K2": "childrens-home",
    "K3": "supported",
    "H5": "supported",
    "P2": "supported",
    "P1": "with-parents",
    "S1": "residential-school",
    "R1": "other-residential",
    "R2": "other-residential",
    "R3": "other-residential",
    "R5": "other-residential",
}

# Codes that a later year replaced, so that a return to the same home is seen across the change (D3).
SUPERSEDED_PLACES = {"H5": "K3", "P2": "K3", "Z11": "Z1", "Z12": "Z1", "Z13": "Z1", "Z14": "Z1"}

PROVIDER_GROUP_OF = {
    "PR0": "parents",
    "PR1": "own",
    "PR2": "other-authority",
    "PR3": "other-public",
    "PR4": "private",
    "PR5": "voluntary",
}

CEASED_REASON_OF = {
    "E11": "adopted",
    "E12": "adopted",
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "special-guardianship"),
    "E41": "child-arrangements",
    "E4": "returned-home",
    "E4A": "returned-home",
    "E4B": "returned-home",
    "E13": "person-without-pr",
    "E5": "independent-living",
    "E6": "independent-living",
    "E17": "stayed-with-carers",
    "E7": "adult-services",
    "E9": "custody",
    "E14": "remand-ended",
    "E15": "age-assessment",
    "E16": "moved-abroad",
    "E3": "other-authority",
    "E2": "died",
}
ADOPTED_RECS = ("E11", "E12")
SPECIAL_GUARDIANSHIP_RECS = ("E43", "E44", "E45", "E46", "E47", "E48")

ACTIVITY_OF = {
    **dict.fromkeys(("F1", "P1"), "higher-education"),
    **dict.fromkeys(("F2", "P2"), "other-education"),
    **dict.fromkeys(("F4", "P4"), "apprenticeship"),
    **dict.fromkeys(("F3", "P3", "F5", "P5"), "training-or-employment"),
    "G4": "illness-or-disability",
    "G6": "pregnancy-or-parenting",
    "G5": "other-not-in-eet",
}
NEXT_EPISODE_REC = "X1"
