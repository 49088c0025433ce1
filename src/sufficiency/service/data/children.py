"""The children an edition tells of, by the id in the return."""

from collections.abc import Callable

from sufficiency.service.data.asked import home
from sufficiency.service.data.opened import opened


def ids_like(text: str, most: int, named: Callable[[str], bool]) -> list[str]:
    """Ids of children of the edition in use that begin with the text, the one that is the text first.

    ``named`` says of a child whether it may be named to the person who searches.
    """
    edition = home().current()
    if edition is None or not text:
        return []
    wanted = text.casefold()
    found = [
        child for child in opened(edition).children if child.casefold().startswith(wanted) and named(child)
    ]
    return sorted(found, key=lambda child: (child != text, child))[:most]
