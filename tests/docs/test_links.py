"""Whoever follows a link in the docs arrives somewhere."""

import re

import pytest

from tests.docs.pages import DOCS, NAMES, PAGES, ROOT, anchors, text_of, without_code

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def links(name: str) -> list[str]:
    return [
        link
        for link in _LINK.findall(without_code(text_of(name)))
        if not link.startswith(("https://", "http://", "mailto:"))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files_of_the_repository(name):
    folder = (ROOT / name).parent
    missing = [link for link in links(name) if link[0] != "#" and not (folder / link.split("#")[0]).exists()]
    assert not missing
    outside = [
        link for link in links(name) if not (folder / link.split("#")[0]).resolve().is_relative_to(ROOT)
    ]
    assert not outside


@pytest.mark.parametrize("name", NAMES)
def test_links_into_a_page_lead_to_a_heading_of_it(name):
    folder = (ROOT / name).parent
    for link in links(name):
        path, _, anchor = link.partition("#")
        target = (folder / path) if path else ROOT / name
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


def test_every_page_can_be_reached_from_the_readme():
    reached, to_read = set(), ["README.md"]
    while to_read:
        name = to_read.pop()
        if name in reached:
            continue
        reached.add(name)
        for link in links(name):
            target = ((ROOT / name).parent / link.split("#")[0]).resolve()
            if target in PAGES:
                to_read.append(target.relative_to(ROOT).as_posix())
    unreached = {page.relative_to(ROOT).as_posix() for page in DOCS.rglob("*.md")} - reached
    assert not unreached
