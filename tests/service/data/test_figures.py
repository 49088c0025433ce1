"""Figures looked up: what is known, and the different ways in which a figure is not."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from sufficiency.editions import LoadedFile
from sufficiency.measures import FIGURES, MEASURES
from sufficiency.measures.loaded import LoadedTables, in_words
from sufficiency.service.data import kept
from sufficiency.service.data.figures import Figures, State, a_year_before
from sufficiency.service.data.opened import Opened, opened

LAST = date(2025, 3, 31)


def files(*tables: str, years=(2024, 2025), ending="csv"):
    return tuple(
        LoadedFile(f"{year}/{table}.{ending}", "0" * 64, table, year, 1) for table in tables for year in years
    )


def figures(made_up, rows, loaded, **manifest) -> Figures:
    table = pa.Table.from_pylist([dict(zip(FIGURES.names, row, strict=True)) for row in rows], schema=FIGURES)
    changed = replace(made_up.manifest, files=loaded, **{"years": (2024, 2025)} | manifest)
    return Figures(table, changed, sorted({row[1] for row in rows}))


def total(measure, day, numerator, denominator, value, start=None):
    return (measure, day, start, "", "", numerator, denominator, value)


def test_every_figure_of_the_made_up_authority_is_the_one_calculate_gives(made_up, all_figures):
    found = opened(made_up).figures
    for (measure, day, breakdown, group), row in all_figures.items():
        figure = found.figure(MEASURES[measure], day, breakdown, group)
        if figure.state is not State.NOT_LOADED:
            assert figure[2:5] == (row["numerator"], row["denominator"], row["value"])


def test_nothing_in_the_group_is_not_nothing_loaded(made_up):
    rows = [total("dental_pct", LAST, 0.0, 0.0, None)]
    loaded = figures(made_up, rows, files("episodes", "header", "oc2"))
    assert loaded.figure(MEASURES["dental_pct"], LAST).state is State.NONE_IN_GROUP
    lacking = figures(made_up, rows, files("episodes", "header"))
    figure = lacking.figure(MEASURES["dental_pct"], LAST)
    assert figure.state is State.NOT_LOADED and figure.numerator is None
    assert in_words(lacking.absent(MEASURES["dental_pct"], figure)) == "Health and offending (OC2) of 2025"


def test_no_incident_in_a_table_that_was_not_loaded_is_not_0(made_up):
    rows = [total("missing_children", LAST, 0.0, None, 0.0, date(2024, 4, 1))]
    assert (
        figures(made_up, rows, files("episodes")).figure(MEASURES["missing_children"], LAST).state
        is State.NOT_LOADED
    )
    known = figures(made_up, rows, files("episodes", "missing")).figure(MEASURES["missing_children"], LAST)
    assert known.state is State.KNOWN and known.value == 0


def test_a_year_that_is_loaded_in_part_has_a_value_that_is_not_compared(made_up):
    day = date(2023, 9, 30)
    rows = [total("cla_started", day, 12.0, None, 12.0, date(2022, 10, 1))]
    figure = figures(made_up, rows, files("episodes")).figure(MEASURES["cla_started"], day)
    assert figure.state is State.PART and figure.shown and not figure.whole


def test_the_xml_form_brings_every_table_of_its_year(made_up):
    tables = LoadedTables(replace(made_up.manifest, files=files("header", ending="XML"), years=(2024, 2025)))
    assert tables.has("missing", 2024) and not tables.has("missing", 2023)


def test_a_rate_without_an_authority_says_so(made_up):
    rows = [total("cla_number", LAST, 5.0, None, 5.0)]
    found = figures(made_up, rows, files("episodes"), authority=None)
    assert found.figure(MEASURES["cla_rate_10k"], LAST).state is State.NO_AUTHORITY


def test_days_that_had_not_come_when_the_edition_was_made_are_left_out(made_up):
    rows = [total("cla_number", day, 5.0, None, 5.0) for day in (date(2024, 9, 30), date(2024, 10, 31))]
    early = figures(made_up, rows, files("episodes"), made_at=datetime(2024, 10, 12, tzinfo=UTC))
    assert early.newest == date(2024, 9, 30)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2025, 3, 31), date(2024, 3, 31)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2024, 2, 28), date(2023, 2, 28)),
    ],
)
def test_a_year_before_a_months_last_day_is_a_months_last_day(day, before):
    assert a_year_before(day) == before


def test_figures_are_kept_on_disk_for_their_owner_and_read_again(own_home):
    edition = own_home.current()
    counted = Opened(edition).figures
    [path] = (own_home.path / "cache").iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert kept.read(edition).equals(counted._table)


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_kept_figures_that_are_damaged_or_gone_are_counted_again(own_home, damage):
    edition = own_home.current()
    right = Opened(edition).figures.figure(MEASURES["cla_number"], LAST)
    [path] = (own_home.path / "cache").iterdir()
    path.unlink() if damage is None else path.write_bytes(damage)
    assert Opened(edition).figures.figure(MEASURES["cla_number"], LAST) == right
    assert kept.read(edition) is not None


def test_a_disk_that_refuses_the_cache_makes_pages_slow_and_nothing_else(own_home):
    (own_home.path / "cache").write_text("a file where the folder should be")
    assert Opened(own_home.current()).figures.newest == LAST


def test_figures_kept_by_other_definitions_are_not_used(own_home, monkeypatch):
    edition = own_home.current()
    Opened(edition).figures  # noqa: B018 (kept)
    monkeypatch.setattr(kept, "_code", lambda: "another version")
    assert kept.read(edition) is None
    Opened(edition).figures  # noqa: B018 (kept in place of the others)
    assert len(list((own_home.path / "cache").iterdir())) == 1


def test_many_threads_asking_at_once_count_once_and_agree(own_home, monkeypatch):
    from sufficiency.service.data import opened as room

    counts, calculate = [], room.calculate
    monkeypatch.setattr(room, "calculate", lambda *a, **k: counts.append(1) or calculate(*a, **k))
    held, answers = Opened(own_home.current()), []

    def ask(place: int) -> None:
        figure = held.figures.figure(MEASURES["a1_days_3yr"], LAST)
        answers.append((figure, held.amounts("a1_days_3yr", LAST)))

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == 1 and len(answers) == 8 and len(set(answers)) == 1
