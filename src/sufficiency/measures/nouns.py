"""What a measure counts, one and many, for sentences: "child" and "children", "review" and "reviews"."""

from sufficiency.measures.language import Counted, Measure, Unit

_BY_THEME = {
    "Reviews in time": ("review", "reviews"),
    "Care leavers": ("young person", "young people"),
}
_BY_UNIT = {
    Unit.INCIDENTS: ("incident", "incidents"),
    Unit.STARTS: ("start", "starts"),
    Unit.ENDINGS: ("ending", "endings"),
    Unit.PLACEMENTS: ("placement", "placements"),
    Unit.YOUNG_PEOPLE: ("young person", "young people"),
    Unit.CONTACTS: ("contact", "contacts"),
    Unit.CONTACTS_A_WEEK: ("contact a week", "contacts a week"),
    Unit.REFERRALS: ("referral", "referrals"),
    Unit.ASSESSMENTS: ("assessment", "assessments"),
    Unit.ENQUIRIES: ("enquiry", "enquiries"),
    Unit.CONFERENCES: ("conference", "conferences"),
    Unit.FAMILIES: ("family", "families"),
}


def counted_in(measure: Measure) -> tuple[str, str]:
    """What the measure counts, one and many: ("child", "children"), ("review", "reviews")..."""
    if measure.unit in _BY_UNIT:
        return _BY_UNIT[measure.unit]
    if measure.counted is Counted.EVERY_OF_YEAR:  # each child once, whatever is asked of them
        return "child", "children"
    return _BY_THEME.get(measure.theme, ("child", "children"))
