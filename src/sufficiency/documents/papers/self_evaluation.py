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
            Evaluated("Who comes into care, and how many.", ("cla_number", "cla_started", "cla_rate_10k")),
            Evaluated("Whether children who can go home do.", ("ceased_returned_home_pct", "ceased_sgo_pct")),
            Evaluated("Whether plans are reviewed when they should be.", ("cla_reviews_in_time_pct",)),
        ),
    ),
    (
        "participation",
        "Participation and direct work",
        (
            Evaluated("Whether children take part in their reviews.", ("review_participation_pct",)),
            Evaluated("Whether they trust their social worker and know why they are in care.", ("bs_trust_social_worker_pct", "bs_know_reasons_pct")),
            Evaluated("Whether they have an advocate or an independent visitor.", ("advocacy_referrals", "independent_visitors")),
        ),
    ),
    (
        "protecting",
        "Helping and protecting",
        (
            Evaluated("Who goes missing, and how often.", ("missing_children", "missing_episodes", "rhi_3days_pct")),
            Evaluated("Whether children feel safe where they live.", ("bs_safe_pct",)),
        ),
    ),
    (
        "health",
        "Health",
        (
            Evaluated("Whether health assessments and dental checks are up to date.", ("health_assessment_pct", "dental_pct", "immunisations_pct")),
            Evaluated("Whether emotional needs are known.", ("sdq_pct", "camhs_referrals")),
        ),
    ),
    (
        "learning",
        "Learning and enjoyment",
        (
            Evaluated("Whether children have a good plan for their education, and go to school.", ("pep_pct", "persistent_absence_pct")),
            Evaluated("How they do in examinations.", ("ks2_rwm_pct", "ks4_attainment8")),
        ),
    ),
    (
        "stability",
        "Stability and permanence",
        (
            Evaluated("Whether children stay in one home.", ("three_plus_placements_pct", "long_term_stability_pct")),
            Evaluated("Whether they live near those they know, and in a family.", ("over_20_miles_pct", "foster_pct", "residential_number")),
            Evaluated("Whether they are adopted, and how soon.", ("adoptions", "a1_days_3yr")),
        ),
    ),
    (
        "care-leavers",
        "Care leavers and transitions",
        (
            Evaluated("Whether we are in touch, and they live in a suitable home.", ("cl_in_touch_pct", "cl_suitable_accommodation_pct")),
            Evaluated("Whether they learn or work.", ("cl_eet_pct", "cl_higher_education_pct")),
            Evaluated("Whether they can stay with their carers after 18.", ("staying_put_pct",)),
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
