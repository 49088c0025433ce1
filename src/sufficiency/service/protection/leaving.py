"""Taking the personal data of somebody who has left out of their account. The audit still says that it was them."""

from django.apps import apps
from django.contrib.sessions.models import Session

from sufficiency.service.access.models import Person
from sufficiency.service.protection.due import FORMER

SIGNING_IN = (
    "account",
    "mfa",
    "socialaccount",
)  # tables of allauth: addresses, second factors, single sign-on


def held_account(number: str) -> Person:
    """An account with its tokens, as they are now, held until the transaction ends."""
    person = Person.objects.select_for_update(no_key=True).get(pk=number)
    # Before anything is audited, as whoever ends a token does.
    list(person.tokens.select_for_update(of=("self",)))
    return person


def remove_personal_data(person: Person) -> None:
    """Name, username, email address, password, second factors, sessions and roles go; a number is left.

    What the person did stays with that number, because the audit and the decisions of the service point to it.
    """
    number = person.pk
    for model in apps.get_models():
        if model._meta.app_label in SIGNING_IN:
            for field in model._meta.fields:
                if field.related_model is Person:
                    model._base_manager.filter(**{field.name: person}).delete()
    person.held_roles.all().delete()
    for token in person.tokens.all():  # which open nothing any more, since the account is shut
        token.name = f"token {token.pk}"
        token.save(update_fields=["name"])
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(number):
            session.delete()
    person.username, person.name, person.email = f"{FORMER}{number}", f"Former person {number}", ""
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()
