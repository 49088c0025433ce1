"""The roles a person may hold, each with the sentence shown on screen about what it may do."""

from django.db import models


class Role(models.TextChoices):
    """A part of the work. One person may hold several; what each opens is written in ``access.rules``."""

    PERFORMANCE_ANALYST = "performance_analyst", "Performance analyst"
    COMMISSIONER = "commissioner", "Commissioner"
    PLACEMENT_OFFICER = "placement_officer", "Placement officer"
    PLACEMENT_MANAGER = "placement_manager", "Placement manager"
    FOSTERING_WORKER = "fostering_worker", "Fostering worker"
    FOSTERING_MANAGER = "fostering_manager", "Fostering manager"
    PERMANENCE_WORKER = "permanence_worker", "Permanence worker"
    PERMANENCE_MANAGER = "permanence_manager", "Permanence manager"
    SOCIAL_WORKER = "social_worker", "Social worker"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"
    PANEL_MEMBER = "panel_member", "Panel member"
    DECISION_MAKER = "decision_maker", "Agency decision maker"
    DIRECTOR = "director", "Director"
    FINANCE = "finance", "Finance"
    ELECTED_MEMBER = "elected_member", "Elected member"
    PROVIDER = "provider", "Provider"
    SYSTEM_ADMINISTRATOR = "system_administrator", "System administrator"

    @property
    def may(self) -> str:
        """One sentence: what a person with this role may do and see."""
        return MAY[self]


MAY: dict[Role, str] = {
    Role.PERFORMANCE_ANALYST: "May load returns, and see every figure, the children behind it and the findings.",
    Role.COMMISSIONER: "May see every figure, but no child's record.",
    Role.PLACEMENT_OFFICER: "May see figures and children's records, and where a home is after saying why.",
    Role.PLACEMENT_MANAGER: "May see figures and children's records, where a home is after saying why, and keep caseloads.",
    Role.FOSTERING_WORKER: "May see figures, and the records of the children on the own caseload.",
    Role.FOSTERING_MANAGER: "May see figures, and the records of the children on the own caseload.",
    Role.PERMANENCE_WORKER: "May see figures and children's records, but no sealed one.",
    Role.PERMANENCE_MANAGER: "May see figures and children's records, open sealed ones after saying why, and keep caseloads.",
    Role.SOCIAL_WORKER: "May see figures, and the records of the children on the own caseload.",
    Role.REVIEWING_OFFICER: "May see figures, and the records of the children on the own caseload.",
    Role.PANEL_MEMBER: "May see figures, but no child's record.",
    Role.DECISION_MAKER: "May see figures, but no child's record.",
    Role.DIRECTOR: "May see every figure and the children behind it, and open sealed records after saying why.",
    Role.FINANCE: "May see figures, but no child's record.",
    Role.ELECTED_MEMBER: "May see figures that point to no child, and published papers.",
    Role.PROVIDER: "May see own referrals and own homes only; these pages are not open yet.",
    Role.SYSTEM_ADMINISTRATOR: "May change people's accounts and roles, but sees no figure and no child's record.",
}
