"""The catalogue and recorded series through the API: what the pages and the command line give."""

import pytest

from sufficiency.measures.catalogue import catalogue
from sufficiency.service.access.roles import Role
from sufficiency.service.recorded import actions, queries
from sufficiency.service.recorded.made_up import give_made_up_series
from sufficiency.service.recorded.reading import COLUMNS, read


@pytest.fixture
def series(made_up, db):
    return give_made_up_series(2025)


def test_the_catalogue_has_every_measure_and_says_whether_it_is_loaded(caller, series):
    rows = caller(Role.COMMISSIONER).every("catalogue", "measures", limit=100)
    assert [row["id"] for row in rows] == list(catalogue())
    loaded = {row["id"]: row["loaded"] for row in rows}
    assert loaded["spend_residential"] and loaded["cla_number"] and not loaded["pupil_premium"]


def test_recorded_values_come_with_where_they_are_from(caller, series):
    rows = caller(Role.FINANCE).get("recorded", measure="spend_residential").json()["values"]
    kept = queries.series("spend_residential", "X99")
    assert [row["value"] for row in rows] == [one.value for one in kept]
    assert rows[-1]["source"].startswith("Made-up outturn") and rows[-1]["basis"] == "provisional"


def test_a_member_has_totals_without_small_numbers(caller, series):
    row = "plo_ended,2025-03-31,2024-04-01,,,,,3,Legal,final,\n"
    content = (",".join(COLUMNS) + "\n" + row).encode()
    actions.record_file(sheet=read("values.csv", content), authority="X99", by=None)
    program = caller(Role.ELECTED_MEMBER)
    (told,) = program.get("recorded", measure="plo_ended").json()["values"]
    assert told["suppressed"] and told["value"] is told["numerator"] is None
    groups = program.get("recorded", measure="bs_safe_pct").json()["values"]
    assert groups and not any(one["group"] for one in groups)


def test_a_counted_or_unknown_measure_is_told_where_to_look(caller, series):
    program = caller(Role.COMMISSIONER)
    answer = program.get("recorded", measure="cla_number")
    assert answer.status_code == 422 and "/figures" in answer.content.decode()
    answer = program.get("recorded", measure="spend_residental")
    assert answer.status_code in (404, 422) and "spend_residential" in answer.content.decode()
