"""What the made-up authority records beside its returns: money, results, surveys, carers, staff, audits, complaints.

Every number is invented, from one seed: each series goes from one value to another over the years, with some chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

SEED = 2025
YEARS = 6
SURVEYS = (3, 0)  # years before the last in which children were asked


@dataclass(frozen=True)
class Trend:
    """From one value to another over the years. ``of`` is what a share is of; nothing for counts and money."""

    first: float
    last: float
    of: int = 0
    places: int = 0
    snapshot: bool = False


_FINANCE, _SCHOOL, _CARERS = (
    "Made-up outturn report",
    "Made-up virtual school report",
    "Made-up foster carer register",
)
_STAFF, _AUDITS, _COMPLAINTS = (
    "Made-up workforce return",
    "Made-up audit report",
    "Made-up complaints report",
)
_SURVEY, _HEALTH = "Made-up Bright Spots survey", "Made-up health service report"
_ADOPTION, _LEGAL, _OTHER = (
    "Made-up adoption register",
    "Made-up legal services report",
    "Made-up service report",
)

YEARLY: dict[str, dict[str, Trend]] = {
    _FINANCE: {
        "csc_expenditure": Trend(38.4, 51.2, places=1),
        "csc_savings": Trend(1.1, 2.4, places=1),
        "csc_overspend": Trend(0.6, 2.9, places=1),
        "spend_inhouse_foster": Trend(4_120_000, 4_870_000),
        "spend_pvi_foster": Trend(5_340_000, 7_410_000),
        "spend_residential": Trend(9_600_000, 16_300_000),
        "unit_cost_inhouse": Trend(412, 498),
        "unit_cost_pvi": Trend(878, 1_046),
        "unit_cost_residential": Trend(4_150, 6_280),
        "sia_average_cost": Trend(31_000, 44_500),
        "staying_put_cost": Trend(310_000, 402_000),
        "leaving_care_grant": Trend(2_000, 3_000),
        "direct_payments_children": Trend(118, 147),
        "sgo_allowances": Trend(171, 214),
        "collaborative_investment": Trend(30_000, 45_000),
    },
    _SCHOOL: {
        "pep_pct": Trend(83, 94, 310),
        "persistent_absence_pct": Trend(17, 21, 305),
        "fixed_term_exclusion_pct": Trend(13, 11, 305),
        "ks2_reading_pct": Trend(42, 51, 31),
        "ks2_writing_pct": Trend(38, 44, 31),
        "ks2_maths_pct": Trend(39, 46, 31),
        "ks2_rwm_pct": Trend(30, 37, 31),
        "ks4_attainment8": Trend(18.9, 21.6, places=1),
        "ks4_em_pct": Trend(17, 24, 38),
        "permanent_exclusions": Trend(2, 0),
        "cla_sen_pct": Trend(27, 33, 480),
    },
    _CARERS: {
        "fostering_households": Trend(212, 186, snapshot=True),
        "foster_carers_approved": Trend(21, 14),
        "foster_carers_ceased": Trend(19, 23),
        "fostering_enquiries": Trend(264, 187),
        "ltf_matches": Trend(19, 31),
        "fc_health_checks_pct": Trend(91, 97, 190),
    },
    _ADOPTION: {
        "adopters_approved": Trend(17, 13),
        "adoption_enquiries": Trend(88, 71),
        "approved_adopters_unmatched": Trend(9, 6, snapshot=True),
        "letterbox_contacts": Trend(203, 231),
    },
    _HEALTH: {"iha_20wd_pct": Trend(52, 71, 170), "camhs_referrals": Trend(118, 164)},
    _STAFF: {
        "social_worker_vacancy_pct": Trend(16, 19, 148),
        "social_worker_agency_pct": Trend(13, 17, 148),
        "social_worker_turnover_pct": Trend(15, 14, 129),
        "social_worker_caseload": Trend(17.8, 16.1, places=1),
    },
    _AUDITS: {
        "audit_good_pct": Trend(34, 57, 96),
        "audit_ri_or_above_pct": Trend(76, 92, 96),
        "provider_quality_pct": Trend(79, 84, 52),
    },
    _COMPLAINTS: {
        "complaints": Trend(97, 84),
        "compliments": Trend(41, 66),
        "complaints_in_time_pct": Trend(61, 78, 88),
        "fostering_complaints": Trend(6, 4),
    },
    _LEGAL: {
        "care_proceedings_weeks": Trend(31, 41),
        "court_applications": Trend(74, 62),
        "plo_active": Trend(22, 29, snapshot=True),
    },
    _OTHER: {
        "advocacy_referrals": Trend(71, 102),
        "independent_visitors": Trend(14, 23, snapshot=True),
        "edge_of_care_prevented": Trend(29, 47),
        "fgc_referrals": Trend(88, 141),
        "rhi_3days_pct": Trend(63, 79, 140),
    },
}

# Asked in groups by age: the shares of the younger and the older, first and last survey.
ASKED = {
    "bs_trust_social_worker_pct": (81, 88, 78, 86),
    "bs_safe_pct": (82, 86, 79, 84),
    "bs_trust_carers_pct": (93, 96, 89, 93),
    "bs_bullying_pct": (70, 74, 84, 88),
    "bs_included_decisions_pct": (72, 79, 74, 83),
    "bs_know_reasons_pct": (58, 66, 81, 87),
    "bs_fun_pct": (79, 82, 70, 73),
    "bs_independence_skills_pct": (0, 0, 82, 90),
}
AGED = ("8-11", "11-18")
ANSWERED = {"8-11": 44, "11-18": 86}
RATINGS = (("Outstanding", 6), ("Good", 51), ("Requires improvement", 35), ("Inadequate", 8))


def rows(last_year: int, seed: int = SEED) -> Iterator[dict[str, str]]:
    """The rows of a file of recorded values, as the template has them, up to 31 March of the last year."""
    chance = Random(seed)  # noqa: S311 (no secret: the same seed makes the same authority)
    for source, measures in YEARLY.items():
        for measure, trend in measures.items():
            for step in range(YEARS):
                yield _row(measure, trend, last_year - YEARS + 1 + step, step, source, chance)
    for measure, shares in ASKED.items():
        for place, years_before in enumerate(SURVEYS):
            yield from _answers(measure, shares, place, last_year - years_before, chance)
    yield from _audited(last_year, chance)
    yield {
        "measure": "ofsted_rating",
        "as_at": f"{last_year - 2}-11-18",
        "value": "Good",
        "source": "Made-up inspection report",
        "basis": "final",
    }


def _row(measure: str, trend: Trend, year: int, step: int, source: str, chance: Random) -> dict[str, str]:
    middle = trend.first + (trend.last - trend.first) * step / (YEARS - 1)
    number = middle * (1 + chance.uniform(-0.04, 0.04))
    row = {
        "measure": measure,
        "as_at": f"{year}-03-31",
        "source": f"{source}, {year}",
        "basis": "provisional" if step == YEARS - 1 else "final",
    }
    if not trend.snapshot:
        row["period_start"] = f"{year - 1}-04-01"
    if trend.of:
        of = round(trend.of * (1 + chance.uniform(-0.06, 0.06)))
        return row | {"numerator": str(min(round(of * number / 100), of)), "denominator": str(of)}
    size = -2 if number > 10_000 else trend.places
    return row | {"value": f"{round(number, size):.{trend.places}f}"}


def _answers(
    measure: str, shares: tuple[int, ...], place: int, year: int, chance: Random
) -> Iterator[dict[str, str]]:
    parts = []
    for group, share in zip(AGED, (shares[place], shares[2 + place]), strict=True):
        if share:
            of = ANSWERED[group] + chance.randint(-6, 6)
            parts.append((group, round(of * share / 100), of))
    total = ("", sum(top for _group, top, _of in parts), sum(of for _group, _top, of in parts))
    for group, top, of in [total, *parts]:
        yield {
            "measure": measure,
            "as_at": f"{year}-03-15",
            "breakdown": "age" if group else "",
            "group": group,
            "numerator": str(top),
            "denominator": str(of),
            "source": f"{_SURVEY}, spring {year}",
            "basis": "sample",
        }


def _audited(year: int, chance: Random) -> Iterator[dict[str, str]]:
    files = [round(share * (1 + chance.uniform(-0.05, 0.05))) for _rating, share in RATINGS]
    for (rating, _share), found in zip(RATINGS, files, strict=True):
        yield {
            "measure": "audit_ratings",
            "as_at": f"{year}-03-31",
            "period_start": f"{year - 1}-04-01",
            "breakdown": "rating",
            "group": rating,
            "numerator": str(found),
            "denominator": str(sum(files)),
            "source": f"{_AUDITS}, {year}",
            "basis": "sample",
        }
