"""The catalogue: every measure of the papers, what feeds it, and whether it has figures."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sufficiency.editions.manifest import LoadedFile, Manifest
from sufficiency.measures import MEASURES, UnknownMeasure
from sufficiency.measures import catalogue as module
from sufficiency.measures.catalogue import (
    COLUMNS,
    FEEDS,
    RECORDED,
    SSDA903,
    Held,
    areas,
    catalogue,
    entry_asked,
    listed,
    recorded_series,
    state_of,
)
from sufficiency.measures.recorded import rule_of, value_in_words
from sufficiency.vocabulary.groups import BREAKDOWNS

OF_THE_PAPERS = 260


def manifest(*files: tuple[str, int], years=(2024, 2025), name="episodes.csv") -> Manifest:
    return Manifest(
        id="2025-04-05-001",
        made_at=datetime(2025, 4, 5, tzinfo=UTC),
        by="the suite",
        status="final",
        authority=None,
        years=years,
        carried_years=(),
        based_on=None,
        rebuilt_from=None,
        children=1,
        episodes=1,
        findings={},
        rules_version="1",
        software_version="1",
        files=tuple(LoadedFile(name, "0" * 64, table, year, 1) for table, year in files),
        tables={},
    )


def test_every_measure_of_the_papers_and_every_defined_one_is_in_it():
    assert len(list(module._rows())) > OF_THE_PAPERS
    assert set(MEASURES) <= set(catalogue())
    assert {entry.id for entry in catalogue().values() if entry.is_recorded} == set(catalogue()) - set(
        MEASURES
    )


def test_every_entry_says_what_it_is_in_a_sentence_of_its_own():
    definitions = [entry.definition for entry in catalogue().values()]
    assert len(set(definitions)) == len(definitions)
    for entry in catalogue().values():
        assert entry.name and entry.area and entry.unit and entry.sources, entry.id
        assert entry.definition[0].isupper() and entry.definition.endswith((".", "?")), entry.id
        assert entry.good in ("high", "low", "neither") and entry.fed_by in FEEDS


def test_a_measure_moves_from_recorded_to_counted_when_it_is_defined(monkeypatch):
    measure = MEASURES["foster_pct"]
    assert catalogue()["foster_pct"].measure is measure and catalogue()["foster_pct"].fed_by == SSDA903
    without = {one: found for one, found in MEASURES.items() if one != "foster_pct"}
    monkeypatch.setattr(module, "MEASURES", without)
    entry = module._entry(next(row for row in module._rows() if row["id"] == "foster_pct"))
    assert entry.is_recorded and entry.fed_by == RECORDED and entry.unit == "percent"


def test_a_counted_measure_has_the_name_unit_and_breakdowns_of_its_definition():
    for one, measure in MEASURES.items():
        entry = catalogue()[one]
        assert (entry.name, entry.unit, entry.good) == (measure.title, str(measure.unit), measure.good)
        assert entry.breakdowns == measure.breakdowns


def test_a_measure_that_only_a_definition_names_has_an_entry(monkeypatch):
    ours = replace(MEASURES["cla_number"], id="only_defined", theme="Near home")
    monkeypatch.setattr(module, "MEASURES", {**MEASURES, "only_defined": ours})
    entry = catalogue.__wrapped__()["only_defined"]
    assert entry.area == "near home" and entry.measure is ours and entry.definition.startswith("How many")


def test_nothing_is_loaded_without_an_edition_and_each_says_what_to_do():
    for entry in catalogue().values():
        state = state_of(entry, None, {})
        assert not state.loaded and state.word == "not loaded"
        assert "sufficiency" in state.reason, entry.id


def test_a_counted_measure_is_loaded_where_its_tables_are():
    dental = catalogue()["dental_pct"]
    table = next(one for one in dental.measure.tables if one not in ("episodes", "header"))
    episodes = [("episodes", 2024), ("episodes", 2025), ("header", 2025)]
    without = state_of(dental, manifest(*episodes), {})
    assert not without.loaded and "not in what was loaded" in without.reason
    state = state_of(dental, manifest(*episodes, (table, 2025)), {})
    assert state.loaded and state.reason == "from what was loaded for 2025"
    assert state_of(dental, manifest(("episodes", 2025), name="return.xml"), {}).loaded


def test_a_recorded_series_is_loaded_where_a_value_is_recorded():
    entry = catalogue()["spend_residential"]
    held = {"spend_residential": Held(1, date(2025, 3, 31))}
    recorded, empty = state_of(entry, None, held), state_of(entry, None, {})
    assert recorded.loaded and recorded.reason == "1 value recorded, the latest for 31 March 2025"
    assert not empty.loaded and "nothing is recorded" in empty.reason


def test_the_list_has_the_id_first_and_a_text_in_every_cell():
    rows = listed(None, {})
    assert [row["id"] for row in rows] == list(catalogue())
    for row in rows:
        assert tuple(row) == COLUMNS and COLUMNS[0] == "id"
        assert all(isinstance(value, str) for value in row.values())
        assert row["good_direction"] in ("higher", "lower", "none")


def test_an_unknown_id_is_told_with_the_nearest():
    with pytest.raises(UnknownMeasure, match="Did you mean pep_pct"):
        entry_asked("pep_pc")
    with pytest.raises(UnknownMeasure, match="--catalogue"):
        entry_asked("zzzzzzzzzzzz")


def test_every_recorded_unit_can_be_checked_and_said():
    for entry in recorded_series():
        rule = rule_of(entry.unit)
        value = 1 if rule.low in (0, 1) else 2.5
        assert value_in_words(value, entry.unit), entry.id
        if rule.times is not None and rule.times >= 100 and entry.unit == "percent":
            assert entry.of, f"{entry.id}: a share says what it is of"


def test_a_breakdown_of_ours_has_the_name_that_counted_measures_use():
    for entry in recorded_series():
        for breakdown in entry.breakdowns:
            assert breakdown == breakdown.lower() and " " not in breakdown
            assert breakdown not in ("ethnicity", "placement") or breakdown in BREAKDOWNS


def test_areas_are_in_the_order_of_the_catalogue():
    assert areas()[0] == "profile" and {"finance", "education", "voice", "workforce"} <= set(areas())
