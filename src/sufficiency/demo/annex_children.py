"""The lists of Annex A that the yearly returns know the children of: looked after, care leavers, adoption."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random

from sufficiency.demo import chance
from sufficiency.demo.chance import Mix
from sufficiency.returns.annex_a import codes
from sufficiency.vocabulary.groups import (
    ADOPTED_RECS,
    ADOPTIVE_PLACES,
    ETHNIC_GROUP_OF,
    SHORT_BREAK_STATUSES,
    SUPERSEDED_PLACES,
    TEMPORARY_PLACES,
)
from sufficiency.vocabulary.months import add_months

Returns = Mapping[int, Mapping[str, list[dict[str, str]]]]

ETHNICITY = {
    "white": "a) White",
    "mixed": "b) Mixed",
    "asian": "c) Asian or Asian British",
    "black": "d) Black or black British",
    "other": "e) Other ethnic group",
}
LEGAL_STATUS = {
    "C1": "a) Interim care orders",
    "C2": "b) Full care orders",
    "D1": "c) Freed for Adoption",
    "E1": "d) Placement order granted",
    "V2": "e) Accommodated under S20",
    "L1": "f) Detained on child protection grounds in LA accommodation",
    "L2": "f) Detained on child protection grounds in LA accommodation",
    "L3": "f) Detained on child protection grounds in LA accommodation",
    "J1": "J1: Remanded to LA or youth detention",
    "J2": "J2: LA accommodation under PACE",
    "J3": "g) Youth justice legal Statuses",
}
NEED = {f"N{place}": code for place, code in enumerate(codes.NEED[:8], 1)}
PLACE = {
    **dict.fromkeys(("U1", "U2", "U3", "U4", "U5", "U6"), "a) Foster placement"),
    **dict.fromkeys(ADOPTIVE_PLACES, "b) Placed for adoption"),
    "P1": "c) Placed with parents",
    "P2": "d) Independent living",
    "K1": "g) Secure Children's Homes",
    "K2": "h) Children's Homes",
    "K3": "f) Residential accommodation",
    "H5": "f) Residential accommodation",
    "R1": "i) Residential Care Home",
    "R2": "j) NHS/Health Trust",
    "R3": "k) Family Centre or Mother and Baby Unit",
    "R5": "l) Young Offender Institution",
    "S1": "m) Residential school",
    **dict.fromkeys(TEMPORARY_PLACES, "o) Temporary placement"),
}
PROVIDER = {"PR1": "a) Own LA", "PR4": "b) Private", "PR5": "b) Private"}
LOCATION = {"IN": "a) In", "OUT": "b) Out"}
CEASED = {
    "E11": "a) Adopted",
    "E12": "a) Adopted",
    "E2": "b) Died",
    "E3": "c) Care taken by another LA",
    "E4A": "d) Returned home to live with parents or relatives",
    "E4B": "d) Returned home to live with parents or relatives",
    "E13": "e) Left care to live with parents, relatives or other person with no parental responsibility",
    "E41": "f) Residence order granted",
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "g) Special Guardianship Orders"),
    "E5": "h) Moved into independent living",
    "E6": "h) Moved into independent living",
    "E7": "i) Transferred to residential care funded by adult social services",
    "E9": "j) Sentenced to custody",
    "E14": "k) Accommodation on remand ended",
    "E15": "l) Age assessment determined child was 18 or over",
    "E16": "m) Child moved abroad",
}
ACCOMMODATION = dict(zip("BCDEGHKRSTUVWXZY", codes.ACCOMMODATION, strict=True))
ACTIVITY = {text[:2]: text for text in codes.ACTIVITY}
PLAN = Mix(
    "a) Return to family 16, c) SGO/CAO 14, d) Supported living in the community 12, "
    "e) Long-term residential placement 9, f) Long-term fostering 46, g) Other 3"
)
VISITED_IN_SIX_WEEKS, VISITED_IN_TWELVE = 0.82, 0.975
PLAN_REVIEWED = 0.85
SHOWN_BACK = 6  # months of those who left care


class Known:
    """What the returns say, child by child, on one day."""

    def __init__(self, returns: Returns, day: int) -> None:
        self.day = date.fromordinal(day)
        newest = max(returns)
        self.newest = returns[newest]
        self.people: dict[str, dict[str, str]] = {}
        self.episodes: dict[str, dict[date, dict[str, str]]] = defaultdict(dict)
        self.reviews: dict[str, list[date]] = defaultdict(list)
        self.missing: dict[tuple[str, str], set[date]] = defaultdict(set)
        for year in sorted(returns):
            tables = returns[year]
            self.people |= {row["CHILD"]: row for row in tables["header"]}
            for row in tables["episodes"]:
                self.episodes[row["CHILD"]][_day(row["DECOM"])] = row
            for row in tables["reviews"]:
                self.reviews[row["CHILD"]].append(_day(row["REVIEW"]))
            for row in tables["missing"]:
                self.missing[(row["CHILD"], row["MISSING"])].add(_day(row["MIS_START"]))

    def last_period(self, child: str) -> list[dict[str, str]]:
        """The episodes of the child's last period of care, earliest first."""
        period: list[dict[str, str]] = []
        for decom in sorted(self.episodes[child], reverse=True):
            episode = self.episodes[child][decom]
            if period and not (episode["REC"] == "X1" and _day(episode["DEC"]) == _day(period[-1]["DECOM"])):
                break
            period.append(episode)
        return period[::-1]

    def person(self, child: str) -> dict[str, object]:
        row = self.people[child]
        born = _day(row["DOB"])
        return {
            "child": child,
            "sex": "a) Male" if row["SEX"] in ("1", "M") else "b) Female",
            "ethnicity": ETHNICITY.get(ETHNIC_GROUP_OF.get(row["ETHNIC"], ""), "f) Not stated"),
            "dob": born,
            "age": self.day.year - born.year - ((self.day.month, self.day.day) < (born.month, born.day)),
            "disability": "No",
            "team": "Children looked after",
            "worker": f"Worker {int(child) % 61 + 1}",
        }

    def placements_in_the_year(self, child: str) -> int:
        """Placements of the twelve months before the day, by methodology D3 and D7."""
        after = add_months(self.day, -12) + timedelta(days=1)
        ends: list[date | None] = []
        before: dict[str, str] | None = None  # the last episode that was no temporary stay
        interrupted = False
        for decom in sorted(self.episodes[child]):
            episode = self.episodes[child][decom]
            if episode["LS"] in SHORT_BREAK_STATUSES:
                continue
            end = _day(episode["DEC"]) if episode["DEC"] else None
            temporary = episode["PLACE"] in TEMPORARY_PLACES
            goes_on = (
                bool(ends)
                and episode["RNE"] != "S"
                and (temporary or episode["RNE"] in "LTU" or (interrupted and _same_home(episode, before)))
            )
            if goes_on:
                ends[-1] = end
            else:
                ends.append(end)
            interrupted = temporary
            before = before if temporary and goes_on else episode
        return sum(end is None or end > after for end in ends)


def _same_home(episode: Mapping[str, str], before: Mapping[str, str] | None) -> bool:
    if before is None:
        return False
    places = [SUPERSEDED_PLACES.get(one["PLACE"], one["PLACE"]) for one in (episode, before)]
    posts = [one["PL_POST"].replace(" ", "").upper() for one in (episode, before)]
    return places[0] == places[1] and (posts[0] == posts[1] or not all(posts))


def _day(text: str) -> date:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def _source(seed: int, child: str, purpose: int) -> Random:
    return chance.source(seed, int(child), purpose)


def looked_after(known: Known, seed: int) -> Iterator[dict[str, object]]:
    """Children looked after on the day, and those who left in the six months before it."""
    unaccompanied = {row["CHILD"]: _day(row["DUC"]) for row in known.newest["uasc"] if row["DUC"]}
    health = {row["CHILD"]: row for row in known.newest["oc2"]}
    earliest = add_months(known.day, -SHOWN_BACK)
    for child in sorted({row["CHILD"] for row in known.newest["episodes"]}, key=int):
        period = known.last_period(child)
        last = period[-1]
        ended = _day(last["DEC"]) if last["DEC"] else None
        if last["LS"] in SHORT_BREAK_STATUSES or (ended is not None and ended <= earliest):
            continue
        rng = _source(seed, child, 1)
        started = _day(period[0]["DECOM"])
        until = min(known.day, ended or known.day)
        row = known.person(child) | _care(period, started, ended, last)
        row |= _lately(rng, known, child, started, until, health.get(child))
        row |= {
            "uasc": "Yes" if unaccompanied.get(child, date.min) > known.day else "No",
            "placements_12m": known.placements_in_the_year(child),
            "placement_type": PLACE.get(last["PLACE"], "n) Other placements"),
            "provider": PROVIDER.get(last["PLACE_PROVIDER"], "c) Other"),
            "placement_postcode": last["PL_POST"] or None,
            "placement_urn": last["URN"] or None,
            "placement_location": LOCATION.get(last["PL_LOCATION"]),
        }
        yield row


def _care(period, started: date, ended: date | None, last) -> dict[str, object]:
    status_since = started
    home_since = started
    for before, episode in zip(period, period[1:], strict=False):
        if episode["LS"] != before["LS"]:
            status_since = _day(episode["DECOM"])
        if episode["RNE"] in ("P", "B", "T", "U"):
            home_since = _day(episode["DECOM"])
    return {
        "started": started,
        "need": NEED.get(last["CIN"], "j) Not stated"),
        "second_period": "No",
        "status_started": status_since,
        "legal_status": LEGAL_STATUS.get(last["LS"], "e) Accommodated under S20"),
        "ended": ended,
        "reason": CEASED.get(last["REC"], "n) Care ceased for any other reason") if ended else None,
        "placement_started": home_since,
    }


def _lately(rng: Random, known: Known, child: str, started: date, until: date, oc2) -> dict[str, object]:
    """What was last done for the child: visits, reviews, health; and how often they were missing in the year."""
    drawn = rng.random()
    if drawn < VISITED_IN_SIX_WEEKS:
        visited = chance.between(rng, 0, 41)
    elif drawn < VISITED_IN_TWELVE:
        visited = chance.between(rng, 43, 83)
    else:
        visited = chance.between(rng, 85, 140)
    young = add_months(until, -60) < known.person(child)["dob"]
    reviewed = max((day for day in known.reviews[child] if started <= day <= until), default=None)
    after = add_months(until, -12)
    missing, absent = (sum(after < day <= until for day in known.missing[(child, kind)]) for kind in "MA")
    offered = missing > 0 and rng.random() < 0.9
    accepted = offered and rng.random() < 0.65
    planned = rng.random() < (0.94 if (until - started).days > 120 else 0.3)
    adoptive = known.last_period(child)[-1]["PLACE"] in ADOPTIVE_PLACES
    return {
        "visit": max(started, until - timedelta(days=visited)),
        "review": reviewed,
        "iro_visit": reviewed,
        "permanence_plan": ("b) Adoption" if adoptive else PLAN.draw(rng)) if planned else None,
        "health_assessment": _since(
            started, until, _ago(rng, oc2, "HEALTH_ASSESSMENT", 170 if young else 350)
        ),
        "dental_check": _since(started, until, _ago(rng, oc2, "TEETH_CHECK", 350)),
        "missing_12m": missing,
        "absent_12m": absent,
        "interview_offered": ("Yes" if offered else "No") if missing else None,
        "interview_accepted": ("Yes" if accepted else "No") if missing else None,
    }


def _ago(rng: Random, oc2: Mapping[str, str] | None, flag: str, in_date: int) -> int:
    """How many days ago: in date where the return says so of the child, out of date where it says not."""
    done = rng.random() < 0.9 if oc2 is None else oc2[flag] == "1"
    return chance.between(rng, 5, in_date) if done else chance.between(rng, 370, 600)


def _since(started: date, until: date, ago: int) -> date | None:
    """The day so long ago; None where that was before care began."""
    day = until - timedelta(days=ago)
    return day if day >= started else None


def care_leavers(known: Known, seed: int) -> Iterator[dict[str, object]]:
    """The care leavers of the newest return, with what it says of each, and a pathway plan."""
    for row in sorted(known.newest["oc3"], key=lambda row: int(row["CHILD"])):
        if row["IN_TOUCH"] in ("DIED", "RHOM"):
            continue
        rng = _source(seed, row["CHILD"], 2)
        person = known.person(row["CHILD"]) | {"team": "Leaving care"}
        told = row["ACCOM"] not in ("", "0")
        in_touch = row["IN_TOUCH"] == "YES"
        reviewed = (
            chance.between(rng, 3, 175) if rng.random() < PLAN_REVIEWED else chance.between(rng, 190, 420)
        )
        yield person | {
            "uasc": "No",
            "adviser": f"Adviser {int(row['CHILD']) % 23 + 1}",
            "eligibility": "b) Former relevant" if person["age"] >= 18 else "a) Relevant",
            "pathway_review": known.day - timedelta(days=reviewed),
            "in_touch": "a) In touch" if in_touch else "b) Not in touch",
            "contact": known.day - timedelta(days=chance.between(rng, 1, 60)) if in_touch else None,
            "accommodation": ACCOMMODATION[row["ACCOM"][0]] if told else None,
            "suitability": {"1": "a) Suitable", "2": "b) Not suitable"}.get(
                row["ACCOM"][-1:], "c) Not in touch or not recorded"
            ),
            "activity": ACTIVITY.get(row["ACTIV"]),
        }


def adoption(known: Known) -> Iterator[dict[str, object]]:
    """Children with a decision for adoption in force in the newest year, and what came of it by the day."""
    matches = {row["CHILD"]: _day(row["DATE_MATCH"]) for row in known.newest["ad1"] if row["DATE_MATCH"]}
    for row in sorted(known.newest["placed_for_adoption"], key=lambda row: int(row["CHILD"])):
        child = row["CHILD"]
        period = known.last_period(child)
        adoptive = [one for one in period if one["PLACE"] in ADOPTIVE_PLACES]
        ordered = [one for one in period if one["LS"] == "E1"]
        is_adopted = period[-1]["REC"] in ADOPTED_RECS
        yield known.person(child) | {
            "family": None,
            "entered_care": _day(period[0]["DECOM"]),
            "decision": _day(row["DATE_PLACED"]),
            "placement_order": _day(ordered[0]["DECOM"]) if ordered else None,
            "matched": matches.get(child),
            "placed": _day(adoptive[0]["DECOM"]) if adoptive else None,
            "adopted": _day(period[-1]["DEC"]) if is_adopted else None,
            "reversed": _day(row["DATE_PLACED_CEASED"]) if row["DATE_PLACED_CEASED"] else None,
            "reversed_reason": "d) Any other reason" if row["DATE_PLACED_CEASED"] else None,
        }


def in_need(children: list[dict[str, object]]) -> list[dict[str, object]]:
    """Children looked after are in need too: their rows of list 6."""
    return [
        {
            name: row[name]
            for name in ("child", "sex", "ethnicity", "dob", "age", "disability", "team", "worker")
        }
        | {
            "started": row["started"],
            "need": row["need"],
            "seen": row["visit"],
            "status": "a) Looked after child",
        }
        for row in children
        if row["ended"] is None
    ]
