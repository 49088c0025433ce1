"""A child's own copy has what workbooks of Annex A say of them, without where they live and who works with them."""

from datetime import date

import pytest

from sufficiency.editions import Home
from sufficiency.loading import load
from sufficiency.service.protection.held import editions_with, gather
from tests.annex_a import workbook, write

ROW = {
    "child": "P1",
    "started": date(2020, 1, 1),
    "placement_postcode": "SE15 3AA",
    "worker": "Worker Seven",
    "permanence_plan": "f) Long-term fostering",
}


@pytest.mark.django_db
def test_the_copy_has_the_rows_of_the_lists_without_places_and_workers(tmp_path):
    home = Home(tmp_path / "home")
    lists = {"list_8": [ROW], "list_1": [{"child": "P2", "contact": date(2025, 1, 2)}]}
    load(home, [write(tmp_path, workbook(lists))], by="x")
    held = gather(home, "P1", sealed=False)
    (section,) = [one for one in held.returned if one.name.startswith("annex_a/")]
    assert section.title == "Annex A, List 8: Children looked after"
    (row,) = section.rows
    assert row.words["What is the permanence plan for this child?"] == "f) Long-term fostering"
    assert row.words["Date Started to be Looked After"] == "1 January 2020"
    assert row.source == "Annex A of 31 March 2025, annex-a-2025-03-31.xlsx row 2"
    told = " ".join([*row.words, *row.words.values(), *map(str, row.stored.values())])
    assert "SE15" not in told
    assert "Worker Seven" not in told
    assert editions_with(home, "P2")
    assert not editions_with(home, "P3")
