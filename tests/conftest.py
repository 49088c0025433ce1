"""What the whole suite shares."""

import pytest
from django.test import TransactionTestCase


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

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = empty
