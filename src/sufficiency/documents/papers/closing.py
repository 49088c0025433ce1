"""What every committee paper ends with: its implications, the papers behind it, and its audit trail."""

from __future__ import annotations

from sufficiency.documents.document import Row
from sufficiency.documents.drafting import HOW_CHANGES_ARE_TOLD
from sufficiency.documents.outline import (
    AuditTrail,
    Bullets,
    Concerns,
    Recorded,
    Section,
    Strategy,
    Told,
    Words,
)
from sufficiency.documents.papers.template import Setting

DUTY = (
    "Section 22G of the Children Act 1989 requires a local authority to secure, so far as reasonably practicable, sufficient "
    "accommodation within its area that meets the needs of the children it looks after, having regard to the benefit of "
    "several providers and of a range of accommodation. Section 22C asks that a child’s placement be the most appropriate one "
    "available: near home, with brothers and sisters, without disrupting education, and suitable where a child is disabled."
)
CONSULTED = (
    "Legal and finance officers are consulted on this paper before it is published; what they say is recorded in the audit "
    "trail and, where they ask for it, here."
)


def implications(setting: Setting, *, policy: str, community: str, legal: str = DUTY) -> tuple[Section, ...]:
    """Policy, community impact, resources, legal and financial implications, each under its heading."""
    return (
        Section("policy-implications", "Policy implications", (Words("policy", policy),)),
        Section(
            "community-impact",
            "Community impact statement",
            (
                Words("community", community),
                Words(
                    "community-groups",
                    "Figures by age, sex, ethnic group and legal status are kept for every measure of this paper, and whoever "
                    "reads it may ask for them, as far as groups are large enough to be shown.",
                ),
            ),
        ),
        Section(
            "resource-implications",
            "Resource and financial implications",
            (
                Strategy("plan-money", "money"),
                Recorded(
                    "money",
                    (
                        "csc_expenditure",
                        "csc_savings",
                        "csc_overspend",
                        "spend_inhouse_foster",
                        "spend_pvi_foster",
                        "spend_residential",
                        "unit_cost_inhouse",
                        "unit_cost_pvi",
                        "unit_cost_residential",
                    ),
                    "What placements cost",
                ),
            ),
        ),
        Section(
            "legal-implications",
            "Legal implications",
            (Words("legal", legal), Words("legal-consulted", CONSULTED)),
        ),
    )


def ending(*, papers: tuple[str, ...] = (), rows: tuple[Row, ...] = ()) -> tuple[Section, ...]:
    """How the figures are counted, background documents, and the audit trail."""
    return (
        Section(
            "how-figures-are-counted",
            "How the figures are counted",
            (
                Words("how-changes-are-told", HOW_CHANGES_ARE_TOLD),
                Words(
                    "how-figures-are-followed",
                    "Every figure here is counted from the authority’s own returns of one edition, named above, by one written "
                    "definition. A figure of a year is of the twelve months ending on its day. The workbook that belongs to this "
                    "paper has the number behind each figure, table and chart.",
                ),
            ),
        ),
        Section(
            "background-documents",
            "Background documents",
            (
                Bullets(
                    "background",
                    (
                        *papers,
                        "The authority’s statutory returns on children looked after (SSDA903), in the edition named above",
                        "Local Authority Interactive Tool, Department for Education, for the published figures of others",
                    ),
                ),
            ),
            numbered=False,
        ),
        Section("audit-trail", "Audit trail", (AuditTrail("trail", rows),), numbered=False),
    )


def concerns(key: str, measures: tuple[str, ...]) -> Section:
    """The section members look for first: what wants their attention."""
    return Section("key-issues", "Key issues for consideration", (Concerns(key, measures),))


def meetings(setting: Setting) -> tuple[Told, ...]:
    """What boards and panels did and decided, as far as it is recorded."""
    return (
        Told("meetings", "meetings", "meeting of a board or a panel"),
        Told("decisions", "decisions", "decision of a board or a panel"),
    )
