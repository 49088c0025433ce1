"""Looked after reviews: held in time, and with the child taking part."""

from sufficiency.measures.language import Counted, percent, row

THEME = "Reviews in time"

cla_reviews_in_time_pct = percent(
    id="cla_reviews_in_time_pct",
    title="Reviews held in time",
    question="How many reviews were held when they were due?",
    why="A review is where the plan for a child is checked by someone independent.",
    theme=THEME,
    counted=Counted.YEAR,
    of=row.kind == "review_due",
    those=row.flag,
    good="high",
    source="methodology D15; Care Planning, Placement and Case Review (England) Regulations 2010, reg 33",
    how_counted=(
        "Reviews that fell due in the year ending on the day: the first 20 working days after care began, "
        "the second 3 months after the first was held, later ones 6 months after the one before.",
        "Of them, reviews held on or before the day they were due.",
        "Weekends and England's bank holidays are not working days.",
    ),
    decided=(
        "It counts reviews, not children.",
        "Where care began before the loaded returns, the first review seen starts the clock.",
        "A review is not due on the day care ends or later. One never held is one due, and late.",
    ),
    tables=("episodes", "header", "reviews"),
    headline=True,
)

review_participation_pct = percent(
    id="review_participation_pct",
    title="Children taking part in their reviews",
    question="How often did children have a say in their own review?",
    why="The law asks councils to find out and weigh what the child wants.",
    theme=THEME,
    counted=Counted.YEAR,
    of=row.kind == "review_held",
    those=row.flag,
    good="high",
    source="methodology D15 and section 13",
    how_counted=(
        "Reviews held in the year ending on the day of children aged 4 or over on the day of the review.",
        "Of them, reviews where the child spoke, or an advocate or another way gave their views (PN1, PN2, "
        "PN3, PN5, PN6).",
    ),
    decided=("Reviews on a day of a short break (V3 or V4) are left out.",),
    tables=("episodes", "header", "reviews"),
)

cla_reviews_in_time_children_pct = percent(
    id="cla_reviews_in_time_children_pct",
    title="Children whose reviews were all in time",
    question="For how many children was every review held when it was due?",
    why="One late review is a delay for one child; this counts the children.",
    theme=THEME,
    counted=Counted.EVERY_OF_YEAR,
    of=row.kind == "review_due",
    those=row.flag,
    good="high",
    source="methodology D15; Care Planning, Placement and Case Review (England) Regulations 2010, reg 33",
    how_counted=(
        "Children with a review that fell due in the year ending on the day, by the rules of reviews held in time.",
        "Of them, children whose reviews of that year were all held on or before the day they were due.",
    ),
    decided=(
        "The second figure beside cla_reviews_in_time_pct, which counts reviews.",
        "A child is in the groups of the day on which the last of those reviews fell due.",
    ),
    tables=("episodes", "header", "reviews"),
)

review_attendance_pct = percent(
    id="review_attendance_pct",
    title="Children attending their reviews",
    question="How often was the child there at their own review?",
    why="It is easier to be heard in the room.",
    theme=THEME,
    counted=Counted.YEAR,
    of=row.kind == "review_held",
    those=row.code.isin(["PN1", "PN2", "PN3", "PN4"]),
    good="high",
    source="methodology D15 and section 13",
    how_counted=(
        "Reviews held in the year ending on the day of children aged 4 or over on the day of the review.",
        "Of them, reviews that the child attended, whether or not they spoke (PN1 to PN4).",
    ),
    decided=("Reviews on a day of a short break (V3 or V4) are left out.",),
    tables=("episodes", "header", "reviews"),
)

MEASURES = (
    cla_reviews_in_time_pct,
    cla_reviews_in_time_children_pct,
    review_participation_pct,
    review_attendance_pct,
)
