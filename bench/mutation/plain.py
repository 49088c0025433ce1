"""A plugin for pytest that makes a trial cheap: fewer made-up loads than the suite has, and no search for the fewest rows
that show a difference. A mutant that only the suite's other loads would show counts as a survivor here."""

import contextlib

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.errors import InvalidArgument

LOADS = 2  # besides those written as examples


def pytest_configure() -> None:
    """After the tests' own profiles are known, and before a test is read. Other work may slow a trial down, which must not
    pass for a test that notices."""
    settings.register_profile(
        "trial", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("trial")
    with contextlib.suppress(InvalidArgument):  # no generative test is asked for
        settings.register_profile("suite", settings.get_profile("suite"), max_examples=LOADS)


@pytest.fixture(autouse=True, scope="session")
def _the_fewest_rows_are_not_sought():
    from tests.generative import agreement

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreement, "fewest_rows", lambda returns, key, folder: returns)
        yield
