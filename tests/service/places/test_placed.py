"""Where children are placed: numbers that agree with the figures, and nobody is told of a few children."""

import csv
import io
import re
from datetime import date

import pytest

from sufficiency.service.access.roles import Role
from tests.service.lines import seen
from tests.service.reading import text_of

pytestmark = pytest.mark.usefixtures("made_up")

DAY = date(2025, 3, 31)
HOME = f"/places/?as_at={DAY}"


def counted(client) -> list[dict]:
    answer = client.get(f"/places/placed.csv?as_at={DAY}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def children_of_areas(client) -> list[str]:
    page = client.get(HOME).content.decode()
    return [one.replace("&amp;", "&") for one in re.findall(r'href="(/places/children[^"]+)"', page)]


def test_areas_and_distances_add_up_to_the_children_looked_after(signed_in, all_figures):
    found = counted(signed_in(Role.DIRECTOR))
    total = all_figures["cla_number", DAY, "", ""]["value"]
    for by in ("area", "distance"):
        assert sum(int(row["children"]) for row in found if row["by"] == by) == total


def test_who_may_not_open_addresses_sees_no_number_of_1_to_5_and_no_children(signed_in):
    client, all_of_them = signed_in(Role.COMMISSIONER), counted(signed_in(Role.DIRECTOR))
    assert any(0 < int(row["children"]) <= 5 for row in all_of_them), "or nothing would be hidden"
    found = [row["children"] for row in counted(client)]
    assert "c" in found and not {"1", "2", "3", "4", "5"} & set(found)
    page = client.get(HOME).content.decode()
    assert "number hidden" in page or "c: hidden" in page
    told = re.findall(r"<title>([^<]+): (\d+|number hidden)</title>", page)
    assert told and not [name for name, number in told if number in {"1", "2", "3", "4", "5"}]
    assert children_of_areas(client) == []
    assert client.get(f"/places/children?as_at={DAY}&area=unknown").status_code == 403


def test_an_area_leads_to_its_children_who_are_recorded_as_looked_at(signed_in):
    client = signed_in(Role.PLACEMENT_OFFICER)
    answer = client.get(children_of_areas(client)[0])
    assert answer.status_code == 200
    assert "recorded as looked at" in text_of(answer)
    listed = len(set(re.findall(r'href="(/children/[^"?]+)', answer.content.decode())))
    assert listed and seen().filter(person=client.person).count() == listed


def test_the_map_names_its_source_and_has_no_style_or_script_of_its_own(signed_in):
    page = signed_in(Role.DIRECTOR).get(HOME).content.decode()
    assert "Open Government Licence" in page and "Crown copyright" in page
    drawing = page[page.index('<svg class="suff-map__drawing"') : page.index("</figure>")]
    assert "style=" not in drawing and "<script" not in drawing


@pytest.mark.parametrize("query", ["as_at=yesterday", "as_at=2025-02-31", "as_at=1900-01-31"])
def test_a_day_that_is_not_counted_is_refused_with_a_sentence(signed_in, query):
    assert signed_in(Role.DIRECTOR).get(f"/places/?{query}").status_code == 400


def test_an_area_nobody_is_placed_in_is_refused_with_a_sentence(signed_in):
    answer = signed_in(Role.DIRECTOR).get("/places/children?area=<b>")
    assert answer.status_code == 400 and "is no area" in text_of(answer)
