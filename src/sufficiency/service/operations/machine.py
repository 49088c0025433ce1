"""What is done on the machine itself, by whoever owns the installation: for the commands of the command line."""

import os
from collections.abc import Callable
from pathlib import Path

from sufficiency.service.operations.backup.archive import BadBackup, check_passphrase
from sufficiency.service.operations.backup.restoring import Restored, gone_if_it_fails, unpack
from sufficiency.service.start import set_up


def back_up(home: Path, file: Path, passphrase: str, say: Callable[[str], None] = print):
    """Write everything of the installation into one sealed file. Raises BadBackup."""
    if not home.is_dir():
        raise BadBackup(f"There is no installation in {home}.")
    check_passphrase(passphrase)
    set_up(home)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from sufficiency.service.operations.backup import contents

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BadBackup(
            "The database is of another version than this Sufficiency. Make the backup with the version that served it."
        )
    return contents.back_up(file, passphrase, say)


def restore(
    file: Path, into: Path, passphrase: str, database_url: str = "", say: Callable[[str], None] = print
) -> Restored:
    """Bring an installation back into an empty folder and an empty database. Raises BadBackup."""
    unpacked = unpack(file, into.expanduser().absolute(), passphrase, say)
    with gone_if_it_fails(unpacked):
        for variable in unpacked.manifest.keys_not_in:
            if variable == "SUFFICIENCY_AUDIT_KEY" and not os.environ.get(variable):
                raise BadBackup(
                    f"{variable} came from the environment and is not in the backup. Set it as it was, and try again: "
                    "without it nothing can be added to the audit."
                )
        for variable in unpacked.manifest.keys_in:
            os.environ.pop(f"SUFFICIENCY_{variable.upper().replace('-', '_')}", None)
        if database_url:
            os.environ["DATABASE_URL"] = database_url
        set_up(unpacked.home)
        from sufficiency.service.operations.backup import restoring

        return restoring.restore(unpacked, say)
