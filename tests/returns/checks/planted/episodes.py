"""Mistakes of single episodes and of how they follow each other."""

from tests.returns.checks.clean_return import MOVED, NEW, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day

HOSPITAL, HOME_AGAIN = day("2023-11-02"), day("2023-11-20")


def gone(small: SmallReturn, *episodes: dict, child: str = "gone") -> None:
    """A child with just these episodes, in foster care under a care order where they do not say otherwise."""
    usual = {"ls": "C2", "place": "U6", "provider": "PR1"}
    small.life(child, "2012-05-05", [usual | episode for episode in episodes], reviewed=False)


@plants("EPI-NO-DECOM")
def no_start(small: SmallReturn) -> None:
    small.repeat("episodes", {"child": NEW}, decom=None)


@plants("EPI-BLANK")
def no_legal_status(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, ls=None)


@plants("EPI-ENDS-BEFORE-START")
def ends_before_it_starts(small: SmallReturn) -> None:
    gone(small, {"decom": "2024-06-01", "rne": "S", "dec": "2024-05-01", "rec": "E4A"})


@plants("EPI-ZERO-DAYS")
def starts_and_ends_on_one_day(small: SmallReturn) -> None:
    gone(small, {"decom": "2024-06-01", "rne": "S", "dec": "2024-06-01", "rec": "E4A"})


@plants("EPI-STARTS-AFTER-YEAR")
def starts_next_year(small: SmallReturn) -> None:
    small.repeat("episodes", {"child": NEW}, child=f"{small.prefix}{MOVED}", decom=day("2025-04-02"), rne="S")
    small.change("episodes", {"child": MOVED, "decom": day("2025-02-20")}, dec=day("2025-03-20"), rec="E4A")


@plants("EPI-ENDS-AFTER-YEAR")
def ends_next_year(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, dec=day("2025-04-02"), rec="E4A")


@plants("EPI-ENDED-BEFORE-YEAR")
def ended_long_ago(small: SmallReturn) -> None:
    small.repeat("episodes", {"child": NEW}, decom=day("2020-01-01"), dec=day("2020-02-01"), rec="E4A")


@plants("EPI-NO-REC")
def ended_for_no_reason(small: SmallReturn) -> None:
    gone(small, {"decom": "2024-06-01", "rne": "S", "dec": "2024-07-01"})


@plants("EPI-NO-DEC")
def a_reason_but_no_end(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, rec="X1")


@plants("EPI-TWICE-SAME")
def the_same_row_twice(small: SmallReturn) -> None:
    small.repeat("episodes", {"child": NEW})


@plants("EPI-TWICE-DIFFERENT")
def two_episodes_from_one_day(small: SmallReturn) -> None:
    small.repeat("episodes", {"child": NEW}, place="U4")


@plants("EPI-OVERLAP")
def back_home_before_leaving_hospital(small: SmallReturn) -> None:
    small.change("episodes", {"child": SETTLED, "decom": HOSPITAL}, dec=day("2023-11-25"))


@plants("EPI-OPEN-BEFORE-LATER")
def hospital_never_ended(small: SmallReturn) -> None:
    for open_still in ("2025-01-10", "2025-02-01"):
        gone(small, {"decom": open_still, "rne": "S"})


@plants("CHAIN-GAP")
def days_missing_in_between(small: SmallReturn) -> None:
    small.change("episodes", {"child": SETTLED, "decom": HOSPITAL}, dec=day("2023-11-18"))


@plants("CHAIN-NO-NEXT")
def nothing_follows(small: SmallReturn) -> None:
    gone(small, {"decom": "2024-06-01", "rne": "S", "dec": "2024-07-01", "rec": "X1"})


@plants("CHAIN-LEFT-NOT-S")
def came_back_without_a_start(small: SmallReturn) -> None:
    small.change("episodes", {"child": MOVED, "decom": day("2025-02-20")}, rne="P")


@plants("CHAIN-LEFT-SAME-DAY")
def left_and_came_back_on_one_day(small: SmallReturn) -> None:
    small.change("episodes", {"child": MOVED, "decom": day("2024-10-01")}, dec=day("2025-02-20"))


@plants("CHAIN-START-WITHIN")
def started_while_in_care(small: SmallReturn) -> None:
    small.change("episodes", {"child": SETTLED, "decom": HOME_AGAIN}, rne="S")


@plants("CHAIN-START-UNKNOWN", alone=True)
def in_care_before_the_first_return(small: SmallReturn) -> None:
    gone(small, {"decom": "2019-06-01", "rne": "P", "dec": "2022-08-01", "rec": "E4A"})


@plants("CHAIN-NO-START")
def appeared_in_the_middle(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, rne="P")


@plants("CHAIN-FROM-SHORT-BREAK")
def short_breaks_became_care(small: SmallReturn) -> None:
    gone(
        small,
        {"decom": "2024-06-01", "rne": "S", "ls": "V4", "dec": "2024-09-01", "rec": "X1"},
        {"decom": "2024-09-01", "rne": "L", "ls": "V2"},
    )


@plants("BREAK-TOO-LONG")
def a_break_of_a_month(small: SmallReturn) -> None:
    gone(small, {"decom": "2024-06-01", "rne": "S", "ls": "V3", "dec": "2024-07-01", "rec": "E4A"})


@plants("BREAK-TOO-MANY")
def six_breaks_in_a_year(small: SmallReturn) -> None:
    months = ("05", "06", "07", "08", "09", "10")
    breaks = [(f"2024-{month}-01", f"2024-{month}-17") for month in months]
    gone(
        small, *({"decom": start, "rne": "S", "ls": "V3", "dec": end, "rec": "E4A"} for start, end in breaks)
    )


@plants("BREAK-OVER-CARE")
def a_break_from_care(small: SmallReturn) -> None:
    small.repeat(
        "episodes",
        {"child": SETTLED, "year": 2025},
        decom=day("2024-06-01"),
        ls="V3",
        rne="S",
        dec=day("2024-06-05"),
        rec="E8",
    )


@plants("BREAK-BOTH-KINDS")
def breaks_recorded_both_ways(small: SmallReturn) -> None:
    gone(
        small,
        {"decom": "2024-06-01", "rne": "S", "ls": "V3", "dec": "2024-06-08", "rec": "E4A"},
        {"decom": "2024-09-01", "rne": "S", "ls": "V4"},
    )
