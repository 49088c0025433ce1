"""Mistakes about adoption."""

from tests.returns.checks.clean_return import ADOPTED, BORN, MOVED, NEW, STAYING
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day


def adopted(small: SmallReturn, **values: object) -> None:
    small.change("ad1", {"child": ADOPTED}, **values)


@plants("ADOPT-NO-AD1")
def not_in_ad1(small: SmallReturn) -> None:
    small.drop("ad1", child=ADOPTED)


@plants("ADOPT-NO-MATCH")
def no_match(small: SmallReturn) -> None:
    adopted(small, date_match=None)


@plants("ADOPT-NOT-ADOPTED")
def in_ad1_but_at_home(small: SmallReturn) -> None:
    small.repeat("ad1", {"child": ADOPTED}, child=small.prefix + MOVED, dob=day(BORN[MOVED]))


@plants("ADOPT-MATCH-BEFORE-DECISION")
def matched_before_the_decision(small: SmallReturn) -> None:
    adopted(small, date_match=day("2023-02-01"))


@plants("ADOPT-MATCH-AFTER-PLACED")
def matched_after_moving_in(small: SmallReturn) -> None:
    adopted(small, date_match=day("2023-10-01"))


@plants("ADOPT-MATCH-AFTER-ORDER")
def matched_on_the_day_of_adoption(small: SmallReturn) -> None:
    adopted(small, date_match=day("2024-05-15"))


@plants("ADOPT-MATCH-BEFORE-PLACEMENT-ORDER")
def matched_before_the_order(small: SmallReturn) -> None:
    adopted(small, date_match=day("2023-04-01"))


@plants("ADOPT-PLACED-BEFORE-ORDER")
def placed_before_the_order(small: SmallReturn) -> None:
    small.change("episodes", {"child": ADOPTED, "decom": day("2023-04-17")}, ls="C2", rne="L")
    small.change("episodes", {"child": ADOPTED, "place": "A6"}, place="A4", ls="C2")
    small.change(
        "episodes",
        {"child": ADOPTED, "place": "A4", "year": 2025},
        decom=day("2024-04-20"),
        rne="U",
        ls="E1",
        place="A6",
    )
    small.change("episodes", {"child": ADOPTED, "place": "A4", "year": 2024}, dec=day("2024-04-20"), rec="X1")
    small.repeat("episodes", {"child": ADOPTED, "place": "A4"}, year=2025)
    small.change("episodes", {"child": ADOPTED, "place": "A4", "year": 2024}, dec=None, rec=None)


@plants("ADOPT-DECISION-AFTER-PLACED", "ADOPT-MATCH-BEFORE-DECISION")
def decided_after_moving_in(small: SmallReturn) -> None:
    adopted(small, date_int=day("2023-10-01"))


@plants("ADOPT-DECISION-BEFORE-CARE")
def decided_before_care(small: SmallReturn) -> None:
    adopted(small, date_int=day("2022-01-01"))


@plants("ADOPT-CARER-FLAG")
def said_to_be_the_foster_carers(small: SmallReturn) -> None:
    adopted(small, foster_care="1")


@plants("ADOPT-START-UNKNOWN")
def adopted_from_an_unknown_start(small: SmallReturn) -> None:
    small.change("episodes", {"child": ADOPTED, "rne": "S"}, rne="P")


@plants("ADOPT-TWO-EXITS")
def adopted_again(small: SmallReturn) -> None:
    again = {"decom": day("2024-08-01"), "rne": "S", "dec": day("2025-02-01"), "rec": "E12"}
    small.repeat("episodes", {"child": ADOPTED, "year": 2025}, **again)


@plants("ADOPT-AD1-TWICE-SAME")
def the_same_ad1_row_twice(small: SmallReturn) -> None:
    small.repeat("ad1", {"child": ADOPTED})


@plants("ADOPT-AD1-TWICE-DIFFERENT")
def two_ad1_rows(small: SmallReturn) -> None:
    small.repeat("ad1", {"child": ADOPTED}, date_match=day("2023-08-02"))


@plants("PLACED-REVERSED-ADOPTED")
def plan_given_up_yet_adopted(small: SmallReturn) -> None:
    small.change(
        "placed_for_adoption",
        {"child": ADOPTED, "year": 2025},
        date_placed_ceased=day("2024-04-20"),
        reason_placed_ceased="RD1",
    )


@plants("PLACED-NO-DECISION")
def an_order_but_no_decision(small: SmallReturn) -> None:
    small.drop("placed_for_adoption", child=STAYING)


@plants("PLACED-DECISION-AFTER-ORDER")
def decided_after_the_order(small: SmallReturn) -> None:
    small.change("placed_for_adoption", {"child": STAYING}, date_placed=day("2024-07-02"))


@plants("PLACED-CEASED-BEFORE")
def given_up_before_it_was_decided(small: SmallReturn) -> None:
    small.add(
        "placed_for_adoption",
        year=2025,
        child=NEW,
        dob=day(BORN[NEW]),
        date_placed=day("2025-03-31"),
        date_placed_ceased=day("2025-03-30"),
        reason_placed_ceased="RD1",
    )
