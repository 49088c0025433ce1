"""What the API answers of boards and meetings, field by field."""

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from sufficiency.service.api.shapes import Page

MEETING_DAY = date(2025, 7, 9)
COMMITTEE = "Corporate Parenting Committee"
MeetingState = Literal["planned", "published", "held", "agreed", "cancelled"]
PaperState = Literal[
    "planned", "drafting", "director", "consultation", "cleared", "despatched", "published", "withdrawn"
]


class BoardTold(Schema):
    """A board, panel or committee."""

    id: int = Field(examples=[1])
    name: str = Field(examples=[COMMITTEE])
    kind: Literal["committee", "board", "panel", "group", "forum"] = Field(examples=["committee"])
    purpose: str = Field(description="Its terms of reference.", examples=["Watches over homes"])
    cadence: str = Field(description="How often it meets.", examples=["quarterly"])
    members: int = Field(description="How many sit on it today.", examples=[9])
    quorum: int = Field(description="The least number of members with a vote.", examples=[4])
    quorum_percent: int = Field(
        description="Or this share of them, in per cent, where that is more; 0 for none.", examples=[0]
    )
    chair_needed: bool = Field(examples=[False])
    clear_days: int = Field(
        description="Clear working days between despatch of papers and the meeting.", examples=[5]
    )
    confidential: bool = Field(description="Whether its business names children.", examples=[False])
    open_to_you: bool = Field(
        description="Whether you see its agenda, papers, decisions and actions.", examples=[True]
    )
    closed_on: date | None = Field(description="The last day it met.", examples=[None])


class Boards(Page):
    boards: list[BoardTold]


class MeetingTold(Schema):
    """A meeting: when, in which state, whether enough came."""

    id: int = Field(examples=[1])
    board: int = Field(examples=[1])
    board_name: str = Field(examples=[COMMITTEE])
    day: date = Field(examples=[MEETING_DAY])
    place: str = Field(examples=["Town hall"])
    state: MeetingState = Field(examples=["held"])
    cancelled_because: str = Field(examples=[""])
    agreed_on: date | None = Field(description="The day its minutes were agreed.", examples=[None])
    voting: int = Field(description="Members with a vote on the day.", examples=[9])
    needed: int = Field(description="How many of them must be there.", examples=[4])
    there: int | None = Field(description="How many were; null until it was held.", examples=[6])
    quorate: bool | None = Field(description="Null until it was held.", examples=[True])
    papers: int = Field(description="How many papers you see of it.", examples=[2])


class Meetings(Page):
    year: int = Field(description="The municipal year, by the year it begins in.", examples=[2025])
    meetings: list[MeetingTold]


class DuePaperTold(Schema):
    """A paper that a meeting waits for, with the last working day for each step."""

    meeting: int = Field(examples=[1])
    meeting_day: date = Field(examples=[MEETING_DAY])
    board_name: str = Field(examples=[COMMITTEE])
    title: str = Field(examples=["Sufficiency update"])
    kind: str = Field(examples=["sufficiency-update"])
    lead: str = Field(description="The lead officer.", examples=["Head of commissioning"])
    state: PaperState = Field(examples=["director"])
    draft_by: date = Field(examples=[date(2025, 6, 10)])
    director_by: date = Field(examples=[date(2025, 6, 17)])
    finance_legal_by: date = Field(examples=[date(2025, 6, 24)])
    despatch_by: date = Field(examples=[date(2025, 7, 1)])
    despatched_on: date | None = Field(examples=[None])
    overdue: bool = Field(description="Whether it is past its next deadline.", examples=[False])
    stands: str = Field(
        description="Where it stands against its deadlines, in words.",
        examples=["with finance and legal by 24 June 2025"],
    )
    late_reason: str = Field(examples=[""])
    urgent_reason: str = Field(description="Why it cannot wait.", examples=[""])
    withdrawn_reason: str = Field(description="Why it is off the plan.", examples=[""])
    paper: UUID | None = Field(description="Its id under /papers, once it is published.", examples=[None])


class ForwardPlan(Page):
    year: int = Field(description="The municipal year, by the year it begins in.", examples=[2025])
    papers: list[DuePaperTold]


class DecisionTold(Schema):
    """What a quorate meeting decided, in its words."""

    meeting: int = Field(examples=[1])
    meeting_day: date = Field(examples=[MEETING_DAY])
    board_name: str = Field(examples=[COMMITTEE])
    number: int = Field(examples=[1])
    words: str = Field(examples=["The committee noted the update."])
    votes_for: int | None = Field(description="Null where no vote is recorded.", examples=[6])
    votes_against: int | None = Field(examples=[0])
    abstained: int | None = Field(examples=[0])
    corrects: int | None = Field(
        description="The decision of this meeting that it puts right, by number.", examples=[None]
    )
    reason: str = Field(description="Why it was corrected.", examples=[""])
    corrected_by: int | None = Field(description="The later one that stands instead.", examples=[None])


class Decisions(Page):
    year: int = Field(description="The municipal year, by the year it begins in.", examples=[2025])
    decisions: list[DecisionTold]


class ItemTold(Schema):
    """What a meeting talks about."""

    number: int = Field(examples=[1])
    title: str = Field(examples=["Sufficiency update"])


class ArisingTold(Schema):
    """What a meeting asked somebody to do."""

    words: str = Field(examples=["Bring the contract back in September."])
    owner: str = Field(examples=["Head of commissioning"])
    due: date = Field(examples=[date(2025, 9, 30)])
    carried_over: int = Field(description="How often it was given more time.", examples=[0])
    overdue: bool = Field(examples=[False])
    done_on: date | None = Field(examples=[None])
    outcome: str = Field(examples=[""])


class MeetingWhole(MeetingTold):
    """A meeting with its business, as far as you see it."""

    closed: str = Field(
        description="Why agenda, papers, decisions and actions are not told; empty where they are.",
        examples=[""],
    )
    agenda: list[ItemTold]
    papers_due: list[DuePaperTold]
    decisions: list[DecisionTold]
    arising: list[ArisingTold]
