"""The made-up authority with its plan, looked at on its made-up present, 30 June 2025; people at once belong to
PostgreSQL."""

import pytest
from django.conf import settings

from sufficiency.service.strategy.made_up import give_made_up_plan
from sufficiency.service.strategy.models import Strategy
from sufficiency.vocabulary.authorities import FAIRMERE
from tests.service.made_up import *  # noqa: F403 (fixtures)
from tests.service.made_up import YEARS

collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_at_once.py"]


@pytest.fixture
def planned(made_up, db) -> Strategy:
    """The made-up authority's strategy in force."""
    give_made_up_plan(max(YEARS))
    return Strategy.objects.filter(authority=FAIRMERE.code).first()
