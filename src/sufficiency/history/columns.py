"""What each stored table of a history holds, and what each of its columns means.

Written down once, for the reference page and for whoever reads an edition in a notebook. A test fails when a
stored column has no meaning here, or a meaning has no column.
"""

from __future__ import annotations

from dataclasses import dataclass

from sufficiency.history.care import EARLIER_ENDS


@dataclass(frozen=True)
class StoredTable:
    """One stored table: what a row is, and the meaning of each column by name."""

    row: str
    columns: dict[str, str]


_CHILD = {"child": "The authority's own number for the child, as in the return"}
_WHO = {
    "sex": "Group of the breakdown `sex`",
    "ethnic_group": "Group of the breakdown `ethnic_group`",
}
_GROUPS = {
    **_WHO,
    "legal_status_group": "Group of the breakdown `legal_status_group`",
    "placement_type": "Group of the breakdown `placement_type`; in a temporary stay, of the home it interrupts (D4)",
    "provider_group": "Group of the breakdown `provider_group`; in a temporary stay, of the home it interrupts (D4)",
}
_WHERE_FROM = {
    "year": "Collection year of the return the row was taken from, by the year it ends",
    "file": "File the row was taken from",
    "row": "Row of that file (the heading is 1), or line of the XML file",
}
_OF_A_CHILD = {
    "dob": "Date of birth; empty where no header row gives one",
    **_WHO,
    "duc": "Day the child stopped being unaccompanied, as the newest return says; empty while they still are",
    "is_uasc": "Whether the child has a row in the table of unaccompanied asylum-seeking children",
    "adoption_ever_decided": "Whether any row says that the child should be placed for adoption",
    "born": "Date of birth as a number, 20100331, so that age is one subtraction",
}
_EARLIER_ENDS = {
    column: f"End of the placement {back} before this one, in any period; empty where there is none"
    for back, column in enumerate(EARLIER_ENDS, start=1)
}
_OC2_ANSWERS = {
    "health_assessment": "Health assessment up to date: 1 yes, 0 no",
    "teeth_check": "Teeth checked in the year: 1 yes, 0 no",
    "immunisations": "Immunisations up to date: 1 yes, 0 no",
    "sdq_score": "Score of the strengths and difficulties questionnaire, 0 to 40; empty where none was given",
    "substance_misuse": "Identified as having a substance misuse problem: 1 yes, 0 no",
    "intervention_received": "Help with it received: 1 yes, 0 no",
}

_CHILDREN = StoredTable(
    "One row for each child who is in any header, episode, UASC or care leavers' table (D2d).",
    {**_CHILD, **_OF_A_CHILD},
)

_EPISODES = StoredTable(
    "One row for each episode after the yearly returns were put together (D2), short breaks included. What was "
    "worked out of an episode in care is empty for a short break, which no measure counts.",
    {
        **_WHERE_FROM,
        **_CHILD,
        "decom": "Day the episode began",
        "dec": "Day it ended, empty while it is open; the return's own, or the one presumed (see `presumed_end`)",
        "rne": "Reason for the new episode, as returned",
        "rec": "Reason it ended, as returned; empty while it is open or where the end is presumed",
        "ls": "Legal status, as returned",
        "cin": "Main need, as returned",
        "place": "Placement code, as returned",
        "place_provider": "Provider code, as returned",
        "reason_place_change": "Reason the placement changed, as returned",
        "home_post": "Postcode of the home the child came from, as returned",
        "pl_post": "Postcode of the placement, as returned",
        "urn": "Ofsted's number for the home or agency, as returned",
        "pl_location": "IN or OUT: whether the placement lies inside the authority, where the return says",
        "pl_distance": "Miles from home to placement, where the return gives them; 999.9 means not known",
        "presumed_end": "Whether we closed the episode on 1 April because no later return has it (D2c)",
        "short_break": "Whether it is an agreed short break (V3 or V4), which no measure counts (D1)",
        "period": "Number of the period of care within the child, from 1 (D5)",
        "placement": "Number of the placement within the child, from 1 (D3)",
        "settled_place": "Placement code of the home: the episode's own, or in a temporary stay that of the home it "
        "interrupts; empty where a temporary stay opens the period (D4)",
        "settled_provider": "Provider code of the home, in the same way; a stay that opens the period keeps its own",
        "distance_miles": "Miles from home to placement, to one decimal; empty where not known (D9)",
        "placement_start": "Day the placement began",
        "placement_until": "Day the placement ended; empty while it is open",
        "placement_first_place": "Settled placement code when the placement began",
        "previous_placement_start": "Day the placement just before it in the same period began",
        "care_start": "Day the period of care began",
        "care_start_known": "Whether that day is the true start: the first loaded episode has RNE S (D5)",
        "care_end": "Day the period of care ended; empty while it is open",
        "overlapped": "Whether two episodes of the child share days; on these the later start describes the child",
        "counted_apart": "Whether the child's placements in a year are counted from the table of placements, because "
        "episodes overlap or the placements are more than those below",
        **_EARLIER_ENDS,
        **_OF_A_CHILD,
        **_GROUPS,
        "outside_area": "Whether the placement lies outside the authority; empty where the return does not say",
        "in_adoptive_home": "Whether the settled placement code is an adoptive one (A3 to A6)",
        "adoptive_home_is_new": "Whether the placement began as an adoptive one, not with the foster carers (D8)",
    },
)

_PLACEMENTS = StoredTable(
    "One row for each placement: the stay in one home, through changes of legal status and temporary stays (D3).",
    {
        **_CHILD,
        "period": "Number of the period of care within the child",
        "placement": "Number of the placement within the child, from 1",
        "start": "Day it began",
        "end": "Day it ended; empty while it is open",
        "place": "Settled placement code when it began; empty for a temporary stay that opens a period",
        "last_place": "Settled placement code when it ended, or now",
        "provider": "Provider code when it ended, or now",
        "moved_in": "First day with an adoptive code (A3 to A6); empty where there is none",
        "moved_in_place": "The adoptive code of that day",
        "previous_start": "Day the placement just before it in the same period began",
    },
)

_PERIODS = StoredTable(
    "One row for each period of care: episodes that follow one another without a gap (D5).",
    {
        **_CHILD,
        "period": "Number of the period within the child, from 1",
        "start": "Day it began, as far as the loaded returns know",
        "end": "Day it ended; empty while it is open",
        "start_known": "Whether the start is the true one: the first loaded episode has RNE S",
        "rec": "REC of its last episode; empty while it is open",
        "first_order": "First day under a placement order (LS E1); empty where there is none",
        "first_adoptive": "First day with an adoptive placement code (A3 to A6); empty where there is none",
    },
)

_POSITIONS = StoredTable(
    "One row for each child looked after on each month's last day of the loaded years: all that was true of the "
    "child that day. Any other day is worked out when it is asked for, by the same rules.",
    {
        **_CHILD,
        "as_at": "The day",
        "age": "Age in whole years on the day; empty where the date of birth is not known",
        "age_band": "Group of the breakdown `age_band`",
        **_GROUPS,
        "uasc": "Group of the breakdown `uasc`, on the day",
        "ls": "Legal status code",
        "place": "Placement code of the home, settled as D4 says",
        "provider": "Provider code of the home, settled as D4 says",
        "distance_miles": "Miles from home to placement, to one decimal; empty where not known, and for children who "
        "are unaccompanied on the day (D9)",
        "outside_area": "Whether the placement lies outside the authority; empty where the return does not say",
        "care_start": "Day the period of care began",
        "care_start_known": "Whether that is the true start",
        "placement_start": "Day the placement began",
        "placements_in_year": "Placements open at some time after the first day of the year ending on the day (D7)",
        "long_term": "Under 16, and in this period of care for 30 months or more (D8)",
        "stable": "`long_term`, and in the same home for 24 months or more (D8)",
        "adoption_decided": "Whether a decision that the child should be placed for adoption is in force that day",
        "in_health_cohort": "On 31 March: looked after for the twelve months before without a break, with a row in "
        "OC2; false on other days (D13)",
        **_OC2_ANSWERS,
    },
)

_EVENTS = StoredTable(
    "One row for each thing that happened to a child on a day, with the groups the child was in that day.",
    {
        **_CHILD,
        "kind": "What happened (see below)",
        "date": "The day it happened",
        "previous_date": "The day of the child's event of the same kind before this one",
        "next_date": "The day of the child's event of the same kind after this one",
        "age": "Age in whole years on that day",
        "age_band": "Group of the breakdown `age_band`, on that day",
        **_GROUPS,
        "uasc": "Group of the breakdown `uasc`, on that day",
        "flag": "Yes or no, with a meaning of its own for each kind (see below)",
        "code": "A code of the return with a meaning of its own for each kind (see below)",
        "last_late": "`review_due` only: the child's last day due, up to this one, by which no review was held",
        "ceased_reason": "`ceased` only: group of the breakdown `ceased_reason`",
        "a1_days": "`adopted` only: days from the start of care to moving in; empty where the child is left out (D11)",
        "a10_days": "`adopted` only: as `a1_days`, with foster carers who adopt from the day the child came to them",
        "a2_days": "`adopted` only: days from the placement order to the match; empty where the child is left out; of "
        "`matched` those of the child's last adoption",
        "days_in_care": "`adopted` only: days from the start of care to the order; empty where the start is not known",
    },
)

_CARE_LEAVERS = StoredTable(
    "One row for each young person and collection year of the care leavers' table (OC3, D14).",
    {
        **_CHILD,
        "year": "Collection year, by the year it ends",
        "as_at": "31 March of that year",
        "age": "Age in whole years on that day, by the header's date of birth or else OC3's own",
        **_WHO,
        "in_touch": "Whether the council is in touch, as returned",
        "activ": "Main activity, as returned",
        "activity": "Group of the breakdown `activity`",
        "accom": "Accommodation, as returned",
    },
)

_OC2 = StoredTable(
    "One row for each child and collection year of the health table (OC2): the last one given, as returned.",
    {**_WHERE_FROM, **_CHILD, **_OC2_ANSWERS},
)

_ADOPTION_DECISIONS = StoredTable(
    "One row for each decision that a child should be placed for adoption.",
    {
        **_CHILD,
        "decided": "Day of the decision",
        "end": "Day it was given up; empty while it stands",
    },
)

STORED: dict[str, StoredTable] = {
    "children": _CHILDREN,
    "episodes": _EPISODES,
    "placements": _PLACEMENTS,
    "periods": _PERIODS,
    "positions": _POSITIONS,
    "events": _EVENTS,
    "care_leavers": _CARE_LEAVERS,
    "oc2": _OC2,
    "adoption_decisions": _ADOPTION_DECISIONS,
}

KINDS_OF_EVENT: dict[str, str] = {
    "started": "The child started to be looked after: an episode with RNE S (D6); `code` is the order they had left "
    "before (PREV_PERM of that year)",
    "ceased": "The child ceased to be looked after: an episode ended for any reason but X1 (D6); `code` is the REC, "
    "`flag` is true on the 18th birthday",
    "adopted": "As `ceased`, by an adoption order (D11); `code` is the REC, `flag` is true where the child lived with "
    "carers who might adopt (U2, U5) in that period of care",
    "special_guardianship": "As `ceased`, by a special guardianship order; `code` is the REC",
    "matched": "The child was matched with adopters (DATE_MATCH of AD1)",
    "early_permanence": "A placement first had a code of fostering for adoption or concurrent planning (U2, U5), which "
    "is its `code`",
    "long_term_fostered": "A placement first had a code of long-term fostering (U1, U4), which is its `code`",
    "adoption_broken_down": "A placement with adopters ended, and not by an adoption order; `code` is the REC",
    "placement_order": "The first placement order of a period of care began (D12)",
    "review_due": "A review fell due; `flag` is true where it was held by that day (D15)",
    "review_held": "A review was held of a child aged 4 or over; `flag` is true where the child took part, `code` is "
    "the REVIEW_CODE (D15)",
    "missing": "The child went missing from care, whereabouts not known (D16)",
}
