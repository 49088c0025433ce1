"""Elected members see totals without numbers that could point to a child."""

import csv
import io
from datetime import date

import pytest

from sufficiency.measures import MEASURES
from sufficiency.measures.disclosure import points_to_children
from sufficiency.service.access.roles import Role
from sufficiency.service.data.asked import figures_for
from sufficiency.service.data.figures import State
from tests.service.reading import text_of

LAST = date(2025, 3, 31)


def test_an_elected_member_sees_no_count_from_one_to_five(signed_in, made_up, all_figures):
    member = signed_in(Role.ELECTED_MEMBER).person
    seen = figures_for(member, made_up)
    for measure in MEASURES.values():
        for day in seen.days_of(measure):
            row = all_figures.get((measure.id, day, "", ""))
            if row is None:  # not defined on the day, such as a change on a day before the returns
                assert not seen.figure(measure, day).shown
                continue
            figure = seen.figure(measure, day)
            parts = [row["numerator"], row["denominator"]]
            if measure.unit == "percent":
                parts.append(row["denominator"] - row["numerator"])
            if measure.unit == "days":
                parts = [row["denominator"]]
            if measure.is_change:  # how many more or fewer: not a number of children itself
                parts = [row["denominator"], row["denominator"] + measure.rise_is * row["numerator"]]
            if any(part and 0 < part <= 5 for part in parts):
                assert figure.state is State.SUPPRESSED and figure.value is figure.numerator is None


def test_an_elected_member_gets_no_groups_on_a_page_nor_in_a_download(signed_in, made_up):
    client = signed_in(Role.ELECTED_MEMBER)
    assert client.get("/measures/cla_number?by=age_band").status_code == 403
    for kind in ("csv", "xlsx"):
        assert client.get(f"/measures/cla_number/figures.{kind}?by=age_band").status_code == 403
    assert "your role sees totals" in text_of(client.get("/measures/cla_number"))


def test_what_an_elected_member_takes_away_has_a_c_with_its_key_for_each_hidden_number(
    signed_in, made_up, all_figures
):
    client = signed_in(Role.ELECTED_MEMBER)
    hidden = 0
    for measure in ("adoptions", "foster_pct", "a1_days_3yr", "cla_rate_10k"):
        text = client.get(f"/measures/{measure}/figures.csv").content.decode()
        for row in csv.DictReader(io.StringIO(text)):
            of_this = all_figures[measure, date.fromisoformat(row["as_at"]), "", ""]
            small = points_to_children(MEASURES[measure].unit, of_this["numerator"], of_this["denominator"])
            assert row["breakdown"] == "" and (row["value"] == "c" or not small)
            assert row["value"] != "c" or small or measure == "a1_days_3yr", (
                "an average of which one year had few"
            )
            if small:
                hidden += 1
                assert row["numerator"] == row["denominator"] == "c" and row["key"].startswith("c: hidden")
    assert hidden, "the made-up authority is small enough to have such figures"


def test_an_elected_member_gets_no_group_by_way_of_the_figures(signed_in, made_up):
    seen = figures_for(signed_in(Role.ELECTED_MEMBER).person, made_up)
    assert seen.figure(MEASURES["cla_number"], LAST, "age_band", "0").state is State.SUPPRESSED
    with pytest.raises(ValueError, match="small numbers"):
        seen.table(MEASURES["cla_number"], "age_band")
    with pytest.raises(AttributeError):
        seen._figures_of_anybody  # noqa: B018


def test_a_hidden_figure_is_a_c_with_its_key(signed_in, made_up):
    client = signed_in(Role.ELECTED_MEMBER)
    seen = figures_for(client.person, made_up)
    hidden = [one for one in MEASURES.values() if seen.figure(one, LAST).state is State.SUPPRESSED]
    assert hidden, "the made-up authority is small enough to have such figures"
    page = text_of(client.get(f"/measures/{hidden[0].id}"))
    assert "so small that it could point to a child, so it is hidden" in page
    assert "c: hidden, because the number is small enough to point to a child." in page


def test_an_elected_member_is_not_told_how_few_are_left_out(signed_in, made_up):
    client, told = signed_in(Role.ELECTED_MEMBER), "Left out or not known"
    for measure in ("long_term_stability_pct", "a1_days_3yr", "cl_eet_pct", "dental_pct"):
        assert told not in text_of(client.get(f"/measures/{measure}"))


@pytest.mark.parametrize("role", [Role.ELECTED_MEMBER, Role.SYSTEM_ADMINISTRATOR])
def test_an_edition_tells_which_tables_were_loaded_without_how_many_rows(signed_in, made_up, role):
    client = signed_in(role)
    page = text_of(client.get(f"/data/editions/{made_up.id}"))
    assert "Adopted children (AD1) loaded loaded loaded loaded loaded" in page
    assert "Findings by check" not in page and "Rows of each table" not in page
    assert client.get(f"/data/editions/{made_up.id}/differences").status_code == 403


def test_what_was_worked_out_for_one_reader_is_not_given_to_one_who_may_not_see_it(signed_in, made_up):
    """The lines of a page are worked out once for all who see the same; a director reads first, then a member."""
    by_director = text_of(signed_in(Role.DIRECTOR).get("/measures/"))
    member = signed_in(Role.ELECTED_MEMBER)
    by_member = text_of(member.get("/measures/"))
    seen = figures_for(member.person, made_up)
    hidden = [one for one in MEASURES.values() if seen.figure(one, LAST).state is State.SUPPRESSED]
    assert hidden and "c" not in by_director.split()
    assert by_member.split().count("c") >= len(hidden)
    assert "c" not in text_of(signed_in(Role.FINANCE).get("/measures/")).split()
