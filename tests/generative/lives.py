"""Made-up lives in care, as lists of episodes: plausible for the most part, with every corner in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sufficiency.measures.reference.days import add_months, working_days_after
from tests.countings import (
    GRID_REFERENCES,
    HOME_POSTCODE,
    POSTCODE_OF_NOWHERE,
    POSTCODE_WITHOUT_GRID_REFERENCE,
)
from tests.generative.days import A_DAY, any_day, different_days

FOSTER = ["U1", "U2", "U3", "U4", "U5", "U6", "U6", "Q1", "Q2"]
ADOPTIVE = ["A3", "A4", "A5", "A6"]
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]
SAME_UNDER_ANOTHER_CODE = ["H5", "P2", "K3", "Z1", "Z11", "Z12", "Z13", "Z14"]
OTHER_PLACES = ["K1", "K2", "P1", "P3", "R1", "R2", "R3", "R5", "S1", "XX", None]
ORDERS = ["C1", "C2", "E1", "E1", "D1", "V2", "V2", "L1", "L2", "L3", "J1", "J2", "J3", "XX", None]
SHORT_BREAKS = ["V3", "V4"]
ENDS = ["E11", "E12", "E2", "E3", "E4", "E4A", "E4B", "E13", "E41", "E43", "E44", "E45", "E46", "E47", "E48"]
ENDS += ["E5", "E6", "E7", "E8", "E9", "E14", "E15", "E16", "E17", "XX"]
FIRST_REASONS = ["S", "S", "S", "S", "S", "P", "L", "U", None]
NEXT_REASONS = ["P", "P", "L", "L", "T", "U", "B", "S", "X", None]
PROVIDERS = ["PR0", "PR1", "PR1", "PR2", "PR3", "PR4", "PR5", "PR9", None]
POSTCODES = [*GRID_REFERENCES, *GRID_REFERENCES, "dn15 9ab", "DA11 8FA", "DA118fa", None]
POSTCODES += [POSTCODE_OF_NOWHERE, POSTCODE_WITHOUT_GRID_REFERENCE]
HOMES = [HOME_POSTCODE, HOME_POSTCODE, "se17pb", "SE151JT", POSTCODE_WITHOUT_GRID_REFERENCE, None]
DISTANCES = [None, None, None, None, None, 0.0, 19.9, 20.0, 20.1, 64.2, 999.9]
LOCATIONS = ["IN", "IN", "OUT", "OUT", "out ", "XX", None]
ANY_PLACE = [*FOSTER, *ADOPTIVE, *TEMPORARY, *SAME_UNDER_ANOTHER_CODE, *OTHER_PLACES]

Life = list[dict]


def life(chance: Random, turning: list[date], years: list[int]) -> Life:
    """One life of any kind."""
    make = chance.choice(
        [anything, anything, short_breaks, moves, moves, journey, journey, long_stay, begun_to_be_reviewed]
    )
    episodes = make(chance, turning, years)
    if chance.random() < 0.1:
        episodes += beside(chance, episodes)
    return episodes


def episode(
    chance: Random,
    decom: date,
    rne: Sequence[str | None],
    ls: Sequence[str | None],
    place: Sequence[str | None],
) -> dict:
    """An open episode with one of each of the codes."""
    return {
        "decom": decom,
        "rne": chance.choice(rne),
        "ls": chance.choice(ls),
        "place": chance.choice(place),
        "place_provider": chance.choice(PROVIDERS),
        "home_post": chance.choice(HOMES),
        "pl_post": chance.choice(POSTCODES),
        "pl_distance": chance.choice(DISTANCES),
        "pl_location": chance.choice(LOCATIONS),
        "dec": None,
        "rec": None,
    }


def chain(episodes: Life) -> Life:
    """Each ends with X1 where the next begins."""
    for earlier, later in zip(episodes, episodes[1:], strict=False):
        earlier["dec"], earlier["rec"] = later["decom"], "X1"
    return episodes


def end(chance: Random, last: dict, turning: list[date], reasons: Sequence[str | None] = ENDS) -> None:
    """Close the last episode at some later day."""
    later = [day for day in turning if day > last["decom"]]
    if later and chance.random() < 0.6:
        last["dec"] = chance.choice(later)
    else:
        last["dec"] = last["decom"] + A_DAY * chance.choice([0, 1, 28, 29, 90, 200, 400, 800])
    last["rec"] = chance.choice(reasons)


def anything(chance: Random, turning: list[date], years: list[int]) -> Life:
    """Episodes of any code, mostly one after the other, with every way of not being so."""
    orders = [*ORDERS, *SHORT_BREAKS]
    found: Life = []
    for decom in different_days(chance, turning, chance.randint(1, 8)):
        chained = bool(found) and found[-1]["rec"] == "X1"
        if found and not chained:
            found[-1]["dec"], found[-1]["rec"] = broken_end(chance, found[-1]["decom"], decom)
        elif found:
            found[-1]["dec"] = decom
        found.append(episode(chance, decom, NEXT_REASONS if chained else FIRST_REASONS, orders, ANY_PLACE))
        found[-1]["rec"] = "X1" if chance.random() < 0.7 else None
    found[-1]["rec"] = None
    if chance.random() < 0.5:
        end(chance, found[-1], turning, [*ENDS, "X1", None])
    elif chance.random() < 0.1:
        found[-1]["rec"] = chance.choice(ENDS)
    return found


def broken_end(chance: Random, decom: date, following: date) -> tuple[date | None, str | None]:
    """Every way in which an episode does not carry on into the one that follows it."""
    between = decom + (following - decom) // 2
    how = chance.choice(["end", "end", "early end", "early x1", "late x1", "late end", "no reason", "open"])
    return {
        "end": (following, chance.choice(ENDS)),
        "early end": (between, chance.choice(ENDS)),
        "early x1": (between, "X1"),
        "late x1": (following + 3 * A_DAY, "X1"),
        "late end": (following + 300 * A_DAY, chance.choice(ENDS)),
        "no reason": (following, None),
        "open": (None, None),
    }[how]


def short_breaks(chance: Random, turning: list[date], years: list[int]) -> Life:
    """Short breaks before, within, after and at the turn of a year, and other care around them."""
    days = different_days(chance, turning, chance.randint(1, 4))
    statuses = chance.choice([["V3", "V4"], ["V3", "V4", "V2"], ["V2", "C2", "V4"]])
    found = [episode(chance, day, NEXT_REASONS, statuses, ["U6", "K2", "T4", "U6"]) for day in days]
    found[0]["rne"] = chance.choice(FIRST_REASONS)
    chain(found)
    if chance.random() < 0.5:
        end(chance, found[-1], turning)
    return found


def moves(chance: Random, turning: list[date], years: list[int]) -> Life:
    """Many placements within a year or two, with absences and returns to the same places and postcodes."""
    places = chance.choice(
        [["U6", "U4"], ["H5", "P2", "K3"], ["Z1", "Z11", "Z12"], ["K2", None, None], ["A6", "U5"], ["R5"]]
    )
    posts = chance.sample(POSTCODES, 2)
    days = {chance.choice(turning)}
    for _ in range(chance.randint(2, 9)):
        days.add(max(days) + A_DAY * chance.choice([1, 7, 30, 60, 90]))
    found = []
    for day in sorted(days):
        temporary = chance.random() < 0.35
        found.append(episode(chance, day, NEXT_REASONS, ["C2", "V2"], TEMPORARY if temporary else places))
        found[-1]["pl_post"] = chance.choice([*posts, respelt(posts[0]), None])
    found[0]["rne"] = chance.choice(FIRST_REASONS)
    chain(found)
    if chance.random() < 0.3:
        end(chance, found[-1], turning)
    return found


def respelt(postcode: str | None) -> str | None:
    """The same postcode with its case and spaces otherwise."""
    return postcode and (postcode.lower()[:3] + " " + postcode.lower()[3:])


# The stages of a way to adoption: why the episode begins, the legal status and the places it may have.
STAGES = {
    "fostered": (["P", "P", "B"], ["C1", "C2", "V2"], FOSTER),
    "ordered": (["L", "L", "B"], ["E1"], FOSTER),
    "placed": (["P", "B", "T", "U", "U"], ["E1", "E1", "C2", "V2"], ADOPTIVE),
    "in hospital": (["P", "T"], ["E1"], ["T1"]),
    "back in placement": (["P", "T"], ["E1"], ADOPTIVE),
    "broken down": (["P", "B", "T"], ["E1"], FOSTER),
}


def journey(chance: Random, turning: list[date], years: list[int]) -> Life:
    """A period of care on the way to adoption, mostly in the usual order and mostly arriving."""
    stages = chance.choices(list(STAGES), k=chance.randint(0, 4))
    if chance.random() < 0.6:
        stages = ["fostered", *sorted(stages, key=list(STAGES).index)]
    if chance.random() < 0.7:
        stages.append(chance.choice(["placed", "back in placement"]))
    days = different_days(chance, turning, len(stages) + 1)
    found = [episode(chance, day, *STAGES[stage]) for stage, day in zip(stages, days, strict=False)]
    if not found:
        return long_stay(chance, turning, years)
    found[0]["rne"] = chance.choice(["S"] * 7 + ["P"])
    chain(found)
    end(chance, found[-1], turning, ["E11", "E12", "E12", "E4A"])
    if chance.random() < 0.15:  # adopted, and back in care, and perhaps adopted again
        again = episode(chance, found[-1]["dec"] + 30 * A_DAY, ["S"], ["V2", "E1"], ["U6", "A6"])
        if chance.random() < 0.6:
            end(chance, again, turning, ["E11", "E12", "E4A", "E3"])
        found.append(again)
    return found


def long_stay(chance: Random, turning: list[date], years: list[int]) -> Life:
    """One long period of care, its changes on the days on which stability and the health cohort turn."""
    early = turning[: len(turning) // 2]
    days = {chance.choice(early) for _ in range(chance.randint(1, 3))}
    days |= {chance.choice(turning) for _ in range(chance.randint(0, 2))}
    places = ["U4", "U6", "U6", "K2", "A3", "A4", "A5", "A6", "T1", "T2"]
    reasons = ["P", "P", "L", "T", "U", "B"]
    found = [episode(chance, day, reasons, ["C2", "C2", "E1", "V2"], places) for day in sorted(days)]
    found[0]["rne"] = chance.choice(["S", "S", "P"])
    chain(found)
    if chance.random() < 0.25:
        end(chance, found[-1], turning)
    for one in found[:-1]:
        if chance.random() < 0.1:
            one["rec"] = chance.choice([None, "E4A", "E11"])
    return found


def begun_to_be_reviewed(chance: Random, turning: list[date], years: list[int]) -> Life:
    """A period of care short enough to end about the day a review falls due."""
    began = any_day(chance, [day for day in turning if day >= date(years[0] - 1, 3, 25)] or turning)
    first = episode(chance, began, ["S", "S", "S", "P"], ["C2", "V2"], ["U6", "K2"])
    due = working_days_after(began, 20)
    ended = chance.choice([due, add_months(began, 4), add_months(due, 3), None]) or None
    if ended is not None:
        first["dec"] = ended + A_DAY * chance.choice([-1, 0, 1])
        first["rec"] = chance.choice(["E4A", "E3", "X1"])
        if first["rec"] == "X1":
            return [first, episode(chance, first["dec"], ["S", "L", "P"], ["C2", "V3"], ["U6"])]
    return [first]


def beside(chance: Random, episodes: Life) -> Life:
    """An episode that overlaps another, and may end on the very day it ends, for another reason."""
    other = chance.choice(episodes)
    extra = dict(other)
    extra["decom"] = other["decom"] + timedelta(days=chance.choice([-20, -1, 1, 10]))
    extra["ls"] = chance.choice([*ORDERS, *SHORT_BREAKS])
    extra["place"] = chance.choice(ANY_PLACE)
    extra["rec"] = chance.choice(["X1", *ENDS]) if extra["dec"] else None
    return [extra]
