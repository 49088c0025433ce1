"""The columns of the forward plan to take away, for the pages and the command."""

COLUMNS = (
    "meeting_day",
    "board",
    "confidential",
    "title",
    "kind",
    "lead_officer",
    "state",
    "draft_by",
    "director_by",
    "finance_legal_by",
    "despatch_by",
    "despatched_on",
    "late_reason",
    "urgent_reason",
    "off_the_plan_because",
    "meeting_state",
)
