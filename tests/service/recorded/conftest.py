"""The made-up authority with its recorded series, and people to record more; and people at once, who belong to
PostgreSQL: SQLite lets one writer in at a time."""

import pytest
from django.conf import settings

from sufficiency.service.recorded.made_up import give_made_up_series
from tests.service.made_up import *  # noqa: F403 (fixtures)
from tests.service.made_up import YEARS

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_at_once.py"]


@pytest.fixture
def series_of_made_up(made_up, db) -> int:
    """How many values the made-up authority has."""
    return give_made_up_series(max(YEARS))
