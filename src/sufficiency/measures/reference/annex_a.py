"""The measures of Annex A counted slowly, one list and one child at a time, from nothing but the rows of the lists.

It shares no code with the calculation, so that a mistake in one is found by the other. A list is a sequence of rows, a
row a mapping from column to value as it was read (None for blank), with `row`, its place in the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from .days import add_months, working_days_after

Row = Mapping[str, object]
Lists = Mapping[str, Sequence[Row]]
# What a row counts for: who (with groups), in the numerator or not, in the denominator or not, with which amount.
Counts = list[tuple[str, dict[str, str], bool, bool, float]]
Figures = dict[tuple[str, str, str], tuple[float, float | None]]

ETHNIC = {"a": "white", "b": "mixed", "c": "asian", "d": "black", "e": "other"}


def first_of_stretch(day: date, months: int) -> date:
    return add_months(day, -months) + timedelta(days=1)


def without_copies(rows: Iterable[Row], who: str = "child") -> list[Row]:
    """Rows that say the same once, the first of them; rows of nobody not at all."""
    seen: list[dict[str, object]] = []
    kept = []
    for row in sorted(rows, key=lambda row: row["row"]):
        said = {name: value for name, value in row.items() if name not in ("row", "file")}
        if row[who] is not None and said not in seen:
            seen.append(said)
            kept.append(row)
    return kept


def last_of_each(rows: Iterable[Row], by: str) -> list[Row]:
    """For each child the row with the latest of these dates, a blank one before all; else the one lowest in the list."""
    chosen: dict[str, Row] = {}
    for row in rows:
        other = chosen.get(row["child"])
        rank = (row[by] is not None, row[by] or date.min, row["row"])
        if other is None or rank > (other[by] is not None, other[by] or date.min, other["row"]):
            chosen[row["child"]] = row
    return list(chosen.values())


def open_on(rows: Iterable[Row], day: date) -> list[Row]:
    return [
        row
        for row in rows
        if (row["started"] is None or row["started"] <= day) and (row["ended"] is None or row["ended"] > day)
    ]


def age_on(row: Row, day: date) -> int | None:
    born = row.get("dob")
    if born is None:
        age = row.get("age")
        return None if age is None else max(0, age)
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def groups_of(row: Row, day: date) -> dict[str, str]:
    age = age_on(row, day)
    if age is None:
        band = "unknown"
    elif age < 1:
        band = "0"
    elif age <= 4:
        band = "1-4"
    elif age <= 9:
        band = "5-9"
    elif age <= 15:
        band = "10-15"
    else:
        band = "16+"
    sex = {"a) Male": "male", "b) Female": "female"}.get(row["sex"], "unknown")
    ethnic = ETHNIC.get((row["ethnicity"] or "?")[0], "unknown")
    return {"age_band": band, "sex": sex, "ethnic_group": ethnic}


def within(when: date | None, first: date, last: date) -> bool:
    return when is not None and first <= when <= last


class OneDay:
    """The lists of one workbook, and every measure of them on its day."""

    def __init__(self, lists: Lists, day: date) -> None:
        self.lists, self.day = lists, day

    def events(self, name: str, when: str, months: int) -> list[Row]:
        first = first_of_stretch(self.day, months)
        return [row for row in without_copies(self.lists[name]) if within(row[when], first, self.day)]

    def counted(
        self, rows: Iterable[Row], when: str | None, inside: Callable[[Row], bool] | None = None
    ) -> Counts:
        return [
            (
                row["child"],
                groups_of(row, row[when] if when else self.day),
                inside is None or inside(row),
                True,
                1.0,
            )
            for row in rows
        ]

    # Lists 1 to 5

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

    # Lists 6 and 7

    def in_need(self) -> Counts:
        rows = [
            row
            for row in open_on(without_copies(self.lists["list_6"]), self.day)
            if row["status"] != "e) Closed episode"
        ]
        return self.counted(last_of_each(rows, "started"), None)

    def plans(self, inside: Callable[[Row], bool] | None = None) -> Counts:
        rows = last_of_each(open_on(without_copies(self.lists["list_7"]), self.day), "started")
        counted = self.counted(rows, None, inside)
        for row, one in zip(rows, counted, strict=True):
            one[1]["plan_duration"] = self.duration(row["started"])
        return counted

    def duration(self, started: date | None) -> str:
        if started is None:
            return "unknown"
        for months, band in ((3, "0-3m"), (6, "3-6m")):
            if started >= add_months(self.day, -months):
                return band
        for months, band in ((12, "6-12m"), (24, "1-2y")):
            if started > add_months(self.day, -months):
                return band
        return "2y+"

    def two_years(self) -> Counts:
        since = add_months(self.day, -24)
        return self.plans(lambda row: row["started"] is not None and row["started"] <= since)

    def second_plans(self, months: int) -> Counts:
        chosen: dict[tuple[object, object], Row] = {}
        for row in self.events("list_7", "started", months):
            other = chosen.get((row["child"], row["started"]))
            if other is None or row["row"] > other["row"]:
                chosen[(row["child"], row["started"])] = row
        return self.counted(chosen.values(), "started", lambda row: (row["earlier_plans"] or 0) >= 1)

    # List 8

    def looked_after(self, of=lambda row: True, those=lambda row: True) -> Counts:
        rows = last_of_each(open_on(without_copies(self.lists["list_8"]), self.day), "started")
        return self.counted([row for row in rows if of(row)], None, those)

    def since(self, months: int = 0, weeks: int = 0) -> Callable[[Row], bool]:
        """Whether a child has been looked after for that long."""
        latest = add_months(self.day, -months) - timedelta(weeks=weeks)
        return lambda row: row["started"] is not None and row["started"] <= latest

    def lately(self, column: str, months: int = 0, weeks: int = 0) -> Callable[[Row], bool]:
        first = add_months(self.day, -months) - timedelta(weeks=weeks)
        return lambda row: within(row[column], first, self.day)

    def review_due(self, row: Row) -> bool:
        return row["started"] is not None and working_days_after(row["started"], 20) <= self.day

    def health_in_date(self, row: Row) -> bool:
        age = age_on(row, self.day)
        return self.lately("health_assessment", months=6 if age is not None and age < 5 else 12)(row)

    @staticmethod
    def missing(row: Row) -> bool:
        return (row["missing_12m"] or 0) >= 1

    def offered(self, row: Row) -> bool:
        return self.missing(row) and row["interview_offered"] == "Yes"

    # List 9

    def leavers(self, of: Callable[[Row], bool], those=lambda row: True) -> Counts:
        rows = last_of_each(without_copies(self.lists["list_9"]), "contact")
        return self.counted([row for row in rows if of(row)], None, those)

    @staticmethod
    def supported(row: Row) -> bool:
        return row["eligibility"] in ("a) Relevant", "b) Former relevant")

    def asked_of(self, row: Row) -> bool:
        age = age_on(row, self.day)
        return self.supported(row) and age in (19, 20, 21) and row["in_touch"] != "d) Exclude"

    def home_counts(self, row: Row) -> bool:
        elsewhere = ("e) Gone abroad", "f) Deported", "h) Residence not known")
        return (
            self.asked_of(row)
            and row["accommodation"] not in elsewhere
            and row["suitability"] != "d) Exclude"
        )

    # Lists 10 and 11

    def waiting(self) -> Counts:
        def later(when: date | None) -> bool:
            return when is None or when > self.day

        rows = last_of_each(without_copies(self.lists["list_10"]), "decision")
        return self.counted(
            [
                row
                for row in rows
                if row["decision"] is not None
                and row["decision"] <= self.day
                and later(row["placed"])
                and later(row["adopted"])
                and later(row["reversed"])
            ],
            None,
        )

    def adopted(self, months: int) -> Counts:
        rows = last_of_each(
            [row for row in without_copies(self.lists["list_10"]) if row["adopted"]], "adopted"
        )
        first = first_of_stretch(self.day, months)
        return self.counted([row for row in rows if within(row["adopted"], first, self.day)], "adopted")

    def families(self) -> dict[str, dict[str, date | None]]:
        members: dict[str, list[Row]] = {}
        for row in self.lists["list_11"]:
            if row["adopter"] is not None:
                members.setdefault(row["family"] or row["adopter"], []).append(row)
        steps = ("stage_1_started", "stage_2_started", "approved", "matched", "placed", "adopted")
        return {
            family: {step: min((row[step] for row in rows if row[step]), default=None) for step in steps}
            | {"left": max(row["left"] for row in rows) if all(row["left"] for row in rows) else None}
            for family, rows in members.items()
        }

    def approved(self, those: Callable[[Mapping[str, date | None]], bool]) -> Counts:
        first = first_of_stretch(self.day, 12)
        return [
            (family, {}, those(steps), True, 1.0)
            for family, steps in self.families().items()
            if within(steps["approved"], first, self.day)
        ]

    def approved_in_time(self, steps) -> bool:
        begun = steps["stage_1_started"]
        return begun is not None and steps["approved"] <= add_months(begun, 6)

    def matched_soon(self, steps) -> bool:
        matched = steps["matched"]
        return matched is not None and matched <= min(self.day, add_months(steps["approved"], 3))

    def on_the_way(self, is_one: Callable[[Mapping[str, date | None]], bool]) -> Counts:
        return [
            (family, {}, True, True, 1.0)
            for family, steps in self.families().items()
            if (steps["left"] is None or steps["left"] > self.day) and is_one(steps)
        ]

    def unmatched(self, steps) -> bool:
        found = steps["matched"] or steps["placed"] or steps["adopted"]
        is_approved = steps["approved"] is not None and steps["approved"] <= self.day
        return is_approved and (found is None or found > self.day)

    def in_process(self, steps) -> bool:
        begun = steps["stage_1_started"] or steps["stage_2_started"]
        is_approved = steps["approved"] is not None and steps["approved"] <= self.day
        return not is_approved and begun is not None and begun <= self.day


COUNT, SHARE, MEAN, RATE, WEEKLY, PARTS = "count", "share", "mean", "rate", "weekly", "parts"
WHO = ("age_band", "sex", "ethnic_group")


def counts(one: OneDay) -> dict[str, tuple[str, Counts, tuple[str, ...]]]:
    """Every measure by id: what sort of figure it is, the rows behind it, and its breakdowns."""
    found: dict[str, tuple[str, Counts, tuple[str, ...]]] = {}
    for months, ids in (
        (
            12,
            "contacts_total contacts_weekly contact_conversion_pct annex_early_help_assessments annex_referrals "
            "rereferrals_12m_pct annex_referrals_nfa_pct assessments_completed assessments_45wd_pct assessment_days_avg "
            "annex_section_47_enquiries annex_conferences annex_conferences_15wd_pct annex_conference_plans_pct cpp_second_pct",
        ),
        (
            6,
            "annex_contacts_6m annex_contacts_weekly_6m annex_contact_conversion_6m_pct annex_early_help_assessments_6m "
            "annex_referrals_6m annex_rereferrals_6m_pct annex_referrals_nfa_6m_pct annex_assessments_completed_6m "
            "annex_assessments_45wd_6m_pct annex_assessment_days_avg_6m annex_section_47_enquiries_6m annex_conferences_6m "
            "annex_conferences_15wd_6m_pct annex_conference_plans_6m_pct annex_cpp_second_6m_pct",
        ),
    ):
        ways = (
            (COUNT, one.contacts, WHO),
            (WEEKLY, one.contacts, ()),
            (SHARE, one.conversion, WHO),
            (COUNT, one.early_help, WHO),
            (COUNT, one.referrals, WHO),
            (SHARE, one.rereferrals, WHO),
            (SHARE, one.no_further_action, WHO),
            (COUNT, one.assessments, WHO),
            (SHARE, one.assessments_in_time, WHO),
            (MEAN, one.assessment_days, WHO),
            (COUNT, one.enquiries, WHO),
            (COUNT, one.conferences, WHO),
            (SHARE, one.conferences_in_time, WHO),
            (SHARE, one.conference_plans, WHO),
            (SHARE, one.second_plans, WHO),
        )
        for id, (sort, way, breakdowns) in zip(ids.split(), ways, strict=True):
            found[id] = (sort, way(months), breakdowns)
    year, missing = one.since(months=12), one.missing
    leaving = ("sex", "ethnic_group")
    return found | {
        "annex_children_in_need": (COUNT, one.in_need(), WHO),
        "cpp_number": (COUNT, one.plans(), (*WHO, "plan_duration")),
        "cpp_rate_10k": (RATE, one.plans(), ()),
        "cpp_duration": (PARTS, one.plans(), ("plan_duration",)),
        "cpp_2yr_pct": (SHARE, one.two_years(), WHO),
        "annex_cla_number": (COUNT, one.looked_after(), WHO),
        "visits_6wk_pct": (SHARE, one.looked_after(one.since(weeks=6), one.lately("visit", weeks=6)), WHO),
        "visits_12wk_pct": (SHARE, one.looked_after(one.since(weeks=12), one.lately("visit", weeks=12)), WHO),
        "annex_reviews_current_pct": (
            SHARE,
            one.looked_after(one.review_due, one.lately("review", months=6)),
            WHO,
        ),
        "annex_health_assessment_pct": (SHARE, one.looked_after(year, one.health_in_date), WHO),
        "annex_dental_pct": (SHARE, one.looked_after(year, one.lately("dental_check", months=12)), WHO),
        "annex_permanence_plan_pct": (
            SHARE,
            one.looked_after(one.since(months=4), lambda row: row["permanence_plan"] is not None),
            WHO,
        ),
        "annex_three_plus_placements_pct": (
            SHARE,
            one.looked_after(those=lambda row: (row["placements_12m"] or 0) >= 3),
            WHO,
        ),
        "annex_out_of_area_pct": (
            SHARE,
            one.looked_after(those=lambda row: row["placement_location"] == "b) Out"),
            WHO,
        ),
        "annex_missing_pct": (SHARE, one.looked_after(those=missing), WHO),
        "annex_return_interview_offered_pct": (SHARE, one.looked_after(missing, one.offered), WHO),
        "annex_return_interview_accepted_pct": (
            SHARE,
            one.looked_after(one.offered, lambda row: row["interview_accepted"] == "Yes"),
            WHO,
        ),
        "care_leavers_number": (COUNT, one.leavers(one.supported), leaving),
        "pathway_plans_pct": (
            SHARE,
            one.leavers(
                lambda row: one.supported(row) or row["eligibility"] == "d) Eligible",
                one.lately("pathway_review", months=6),
            ),
            leaving,
        ),
        "annex_cl_in_touch_pct": (
            SHARE,
            one.leavers(one.asked_of, lambda row: row["in_touch"] == "a) In touch"),
            leaving,
        ),
        "annex_cl_eet_pct": (
            SHARE,
            one.leavers(one.asked_of, lambda row: (row["activity"] or "?")[0] in "FP"),
            leaving,
        ),
        "annex_cl_suitable_pct": (
            SHARE,
            one.leavers(one.home_counts, lambda row: row["suitability"] == "a) Suitable"),
            leaving,
        ),
        "annex_children_waiting_adoption": (COUNT, one.waiting(), WHO),
        "annex_children_adopted": (COUNT, one.adopted(12), WHO),
        "adopters_approved": (COUNT, one.approved(lambda steps: True), ()),
        "adopters_approved_in_time_pct": (SHARE, one.approved(one.approved_in_time), ()),
        "adopters_matched_3m": (COUNT, [c for c in one.approved(one.matched_soon) if c[2]], ()),
        "annex_adopters_matched_3m_pct": (SHARE, one.approved(one.matched_soon), ()),
        "approved_adopters_unmatched": (COUNT, one.on_the_way(one.unmatched), ()),
        "adopter_pipeline": (COUNT, one.on_the_way(one.in_process), ()),
    }


def figures(lists: Lists, day: date, population: float | None = None) -> Figures:
    """Numerator and denominator of every measure, for everyone ("", "") and every group that has somebody in it.

    Whether a list goes back far enough is not asked here: what is in it is counted.
    """
    found: Figures = {}
    for id, (sort, rows, breakdowns) in counts(OneDay(lists, day)).items():
        if sort == RATE and population is None:
            continue
        slots: dict[tuple[str, str], Counts] = {("", ""): rows}
        for row in rows:
            for breakdown in breakdowns:
                slots.setdefault((breakdown, row[1][breakdown]), []).append(row)
        for (breakdown, group), some in slots.items():
            above = sum(amount for *_, inside, _under, amount in some if inside)
            below: float | None = sum(under for *_, under, _amount in some)
            if sort == COUNT:
                below = None
            elif sort == RATE:
                below = population
            elif sort == PARTS:
                below = len(rows)
            elif sort == WEEKLY:
                months = 6 if id.endswith("_6m") else 12
                below = ((day - first_of_stretch(day, months)).days + 1) / 7
            found[(id, breakdown, group)] = (float(above), None if below is None else float(below))
    return found
