"""Random, deliberately wrong returns: what separates two readings of the rules. Nobody in them exists.

Dates fall on few days, so that ends meet starts, year ends and month ends far more often than in life.
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

POSTCODES = [
    "SE1 9RT",
    "SE17 1JL",
    "se171jl",
    "SS2 6ER",
    "ME14 1XQ",
    "CT2 7NZ",
    "M1 1AE",
    "ZZ9 9ZZ",
    "SE1  9RT",
    "",
]
LEGAL = ["C1", "C1", "C2", "C2", "V2", "V2", "E1", "E1", "D1", "L2", "J1", "V3", "V4", "", "XX", "c2"]
PLACES = [
    "U1",
    "U3",
    "U4",
    "U5",
    "U6",
    "u6",
    "A3",
    "A4",
    "A5",
    "A6",
    "A6",
    "K1",
    "K2",
    "K3",
    "H5",
    "P2",
    "P1",
    "S1",
]
PLACES += ["R1", "R5", "Q1", "Q2", "Z1", "Z11", "Z14", "", "QQ"]
PROVIDERS = ["PR0", "PR1", "PR1", "PR2", "PR3", "PR4", "PR4", "PR5", "", "PR9"]
ENDS = [
    "E11",
    "E12",
    "E12",
    "E4A",
    "E4B",
    "E4",
    "E45",
    "E43",
    "E41",
    "E13",
    "E5",
    "E17",
    "E7",
    "E9",
    "E14",
    "E15",
]
ENDS += ["E16", "E3", "E2", "E8", "E99", ""]
DISTANCES = ["", "", "", "", "999.9", "20", "20.0", "20.1", "5.5", "150.25", "far"]
STAYS = [0, 1, 2, 7, 20, 30, 60, 90, 150, 300, 365, 730, 731, 1000]
UNREADABLE = ["31/02/2017", "ZZ/04/2017", "soon", "2017"]

HEADINGS = {
    "episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN PL_DISTANCE",
    "header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "uasc": "CHILD SEX DOB DUC",
    "ad1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "missing": "CHILD DOB MISSING MIS_START MIS_END",
    "oc2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT"
    " SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "oc3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
}
Row = dict[str, str]
Returns = dict[tuple[int, str], list[Row]]


def write_mangled(
    folder: Path, seed: int, children: int = 60, years: tuple[int, ...] = (2016, 2017, 2018, 2020)
) -> None:
    """Write folder/<year>/<table>.csv for children whose records are wrong in every way at once."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, nothing secret
    returns: Returns = {(year, table): [] for year in years for table in HEADINGS}
    for number in range(children):
        Child(f"{'K' if number % 2 else 'k'}{number}", chance, years).into(returns)
    for (year, table), rows in returns.items():
        chance.shuffle(rows)
        headings = HEADINGS[table].split()
        chance.shuffle(headings)
        path = folder / str(year) / f"{table}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, headings, restval="")
            writer.writerow({name: name.lower() if year % 2 else name for name in headings})
            writer.writerows(rows)


class Child:
    """One child's life in care, and what each year's return says of it."""

    def __init__(self, name: str, chance: random.Random, years: tuple[int, ...]) -> None:
        self.name, self.chance, self.years = name, chance, years
        first = date(years[0] - 2, 4, 1)
        self.start = self.near(first + timedelta(chance.randrange(365 * 5)))
        age = chance.choice([0, 1, 3, 4, 5, 9, 10, 13, 15, 16, 17])
        born = self.near(self.start - timedelta(age * 365 + chance.randrange(400)))
        self.born = date(born.year - born.year % 4, 2, 29) if chance.random() < 0.15 else born
        self.episodes = self.way_to_adoption() if chance.random() < 0.25 else self.life()

    def near(self, day: date) -> date:
        """A day pulled, often, to a month end or to the days around 31 March."""
        pick = self.chance.random()
        if pick < 0.25:
            return date(day.year, 4, 1) + timedelta(self.chance.choice([-2, -1, 0, 1]))
        if pick < 0.5:
            return date(day.year, day.month, 1) - timedelta(self.chance.choice([0, 1]))
        return day

    def life(self) -> list[Row]:
        chance, rows, day, place = self.chance, [], self.start, ""
        rne = chance.choice("SSSSSPLB")
        for _ in range(chance.choice([1, 2, 3, 5, 8, 12])):
            place = self.next_place(place)
            end = self.near(day + timedelta(chance.choice(STAYS)))
            if chance.random() < 0.95:
                end = max(end, day)
            goes_on = chance.random() < 0.75
            row = {
                "CHILD": self.name,
                "DECOM": str(day),
                "RNE": rne,
                "LS": chance.choice(LEGAL) if not rows or chance.random() < 0.3 else rows[-1]["LS"],
                "PLACE": place,
                "PLACE_PROVIDER": chance.choice(PROVIDERS),
                "DEC": str(end),
                "REC": "X1" if goes_on else chance.choice(ENDS),
                "HOME_POST": chance.choice(POSTCODES),
                "PL_POST": chance.choice(POSTCODES),
                "PL_DISTANCE": chance.choice(DISTANCES),
            }
            rows.append(row)
            if chance.random() < 0.06:
                row["DEC"] = ""
            day = (
                end
                if goes_on and chance.random() < 0.9
                else end + timedelta(chance.choice([-30, -1, 0, 1, 40, 200]))
            )
            rne = (
                chance.choice("LLPPPTUBBS" if goes_on else "SSSSPBL")
                if chance.random() < 0.96
                else chance.choice(["", "Q"])
            )
        return rows

    def way_to_adoption(self) -> list[Row]:
        """A life that goes, nearly in order, from foster care by a placement order to adoption."""
        chance, rows, day = self.chance, self.life()[:1], self.start
        rows[0] |= {"RNE": "S", "PLACE": "U5", "LS": "C1", "REC": "X1", "DEC": str(day + timedelta(50))}
        steps = [
            ("L", "E1", "U5"),
            ("P", "C2", "U2"),
            ("P", "E1", "T1"),
            ("P", "E1", "U2"),
            ("U", "E1", "A5"),
        ]
        steps += [
            ("B", "E1", "A6"),
            ("P", "E1", "A6"),
            ("T", "E1", "A3"),
            ("P", "E1", "T4"),
            ("L", "V2", "A6"),
            ("T", "E1", "U6"),
        ]
        for rne, legal, place in sorted(chance.sample(steps, chance.randrange(2, 7)), key=steps.index):
            day = date.fromisoformat(rows[-1]["DEC"])
            end = self.near(day + timedelta(chance.choice(STAYS[2:9])))
            rows.append(
                rows[0]
                | {"DECOM": str(day), "RNE": rne, "LS": legal, "PLACE": place, "DEC": str(max(end, day))}
            )
        rows[-1]["REC"] = chance.choice(["E11", "E12", "E12", "E4A"])
        return rows

    def next_place(self, place: str) -> str:
        pick = self.chance.random()
        if pick < 0.25:
            return self.chance.choice(["T0", "T1", "T2", "T3", "T4"])
        return place if pick < 0.5 and place else self.chance.choice(PLACES)

    def into(self, returns: Returns) -> None:
        chance = self.chance
        for year in self.years:
            if chance.random() < 0.95:
                returns[year, "episodes"] += self.episodes_of(year)
            for _ in range(chance.choice([0, 1, 1, 1, 1, 2])):
                returns[year, "header"].append(self.header())
            self.others(returns, year)

    def episodes_of(self, year: int) -> list[Row]:
        """What the return of a year shows of this life: ends after 31 March are not known yet."""
        chance, rows = self.chance, []
        for episode in self.episodes:
            row = dict(episode)
            begun = date.fromisoformat(row["DECOM"]) <= date(year, 3, 31)
            ended_before = row["DEC"] and row["DEC"] <= f"{year - 1}-03-31"
            if not begun or (ended_before and chance.random() < 0.9) or chance.random() < 0.05:
                continue
            if row["DEC"] > f"{year}-03-31":
                row["DEC"] = ""
                row["REC"] = chance.choice(["", "", "X1"])
            rows.append(self.written(row))
            if chance.random() < 0.05:
                rows.append(
                    self.written(
                        row | {"PLACE": chance.choice(PLACES), "DEC": chance.choice(["", row["DEC"]])}
                    )
                )
            if chance.random() < 0.02:
                rows.append(self.written(row | {"CHILD": chance.choice(["", "  "])}))
        return rows

    def written(self, row: Row) -> Row:
        """Dates as the return writes them, with a few that cannot be read, and blanks around values."""
        chance = self.chance
        said = dict(row)
        for field in ("DECOM", "DEC"):
            if said[field]:
                said[field] = f"{date.fromisoformat(said[field]):%d/%m/%Y}"
                if chance.random() < 0.01:
                    said[field] = chance.choice(UNREADABLE)
        if chance.random() < 0.1:
            field = chance.choice(["CHILD", "RNE", "LS", "PLACE", "REC", "PL_POST", "DEC"])
            said[field] = f" {said[field]} "
        return said

    def header(self) -> Row:
        chance = self.chance
        return {
            "CHILD": self.name,
            "SEX": chance.choice(["1", "2", "M", "F", "f", "U", "", "3"]),
            "DOB": chance.choice([f"{self.born:%d/%m/%Y}"] * 12 + ["", "99/99/9999"]),
            "ETHNIC": chance.choice(
                ["WBRI", "WROM", "MOTH", "CHNE", "BAFR", "OOTH", "REFU", "", "ABCD", "wbri"]
            ),
        }

    def some_day(self, year: int) -> str:
        chance = self.chance
        day = self.near(date(year - 1, 4, 1) + timedelta(chance.randrange(365)))
        if chance.random() < 0.3:
            day = date.fromisoformat(
                chance.choice(self.episodes)[chance.choice(["DECOM", "DEC"])] or str(day)
            )
        return chance.choice(UNREADABLE) if chance.random() < 0.02 else f"{day:%d/%m/%Y}"

    def others(self, returns: Returns, year: int) -> None:
        chance, who = self.chance, {"CHILD": self.name}
        if chance.random() < 0.15:
            returns[year, "uasc"].append(who | {"SEX": "M", "DUC": chance.choice(["", self.some_day(year)])})
        if chance.random() < 0.4:
            row = who | {
                "DATE_MATCH": chance.choice([self.some_day(year), self.some_day(year), ""]),
                "FOSTER_CARE": "0",
            }
            returns[year, "ad1"].append(row)
        for _ in range(chance.choice([0, 1, 2, 3])):
            row = who | {
                "REVIEW": self.some_day(year),
                "REVIEW_CODE": chance.choice(["PN0", "PN1", "PN3", "PN4", "PN6", "PN7", ""]),
            }
            returns[year, "reviews"] += (
                [row, row | {"REVIEW_CODE": "PN2"}] if chance.random() < 0.1 else [row]
            )
        for _ in range(chance.choice([0, 0, 1, 2])):
            row = who | {"MISSING": chance.choice(["M", "M", "m", "A", ""]), "MIS_START": self.some_day(year)}
            returns[year, "missing"] += [row, row | {"MISSING": "A"}] if chance.random() < 0.1 else [row]
        for _ in range(chance.choice([0, 1, 1, 2])):
            returns[year, "oc2"].append(who | self.health())
        for _ in range(chance.choice([0, 0, 1, 2])):
            returns[year, "oc3"].append(who | self.care_leaver(year))

    def health(self) -> Row:
        flags = [
            "IMMUNISATIONS",
            "TEETH_CHECK",
            "HEALTH_ASSESSMENT",
            "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED",
        ]
        row = {flag: self.chance.choice(["0", "1", "1", "", "2"]) for flag in flags}
        return row | {"SDQ_SCORE": self.chance.choice(["", "0", "17", "40", "41", "high"])}

    def care_leaver(self, year: int) -> Row:
        chance = self.chance
        born = self.near(date(year - chance.choice([18, 19, 20, 21, 22]), chance.randrange(1, 13), 15))
        return {
            "DOB": chance.choice([f"{born:%d/%m/%Y}", f"{self.born:%d/%m/%Y}", ""]),
            "IN_TOUCH": chance.choice(["YES", "yes", "NO", "DIED", "RHOM", "REFU", "NREQ", ""]),
            "ACTIV": chance.choice(["F1", "F3", "P5", "G4", "G6", "0", "", "f2"]),
            "ACCOM": chance.choice(["U1", "B1", "X2", "G1", "H2", "R1", "0", "", "k1", "D"]),
        }
