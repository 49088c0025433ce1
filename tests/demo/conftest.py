"""The made-up authority, written once for all its tests."""

import pytest

from sufficiency.demo import write_returns
from tests.demo.counting import Counted, read


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fairmere")
    write_returns(folder)
    return folder


@pytest.fixture(scope="session")
def returns(folder):
    return read(folder)


@pytest.fixture(scope="session")
def counted(returns):
    return Counted(returns)
