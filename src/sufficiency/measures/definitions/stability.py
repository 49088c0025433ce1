"""Do children stay in one home?"""

from sufficiency.measures.definitions.number import NO_SHORT_BREAKS, ON_THE_DAY
from sufficiency.measures.language import Counted, percent, row

THEME = "Stability"

three_or_more_placements = percent(
    id="three_plus_placements_pct",
    title="Children with three or more placements in the year",
    question="How many children lived in three or more homes this year?",
    why="Moves disrupt school, friendships and attachment.",
    theme=THEME,
    counted=Counted.POSITIONS,
    those=row.placements_in_year >= 3,
    good="low",
    source="methodology D3, D7",
    how_counted=(
        ON_THE_DAY,
        "Of them, children with three or more placements open at some time after the first day of the "
        "year ending on the day.",
        "A new legal status is not a new placement, nor is a move of the whole foster family, nor being "
        "adopted by the foster carer, nor a temporary stay (T0 to T4) and the return from it.",
        NO_SHORT_BREAKS,
    ),
    decided=(
        "It counts placements, not moves: three placements are two moves.",
        "Placements of every period of care in the year count, and a return to a former carer counts again.",
    ),
    headline=True,
)

long_term_stability = percent(
    id="long_term_stability_pct",
    title="Children in the same home for two years",
    question="How many children in long-term care have lived in the same home for two years?",
    why="A lasting home lets a child settle, learn and belong.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=row.long_term,
    those=row.stable,
    good="high",
    source="methodology D8",
    how_counted=(
        "Children looked after on the day, aged under 16, in care without a break for 30 months or more.",
        "Of them, children whose placement began 24 months or more before the day; or who are placed with "
        "new adopters and whose placement just before began by then.",
        NO_SHORT_BREAKS,
    ),
    decided=(
        "Calendar months, 30 and 24, are counted back from the day.",
        "Where the start of care is not in the loaded returns, the first loaded episode is used as the "
        "latest possible start.",
    ),
    headline=True,
)

MEASURES = (three_or_more_placements, long_term_stability)
