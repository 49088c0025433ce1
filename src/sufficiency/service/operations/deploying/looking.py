"""Every condition, in the order they are told, and looking at them."""

import logging
from collections.abc import Iterable

from sufficiency.service.operations.deploying import of_database, of_home, of_settings
from sufficiency.service.operations.deploying.conditions import Condition, Found, State, Told, not_ok

log = logging.getLogger("sufficiency.deploying")

DATABASE = "Database"
CONDITIONS = (
    Condition("Secret key", "Signs sessions and enciphers second factors.", of_settings.secret_key),
    Condition("Audit key", "Seals the record of who did what.", of_settings.audit_key),
    Condition("Keys differ", "One lost key must not cost the other.", of_settings.keys_differ),
    Condition("HTTPS", "Nobody on the network reads passwords or records.", of_settings.https),
    Condition("Name of the site", "A call under another name is refused.", of_settings.hosts),
    Condition("Web servers before the pages", "Lock-out goes by the caller's own address.", of_settings.proxies),
    Condition("Error pages", "A developer's show settings and records.", of_settings.debug),
    Condition("Metrics", "Who may read how the service is doing.", of_settings.metrics_token),
    Condition("Logs", "Read by people or by programs.", of_settings.logs),
    Condition("Framework", "Django's own check for deployment.", of_settings.of_django),
    Condition("Folder of the installation", "Editions and keys lie in it.", of_home.folder),
    Condition("Edition in use", "What the pages count from.", of_home.edition),
    Condition("Disk", "A load writes a whole new edition.", of_home.disk),
    Condition("Postcode directory", "Distances from home are measured with it.", of_home.postcode_directory),
    Condition("Pages", "Their style sheet and scripts are made when installing.", of_home.pages_built),
    Condition(DATABASE, "People, rules and the audit are in it.", of_database.answers),
    Condition("Kind of database", "PostgreSQL serves many at once.", of_database.kind, of_database=True),
    Condition("Tables", "Those this release works with.", of_database.tables, of_database=True),
    Condition("Audit", "Whole, and the database refuses to change it.", of_database.audit, of_database=True),
    Condition("System administrators", "Somebody keeps the people.", of_database.administrators, of_database=True),
    Condition("Second factors", "Needed where children's records open.", of_database.second_factors, of_database=True),
    Condition("Sessions", "Ended ones are cleared.", of_database.sessions, of_database=True),
    Condition("Clocks", "Sessions, locks and the audit go by them.", of_database.clock, of_database=True),
    Condition("Worker", "Does what waits in the background.", of_home.worker),
    Condition("Backup", "One a day, so that a day is the most that is lost.", of_home.backup),
)  # fmt: skip


def look(conditions: Iterable[Condition] = CONDITIONS) -> list[Told]:
    """Look at each condition. One that cannot be looked at is not ok, and keeps no other from being looked at."""
    told: list[Told] = []
    for condition in conditions:
        database = next((one for one in told if one.name == DATABASE), None)
        if condition.of_database and database and database.state is not State.OK:
            found = Found(State.NOT_LOOKED_AT, "The database does not answer.", "Put that right first.")
        else:
            found = _looked_at(condition)
        told.append(Told(condition.name, found.state, found.found, found.do))
    return told


def _looked_at(condition: Condition) -> Found:
    try:
        return condition.look()
    except Exception as problem:  # noqa: BLE001 (whatever is wrong with one is told as one)
        log.debug("could not look", exc_info=problem)
        # The kind alone: its words may hold an address or a password of the database.
        return not_ok(
            f"It cannot be looked at ({type(problem).__name__}).", "See the service's log, and ask again."
        )
