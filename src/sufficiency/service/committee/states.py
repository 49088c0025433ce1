"""How far a written paper is, and what can become of it: the only place where that is said."""

from collections.abc import Mapping

from django.db import models


class State(models.TextChoices):
    """In the order in which a paper is written, consulted on and published."""

    DRAFTING = "drafting", "Drafting"
    DIRECTOR = "director", "With director"
    CONSULTATION = "consultation", "In consultation"
    CLEARED = "cleared", "Cleared"
    PUBLISHED = "published", "Published"


STEPS: Mapping[State, tuple[State, ...]] = {
    State.DRAFTING: (State.DIRECTOR,),
    State.DIRECTOR: (State.CONSULTATION, State.DRAFTING),
    State.CONSULTATION: (State.CLEARED, State.DRAFTING),
    State.CLEARED: (State.PUBLISHED, State.DRAFTING),
    State.PUBLISHED: (),
}
# What the button that leads there says.
LEADS_TO: Mapping[State, str] = {
    State.DRAFTING: "Send it back to its author",
    State.DIRECTOR: "Send it to the director",
    State.CONSULTATION: "Send it to finance and legal",
    State.CLEARED: "Clear it for publication",
    State.PUBLISHED: "Publish it",
}
TAGS: Mapping[State, str] = {
    State.DRAFTING: "blue",
    State.DIRECTOR: "yellow",
    State.CONSULTATION: "yellow",
    State.CLEARED: "turquoise",
    State.PUBLISHED: "green",
}


def may_become(now: State, wanted: State) -> bool:
    return wanted in STEPS[now]


def in_words(now: State) -> str:
    """ "with director"; "nothing else" where a paper is published."""
    return " or ".join(str(one.label).lower() for one in STEPS[now]) or "nothing else"
