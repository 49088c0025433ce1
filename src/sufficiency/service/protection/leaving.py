"""Taking the personal data of somebody who has left out of their account. The audit still says that it was them."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from sufficiency.service.access.models import Person
from sufficiency.service.protection.due import FORMER


def remove_personal_data(person: Person) -> None:
    """Name, username, email address, password, second factors, sessions and roles go; a number is left.

    What the person did stays with that number, because the audit and the decisions of the service point to it.
    """
    number = person.pk
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.held_roles.all().delete()
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(number):
            session.delete()
    person.username, person.name, person.email = f"{FORMER}{number}", f"Former person {number}", ""
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()
