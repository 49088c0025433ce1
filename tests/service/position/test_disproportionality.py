"""Which children are in care more than their share of local children: the page, its files, and who sees what."""

import csv
import io
import re
from datetime import date

import pytest

from sufficiency.demo.population import CHILDREN
from sufficiency.measures.disproportionality import GROUPS
from sufficiency.service.access.roles import Role
from sufficiency.service.populations.models import Population
from tests.service.reading import text_of

PAGE = "/measures/cla_number/disproportionality"
LAST = date(2025, 3, 31)


def counts(all_figures, measure="cla_number", day=LAST):
    return {
        group: int(all_figures[measure, day, "ethnic_group", group]["numerator"] or 0)
        for group in (*GROUPS, "unknown")
        if (measure, day, "ethnic_group", group) in all_figures
    }


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_index_follows_from_the_figures_and_the_recorded_population(signed_in, made_up, all_figures):
    client = signed_in(Role.COMMISSIONER)
    rows = rows_of(client.get(f"{PAGE}.csv?as_at={LAST}"))
    found = counts(all_figures)
    known = sum(found[group] for group in GROUPS)
    for row in rows[:5]:
        group = row["group"]
        share, of_living = found[group] / known, CHILDREN[group] / sum(CHILDREN.values())
        assert (int(row["counted"]), int(row["population"])) == (found[group], CHILDREN[group])
        assert float(row["index"]) == pytest.approx(share / of_living, abs=1e-4)
        assert float(row["low"]) <= float(row["index"]) <= float(row["high"])
    assert rows[5]["group"] == "unknown" and int(rows[5]["counted"]) == found["unknown"]
    page = text_of(client.get(f"{PAGE}?as_at={LAST}"))
    assert "share of local children" in page and "Made-up table of residents" in page
    assert f"{found['white']:,}" in page


def test_the_page_has_a_chart_a_table_and_is_reached_from_the_measure(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    page = client.get(PAGE).content.decode()
    assert 'data-chart="shares-chart"' in page and "Where it could lie" in page
    assert "group=black" in page, "each number leads to its children"
    assert PAGE in client.get("/measures/cla_number").content.decode()
    assert "/disproportionality" not in client.get("/measures/foster_pct").content.decode()


def test_without_the_right_small_numbers_and_all_that_leads_to_them_are_hidden(
    signed_in, made_up, all_figures
):
    client = signed_in(Role.ELECTED_MEMBER)
    hidden_somewhere = False
    for day in sorted({day for measure, day, *_ in all_figures if measure == "cla_number" and (day.month, day.day) == (3, 31)}):  # fmt: skip
        found, rows = counts(all_figures, day=day), rows_of(client.get(f"{PAGE}.csv?as_at={day}"))
        for row in rows:
            if row["counted"] == "c":
                hidden_somewhere = True
                assert {row[name] for name in ("index", "share_counted", "rate_10k")} == {"c"}
            else:
                assert not 0 < found[row["group"]] <= 5 and int(row["counted"]) == found[row["group"]]
        assert sum(row["counted"] == "c" for row in rows) != 1, "one alone follows from the total"
    assert hidden_somewhere, "the made-up authority has a small group on some day"
    page = client.get(PAGE).content.decode()
    assert "/children?" not in page


def test_without_the_right_only_days_of_31_march_are_shown(signed_in, made_up, all_figures):
    client = signed_in(Role.ELECTED_MEMBER)
    rows = rows_of(client.get(f"{PAGE}.csv?as_at=2024-11-30"))
    assert {row["as_at"] for row in rows} == {"2024-03-31"}
    days = re.findall(r'<option value="([\d-]+)"', client.get(PAGE).content.decode())
    assert days and all(day.endswith("-03-31") for day in days)


def test_a_measure_that_counts_no_children_by_group_gets_a_sentence(signed_in, made_up):
    answer = signed_in(Role.DIRECTOR).get("/measures/foster_pct/disproportionality")
    assert answer.status_code == 400 and "does not count children by ethnic group" in text_of(answer)


def test_a_file_without_a_population_says_what_to_do(signed_in, made_up):
    Population.objects.all().delete()
    answer = signed_in(Role.DIRECTOR).get(f"{PAGE}.csv")
    assert answer.status_code == 404 and "Record how many children of each group live here" in text_of(answer)


def test_the_workbook_says_where_the_population_is_from(signed_in, made_up):
    from openpyxl import load_workbook

    answer = signed_in(Role.DIRECTOR).get(f"{PAGE}.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    said = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
    assert "Made-up table of residents aged 0 to 17 by ethnic group (census)" in said
