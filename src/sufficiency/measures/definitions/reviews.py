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

MEASURES = (cla_reviews_in_time_pct, review_participation_pct)
