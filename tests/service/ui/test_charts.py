import json
from datetime import date

import pytest

from sufficiency.service.ui.charts import Series, line_chart, svg
from sufficiency.service.ui.components import Column, Table

DAYS = [date(2024, month, 1) for month in range(1, 7)]
TABLE = Table("Figures", [Column("day", "Month")], [{"day": "January"}])


def _chart(unit="children", values=(471, 480, None, 490, 500, 512), others=(), band=()):
    series = [Series("Ours", list(zip(DAYS, values, strict=True)))]
    series += [Series(name, [(day, value) for day in DAYS], "other") for name, value in others]
    return line_chart(
        title="512 children",
        y="Children looked after",
        unit=unit,
        series=series,
        table=TABLE,
        key="k",
        band=band,
    )


def _range(chart):
    return chart.spec["layer"][0]["encoding"]["y"]["scale"]["domain"]


def test_counts_are_drawn_from_zero():
    assert _range(_chart()) == [0, 600]


def test_rates_are_drawn_on_a_range_around_them():
    low, high = _range(_chart("percent", (63.1, 61.2, None, 66.0, 67.9, 68.3)))
    assert 50 <= low < 61 and 68.3 < high <= 75


def test_percentages_never_leave_nought_to_a_hundred():
    assert _range(_chart("percent", (99, 100, 100, 98, 100, 100)))[1] == 100
    assert _range(_chart("percent", (0, 1, 0, 2, 1, 0)))[0] == 0


@pytest.mark.parametrize("values", [(None,) * 6, (0,) * 6, (5,) * 6, (None, None, 3, None, None, None)])
def test_any_values_can_be_drawn(values):
    chart = _chart(values=values)
    assert _range(chart)[0] < _range(chart)[1]
    assert "<svg" in svg(chart)


def test_what_is_not_known_stays_in_the_data_as_a_gap():
    values = [row["value"] for row in _chart().spec["datasets"]["line 0"]]
    assert values == [471, 480, None, 490, 500, 512]


def test_an_interval_has_the_gaps_of_the_line():
    band = [(day, 400, 500) for day in DAYS if day != DAYS[2]]
    rows = _chart(band=band).spec["datasets"]["band"]
    assert [row["value"] for row in rows] == [400, 400, None, 400, 400, 400]


def test_names_at_the_ends_of_lines_do_not_lie_on_each_other():
    labels = _chart(others=[("England", 511), ("Neighbours", 510), ("Region", 512)]).spec["datasets"][
        "labels"
    ]
    places = sorted(label["value"] for label in labels)
    assert all(after - before >= 30 for before, after in zip(places, places[1:], strict=False))
    assert places[-1] <= 600


def test_a_chart_is_one_declaration_with_its_title_and_table_in_words():
    page = str(_chart())
    assert "512 children" in page and "<table" in page
    data = page.split('<script id="k-chart" type="application/json">')[1].split("</script>")[0]
    assert json.loads(data)["datasets"]["labels"][0]["name"] == "Ours"


def test_a_name_cannot_leave_the_data_of_the_chart():
    series = [Series("</script><script>alert(1)", [(DAYS[0], 1), (DAYS[1], 2)])]
    page = str(line_chart(title="t", y="y", unit="children", series=series, table=TABLE, key="k"))
    assert "</script><script>" not in page


def test_a_kind_of_line_that_is_none_is_refused():
    with pytest.raises(ValueError, match="'pink' is no kind of line; use one of ours, other"):
        line_chart(title="t", y="y", unit="children", series=[Series("x", [], "pink")], table=TABLE, key="k")


def test_signals_are_marks_without_a_line_or_a_name_at_the_edge():
    marked = [(day, 490 if day == DAYS[3] else None) for day in DAYS]
    series = [Series("Each month", [(day, 480 + place) for place, day in enumerate(DAYS)])]
    chart = line_chart(
        title="t",
        y="y",
        unit="count",
        series=[*series, Series("Signal", marked, "signal")],
        table=TABLE,
        key="k",
    )
    assert [label["name"] for label in chart.spec["datasets"]["labels"]] == ["Each month"]
    [signal] = [layer for layer in chart.spec["layer"] if layer["data"]["name"] == "line 1"]
    assert signal["mark"]["strokeWidth"] == 0 and signal["mark"]["point"]["shape"] == "diamond"
    assert [row["value"] for row in chart.spec["datasets"]["line 1"]] == [None, None, None, 490, None, None]
    assert "suff-key--signal" in str(chart) and "<svg" in svg(chart)


def test_steps_below_nought_are_drawn_on_an_axis_that_holds_them():
    low, high = _range(_chart("points", (-1.3, 0.2, None, 1.4, -0.8, 0.0)))
    assert low < -1.3 and high > 1.4
