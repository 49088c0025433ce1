"""What a person reads, as Locust plays it: pages with a pause of one to five seconds between them.

Started by `bench.load.__main__`; LOAD_PEOPLE names the file that `bench.load.people` wrote.
"""

import json
import os
import random
import re
from itertools import count
from pathlib import Path

from locust import HttpUser, between, task

_told = json.loads(Path(os.environ["LOAD_PEOPLE"]).read_text(encoding="utf-8"))
_next = count()
CHILD = re.compile(r'href="(/children/[A-Za-z0-9_-]{20})')


class Reader(HttpUser):
    """One person at a browser. Children's pages are opened from a list, as people do."""

    wait_time = between(1, 5)

    def on_start(self) -> None:
        place = next(_next)
        self.person = _told["people"][place % len(_told["people"])]
        self.random = random.Random(place)  # noqa: S311 (which page is read next)
        self.client.cookies.set("sessionid", self.person["session"])
        self.children: list[str] = []

    def read(self, path: str, name: str) -> str:
        """A page that is not a 200 of ours is a failure; being led to sign-in is one too."""
        with self.client.get(path, name=name, catch_response=True, allow_redirects=False) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}")
            return answer.text or ""

    @property
    def measure(self) -> dict:
        return self.random.choice(_told["measures"])

    @task(5)
    def home(self) -> None:
        self.read("/", "Home")

    @task(3)
    def measures(self) -> None:
        self.read("/measures/", "All measures")

    @task(5)
    def one_measure(self) -> None:
        self.read(f"/measures/{self.measure['id']}", "A measure")

    @task(4)
    def measure_by_group(self) -> None:
        chosen = self.measure
        if not self.person["sees_groups"] or not chosen["by"]:
            self.one_measure()
            return
        self.read(f"/measures/{chosen['id']}?by={self.random.choice(chosen['by'])}", "A measure by groups")

    @task(2)
    def as_csv(self) -> None:
        self.read(f"/measures/{self.measure['id']}/figures.csv", "A measure as CSV")

    @task(3)
    def list_of_children(self) -> None:
        if not self.person["sees_children"]:
            self.home()
            return
        self.children = CHILD.findall(self.read("/children/", "Children"))

    @task(2)
    def children_behind(self) -> None:
        if not self.person["sees_children"]:
            self.measures()
            return
        self.read(f"/measures/{self.measure['id']}/children", "Children behind a figure")

    @task(4)
    def a_child(self) -> None:
        if not self.children:
            self.list_of_children()
            return
        self.read(self.random.choice(self.children), "A child")
