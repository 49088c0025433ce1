"""The made-up authority; people at once belong to PostgreSQL: SQLite lets one writer in at a time."""

from django.conf import settings

from tests.service.made_up import *  # noqa: F403 (fixtures)

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_at_once.py"]
