"""The adoption service's annual report (structure: Southwark, November 2017)."""

from __future__ import annotations

from sufficiency.documents.outline import (
    Changes,
    Chart,
    Comparison,
    Groups,
    Outline,
    PlanTable,
    Recorded,
    Section,
    Sentence,
    Told,
    Words,
)
from sufficiency.documents.papers.closing import concerns, ending, implications
from sufficiency.documents.papers.template import Setting, Template, front

ACTIVITY = (
    "placement_orders",
    "adoption_matches",
    "adoptions",
    "children_waiting_adoption",
    "placed_not_adopted",
    "early_permanence_placements",
    "adoption_disruptions",
    "sgo_number",
)
TIMELINESS = (
    "a1_days_3yr",
    "a10_days_3yr",
    "a1_days_1yr",
    "a2_days_3yr",
    "a2_within_threshold",
    "care_to_adoption_order_days",
)


def write(setting: Setting) -> Outline:
    return Outline(
        title=f"Adoption service: annual report {setting.year}",
        template="adoption-annual-report",
        front=front("Corporate parenting committee", "Director of children’s services"),
        sections=(
            Section(
                "recommendation",
                "Recommendation",
                (
                    Words(
                        "recommended",
                        "The committee is asked to accept the annual report of the adoption service and to comment on its plans for the year ahead.",
                    ),
                ),
            ),
            Section(
                "background",
                "Background and purpose",
                (
                    Words(
                        "purpose",
                        "The adoption national minimum standards and the statutory guidance of 2011 ask the service to report to the "
                        f"council on what it does. This report covers the twelve months to {setting.day}: how children were found "
                        "families, how long it took, how adopters were recruited, and how everybody touched by adoption is supported.",
                    ),
                ),
            ),
            Section(
                "key-messages",
                "Key messages",
                (
                    Changes("moved", (*ACTIVITY, *TIMELINESS)),
                    Sentence("share", "ceased_adopted_pct"),
                ),
            ),
            Section(
                "activity",
                "Children with a plan for adoption",
                (
                    Sentence("orders", "placement_orders"),
                    Sentence("adopted", "adoptions"),
                    Comparison("activity-table", ACTIVITY, "Activity: children"),
                    Chart("adoptions-chart", "adoptions", every="year", stretch=8),
                    Groups("adopted-age", "adopted_by_age", "age_band"),
                ),
            ),
            Section(
                "timeliness",
                "How long it took",
                (
                    Words(
                        "why-time",
                        "A1 counts the days from entering care to moving in with the adoptive family, A2 those from the court’s placement "
                        "order to the match, both as averages of three years. With few children one long wait moves an average far, so "
                        "each child’s journey is followed as well. A family found late for an older child or for brothers and sisters "
                        "is a success that these averages count against the service.",
                    ),
                    Sentence("a1", "a1_days_3yr"),
                    Chart("a1-chart", "a1_days_3yr", every="year", stretch=8),
                    Sentence("a2", "a2_days_3yr"),
                    Chart("a2-chart", "a2_days_3yr", every="year", stretch=8),
                    Comparison("time-table", TIMELINESS, "Timeliness"),
                ),
            ),
            Section(
                "early-permanence",
                "Early permanence",
                (
                    Words(
                        "early-words",
                        "In early permanence a child lives from the start with carers who may adopt them, so that the adults, and not the "
                        "child, carry the uncertainty while the court decides.",
                    ),
                    Sentence("early", "early_permanence_placements"),
                    Sentence("via-early", "adopted_via_early_permanence"),
                ),
            ),
            Section(
                "waiting",
                "Children waiting",
                (
                    Sentence("waiting-number", "children_waiting_adoption"),
                    Chart("waiting-chart", "children_waiting_adoption", every="year", stretch=8),
                    Recorded(
                        "waiting-recorded",
                        ("adopted_sibling_groups", "relinquished_babies", "parallel_plan_adoption"),
                        "Brothers and sisters, and plans made early",
                    ),
                ),
            ),
            Section(
                "adopters",
                "Recruitment of adopters",
                (
                    Recorded(
                        "adopters-table",
                        (
                            "adoption_enquiries",
                            "adopters_approved",
                            "adopters_approved_in_time_pct",
                            "adopters_matched_3m",
                            "approved_adopters_unmatched",
                        ),
                        "Activity: adopters",
                    ),
                ),
            ),
            Section(
                "disruptions",
                "Placements that ended before the order",
                (Sentence("disruptions-number", "adoption_disruptions"),),
            ),
            Section(
                "support",
                "Adoption support",
                (
                    Words(
                        "support-words",
                        "Adoption is not one event. Children, birth families and adopters may need help for a short time, at turning "
                        "points, or for many years.",
                    ),
                    Recorded(
                        "support-table",
                        (
                            "post_adoption_support_families",
                            "asf_applications",
                            "letterbox_contacts",
                            "birth_family_referrals",
                            "adoption_financial_packages",
                        ),
                        "Adoption support in the year",
                    ),
                ),
            ),
            Section(
                "special-guardianship",
                "Special guardianship",
                (Sentence("guardians", "sgo_number"), Sentence("guardians-share", "ceased_sgo_pct")),
            ),
            Section(
                "quality",
                "Quality assurance",
                (
                    Told("panel", "adoption-panel", "work of the adoption panel"),
                    Recorded(
                        "quality-table",
                        ("adopter_feedback", "adoption_complaints", "panel_report_quality"),
                        "Feedback and complaints",
                    ),
                ),
            ),
            concerns("issues", (*ACTIVITY, *TIMELINESS)),
            Section("development", "Development plan", (PlanTable("plan", by="key-area"),)),
            *implications(
                setting,
                policy="The report is made under the standards for adoption services and proposes no new policy.",
                community=(
                    "Children from every part of the community who have a plan for adoption should find a family that can meet most of "
                    "their needs, as soon as may be. The table of adopted children by age is given above; groups too small to be "
                    "shown are left out of a published version."
                ),
                legal=(
                    "The Adoption and Children Act 2002 requires every authority to maintain an adoption service. The Adoption Agencies "
                    "Regulations 2005 and the national minimum standards of 2011 say how it is to work and that it reports to the council."
                ),
            ),
            *ending(),
        ),
    )


TEMPLATE = Template(
    "adoption-annual-report",
    "Adoption service: annual report",
    "The year in adoption: children, timeliness, early permanence, adopters, support, quality, plans.",
    write,
)
