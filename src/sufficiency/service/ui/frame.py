"""What stands around every page: whose figures, from which edition, and the way to the other rooms."""

from dataclasses import dataclass
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from sufficiency.editions import DamagedEdition, Edition, Home
from sufficiency.service.access.first_page import first_page
from sufficiency.service.access.rules import (
    Rule,
    check_can_keep_people,
    check_can_review_retention,
    check_can_see_children,
    check_can_see_editions,
    check_can_see_figures,
    check_can_see_lines,
    check_can_see_meetings,
    check_can_see_openings,
    check_can_see_papers,
    check_can_see_plan,
    check_can_see_small_numbers,
    may,
)
from sufficiency.service.ui.words import day
from sufficiency.vocabulary.authorities import authorities


@dataclass(frozen=True)
class Room:
    """A door in the navigation: its name, the address of its first page, and the rule that opens it."""

    title: str
    address: str
    rule: Rule


# In the order of the work; a room is added here when it is built.
ROOMS = (
    Room("Position", "position:home", check_can_see_figures),
    Room("Journeys", "journeys:moves", check_can_see_small_numbers),
    Room("Places", "places:home", check_can_see_small_numbers),
    Room("Children", "records:home", check_can_see_children),
    Room("Plan", "strategy:home", check_can_see_plan),
    Room("Voice", "voice:home", check_can_see_figures),
    Room("Meetings", "governance:home", check_can_see_meetings),
    Room("Papers", "committee:home", check_can_see_papers),
    Room("Data", "data:home", check_can_see_editions),
    Room("Protection", "protection:home", check_can_review_retention),
    Room("People", "people:home", check_can_keep_people),
    Room("Audit", "audit:home", check_can_see_lines),
)


@dataclass(frozen=True)
class Door:
    """A room as this person sees it in the navigation; ``here`` when the page is in it."""

    title: str
    href: str
    here: bool


class Frame:
    """Read by ``ui/base.html`` as ``frame``; each part is worked out only when a template asks."""

    version = version("sufficiency")
    damaged = False

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.person = getattr(request, "user", None)

    @property
    def signed_in(self) -> bool:
        return self.person is not None and self.person.is_authenticated

    @cached_property
    def first_page(self) -> str:
        """Where the name at the top leads: the person's own first page; signing in where nobody is."""
        return first_page(self.person) if self.signed_in else "/"

    @cached_property
    def doors(self) -> list[Door]:
        """The rooms this person may enter; none for somebody not signed in."""
        if not self.signed_in:
            return []
        here = self.request.resolver_match.namespace if self.request.resolver_match else ""
        return [
            Door(room.title, reverse(room.address), room.address.split(":")[0] == here)
            for room in ROOMS
            if may(self.person, room.rule)
        ]

    @property
    def may_search(self) -> bool:
        return self.signed_in and may(self.person, check_can_see_figures)

    @property
    def may_see_children(self) -> bool:
        return self.signed_in and may(self.person, check_can_see_children)

    @cached_property
    def openings_to_answer(self) -> int:
        """How many records opened in an emergency wait for this person's answer."""
        if not self.signed_in or not may(self.person, check_can_see_openings):
            return 0
        from sufficiency.service.records.openings import (
            number_waiting_for,  # a room, which stands on this one
        )

        return number_waiting_for(self.person)

    @cached_property
    def edition(self) -> Edition | None:
        """The edition whose figures are shown: the page's own (``request.edition``), else the one in use."""
        try:
            return getattr(self.request, "edition", None) or Home(settings.HOME).current()
        except DamagedEdition:  # the data page says what is wrong; here the page must still stand
            self.damaged = True
            return None

    @cached_property
    def edition_in_words(self) -> str:
        """For example "Figures from 5 April 2025, provisional"."""
        if self.edition is None:
            return "The edition in use cannot be read" if self.damaged else "No returns loaded yet"
        manifest = self.edition.manifest
        return f"Figures from {day(manifest.made_at)}, {manifest.status}"

    @cached_property
    def edition_href(self) -> str:
        if self.edition is None:
            return reverse("data:home")
        return reverse("data:edition", args=[self.edition.id])

    @cached_property
    def may_open_edition(self) -> bool:
        return self.signed_in and may(self.person, check_can_see_editions)

    @cached_property
    def authority(self) -> str:
        """The authority's name as its returns were loaded, or nothing before the first load."""
        code = self.edition.manifest.authority if self.edition else None
        known = next((one for one in authorities() if one.code == code), None)
        if known is None:
            return ""
        return f"{known.name} (made up)" if known.made_up else known.name


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Template context: the frame of the page."""
    return {"frame": Frame(request)}
