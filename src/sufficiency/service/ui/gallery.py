"""Every component on one page, for those who build pages and for the accessibility test. All of it is made up."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from sufficiency.service.access.rules import check_can_load, check_is_signed_in, rule, why_not
from sufficiency.service.ui import components as c
from sufficiency.service.ui.charts import Chart, Series, line_chart
from sufficiency.service.ui.forms import DayField, FilesField

RISING = [471, 474, 480, 478, 485, None, None, 492, 497, 503, 509, 512]
ENGLAND = [480, 481, 481, 482, 483, 484, 484, 485, 485, 486, 486, 487]


class Example(forms.Form):
    """Each kind of field, with hints; sent empty it shows each kind of error."""

    name = forms.CharField(label="Name of the edition", help_text="For the list of editions", max_length=80)
    day = DayField(
        label="Figures as at", help_text="For example, 31 3 2025", error_messages={"required": "Enter a date"}
    )
    status = forms.ChoiceField(
        label="Status", choices=[("provisional", "Provisional"), ("final", "Final")], widget=forms.RadioSelect
    )
    years = forms.MultipleChoiceField(
        label="Collection years",
        choices=[(2024, "2024"), (2025, "2025")],
        widget=forms.CheckboxSelectMultiple,
    )
    authority = forms.ChoiceField(
        label="Authority", choices=[("", "Choose one"), ("x", "A made-up county with a long name")]
    )
    files = FilesField(label="Files of the return", help_text="CSV, XML or ZIP; several at once")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    sure = forms.BooleanField(label="Make it the edition in use")


class Narrow(forms.Form):
    """A filters panel."""

    sex = forms.ChoiceField(
        label="Sex", required=False, choices=[("", "All"), ("female", "Girls"), ("male", "Boys")]
    )
    uasc = forms.ChoiceField(
        label="Unaccompanied children",
        required=False,
        choices=[("", "All"), ("no", "Without unaccompanied children")],
    )


@rule(check_is_signed_in)
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery; ``?send`` shows the form as if sent empty."""
    sent = "send" in request.GET
    form = Example({} if sent else None)
    for field in form.fields.values():
        field.error_messages.setdefault("required", f"Enter {field.label.lower()}")
    page = Paginator(range(1, 401), 20).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "narrow": Narrow(request.GET or None),
        "figures": _figures(),
        "cards": _figures().figures,
        "table": _table(request.GET),
        "empty_table": c.Table(
            "Editions", [c.Column("id", "Edition")], [], empty="Load a return to see its edition here."
        ),
        "facts": c.SummaryList([("Loaded by", "A. Nalyst"), ("Files", 12), ("Last review", None)]),
        "chart": _chart(),
        "rates": _rates(),
        "multiples": _multiples(),
        "bars": _bars(),
        "timeline": _timeline(),
        "pages": c.Pages(page, request.GET, "findings"),
        "sub_pages": [
            ("All children", "?", True),
            ("By age", "?by=age_band", False),
            ("By legal status", "?by=legal", False),
        ],
        "refused": why_not(request.user, check_can_load),
        "breadcrumbs": [("First page", "/"), ("Gallery of components", None)],
    }
    return render(request, "ui/gallery.html", context)


def _figures() -> c.Figures:
    trend = c.Sparkline(RISING, "Rose from 471 to 512 in twelve months; two months are not known", ENGLAND)
    return c.Figures(
        "Stability",
        [
            c.Figure(
                "Children looked after", "512", "/gallery", change=("up", "up 12 from 500"), trend=trend,
                comparison="England 487", target="under 500", rag=("At risk", "yellow"),
            ),
            c.Figure(
                "Three or more placements in the year, of children looked after for at least a day", "10.7%", "/gallery",
                of="55 of 512", change=("down", "down 4.9 points from 15.6%"), good="low", trend=trend,
                rag=("On track", "green"), target="10%", hint="Moves disrupt school, friendships and attachment",
            ),
            c.Figure("Long-term stability", "58%", of="43 of 74", change=("down", "down 2.1 points from 60.1%"), clear=False),
            c.Figure("Placement orders", "c", change=("none", "no figure a year before"), rag=("Late", "red"),
                     trend=c.Sparkline([], "No trend")),
        ],
    )  # fmt: skip


def _table(query: QueryDict) -> c.Table:
    return c.Table(
        caption="Where children live, 31 March 2025",
        columns=[
            c.Column("place", "Kind of home", sort=True),
            c.Column("children", "Children", number=True, sort=True),
            c.Column("share", "%", number=True, sort=True, hint="of all children"),
            c.Column("state", "State"),
        ],
        rows=[
            {"place": c.Cell("Foster care", href="/gallery"), "children": 1394, "share": c.Cell("77.1", sort=77.1), "state": "In county"},
            {"place": "Children's homes", "children": 149, "share": c.Cell("8.2", sort=8.2), "state": "Mixed"},
            {"place": c.Cell("Placed for adoption", hint="Counted until the order is made"), "children": c.Cell("c"), "share": c.Cell("c"), "state": None},
        ],
        query=query,
        note="c = suppressed, because the number is small enough to point to a child.",
    )  # fmt: skip


def _months() -> list[date]:
    return [date(2024 + month // 12, month % 12 + 1, 1) for month in range(12)]


def _chart() -> Chart:
    days = _months()
    figures = c.Table(
        caption="Children looked after, by month",
        columns=[c.Column("day", "Month"), c.Column("ours", "Ours", number=True), c.Column("england", "England", number=True)],
        rows=[{"day": f"{day:%B %Y}", "ours": ours, "england": england} for day, ours, england in zip(days, RISING, ENGLAND, strict=True)],
    )  # fmt: skip
    return line_chart(
        title="512 children were looked after in December 2024, 41 more than in January",
        y="Children looked after",
        unit="children",
        series=[
            Series("Ours", list(zip(days, RISING, strict=True))),
            Series("England", list(zip(days, ENGLAND, strict=True)), "other"),
            Series("Target: under 500", [(day, 500) for day in days], "target"),
        ],
        table=figures,
        key="children",
    )


def _rates() -> Chart:
    years = [date(year, 3, 31) for year in range(2016, 2026)]
    ours = [63.1, 61.2, None, 58.7, 60.0, 64.2, 66.1, 66.0, 67.9, 68.3]
    neighbours = [66.0, 66.3, 66.8, 67.0, 67.5, 68.0, 68.2, 68.4, 68.6, 68.8]
    figures = c.Table(
        caption="Long-term stability, by year",
        columns=[c.Column("year", "31 March"), c.Column("ours", "Ours, %", number=True), c.Column("near", "Neighbours, %", number=True)],
        rows=[{"year": str(day.year), "ours": one, "near": other} for day, one, other in zip(years, ours, neighbours, strict=True)],
    )  # fmt: skip
    return line_chart(
        title="68% had lived in the same home for two years, close to our statistical neighbours",
        y="Children in the same home for two years",
        unit="percent",
        series=[
            Series("Ours", list(zip(years, ours, strict=True))),
            Series("Statistical neighbours", list(zip(years, neighbours, strict=True)), "other"),
            Series("England", [(day, 69.4) for day in years], "second"),
        ],
        band=[(day, one - 4, one + 4) for day, one in zip(years, ours, strict=True) if one is not None],
        table=figures,
        key="stability",
    )


def _multiples() -> c.Multiples:
    groups = [("Under 1", 31), ("1 to 4", 66), ("5 to 9", 97), ("10 to 15", 201), ("16 and over", 117)]
    panels = [
        c.Panel(
            name,
            str(number),
            [number * (0.8 + 0.02 * month) for month in range(12)],
            of=f"{number / 5.12:.0f}%",
        )
        for name, number in groups
    ]
    return c.Multiples(
        "Most are between 10 and 15", panels, "All charts have the same scale, from 0 to 201 children."
    )


def _bars() -> c.Bars:
    bars = [
        c.Bar("Foster care", 77.1, "77.1", "395 of 512"),
        c.Bar(
            "Children's homes, and homes for children with a disability",
            8.2,
            "8.2",
            "42 of 512",
            href="/gallery",
        ),
        c.Bar("Placed for adoption", None, "c", "c"),
    ]
    return c.Bars("Three in four live with foster carers", "Kind of home", "%", bars, "Children")


def _timeline() -> c.Timeline:
    homes = [
        c.Span(date(2016, 5, 9), date(2016, 5, 30), "Foster care", "foster", "Came into care"),
        c.Span(date(2016, 5, 30), date(2019, 8, 2), "Foster care with relatives", "family", "Moved to kin"),
        c.Span(
            date(2021, 1, 11), date(2021, 4, 3), "Children's home", "children-home", "Came back into care"
        ),
        c.Span(
            date(2021, 4, 3),
            date(2024, 11, 20),
            "Foster care, in-house",
            "foster",
            "Moved to a long-term home",
        ),
        c.Span(date(2024, 11, 20), None, "Semi-independent", "independent", "Moved towards independence"),
    ]
    orders = [
        c.Span(date(2016, 5, 9), date(2016, 12, 1), "Interim care order", "interim"),
        c.Span(date(2016, 12, 1), date(2019, 8, 2), "Care order", "care-order"),
        c.Span(date(2021, 1, 11), None, "Section 20", "section-20"),
    ]
    marks = [c.Mark(date(2021, 2, 8), "First review"), c.Mark(date(2023, 6, 1), "Missing for two days")]
    bands = [c.Band("Homes", homes), c.Band("Legal status", orders)]
    return c.Timeline(
        "Life in care of child 1234, May 2016 to March 2025",
        date(2016, 5, 9),
        date(2025, 3, 31),
        bands,
        marks,
    )
