"""Children looked after, the children behind a figure, and a child's page. Each look is recorded before it is given."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sufficiency.measures import MEASURES, Unit
from sufficiency.measures.crossed import label_of, title_of
from sufficiency.service.access.errors import AskedWrongly, NotHere
from sufficiency.service.access.rules import (
    check_can_break_glass,
    check_can_keep_caseloads,
    check_can_open_address,
    check_can_seal,
    check_can_see_child,
    check_can_see_children,
    check_can_see_openings,
    check_can_see_who_looked,
    may,
    rule,
    why_not,
)
from sufficiency.service.audit.actions import record_export, record_look
from sufficiency.service.audit.queries import looks_at
from sufficiency.service.data import wording
from sufficiency.service.data.asked import (
    choice_asked,
    day_asked,
    edition_asked,
    figures_for,
    group_asked,
    measure_asked,
)
from sufficiency.service.data.crossed import figure_of
from sufficiency.service.data.downloads import csv_file
from sufficiency.service.records import queries, tables
from sufficiency.service.records.addresses import address_of, child_token
from sufficiency.service.records.asked import child_asked
from sufficiency.service.records.closed import closed
from sufficiency.service.records.columns import facts_for
from sufficiency.service.records.forms import NARROWED_BY, Narrow
from sufficiency.service.records.life import in_a_sentence, timeline
from sufficiency.service.records.lists import ChildList, as_rows, csv_columns
from sufficiency.service.records.need_to_know import Sight
from sufficiency.service.records.record import Record
from sufficiency.service.ui.words import count
from sufficiency.service.ui.words import day as in_words

MOST_LOOKS = 100
EVERYONE = MEASURES["cla_number"]
NONE_OF_YOURS = "No child on your caseload is in this list. Whoever keeps caseloads can put a child on yours."
SECTIONS = (
    ("homes", "Homes"),
    ("periods", "Periods of care"),
    ("reviews", "Reviews"),
    ("missing", "Missing"),
    ("health", "Health"),
    ("care_leaver", "After leaving care"),
    ("findings", "Findings on this record"),
    ("episodes", "Rows of the episodes table"),
)
PARTS = {"numerator": "numerator", "rest": "denominator only"}


@require_GET
@rule(check_can_see_children)
def home(request: HttpRequest) -> HttpResponse:
    """Everyone looked after on a day, narrowed by the groups they are in."""
    edition = edition_asked(request)
    if edition is None:
        return render(request, "records/nothing_loaded.html")
    figures = figures_for(request.user, edition)
    day, form = day_asked(request, figures), Narrow(request.GET)
    if not form.is_valid():
        raise AskedWrongly(" ".join(error for errors in form.errors.values() for error in errors) + ".")
    wanted = {name: group for name, group in form.cleaned_data.items() if group}
    rows, _rest = queries.behind(edition, EVERYONE, day, also=NARROWED_BY)
    rows = [row for row in rows if all(row[name] == group for name, group in wanted.items())]
    sight = Sight(request.user)
    listed = ChildList(sight, rows, facts_for(EVERYONE), f"Children looked after on {in_words(day)}", request.GET, "No child is in all of these groups. Take one of the filters away." if sight.of_all_children else NONE_OF_YOURS)  # fmt: skip
    record_look(request.user, listed.children, f"children looked after on {day}")
    context = {
        "list": listed,
        # A number of a group that no page counts is told only of children the person may see.
        "number": len(rows) if sight.of_all_children else listed.number,
        "yours": not sight.of_all_children,
        "others": listed.shown.others_in_words(tell_number=not wanted),
        "form": form,
        "day": day,
        "narrowed": bool(wanted),
        "may_keep_caseloads": may(request.user, check_can_keep_caseloads),
        "may_see_openings": may(request.user, check_can_see_openings),
        "may_break_glass": may(request.user, check_can_break_glass),
    }
    return render(request, "records/children.html", context)


@require_GET
@rule(check_can_see_children)
def behind(request: HttpRequest, measure: str) -> HttpResponse:
    """The children behind a figure: those in its numerator, or those in its denominator only."""
    chosen = measure_asked(measure)
    edition = edition_asked(request)
    if edition is None:
        return render(request, "records/nothing_loaded.html")
    figures = figures_for(request.user, edition)
    by, group = group_asked(request, chosen)
    day = figures.latest_day(chosen, day_asked(request, figures))
    if day is None:
        raise AskedWrongly("This is counted on 31 March only, and none is loaded up to the day asked for.")
    part = choice_asked(request, "list", tuple(PARTS))
    lists = dict(zip(PARTS, queries.behind(edition, chosen, day, by, group), strict=True))
    sight = Sight(request.user)
    listed = ChildList(sight, lists[part], facts_for(chosen), chosen.title, request.GET, "No child is in this list." if sight.of_all_children else NONE_OF_YOURS)  # fmt: skip
    record_look(request.user, listed.children, _page(chosen.id, day, by, group))
    context = {
        "measure": chosen,
        "day": day,
        "asked_day": day_asked(request, figures),
        "sentence": wording.answer(chosen, figure_of(edition, figures, chosen, day, by, group)),
        "group": label_of(by, group) if by else "",
        "breakdown": title_of(by) if by else "",
        "parts": _parts(request, chosen, lists, part),
        "part": part,
        "list": listed,
        "others": listed.shown.others_in_words(),
        "csv": _kept(request, reverse("records:behind_csv", args=[chosen.id])),
        "breadcrumbs": [
            ("Position", reverse("position:home")),
            (chosen.title, _kept(request, reverse("position:measure", args=[chosen.id]), without=("group", "list"))),
            ("Children", None),
        ],
    }  # fmt: skip
    return render(request, "records/behind.html", context)


@require_GET
@rule(check_can_see_children)
def behind_as_csv(request: HttpRequest, measure: str) -> HttpResponse:
    """Both lists of a figure, to take away."""
    chosen = measure_asked(measure)
    edition = edition_asked(request)
    if edition is None:
        raise NotHere("Nothing is loaded yet.")
    figures = figures_for(request.user, edition)
    by, group = group_asked(request, chosen)
    day = figures.latest_day(chosen, day_asked(request, figures))
    if day is None:
        raise AskedWrongly("This is counted on 31 March only, and none is loaded up to the day asked for.")
    inside, outside = queries.behind(edition, chosen, day, by, group)
    sight, facts = Sight(request.user), facts_for(chosen)
    named = [row["child"] for row in (*inside, *outside) if sight.lists(row["child"])]
    record_export(request.user, named, f"{_page(chosen.id, day, by, group)}, CSV")
    rows = [
        *as_rows(sight, PARTS["numerator"], inside, facts),
        *as_rows(sight, PARTS["rest"], outside, facts),
    ]
    return csv_file(f"{chosen.id}-{day}-children", csv_columns(chosen), rows)


@require_GET
@rule(check_can_see_children)
def child(request: HttpRequest, child: str) -> HttpResponse:
    """A child's life in care, and everything the returns say; or why the record is closed to this person."""
    edition, child = child_asked(request, child)
    sight = Sight(request.user)
    if refusal := why_not(request.user, check_can_see_child, child, sight=sight):
        return closed(request, child, refusal)
    before = list(looks_at(child)[:MOST_LOOKS])
    record_look(request.user, child, "child's page")
    record = Record(edition, child, distance_hidden=sight.is_sealed(child))
    context = {
        "opening": sight.opening(child),
        "close": address_of("records:close", child, request),
        "address": address_of("records:address", child, request),
        "why_no_address": why_not(request.user, check_can_open_address, child, sight=sight),
        "seal": "" if sight.is_sealed(child) or not may(request.user, check_can_seal) else address_of("records:seal", child, request),
        "who_looked": reverse("audit:child", args=[child_token(child)]) if may(request.user, check_can_see_who_looked) else "",
        "child": child,
        "edition": edition,
        "record": record,
        "sentence": in_a_sentence(record),
        "timeline": timeline(record),
        "facts": tables.facts(record),
        "clocks": tables.clocks(record),
        "sections": [
            *((key, title, getattr(tables, key)(record)) for key, title in SECTIONS),
            ("looks", "Who looked at this record", tables.looks(before)),
        ],
        "breadcrumbs": [("Children", reverse("records:home")), (f"Child {child}", None)],
    }  # fmt: skip
    return render(request, "records/child.html", context)


def _page(measure: str, day: object, by: str, group: str) -> str:
    """The page in words, for the record of looks."""
    return f"children behind {measure} on {day}" + (f", {by} {group}" if by else "")


def _parts(request: HttpRequest, chosen, lists: dict, part: str) -> list[tuple[str, str, bool]]:
    """The two lists beside each other; a count has one alone."""
    if not chosen.has_denominator or chosen.unit in (Unit.DAYS, Unit.PER_10K):
        return []
    titles = {"numerator": "In the numerator", "rest": "In the denominator only"}
    return [
        (f"{titles[name]} ({count(len(rows))})", _kept(request, "", without=("page", "sort", "order"), list=name), name == part)
        for name, rows in lists.items()
    ]  # fmt: skip


def _kept(request: HttpRequest, path: str, without: tuple[str, ...] = ("page", "list", "sort", "order"), **changes: str) -> str:  # fmt: skip
    """An address with what this one asks for, but for some of it."""
    kept = {name: value for name, value in request.GET.items() if name not in without} | changes
    return f"{path}?{urlencode(kept)}" if kept else path or "?"
