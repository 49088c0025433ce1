"""Conditions of the installation's folder: who can read it, what is in it, room on the disk, the last backup."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from sufficiency.editions import EditionProblem, Home
from sufficiency.service.access.made_up import is_made_up
from sufficiency.service.operations.deploying.conditions import Found, not_ok, ok, warning
from sufficiency.service.operations.living import alive
from sufficiency.service.operations.metrics import last_backup
from sufficiency.service.ui.folders import BUILT
from sufficiency.vocabulary import postcodes

LEAST_ROOM, LITTLE_ROOM = 1 << 30, 5 << 30  # bytes
BACKUP_EVERY = timedelta(days=1)
PRIVATE = ("service.sqlite3", "secret-key", "audit-key", "sign-in.txt")
OTHERS = 0o077


def folder() -> Found:
    home = Path(settings.HOME)
    if home.stat().st_uid != os.getuid():
        return not_ok(
            "It belongs to another user of this machine than the one who asks.",
            "Ask as the user the service runs as, or give the folder to that user.",
        )
    open_ones = [
        str(path.relative_to(home.parent))
        for path in (home, *(home / name for name in PRIVATE))
        if path.exists() and path.stat().st_mode & OTHERS
    ]
    if open_ones:
        return not_ok(
            f"Other users of this machine can reach {', '.join(open_ones)}.",
            f"chmod -R go= {home}",
        )
    return ok("Its owner alone reads it.")


def edition() -> Found:
    try:
        current = Home(settings.HOME).current()
    except EditionProblem as problem:
        return not_ok(str(problem), "Restore a backup, or load the returns again.")
    if current is None:
        return warning("Nothing is loaded yet.", "Load the council's returns: sufficiency load.")
    if is_made_up(settings.HOME):
        return warning(
            "What is loaded is the made-up authority, whose passwords lie in the folder.",
            "Load the council's own returns; the made-up people are then shut out.",
        )
    return ok(f"Edition {current.id} is in use.")


def disk() -> Found:
    free = shutil.disk_usage(settings.HOME).free
    words = f"{free / (1 << 30):.1f} GiB are free where the editions are."
    if free < LEAST_ROOM:
        return not_ok(words, "Make room: a load writes a whole new edition.")
    if free < LITTLE_ROOM:
        return warning(words, "Make room before long: a load writes a whole new edition.")
    return ok(words)


def postcode_directory() -> Found:
    try:
        found = postcodes.directory()
    except OSError as problem:
        return not_ok(
            f"It cannot be read or made: {problem.strerror or 'no reason given'}.", "Run make install again."
        )
    return ok(f"{found.stat().st_size // (1 << 20)} MiB of postcodes are there.")


def pages_built() -> Found:
    if not any(BUILT.glob("*.css")):
        return not_ok("The style sheet and scripts are missing.", "Run make install again.")
    return ok("Style sheet and scripts are there.")


def worker() -> Found:
    found = alive(settings.HOME)
    if not found:
        return warning(
            "None works: loads from the pages, extracts and copies wait.",
            "Start it: systemctl start sufficiency-worker, or sufficiency worker.",
        )
    return ok(f"{len(found)} at work.")


def backup() -> Found:
    made = last_backup(settings.HOME)
    if made is None:
        return warning("None was made yet.", "Make one, and have one made each day: sufficiency backup.")
    made = made if made.tzinfo else made.replace(tzinfo=UTC)
    age = datetime.now(UTC) - made
    words = f"The last was made {made:%-d %B %Y at %H:%M} UTC."
    if age < -BACKUP_EVERY:
        return not_ok(
            words, "That is in the future: set this machine's clock, and make one now: sufficiency backup."
        )
    if age > BACKUP_EVERY:
        return not_ok(words, "Find out why the daily backup fails; make one now: sufficiency backup.")
    return ok(words)
