"""The people pages: for system administrators, who change everybody but themselves."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from sufficiency.service.access import actions
from sufficiency.service.access.errors import NotHere
from sufficiency.service.access.models import Person
from sufficiency.service.access.people.forms import PeopleFilter, PersonForm, RolesForm, SeenForm
from sufficiency.service.access.people.queries import people
from sufficiency.service.access.people.shown import account_in_words, facts, table, what_can_be_done
from sufficiency.service.access.rules import check_can_keep_people, rule
from sufficiency.service.ui.components import Pages

ON_A_PAGE = 50


@rule(check_can_keep_people)
def home(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account: who, which roles, when last here, with a second factor or not."""
    form = PeopleFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = people(text=asked.get("q", ""), role=asked.get("role", ""), state=asked.get("state", ""))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "filter": form,
        "number": page.paginator.count,
        "people": table(page, request.GET),
        "pages": Pages(page, query=request.GET, what="people"),
    }
    return render(request, "people/home.html", shown)


@rule(check_can_keep_people)
def add(request: HttpRequest) -> HttpResponse:
    """Add a person; the answer shows the one-time password, this once."""
    form = PersonForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        password = actions.one_time_password()
        try:
            added = actions.create_person(
                **form.cleaned_data, password=password, one_time=True, by=request.user
            )
        except ValidationError as refusal:
            _tell(form, refusal)
        else:
            return render(
                request, "people/password.html", {"person": added, "password": password, "added": True}
            )
    return render(request, "people/add.html", {"form": form, "breadcrumbs": _way("Add a person")})


@rule(check_can_keep_people)
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One person: the account, what the roles let them do, and what can be changed."""
    found = _found(person)
    shown = {
        "person": found,
        "facts": facts(found),
        "state": account_in_words(found),
        "doors": what_can_be_done(request.user, found),
        "breadcrumbs": _way(str(found)),
    }
    return render(request, "people/person.html", shown)


@rule(check_can_keep_people)
def roles(request: HttpRequest, person: int) -> HttpResponse:
    """Choose the roles a person holds."""
    found = _found(person)
    form = RolesForm(_sent(request), person=found)
    if request.method == "POST" and form.is_valid():
        actions.set_roles(person=found, by=request.user, **form.cleaned_data)
        messages.success(request, f"The roles of {found} are now: {found.roles_in_words}.")
        return redirect("people:person", found.pk)
    return render(
        request, "people/roles.html", {"form": form, "person": found, "breadcrumbs": _way("Roles", found)}
    )


@rule(check_can_keep_people)
def close(request: HttpRequest, person: int) -> HttpResponse:
    """Close an account, after a page that says what that means."""
    return _confirmed(request, person, actions.close_account, "close", "The account of {} is closed.")


@rule(check_can_keep_people)
def reopen(request: HttpRequest, person: int) -> HttpResponse:
    """Open a closed account again."""
    return _confirmed(request, person, actions.reopen_account, "open", "{} may sign in again.")


@rule(check_can_keep_people)
def second_factor(request: HttpRequest, person: int) -> HttpResponse:
    """Take the second factor of somebody who lost it away."""
    done = "The second factor of {} is taken away."
    return _confirmed(request, person, actions.reset_second_factor, "second_factor", done)


@rule(check_can_keep_people)
def password(request: HttpRequest, person: int) -> HttpResponse:
    """Give a person a new one-time password; the answer shows it, this once."""
    found = _found(person)
    form = SeenForm(_sent(request), person=found)
    if request.method == "POST" and form.is_valid():
        made = actions.give_one_time_password(person=found, by=request.user, **form.cleaned_data)
        return render(request, "people/password.html", {"person": found, "password": made})
    return _ask(request, found, form, "password")


def _confirmed(
    request: HttpRequest, person: int, action: Callable[..., Any], name: str, done: str
) -> HttpResponse:
    found = _found(person)
    form = SeenForm(_sent(request), person=found)
    if request.method == "POST" and form.is_valid():
        action(person=found, by=request.user, **form.cleaned_data)
        messages.success(request, done.format(found))
        return redirect("people:person", found.pk)
    return _ask(request, found, form, name)


def _ask(request: HttpRequest, found: Person, form: SeenForm, name: str) -> HttpResponse:
    door = next(one for one in what_can_be_done(request.user, found, every=True) if one.name == name)
    shown = {"form": form, "person": found, "door": door, "breadcrumbs": _way(door.title, found)}
    return render(request, "people/confirm.html", shown)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _found(person: int) -> Person:
    found = people().filter(pk=person).first() if person < 2**63 else None
    if found is None:
        raise NotHere("There is no such person.")
    return found


def _way(title: str, found: Person | None = None) -> list[tuple[str, str | None]]:
    between = [(str(found), reverse("people:person", args=[found.pk]))] if found else []
    return [("People", reverse("people:home")), *between, (title, None)]


def _tell(form: PersonForm, refusal: ValidationError) -> None:
    """Put what the model refused beside its field; what is of no field of the form above them all."""
    told = refusal.message_dict if hasattr(refusal, "error_dict") else {"__all__": refusal.messages}
    for field, sentences in told.items():
        for sentence in dict.fromkeys(sentences):
            form.add_error(field if field in form.fields else None, sentence)
