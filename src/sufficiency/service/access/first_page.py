"""Where each person begins: the first room that their roles open."""

from typing import Any

from django.urls import reverse

from sufficiency.service.access.rules import (
    check_can_keep_people,
    check_can_see_figures,
    check_can_see_provider_pages,
    may,
)

FIRST_PAGES = (
    (check_can_see_figures, "position:home"),
    (check_can_keep_people, "people:home"),
    (check_can_see_provider_pages, "provider"),
)


def first_page(person: Any) -> str:
    """The address of the first page the person may open; their own account where there is none."""
    return reverse(next((page for rule, page in FIRST_PAGES if may(person, rule)), "account"))
