"""The two tables that workbooks give a history: what is counted, and what was there to be counted from."""

from __future__ import annotations

import ibis
import pyarrow as pa

LISTED = "annex_a"
GIVEN_LISTS = "annex_a_lists"

# What a row of `annex_a` is about. One row of a list may be several: an assessment begun, and completed.
CONTACT = "contact"
EARLY_HELP = "early_help_assessment"
REFERRAL = "referral"
ASSESSMENT_STARTED = "assessment_started"
ASSESSMENT_COMPLETED = "assessment_completed"
ENQUIRY = "section_47_enquiry"
CONFERENCE = "conference"
IN_NEED = "in_need"
PLAN = "plan"
PLAN_STARTED = "plan_started"
LOOKED_AFTER = "looked_after"
CARE_LEAVER = "care_leaver"
WAITING = "waiting_for_adoption"
ADOPTED = "adopted"
ADOPTERS = "adopters"
ADOPTERS_APPROVED = "adopters_approved"

WORDS = {"child": "string", "thing": "string"}
GROUPS = {"age_band": "string", "sex": "string", "ethnic_group": "string", "plan_duration": "string"}
FACTS = {
    "in_6m": "boolean",
    "in_12m": "boolean",
    "in_time": "boolean",
    "again": "boolean",
    "no_further_action": "boolean",
    "plan_made": "boolean",
    "two_years": "boolean",
    "weeks_6": "boolean",
    "weeks_12": "boolean",
    "visited_6wk": "boolean",
    "visited_12wk": "boolean",
    "review_due": "boolean",
    "reviewed_6m": "boolean",
    "year_in_care": "boolean",
    "health_in_date": "boolean",
    "dental_in_date": "boolean",
    "four_months": "boolean",
    "has_permanence_plan": "boolean",
    "three_placements": "boolean",
    "out_of_area": "boolean",
    "was_missing": "boolean",
    "interview_offered": "boolean",
    "interview_accepted": "boolean",
    "open_to_service": "boolean",
    "needs_plan": "boolean",
    "plan_reviewed_6m": "boolean",
    "asked_of": "boolean",
    "in_touch": "boolean",
    "learning_or_working": "boolean",
    "home_counts": "boolean",
    "suitable": "boolean",
    "matched_3m": "boolean",
    "unmatched": "boolean",
    "in_process": "boolean",
}
SCHEMA = ibis.schema(
    {"as_at": "date", **WORDS, "date": "date", "age": "int32", "days": "int32", **GROUPS, **FACTS}
)
GIVEN_SCHEMA = pa.schema(
    [
        pa.field("as_at", pa.date32()),
        pa.field("list", pa.string()),
        pa.field("columns", pa.list_(pa.string())),
        pa.field("covers_6m", pa.bool_()),
        pa.field("covers_12m", pa.bool_()),
    ]
)
