"""How many children live in each kind of home."""

from sufficiency.measures.definitions.homes import IN_FOSTER_CARE, SOUTHWARK_VIEW, TEMPORARY, THEME, fostered
from sufficiency.measures.definitions.number import NO_SHORT_BREAKS, ON_THE_DAY
from sufficiency.measures.language import Counted, Measure, by_all_but, change, count, percent, row
from sufficiency.vocabulary.groups import EARLY_PERMANENCE_PLACES, RELATIVE_OR_FRIEND_PLACES


def _number(*, those: str, but: tuple[str, ...] = ("placement_type",), **rest: object) -> Measure:
    """Children looked after on the day who live in one kind of home; `those` says which."""
    return count(
        theme=THEME,
        counted=Counted.POSITIONS,
        source=rest.pop("source", "methodology section 4, D3-D4"),
        how_counted=(ON_THE_DAY, those, TEMPORARY, NO_SHORT_BREAKS),
        breakdowns=by_all_but(*but),
        **rest,
    )


inhouse_foster_number = _number(
    id="inhouse_foster_number",
    title="Children with the council's own foster carers",
    question="How many children live with the council's own foster carers?",
    why="The council's own carers live nearer, cost less and are known to its workers.",
    of=fostered & (row.provider == "PR1"),
    good="high",
    source="methodology D10",
    those=f"{IN_FOSTER_CARE} Own carers: provider PR1.",
    decided=(SOUTHWARK_VIEW,),
    but=("placement_type", "provider_group"),
)
ifa_number = _number(
    id="ifa_number",
    title="Children with independent fostering agencies",
    question="How many children live with an independent fostering agency's carers?",
    why="Agency homes cost about twice the council's own and are often further away.",
    of=fostered & row.provider.isin(["PR4", "PR5"]),
    good="low",
    source="methodology D10",
    those=f"{IN_FOSTER_CARE} Agency: private or voluntary provider (PR4, PR5).",
    but=("placement_type",),
)
friends_family_number = _number(
    id="friends_family_number",
    title="Children with relatives or friends who foster them",
    question="How many children are fostered by relatives or friends?",
    why="Living with people they know keeps a child's ties and identity.",
    of=row.place.isin(list(RELATIVE_OR_FRIEND_PLACES)),
    good="high",
    source="methodology D10",
    those="Of them, children placed with relatives or friends (U1 to U3).",
    decided=("The older code Q1 is a foster placement but is not counted here.",),
)
foster_to_adopt_number = _number(
    id="foster_to_adopt_number",
    title="Children in foster to adopt placements",
    question="How many children live with carers who may adopt them?",
    why="A baby who may be adopted moves once and not twice.",
    of=row.place.isin(list(EARLY_PERMANENCE_PLACES)),
    good="high",
    those="Of them, children with foster carers who are also approved adopters (U2, U5: fostering for "
    "adoption or concurrent planning).",
)
placed_for_adoption_number = _number(
    id="placed_for_adoption_number",
    title="Children placed for adoption",
    question="How many children live with the family who will adopt them?",
    why="They have moved in, and wait for the court to make it theirs for life.",
    of=row.placement_type == "placed-for-adoption",
    good="high",
    those="Of them, children placed for adoption (A3 to A6).",
)
residential_pct = percent(
    id="residential_pct",
    title="Share of children in residential homes",
    question="What share of children live in residential homes?",
    why="Children's homes are for the few who need them; they are the costliest and often the furthest.",
    theme=THEME,
    counted=Counted.POSITIONS,
    those=row.place.isin(["K2", "R1"]),
    good="low",
    source="methodology section 4; the list of measures",
    how_counted=(
        ON_THE_DAY,
        "Of them, children in a children's home (K2) or a residential care home (R1).",
        TEMPORARY,
        NO_SHORT_BREAKS,
    ),
    decided=(
        "Secure homes (K1) are not in it, as papers print them apart; residential_number counts K1 and K2, and "
        "not R1.",
    ),
    breakdowns=by_all_but("placement_type"),
)
residential_reduction_pct = change(
    id="residential_reduction_pct",
    rise_is=-1,
    title="Reduction in children's homes",
    question="By how much did the number of children in children's homes fall in a year?",
    why="A council that finds families for children who do not need a home can show it here.",
    theme=THEME,
    counted=Counted.POSITIONS,
    of=row.placement_type == "childrens-home",
    good="high",
    source="methodology section 4; the list of measures",
    how_counted=(
        "Children in a secure or other children's home (K1, K2) twelve months before the day, less those on "
        "the day, as a share of those twelve months before.",
        TEMPORARY,
        NO_SHORT_BREAKS,
    ),
    decided=(
        "A fall is a positive figure and a rise a negative one, as a paper that prints a reduction of 29% "
        "means it.",
        "The two days are twelve months apart. A day with no loaded return for the earlier one has no figure.",
        "Behind it stand the children in children's homes on the day.",
    ),
    breakdowns=by_all_but("placement_type"),
)
secure_number = _number(
    id="secure_number",
    title="Children in secure children's homes",
    question="How many children live in a secure children's home?",
    why="Locking a child up to keep them safe is the last resort.",
    of=row.place == "K1",
    good="low",
    those="Of them, children in a secure children's home (K1).",
    decided=("The return does not say whether for the child's welfare or by a criminal court.",),
)
semi_independent_cla_number = _number(
    id="semi_independent_cla_number",
    title="Looked after children in supported accommodation",
    question="How many looked after children live in supported or semi-independent accommodation?",
    why="It offers support, not care: it suits some of the oldest and must be watched.",
    of=row.placement_type == "supported",
    good="low",
    those="Of them, children in supported accommodation (K3; until 2025 H5 and P2).",
)
placed_with_parents_number = _number(
    id="placed_with_parents_number",
    title="Children placed with parents",
    question="How many looked after children live with their parents?",
    why="They are on a care order at home: a step towards ending it, or a risk to watch.",
    of=row.place == "P1",
    those="Of them, children placed with parents or a person with parental responsibility (P1).",
)
residential_school_number = _number(
    id="residential_school_number",
    title="Children in residential schools",
    question="How many looked after children live in a residential school?",
    why="Most have disabilities, and the school is often far from family.",
    of=row.place == "S1",
    those="Of them, children in a residential school (S1).",
)
yoi_number = _number(
    id="yoi_number",
    title="Looked after children in youth custody",
    question="How many looked after children are in youth custody?",
    why="A remanded child is looked after; each should have a plan for coming out.",
    of=row.place == "R5",
    good="low",
    those="Of them, children in a young offender institution or other youth custody (R5).",
)

MEASURES = (
    inhouse_foster_number,
    ifa_number,
    friends_family_number,
    foster_to_adopt_number,
    placed_for_adoption_number,
    residential_pct,
    residential_reduction_pct,
    secure_number,
    semi_independent_cla_number,
    placed_with_parents_number,
    residential_school_number,
    yoi_number,
)
