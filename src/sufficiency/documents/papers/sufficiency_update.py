"""The half-yearly sufficiency update to a corporate parenting committee (structure: Southwark, July 2018)."""

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
    Section,
    Sentence,
    Statements,
    Strategy,
    Told,
    Words,
)
from sufficiency.documents.papers.closing import concerns, ending, implications, meetings
from sufficiency.documents.papers.template import Setting, Template, front

WATCHED = (
    "cla_number",
    "cla_rate_10k",
    "cla_started",
    "foster_pct",
    "inhouse_foster_pct",
    "residential_number",
    "over_20_miles_pct",
    "three_plus_placements_pct",
    "long_term_stability_pct",
    "cl_suitable_accommodation_pct",
    "cl_eet_pct",
)


def write(setting: Setting) -> Outline:
    return Outline(
        title="Sufficiency strategy: update",
        template="sufficiency-update",
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
                            "note the progress made with the sufficiency strategy and its action plan",
                            "note what the measures below say of homes for the children we look after, and comment on them",
                            "say which of the key issues it wishes to hear more about at its next meeting",
                        ),
                    ),
                ),
            ),
            Section(
                "background",
                "Background",
                (
                    Words(
                        "duty",
                        "A council must see to it that there are enough homes of the right kind, near enough, for the children it "
                        "looks after. The sufficiency strategy says how; this paper tells the committee what has been done since "
                        "the last update and what difference it has made.",
                    ),
                    Strategy("priorities", "priorities"),
                ),
            ),
            Section("governance", "Governance", meetings(setting)),
            Section(
                "progress",
                "Progress to date",
                (
                    Changes("moved", WATCHED),
                    Comparison("where-we-stand", WATCHED, "Where we stand"),
                    Expected("number-expected", "cla_number"),
                ),
            ),
            Section(
                "where-children-live",
                "Where children live",
                (
                    Words(
                        "why-where",
                        "Most children do best in a family. Children’s homes are for the few who need them: they cost most, and are "
                        "often the furthest from a child’s school and friends.",
                    ),
                    Sentence("residential", "residential_number"),
                    Chart("residential-chart", "residential_number"),
                    Groups("by-placement", "cla_number", "placement_type"),
                    Sentence("inhouse", "inhouse_foster_pct"),
                ),
            ),
            Section(
                "short-term-stability",
                "Short-term stability",
                (
                    Words(
                        "why-moves",
                        "Each move can cost a child a school, a friend or somebody they trust. The measure counts children who had "
                        "three or more placements in twelve months; low figures are good.",
                    ),
                    Sentence("moves", "three_plus_placements_pct"),
                    Chart("moves-chart", "three_plus_placements_pct"),
                    Groups("moves-by-age", "three_plus_placements_pct", "age_band"),
                ),
            ),
            Section(
                "long-term-stability",
                "Long-term stability",
                (
                    Words(
                        "why-settled",
                        "Of children under 16 in care for two and a half years or more, this is the share who have lived in the same "
                        "home for two years; high figures are good. It follows short-term stability slowly, so that a better first "
                        "match shows here years later.",
                    ),
                    Sentence("settled", "long_term_stability_pct"),
                    Chart("settled-chart", "long_term_stability_pct"),
                ),
            ),
            Section(
                "near-home",
                "Near home",
                (
                    Words(
                        "why-near",
                        "A home far away can be right for a child’s safety. More often it means that nothing nearer was found, and "
                        "it makes school, health care and family harder to keep.",
                    ),
                    Sentence("far", "over_20_miles_pct"),
                    Chart("far-chart", "over_20_miles_pct"),
                ),
            ),
            Section(
                "care-leavers",
                "Care leavers",
                (
                    Sentence("suitable", "cl_suitable_accommodation_pct"),
                    Sentence("busy", "cl_eet_pct"),
                    Sentence("staying-put", "staying_put_pct"),
                ),
            ),
            Section("action-plan", "The action plan", (PlanTable("plan", by="rating"),)),
            Section(
                "voice",
                "What children and young people say",
                (Statements("i-statements"),),
            ),
            Section(
                "contracts",
                "Providers and contracts",
                (Told("contract-monitoring", "contract-monitoring", "contract monitoring"),),
            ),
            concerns("issues", (*WATCHED, "dental_pct", "health_assessment_pct", "cla_reviews_in_time_pct")),
            *implications(
                setting,
                policy="The update carries out the sufficiency strategy already agreed and proposes no new policy.",
                community=(
                    "Children in care and care leavers do less well than others of their age in health, school and work. A stable home "
                    "that suits them, near those they know, is the strongest thing the council can do to narrow that gap."
                ),
            ),
            ending_of_consultation(),
            *ending(papers=("Sufficiency strategy and action plan",)),
        ),
    )


def ending_of_consultation() -> Section:
    return Section(
        "consultation",
        "Consultation",
        (Told("consultation", "consultation", "consultation on this update"),),
    )


TEMPLATE = Template(
    "sufficiency-update",
    "Sufficiency strategy: update",
    "Half-yearly update to a committee: what moved, where children live, stability, the action plan, key issues.",
    write,
)
