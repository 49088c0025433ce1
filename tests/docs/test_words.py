"""What must not stand in the docs: places of one machine, addresses of package registries, work left undone."""

import re

import pytest

from tests.docs.pages import NAMES, text_of

MACHINE_PATH = re.compile(r"(?<![\w.<>])/(?:home|root|Users|work|mnt|srv|tmp)/|[A-Z]:\\")
REGISTRY = re.compile(r"https?://[^\s)]*(?:registry|pypi|pythonhosted|npmjs|artifactory|/simple\b)", re.I)
UNDONE = re.compile(r"\b(?:TODO|FIXME|TBD)\b|lorem ipsum", re.I)
OVERSTATED = re.compile(r"\b(?:seamless\w*|robust\w*|cutting-edge|world-class|leverag\w+|blazing\w*)\b", re.I)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "pattern", [MACHINE_PATH, REGISTRY, OVERSTATED], ids=["machine-path", "registry", "overstated"]
)
def test_a_page_holds_nothing_of_one_machine_and_no_empty_praise(name, pattern):
    assert not pattern.findall(text_of(name))


@pytest.mark.parametrize("name", [name for name in NAMES if "/reference/" not in name])
def test_a_written_page_leaves_no_work_undone(name):
    assert not UNDONE.findall(text_of(name))
