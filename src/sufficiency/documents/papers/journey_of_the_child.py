"""The half-yearly report to all members on a child's journey through the services (structure: Southend, October 2017)."""

from __future__ import annotations

from sufficiency.documents.outline import (
    Changes,
    Chart,
    Comparison,
    Groups,
    Outline,
    Recorded,
    Section,
    Sentence,
    Told,
    Words,
)
from sufficiency.documents.papers.closing import concerns, ending, implications
from sufficiency.documents.papers.template import Setting, Template, front

WATCHED = (
    "cla_number",
    "cla_rate_10k",
    "cla_started",
    "cla_ceased",
    "foster_pct",
    "three_plus_placements_pct",
    "long_term_stability_pct",
    "over_20_miles_pct",
    "health_assessment_pct",
    "dental_pct",
    "cla_reviews_in_time_pct",
    "adoptions",
    "cl_eet_pct",
    "cl_suitable_accommodation_pct",
)


def write(setting: Setting) -> Outline:
    return Outline(
        title="The journey of the child: report to members",
        template="journey-of-the-child",
        front=front("All members; cabinet; corporate parenting group", "Director of children’s services"),
        sections=(
            Section(
                "introduction",
                "Introduction",
                (
                    Words(
                        "why",
                        "Every councillor is a corporate parent. This report follows a child’s journey, from the first worry about them, "
                        "through help and protection, to a home and a life after care, and says at each step how many children there were "
                        "and how well the council did by them.",
                    ),
                    Words(
                        "recommended",
                        "Members are asked to read the figures as they would those of their own children, and to ask about whatever "
                        "does not look good enough.",
                    ),
                    Changes("moved", WATCHED),
                ),
            ),
            Section(
                "corporate-parenting",
                "Corporate parenting",
                (Told("meetings", "meetings", "meeting of the corporate parenting group"),),
            ),
            Section(
                "money",
                "Money",
                (
                    Recorded(
                        "money-table",
                        ("csc_expenditure", "csc_savings", "csc_overspend"),
                        "Spending on children’s social care",
                    ),
                ),
            ),
            Section(
                "early-help",
                "Early help and the front door",
                (
                    Recorded(
                        "front-door",
                        (
                            "early_help_referrals",
                            "troubled_families",
                            "contacts_weekly",
                            "contact_conversion_pct",
                            "rereferrals_12m_pct",
                            "assessments_45wd_pct",
                        ),
                        "Early help, contacts and assessments",
                    ),
                ),
            ),
            Section(
                "protection",
                "Children in need and child protection",
                (
                    Recorded(
                        "protection-table",
                        (
                            "cpp_number",
                            "cpp_rate_10k",
                            "cpp_second_pct",
                            "cpp_2yr_pct",
                            "private_fostering",
                            "marac_cases",
                        ),
                        "Child protection",
                    ),
                ),
            ),
            Section(
                "edge-of-care",
                "The edge of care and the courts",
                (
                    Recorded(
                        "courts",
                        (
                            "fgc_referrals",
                            "edge_of_care_prevented",
                            "court_applications",
                            "care_proceedings_weeks",
                            "plo_active",
                        ),
                        "Family group conferences and court work",
                    ),
                ),
            ),
            Section(
                "care-population",
                "Children in care",
                (
                    Sentence("number", "cla_number"),
                    Sentence("rate", "cla_rate_10k"),
                    Chart("number-chart", "cla_number"),
                    Groups("by-age", "cla_number", "age_band"),
                    Groups("by-ethnicity", "cla_number", "ethnic_group"),
                    Sentence("started", "cla_started"),
                    Groups("started-age", "cla_started", "age_band"),
                    Sentence("ceased", "cla_ceased"),
                    Sentence("home", "ceased_returned_home_pct"),
                ),
            ),
            Section(
                "missing",
                "Children who go missing",
                (
                    Sentence("missing-children", "missing_children"),
                    Sentence("missing-episodes", "missing_episodes"),
                    Recorded(
                        "missing-recorded",
                        ("rhi_3days_pct", "cse_concerns"),
                        "Talking to children when they return",
                    ),
                ),
            ),
            Section(
                "education",
                "Education",
                (
                    Recorded(
                        "education-table",
                        (
                            "pep_pct",
                            "ks2_rwm_pct",
                            "ks4_attainment8",
                            "ks4_em_pct",
                            "persistent_absence_pct",
                            "fixed_term_exclusion_pct",
                            "permanent_exclusions",
                        ),
                        "School",
                    ),
                ),
            ),
            Section(
                "health",
                "Health",
                (
                    Comparison(
                        "health-table",
                        ("health_assessment_pct", "dental_pct", "immunisations_pct", "sdq_pct"),
                        "Health",
                    ),
                    Recorded(
                        "health-recorded",
                        ("iha_20wd_pct", "camhs_referrals"),
                        "First assessments and mental health",
                    ),
                ),
            ),
            Section(
                "placements",
                "Where children live",
                (
                    Groups("by-placement", "cla_number", "placement_type"),
                    Sentence("far", "over_20_miles_pct"),
                    Sentence("moves", "three_plus_placements_pct"),
                    Chart("moves-chart", "three_plus_placements_pct"),
                    Sentence("settled", "long_term_stability_pct"),
                    Recorded(
                        "fostering-recorded",
                        ("fostering_households", "foster_carers_approved", "foster_carers_ceased"),
                        "Foster carers",
                    ),
                    Told("complex-panel", "complex-panel", "decision of a panel on complex placements"),
                ),
            ),
            Section(
                "leaving-care",
                "Leaving care",
                (
                    Sentence("touch", "cl_in_touch_pct"),
                    Sentence("suitable", "cl_suitable_accommodation_pct"),
                    Sentence("eet", "cl_eet_pct"),
                    Chart("eet-chart", "cl_eet_pct", every="year", stretch=8),
                    Groups("activity", "cl_activity_breakdown", "activity"),
                ),
            ),
            Section(
                "permanence",
                "Special guardianship and adoption",
                (
                    Sentence("guardians", "sgo_number"),
                    Sentence("adopted", "adoptions"),
                    Sentence("a1", "a1_days_3yr"),
                    Sentence("waiting", "children_waiting_adoption"),
                ),
            ),
            Section(
                "reviews",
                "Reviews and the independent reviewing service",
                (
                    Sentence("in-time", "cla_reviews_in_time_pct"),
                    Sentence("taking-part", "review_participation_pct"),
                ),
            ),
            Section(
                "voice",
                "What children say",
                (
                    Recorded(
                        "survey",
                        (
                            "bs_trust_social_worker_pct",
                            "bs_safe_pct",
                            "bs_included_decisions_pct",
                            "advocacy_referrals",
                            "independent_visitors",
                        ),
                        "Survey and advocacy",
                    ),
                ),
            ),
            Section(
                "quality",
                "Quality, workforce and complaints",
                (
                    Recorded(
                        "quality-table",
                        (
                            "audit_good_pct",
                            "social_worker_vacancy_pct",
                            "social_worker_agency_pct",
                            "social_worker_caseload",
                            "complaints",
                            "complaints_in_time_pct",
                            "compliments",
                        ),
                        "Quality and workforce",
                    ),
                ),
            ),
            concerns("issues", WATCHED),
            *implications(
                setting,
                policy="The report informs members and proposes no new policy.",
                community="Children known to the services come from every ward. Where a group is over-represented in care, members may ask for its figures by age, sex and ethnic group.",
            ),
            *ending(),
        ),
    )


TEMPLATE = Template(
    "journey-of-the-child",
    "The journey of the child",
    "Half-yearly report to all members: early help, protection, care, school, health, homes, leaving care, quality.",
    write,
)
