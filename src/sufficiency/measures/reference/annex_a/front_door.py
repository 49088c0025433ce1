"""Lists 1 to 5: contacts, early help, referrals, assessments, section 47 enquiries and conferences."""

from __future__ import annotations

from ..days import add_months, working_days_after
from .lists import COUNT, MEAN, SHARE, WEEKLY, WHO, Counts, OfOneDay, Row, groups_of


class FrontDoor(OfOneDay):
    """Lists 1 to 5: contacts, early help, referrals, assessments, section 47 enquiries and conferences."""

    def contacts(self, months: int) -> Counts:
        return self.counted(self.events("list_1", "contact", months), "contact")

    def conversion(self, months: int) -> Counts:
        begun = self.events("list_4", "started", months)
        above = [(who, groups, True, False, 1.0) for who, groups, *_ in self.counted(begun, "started")]
        below = [(who, groups, False, True, 1.0) for who, groups, *_ in self.contacts(months)]
        return above + below

    def early_help(self, months: int) -> Counts:
        return self.counted(self.events("list_2", "started", months), "started")

    def referrals(self, months: int) -> Counts:
        return self.counted(self.events("list_3", "referral", months), "referral")

    def no_further_action(self, months: int) -> Counts:
        rows = self.events("list_3", "referral", months)
        return self.counted(rows, "referral", lambda row: row["no_further_action"] == "Yes")

    def rereferrals(self, months: int) -> Counts:
        told = [row["referrals_12m"] for row in self.lists["list_3"]]
        least = 1 if told.count(0) > told.count(1) else 2

        def again(row: Row) -> bool:
            if row["referrals_12m"] is not None and row["referrals_12m"] >= least:
                return True
            year_before = add_months(row["referral"], -12)
            return any(
                other["child"] == row["child"]
                and other["referral"] is not None
                and year_before <= other["referral"] < row["referral"]
                for other in self.lists["list_3"]
            )

        return self.counted(self.events("list_3", "referral", months), "referral", again)

    def assessments(self, months: int) -> Counts:
        return self.counted(self.events("list_4", "completed", months), "completed")

    def assessments_in_time(self, months: int) -> Counts:
        def in_time(row: Row) -> bool:
            begun, done = row["started"], row["completed"]
            return begun is not None and begun <= done <= working_days_after(begun, 45)

        return self.counted(self.events("list_4", "completed", months), "completed", in_time)

    def assessment_days(self, months: int) -> Counts:
        rows = [
            row
            for row in self.events("list_4", "completed", months)
            if row["started"] is not None and row["started"] <= row["completed"]
        ]
        return [
            (
                row["child"],
                groups_of(row, row["completed"]),
                True,
                True,
                float((row["completed"] - row["started"]).days),
            )
            for row in rows
        ]

    def enquiries(self, months: int) -> Counts:
        return self.counted(self.events("list_5", "strategy", months), "strategy")

    def conferences(self, months: int) -> Counts:
        return self.counted(self.events("list_5", "conference", months), "conference")

    def conferences_in_time(self, months: int) -> Counts:
        def in_time(row: Row) -> bool:
            begun = row["strategy"]
            return begun is not None and begun <= row["conference"] <= working_days_after(begun, 15)

        return self.counted(self.events("list_5", "conference", months), "conference", in_time)

    def conference_plans(self, months: int) -> Counts:
        rows = self.events("list_5", "conference", months)
        return self.counted(rows, "conference", lambda row: row["plan_made"] == "Yes")


# What happened in a stretch: the id over twelve months and over six, the sort of figure, how it is counted, breakdowns.
FLOWS = (
    ("contacts_total", "annex_contacts_6m", COUNT, FrontDoor.contacts, WHO),
    ("contacts_weekly", "annex_contacts_weekly_6m", WEEKLY, FrontDoor.contacts, ()),
    ("contact_conversion_pct", "annex_contact_conversion_6m_pct", SHARE, FrontDoor.conversion, WHO),
    ("annex_early_help_assessments", "annex_early_help_assessments_6m", COUNT, FrontDoor.early_help, WHO),
    ("annex_referrals", "annex_referrals_6m", COUNT, FrontDoor.referrals, WHO),
    ("rereferrals_12m_pct", "annex_rereferrals_6m_pct", SHARE, FrontDoor.rereferrals, WHO),
    ("annex_referrals_nfa_pct", "annex_referrals_nfa_6m_pct", SHARE, FrontDoor.no_further_action, WHO),
    ("assessments_completed", "annex_assessments_completed_6m", COUNT, FrontDoor.assessments, WHO),
    ("assessments_45wd_pct", "annex_assessments_45wd_6m_pct", SHARE, FrontDoor.assessments_in_time, WHO),
    ("assessment_days_avg", "annex_assessment_days_avg_6m", MEAN, FrontDoor.assessment_days, WHO),
    ("annex_section_47_enquiries", "annex_section_47_enquiries_6m", COUNT, FrontDoor.enquiries, WHO),
    ("annex_conferences", "annex_conferences_6m", COUNT, FrontDoor.conferences, WHO),
    (
        "annex_conferences_15wd_pct",
        "annex_conferences_15wd_6m_pct",
        SHARE,
        FrontDoor.conferences_in_time,
        WHO,
    ),
    ("annex_conference_plans_pct", "annex_conference_plans_6m_pct", SHARE, FrontDoor.conference_plans, WHO),
)
