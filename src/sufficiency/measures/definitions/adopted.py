"""Children on the way to adoption: who waits, who is matched, who is adopted, and what did not last."""

from sufficiency.measures.definitions.adoption import (
    COHORT,
    NOT_PLACED,
    ORDER_ERRORS,
    POOLED,
    UNKNOWN_START,
    adopted,
)
from sufficiency.measures.definitions.number import NO_SHORT_BREAKS, ON_THE_DAY
from sufficiency.measures.language import Counted, Unit, average, by_all_but, count, percent, row, shares
from sufficiency.vocabulary.groups import ADOPTIVE_PLACES, BLACK_OR_MINORITY_ETHNIC, PLACEMENT_ORDER

THEME = "Adoption"
A2_THRESHOLD = 121  # days: four months, the threshold of the scorecards of 2013 to 2016
FEW_LONG_WAITS = 1000  # days
ADOPTED = "Children adopted (E11 or E12) in the year ending on the day; each child once, at the last."
ONLY_THE_ADOPTED = (
    "The adoption table holds children once they are adopted, so a match counts in its year only when the order is in "
    "a loaded return. The newest year rises with the next return."
)

children_waiting_adoption = count(
    id="children_waiting_adoption",
    title="Children waiting for adoption",
    question="How many children wait for a family to adopt them?",
    why="Each month of waiting makes it harder; these are the families to find first.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=((row.ls == PLACEMENT_ORDER) | row.adoption_decided)
    & ~row.place.isin(list(ADOPTIVE_PLACES)).fill_null(False),
    good="low",
    source="methodology section 11; the list of measures",
    how_counted=(
        ON_THE_DAY,
        "Of them, children on a placement order (legal status E1) or with a decision to place them for adoption that "
        "was made by the day and not given up, who do not live with adopters (A3 to A6).",
        NO_SHORT_BREAKS,
    ),
    decided=(
        "A child in a temporary stay (T0 to T4) counts by the home they return to.",
        "A decision given up on the day no longer counts.",
    ),
    tables=("episodes", "header", "placed_for_adoption"),
)

placed_not_adopted = count(
    id="placed_not_adopted",
    title="Children placed for adoption who await an order",
    question="How many children live with their adopters and wait for the order?",
    why="They have moved in; the court's order makes it theirs for life.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=row.placement_type == "placed-for-adoption",
    source="methodology section 4, D3-D4",
    how_counted=(ON_THE_DAY, "Of them, children placed for adoption (A3 to A6).", NO_SHORT_BREAKS),
    decided=("An order ends care, so a looked after child in such a placement has none.",),
    breakdowns=by_all_but("placement_type"),
)

adoption_matches = count(
    id="adoption_matches",
    title="Children matched with adopters",
    question="For how many children was a family for adoption found in the year?",
    why="A match is the moment a child's family is known.",
    theme=THEME,
    counted=Counted.YEAR,
    of=row.kind == "matched",
    good="high",
    source="methodology section 11; the list of measures",
    how_counted=(
        "Children whose day of match in the adoption table (DATE_MATCH) is in the year ending on the day.",
    ),
    decided=(ONLY_THE_ADOPTED,),
    tables=("episodes", "header", "ad1"),
)

a2_within_threshold = percent(
    id="a2_within_threshold",
    title="Matches within the A2 threshold",
    question="How many matches were made within four months of the court's order?",
    why="It shows whether adopters are ready when children need them.",
    theme=THEME,
    counted=Counted.YEAR,
    of=(row.kind == "matched") & row.a2_days.notnull(),
    those=row.a2_days <= A2_THRESHOLD,
    good="high",
    source="methodology D11 and section 11",
    how_counted=(
        "Children whose day of match in the adoption table is in the year ending on the day and whose wait from "
        "placement order to match is known by the rules of A2.",
        f"Of them, children who waited {A2_THRESHOLD} days or less; a match before the order is 0 days.",
    ),
    decided=(
        f"The threshold is {A2_THRESHOLD} days, that of the three years to 2016; earlier years had longer ones. It is "
        "the same for every year here so that years can be compared.",
        ONLY_THE_ADOPTED,
    ),
    tables=("episodes", "header", "ad1"),
)

early_permanence_placements = count(
    id="early_permanence_placements",
    title="Early permanence placements",
    question="How many children began to live with carers who may adopt them?",
    why="A baby who may be adopted moves once and not twice.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=row.kind == "early_permanence",
    good="high",
    source="methodology section 4; the list of measures",
    how_counted=(
        "Children with a placement that in the year ending on the day first had a code of fostering for adoption or "
        "concurrent planning (U2 or U5). Each counts once, at the first.",
    ),
)

adoption_disruptions = count(
    id="adoption_disruptions",
    title="Adoption placements that ended before the order",
    question="How many placements with adopters broke down before the order?",
    why="It is a heavy loss for a child, and asks whether the match and the help were right.",
    theme=THEME,
    unit=Unit.PLACEMENTS,
    counted=Counted.YEAR,
    of=row.kind == "adoption_broken_down",
    good="low",
    source="methodology section 11; the list of measures",
    how_counted=(
        "Placements with adopters (A3 to A6) that ended in the year ending on the day, for another placement or by "
        "leaving care, and not by an adoption order.",
    ),
    decided=(
        "Where the plan of adoption is given up and the child stays with the same carers, the placement goes on.",
        "A breakdown after the order is not in the return.",
    ),
)

adopted_by_age = shares(
    id="adopted_by_age",
    title="Children adopted by age",
    question="How old are the children who are adopted?",
    why="Families for older children are harder to find, and shown here when they are found.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=adopted,
    source="methodology D11, D17",
    how_counted=(ADOPTED, "The share of all of them in each band of age on the day of the order."),
    decided=(
        "The denominator of each band is all who were adopted, so the total is always 100%.",
        "The bands are those of every other measure; papers use narrower ones.",
    ),
    by="age_band",
)

adopted_by_sex = count(
    id="adopted_by_sex",
    title="Children adopted by sex",
    question="How many girls and how many boys were adopted?",
    why="Both should find families alike.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=adopted,
    source="methodology D11, D17",
    how_counted=(ADOPTED, "Divided by sex."),
    breakdowns=("sex",),
)

adopted_bme_pct = percent(
    id="adopted_bme_pct",
    title="Adopted children from Black and minority ethnic groups",
    question="What share of the children adopted are from Black and minority ethnic groups?",
    why="Set beside all children looked after it shows whether they find families alike.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=adopted,
    those=row.ethnic_group.isin(list(BLACK_OR_MINORITY_ETHNIC)),
    source="methodology D11, D17",
    how_counted=(ADOPTED, "Of them, children in the ethnic groups mixed, Asian, Black or other."),
    decided=(
        "White minorities (WIRI, WIRT, WROM, WOTH) are counted with the white group, and refused or not known stays "
        "in the total, as for all children looked after.",
    ),
    breakdowns=by_all_but("ethnic_group"),
)

adopted_via_early_permanence = count(
    id="adopted_via_early_permanence",
    title="Adopted children who had an early permanence placement",
    question="How many adopted children lived with carers who might adopt them from early on?",
    why="It shows how often a child was spared a move.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=adopted & row.flag,
    good="high",
    source="methodology D11 and section 4",
    how_counted=(
        ADOPTED,
        "Of them, children who in that period of care lived in a placement of fostering for adoption or concurrent "
        "planning (U2 or U5).",
    ),
    decided=("Whether those carers became the adopters is not asked.",),
)

a1_days_1yr = average(
    id="a1_days_1yr",
    title="A1 of a single year: days from entering care to moving in with adopters",
    question="How long did children adopted this year wait, from entering care, to move in with their family?",
    why="A single year shows a change sooner than three, and is moved by a child or two.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=adopted & row.a1_days.notnull(),
    amount=row.a1_days,
    good="low",
    source="methodology D11",
    how_counted=(
        ADOPTED,
        "Days from the start of the last period of care to the first day of the placement with the adopters (A3 to "
        "A6) that the order ended.",
        NOT_PLACED,
    ),
    decided=(UNKNOWN_START, ORDER_ERRORS),
)

a2_days_excl_outliers = average(
    id="a2_days_excl_outliers",
    title="A2 of a single year without the longest waits",
    question="How long from placement order to match, leaving out the few who waited extremely long?",
    why="Two children who waited years can hide that all others found a family soon.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=adopted & (row.a2_days <= FEW_LONG_WAITS),
    amount=row.a2_days,
    good="low",
    source="methodology D11; the list of measures",
    how_counted=(
        ADOPTED,
        "Days from the first placement order to the match, by the rules of A2, of those who waited "
        f"{FEW_LONG_WAITS:,} days or less.",
    ),
    decided=(
        f"A paper named the children it left out, who waited over {FEW_LONG_WAITS:,} days each; here the number is "
        "the rule.",
        UNKNOWN_START,
    ),
    tables=("episodes", "header", "ad1"),
)

care_to_adoption_order_days = average(
    id="care_to_adoption_order_days",
    title="Days from entering care to the adoption order",
    question="How long do adopted children wait, from entering care, for the order that makes them family?",
    why="Only the order makes it certain, for the child and for the parents.",
    theme=THEME,
    counted=Counted.LAST_OF_THREE_YEARS,
    of=adopted & row.days_in_care.notnull(),
    amount=row.days_in_care,
    good="low",
    source="methodology D5, D11; the list of measures",
    how_counted=(COHORT, "Days from the start of the last period of care to the day of the order."),
    decided=(
        "Over three years, as the averages of the scorecards are.",
        "A child adopted by carers with whom they were never placed for adoption counts too.",
        UNKNOWN_START,
        POOLED,
    ),
)

MEASURES = (
    children_waiting_adoption,
    placed_not_adopted,
    adoption_matches,
    a2_within_threshold,
    early_permanence_placements,
    adoption_disruptions,
    adopted_by_age,
    adopted_by_sex,
    adopted_bme_pct,
    adopted_via_early_permanence,
    a1_days_1yr,
    a2_days_excl_outliers,
    care_to_adoption_order_days,
)
