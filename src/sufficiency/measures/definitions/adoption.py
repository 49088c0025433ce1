"""Adoption: how many, and how long children waited."""

from sufficiency.measures.language import Counted, average, count, row

THEME = "Permanence"
COHORT = "Children adopted in the three years ending on the day, pooled; each child once, at the last."
UNKNOWN_START = (
    "A child whose period of care began before the loaded returns, or not with a start, is left out: the "
    "wait is not known."
)
NOT_PLACED = "A child whose last placement was not with adopters (A3 to A6) is left out."
POOLED = "The average is over children, never an average of yearly averages."
ORDER_ERRORS = "Dates in an impossible order are reported as findings; the child stays in the average."
adopted = row.kind == "adopted"

adoptions = count(
    id="adoptions",
    title="Children adopted",
    question="How many children were adopted in the year?",
    why="Each is a family for life for a child who could not go home.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=adopted,
    good="high",
    source="methodology D11",
    how_counted=(
        "Children with an episode that ended by an adoption order (E11 or E12) in the year ending on the "
        "day, dated by the order.",
    ),
    headline=True,
)

placement_orders = count(
    id="placement_orders",
    title="Placement orders",
    question="For how many children did a court grant a placement order in the year?",
    why="A placement order lets the council place a child for adoption: the families must be ready.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=row.kind == "placement_order",
    source="methodology D12",
    how_counted=(
        "Children whose first placement order (legal status E1) of a period of care began in the year.",
    ),
)

a1_days_3yr = average(
    id="a1_days_3yr",
    title="A1: days from entering care to moving in with adopters",
    question="How long do adopted children wait, from entering care, to move in with their family?",
    why="Every month of waiting is a large part of a small child's life.",
    theme=THEME,
    counted=Counted.LAST_OF_THREE_YEARS,
    of=adopted & row.a1_days.notnull(),
    amount=row.a1_days,
    good="low",
    source="methodology D11",
    how_counted=(
        COHORT,
        "Days from the start of the last period of care to the first day of the placement with the "
        "adopters (A3 to A6) that the order ended.",
        NOT_PLACED,
    ),
    decided=(UNKNOWN_START, POOLED, ORDER_ERRORS),
    tables=("episodes", "header"),
    headline=True,
)

a10_days_3yr = average(
    id="a10_days_3yr",
    title="A10: as A1, where foster carers adopt from the day the child came to them",
    question="How long do adopted children wait, when a foster carer who adopts counts from the start?",
    why="A child adopted by their foster carers has already moved in with their family.",
    theme=THEME,
    counted=Counted.LAST_OF_THREE_YEARS,
    of=adopted & row.a10_days.notnull(),
    amount=row.a10_days,
    good="low",
    source="methodology D11",
    how_counted=(
        COHORT,
        "As A1, but where the adopters were already the foster carers (A3 or A5 continuing a placement) "
        "the clock stops at the start of that placement.",
        NOT_PLACED,
    ),
    decided=(UNKNOWN_START, POOLED, ORDER_ERRORS),
)

a2_days_3yr = average(
    id="a2_days_3yr",
    title="A2: days from placement order to match",
    question="How long, once a court agrees to adoption, until a family is matched?",
    why="It shows whether adopters are ready when children need them.",
    theme=THEME,
    counted=Counted.LAST_OF_THREE_YEARS,
    of=adopted & row.a2_days.notnull(),
    amount=row.a2_days,
    good="low",
    source="methodology D11",
    how_counted=(
        COHORT,
        "Days from the first placement order (legal status E1) of that period of care to the date of the "
        "match in the adoption table. A match before the order counts as 0 days.",
        "Left out: children with no placement order or no match date, and children placed with adopters "
        "before the order.",
    ),
    decided=(UNKNOWN_START, POOLED, ORDER_ERRORS),
    tables=("episodes", "header", "ad1"),
    headline=True,
)

MEASURES = (adoptions, placement_orders, a1_days_3yr, a10_days_3yr, a2_days_3yr)
