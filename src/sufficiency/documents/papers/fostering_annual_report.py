"""The fostering service's annual report (structure: Southwark, November 2017)."""

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

CHILDREN = (
    "cla_number",
    "foster_number",
    "foster_pct",
    "inhouse_foster_number",
    "inhouse_foster_pct",
    "ifa_number",
    "ifa_pct",
    "friends_family_number",
    "friends_family_pct",
    "ltf_matches",
)
STABILITY = ("three_plus_placements_pct", "long_term_stability_pct", "over_20_miles_pct")


def write(setting: Setting) -> Outline:
    return Outline(
        title=f"Fostering service: annual report {setting.year}",
        template="fostering-annual-report",
        front=front("Corporate parenting committee", "Director of children’s services"),
        sections=(
            Section(
                "recommendation",
                "Recommendation",
                (
                    Words(
                        "recommended",
                        "The committee is asked to accept the annual report of the fostering service and to comment on its plans for the year ahead.",
                    ),
                ),
            ),
            Section(
                "background",
                "Background and purpose",
                (
                    Words(
                        "purpose",
                        "The fostering services regulations and the national minimum standards of 2011 ask the service to review the "
                        f"quality of its care and to report on it. This report covers the twelve months to {setting.day}: the children in "
                        "foster care, the people who foster, how they are recruited, kept and supported, and how good the service is.",
                    ),
                ),
            ),
            Section("key-messages", "Key messages", (Changes("moved", (*CHILDREN, *STABILITY)),)),
            Section(
                "children",
                "Children in foster care",
                (
                    Sentence("foster", "foster_pct"),
                    Comparison("children-table", CHILDREN, "Children in foster care"),
                    Chart("foster-chart", "foster_pct"),
                    Groups("foster-age", "foster_pct", "age_band"),
                    Sentence("inhouse", "inhouse_foster_pct"),
                    Chart("inhouse-chart", "inhouse_foster_pct"),
                    Sentence("agencies", "ifa_pct"),
                ),
            ),
            Section(
                "family-and-friends",
                "Family and friends who foster",
                (
                    Words(
                        "family-words",
                        "Somebody a child already knows is often the best person to care for them. These carers are assessed and "
                        "supported as others are.",
                    ),
                    Sentence("friends", "friends_family_pct"),
                    Recorded(
                        "friends-recorded",
                        ("ff_carers_number", "ff_carers_approved"),
                        "Family and friends carers",
                    ),
                ),
            ),
            Section(
                "long-term",
                "Long-term matches and stability",
                (
                    Sentence("matches", "ltf_matches"),
                    Sentence("settled", "long_term_stability_pct"),
                    Chart("settled-chart", "long_term_stability_pct"),
                    Sentence("moves", "three_plus_placements_pct"),
                ),
            ),
            Section(
                "carers",
                "Our foster carers",
                (
                    Recorded(
                        "carers-table",
                        (
                            "fostering_households",
                            "foster_carers_approved",
                            "foster_carers_ceased",
                            "foster_carer_loss_pct",
                            "fostering_enquiries",
                            "inhouse_capacity_pct",
                            "family_link_carers_approved",
                        ),
                        "Activity: foster carers",
                    ),
                    Chart("households-chart", "fostering_households"),
                ),
            ),
            Section(
                "support",
                "Support and training",
                (
                    Recorded(
                        "support-table",
                        (
                            "foster_carers_trained",
                            "fc_health_checks_pct",
                            "fc_statutory_checks_pct",
                            "fc_survey_ssw_support_pct",
                            "fc_survey_overall_support_pct",
                            "fc_survey_response_pct",
                        ),
                        "Support for foster carers",
                    ),
                ),
            ),
            Section(
                "staying-put",
                "Staying put",
                (
                    Words(
                        "staying-words",
                        "A young person who turns 18 may stay with the carers they live with. It gives them what other young people have: "
                        "a home until they are ready to leave it.",
                    ),
                    Sentence("staying", "staying_put_number"),
                    Sentence("staying-share", "staying_put_pct"),
                    Recorded("staying-cost", ("staying_put_cost",), "What staying put costs"),
                ),
            ),
            Section(
                "short-breaks",
                "Short breaks",
                (
                    Recorded(
                        "breaks",
                        ("short_break_carers", "short_break_children"),
                        "Short breaks for disabled children",
                    ),
                ),
            ),
            Section(
                "quality",
                "Quality assurance",
                (
                    Told("panel", "fostering-panel", "work of the fostering panel"),
                    Recorded(
                        "quality-table",
                        ("fostering_complaints", "ofsted_fostering_rank"),
                        "Complaints and inspection",
                    ),
                ),
            ),
            concerns("issues", (*CHILDREN, *STABILITY)),
            Section("development", "Development plan", (PlanTable("plan", by="key-area"),)),
            *implications(
                setting,
                policy="The report is made under the regulations for fostering services and proposes no new policy.",
                community=(
                    "Foster carers are wanted from every part of the community, so that more children can live with people who share "
                    "their culture, faith and language, near to their school and family."
                ),
                legal=(
                    "The Fostering Services (England) Regulations 2011 and the national minimum standards require the service to keep the "
                    "quality of its care under review. The Children Act 1989 requires the council to secure enough homes in its area."
                ),
            ),
            *ending(),
        ),
    )


TEMPLATE = Template(
    "fostering-annual-report",
    "Fostering service: annual report",
    "The year in fostering: children, carers, recruitment, support, staying put, quality, plans.",
    write,
)
