"""What several yearly returns say of a made-up child: episodes as they were known, and the other tables."""

from __future__ import annotations

from datetime import date
from random import Random

from sufficiency.measures.reference.days import add_months, working_days_after
from tests.generative.days import (
    A_DAY,
    any_day,
    birth,
    collection_year,
    first_day,
    last_day,
    months_before,
    turning_days,
)
from tests.generative.lives import ENDS, OTHER_PLACES, PROVIDERS, Life, life

Tables = dict[str, list[dict]]
Returns = dict[int, Tables]

ETHNIC = [
    "WBRI",
    "WROM",
    "MWBC",
    "MOTH",
    "AIND",
    "CHNE",
    "BCRB",
    "BOTH",
    "OOTH",
    "REFU",
    "NOBT",
    "XXXX",
    None,
]
REVIEW_CODES = ["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", "PN9", None]
FLAGS = ["0", "1", "1", None]
IN_TOUCH = ["YES", "YES", "NO", "DIED", "REFU", "NREQ", "RHOM", None]
ACTIVITIES = ["F1", "P1", "F2", "P2", "F3", "F4", "P5", "G4", "G5", "G6", "0", None]
HOMES_OF_LEAVERS = [
    "D1",
    "D2",
    "Z1",
    "Z2",
    "B1",
    "U1",
    "V2",
    "X2",
    "Z1",
    "G1",
    "G2",
    "H1",
    "R1",
    "R2",
    "0",
    None,
]
# What a revision of a later (or earlier) return may say instead.
REVISIONS = {
    "rne": ["S", "P", "L", "T", None],
    "ls": ["C2", "E1", "V2", "V3", None],
    "place": ["U6", "A6", "K2", "T1", *OTHER_PLACES],
    "place_provider": PROVIDERS,
    "rec": ["X1", None, *ENDS],
    "pl_distance": [None, 25.0, 999.9],
}


def child_returns(chance: Random, years: list[int], asked: list[date]) -> Returns:
    """Everything the returns of these years say of one child."""
    turning = turning_days(years, asked)
    episodes = life(chance, turning, years)
    returns: Returns = {year: {"episodes": as_known(episodes, year)} for year in years}
    revise(chance, returns)
    born = birth(chance, turning)
    if born is not None and chance.random() < 0.3:
        leave_when_grown_up(returns, born)
    add_header(chance, returns, born)
    add_reviews(chance, returns, episodes)
    add_of_any_year(chance, returns, episodes, turning)
    add_health(chance, returns)
    if chance.random() < 0.3:
        add_care_leaver(chance, returns, born, asked)
    return returns


def as_known(episodes: Life, year: int) -> list[dict]:
    """The episodes of a life that belong in one return, as they stood at the end of its year."""
    rows = []
    for episode in episodes:
        ended = episode["dec"] is not None and episode["dec"] < first_day(year)
        if ended or episode["decom"] > last_day(year):
            continue
        still_open = episode["dec"] is not None and episode["dec"] > last_day(year)
        rows.append({**episode, "dec": None, "rec": None} if still_open else dict(episode))
    return rows


def revise(chance: Random, returns: Returns) -> None:
    """What later returns corrected, left out, repeated or brought back."""
    for _ in range(chance.choice([0, 0, 0, 1, 1, 2, 3])):
        rows = returns[chance.choice(sorted(returns))]["episodes"]
        if not rows:
            continue
        number = chance.randrange(len(rows))
        how = chance.choice(["drop", "change", "repeat", "move", "close", "open", "elsewhere", "all gone"])
        if how == "drop":
            rows.pop(number)
        elif how == "all gone":
            rows.clear()
        elif how == "change":
            name = chance.choice(sorted(REVISIONS))
            rows[number] = {**rows[number], name: chance.choice(REVISIONS[name])}
        elif how == "repeat":
            rows.append({**rows[number], "ls": chance.choice(REVISIONS["ls"]), "dec": None})
        elif how == "move":
            moved = rows[number]["decom"] + A_DAY * chance.choice([-7, -1, 1, 7])
            rows[number] = {**rows[number], "decom": moved}
        elif how == "close":
            ended = rows[number]["decom"] + A_DAY * chance.choice([0, 1, 50, 500])
            rows[number] = {**rows[number], "dec": ended, "rec": chance.choice(REVISIONS["rec"])}
        elif how == "open":
            rows[number] = {**rows[number], "dec": None, "rec": chance.choice([None, None, "X1", "E4A"])}
        else:
            returns[chance.choice(sorted(returns))]["episodes"].append(rows[number])


def leave_when_grown_up(returns: Returns, born: date) -> None:
    """Episodes that ended for good end about the 18th birthday instead, where they had begun by then."""
    birthday = add_months(born, 12 * 18)
    for tables in returns.values():
        for row in tables["episodes"]:
            if row["rec"] in ENDS and row["decom"] < birthday:
                row["dec"] = birthday + A_DAY * (row["decom"].day % 3 - 1)


def add_header(chance: Random, returns: Returns, born: date | None) -> None:
    """A header in every year, in some, or in none; now and then one that says otherwise."""
    usual = {"dob": born, "sex": chance.choice(["F", "M", "1", "2", "U", None])}
    usual["ethnic"] = chance.choice(ETHNIC)
    never = chance.random() < 0.1
    for year in returns:
        if never or chance.random() < 0.1:
            continue
        rows = [dict(usual)]
        if chance.random() < 0.15:
            rows.append({**usual, "sex": chance.choice(["F", "M"]), "ethnic": None})
            if born is not None:
                rows[-1]["dob"] = chance.choice([born, born + A_DAY, months_before(born, 12), None])
        returns[year]["header"] = rows


def add_reviews(chance: Random, returns: Returns, episodes: Life) -> None:
    """Reviews about the days they are due, and others; some returned twice."""
    last = chance.choice(episodes)["decom"]
    due = working_days_after(last, 20)
    for number in range(chance.choice([0, 0, 1, 2, 3, 4])):
        how = chance.random()
        if number == 0 and how < 0.6:
            last = due
        elif how < 0.9:
            last = add_months(last, chance.choice([0, 3, 3, 6, 6]))
        else:
            last = chance.choice(episodes)["dec"] or last
        last += A_DAY * chance.choice([-1, 0, 0, 1])
        row = {"review": last, "review_code": chance.choice(REVIEW_CODES)}
        put(returns, "reviews", collection_year(last), row)
        if chance.random() < 0.1:
            year = chance.choice(sorted(returns))
            put(returns, "reviews", year, {**row, "review_code": chance.choice(REVIEW_CODES)})


def put(returns: Returns, table: str, year: int, row: dict) -> None:
    """Add the row to the return of `year`, or where that is not loaded to the next that is."""
    years = sorted(returns)
    chosen = min((loaded for loaded in years if loaded >= year), default=years[-1])
    returns[chosen].setdefault(table, []).append(row)


def add_of_any_year(chance: Random, returns: Returns, episodes: Life, turning: list[date]) -> None:
    """UASC, AD1, decisions, orders before and missing: rows of any of the years, sometimes one against another."""
    years = sorted(returns)

    def some_day() -> date:
        if chance.random() < 0.4:
            return any_day(chance, turning)
        episode = chance.choice(episodes)
        near = chance.choice([episode["decom"], episode["dec"] or episode["decom"]])
        return near + A_DAY * chance.choice([-1, 0, 1, 20])

    for _ in range(chance.choice([0, 0, 0, 0, 1, 2])):
        put(returns, "uasc", chance.choice(years), {"duc": chance.choice([None, some_day(), some_day()])})
    for _ in range(chance.choice([0, 1, 1, 2])):
        match = chance.choice([some_day(), some_day(), some_day(), None])
        put(returns, "ad1", chance.choice(years), {"date_match": match})
    for _ in range(chance.choice([0, 0, 0, 1, 2])):
        row = {"date_placed": chance.choice([some_day(), some_day(), None])}
        row["date_placed_ceased"] = chance.choice([None, None, some_day()])
        put(returns, "placed_for_adoption", chance.choice(years), row)
        if chance.random() < 0.2:
            put(
                returns,
                "placed_for_adoption",
                chance.choice(years),
                {**row, "date_placed_ceased": some_day()},
            )
    for _ in range(chance.choice([0, 1, 2])):
        row = {"prev_perm": chance.choice(["P1", "P2", "P2", "Z1", None])}
        put(returns, "previous_permanence", chance.choice(years), row)
    for _ in range(chance.choice([0, 0, 1, 2, 3])):
        row = {"missing": chance.choice(["M", "M", "M", "A", None]), "mis_start": some_day()}
        put(returns, "missing", chance.choice(years), row)
        if chance.random() < 0.2:
            put(returns, "missing", chance.choice(years), {**row, "missing": chance.choice(["M", "A"])})


def add_health(chance: Random, returns: Returns) -> None:
    """OC2 rows of most years, now and then twice in one."""
    for year in returns:
        for _ in range(chance.choice([0, 1, 1, 1, 1, 1, 2])):
            row = {
                "health_assessment": chance.choice(FLAGS),
                "teeth_check": chance.choice(FLAGS),
                "immunisations": chance.choice(FLAGS),
                "substance_misuse": chance.choice(FLAGS),
                "intervention_received": chance.choice(FLAGS),
                "sdq_score": chance.choice([None, 0, 14, 40]),
            }
            put(returns, "oc2", year, row)


def add_care_leaver(chance: Random, returns: Returns, born: date | None, asked: list[date]) -> None:
    """OC3 rows of young people about as old as care leavers are, where the header does not say otherwise."""
    if chance.random() < 0.6:
        for tables in returns.values():
            tables.pop("header", None)
    for year in returns:
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            day = chance.choice([last_day(year), chance.choice(asked)])
            guessed = months_before(day, 12 * chance.choice([18, 19, 20, 21, 22]))
            row = {
                "dob": chance.choice([born, guessed, guessed + A_DAY]),
                "in_touch": chance.choice(IN_TOUCH),
                "activ": chance.choice(ACTIVITIES),
                "accom": chance.choice(HOMES_OF_LEAVERS),
            }
            put(returns, "oc3", year, row)
