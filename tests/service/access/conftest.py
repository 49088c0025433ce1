"""Tests of two people at once belong to PostgreSQL: SQLite lets one writer in at a time."""

from django.conf import settings

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_concurrency.py"]
