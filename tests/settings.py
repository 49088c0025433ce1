"""The service's settings for the suite: a home of its own for each test process, and quick passwords.

The database is SQLite, or PostgreSQL where ``DATABASE_URL`` names one (`SUITE_DATABASE=postgresql pytest tests/service` starts one).
"""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="sufficiency-suite-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SUFFICIENCY_HOME"] = _home

if os.environ.get("SUITE_DATABASE") == "postgresql" and not os.environ.get("DATABASE_URL"):
    from tests.postgres import start

    os.environ["DATABASE_URL"] = start()  # processes of pytest-xdist inherit it

from sufficiency.service.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
