"""The way through a long list, page by page, keeping filters and order in the address."""

from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import QueryDict

from sufficiency.service.ui.components.component import Component


@dataclass
class Pages(Component):
    """``page`` is a page of Django's Paginator (``get_page``, which forgives any number typed); ``query`` is request.GET.

    ``what`` names the things in the list ("findings", "children").
    """

    template: ClassVar[str] = "ui/pages.html"

    page: Page
    query: QueryDict = field(default_factory=QueryDict)
    what: str = "results"

    @property
    def numbers(self) -> list[tuple[int | None, str]]:
        """(number, address) in order; a number of None is a gap."""
        shown = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [(one, self.address(one)) if isinstance(one, int) else (None, "") for one in shown]

    @property
    def previous(self) -> str:
        return self.address(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next(self) -> str:
        return self.address(self.page.number + 1) if self.page.has_next() else ""

    def address(self, number: int) -> str:
        kept = [(name, one) for name, many in self.query.lists() if name != "page" for one in many]
        return "?" + urlencode([*kept, ("page", number)])
