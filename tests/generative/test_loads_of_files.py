"""The figures do not depend on how the same files are loaded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sufficiency.editions import Home
from sufficiency.history import History
from sufficiency.loading import load as load_files
from tests.countings import Figure, Key, calculated_figures, reference_figures
from tests.generative.agreement import differences
from tests.generative.files import write
from tests.generative.loads import Load, load

CHILDREN = 150


def figures_of_files(home: Home, loads: Iterable[list[Path]], made: Load) -> dict[Key, Figure]:
    """The figures of the current edition after the loads, one after the other."""
    for paths in loads:
        load_files(home, paths, by="a test")
    return calculated_figures(History(home.current().folder / "history"), made.as_at)


def test_a_load_split_in_two_gives_the_figures_of_a_load_at_once_and_of_the_rows(tmp_path):
    made = load(3, CHILDREN)
    years = write(made.returns, tmp_path / "returns")
    assert len(years) > 3
    older, newer = sorted(years)[:2], sorted(years)[2:]
    at_once = figures_of_files(Home(tmp_path / "at-once"), [list(years.values())], made)
    in_two = figures_of_files(
        Home(tmp_path / "in-two"),
        [[years[year] for year in newer], [years[year] for year in older]],
        made,
    )
    assert differences(in_two, at_once) == []
    assert differences(at_once, reference_figures(made.returns, made.as_at)) == []


def test_a_year_loaded_again_takes_the_place_of_what_was_loaded_before(tmp_path):
    made, other = load(3, CHILDREN), load(4, CHILDREN)
    years = write(made.returns, tmp_path / "returns")
    first = min(years)
    mistaken = write({first: other.returns[max(other.returns)]}, tmp_path / "mistaken")
    mistaken.update({year: folder for year, folder in years.items() if year != first})
    corrected = figures_of_files(Home(tmp_path / "home"), [list(mistaken.values()), [years[first]]], made)
    assert differences(corrected, reference_figures(made.returns, made.as_at)) == []
