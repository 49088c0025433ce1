"""A newcomer who does what the tutorial says sees what it shows."""

from scripts import run_tutorial


def test_the_tutorial_shows_what_its_commands_print(tmp_path):
    text = run_tutorial.TUTORIAL.read_text(encoding="utf-8")
    assert run_tutorial.done(text, tmp_path) == text, "the tutorial's outputs are stale: run make docs"
