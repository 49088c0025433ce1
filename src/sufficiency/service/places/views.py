"""Where children are placed: counts by authority area and by distance, and the children of an area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sufficiency.editions import Edition
from sufficiency.measures.areas import attribution
from sufficiency.measures.disclosure import HIDDEN_MARK
from sufficiency.measures.placed_where import (
    PLACED,
    areas_in_order,
    distances_in_order,
    name_of,
    placed_where,
)
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import (
    check_can_open_address,
    check_can_see_small_numbers,
    may,
    rule,
)
from sufficiency.service.audit.actions import record_look
from sufficiency.service.data.asked import day_asked, edition_asked, shown
from sufficiency.service.data.downloads import csv_file
from sufficiency.service.data.opened import opened
from sufficiency.service.places import telling
from sufficiency.service.places.drawing import AreaMap
from sufficiency.service.records.lists import ChildList
from sufficiency.service.records.need_to_know import Sight
from sufficiency.service.ui.words import day as in_words

COLUMNS = ("by", "group", "children")


@require_GET
@rule(check_can_see_small_numbers)
def home(request: HttpRequest) -> HttpResponse:
    """The map, every area with its number and share, and the bands of distance."""
    edition = _with_returns(request)
    if edition is None:
        return render(request, "position/nothing_loaded.html")
    day, rows = _placed(request, edition)
    opens = may(request.user, check_can_open_address)
    areas = telling.as_seen(areas_in_order(rows), opens)
    distances = telling.as_seen(distances_in_order(rows), opens)
    context = {
        "day": day,
        "days": list(reversed(opened(edition).figures.days)),
        "sentence": telling.in_a_sentence(areas, distances, edition.manifest.authority, rows.num_rows, day),
        "map": AreaMap(areas, edition.manifest.authority),
        "areas": telling.areas_table(
            areas, rows.num_rows, lambda area: _address(request, "places:children", as_at=str(day), area=area) if opens else ""
        ),
        "distances": telling.distances_table(distances, rows.num_rows),
        "hides": not opens,
        "attribution": attribution(),
        "csv": _address(request, "places:csv", as_at=str(day)),
    }  # fmt: skip
    return render(request, "places/home.html", context)


@require_GET
@rule(check_can_see_small_numbers)
def placed_as_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the page, to take away, hidden as there."""
    edition = _with_returns(request)
    if edition is None:
        raise NotHere("No return is loaded yet.")
    day, rows = _placed(request, edition)
    opens = may(request.user, check_can_open_address)
    told = (("area", areas_in_order(rows)), ("distance", distances_in_order(rows)))
    lines = [
        (by, group, HIDDEN_MARK if number is None else number)
        for by, counts in told
        for group, number in telling.as_seen(counts, opens).items()
    ]
    return csv_file(f"placed-{day}-{edition.id}", COLUMNS, lines)


@require_GET
@rule(check_can_open_address)
def children(request: HttpRequest) -> HttpResponse:
    """The children placed in an area, as far as the person may see them; each shown is recorded as looked at."""
    edition = _with_returns(request)
    if edition is None:
        return render(request, "records/nothing_loaded.html")
    day, rows = _placed(request, edition)
    area = request.GET.get("area", "")
    if area not in areas_in_order(rows):
        raise AskedWrongly(
            f"“{shown(area)}” is no area that a child is placed in on {in_words(day)}. Choose one from the table."
        )
    name = name_of(area)
    found = [row for row in rows.to_pylist() if row["area"] == area]
    listed = ChildList(Sight(request.user), found, (), name, request.GET, "No child is placed there, or none on your caseload.")  # fmt: skip
    record_look(request.user, listed.children, f"children placed in {name} on {day}")
    context = {
        "name": name,
        "day": day,
        "list": listed,
        "others": listed.shown.others_in_words(),
        "breadcrumbs": [("Places", _address(request, "places:home", as_at=str(day))), ("Children", None)],
    }
    return render(request, "places/children.html", context)


def _with_returns(request: HttpRequest) -> Edition | None:
    """The edition asked for; None where it holds no SSDA903 return to count from."""
    edition = edition_asked(request)
    return edition if edition and edition.manifest.years else None


def _placed(request: HttpRequest, edition: Edition):
    """The day asked for and where each child is placed on it, worked out once while it is asked for."""
    day, own = day_asked(request, opened(edition).figures), edition.manifest.authority
    return day, opened(edition).lately(
        ("placed", day), lambda history: placed_where(history, day, own).select(PLACED.names)
    )


def _address(request: HttpRequest, name: str, **query: str) -> str:
    """The address, of the edition the page shows."""
    if edition := request.GET.get("edition"):
        query["edition"] = edition
    return reverse(name) + (f"?{urlencode(query)}" if query else "")
