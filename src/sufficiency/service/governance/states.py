"""What a meeting and a paper can be, and what can become of them: the only places where that is said."""

from collections.abc import Mapping

from django.db import models


class MeetingState(models.TextChoices):
    """A meeting that was held stays open for its minutes; agreed minutes change no more."""

    PLANNED = "planned", "Planned"
    PUBLISHED = "published", "Agenda published"
    HELD = "held", "Held"
    AGREED = "agreed", "Minutes agreed"
    CANCELLED = "cancelled", "Cancelled"


class PaperState(models.TextChoices):
    """How far a paper is, in the order in which it is written, consulted on and sent out."""

    PLANNED = "planned", "Planned"
    DRAFTING = "drafting", "Drafting"
    DIRECTOR = "director", "With director"
    CONSULTATION = "consultation", "In consultation"
    CLEARED = "cleared", "Cleared"
    DESPATCHED = "despatched", "Despatched"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Taken off the plan"


MEETING_STEPS: Mapping[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.PLANNED: (MeetingState.PUBLISHED, MeetingState.CANCELLED),
    MeetingState.PUBLISHED: (MeetingState.HELD, MeetingState.CANCELLED),
    MeetingState.HELD: (MeetingState.AGREED,),
    MeetingState.AGREED: (),
    MeetingState.CANCELLED: (),
}

# A paper goes on step by step, and back to its author from whoever reads it; once it is sent out it is out.
PAPER_STEPS: Mapping[PaperState, tuple[PaperState, ...]] = {
    PaperState.PLANNED: (PaperState.DRAFTING, PaperState.WITHDRAWN),
    PaperState.DRAFTING: (PaperState.DIRECTOR, PaperState.WITHDRAWN),
    PaperState.DIRECTOR: (PaperState.CONSULTATION, PaperState.DRAFTING, PaperState.WITHDRAWN),
    PaperState.CONSULTATION: (PaperState.CLEARED, PaperState.DRAFTING, PaperState.WITHDRAWN),
    PaperState.CLEARED: (PaperState.DESPATCHED, PaperState.DRAFTING, PaperState.WITHDRAWN),
    PaperState.DESPATCHED: (PaperState.PUBLISHED,),
    PaperState.PUBLISHED: (),
    PaperState.WITHDRAWN: (PaperState.PLANNED,),
}

# What a button that leads on from each state says; nothing where it ends.
MEETING_NEXT: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: "Publish the agenda, or cancel it",
    MeetingState.PUBLISHED: "Say that it was held, or cancel it",
    MeetingState.HELD: "Agree the minutes",
    MeetingState.AGREED: "",
    MeetingState.CANCELLED: "",
}
MEETING_TAGS: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: "grey",
    MeetingState.PUBLISHED: "blue",
    MeetingState.HELD: "yellow",
    MeetingState.AGREED: "green",
    MeetingState.CANCELLED: "red",
}
PAPER_TAGS: Mapping[PaperState, str] = {
    PaperState.PLANNED: "grey",
    PaperState.DRAFTING: "blue",
    PaperState.DIRECTOR: "blue",
    PaperState.CONSULTATION: "blue",
    PaperState.CLEARED: "turquoise",
    PaperState.DESPATCHED: "green",
    PaperState.PUBLISHED: "green",
    PaperState.WITHDRAWN: "grey",
}

# Papers that still have to go out, and those that are out.
UNSENT = (
    PaperState.PLANNED,
    PaperState.DRAFTING,
    PaperState.DIRECTOR,
    PaperState.CONSULTATION,
    PaperState.CLEARED,
)
SENT = (PaperState.DESPATCHED, PaperState.PUBLISHED)

# Which deadline is the next for a paper in each state, by its name in `deadlines.Deadlines`.
NEXT_DEADLINE: Mapping[PaperState, str] = {
    PaperState.PLANNED: "draft",
    PaperState.DRAFTING: "director",
    PaperState.DIRECTOR: "finance_legal",
    PaperState.CONSULTATION: "despatch",
    PaperState.CLEARED: "despatch",
}
NEXT_IN_WORDS: Mapping[PaperState, str] = {
    PaperState.PLANNED: "a draft",
    PaperState.DRAFTING: "with the director",
    PaperState.DIRECTOR: "with finance and legal",
    PaperState.CONSULTATION: "cleared and despatched",
    PaperState.CLEARED: "despatched",
}


def in_words(states: tuple[MeetingState, ...] | tuple[PaperState, ...]) -> str:
    """ "held or cancelled"; "nothing else" where there is nowhere to go."""
    words = [str(state.label).lower() for state in states]
    return " or ".join(words) or "nothing else"
