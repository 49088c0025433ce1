"""A reader who has all that is public of a day, writes down every equation there is, and solves them exactly.

It is written apart from what it tests: equations come from a list of what is a part of what among these measures, and are
solved with fractions and by narrowing bounds, not by the product's own way.
"""

from fractions import Fraction

from sufficiency.measures import BREAKDOWNS

# (whole, part) of counts as (measure, "top" or "bottom"): what stands under the first holds all under the second.
SAME = (
    (("foster_number", "top"), ("foster_pct", "top")),
    (("foster_number", "top"), ("inhouse_foster_pct", "bottom")),
    (("cla_number", "top"), ("foster_pct", "bottom")),
    (("cla_number", "top"), ("cla_male_pct", "bottom")),
)
# A measure's count of all is another's of a group.
OF_A_GROUP = (
    (("foster_number", "top"), "placement_type", "foster"),
    (("residential_number", "top"), "placement_type", "childrens-home"),
    (("cla_uasc", "top"), "uasc", "uasc"),
    (("cla_male_pct", "top"), "sex", "male"),
)
AMONG = (
    (("cla_number", "top"), ("foster_number", "top")),
    (("cla_number", "top"), ("residential_number", "top")),
    (("cla_number", "top"), ("cla_uasc", "top")),
    (("foster_number", "top"), ("ifa_number", "top")),
    (("foster_number", "top"), ("inhouse_foster_pct", "top")),
)


class Attacker:
    """`told` are the true (top, bottom) of all figures, `shown` those that are public."""

    def __init__(self, told, shown):
        self.values, self.known, self.rows = {}, set(), []
        for figure, (top, bottom) in told.items():
            self.values[figure, "top"] = int(top)
            if bottom is not None:
                self.values[figure, "bottom"] = int(bottom)
                self.values[figure, "rest"] = int(bottom - top)
                self._equals((figure, "bottom"), [(figure, "top"), (figure, "rest")])
            if figure in shown:
                self.known |= {
                    (figure, part) for part in ("top", "bottom", "rest") if (figure, part) in self.values
                }
        for figure in told:
            self._groups(figure)
        self._between(told)

    def _equals(self, whole, parts):
        if whole in self.values and all(part in self.values for part in parts):
            self.rows.append({whole: -1, **dict.fromkeys(parts, 1)})

    def _groups(self, figure):
        measure, by, group = figure
        for part in ("top", "bottom", "rest"):
            if not by:
                for one in BREAKDOWNS.values():
                    self._equals((figure, part), [((measure, one.id, of), part) for of in one.groups])
            elif ":" not in by:
                for pair in {
                    key[1] for key, _part in self.values if ":" in key[1] and by in key[1].split(":")
                }:
                    first, second = pair.split(":")
                    other = second if by == first else first
                    cells = [
                        f"{group}:{of}" if by == first else f"{of}:{group}" for of in BREAKDOWNS[other].groups
                    ]
                    self._equals((figure, part), [((measure, pair, cell), part) for cell in cells])

    def _between(self, told):
        wheres = {figure[1:] for figure in told}
        for by, group in sorted(wheres):
            for (one, part), (other, part_of_other) in SAME:
                self._equals(((one, by, group), part), [((other, by, group), part_of_other)])
            for whole, part in AMONG:
                one, other = ((whole[0], by, group), whole[1]), ((part[0], by, group), part[1])
                self._with_rest(one, [other])
            whole = ("foster_number", by, group)
            self._with_rest(
                (whole, "top"),
                [(("inhouse_foster_pct", by, group), "top"), (("ifa_number", by, group), "top")],
            )
            for (measure, part), breakdown, of in OF_A_GROUP:
                cell = (
                    ("cla_number", breakdown, of)
                    if not by
                    else ("cla_number", f"{breakdown}:{by}", f"{of}:{group}")
                )
                self._equals((cell, "top"), [((measure, by, group), part)])
                turned = ("cla_number", f"{by}:{breakdown}", f"{group}:{of}")
                self._equals((turned, "top"), [((measure, by, group), part)])

    def _with_rest(self, whole, parts):
        if whole in self.values and all(part in self.values for part in parts):
            rest = ("rest of", whole, *parts)
            self.values[rest] = self.values[whole] - sum(self.values[part] for part in parts)
            self.rows.append({whole: -1, **dict.fromkeys(parts, 1), rest: 1})

    def holds(self):
        return all(sum(sign * self.values[one] for one, sign in row.items()) == 0 for row in self.rows)

    def given_away(self):
        """The counts of 1 to 5 that have one value only, by all equations solved and by bounds."""
        sure = self._solved() | self._narrowed()
        return {one for one in sure if 1 <= self.values[one] <= 5}

    def _solved(self):
        """By elimination: what is alone in a row once all others are gone follows from what is known."""
        pivots = {}
        for row in self.rows:
            left = {one: Fraction(sign) for one, sign in row.items() if one not in self.known}
            while left and (taken := next((one for one in left if one in pivots), None)) is not None:
                self._take(left, pivots[taken], left[taken])
            if left:
                chosen = next(iter(left))
                scale = left[chosen]
                left = {one: sign / scale for one, sign in left.items()}
                for other in pivots.values():
                    if chosen in other:
                        self._take(other, left, other[chosen])
                pivots[chosen] = left
        return self.known | {one for row in pivots.values() if len(row) == 1 for one in row}

    @staticmethod
    def _take(row, other, times):
        for one, sign in other.items():
            row[one] = row.get(one, 0) - times * sign
            if row[one] == 0:
                del row[one]

    def _narrowed(self):
        low = {one: self.values[one] if one in self.known else 0 for one in self.values}
        high = {one: self.values[one] if one in self.known else 10**9 for one in self.values}
        for _ in range(40):
            before = dict(low), dict(high)
            for row in self.rows:
                for one, sign in row.items():
                    others = [(other, -s / sign) for other, s in row.items() if other != one]
                    least = sum(s * (low[other] if s > 0 else high[other]) for other, s in others)
                    most = sum(s * (high[other] if s > 0 else low[other]) for other, s in others)
                    low[one], high[one] = max(low[one], least), min(high[one], most)
            if before == (low, high):
                break
        return {one for one in self.values if low[one] == high[one]}
