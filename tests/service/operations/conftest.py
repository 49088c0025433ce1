import os

from tests.service.made_up import *  # noqa: F403 (fixtures)

# It starts a PostgreSQL of its own, whatever the suite runs on: once is enough.
collect_ignore = ["test_production.py"] if os.environ.get("SUITE_DATABASE") == "postgresql" else []
