"""Self-evaluation in three columns: what do we know, how do we know, what next (structure: Southwark, July 2021)."""

from __future__ import annotations

from sufficiency.documents.outline import Evaluated, Outline, Section, SelfEvaluation, Words
from sufficiency.documents.papers.closing import concerns, ending
from sufficiency.documents.papers.template import Setting, Template, front

# Seven sections; each row is one thing to know, with the measures that tell of it.
SECTIONS: tuple[tuple[str, str, tuple[Evaluated, ...]], ...] = (
    (
        "decisions",
        "Making good decisions for children",
        (
            Evaluated("Coming into care:", ("cla_number", "cla_started", "cla_rate_10k")),
            Evaluated("Going home, and to relatives:", ("ceased_returned_home_pct", "ceased_sgo_pct")),
            Evaluated("Reviews of plans:", ("cla_reviews_in_time_pct",)),
        ),
    ),
    (
        "participation",
        "Participation and direct work",
        (
            Evaluated("Taking part in reviews:", ("review_participation_pct",)),
            Evaluated("Trust, and knowing why:", ("bs_trust_social_worker_pct", "bs_know_reasons_pct")),
            Evaluated("Advocates and independent visitors:", ("advocacy_referrals", "independent_visitors")),
        ),
    ),
    (
        "protecting",
        "Helping and protecting",
        (
            Evaluated("Going missing:", ("missing_children", "missing_episodes", "rhi_3days_pct")),
            Evaluated("Feeling safe:", ("bs_safe_pct",)),
        ),
    ),
    (
        "health",
        "Health",
        (
            Evaluated("Health assessments, teeth and immunisations:", ("health_assessment_pct", "dental_pct", "immunisations_pct")),
            Evaluated("Emotional needs:", ("sdq_pct", "camhs_referrals")),
        ),
    ),
    (
        "learning",
        "Learning and enjoyment",
        (
            Evaluated("Plans for education, and going to school:", ("pep_pct", "persistent_absence_pct")),
            Evaluated("Examinations:", ("ks2_rwm_pct", "ks4_attainment8")),
        ),
    ),
    (
        "stability",
        "Stability and permanence",
        (
            Evaluated("Staying in one home:", ("three_plus_placements_pct", "long_term_stability_pct")),
            Evaluated("Living near, and in a family:", ("over_20_miles_pct", "foster_pct", "residential_number")),
            Evaluated("Adoption:", ("adoptions", "a1_days_3yr")),
        ),
    ),
    (
        "care-leavers",
        "Care leavers and transitions",
        (
            Evaluated("In touch, and in a suitable home:", ("cl_in_touch_pct", "cl_suitable_accommodation_pct")),
            Evaluated("Learning and working:", ("cl_eet_pct", "cl_higher_education_pct")),
            Evaluated("Staying put after 18:", ("staying_put_pct",)),
        ),
    ),
)  # fmt: skip


def write(setting: Setting) -> Outline:
    measures = tuple(
        dict.fromkeys(one for _key, _title, rows in SECTIONS for row in rows for one in row.measures)
    )
    from sufficiency.measures import MEASURES

    return Outline(
        title="Self-evaluation: children in care and care leavers",
        template="self-evaluation",
        front=front("Corporate parenting committee", "Director of children’s services"),
        sections=(
            Section(
                "purpose",
                "Purpose",
                (
                    Words(
                        "why",
                        f"This is {setting.the_council}’s own view of how well it does by children in care and care leavers, in three "
                        "questions: what do we know, how do we know it, and what are we going to do next. It is meant to be honest "
                        "before it is flattering.",
                    ),
                    Words(
                        "recommended",
                        "The committee is asked to test it against what members see and hear themselves.",
                    ),
                ),
            ),
            *(
                Section(key, title, (SelfEvaluation(f"{key}-table", rows, title),))
                for key, title, rows in SECTIONS
            ),
            concerns("issues", tuple(one for one in measures if one in MEASURES)),
            *ending(),
        ),
    )


TEMPLATE = Template(
    "self-evaluation",
    "Self-evaluation in three columns",
    "Seven sections: what do we know, how do we know, what are we going to do next.",
    write,
)
