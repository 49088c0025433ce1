"""Children in need on the day of the workbook."""

from sufficiency.history.annex_a import columns as things
from sufficiency.measures.annex_a.stretches import ANNEX_A, ONE_DAY, WHO, on_the_day
from sufficiency.measures.language import count

children_in_need = count(
    id="annex_children_in_need",
    title="Children in need",
    question="How many children in need has the authority on the day?",
    why="They are the children from among whom most of those looked after come.",
    theme="Child in need and protection",
    counted=ANNEX_A,
    of=on_the_day(things.IN_NEED),
    source="Annex A list 6",
    how_counted=(
        "Children of list 6 whose case began by the day and is not closed on it; each child once.",
        "The list has children on plans and children looked after too, as its case status says.",
    ),
    decided=(
        ONE_DAY,
        "A row without a start date counts as begun; one whose status is 'Closed episode' does not count.",
    ),
    breakdowns=WHO,
    tables=("list_6",),
    needs=("list_6.child", "list_6.ended"),
)

MEASURES = (children_in_need,)
