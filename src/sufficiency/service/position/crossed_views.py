"""A measure by two breakdowns at a time, of all children or of some only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sufficiency.measures import BREAKDOWNS, Measure
from sufficiency.measures.crossed import BETWEEN, can_be_of, title_of
from sufficiency.service.access.errors import AskedWrongly
from sufficiency.service.access.rules import (
    check_can_see_children,
    check_can_see_small_numbers,
    may,
    rule,
)
from sufficiency.service.data import wording
from sufficiency.service.data.asked import (
    choice_asked,
    day_asked,
    edition_asked,
    figures_for,
    measure_asked,
    shown,
)
from sufficiency.service.data.crossed import crossed
from sufficiency.service.position.crossed_page import matrix

# What is asked for most; the command line narrows by any group.
NARROWED = {
    "all": ("All children", {}),
    "without-uasc": ("Without unaccompanied asylum-seeking children", {"uasc": ("not-uasc",)}),
    "under-16": ("Aged under 16", {"age_band": ("0", "1-4", "5-9", "10-15")}),
    "16-and-over": ("Aged 16 and over", {"age_band": ("16+",)}),
}


@require_GET
@rule(check_can_see_small_numbers)
def page(request: HttpRequest, measure: str) -> HttpResponse:
    """Rows of one breakdown, columns of the other; each number leads to its children where it is of all."""
    chosen = measure_asked(measure)
    edition = edition_asked(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    figures = figures_for(request.user, edition)
    day = figures.latest_day(chosen, day_asked(request, figures))
    pair = _pair(request, chosen)
    if day is None:
        raise AskedWrongly(
            "This is counted on certain days only, and none is loaded up to the day asked for."
        )
    narrowed = {key: words for key, (words, only) in NARROWED.items() if can_be_of(chosen, only)}
    of = choice_asked(request, "of", tuple(narrowed))
    found = crossed(edition, chosen, day, (*pair, BETWEEN.join(pair)), NARROWED[of][1])
    opens = of == "all" and may(request.user, check_can_see_children)
    context = {
        "measure": chosen,
        "day": day,
        "title": title_of(BETWEEN.join(pair)),
        "answer": wording.answer(chosen, found["", ""]),
        "table": matrix(
            chosen, pair, found, lambda by, group: _children(request, chosen, by, group) if opens else ""
        ),
        "choices": [(one, BREAKDOWNS[one].title) for one in chosen.breakdowns],
        "rows": pair[0],
        "columns": pair[1],
        "narrowed": narrowed.items(),
        "of": of,
        "breadcrumbs": [
            ("Position", reverse("position:home")),
            (chosen.title, reverse("position:measure", args=[chosen.id])),
            ("Two breakdowns", None),
        ],
    }
    return render(request, "position/crossed.html", context)


def _pair(request: HttpRequest, measure: Measure) -> tuple[str, str]:
    """The breakdowns of ``?rows=&columns=``, the first two unless said. Raises AskedWrongly."""
    known = measure.breakdowns
    if len(known) < 2:
        raise AskedWrongly(f"“{measure.title}” has no two breakdowns.")
    rows = request.GET.get("rows") or known[0]
    columns = request.GET.get("columns") or next(one for one in known if one != rows)
    for asked in (rows, columns):
        if asked not in known:
            applies = ", ".join(BREAKDOWNS[one].title.lower() for one in known)
            raise AskedWrongly(
                f"“{measure.title}” is not broken down by “{shown(asked)}”. It is by {applies}."
            )
    if rows == columns:
        raise AskedWrongly("Choose two different breakdowns, one for the rows and one for the columns.")
    return rows, columns


def _children(request: HttpRequest, measure: Measure, by: str, group: str) -> str:
    kept = {name: request.GET[name] for name in ("as_at", "edition") if name in request.GET}
    asked = {"by": by, "group": group} if by else {}
    return reverse("records:behind", args=[measure.id]) + f"?{urlencode(kept | asked)}"
