"""Who is acting: kept while an action works, so that a followed change knows whose it is.

::

    with acting(by):
        person.save()

Within a page it is the person signed in, unless the action says otherwise; else nobody, which is the machine itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from sufficiency.service.access.models import Person

_ACTING: ContextVar[Person | None] = ContextVar("acting", default=None)


@contextmanager
def acting(person: Person | None) -> Iterator[None]:
    """What is changed within is done by ``person``; by the machine itself for None."""
    before = _ACTING.set(person)
    try:
        yield
    finally:
        _ACTING.reset(before)


def who_acts() -> Person | None:
    """The person acting here and now; None for the machine itself and for somebody not signed in."""
    person = _ACTING.get()
    return person if person is not None and person.is_authenticated else None


def the_person_signed_in_acts(get_response: Callable) -> Callable:
    """Middleware: what a page changes, the person signed in changed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with acting(request.user):
            return get_response(request)

    return middleware
