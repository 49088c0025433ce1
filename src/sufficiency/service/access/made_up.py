"""Sign-ins for the made-up authority, so that it can be tried in each role. Never made for a real one."""

import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from sufficiency.editions import Home
from sufficiency.service.access.actions import create_person
from sufficiency.service.access.models import Person
from sufficiency.service.access.roles import Role
from sufficiency.service.config.home import write_private
from sufficiency.vocabulary.authorities import authorities

SIGN_INS = {
    "analyst": Role.PERFORMANCE_ANALYST,
    "director": Role.DIRECTOR,
    "commissioner": Role.COMMISSIONER,
    "placements": Role.PLACEMENT_OFFICER,
    "placementmanager": Role.PLACEMENT_MANAGER,
    "permanence": Role.PERMANENCE_MANAGER,
    "fostering": Role.FOSTERING_MANAGER,
    "socialworker": Role.SOCIAL_WORKER,
    "reviewing": Role.REVIEWING_OFFICER,
    "member": Role.ELECTED_MEMBER,
    "provider": Role.PROVIDER,
    "administrator": Role.SYSTEM_ADMINISTRATOR,
}
FILE = "sign-in.txt"


def is_made_up(home: Path) -> bool:
    """True when something was loaded and all of it, as far as can be told, belongs to a made-up authority."""
    return bool(Home(home).ids()) and not holds_real_records(home)


def holds_real_records(home: Path) -> bool:
    """True when anything loaded belongs to a real authority, or to nobody knows whom."""
    return _holds_real_records(home, tuple(Home(home).ids()))


@lru_cache(maxsize=4)
def _holds_real_records(home: Path, _editions: tuple[str, ...]) -> bool:
    """Editions never change, so this is worked out once for each list of them."""
    made_up = {one.code for one in authorities() if one.made_up}
    opened = Home(home)
    if opened.damaged():  # whose records a damaged edition holds cannot be told
        return True
    return any(manifest.authority not in made_up for manifest in opened.editions())


def shut_out_of_real_records(get_response: Callable) -> Callable:
    """Middleware: no page opens to a made-up person once real records are in the home, however they came there.

    Starting the service closes these accounts for good (``keep_sign_ins``); this holds until then.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.user.made_up and holds_real_records(settings.HOME):
            logout(request)
            messages.info(request, "Real records were loaded, so the made-up sign-ins are closed.")
        return get_response(request)

    return middleware


@transaction.atomic
def keep_sign_ins(home: Path) -> str:
    """Make the made-up people on the first start, and tell how to sign in; close them for a real authority.

    The passwords are made here, kept in ``<home>/sign-in.txt`` for the owner of the folder alone, and made anew
    when that file is gone. Returns the text of the file, or nothing where the authority is not a made-up one.
    """
    file = home / FILE
    if not is_made_up(home):
        for person in Person.objects.filter(made_up=True, is_active=True):
            person.is_active = False  # real children's records came into this home: these doors shut
            person.save()
        return ""
    if file.exists() and Person.objects.filter(made_up=True, is_active=True).exists():
        return file.read_text(encoding="utf-8")
    file.unlink(missing_ok=True)
    lines = [
        f"{username:<18}{_sign_in(username, role):<22}{role.label}" for username, role in SIGN_INS.items()
    ]
    text = "\n".join([f"{'Username':<18}{'Password':<22}Role", *lines, ""])
    write_private(file, text)
    return text


def _sign_in(username: str, role: Role) -> str:
    """Make the person, or give an existing made-up one a new password; returns the password."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    person = Person.objects.filter(username=username, made_up=True).first()
    if person is None:
        person = create_person(username=username, name=role.label, password=password, roles=[role])
        person.made_up = True
    person.is_active = True
    person.set_password(password)
    person.save()
    return password
