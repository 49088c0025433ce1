"""Which published counts are the same count, parts of each other, or add up: what every reader of definitions knows.

A count is the number of rows of a kind that meet some conditions. It is named by them: `foster_number` of girls, the
numerator of `foster_pct` of girls, and girls in the two-way table of placement type and sex are one count with one
name, so what is hidden of one is hidden of all. From the names follows what adds up:

- the groups of a breakdown to the whole, in one table and in two-way ones;
- a numerator and the rest to the denominator, and so any count that is among another (friends and family among foster
  children): the rest between them is a number of children too;
- conditions that exclude each other, with what is left of the whole (own, independent and other foster homes);
- a condition that is several groups together (independent agencies: private and voluntary provision);
- those in care a year before, and who started and ceased since, to those in care: of everybody, and of groups that a
  child never leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from sufficiency.measures.crossed import group_by_breakdown, groups_of, parts_of
from sufficiency.measures.definitions import MEASURES
from sufficiency.measures.language import Counted, Measure, Unit
from sufficiency.vocabulary.groups import ACTIVITY_OF, BLACK_OR_MINORITY_ETHNIC, BREAKDOWNS

Name = (
    tuple  # (kind of rows, the conditions they meet); a rest is ("rest", name of the whole, names of parts)
)
TOTAL = ("", "")


def _is(breakdown: str, group: str) -> str:
    """The condition of being in a group, as a definition writes it."""
    return f"(_.{breakdown} == '{group}')"


FOSTER, RESIDENTIAL = _is("placement_type", "foster"), _is("placement_type", "childrens-home")

# Conditions that are those of a group, by the codes of `vocabulary.groups`.
SAME_AS = {
    "(_.ls == 'V2')": _is("legal_status_group", "section-20"),
    "(_.place == 'P1')": _is("placement_type", "with-parents"),
    "(_.place == 'S1')": _is("placement_type", "residential-school"),
    "(_.provider == 'PR1')": _is("provider_group", "own"),
    "(_.age >= 16)": _is("age_band", "16+"),
    "_.activ.isin(['F1', 'P1'])": _is("activity", "higher-education"),
    "_.two_years": _is("plan_duration", "2y+"),
}
# Who meets a condition meets these too.
IMPLIES = {
    "(_.place == 'K1')": (RESIDENTIAL,),
    "(_.place == 'R5')": (_is("placement_type", "other-residential"),),
    "_.place.isin(['U1', 'U2', 'U3'])": (FOSTER,),
    "_.place.isin(['U2', 'U5'])": (FOSTER,),
    "(_.distance_miles > 20.0)": ("_.distance_miles.notnull()",),
    "(_.distance_miles <= 20.0)": ("_.distance_miles.notnull()",),
    "_.outside_area": ("_.outside_area.notnull()",),
    "(_.outside_area == False)": ("_.outside_area.notnull()",),
    "_.stable": ("_.long_term",),
    "(_.a2_days <= 1000)": ("_.a2_days.notnull()",),
    "(_.a2_days <= 121)": ("_.a2_days.notnull()",),
    "_.in_6m": ("_.in_12m",),
    "_.weeks_12": ("_.weeks_6",),
    "_.interview_offered": ("_.was_missing",),
}
EET = "_.activ.isin(['F1', 'F2', 'F3', 'F4', 'F5', 'P1', 'P2', 'P3', 'P4', 'P5'])"
NEET = "_.activ.isin(['G4', 'G5', 'G6'])"
INDEPENDENT = "_.provider.isin(['PR4', 'PR5'])"
# A condition that is several groups of a breakdown together.
TOGETHER = {
    INDEPENDENT: ("provider_group", ("private", "voluntary")),
    f"_.ethnic_group.isin({list(BLACK_OR_MINORITY_ETHNIC)})": ("ethnic_group", BLACK_OR_MINORITY_ETHNIC),
    "(_.age >= 10)": ("age_band", ("10-15", "16+")),
    EET: ("activity", tuple(dict.fromkeys(ACTIVITY_OF[code] for code in ("F1", "F2", "F3", "F4")))),
    NEET: ("activity", tuple(ACTIVITY_OF[code] for code in ("G4", "G6", "G5"))),
}
# Conditions of which a row meets one at most.
APART = (
    (_is("provider_group", "own"), INDEPENDENT),
    ("(_.distance_miles > 20.0)", "(_.distance_miles <= 20.0)"),
    ("_.outside_area", "(_.outside_area == False)"),
    (EET, NEET),
    *(tuple(_is(one.id, group) for group in one.groups) for one in BREAKDOWNS.values()),
)
# Every happening of a year, and each child once: the difference is those to whom it happened again.
ONCE_A_CHILD = (Counted.FIRST_OF_YEAR, Counted.LAST_OF_YEAR)
# Groups that a child stays in, by which stock and flow add up.
FOR_LIFE = ("sex", "ethnic_group")
STOCK, STARTED, CEASED, THEN = (
    "cla_number",
    "cla_started_events",
    "cla_ceased_events",
    "cla_number_change_pct",
)
# Counted in two ways, and the same wherever the data agree with themselves.
MOSTLY_THE_SAME = (
    ("adoptions", "numerator", "ceased_adopted_pct", "numerator"),
    ("sgo_number", "numerator", "ceased_sgo_pct", "numerator"),
    ("missing_children", "numerator", "missing_children_pct", "numerator"),
    ("cla_number", "numerator", "annex_cla_number", "numerator"),
    ("adoptions", "numerator", "annex_children_adopted", "numerator"),
    ("children_waiting_adoption", "numerator", "annex_children_waiting_adoption", "numerator"),
    ("three_plus_placements_pct", "numerator", "annex_three_plus_placements_pct", "numerator"),
    ("out_of_area_pct", "numerator", "annex_out_of_area_pct", "numerator"),
)


def conditions(deferred: object) -> frozenset[str]:
    """The single conditions of a definition's expression, all of which a row meets; none for None."""
    return frozenset() if deferred is None else frozenset(_split(str(deferred)))


def _split(text: str) -> Iterator[str]:
    inner = text[1:-1] if text.startswith("(") and _closes(text) == len(text) - 1 else text
    depth = 0
    for place, letter in enumerate(inner):
        depth += (letter in "([") - (letter in ")]")
        if depth == 0 and inner.startswith(" & ", place):
            yield from _split(inner[:place])
            yield from _split(inner[place + 3 :])
            return
    yield text


def _closes(text: str) -> int:
    """Where the bracket that opens a text is closed."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return place
    return -1


def name_of(counted: Counted, *some: Iterable[str]) -> Name:
    """The name of the count of all rows of a kind that meet these conditions, and all those that they imply."""
    told = {SAME_AS.get(one, one) for part in some for one in part}
    implied = {other for one in told if one in IMPLIES for other in IMPLIES[one]}
    return (counted, frozenset(told | implied))


def within(name: Name, conditions: Iterable[str]) -> Name:
    """The name of those of a count who meet some conditions more, which are those of groups."""
    return (name[0], name[1].union(conditions))


@cache
def counts_told(measure: Measure, breakdown: str = "", group: str = "") -> dict[str, Name]:
    """The counts of children that a figure tells, by where they stand in it: "numerator", "denominator".

    Left out: the sum of days of an average, the population, weeks; and a change, which tells a count of another day.
    """
    if measure.is_change:
        return {}
    if breakdown:
        where = [_is(*pair) for pair in group_by_breakdown(breakdown, group).items()]
        total = counts_told(measure)
        of_all = {"denominator"} if measure.of_whole else set()
        return {part: name if part in of_all else within(name, where) for part, name in total.items()}
    of = conditions(measure.of)
    here = name_of(measure.counted, of)
    if measure.unit is Unit.DAYS:
        return {"denominator": here}
    if measure.those is not None:
        return {"numerator": name_of(measure.counted, of, conditions(measure.those)), "denominator": here}
    if measure.of_whole:
        return {"numerator": here, "denominator": here}
    if measure.per is not None:
        return {"numerator": here, "denominator": name_of(measure.counted, conditions(measure.per))}
    return {"numerator": here}


@dataclass(frozen=True)
class Links:
    """Counts and what holds between them, for some measures and breakdowns.

    `figures`: (measure, breakdown, group) in order; `told`: for each, the places of the counts that it tells and where
    they stand. `equations`: as rows (places, signs), each of which comes to 0. `rests`: place of a rest to (place of
    the whole, places of its parts).
    """

    names: dict[Name, int]
    figures: tuple[tuple[str, str, str], ...]
    told: tuple[tuple[tuple[str, int], ...], ...]
    equations: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    rests: dict[int, tuple[int, tuple[int, ...]]]
    same: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.names)


@cache
def links(measures: tuple[str, ...], breakdowns: tuple[str, ...]) -> Links:
    """What holds between the counts of these measures, their totals always included, by these breakdowns or pairs."""
    return _Linking(measures, breakdowns).done()


class _Linking:
    def __init__(self, measures: Sequence[str], breakdowns: Sequence[str]) -> None:
        self.names: dict[Name, int] = {}
        self.figures: list[tuple[str, str, str]] = []
        self.told: list[tuple[tuple[str, int], ...]] = []
        self.equations: dict[tuple, None] = {}
        self.rests: dict[int, tuple[int, tuple[int, ...]]] = {}
        self.measures = [MEASURES[one] for one in measures if not MEASURES[one].is_change]
        self.breakdowns = breakdowns
        self.knows_then = {STOCK, STARTED, CEASED, THEN} <= set(measures)
        for measure in self.measures:
            for breakdown, group in self.slots(measure):
                told = counts_told(measure, breakdown, group)
                self.figures.append((measure.id, breakdown, group))
                self.told.append(tuple((part, self.place(name)) for part, name in told.items()))

    def slots(self, measure: Measure) -> Iterator[tuple[str, str]]:
        yield TOTAL
        for breakdown in self.breakdowns:
            if set(parts_of(breakdown)) <= set(measure.breakdowns):
                yield from ((breakdown, group) for group in groups_of(breakdown))

    def place(self, name: Name) -> int:
        return self.names.setdefault(name, len(self.names))

    def done(self) -> Links:
        single = list(self.names)
        known = frozenset(single)
        for name in single:
            self._groups(name, known)
            self._together(name, known)
        self._apart(single, known)
        self._among(known)
        self._rests_add_up()
        if self.knows_then:
            self._stock_and_flow()
        return Links(
            self.names, tuple(self.figures), tuple(self.told), tuple(self.equations), self.rests,
            tuple(self._same()),
        )  # fmt: skip

    def _adds_up(self, whole: Name, parts: Sequence[Name], rest: bool = False) -> None:
        places = [self.place(part) for part in parts]
        if rest:
            left = self.place(("rest", whole, frozenset(parts)))
            self.rests[left] = (self.place(whole), tuple(places))
            places = [*places, left]
        self.equations[(self.place(whole), *places), (-1, *[1] * len(places))] = None

    def _groups(self, name: Name, known: frozenset[Name]) -> None:
        for breakdown in BREAKDOWNS.values():
            parts = [within(name, (_is(breakdown.id, group),)) for group in breakdown.groups]
            if name not in parts and all(part in known for part in parts):
                self._adds_up(name, parts)

    def _together(self, name: Name, known: frozenset[Name]) -> None:
        for condition, (breakdown, groups) in TOGETHER.items():
            if condition not in name[1]:
                continue
            parts = [within((name[0], name[1] - {condition}), (_is(breakdown, group),)) for group in groups]
            if all(part in known for part in parts):
                self._adds_up(name, parts)

    def _apart(self, names: Sequence[Name], known: frozenset[Name]) -> None:
        for conditions_apart in APART:
            beside: dict[Name, list[Name]] = {}
            for name in names:
                for condition in name[1].intersection(conditions_apart):
                    implied = frozenset(IMPLIES.get(condition, ()))
                    for without in dict.fromkeys((name[1] - {condition}, name[1] - {condition} - implied)):
                        if (whole := (name[0], without)) in known:
                            beside.setdefault(whole, []).append(name)
            for whole, parts in beside.items():
                if 1 < len(parts) < len(conditions_apart) or len(conditions_apart) == 2 == len(parts):
                    self._adds_up(whole, parts, rest=True)

    def _among(self, known: frozenset[Name]) -> None:
        """The rest between two counts of which one is among the other, of all and group by group."""
        totals = dict.fromkeys(name for measure in self.measures for name in counts_told(measure).values())
        wheres = [
            [_is(*pair) for pair in group_by_breakdown(breakdown, group).items()]
            for breakdown in self.breakdowns
            for group in groups_of(breakdown)
        ]
        for whole in totals:
            for part in totals:
                if not _is_among(part, whole):
                    continue
                self._adds_up(whole, [part], rest=True)
                for where in wheres:
                    here, those = within(whole, where), within(part, where)
                    if here in known and those in known and here != those:
                        self._adds_up(here, [those], rest=True)

    def _rests_add_up(self) -> None:
        """The rests of groups to the rest of all: it follows from the others, and narrows sooner."""
        for _rest, whole, parts in [name for name in self.names if name[0] == "rest" and len(name[2]) == 1]:
            (part,) = parts
            for breakdown in BREAKDOWNS.values():
                wheres = [(_is(breakdown.id, group),) for group in breakdown.groups]
                of = [("rest", within(whole, where), frozenset((within(part, where),))) for where in wheres]
                if all(one in self.names for one in of) and of[0][1] != whole:
                    places = [self.names[one] for one in of]
                    own = self.names["rest", whole, parts]
                    self.equations[(own, *places), (-1, *[1] * len(places))] = None

    def _stock_and_flow(self) -> None:
        """Of the numbers of a year before nothing is decided here: their own day does."""
        for breakdown in ("", *(one for one in self.breakdowns if one in FOR_LIFE)):
            for group in groups_of(breakdown) if breakdown else [""]:
                now, started, ceased = (
                    counts_told(MEASURES[one], breakdown, group)["numerator"]
                    for one in (STOCK, STARTED, CEASED)
                )
                then = ("then", now)
                self.figures.append((THEN, breakdown, group))
                self.told.append((("denominator", self.place(then)),))
                places = tuple(self.place(name) for name in (now, ceased, then, started))
                self.equations[places, (-1, -1, 1, 1)] = None
            if breakdown:
                parts = [
                    ("then", counts_told(MEASURES[STOCK], breakdown, one)["numerator"])
                    for one in groups_of(breakdown)
                ]
                self._adds_up(("then", counts_told(MEASURES[STOCK])["numerator"]), parts)

    def _same(self) -> Iterator[tuple[int, int]]:
        asked = {measure.id for measure in self.measures}
        for one, part, other, part_of_other in MOSTLY_THE_SAME:
            if one not in asked or other not in asked:
                continue
            for breakdown, group in self.slots(MEASURES[one]):
                first = counts_told(MEASURES[one], breakdown, group)[part]
                second = counts_told(MEASURES[other], breakdown, group)[part_of_other]
                if second in self.names:
                    yield self.names[first], self.names[second]


def _is_among(name: Name, whole: Name) -> bool:
    """Whether every row of one count is in another: it meets more conditions, or is each child once of all that
    happened."""
    if name[0] == whole[0]:
        return whole[1] < name[1]
    return whole[0] is Counted.YEAR and name[0] in ONCE_A_CHILD and whole[1] == name[1]


def filled(linked: Links, told: dict[tuple[str, str, str], tuple[float | None, float | None]]) -> np.ndarray:
    """The true value of every count, from (numerator, denominator) of each figure; a figure without a row is 0."""
    values = np.zeros(len(linked))
    for figure, places in zip(linked.figures, linked.told, strict=True):
        pair = told.get(figure)
        if pair is None:
            continue
        for part, place in places:
            values[place] = pair[part == "denominator"] or 0.0
    for place, (whole, parts) in linked.rests.items():
        values[place] = values[whole] - sum(values[part] for part in parts)
    return values
