"""A sufficiency strategy with its needs analysis and action plan (structure: Southwark, November 2017)."""

from __future__ import annotations

from sufficiency.documents.outline import (
    Bullets,
    Changes,
    Chart,
    Comparison,
    Expected,
    Groups,
    Outline,
    PlanTable,
    Recorded,
    Section,
    Sentence,
    Statements,
    Strategy,
    Told,
    Words,
)
from sufficiency.documents.papers.closing import DUTY, concerns, ending, implications, meetings
from sufficiency.documents.papers.template import Setting, Template, front

PROFILE = (
    "cla_number",
    "cla_rate_10k",
    "cla_over10_pct",
    "cla_male_pct",
    "cla_bme_pct",
    "cla_s20_pct",
    "cla_uasc",
)
NEED = (
    "cla_started",
    "cla_ceased",
    "started_16plus_pct",
    "foster_pct",
    "inhouse_foster_pct",
    "ifa_pct",
    "friends_family_pct",
    "residential_number",
    "over_20_miles_pct",
    "three_plus_placements_pct",
    "long_term_stability_pct",
    "adoptions",
    "cl_suitable_accommodation_pct",
    "cl_eet_pct",
    "staying_put_pct",
)


def write(setting: Setting) -> Outline:
    return Outline(
        title="Placement sufficiency strategy: needs analysis and action plan",
        template="strategy",
        front=front(
            "Corporate parenting committee", "Director of commissioning; director of children’s services"
        ),
        sections=(
            Section(
                "recommendations",
                "Recommendations",
                (
                    Words("recommended", "The committee is asked to:"),
                    Bullets(
                        "recommendations-list",
                        (
                            "comment on the strategy and on the needs it answers",
                            "note the action plan and the measures by which it will be judged",
                            "agree that progress comes back to the committee every six months",
                        ),
                    ),
                ),
            ),
            Section(
                "summary",
                "Summary",
                (
                    Words(
                        "summary-words",
                        f"This strategy sets out which homes the children whom {setting.the_council} looks after need, which there "
                        "are, and what is to be done about the difference. It begins with who the children are and how their lives in "
                        "care go, and ends with actions that name who leads them, by when, and which measure they are to move.",
                    ),
                    Changes("moved", NEED),
                ),
            ),
            Section("vision", "Our vision", (Strategy("vision-words", "vision"),)),
            Section(
                "voice",
                "The voice of children and young people",
                (
                    Words(
                        "voice-words",
                        "The I statements say in their own words what children and young people want to be true. They are kept as "
                        "measures, and each action says which of them it serves.",
                    ),
                    Statements("i-statements"),
                ),
            ),
            Section(
                "duty",
                "The sufficiency duty",
                (Words("duty-law", DUTY), Strategy("duty-words", "duty")),
            ),
            Section(
                "success",
                "What success will look like",
                (Strategy("success-list", "success"), Strategy("levers-list", "levers")),
            ),
            Section("priorities", "Strategic priorities", (Strategy("priorities-list", "priorities"),)),
            Section(
                "profile",
                "Needs analysis: who the children are",
                (
                    Sentence("number", "cla_number"),
                    Sentence("rate", "cla_rate_10k"),
                    Chart("rate-chart", "cla_rate_10k", every="year", stretch=8),
                    Comparison("profile-table", PROFILE, "Children looked after"),
                    Groups("by-age", "cla_number", "age_band"),
                    Groups("by-ethnicity", "cla_number", "ethnic_group"),
                    Groups("by-status", "cla_number", "legal_status_group"),
                ),
            ),
            Section(
                "expected",
                "Needs analysis: what to expect",
                (
                    Words(
                        "expected-words",
                        "How many homes of which kind will be needed rests on how many children there will be. What follows "
                        "says what to expect if nothing changes; what the actions below are to change is measured against it.",
                    ),
                    Expected("number-expected", "cla_number"),
                    Expected("homes-expected", "residential_number"),
                ),
            ),
            Section(
                "coming-into-care",
                "Reducing the need to come into care",
                (
                    Words(
                        "coming-words",
                        "A child is best cared for in their own family wherever that is safe. Who comes into care, and at what age, "
                        "decides more than anything else which homes will be needed.",
                    ),
                    Sentence("started", "cla_started"),
                    Chart("started-chart", "cla_started"),
                    Groups("started-by-age", "started_by_age", "age_band"),
                    Sentence("ceased", "cla_ceased"),
                    Recorded(
                        "edge-of-care",
                        (
                            "edge_of_care_prevented",
                            "fgc_referrals",
                            "homeless_1617_assessments",
                            "early_help_referrals",
                        ),
                        "Help before and at the edge of care",
                    ),
                ),
            ),
            Section(
                "where-children-live",
                "Where children live",
                (
                    Groups("by-placement", "cla_number", "placement_type"),
                    Groups("by-provider", "cla_number", "provider_group"),
                    Sentence("far", "over_20_miles_pct"),
                    Chart("far-chart", "over_20_miles_pct"),
                ),
            ),
            Section(
                "stability",
                "Stability",
                (
                    Sentence("moves", "three_plus_placements_pct"),
                    Chart("moves-chart", "three_plus_placements_pct"),
                    Groups("moves-by-age", "three_plus_placements_pct", "age_band"),
                    Sentence("settled", "long_term_stability_pct"),
                    Chart("settled-chart", "long_term_stability_pct"),
                ),
            ),
            Section(
                "fostering",
                "Fostering",
                (
                    Sentence("foster", "foster_pct"),
                    Sentence("inhouse", "inhouse_foster_pct"),
                    Chart("inhouse-chart", "inhouse_foster_pct"),
                    Recorded(
                        "foster-carers",
                        (
                            "fostering_households",
                            "foster_carers_approved",
                            "foster_carers_ceased",
                            "fostering_enquiries",
                            "inhouse_capacity_pct",
                        ),
                        "Our foster carers",
                    ),
                ),
            ),
            Section(
                "residential",
                "Children’s homes",
                (
                    Sentence("homes", "residential_number"),
                    Chart("homes-chart", "residential_number"),
                    Recorded(
                        "homes-quality",
                        ("provider_quality_pct", "placements_monitored_pct", "unit_cost_residential"),
                        "Quality and cost of children’s homes",
                    ),
                ),
            ),
            Section(
                "adoption",
                "Adoption and permanence",
                (
                    Sentence("adopted", "adoptions"),
                    Sentence("special-guardians", "sgo_number"),
                    Sentence("a1", "a1_days_3yr"),
                ),
            ),
            Section(
                "care-leavers",
                "Care leavers and staying put",
                (
                    Sentence("suitable", "cl_suitable_accommodation_pct"),
                    Sentence("eet", "cl_eet_pct"),
                    Chart("eet-chart", "cl_eet_pct", every="year", stretch=8),
                    Sentence("staying-put", "staying_put_pct"),
                ),
            ),
            Section(
                "supply",
                "The homes there are",
                (
                    Told("register-of-homes", "homes", "register of homes and their vacancies"),
                    Told("placement-searches", "placement-searches", "search for a home"),
                    Told("contract-monitoring", "contract-monitoring", "contract monitoring"),
                ),
            ),
            concerns("issues", NEED),
            Section(
                "action-plan",
                "Action plan",
                (
                    PlanTable("plan", by="key-area", whole=True),
                    Strategy("indicators", "measures"),
                    Strategy("risks", "risks"),
                ),
            ),
            Section(
                "governance",
                "Governance and review",
                (
                    Words(
                        "review",
                        "The plan is reviewed every quarter by the officers who lead it, and every six months by the committee. An "
                        "action is rated red, amber or green with a reason, and its measures are shown beside it.",
                    ),
                    *meetings(setting),
                ),
            ),
            *implications(
                setting,
                policy="When it is agreed, this becomes the council’s sufficiency strategy and takes the place of the one before it.",
                community=(
                    "The needs analysis shows who the children are by age, sex, ethnic group and legal status. Where a group comes "
                    "into care or moves more often than others, the actions say what will be done for it."
                ),
            ),
            *ending(),
        ),
    )


TEMPLATE = Template(
    "strategy",
    "Placement sufficiency strategy",
    "The whole strategy: vision, duty, I statements, needs analysis, key issues, and the action plan.",
    write,
)
