"""Mistakes about who a child is."""

from tests.returns.checks.clean_return import ALONE, BABY, BORN, LEAVER, MOVED, NEW, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day

STAYS = {"rne": "S", "ls": "C2", "place": "U6", "provider": "PR1"}


@plants("CHI-NO-HEADER")
def no_header_at_all(small: SmallReturn) -> None:
    small.drop("header", child=SETTLED)


@plants("CHI-HEADER-ABSENT")
def no_header_in_one_year(small: SmallReturn) -> None:
    small.drop("header", child=SETTLED, year=2024)


@plants("CHI-HEADER-ONLY")
def nothing_but_a_header(small: SmallReturn) -> None:
    small.header("nowhere else", 2025, "2012-01-01")


@plants("CHI-NO-EPISODES")
def reviewed_but_never_in_care(small: SmallReturn) -> None:
    small.header("no episodes", 2025, "2012-01-01")
    small.add("reviews", year=2025, child="no episodes", review=day("2024-06-01"), review_code="PN1")


@plants("CHI-DOB-MISSING")
def no_date_of_birth(small: SmallReturn) -> None:
    small.change("header", {"child": MOVED, "year": 2025}, dob=None)


@plants("CHI-DOB-FUTURE")
def born_after_the_return(small: SmallReturn) -> None:
    small.life("unborn", "2025-06-01", [{"decom": "2024-05-01", **STAYS}], reviewed=False)


@plants("CHI-DOB-AFTER-CARE")
def in_care_before_birth(small: SmallReturn) -> None:
    small.life("early", "2024-07-01", [{"decom": "2024-05-01", **STAYS}], reviewed=False)


@plants("CHI-DOB-DIFFERS")
def another_birthday_in_the_reviews(small: SmallReturn) -> None:
    small.change("reviews", {"child": SETTLED, "year": 2024}, dob=day("2012-06-16"))


@plants("CHI-DOB-CHANGED")
def another_birthday_in_the_next_year(small: SmallReturn) -> None:
    small.change("header", {"child": NEW, "year": 2025}, dob=day("2013-03-04"))
    small.header(NEW, 2024, BORN[NEW])


@plants("CHI-SEX-CHANGED")
def another_sex_in_the_next_year(small: SmallReturn) -> None:
    small.change("header", {"child": SETTLED, "year": 2025}, sex="M")


@plants("CHI-ETHNIC-CHANGED")
def another_ethnic_group_in_the_next_year(small: SmallReturn) -> None:
    small.change("header", {"child": SETTLED, "year": 2025}, ethnic="MWBC")


@plants("CHI-UPN-SHARED")
def two_children_with_one_pupil_number(small: SmallReturn) -> None:
    small.change("header", {"child": SETTLED, "year": 2025}, upn=f"A{small.prefix}")
    small.change("header", {"child": MOVED, "year": 2025}, upn=f"A{small.prefix}")


@plants("AGE-STARTED-AT-18")
def came_into_care_at_18(small: SmallReturn) -> None:
    adult = {"decom": "2024-05-01", **STAYS, "dec": "2024-06-01", "rec": "E8"}
    small.life("adult", "2006-04-01", [adult], reviewed=False)


@plants("AGE-IN-CARE-AFTER-18")
def still_in_care_after_the_birthday(small: SmallReturn) -> None:
    small.life("overdue", "2006-06-01", [{"decom": "2023-05-01", **STAYS}], reviewed=False)


@plants("AGE-OVER-21")
def in_care_at_25(small: SmallReturn) -> None:
    grown = {"decom": "2024-05-01", **STAYS, "dec": "2024-06-01", "rec": "E8"}
    small.life("grown up", "1999-06-01", [grown], reviewed=False)


@plants("CHI-HEADER-TWICE-SAME")
def the_same_header_row_twice(small: SmallReturn) -> None:
    small.repeat("header", {"child": SETTLED, "year": 2025})


@plants("CHI-HEADER-TWICE-DIFFERENT")
def two_header_rows(small: SmallReturn) -> None:
    small.repeat("header", {"child": SETTLED, "year": 2025}, ethnic="MWBC")


@plants("UASC-TWICE-SAME")
def the_same_uasc_row_twice(small: SmallReturn) -> None:
    small.repeat("uasc", {"child": ALONE, "year": 2025})


@plants("UASC-TWICE-DIFFERENT")
def two_uasc_rows(small: SmallReturn) -> None:
    small.repeat("uasc", {"child": ALONE, "year": 2025}, duc=day("2025-01-01"))


@plants("UASC-SEX")
def another_sex_as_uasc(small: SmallReturn) -> None:
    small.change("uasc", {"child": ALONE, "year": 2025}, sex="F")


@plants("UASC-DUC-LATE")
def uasc_after_18(small: SmallReturn) -> None:
    small.change("uasc", {"child": ALONE, "year": 2025}, duc=day("2025-08-21"))


@plants("UASC-DUC-EARLY")
def no_longer_uasc_before_care(small: SmallReturn) -> None:
    small.change("uasc", {"child": ALONE, "year": 2025}, duc=day("2023-10-01"))


@plants("UASC-DUC-AFTER-CARE")
def no_longer_uasc_after_care(small: SmallReturn) -> None:
    small.change("episodes", {"child": ALONE, "place": "K3"}, dec=day("2025-03-01"), rec="E5")
    small.change("uasc", {"child": ALONE, "year": 2025}, duc=day("2025-03-20"))


@plants("UASC-DROPPED")
def uasc_only_in_the_first_year(small: SmallReturn) -> None:
    small.drop("uasc", child=ALONE, year=2025)


@plants("UASC-YOUNG")
def an_unaccompanied_toddler(small: SmallReturn) -> None:
    small.add("uasc", year=2025, child=BABY, dob=day(BORN[BABY]), sex="F")


@plants("OC3-TWICE-SAME")
def the_same_care_leaver_row_twice(small: SmallReturn) -> None:
    small.repeat("oc3", {"child": LEAVER, "year": 2025})


@plants("OC3-TWICE-DIFFERENT")
def two_care_leaver_rows(small: SmallReturn) -> None:
    small.repeat("oc3", {"child": LEAVER, "year": 2025}, activ="G5")
