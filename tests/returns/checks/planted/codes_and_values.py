"""Codes that are none, and values that nobody can read."""

from tests.returns.checks.clean_return import ADOPTED, ALONE, BORN, LEAVER, MOVED, NEW, SETTLED
from tests.returns.checks.planted.planting import plants
from tests.returns.checks.small_return import SmallReturn, day

UNREADABLE_CELLS = {
    "READ-EPISODE": ("episodes", "DEC"),
    "READ-BIRTH": ("header", "DOB"),
    "READ-REVIEW": ("reviews", "REVIEW"),
    "READ-MISSING": ("missing", "MIS_END"),
    "READ-SCORE": ("oc2", "SDQ_SCORE"),
    "READ-ADOPTION": ("ad1", "DATE_MATCH"),
    "READ-UASC": ("uasc", "DUC"),
    "READ-OTHER": ("placed_for_adoption", "DATE_PLACED"),
}


def unreadable(code: str, table: str, field: str) -> None:
    @plants(code)
    def unreadable_cell(small: SmallReturn) -> None:
        small.unreadable(NEW, 2025, table, field, "31/02/2025")


for code_, cell_ in UNREADABLE_CELLS.items():
    unreadable(code_, *cell_)


@plants("CODE-RNE")
def an_unknown_reason(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, rne="Q")


@plants("CODE-LS")
def an_unknown_status(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, ls="C9")


@plants("CODE-PLACE")
def an_unknown_placement(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place="U9")


@plants("CODE-REC")
def an_unknown_end(small: SmallReturn) -> None:
    small.change("episodes", {"child": MOVED, "place": "K2", "year": 2025}, rec="E99")


@plants("CODE-PROVIDER")
def an_unknown_provider(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, place_provider="PR9")


@plants("CODE-EPISODE-OTHER")
def an_unknown_need(small: SmallReturn) -> None:
    small.change("episodes", {"child": NEW}, cin="N9")


@plants("CODE-SEX")
def an_unknown_sex(small: SmallReturn) -> None:
    small.change("header", {"child": NEW}, sex="X")


@plants("CODE-MOTHER")
def an_unknown_mother(small: SmallReturn) -> None:
    small.change("header", {"child": NEW}, mother="9")


@plants("CODE-ETHNIC")
def an_unknown_ethnic_group(small: SmallReturn) -> None:
    small.change("header", {"child": NEW}, ethnic="ABCD")


@plants("CODE-REVIEW")
def an_unknown_way_of_taking_part(small: SmallReturn) -> None:
    small.add(
        "reviews",
        year=2025,
        child=SETTLED,
        dob=day(BORN[SETTLED]),
        review=day("2024-06-02"),
        review_code="PN9",
    )


@plants("CODE-MISSING")
def neither_missing_nor_away(small: SmallReturn) -> None:
    small.change("missing", {"child": SETTLED, "year": 2024}, missing="X")


@plants("CODE-OC2")
def neither_yes_nor_no(small: SmallReturn) -> None:
    small.change("oc2", {"child": SETTLED, "year": 2025}, teeth_check="Y")


@plants("CODE-OC2-OTHER")
def an_unknown_reason_for_no_score(small: SmallReturn) -> None:
    small.change("oc2", {"child": SETTLED, "year": 2025}, sdq_score=None, sdq_reason="SDQ9")


@plants("CODE-OC3")
def an_unknown_home(small: SmallReturn) -> None:
    small.change("oc3", {"child": LEAVER, "year": 2025}, accom="A1")


@plants("CODE-AD1")
def unknown_adopters(small: SmallReturn) -> None:
    small.change("ad1", {"child": ADOPTED}, sex_adoptr="XX")


@plants("CODE-PLACED")
def an_unknown_reason_to_give_up(small: SmallReturn) -> None:
    small.change("placed_for_adoption", {"child": ADOPTED}, reason_placed_ceased="RD9")


@plants("CODE-PERMANENCE")
def an_unknown_order_before(small: SmallReturn) -> None:
    small.add("previous_permanence", year=2025, child=NEW, dob=day(BORN[NEW]), prev_perm="P9")


@plants("CODE-UASC")
def an_unknown_sex_of_a_uasc(small: SmallReturn) -> None:
    small.change("uasc", {"child": ALONE, "year": 2025}, sex="X")
    small.change("header", {"child": ALONE, "year": 2025}, sex="X")


@plants("CODE-WORKER")
def an_unknown_reason_for_a_new_worker(small: SmallReturn) -> None:
    small.change("sw_episodes", {"child": SETTLED, "year": 2025}, sw_reason="NOBODY")


@plants("CODE-OTHER-YEAR")
def supported_accommodation_before_its_code(small: SmallReturn) -> None:
    small.change("episodes", {"child": ALONE, "year": 2024}, place="K3")
