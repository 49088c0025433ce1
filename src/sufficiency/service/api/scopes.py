"""What a token may be used for: less than its person may do, never more."""

from django.db import models

from sufficiency.service.access.rules import (
    Rule,
    check_can_see_children,
    check_can_see_editions,
    check_can_see_figures,
    check_can_see_findings,
    check_can_see_meetings,
    check_can_see_papers,
    check_can_see_plan,
)


class Scope(models.TextChoices):
    """A part of the API. A token has those its person gave it; each call also asks the person's own roles."""

    FIGURES = "figures:read", "Measures, figures and comparators"
    EDITIONS = "editions:read", "Editions, and what differs between two"
    FINDINGS = "findings:read", "Findings on the returns"
    CHILDREN = "children:read", "Ids of children: those behind a figure, and in findings"
    PLAN = "plan:read", "The strategy and its action plan"
    PAPERS = "papers:read", "Published papers, and what their figures are today"
    MEETINGS = "meetings:read", "Boards, meetings, decisions and the forward plan"
    VOICE = "voice:read", "What children and young people said, in sums"

    @property
    def rule(self) -> Rule:
        """What the person's roles must allow for the scope to be of use."""
        return RULES[self]


RULES: dict[Scope, Rule] = {
    Scope.FIGURES: check_can_see_figures,
    Scope.EDITIONS: check_can_see_editions,
    Scope.FINDINGS: check_can_see_findings,
    Scope.CHILDREN: check_can_see_children,
    Scope.PLAN: check_can_see_plan,
    Scope.PAPERS: check_can_see_papers,
    Scope.MEETINGS: check_can_see_meetings,
    Scope.VOICE: check_can_see_figures,
}
