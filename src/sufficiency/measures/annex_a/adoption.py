"""Children with a plan of adoption, and the families approved to adopt."""

from sufficiency.history.annex_a import columns as things
from sufficiency.measures.annex_a.stretches import ANNEX_A, ONE_DAY, WHO, happened, on_the_day
from sufficiency.measures.language import Unit, count, percent, row

THEME = "Adopters and children waiting"
FAMILY = (
    "A family is one however many adopters it has, by the family identifier (by the adopter's where there is none); its "
    "step is dated by the first of them."
)
A_YEAR = "The list is of the twelve months before the day, as Ofsted asks (unconfirmed)."

children_waiting = count(
    id="annex_children_waiting_adoption",
    title="Children waiting for adoption, by Annex A",
    question="How many children with a decision for adoption are not yet placed on the day?",
    why="Every month without a family is long in a small child's life.",
    theme=THEME,
    counted=ANNEX_A,
    of=on_the_day(things.WAITING),
    good="low",
    source="Annex A list 10",
    how_counted=(
        "Children whose decision for adoption was made by the day, neither placed nor adopted by it, and whose plan was not "
        "given up; each child once.",
    ),
    decided=(ONE_DAY,),
    breakdowns=WHO,
    tables=("list_10",),
    needs=("list_10.decision", "list_10.placed", "list_10.adopted", "list_10.reversed"),
)
children_adopted = count(
    id="annex_children_adopted",
    title="Children adopted, by Annex A",
    question="How many children were adopted in the year?",
    why="It should be what the yearly return says of the same year.",
    theme=THEME,
    counted=ANNEX_A,
    of=happened(things.ADOPTED),
    source="Annex A list 10",
    how_counted=("Children with an adoption order in the twelve months to the day; each child once.",),
    decided=(A_YEAR, ONE_DAY),
    breakdowns=WHO,
    tables=("list_10",),
    needs=("list_10.adopted",),
    over=12,
)
adopters_approved = count(
    id="adopters_approved",
    title="Adopters approved",
    question="How many families were approved to adopt in the year?",
    why="Without approved families children wait.",
    theme=THEME,
    counted=ANNEX_A,
    unit=Unit.FAMILIES,
    of=happened(things.ADOPTERS_APPROVED),
    good="high",
    source="Annex A list 11",
    how_counted=("Families approved in the twelve months to the day.", FAMILY),
    decided=(A_YEAR, ONE_DAY),
    breakdowns=(),
    tables=("list_11",),
    needs=("list_11.approved",),
    over=12,
)
adopters_approved_in_time_pct = percent(
    id="adopters_approved_in_time_pct",
    title="Adopters approved in six months",
    question="How many of the families approved in the year were approved within six months?",
    why="Families who wait too long may give up.",
    theme=THEME,
    counted=ANNEX_A,
    of=happened(things.ADOPTERS_APPROVED),
    those=row.in_time,
    good="high",
    source="Annex A list 11; the two and four months of stages 1 and 2",
    how_counted=(
        "Of families approved in the twelve months to the day, those approved within six months of the start of stage 1.",
        FAMILY,
    ),
    decided=("A family without a start of stage 1 is not in time.", A_YEAR, ONE_DAY),
    breakdowns=(),
    tables=("list_11",),
    needs=("list_11.approved", "list_11.stage_1_started"),
    over=12,
)
adopters_matched_3m = count(
    id="adopters_matched_3m",
    title="Adopters matched within three months of approval",
    question="How many of the families approved in the year were matched within three months?",
    why="A family that waits for a child while children wait for a family is a chance missed.",
    theme=THEME,
    counted=ANNEX_A,
    unit=Unit.FAMILIES,
    of=happened(things.ADOPTERS_APPROVED) & row.matched_3m,
    good="high",
    source="Annex A list 11",
    how_counted=(
        "Families approved in the twelve months to the day and matched with a child within three months of approval.",
        FAMILY,
    ),
    decided=("The share of those approved is annex_adopters_matched_3m_pct.", A_YEAR, ONE_DAY),
    breakdowns=(),
    tables=("list_11",),
    needs=("list_11.approved", "list_11.matched"),
    over=12,
)
matched_3m_pct = percent(
    id="annex_adopters_matched_3m_pct",
    title="Share of adopters matched within three months",
    question="What share of the families approved in the year was matched within three months?",
    why="A family that waits for a child while children wait for a family is a chance missed.",
    theme=THEME,
    counted=ANNEX_A,
    of=happened(things.ADOPTERS_APPROVED),
    those=row.matched_3m,
    good="high",
    source="Annex A list 11",
    how_counted=(
        "Of families approved in the twelve months to the day, those matched with a child within three months of approval.",
        FAMILY,
    ),
    decided=("Families approved less than three months ago stay in the denominator.", A_YEAR, ONE_DAY),
    breakdowns=(),
    tables=("list_11",),
    needs=("list_11.approved", "list_11.matched"),
    over=12,
)
approved_adopters_unmatched = count(
    id="approved_adopters_unmatched",
    title="Approved families not yet matched",
    question="How many approved families have no child matched with them on the day?",
    why="They could be a family for a child who is waiting.",
    theme=THEME,
    counted=ANNEX_A,
    unit=Unit.FAMILIES,
    of=on_the_day(things.ADOPTERS) & row.unmatched,
    source="Annex A list 11",
    how_counted=(
        "Families approved by the day, not matched, and not all of whose adopters have left the process.",
        FAMILY,
    ),
    decided=("A child placed or adopted without a date of matching counts as matched.", ONE_DAY),
    breakdowns=(),
    tables=("list_11",),
    needs=("list_11.approved", "list_11.matched", "list_11.left"),
)
adopter_pipeline = count(
    id="adopter_pipeline",
    title="Adopters in the pipeline",
    question="How many families are in stage 1 or stage 2 on the day?",
    why="They are next year's approved families.",
    theme=THEME,
    counted=ANNEX_A,
    unit=Unit.FAMILIES,
    of=on_the_day(things.ADOPTERS) & row.in_process,
    good="high",
    source="Annex A list 11",
    how_counted=("Families whose stage 1 or 2 began by the day, not yet approved, and not all left.", FAMILY),
    decided=("Enquiries and information events before stage 1 are not counted.", ONE_DAY),
    breakdowns=(),
    tables=("list_11",),
    needs=("list_11.stage_1_started", "list_11.approved", "list_11.left"),
)

MEASURES = (
    children_waiting,
    children_adopted,
    adopters_approved,
    adopters_approved_in_time_pct,
    adopters_matched_3m,
    matched_3m_pct,
    approved_adopters_unmatched,
    adopter_pipeline,
)
