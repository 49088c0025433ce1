"""Mistakes of whole files and years."""

from datetime import timedelta

from tests.returns.checks.clean_return import MOVED, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day


@plants("FILE-OTHER-YEAR", alone=True)
def a_file_of_another_year(small: SmallReturn) -> None:
    for number in range(6):
        dates = {"mis_start": day("2023-09-01") + timedelta(days=20 * number), "missing": "M"}
        small.add(
            "missing", year=2025, child=MOVED, dob=day("2010-02-28"), mis_end=dates["mis_start"], **dates
        )


@plants("FILE-YEAR-MISSING", "CHAIN-GAP", alone=True)
def no_return_of_2024(small: SmallReturn) -> None:
    for rows in small.rows.values():
        rows[:] = [row for row in rows if row["year"] != 2024]


@plants("FILE-CORE-MISSING", alone=True)
def no_header_in_2024(small: SmallReturn) -> None:
    small.drop("header", year=2024)


@plants("FILE-TABLE-MISSING", alone=True)
def no_reviews_in_2024(small: SmallReturn) -> None:
    small.drop("reviews", year=2024)


@plants("FILE-SHRUNK", alone=True)
def a_file_cut_short(small: SmallReturn) -> None:
    for number in range(40):
        small.life(
            f"visitor {number}",
            "2012-01-01",
            [
                {
                    "decom": "2023-05-01",
                    "rne": "S",
                    "ls": "C2",
                    "place": "U6",
                    "provider": "PR1",
                    "dec": "2024-03-01",
                    "rec": "E4A",
                }
            ],
            reviewed=False,
        )


@plants("CHI-NO-ID", alone=True)
def a_row_of_nobody(small: SmallReturn) -> None:
    small.repeat("episodes", {"child": SETTLED, "year": 2025}, child=None)
