"""The child an address asks for: the token becomes the child of the edition asked for, or the page is not there."""

from django.http import HttpRequest

from sufficiency.editions import Edition
from sufficiency.service.access.errors import NotHere
from sufficiency.service.data.asked import edition_asked
from sufficiency.service.records.addresses import child_of


def child_asked(request: HttpRequest, token: str) -> tuple[Edition, str]:
    """The edition and the child. Raises NotHere; whether the person may see the child is asked of the rules after."""
    edition = edition_asked(request)
    child = child_of(token, edition) if edition else None
    if child is None:
        raise NotHere("No return of this edition tells of this child. Search for the beginning of the id.")
    return edition, child
