"""Figures counted from written returns in the plainest way, after methodology D, for the tests of the made-up authority."""

import csv
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from sufficiency.vocabulary.months import add_months, collection_year_of

TABLES = (
    *("episodes", "header", "reviews", "uasc", "oc2", "oc3", "ad1", "placed_for_adoption"),
    *("previous_permanence", "missing", "sw_episodes"),
)


def read(folder: Path) -> dict[int, dict[str, list[dict[str, str]]]]:
    """Rows of every return by year and table; a table that a year does not have is empty."""
    returns = {}
    for year in sorted(folder.iterdir()):
        tables = {}
        for name in TABLES:
            path = year / f"{name}.csv"
            tables[name] = list(csv.DictReader(path.open(encoding="utf-8"))) if path.exists() else []
        returns[int(year.name)] = tables
    return returns


def day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None  # noqa: DTZ007  a day has no time zone


def age(born: date, when: date) -> int:
    return when.year - born.year - ((when.month, when.day) < (born.month, born.day))


class Counted:
    """Everything the returns say, merged as D2 does: one history a child, the latest return wins."""

    def __init__(self, returns: dict[int, dict[str, list[dict[str, str]]]]):
        self.returns = returns
        merged = defaultdict(dict)
        self.born = {}
        self.uasc = set()
        self.adopted = {}
        self.missing = {}
        for tables in returns.values():
            for row in tables["episodes"]:
                merged[row["CHILD"]][day(row["DECOM"])] = row
            for row in tables["header"]:
                self.born[row["CHILD"]] = day(row["DOB"])
            self.uasc |= {row["CHILD"] for row in tables["uasc"]}
            self.adopted |= {row["CHILD"]: row for row in tables["ad1"]}
            self.missing |= {(row["CHILD"], row["MIS_START"]): row for row in tables["missing"]}
        told = {child: _told(rows) for child, rows in merged.items()}
        self.history = {child: episodes for child, episodes in told.items() if episodes}

    def looked_after(self, when: date) -> dict[str, dict]:
        """The episode of each child on the day, with its placement and period of care."""
        found = {}
        for child, episodes in self.history.items():
            for episode in episodes:
                if episode["start"] <= when and (episode["end"] is None or episode["end"] > when):
                    found[child] = episode
        return found

    def three_placements(self, when: date, child: str) -> bool:
        first = add_months(when, -12) + date.resolution
        placements = {
            id(episode["placement"])
            for episode in self.history[child]
            if episode["placement"]["start"] <= when
            and (episode["placement"]["end"] is None or episode["placement"]["end"] > first)
        }
        return len(placements) >= 3

    def stability(self, when: date) -> tuple[int, int]:
        """Children under 16 looked after for 30 months, and those of them in one placement for 24."""
        long, stable = 0, 0
        since, settled = add_months(when, -30), add_months(when, -24)
        for child, episode in self.looked_after(when).items():
            if age(self.born[child], when) < 16 and episode["period"]["start"] <= since:
                long += 1
                placement = episode["placement"]
                before = placement["before"] if placement["place"][0] == "A" else None
                stable += placement["start"] <= settled or bool(before and before["start"] <= settled)
        return long, stable

    def ends(self, year: int) -> dict[str, str]:
        """REC of the last time each child ceased to be looked after in the collection year."""
        return {
            child: episode["REC"]
            for child, episodes in self.history.items()
            for episode in episodes
            if episode["REC"] not in ("", "X1") and _in_year(episode["end"], year)
        }

    def starts(self, year: int) -> dict[str, date]:
        found: dict[str, date] = {}
        for child, episodes in self.history.items():
            for episode in episodes:
                if episode["RNE"] == "S" and _in_year(episode["start"], year):
                    found.setdefault(child, episode["start"])
        return found

    def adoption_days(self, last: int) -> tuple[list[int], list[int]]:
        """Days from care to moving in, and from placement order to match, of children adopted in three years."""
        moving, matching = [], []
        for child, episodes in self.history.items():
            end = episodes[-1]
            if end["REC"] not in ("E11", "E12") or not last - 2 <= collection_year_of(end["end"]) <= last:
                continue
            if not end["period"]["known"]:
                continue
            moving.append((end["placement"]["adoptive"] - end["period"]["start"]).days)
            orders = [
                each["start"] for each in episodes if each["LS"] == "E1" and each["period"] is end["period"]
            ]
            if orders:
                matching.append(max(0, (day(self.adopted[child]["DATE_MATCH"]) - orders[0]).days))
        return moving, matching


def _in_year(when: date | None, year: int) -> bool:
    return when is not None and collection_year_of(when) == year


def _told(rows: dict[date, dict[str, str]]) -> list[dict]:
    """Episodes in order, each with its placement (D3) and period of care (D5); short breaks left out."""
    told: list[dict] = []
    settled = None
    for start in sorted(rows):
        row = rows[start]
        if row["LS"] in ("V3", "V4"):
            continue
        episode = dict(row, start=start, end=day(row["DEC"]))
        last = told[-1] if told else None
        if last is None or last["REC"] != "X1" or last["end"] != start:
            episode["period"] = {"start": start, "known": row["RNE"] == "S"}
            episode["placement"] = settled = None
        else:
            episode["period"] = last["period"]
        temporary = row["PLACE"][0] == "T"
        place = {"H5": "K3", "P2": "K3"}.get(row["PLACE"], row["PLACE"])
        returned = settled and last["PLACE"][0] == "T" and settled == (place, row["PL_POST"])
        if last and settled and (temporary or returned or row["RNE"] in "LTU"):
            episode["placement"] = last["placement"]
        else:
            before = last["placement"] if last and last["period"] is episode["period"] else None
            episode["placement"] = {"start": start, "before": before, "place": place}
        if not temporary:
            settled = (place, row["PL_POST"])
            episode["placement"]["place"] = place
        if place[0] == "A":
            episode["placement"].setdefault("adoptive", start)
        episode["placement"]["end"] = episode["end"]
        told.append(episode)
    return told
