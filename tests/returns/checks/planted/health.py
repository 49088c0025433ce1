"""Mistakes about health (OC2)."""

from tests.returns.checks.clean_return import ALONE, BORN, NEW, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day


def answered(small: SmallReturn, **values: object) -> None:
    small.change("oc2", {"child": SETTLED, "year": 2025}, **values)


@plants("OC2-NOT-IN-COHORT")
def asked_of_a_newcomer(small: SmallReturn) -> None:
    small.repeat("oc2", {"child": SETTLED, "year": 2025}, child=small.prefix + NEW, dob=day(BORN[NEW]))


@plants("OC2-NO-ROW")
def not_asked(small: SmallReturn) -> None:
    small.drop("oc2", child=SETTLED, year=2025)


@plants("OC2-BLANK")
def no_answer_about_teeth(small: SmallReturn) -> None:
    answered(small, teeth_check=None)


@plants("OC2-SDQ-RANGE")
def a_score_of_41(small: SmallReturn) -> None:
    answered(small, sdq_score=41)


@plants("OC2-SDQ-BOTH")
def a_score_and_a_reason(small: SmallReturn) -> None:
    answered(small, sdq_reason="SDQ2")


@plants("OC2-SDQ-NEITHER")
def neither_score_nor_reason(small: SmallReturn) -> None:
    answered(small, sdq_score=None)


@plants("OC2-SDQ-AGE-REASON")
def too_young_at_12(small: SmallReturn) -> None:
    answered(small, sdq_score=None, sdq_reason="SDQ1")


@plants("OC2-HELP-NO-PROBLEM")
def help_for_nothing(small: SmallReturn) -> None:
    answered(small, intervention_received="1")


@plants("OC2-HELP-BLANK")
def a_problem_and_no_word_on_help(small: SmallReturn) -> None:
    answered(small, substance_misuse="1")


@plants("OC2-HELP-BOTH")
def received_and_refused(small: SmallReturn) -> None:
    small.change("oc2", {"child": ALONE}, intervention_offered="1")


@plants("OC2-TWICE-SAME")
def the_same_oc2_row_twice(small: SmallReturn) -> None:
    small.repeat("oc2", {"child": SETTLED, "year": 2025})


@plants("OC2-TWICE-DIFFERENT")
def two_oc2_rows(small: SmallReturn) -> None:
    small.repeat("oc2", {"child": SETTLED, "year": 2025}, teeth_check="0")
