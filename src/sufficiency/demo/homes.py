"""The homes of the made-up authority: foster households, children's homes, supported accommodation and the rest.

Their postcodes are real ones, picked by seed around a point in the East Midlands, so that distances are like those of a
real council; nobody who lives there is meant. Ofsted numbers are outside the range that Ofsted has given out.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sufficiency.demo import chance
from sufficiency.demo.chance import Mix
from sufficiency.demo.shape import SHAPE
from sufficiency.vocabulary import postcodes

# The middle of Fairmere, metres east and north on the national grid, and the rings around it in metres: where families
# live, near by, in between (some of it over 20 miles from some families) and far (all of it over 20 miles).
CENTRE = (447_000, 345_000)
RINGS = {"town": (0, 6_000), "near": (0, 18_000), "between": (18_000, 38_000), "far": (41_000, 95_000)}
RINGS["very far"] = (95_000, 170_000)
AREA = 17_000  # metres from the middle to the boundary of Fairmere, which is drawn as a circle
IN_ENGLAND = [("easting", ">", 365_000), ("northing", "<", 520_000)]  # east of Wales, south of Scotland
POSTCODES_A_RING = 6_000


@dataclass(frozen=True, slots=True)
class Home:
    """Where a child can live: PLACE code, provider, postcode and Ofsted number ('' where there is none)."""

    place: str
    provider: str
    postcode: str
    urn: str


@dataclass(frozen=True)
class Kind:
    """A kind of home. `far` is the share lying far away; `homes` how many serve 500 children, None for one each."""

    place: str
    providers: Mix
    far: float
    homes: int | None
    registered: bool = True


KINDS = {
    "own foster": Kind("U6", Mix("PR1 1"), 0.07, 190),
    "agency foster": Kind("U6", Mix("PR4 80, PR5 20"), 0.36, 150),
    "other foster": Kind("U6", Mix("PR2 1"), 0.30, 8),
    "relatives": Kind("U3", Mix("PR1 1"), 0.22, None),
    "early permanence": Kind("U5", Mix("PR1 70, PR5 20, PR2 10"), 0.30, None),
    "adopters": Kind("A6", Mix("PR1 55, PR2 20, PR5 25"), 0.60, None),
    "children's home": Kind("K2", Mix("PR4 88, PR5 12"), 0.52, 55),
    "own children's home": Kind("K2", Mix("PR1 1"), 0.0, 3),
    "secure": Kind("K1", Mix("PR2 80, PR4 20"), 1.0, 4),
    "school": Kind("S1", Mix("PR4 70, PR5 30"), 0.7, 5),
    "care home": Kind("R1", Mix("PR4 70, PR5 30"), 0.3, 6, registered=False),
    "hospital": Kind("R2", Mix("PR3 1"), 0.3, 3, registered=False),
    "mother and baby": Kind("R3", Mix("PR4 60, PR5 40"), 0.4, 6),
    "custody": Kind("R5", Mix("PR3 1"), 1.0, 3, registered=False),
    "supported": Kind("H5", Mix("PR4 75, PR5 20, PR1 5"), 0.18, 30),
    "independent": Kind("P2", Mix("PR4 1"), 0.15, None, registered=False),
    "parents": Kind("P1", Mix("PR0 1"), 0.0, None, registered=False),
    "elsewhere": Kind("Z1", Mix(" 1"), 0.2, None, registered=False),
}


class Homes:
    """Every home of an authority of this size, and a way to find one for a child."""

    def __init__(self, seed: int, children_looked_after: int):
        self._rng = chance.source(seed, 1)
        self._scale = children_looked_after / 500
        self._rings = _rings(seed)
        self._given = 0
        self._near: dict[str, list[Home]] = {}
        self._far: dict[str, list[Home]] = {}
        for kind, of in KINDS.items():
            if of.homes:
                count = max(4, round(of.homes * self._scale))
                self._near[kind] = [self._open(self._rng, kind, far=False) for _ in range(count)]
                self._far[kind] = [self._open(self._rng, kind, far=True) for _ in range(count)]

    def family_home(self, rng: Random) -> str:
        """The postcode a child comes from."""
        return chance.one_of(rng, self._rings["town"])

    def find(self, rng: Random, kind: str, day: int, family_home: str, left: Home | None) -> Home:
        """A home of this kind on this day, not the one just left; with parents it is the family's own."""
        if kind == "parents":
            return Home("P1", "PR0", family_home, "")
        far = rng.random() < KINDS[kind].far * SHAPE["far"].at(day)
        while True:
            if KINDS[kind].homes:
                home = chance.one_of(rng, (self._far if far else self._near)[kind])
            else:
                home = self._open(rng, kind, far)
            if home.postcode != family_home and not (left and home.postcode == left.postcode):
                return home

    def location(self, postcode: str) -> str:
        """PL_LOCATION: IN or OUT of the authority's area, '' without a postcode."""
        if not postcode:
            return ""
        return "IN" if postcode in _inside() else "OUT"

    def postcode(self, rng: Random, far: bool) -> str:
        """A postcode to move to, or to stay at for a while."""
        roll = rng.random()
        if far:
            return chance.one_of(rng, self._rings["far" if roll < 0.75 else "very far"])
        return chance.one_of(rng, self._rings["near" if roll < 0.85 else "between"])

    def _open(self, rng: Random, kind: str, far: bool) -> Home:
        provider = KINDS[kind].providers.draw(rng)
        return Home(KINDS[kind].place, provider, self.postcode(rng, far), self._number(rng, kind, provider))

    def _number(self, rng: Random, kind: str, provider: str) -> str:
        """Ofsted's number: of the home itself, or for fostering and adoption of the agency, one of a few."""
        if not KINDS[kind].registered:
            return ""
        if KINDS[kind].place[0] not in "UA":
            self._given += 1
            return f"SC9{self._given + 1000:05d}"
        if KINDS[kind].place[0] == "A" and provider != "PR5":
            return "XXXXXXX"  # a regional adoption agency has no number of its own
        agencies = {"PR1": 1, "PR2": 4, "PR4": 14, "PR5": 5}[provider]
        return f"SC900{provider[2]}{chance.between(rng, 1, agencies):02d}"


@cache
def _rings(seed: int) -> dict[str, list[str]]:
    """Postcodes of each ring, written with their space; some thousands of each, picked by seed."""
    codes_of_all, metres = _from_the_middle()
    rng = chance.source(seed, 2)
    found = {}
    for ring, (inner, outer) in RINGS.items():
        inside = pc.and_(pc.greater_equal(metres, inner), pc.less(metres, outer))
        codes = codes_of_all.filter(inside)
        rows = [chance.between(rng, 0, len(codes) - 1) for _ in range(POSTCODES_A_RING)]
        found[ring] = [_with_space(code) for code in codes.take(rows).to_pylist()]
    return found


@cache
def _inside() -> frozenset[str]:
    """Every postcode of Fairmere's own area, written with its space."""
    codes, metres = _from_the_middle()
    return frozenset(_with_space(code) for code in codes.filter(pc.less(metres, AREA)).to_pylist())


@cache
def _from_the_middle() -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """England's postcodes, and how many metres each is from the middle of Fairmere."""
    table = pq.read_table(
        postcodes.directory(), columns=["postcode", "easting", "northing"], filters=IN_ENGLAND
    )
    east = pc.subtract(table["easting"], CENTRE[0]).cast("float64")
    north = pc.subtract(table["northing"], CENTRE[1]).cast("float64")
    return table["postcode"], pc.sqrt(pc.add(pc.multiply(east, east), pc.multiply(north, north)))


def _with_space(code: str) -> str:
    return f"{code[:-3]} {code[-3:]}"
