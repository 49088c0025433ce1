"""Where children live: the kind of home, who provides it, how far it is from home."""

from sufficiency.measures.definitions.number import NO_SHORT_BREAKS, ON_THE_DAY
from sufficiency.measures.language import Counted, by_all_but, count, percent, row
from sufficiency.vocabulary.groups import RELATIVE_OR_FRIEND_PLACES

THEME = "Where children live"
TEMPORARY = (
    "During a temporary stay (T0 to T4: hospital, holiday and the like) a child counts in the home they "
    "return to."
)
IN_FOSTER_CARE = "Of them, children in a foster placement (U1 to U6, older Q1 and Q2)."
SOUTHWARK_VIEW = (
    "Papers also show friends and family taken out of the council's own carers so that the parts add up; "
    "here a child with a relative approved by the council counts in both."
)
fostered = row.placement_type == "foster"
but_the_type = by_all_but("placement_type")
but_type_and_provider = by_all_but("placement_type", "provider_group")

foster_number = count(
    id="foster_number",
    title="Children in foster care",
    question="How many children live with foster carers?",
    why="For most children a family is the right home; this is how many families are needed.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=fostered,
    source="methodology section 4, D3-D4",
    how_counted=(ON_THE_DAY, IN_FOSTER_CARE, TEMPORARY, NO_SHORT_BREAKS),
    breakdowns=but_the_type,
)

foster_pct = percent(
    id="foster_pct",
    title="Share of children in foster care",
    question="What share of children live with foster carers?",
    why="For most children a family is the right home.",
    theme=THEME,
    counted=Counted.POSITIONS,
    those=fostered,
    good="high",
    source="methodology section 4, D3-D4",
    how_counted=(ON_THE_DAY, IN_FOSTER_CARE, TEMPORARY, NO_SHORT_BREAKS),
    breakdowns=but_the_type,
    headline=True,
)

inhouse_foster_pct = percent(
    id="inhouse_foster_pct",
    title="Foster children with the council's own carers",
    question="What share of fostered children live with the council's own carers?",
    why="The council's own carers live nearer, cost less and are known to its workers.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=fostered,
    those=row.provider == "PR1",
    good="high",
    source="methodology D10",
    how_counted=(IN_FOSTER_CARE, "Own carers: provider PR1.", TEMPORARY),
    decided=("The share is of fostered children, as Kent prints it, not of all children.", SOUTHWARK_VIEW),
    breakdowns=but_type_and_provider,
    headline=True,
)

ifa_pct = percent(
    id="ifa_pct",
    title="Foster children with independent agencies",
    question="What share of fostered children live with an independent fostering agency's carers?",
    why="Agency homes cost about twice the council's own and are often further away.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=fostered,
    those=row.provider.isin(["PR4", "PR5"]),
    good="low",
    source="methodology D10",
    how_counted=(IN_FOSTER_CARE, "Agency: private or voluntary provider (PR4, PR5).", TEMPORARY),
    breakdowns=but_type_and_provider,
)

friends_family_pct = percent(
    id="friends_family_pct",
    title="Foster children with relatives or friends",
    question="What share of fostered children live with relatives or friends?",
    why="Living with people they know keeps a child's ties and identity.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=fostered,
    those=row.place.isin(list(RELATIVE_OR_FRIEND_PLACES)),
    good="high",
    source="methodology D10",
    how_counted=(IN_FOSTER_CARE, "Relatives or friends: placement codes U1 to U3.", TEMPORARY),
    decided=(
        "The share is of fostered children. The older code Q1 is a foster placement but is not counted "
        "here as with relatives or friends.",
        SOUTHWARK_VIEW,
    ),
    breakdowns=but_the_type,
)

residential_number = count(
    id="residential_number",
    title="Children in children's homes",
    question="How many children live in children's homes?",
    why="Children's homes are for the few who need them; they are the costliest and often the furthest.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=row.placement_type == "childrens-home",
    good="low",
    source="methodology section 4, D3-D4",
    how_counted=(ON_THE_DAY, "Of them, children in a secure or other children's home (K1, K2).", TEMPORARY),
    breakdowns=but_the_type,
    headline=True,
)

over_20_miles_pct = percent(
    id="over_20_miles_pct",
    title="Children living more than 20 miles from home",
    question="What share of children live more than 20 miles from home?",
    why="Distance makes it harder to keep school, friends, family time and the same social worker.",
    theme="Near home",
    counted=Counted.POSITIONS,
    those=row.distance_miles > 20.0,
    good="low",
    source="methodology D9",
    how_counted=(
        ON_THE_DAY,
        "The distance given in the return, else the straight line between the two postcodes, in miles to "
        "one decimal. Exactly 20.0 miles is not more than 20.",
        NO_SHORT_BREAKS,
    ),
    decided=(
        "Children whose distance is not known stay in the total: a postcode missing or not in the "
        "directory, 999.9, and unaccompanied asylum-seeking children.",
    ),
    headline=True,
)

MEASURES = (
    foster_number,
    foster_pct,
    inhouse_foster_pct,
    ifa_pct,
    friends_family_pct,
    residential_number,
    over_20_miles_pct,
)
