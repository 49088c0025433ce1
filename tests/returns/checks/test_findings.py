"""What a finding says, which rows are judged, and that ordinary patterns at the edge of a rule raise nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sufficiency.returns.checks import CHECKS, FINDINGS, check
from tests.returns.checks.clean_return import MOVED, NEW, SETTLED, clean_return
from tests.returns.checks.planted import EXAMPLES
from tests.returns.checks.planted.episodes import gone
from tests.returns.checks.planted.reviews import reviewed
from tests.returns.checks.small_return import SmallReturn, day, typed_tables, write_directory

SEVERITY_ORDER = {"error": 0, "warning": 1, "note": 2}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_directory(tmp_path_factory.mktemp("postcodes") / "postcodes.parquet")


def found(small: SmallReturn, directory: Path) -> list[dict]:
    return check(typed_tables([small]), directory).to_pylist()


def codes(small: SmallReturn, directory: Path) -> set[str]:
    return {finding["code"] for finding in found(small, directory)}


def planted(code: str) -> SmallReturn:
    small = clean_return()
    next(example for example in EXAMPLES if example.code == code).plant(small)
    return small


def said(code: str, directory: Path) -> str:
    return next(finding["message"] for finding in found(planted(code), directory) if finding["code"] == code)


def test_no_rows_at_all_have_no_findings():
    findings = check({})

    assert findings.num_rows == 0
    assert findings.schema.equals(FINDINGS)


def test_tables_and_optional_columns_that_nobody_gave_count_as_empty(directory: Path):
    tables = typed_tables([clean_return()])
    given = {
        "header": tables["header"],
        "episodes": tables["episodes"].drop_columns(["pl_distance", "pl_la", "pl_location"]),
    }

    findings = check(given, directory)

    assert {"error"} & set(findings.column("severity").to_pylist()) == set()


def test_findings_come_errors_first_and_then_by_code_year_and_row(directory: Path):
    small = clean_return()
    wanted = (
        "REVIEW-TWICE",
        "OC2-SDQ-BOTH",
        "OC2-HELP-BOTH",
        "EPI-NO-DEC",
        "POST-SHORT-BREAK",
        "REVIEW-SHORT-BREAK",
    )
    for example in EXAMPLES:
        if example.code in wanted:
            example.plant(small)
    findings = found(small, directory)

    keys = [(SEVERITY_ORDER[one["severity"]], one["code"], one["year"], one["row"]) for one in findings]
    assert len({key[0] for key in keys}) == 3
    assert keys == sorted(keys)


def test_the_same_return_always_gives_the_same_findings(directory: Path):
    tables = typed_tables([planted(code) for code in ("EPI-OVERLAP", "REVIEW-GAP", "CHI-DOB-DIFFERS")])

    assert check(tables, directory).equals(check(tables, directory))


def test_a_finding_says_the_dates_in_words_and_what_to_do(directory: Path):
    assert said("EPI-OVERLAP", directory) == (
        "The episode starting on 20 November 2023 begins before an earlier episode ends on 25 November 2023. "
        "Correct DECOM, or the earlier DEC."
    )


def test_a_presumed_end_says_on_which_day_care_is_counted_as_ending(directory: Path):
    sentence = said("YEARS-PRESUMED-END", directory)

    assert "was open at the end of the return of 2024" in sentence
    assert "It is counted as ending on 1 April 2024, but not as leaving care." in sentence


def test_a_withdrawn_episode_is_said_to_be_left_out(directory: Path):
    assert "It is left out as withdrawn." in said("YEARS-WITHDRAWN", directory)


def test_a_match_before_the_placement_order_is_said_to_count_as_0_days(directory: Path):
    assert "It counts as 0 days in A2." in said("ADOPT-MATCH-BEFORE-PLACEMENT-ORDER", directory)


def test_an_unknown_code_is_answered_with_the_codes_of_that_year(directory: Path):
    assert said("CODE-REVIEW", directory) == (
        "REVIEW_CODE is 'PN9', which is not a code of REVIEW_CODE. In 2025 it can be one of PN0, PN1, PN2, PN3, PN4, PN5, "
        "PN6, PN7. Correct it."
    )


def test_a_code_of_another_year_says_since_when_it_is_used(directory: Path):
    assert "PLACE is 'K3', which is used from 2025 on, but this is the return of 2024." in said(
        "CODE-OTHER-YEAR", directory
    )


def test_a_hostile_value_is_cut_short_and_loses_its_control_characters(directory: Path):
    small = clean_return()
    small.unreadable(NEW, 2025, "episodes", "DEC", "\x1b[31m" + "x" * 10_000 + "\x00")

    message = next(one["message"] for one in found(small, directory) if one["code"] == "READ-EPISODE")

    assert len(message) < 200
    assert not any(character < " " for character in message)


def test_a_file_under_the_wrong_year_is_one_finding_that_names_the_right_year(directory: Path):
    small = SmallReturn()
    for number in range(8):
        episode = {
            "decom": f"2021-0{number + 1}-01",
            "rne": "S",
            "ls": "C2",
            "place": "U6",
            "provider": "PR1",
        }
        life = episode | {"dec": f"2021-1{number % 3}-15", "rec": "E4A"}
        small.life(f"child {number}", "2012-01-01", [life], reviewed=False, years=[2022])
    for rows in small.rows.values():
        for row in rows:
            row["year"] = 2021

    findings = found(small, directory)

    assert [one["code"] for one in findings if one["severity"] == "error"] == ["FILE-OTHER-YEAR"]
    assert findings[0]["message"].startswith(
        "8 of the 8 dates in this file lie in the collection year 2022 (1 April 2021 to 31 March 2022), but it was loaded as 2021."
    )


def test_an_episode_is_judged_by_its_newest_row(directory: Path):
    small = clean_return()
    small.change(
        "episodes", {"child": SETTLED, "decom": day("2023-11-20"), "year": 2024}, place_provider="PR0"
    )

    assert codes(small, directory) == {"YEARS-EPISODE-CHANGED"}


def test_an_episode_absent_from_one_return_that_comes_back_stands(directory: Path):
    small = clean_return()
    gone(small, {"decom": "2022-08-01", "rne": "S"})
    small.drop("episodes", child="gone", year=2024)

    assert codes(small, directory) & {"YEARS-WITHDRAWN", "YEARS-PRESUMED-END"} == set()


def test_an_episode_open_in_the_newest_return_is_presumed_nothing(directory: Path):
    assert "YEARS-PRESUMED-END" not in codes(clean_return(), directory)


def test_care_that_ends_on_the_18th_birthday_is_in_order(directory: Path):
    small = clean_return()
    born_2006 = {"decom": "2023-05-01", "rne": "S", "ls": "C2", "place": "U6", "provider": "PR1"}
    small.life("leaver 2", "2006-06-01", [born_2006 | {"dec": "2024-06-01", "rec": "E17"}])

    assert codes(small, directory) <= {"OC2-NO-ROW"}


def test_a_child_born_on_29_february_turns_18_on_1_march(directory: Path):
    small = clean_return()
    life = {"decom": "2022-03-01", "rne": "S", "ls": "C2", "place": "U6", "provider": "PR1", "rec": "E17"}
    small.life("leap 1", "2004-02-29", [life | {"dec": "2022-06-01"}], reviewed=False)
    small.life("leap 2", "2006-02-28", [life | {"dec": "2024-02-28"}], reviewed=False)
    small.life("leap 3", "2008-02-29", [life | {"decom": "2023-06-01", "dec": "", "rec": ""}], reviewed=False)

    findings = found(small, directory)

    too_late = [one for one in findings if one["code"].startswith("AGE-")]
    assert [(one["child"], one["code"]) for one in too_late] == [("leap 1", "AGE-STARTED-AT-18")]
    assert "turned 18 on 1 March 2022" in too_late[0]["message"]


def test_a_care_leaver_may_stay_in_a_childrens_home_after_18_by_agreement(directory: Path):
    small = clean_return()
    life = {"decom": "2023-06-01", "rne": "S", "ls": "V2", "place": "K2", "provider": "PR4"}
    small.life("stays", "2006-06-01", [life], reviewed=False)

    assert {code for code in codes(small, directory) if code.startswith("AGE-")} == set()


@pytest.mark.parametrize(
    ("code", "review", "wrong"), [("PN0", "2024-02-28", True), ("PN1", "2024-02-28", False)]
)
def test_participation_codes_change_on_the_fourth_birthday(
    code: str, review: str, wrong: bool, directory: Path
):
    small = clean_return()
    life = {"decom": "2023-06-01", "rne": "S", "ls": "C2", "place": "U6", "provider": "PR1"}
    small.life("turns 4", "2020-02-28", [life], reviewed=False)
    small.add(
        "reviews", year=2024, child="turns 4", dob=day("2020-02-28"), review=day(review), review_code=code
    )

    assert ("REVIEW-UNDER-4-CODE" in codes(small, directory)) is wrong


@pytest.mark.parametrize(
    ("status", "days", "wrong"), [("L1", 3, False), ("L1", 4, True), ("L2", 21, False), ("L2", 22, True)]
)
def test_protection_may_last_as_long_as_the_law_allows(status: str, days: int, wrong: bool, directory: Path):
    small = clean_return()
    ends = date.fromordinal(day("2024-06-01").toordinal() + days)
    gone(small, {"decom": "2024-06-01", "rne": "S", "ls": status, "dec": ends.isoformat(), "rec": "E4A"})

    assert ("LS-PROTECTION-TOO-LONG" in codes(small, directory)) is wrong


def test_a_review_on_the_day_care_ends_is_a_review_in_care(directory: Path):
    small = clean_return()
    reviewed(small, MOVED, "2025-01-10", "PN1")

    assert codes(small, directory) == set()


def test_a_review_before_the_first_known_day_of_care_is_in_order_when_care_began_earlier(directory: Path):
    small = clean_return()
    small.change("episodes", {"child": NEW}, rne="P")
    reviewed(small, NEW, "2024-12-01", "PN1")

    assert "REVIEW-NOT-IN-CARE" not in codes(small, directory)


def test_short_breaks_do_not_overlap_with_the_care_they_turned_into(directory: Path):
    small = clean_return()
    gone(
        small,
        {"decom": "2023-06-01", "rne": "S", "ls": "C2", "dec": "2023-09-01", "rec": "X1"},
        {"decom": "2023-09-01", "rne": "L", "ls": "V4", "dec": "2024-01-01", "rec": "X1"},
        {"decom": "2024-01-01", "rne": "L", "ls": "C2"},
    )

    errors = {one["code"] for one in found(small, directory) if one["severity"] == "error"}

    assert errors == set()


def test_children_in_care_before_the_first_return_are_one_note_for_the_file(directory: Path):
    small = clean_return()
    for number in range(3):
        gone(
            small,
            {"decom": "2019-06-01", "rne": "P", "dec": "2022-08-01", "rec": "E4A"},
            child=f"gone {number}",
        )

    notes = [one for one in found(small, directory) if one["code"] == "CHAIN-START-UNKNOWN"]

    assert [(one["year"], one["file"], one["child"]) for one in notes] == [(2023, "2023/episodes.csv", None)]
    assert notes[0]["message"].startswith("For 3 children ")


def test_a_change_of_provider_with_the_same_carer_is_in_order(directory: Path):
    small = clean_return()
    gone(
        small,
        {"decom": "2024-06-01", "rne": "S", "dec": "2024-09-01", "rec": "X1"},
        {"decom": "2024-09-01", "rne": "T", "provider": "PR4"},
    )

    assert {code for code in codes(small, directory) if code.startswith("RNE-")} == set()


def test_findings_of_an_old_placement_code_name_no_change_when_it_was_only_recoded(directory: Path):
    assert "YEARS-EPISODE-CHANGED" not in codes(clean_return(), directory)


def test_measures_of_a_finding_are_those_of_its_check(directory: Path):
    findings = check(typed_tables([planted("OC2-SDQ-RANGE")]), directory)

    assert findings.schema.field("measures").type == pa.list_(pa.string())
    assert findings.to_pylist()[0]["measures"] == list(CHECKS["OC2-SDQ-RANGE"].measures) == ["sdq_pct"]
