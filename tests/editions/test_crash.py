"""A load killed at any moment: the edition before it stands, whole, and what was half-written is gone at the next start."""

import os
import random
import shutil
import time

import pytest

from sufficiency.editions import Home, verify
from tests.crash import die_at, start
from tests.editions.examples import make_edition


def load_until_step(path, step):
    die_at(step)
    make_edition(Home(path))


def load_for_ever(path):
    while True:
        make_edition(Home(path))


def next_start(home):
    """What a program does first, and what it must find."""
    home.clear_half_written()
    assert not [name for name in os.listdir(home.folder) if name.startswith(".")]
    assert home.damaged() == []
    for manifest in home.editions():
        assert verify(home.edition(manifest.id)) == []
    return home.current()


def test_killed_before_any_single_step_the_home_holds_the_edition_before_or_the_whole_new_one(tmp_path):
    home = Home(tmp_path / "home")
    before = make_edition(home)
    came_to_be = []
    for step in range(1, 80):
        process = start(load_until_step, home.path, step)
        process.join(60)
        current = next_start(home)
        came_to_be.append(current.id != before.id)
        assert len(home.editions()) == 1 + came_to_be[-1]
        if process.exitcode == 0:
            break
        assert process.exitcode == -9
        if came_to_be[-1]:
            home.make_current(before.id)
            shutil.rmtree(current.folder)
    else:
        pytest.fail("the load never came to its end")
    assert came_to_be.count(False) >= 15, "the kill did not reach the steps before the rename"
    assert came_to_be == sorted(came_to_be), "before one step nothing had changed, after it everything had"


def test_killed_at_random_moments_a_home_is_never_left_with_a_part_of_an_edition(tmp_path):
    home = Home(tmp_path / "home")
    newest = make_edition(home).id
    chance = random.Random(903)  # noqa: S311
    for killed in range(100):
        if killed >= 12 and len(home.editions()) > 3:
            break
        process = start(load_for_ever, home.path)
        time.sleep(chance.uniform(0.05, 0.25))
        process.kill()
        process.join()
        current = next_start(home)
        assert current.id >= newest
        assert home.editions()[0].id == current.id
        newest = current.id
    assert len(home.editions()) > 3, "no load came to its end before it was killed"
