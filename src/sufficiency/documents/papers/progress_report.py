"""A progress report measure by measure: four challenges, eight measures (structure: Kent, July 2016)."""

from __future__ import annotations

from sufficiency.documents.outline import (
    Challenges,
    Changes,
    Outline,
    Part,
    PlanTable,
    Section,
    Strategy,
    Told,
    Words,
)
from sufficiency.documents.papers.closing import ending, implications, meetings
from sufficiency.documents.papers.template import Setting, Template, front

PARTS = (
    Part("As many children as possible can safely stay with their families", ("cla_number",)),
    Part("Care leavers have the support and the homes they need", ("cl_suitable_accommodation_pct",)),
    Part(
        "Good homes near enough for children to stay settled and do well",
        ("within_20_miles", "long_term_stability_pct", "inhouse_foster_pct"),
    ),
    Part(
        "Practice that gives children a good experience of care, and permanence",
        ("three_plus_placements_pct", "care_to_adoption_order_days", "ltf_matches"),
    ),
)


def write(setting: Setting) -> Outline:
    measures = tuple(one for part in PARTS for one in part.measures)
    return Outline(
        title="Sufficiency, placements and commissioning: progress report",
        template="progress-report",
        front=front(
            "Corporate parenting panel", "Cabinet member and director for children’s services", "Unrestricted"
        ),
        sections=(
            Section(
                "recommendation",
                "Recommendation",
                (
                    Words(
                        "recommended",
                        "Members are asked to consider the progress made with the strategy, measure by measure, and to comment on the "
                        "actions for the next quarter.",
                    ),
                ),
            ),
            Section(
                "introduction",
                "Introduction",
                (
                    Words(
                        "why",
                        "The strategy names the challenges in finding enough good homes for the children in our care, and the measures "
                        "by which we will know whether they are being met. For each measure this report gives an analysis of progress, "
                        "what is being done, and what will be done in the next quarter.",
                    ),
                    Strategy("levers", "levers"),
                ),
            ),
            Section(
                "summary",
                "Progress in short",
                (Changes("moved", measures), PlanTable("plan", by="rating")),
            ),
            Section("measures", "Challenges and their measures", (Challenges("challenge", PARTS),)),
            Section(
                "review",
                "Review of the strategy",
                (
                    Words(
                        "review-words",
                        "The strategy is reviewed every year against what has changed: the number of children and their ages, the law "
                        "and national policy, and the plans for recruiting foster carers and adopters.",
                    ),
                    *meetings(setting),
                ),
            ),
            Section(
                "people",
                "Staff and training",
                (Told("training", "training", "training of staff or carers for this strategy"),),
            ),
            *implications(
                setting,
                policy="The report tells of a strategy already agreed and proposes no new policy.",
                community="Each measure can be told by age, sex, ethnic group and legal status, so that a gain for most does not hide a loss for some.",
            ),
            *ending(papers=("Sufficiency, placements and commissioning strategy",)),
        ),
    )


TEMPLATE = Template(
    "progress-report",
    "Progress report, measure by measure",
    "Four challenges and eight measures: analysis of progress, activity to deliver, actions for next quarter.",
    write,
    priorities_called="challenge",
)
