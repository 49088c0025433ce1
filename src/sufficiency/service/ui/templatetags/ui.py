"""The components as template tags: ``{% load ui %}``. See ``ui/README.md`` for each with an example."""

from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sufficiency.service.ui import words

register = template.Library()

register.filter("day", words.day)
register.filter("count", words.count)


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form) -> dict:
    """All errors of a form at the top of its page, each linking to its field."""
    found = []
    if form is not None and form.is_bound:
        for name, errors in form.errors.items():
            if name == "__all__":
                found += [("form-errors", error) for error in errors]
            else:
                found += [(form[name].id_for_label, error) for error in errors]
    return {"errors": found}


@register.inclusion_tag("ui/tag.html")
def tag(text: str, colour: str = "grey") -> dict:
    """A short word in a coloured box. ``colour`` is one of GOV.UK's: grey, green, red, yellow, blue..."""
    return {"text": text, "colour": colour}


@register.inclusion_tag("ui/banner.html")
def banner(kind: str, text: str, heading: str = "") -> dict:
    """A notice above the page's heading. ``kind`` is success, warning, error or anything else for a plain one."""
    titles = {"success": "Done", "warning": "Please check", "error": "There is a problem"}
    word = next((one for one in titles if one in (kind or "").split()), "info")
    return {"kind": word, "title": titles.get(word, "Please note"), "text": text, "heading": heading}


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """A fold with more for those who want it, such as "How it is counted"."""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """A remark set apart from the text around it."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.inclusion_tag("ui/sub_navigation.html")
def sub_navigation(items, label: str) -> dict:
    """Pages or breakdowns beside each other: ``items`` are (title, address, is this page); ``label`` names the set."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/filters.html", takes_context=True)
def filters(context, form, title: str = "Filters") -> dict:
    """A form that narrows what the page shows and keeps its state in the address; folded on a phone.

    What else is in the address (the order of a table) stays; the page number does not.
    """
    form.narrows = True  # every filter can be left out: no label needs to say so
    query = context["request"].GET
    kept = [
        (name, one)
        for name in query
        if name not in form.fields and name != "page"
        for one in query.getlist(name)
    ]
    return {"form": form, "title": title, "kept": kept}


@register.simple_tag(takes_context=True)
def with_query(context, **changes) -> str:
    """This page's address with some of its query changed: ``{% with_query by="age_band" page=None %}``.

    A value of None or "" takes that part away. All else in the query stays as it is.
    """
    query = context["request"].GET.copy()
    for name, new in changes.items():
        if new in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(new)
    pairs = [(name, one) for name, many in query.lists() for one in many]
    return f"?{urlencode(pairs)}" if pairs else "?"
