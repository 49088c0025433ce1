"""What the whole suite shares."""

import os
import sys
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

# How long an example takes says how busy the machine is, not whether the code is right. The suite makes up the same
# examples each time, so that what fails is what was changed; `make test-search` looks at random for others.
ANY_MACHINE = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("any machine", derandomize=True, **ANY_MACHINE)
settings.register_profile("search", derandomize=False, print_blob=True, **ANY_MACHINE)
settings.load_profile(os.environ.get("MADE_UP", "any machine"))


AS_INSTALLED = str(Path(__file__).parent / "as_installed")


class TogetherByModule(LoadScopeScheduling):
    """The tests of a module run in one process, so that what they share is made once; those that drive the browser all
    in one, since they share the site."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return "tests/browser" if module.startswith("tests/browser/") else module


def pytest_sessionstart(session):
    """What tests start as processes of their own finds no pandas, as where the product is installed."""
    begins_workers = session.config.getoption("numprocesses", None) and not hasattr(
        session.config, "workerinput"
    )
    if not begins_workers:
        found = os.environ.get("PYTHONPATH")
        os.environ["PYTHONPATH"] = os.pathsep.join([AS_INSTALLED, *([found] if found else [])])


@pytest.hookimpl(optionalhook=True)  # not there where tests run in this process only
def pytest_xdist_make_scheduler(config, log):
    return TogetherByModule(config, log)


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied_between_tests():
    """The database refuses to empty the audit. After a test that writes for good, the suite takes the triggers off,
    empties all tables, and puts them back: the service itself has no way to do so."""
    from sufficiency.service.audit.triggers import put_in_place
    from tests.triggers import take_off

    empty = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        take_off()
        try:
            empty(self)
        finally:
            put_in_place()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(scope="session", autouse=True)
def _followed_tables_are_changed_record_by_record():
    """`QuerySet.update` and its like pass the audit by. Used by the service on a followed table they fail the test."""

    def refusing(name: str, change):
        def checked(rows: QuerySet, *args, **kwargs):
            from sufficiency.service.audit.following import FOLLOWED

            by = sys._getframe(1).f_code.co_filename
            assert rows.model not in FOLLOWED or "sufficiency/service" not in by, (
                f"{by} changes {rows.model._meta.label} by {name}(), which the audit does not see: save the records."
            )
            return change(rows, *args, **kwargs)

        return checked

    with pytest.MonkeyPatch.context() as patch:
        for name in ("update", "bulk_create", "bulk_update"):
            patch.setattr(QuerySet, name, refusing(name, getattr(QuerySet, name)))
        yield
