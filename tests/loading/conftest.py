import pytest

from sufficiency.editions import Home
from sufficiency.loading import loads
from tests.loading.small_returns import check_quickly, derive_quickly


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def returns(tmp_path):
    folder = tmp_path / "returns"
    folder.mkdir()
    return folder


@pytest.fixture
def quick(monkeypatch):
    """Loads that read real files and write real editions, without deriving or checking much."""
    monkeypatch.setattr(loads, "derive", derive_quickly)
    monkeypatch.setattr(loads, "check", check_quickly)
