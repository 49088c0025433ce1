"""Loads that are killed, that meet, and that run out of disk."""

import os
import random
import resource
import time

import pytest

from sufficiency.editions import Home, HomeBusy, verify
from sufficiency.loading import load, loads
from tests.crash import processes, start
from tests.loading.small_returns import write_return

pytestmark = pytest.mark.usefixtures("quick")


def load_in_turn(path, returns):
    """Load one return and the other, for ever: each time another edition."""
    while True:
        for name in ("one", "other"):
            load(Home(path), [returns / name], by="x")


def load_once(path, folder, said):
    said.put(load(Home(path), [folder], by="x").edition.id)


def hold_the_home(path, inside, released):
    with Home(path).draft():
        inside.set()
        released.wait(60)


def test_a_load_killed_at_any_moment_leaves_a_whole_edition_and_no_draft_after_the_next_start(home, returns):
    write_return(returns / "one", 2024)
    write_return(returns / "other", 2024, place="K2")
    newest = load(home, [returns / "one"], by="x").edition.id
    chance = random.Random(903)  # noqa: S311
    for killed in range(100):
        if killed >= 12 and len(home.editions()) > 3:
            break
        process = start(load_in_turn, home.path, returns)
        time.sleep(chance.uniform(0.02, 0.6))
        process.kill()
        process.join()
        home.clear_half_written()
        assert not [name for name in os.listdir(home.folder) if name.startswith(".")]
        assert home.damaged() == []
        current = home.current()
        assert current.id >= newest and verify(current) == []
        newest = current.id
    assert len(home.editions()) > 3, "no load came to its end before it was killed"


def test_two_loads_at_once_both_arrive_one_after_the_other(home, returns):
    said = processes.SimpleQueue()
    folders = [write_return(returns / str(year), year) for year in (2022, 2023, 2024)]
    running = [start(load_once, home.path, folder, said) for folder in folders]
    for process in running:
        process.join(60)
    assert sorted(said.get() for _ in running) == sorted(home.ids())
    assert home.current().manifest.years == (2022, 2023, 2024)


def test_a_load_that_waited_too_long_is_refused(home, returns, monkeypatch):
    inside, released = processes.Event(), processes.Event()
    process = start(hold_the_home, home.path, inside, released)
    assert inside.wait(60)
    draft = Home.draft
    monkeypatch.setattr(Home, "draft", lambda self, **options: draft(self, wait=0.1, **options))
    told = []
    with pytest.raises(HomeBusy, match="Another load is writing"):
        load(home, [write_return(returns, 2024)], by="x", progress=told.append)
    assert told[-1] == "Waiting for another load to finish"
    released.set()
    process.join(60)


def load_with_little_room(path, folder, said):
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500, hard))
    try:
        load(Home(path), [folder], by="x")
    except OSError as problem:
        said.put(str(problem))


def test_a_disk_that_takes_no_more_leaves_the_edition_before(home, returns):
    first = load(home, [write_return(returns, 2024)], by="x").edition
    said = processes.SimpleQueue()
    process = start(load_with_little_room, home.path, write_return(returns, 2025), said)
    process.join(60)
    assert "File too large" in said.get()
    assert os.listdir(home.folder) == [first.id]
    assert home.current().id == first.id


@pytest.mark.parametrize("stage", ["check", "derive", "merge"])
def test_a_mistake_of_ours_at_any_stage_leaves_the_edition_before(home, returns, monkeypatch, stage):
    first = load(home, [write_return(returns, 2024)], by="x").edition

    def fail(*_, **__):
        raise RuntimeError("a mistake")

    monkeypatch.setattr(loads, stage, fail)
    with pytest.raises(RuntimeError):
        load(home, [write_return(returns, 2025)], by="x")
    assert os.listdir(home.folder) == [first.id]
