"""Each child's life in care, from the yearly returns (methodology D2 to D5), child by child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Rows = list[dict]
Returns = Mapping[int, Mapping[str, Rows]]

SHORT_BREAKS = {"V3", "V4"}
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
CONTINUES_THE_PLACEMENT = {"L", "T", "U"}
OTHER_TABLES = (
    "header",
    "uasc",
    "ad1",
    "reviews",
    "missing",
    "oc2",
    "oc3",
    "placed_for_adoption",
    "previous_permanence",
)
# D3: superseded placement codes and the code that took their place.
SUCCESSOR = {"H5": "K3", "P2": "K3", "Z11": "Z1", "Z12": "Z1", "Z13": "Z1", "Z14": "Z1"}


@dataclass(eq=False)
class Episode:
    """One episode of care after the yearly returns are merged (D2). Open while `dec` is None."""

    child: str
    decom: date
    dec: date | None
    rne: str | None
    rec: str | None
    ls: str | None
    place: str | None
    provider: str | None
    home_post: str | None
    pl_post: str | None
    pl_distance: float | None
    pl_location: str | None = None
    presumed_end: bool = False

    @property
    def short_break(self) -> bool:
        return self.ls in SHORT_BREAKS

    @property
    def temporary(self) -> bool:
        return self.place in TEMPORARY

    def on(self, day: date) -> bool:
        """True when the episode is going on at the end of `day` (D1)."""
        return self.decom <= day and (self.dec is None or self.dec > day)


@dataclass(eq=False)
class Placement:
    """Episodes with one carer, in order of DECOM (D3); temporary ones belong to it."""

    episodes: list[Episode]

    @property
    def start(self) -> date:
        return self.episodes[0].decom

    @property
    def end(self) -> date | None:
        return self.episodes[-1].dec

    def settled_episode(self, episode: Episode) -> Episode:
        """The episode whose place and provider hold during `episode` (D4).

        A temporary episode takes those of the last other episode before it; where it opens the period of
        care there is none, and it keeps its own.
        """
        settled = episode
        for earlier in self.episodes[: self.episodes.index(episode) + 1]:
            if not earlier.temporary:
                settled = earlier
        return settled

    @property
    def first_settled_place(self) -> str | None:
        """The place of the first episode that is not temporary; the temporary place where all are."""
        for episode in self.episodes:
            if not episode.temporary:
                return episode.place
        return self.episodes[0].place


@dataclass(eq=False)
class PeriodOfCare:
    """Episodes without a break in being looked after, as placements (D5)."""

    episodes: list[Episode]
    placements: list[Placement]

    @property
    def start(self) -> date:
        return self.episodes[0].decom

    @property
    def end(self) -> date | None:
        return self.episodes[-1].dec

    @property
    def start_known(self) -> bool:
        return self.episodes[0].rne == "S"


@dataclass(eq=False)
class Child:
    """Everything the returns say of one child, once merged."""

    id: str
    header: dict = field(default_factory=dict)
    uasc_row: dict | None = None
    ad1: dict = field(default_factory=dict)
    all_episodes: list[Episode] = field(default_factory=list)
    periods: list[PeriodOfCare] = field(default_factory=list)
    reviews: dict[date, dict] = field(default_factory=dict)
    missing: dict[date, dict] = field(default_factory=dict)
    oc2: dict[int, dict] = field(default_factory=dict)
    oc3: dict[int, dict] = field(default_factory=dict)
    decisions: dict[date, dict] = field(default_factory=dict)
    previous_permanence: dict[int, dict] = field(default_factory=dict)

    @property
    def dob(self) -> date | None:
        return self.header.get("dob")

    @property
    def episodes(self) -> list[Episode]:
        """The episodes that count: those of short breaks (V3/V4) never do (D1)."""
        return [episode for episode in self.all_episodes if not episode.short_break]

    @property
    def placements(self) -> list[Placement]:
        return [placement for period in self.periods for placement in period.placements]

    def episode_on(self, day: date) -> Episode | None:
        """The episode that describes the child on `day`: where several hold it, the last to begin (D1)."""
        found = None
        for episode in self.episodes:
            if episode.on(day):
                found = episode
        return found

    def on_a_short_break(self, day: date) -> bool:
        """True when an episode of V3/V4 is going on that day, even beside another (D15)."""
        return any(episode.short_break and episode.on(day) for episode in self.all_episodes)

    def uasc_on(self, day: date) -> bool:
        """In the UASC table with DUC blank or after `day` (D17)."""
        if self.uasc_row is None:
            return False
        duc = self.uasc_row.get("duc")
        return duc is None or duc > day

    def where(self, episode: Episode) -> tuple[PeriodOfCare, Placement]:
        """The period of care and the placement that hold `episode`."""
        for period in self.periods:
            for placement in period.placements:
                if episode in placement.episodes:
                    return period, placement
        raise ValueError(f"An episode of child {episode.child} is in no placement: it is a short break.")

    def settled(self, episode: Episode) -> Episode:
        """The episode whose place and provider hold during `episode` (D4)."""
        return self.where(episode)[1].settled_episode(episode)


@dataclass(eq=False)
class Load:
    """The children of all the returns loaded together, and the years those returns are for."""

    children: list[Child]
    first_year: int | None
    newest_year: int | None


def load(returns: Returns) -> Load:
    """Every child of the returns, merged and chained (D2 to D5), in order of child id."""
    years = [year for year, tables in returns.items() if any(tables.values())]
    newest = max(years, default=None)
    children: dict[str, Child] = {}
    for year in sorted(returns):
        _merge_other_tables(children, year, returns[year])
    rows = _episode_rows(returns)
    for child_id, rows_by_year in rows.items():
        child = children.setdefault(child_id, Child(child_id))
        child.all_episodes = merged_episodes(rows_by_year, newest)
        child.periods = periods_of_care(child.episodes)
    in_order = [children[child_id] for child_id in sorted(children)]
    return Load(in_order, min(years, default=None), newest)


def _merge_other_tables(children: dict[str, Child], year: int, tables: Mapping[str, Rows]) -> None:
    """D2d: called year by year in order, so that a later row takes the place of an earlier one."""
    for table in OTHER_TABLES:
        for row in tables.get(table, []):
            if row.get("child") is None:
                continue
            child = children.setdefault(row["child"], Child(row["child"]))
            if table == "header":
                child.header = row
            elif table == "uasc":
                child.uasc_row = row
            elif table == "ad1":
                child.ad1 = row
            elif table == "reviews" and row.get("review") is not None:
                child.reviews[row["review"]] = row
            elif table == "missing" and row.get("mis_start") is not None:
                child.missing[row["mis_start"]] = row
            elif table == "oc2":
                child.oc2[year] = row
            elif table == "oc3":
                child.oc3[year] = row
            elif table == "placed_for_adoption" and row.get("date_placed") is not None:
                child.decisions[row["date_placed"]] = row
            elif table == "previous_permanence":
                child.previous_permanence[year] = row


def _episode_rows(returns: Returns) -> dict[str, dict[int, dict[date, dict]]]:
    """D2a within one return: child -> year -> DECOM -> the last such row of the file."""
    found: dict[str, dict[int, dict[date, dict]]] = {}
    for year in sorted(returns):
        for row in returns[year].get("episodes", []):
            child, decom = row.get("child"), row.get("decom")
            if child is None or decom is None:
                continue
            found.setdefault(child, {}).setdefault(year, {})[decom] = row
    return found


def merged_episodes(rows_by_year: Mapping[int, Mapping[date, dict]], newest: int | None) -> list[Episode]:
    """One child's episodes, in order of DECOM, from the rows of each return (D2a, D2b, D2c)."""
    latest_row: dict[date, dict] = {}
    latest_year: dict[date, int] = {}
    for year in sorted(rows_by_year):
        for decom, row in rows_by_year[year].items():
            latest_row[decom] = row
            latest_year[decom] = year
    last_return = max(rows_by_year)
    episodes = []
    for decom in sorted(latest_row):
        episode = _episode(latest_row[decom])
        if episode.dec is None and latest_year[decom] < last_return:
            continue  # D2b: open, and absent from every later return of the child: withdrawn
        if episode.dec is None and last_return != newest:
            episode.dec = date(last_return, 4, 1)  # D2c: its true end was never returned
            episode.rec = None
            episode.presumed_end = True
        episodes.append(episode)
    return episodes


def _episode(row: dict) -> Episode:
    return Episode(
        child=row["child"],
        decom=row["decom"],
        dec=row.get("dec"),
        rne=row.get("rne"),
        rec=row.get("rec"),
        ls=row.get("ls"),
        place=row.get("place"),
        provider=row.get("place_provider"),
        home_post=row.get("home_post"),
        pl_post=row.get("pl_post"),
        pl_distance=row.get("pl_distance"),
        pl_location=row.get("pl_location"),
    )


def periods_of_care(episodes: list[Episode]) -> list[PeriodOfCare]:
    """Episodes in order of DECOM, cut wherever one does not carry on from the one before (D5)."""
    chains: list[list[Episode]] = []
    for episode in episodes:
        if chains and carries_on(chains[-1][-1], episode):
            chains[-1].append(episode)
        else:
            chains.append([episode])
    return [PeriodOfCare(chain, placements_of(chain)) for chain in chains]


def carries_on(earlier: Episode, later: Episode) -> bool:
    """The earlier ends with X1 on the very day the later begins (D5)."""
    return earlier.rec == "X1" and earlier.dec == later.decom


def placements_of(chain: list[Episode]) -> list[Placement]:
    """One period of care cut into placements (D3)."""
    placements: list[Placement] = []
    for episode in chain:
        if placements and stays(placements[-1], episode):
            placements[-1].episodes.append(episode)
        else:
            placements.append(Placement([episode]))
    return placements


def stays(placement: Placement, episode: Episode) -> bool:
    """True when `episode` goes on with `placement`, the one just before it in the period (D3)."""
    if episode.temporary:
        return True
    previous = placement.episodes[-1]
    settled = placement.settled_episode(previous)
    if settled.temporary:
        return False  # T0-T4 opened the period of care: a placement of its own
    if episode.rne in CONTINUES_THE_PLACEMENT:
        return True
    return previous.temporary and returned_to(settled, episode)


def returned_to(settled: Episode, episode: Episode) -> bool:
    """After T0-T4, the same place code as before it and, where both are given, the same postcode (D3)."""
    if settled.place is None or episode.place is None:
        return False
    if SUCCESSOR.get(settled.place, settled.place) != SUCCESSOR.get(episode.place, episode.place):
        return False
    if settled.pl_post is None or episode.pl_post is None:
        return True
    return plain_postcode(settled.pl_post) == plain_postcode(episode.pl_post)


def plain_postcode(postcode: str) -> str:
    """A postcode with spaces and case ignored (D3, D9)."""
    return postcode.replace(" ", "").upper()
