"""Where those who came in in a year are, after months of their own."""

from datetime import date

from sufficiency.history import History
from sufficiency.measures.whereabouts import Loaded, entry_cohort
from sufficiency.service.access.roles import Role
from tests.service.reading import text_of


def test_the_page_tells_the_share_still_looked_after_a_year_on(signed_in, made_up, all_figures):
    page = text_of(signed_in(Role.DIRECTOR).get("/journeys/cohort"))
    started = all_figures["cla_started", date(2024, 3, 31), "", ""]["value"]
    with History(made_up.folder / "history") as history:
        rows = entry_cohort(
            history, Loaded.of(made_up.manifest.years), date(2023, 4, 1), date(2024, 3, 31), (12,)
        ).to_pylist()
    still = sum(row["where"] == "in-care" for row in rows)
    assert f"{started:.0f} children started to be looked after in the year ending 31 March 2024." in page
    assert f"After 12 months {still} of them ({100 * still / len(rows):.0f}%) were looked after." in page


def test_where_it_is_too_early_nothing_is_shown_as_none(signed_in, made_up):
    client = signed_in(Role.DIRECTOR)
    page = text_of(client.get("/journeys/cohort?year=2025"))
    assert "It is too early to say where they are after a year." in page
    rows = client.get("/journeys/cohort?year=2025").content.decode().split("<tr")
    looked_after = next(row for row in rows if "All who are looked after" in row)
    assert looked_after.count("not known") == 2 and ">0<" not in looked_after
