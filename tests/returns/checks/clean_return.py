"""The children of the small clean return: every ordinary pattern that must raise no finding."""

from __future__ import annotations

from tests.returns.checks.small_return import (
    CHILDRENS_HOME,
    HOSTEL,
    SECOND_FOSTER_HOME,
    YEARS,
    SmallReturn,
    day,
)

SETTLED, MOVED, ADOPTED, STAYING = "settled", "moved", "adopted", "staying"
ALONE, LEAVER, BREAKS, BABY, RECODED, NEW = "alone", "leaver", "breaks", "baby", "recoded", "new"
BORN = {
    SETTLED: "2012-06-15",
    MOVED: "2010-02-28",
    ADOPTED: "2021-01-20",
    STAYING: "2020-02-29",
    ALONE: "2007-08-20",
    LEAVER: "2004-09-12",
    BREAKS: "2014-05-05",
    BABY: "2022-11-01",
    RECODED: "2007-05-10",
    NEW: "2013-03-03",
}


def clean_return(prefix: str = "") -> SmallReturn:
    """Three years of ten children, with nothing wrong anywhere."""
    clean = SmallReturn(prefix)
    _settled_with_carers(clean)
    _moved_and_came_back(clean)
    _adopted_by_others(clean)
    _staying_with_foster_carers_who_adopt(clean)
    _alone_in_england(clean)
    _left_at_18(clean)
    _short_breaks(clean)
    _baby_with_parents(clean)
    _supported_accommodation_recoded(clean)
    _new_this_year(clean)
    for child in (SETTLED, MOVED):
        for year in (2024, 2025):
            clean.add(
                "sw_episodes",
                year=year,
                child=child,
                dob=day(BORN[child]),
                sw_id="SW123456",
                sw_decom=day("2023-04-01" if child == SETTLED else "2023-06-01"),
                sw_reason="FCONTA",
            )
    return clean


def _health(clean: SmallReturn, child: str, year: int, **values: str | int) -> None:
    answers = {"immunisations": "1", "teeth_check": "1", "health_assessment": "1", "substance_misuse": "0"}
    clean.add("oc2", year=year, child=child, dob=day(BORN[child]), **(answers | values))


def _settled_with_carers(clean: SmallReturn) -> None:
    """Long-term foster care since before the first return, a week in hospital, a holiday; missing twice."""
    clean.life(
        SETTLED,
        BORN[SETTLED],
        [
            {
                "decom": "2019-05-13",
                "rne": "S",
                "ls": "C2",
                "place": "U6",
                "provider": "PR1",
                "dec": "2022-06-01",
                "rec": "X1",
            },
            {
                "decom": "2022-06-01",
                "rne": "T",
                "ls": "C2",
                "place": "U4",
                "provider": "PR1",
                "dec": "2023-11-02",
                "rec": "X1",
            },
            {
                "decom": "2023-11-02",
                "rne": "P",
                "ls": "C2",
                "place": "T1",
                "provider": None,
                "dec": "2023-11-20",
                "rec": "X1",
                "pl_post": None,
            },
            {"decom": "2023-11-20", "rne": "P", "ls": "C2", "place": "U4", "provider": "PR1"},
        ],
    )
    for year, score in zip(YEARS, (12, 9, 0), strict=True):
        _health(clean, SETTLED, year, sdq_score=score)
    for start, end in (("2024-06-01", "2024-06-03"), ("2024-06-03", "2024-06-04")):
        clean.add(
            "missing",
            year=2025,
            child=SETTLED,
            dob=day(BORN[SETTLED]),
            missing="M",
            mis_start=day(start),
            mis_end=day(end),
        )
    for year, start in ((2023, "2022-08-01"), (2024, "2023-08-01")):
        clean.add(
            "missing",
            year=year,
            child=SETTLED,
            dob=day(BORN[SETTLED]),
            missing="A",
            mis_start=day(start),
            mis_end=day(start),
        )


def _moved_and_came_back(clean: SmallReturn) -> None:
    """Several homes, home to parents, and back into care."""
    clean.life(
        MOVED,
        BORN[MOVED],
        [
            {
                "decom": "2023-06-01",
                "rne": "S",
                "ls": "V2",
                "place": "U6",
                "provider": "PR4",
                "dec": "2024-02-01",
                "rec": "X1",
            },
            {
                "decom": "2024-02-01",
                "rne": "L",
                "ls": "C2",
                "place": "U6",
                "provider": "PR4",
                "dec": "2024-10-01",
                "rec": "X1",
            },
            {
                "decom": "2024-10-01",
                "rne": "P",
                "ls": "C2",
                "place": "K2",
                "provider": "PR4",
                "dec": "2025-01-10",
                "rec": "E4A",
                "pl_post": CHILDRENS_HOME,
            },
            {
                "decom": "2025-02-20",
                "rne": "S",
                "ls": "C2",
                "place": "U6",
                "provider": "PR1",
                "pl_post": SECOND_FOSTER_HOME,
            },
        ],
        sex="M",
    )


def _adopted_by_others(clean: SmallReturn) -> None:
    """Placement order, match, new adopters, adoption."""
    clean.life(
        ADOPTED,
        BORN[ADOPTED],
        [
            {
                "decom": "2022-06-01",
                "rne": "S",
                "ls": "C1",
                "place": "U6",
                "provider": "PR1",
                "dec": "2023-04-17",
                "rec": "X1",
            },
            {
                "decom": "2023-04-17",
                "rne": "L",
                "ls": "E1",
                "place": "U6",
                "provider": "PR1",
                "dec": "2023-09-20",
                "rec": "X1",
            },
            {
                "decom": "2023-09-20",
                "rne": "P",
                "ls": "E1",
                "place": "A6",
                "provider": "PR1",
                "dec": "2024-05-15",
                "rec": "E11",
                "pl_post": None,
            },
        ],
    )
    clean.add(
        "ad1",
        year=2025,
        child=ADOPTED,
        dob=day(BORN[ADOPTED]),
        date_int=day("2023-03-01"),
        date_match=day("2023-08-01"),
        foster_care="0",
        nb_adoptr="2",
        sex_adoptr="MF",
        ls_adoptr="L11",
    )
    for year in YEARS:
        _decision(clean, ADOPTED, year, "2023-03-01")
    _health(clean, ADOPTED, 2024)


def _decision(clean: SmallReturn, child: str, year: int, decided: str) -> None:
    clean.add("placed_for_adoption", year=year, child=child, dob=day(BORN[child]), date_placed=day(decided))


def _staying_with_foster_carers_who_adopt(clean: SmallReturn) -> None:
    """Born on a leap day; the foster carers are to adopt."""
    clean.life(
        STAYING,
        BORN[STAYING],
        [
            {
                "decom": "2022-05-04",
                "rne": "S",
                "ls": "C2",
                "place": "U5",
                "provider": "PR1",
                "dec": "2024-07-01",
                "rec": "X1",
            },
            {"decom": "2024-07-01", "rne": "U", "ls": "E1", "place": "A5", "provider": "PR1"},
        ],
    )
    _decision(clean, STAYING, 2025, "2024-05-20")
    _health(clean, STAYING, 2024)
    _health(clean, STAYING, 2025, sdq_reason="SDQ4")


def _alone_in_england(clean: SmallReturn) -> None:
    """An unaccompanied child: no home postcode, then supported accommodation at 17."""
    clean.life(
        ALONE,
        BORN[ALONE],
        [
            {
                "decom": "2023-10-05",
                "rne": "S",
                "ls": "V2",
                "place": "U6",
                "provider": "PR4",
                "dec": "2024-11-01",
                "rec": "X1",
                "home_post": None,
            },
            {
                "decom": "2024-11-01",
                "rne": "P",
                "ls": "V2",
                "place": "K3",
                "provider": "PR4",
                "home_post": None,
                "pl_post": HOSTEL,
            },
        ],
        sex="M",
        ethnic="OOTH",
    )
    for year in (2024, 2025):
        clean.add("uasc", year=year, child=ALONE, dob=day(BORN[ALONE]), sex="M" if year >= 2025 else "1")
    _health(clean, ALONE, 2025, sdq_reason="SDQ1", substance_misuse="1", intervention_received="1")


def _left_at_18(clean: SmallReturn) -> None:
    """Left on the 18th birthday and stayed with the carers; a care leaver since."""
    clean.life(
        LEAVER,
        BORN[LEAVER],
        [
            {
                "decom": "2018-03-01",
                "rne": "S",
                "ls": "C2",
                "place": "U4",
                "provider": "PR1",
                "dec": "2022-09-12",
                "rec": "E17",
            }
        ],
    )
    for year in YEARS:
        if year > 2023:
            clean.header(LEAVER, year, BORN[LEAVER])
        clean.add(
            "oc3", year=year, child=LEAVER, dob=day(BORN[LEAVER]), in_touch="YES", activ="F2", accom="Z1"
        )


def _short_breaks(clean: SmallReturn) -> None:
    """An agreed series of short breaks, which no figure counts."""
    clean.life(
        BREAKS,
        BORN[BREAKS],
        [
            {
                "decom": "2023-05-01",
                "rne": "S",
                "ls": "V4",
                "place": "U6",
                "provider": "PR1",
                "home_post": None,
                "pl_post": None,
            }
        ],
    )


def _baby_with_parents(clean: SmallReturn) -> None:
    """Too young to take part in reviews; placed with parents, at the address the child came from."""
    clean.life(
        BABY,
        BORN[BABY],
        [
            {
                "decom": "2024-01-08",
                "rne": "S",
                "ls": "C1",
                "place": "R3",
                "provider": "PR4",
                "dec": "2024-04-01",
                "rec": "X1",
            },
            {
                "decom": "2024-04-01",
                "rne": "B",
                "ls": "C2",
                "place": "P1",
                "provider": "PR0",
                "pl_post": "ZZ1 1AA",
            },
        ],
    )
    _health(clean, BABY, 2025)


def _supported_accommodation_recoded(clean: SmallReturn) -> None:
    """One home under two codes: H5 in the return of 2024, K3 in that of 2025."""
    clean.life(
        RECODED,
        BORN[RECODED],
        [
            {
                "decom": "2021-02-01",
                "rne": "S",
                "ls": "C2",
                "place": "U6",
                "provider": "PR1",
                "dec": "2024-01-15",
                "rec": "X1",
            },
            {
                "decom": "2024-01-15",
                "rne": "P",
                "ls": "C2",
                "place": "H5",
                "provider": "PR4",
                "pl_post": HOSTEL,
            },
        ],
    )
    clean.change("episodes", {"child": RECODED, "decom": day("2024-01-15"), "year": 2025}, place="K3")
    for year in YEARS:
        _health(clean, RECODED, year, sdq_score=20)


def _new_this_year(clean: SmallReturn) -> None:
    """Came into care on the last day of the newest return."""
    clean.life(
        NEW,
        BORN[NEW],
        [{"decom": "2025-03-31", "rne": "S", "ls": "L1", "place": "U6", "provider": "PR1"}],
    )
