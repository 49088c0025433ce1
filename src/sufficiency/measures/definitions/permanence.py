"""Permanent homes other than by adoption: special guardians, and foster carers for good."""

from sufficiency.measures.definitions.coming_and_leaving import NO_PRESUMED_ENDS
from sufficiency.measures.language import Counted, count, row

THEME = "Permanence"

sgo_number = count(
    id="sgo_number",
    title="Special guardianship orders",
    question="For how many children did care end with a special guardianship order?",
    why="Special guardianship keeps a child with people they know, outside care.",
    theme=THEME,
    counted=Counted.LAST_OF_YEAR,
    of=row.kind == "special_guardianship",
    source="methodology section 3",
    how_counted=(
        "Children with an episode that ended by a special guardianship order (E45 to E48, older E43, E44) in the "
        "year ending on the day. A child counts once, at the last.",
    ),
    decided=(
        "As with adoptions, a child counts who later in the year came back and left for another reason.",
        "Orders for children who were not looked after are not in the return.",
        NO_PRESUMED_ENDS,
    ),
)

sgo_disruptions = count(
    id="sgo_disruptions",
    title="Children who came into care from a special guardian",
    question="How many children came into care after a special guardianship order had not lasted?",
    why="It asks whether guardians were chosen well and helped enough.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=(row.kind == "started") & (row.code == "P2"),
    good="low",
    source="methodology D6; the list of measures",
    how_counted=(
        "Children who started to be looked after in the year ending on the day, each once, at the first start.",
        "Of them, children for whom the table of previous permanence of that year says that they had left care "
        "before by a special guardianship order (PREV_PERM P2).",
    ),
    decided=(
        "The order may have been another council's. Breakdowns without a return to care are not in it.",
    ),
    tables=("episodes", "header", "previous_permanence"),
)

ltf_matches = count(
    id="ltf_matches",
    title="Children placed for the long term with foster carers",
    question="How many children began to live with foster carers for good?",
    why="A home that is meant to last lets a child settle, learn and belong.",
    theme=THEME,
    counted=Counted.FIRST_OF_YEAR,
    of=row.kind == "long_term_fostered",
    good="high",
    source="methodology section 4; the list of measures",
    how_counted=(
        "Children with a placement that in the year ending on the day first had a code of long-term fostering (U1 or "
        "U4), whether the child moved or stayed with the same carer. Each counts once, at the first.",
    ),
    decided=(
        "The panel's own record of matches is not in the return; the placement code is the nearest it has.",
        "A placement that had the code when the loaded returns begin counts on the day it began.",
    ),
)

MEASURES = (sgo_number, sgo_disruptions, ltf_matches)
