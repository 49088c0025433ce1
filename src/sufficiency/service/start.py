"""Starting the service on one machine: prepare the installation's folder, say how to sign in, serve."""

import fcntl
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = "sufficiency.service.config.settings"


class CannotStart(RuntimeError):
    """The service cannot start, or a person cannot be added; the text is a sentence saying why and what to do."""


def serve(
    home: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    say: Callable[[str], None] = print,
    with_worker: bool = True,
    processes: int = 2,
) -> None:
    """Serve the pages of ``home`` until stopped, with a worker for the background beside them.

    Without ``with_worker`` whoever keeps the system runs that elsewhere (``work``). What is missing is made first:
    style sheets, database tables, and for the made-up authority its sign-ins. Raises CannotStart. A second start finds
    all of it there and takes seconds.
    """
    if not os.environ.get("LISTEN_FDS"):  # else the socket is open already, and systemd's
        _check_port(host, port)
    _allow_host(host)
    build_pages(say)
    from sufficiency.service.operations.pages import count_together, serve_until_stopped

    count_together(Path(home))
    prepare(home, say)
    say(_how_to_sign_in(Path(home), host, port))
    serve_until_stopped(host, port, with_worker, processes)


def work(home: str | Path, say: Callable[[str], None] = print) -> None:
    """Do what waits in the background of ``home`` until stopped, beside pages that were started without a worker."""
    prepare(home, say)
    from sufficiency.service.operations.worker import work as work_until_stopped

    say("Working. Press Ctrl and C to stop.")
    work_until_stopped()


def prepare(home: str | Path, say: Callable[[str], None] = print) -> None:
    """Set Django up for ``home`` and bring its database up to date. For commands that need people or rules."""
    set_up(home)
    from django.core.management import call_command
    from django.db import DatabaseError, connection, connections
    from django.db.migrations.executor import MigrationExecutor

    with _one_at_a_time(Path(home)):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("Preparing the database ...")
            try:
                call_command("migrate", verbosity=0, interactive=False)
            except DatabaseError as cause:
                raise CannotStart(
                    "The database is of another release, and this user may not bring it up to date. Make a backup, and "
                    "run django-admin migrate as the owner of the tables (docs/how-to/production.md, Upgrade)."
                ) from cause
    connections.close_all()  # nothing open is handed to the processes that serve


def set_up(home: str | Path) -> None:
    """Set Django up for ``home``, and leave its database as it is."""
    os.umask(0o077)  # the database and all else made here is for the owner of the folder alone
    os.environ["SUFFICIENCY_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    from sufficiency.service.config.database import BadDatabaseUrl
    from sufficiency.service.config.home import BadSetting
    from sufficiency.service.config.sign_on import BadSignOn

    try:
        django.setup()
    except (BadDatabaseUrl, BadSetting, BadSignOn) as cause:
        raise CannotStart(str(cause)) from cause


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    """Pages and worker may start together: one prepares the database, the other waits for it."""
    with open(home / ".preparing", "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def add_person(
    home: str | Path,
    *,
    username: str,
    name: str,
    roles: Iterable[str],
    email: str = "",
    password: str | None = None,
) -> str:
    """Add a person to the installation from its own machine; returns the password, made here when none is given.

    A password made here is for the first sign-in, and must be changed then. ``roles`` are written as in the list of roles ("performance_analyst", "director"). Raises CannotStart for an
    unknown role, a username or address that is taken, or a password too easily guessed.
    """
    prepare(home)
    from django.core.exceptions import ValidationError

    from sufficiency.service.access.actions import (
        UnknownRole,
        create_person,
        one_time_password,
        role_named,
    )

    given, password = password, password or one_time_password()
    try:
        held = [role_named(role) for role in roles]
        create_person(
            username=username, name=name, email=email, password=password, roles=held, one_time=given is None
        )
    except UnknownRole as cause:
        raise CannotStart(str(cause)) from cause
    except ValidationError as cause:
        raise CannotStart(" ".join(dict.fromkeys(cause.messages))) from cause
    return password


def build_pages(say: Callable[[str], None] = print) -> None:
    """Make the style sheets and scripts when they are missing or out of date. Raises CannotStart."""
    from sufficiency.service.ui.build import CannotBuild, build

    try:
        build(say)
    except CannotBuild as cause:
        raise CannotStart(str(cause)) from cause


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as cause:
            raise CannotStart(
                f"Port {port} of {host} cannot be used ({cause.strerror}). Stop what listens there, or use --port."
            ) from cause


def _allow_host(host: str) -> None:
    """Answer to the name or address served on; all others are named in SUFFICIENCY_HOSTS."""
    if not os.environ.get("SUFFICIENCY_HOSTS") and host not in ("", "0.0.0.0", "::"):  # noqa: S104
        os.environ["SUFFICIENCY_HOSTS"] = f"127.0.0.1,localhost,{f'[{host}]' if ':' in host else host}"


def _how_to_sign_in(home: Path, host: str, port: int) -> str:
    from sufficiency.service.access.made_up import keep_sign_ins
    from sufficiency.service.access.models import Person
    from sufficiency.service.committee.made_up import keep_made_up_papers
    from sufficiency.service.governance.made_up import keep_made_up_boards
    from sufficiency.service.recorded.made_up import keep_made_up_series
    from sufficiency.service.records.made_up import keep_made_up_caseloads
    from sufficiency.service.strategy.made_up import keep_made_up_plan
    from sufficiency.service.voice.made_up import keep_made_up_voices

    where = f"at http://{f'[{host}]' if ':' in host else host}:{port}/"
    if os.environ.get("LISTEN_FDS"):
        where = "behind the socket that systemd holds"
    told = keep_sign_ins(home)
    if told:
        keep_made_up_caseloads(home)
        keep_made_up_series(home)
        keep_made_up_boards(home)
        keep_made_up_plan(home)
        keep_made_up_voices(home)
        keep_made_up_papers(home)
        rest = f"Sign in as one of these (kept in {home / 'sign-in.txt'}):\n\n{told}"
    elif Person.objects.filter(is_active=True).exists():
        rest = "Sign in with your account.\n"
    else:
        rest = "Nobody can sign in yet: add a person with `sufficiency people add`.\n"
    return f"\nThe pages are {where}\n{rest}\nPress Ctrl and C to stop."
