"""What browsers load: built once, strict, and nothing of gov.uk's own."""

import json
import re

from sufficiency.service.ui.build import build, is_built
from sufficiency.service.ui.folders import BUILT, ROOT, UI


def test_a_second_build_finds_all_done():
    said = []
    assert is_built()
    assert not build(said.append)
    assert said == []


def test_the_style_sheet_asks_for_no_font_crown_or_crest():
    css = (BUILT / "page.css").read_text(encoding="utf-8")
    assert "GDS Transport" not in css
    assert "@font-face" not in css
    assert "url(" not in css


def test_the_lock_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_no_template_has_script_or_style_in_it():
    for template in (UI.parent).rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"""\s(style|on\w+)\s*=\s*["']""", text), template
        assert "<style" not in text, template
        # a block of JSON is data, which no browser runs
        assert not re.search(r"""<script(?![^>]*(\bsrc=|type="application/json"))""", text), template


def test_the_interpreter_of_charts_is_a_plain_script():
    script = (BUILT / "vega-interpreter.js").read_text(encoding="utf-8")
    assert "window.vegaInterpreter = expression" in script
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
