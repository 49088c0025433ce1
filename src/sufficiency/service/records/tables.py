"""The tables of a child's page."""

from datetime import date
from typing import Any

from sufficiency.measures import BREAKDOWNS
from sufficiency.service.audit.models import Line
from sufficiency.service.records.confidential import without_places
from sufficiency.service.records.life import home_in_words, how_it_ended, last_episode
from sufficiency.service.records.meanings import meaning_of, with_code
from sufficiency.service.records.record import Record
from sufficiency.service.ui import components as ui
from sufficiency.service.ui.words import day as in_words
from sufficiency.vocabulary.groups import PROVIDER_GROUP_OF

PROVIDERS = BREAKDOWNS["provider_group"].groups
# Not the postcodes, nor the number of the home: where children, carers and homes are is confidential.
EPISODE_COLUMNS = (
    ("decom", "Began", None),
    ("rne", "Reason it began", "RNE"),
    ("ls", "Legal status", "LS"),
    ("cin", "Need", "CIN"),
    ("place", "Home", "PLACE"),
    ("place_provider", "Provider", "PLACE_PROVIDER"),
    ("dec", "Ended", None),
    ("rec", "Reason it ended", "REC"),
    ("reason_place_change", "Reason for the move", "REASON_PLACE_CHANGE"),
)


def facts(record: Record) -> ui.SummaryList:
    """What is true of the child, and on the edition's last day where the child is looked after then."""
    who, position = record.who, record.position
    rows = [
        ("Date of birth", in_words(who.get("dob")) or None),
        ("Sex", _label("sex", who.get("sex"))),
        ("Ethnic group", _label("ethnic_group", who.get("ethnic_group"))),
    ]
    if who.get("is_uasc"):
        ended = who.get("duc")
        rows.append(
            ("Came unaccompanied to seek asylum", f"yes, until {in_words(ended)}" if ended else "yes")
        )
    if position is None:
        return ui.SummaryList(rows)
    rows += [
        ("Age", position["age"]),
        ("Legal status", with_code("LS", position["ls"])),
        ("Home", with_code("PLACE", position["place"])),
        ("Provider", with_code("PLACE_PROVIDER", position["provider"])),
        ("Distance from home", "hidden, the record is sealed" if record.distance_hidden else None if position["distance_miles"] is None else f"{position['distance_miles']:.1f} miles"),
        ("Placements in the last year", position["placements_in_year"]),
        ("Long-term stability", _stability(position)),
    ]  # fmt: skip
    return ui.SummaryList(rows)


def _stability(position: dict[str, Any]) -> str:
    if not position["long_term"]:
        return "not counted: 16 or over, or in care for less than 30 months"
    return "two years or more in this home" if position["stable"] else "less than two years in this home"


def clocks(record: Record) -> list[tuple[str, str]]:
    """Days that fall due: the next review."""
    if record.position is None:
        return []
    due = record.next_review_due
    reviews = [review["review"] for review in record.reviews if review["review"]]
    last = f"last held {in_words(max(reviews))}" if reviews else "none held in the loaded returns"
    return [("Next review", f"due by {in_words(due)}, {last}" if due else f"due day not known, {last}")]


def homes(record: Record) -> ui.Table:
    rows = []
    for number, placement in enumerate(record.placements, 1):
        last = last_episode(record, placement) or {}
        miles = None if record.distance_hidden else last.get("distance_miles")
        until = placement["end"] or record.last_day
        rows.append(
            {
                "number": number,
                "from": in_words(placement["start"]),
                "to": in_words(placement["end"]) or "still there",
                "days": max((until - placement["start"]).days, 0),
                "home": ui.Cell(home_in_words(placement["place"])[1], hint=placement["place"] or ""),
                "provider": PROVIDERS.get(PROVIDER_GROUP_OF.get(placement["provider"] or ""), "Not recorded"),
                "miles": ui.Cell("hidden")
                if record.distance_hidden
                else None
                if miles is None
                else ui.Cell(f"{miles:.1f}", sort=miles),
                "end": how_it_ended(record, placement),
            }
        )
    columns = [
        ui.Column("number", "No.", number=True),
        ui.Column("from", "From", one_line=True),
        ui.Column("to", "To", one_line=True),
        ui.Column("days", "Days", number=True),
        ui.Column("home", "Home"),
        ui.Column("provider", "Provider"),
        ui.Column("miles", "Miles", number=True, hint="from home"),
        ui.Column("end", "How it ended"),
    ]
    return ui.Table(
        "Each home in turn", columns, rows, empty="No placement in the loaded returns.", caption_hidden=True
    )


def periods(record: Record) -> ui.Table:
    rows = [
        {
            "from": in_words(period["start"]) + ("" if period["start_known"] else " or earlier"),
            "to": in_words(period["end"]) or "still looked after",
            "end": with_code("REC", period["rec"]) or ("" if period["end"] is None else None),
        }
        for period in record.periods
    ]
    columns = [
        ui.Column("from", "From", one_line=True),
        ui.Column("to", "To", one_line=True),
        ui.Column("end", "How it ended"),
    ]
    return ui.Table("Periods of care", columns, rows, empty="No period of care in the loaded returns.", caption_hidden=True)  # fmt: skip


def reviews(record: Record) -> ui.Table:
    """Reviews held, latest first."""
    rows = [
        {
            "day": in_words(review["review"]) or None,
            "part": with_code("REVIEW_CODE", review["review_code"]),
            "return": str(review["year"]),
        }
        for review in reversed(record.reviews)
    ]
    columns = [
        ui.Column("day", "Held", one_line=True),
        ui.Column("part", "How the child took part"),
        ui.Column("return", "Return"),
    ]
    return ui.Table("Reviews", columns, rows, empty="No review in the loaded returns.", caption_hidden=True)


def missing(record: Record) -> ui.Table:
    rows = [
        {
            "from": in_words(incident["mis_start"]) or None,
            "to": in_words(incident["mis_end"]) or "not given",
            "kind": with_code("MISSING", incident["missing"]),
        }
        for incident in sorted(
            record.rows("missing"), key=lambda one: one["mis_start"] or date.min, reverse=True
        )
    ]
    columns = [
        ui.Column("from", "From", one_line=True),
        ui.Column("to", "To", one_line=True),
        ui.Column("kind", "Kind"),
    ]
    return ui.Table(
        "Missing", columns, rows, empty="No time missing in the loaded returns.", caption_hidden=True
    )


def health(record: Record) -> ui.Table:
    """What the health table says each year."""
    yes = {"1": "yes", "0": "no"}
    rows = [
        {
            "year": f"31 March {row['year']}",
            **{name: yes.get(row[name], row[name]) for name in ("health_assessment", "teeth_check", "immunisations", "health_check", "substance_misuse", "convicted")},
            "sdq": row["sdq_score"] if row["sdq_score"] is not None else meaning_of("SDQ_REASON", row["sdq_reason"]),
        }
        for row in sorted(record.rows("oc2"), key=lambda one: one["year"], reverse=True)
    ]  # fmt: skip
    columns = [
        ui.Column("year", "Year ending", one_line=True),
        ui.Column("health_assessment", "Assessment"),
        ui.Column("teeth_check", "Dentist"),
        ui.Column("immunisations", "Vaccinations"),
        ui.Column("health_check", "Development", hint="under 5"),
        ui.Column("sdq", "Strengths and difficulties", hint="score"),
        ui.Column("substance_misuse", "Substance problem"),
        ui.Column("convicted", "Convicted or cautioned"),
    ]
    return ui.Table("Health", columns, rows, empty="No row in the health table (OC2) of the loaded returns.", caption_hidden=True)  # fmt: skip


def care_leaver(record: Record) -> ui.Table:
    rows = [
        {
            "year": f"31 March {row['year']}",
            "in_touch": with_code("IN_TOUCH", row["in_touch"]),
            "activ": with_code("ACTIV", row["activ"]),
            "accom": with_code("ACCOM", row["accom"]),
        }
        for row in sorted(record.rows("oc3"), key=lambda one: one["year"], reverse=True)
    ]
    columns = [
        ui.Column("year", "Year ending", one_line=True),
        ui.Column("in_touch", "In touch"),
        ui.Column("activ", "Doing"),
        ui.Column("accom", "Home"),
    ]
    return ui.Table("After leaving care", columns, rows, empty="No row in the care leavers' table (OC3).", caption_hidden=True)  # fmt: skip


def findings(record: Record) -> ui.Table:
    rows = [
        {
            "code": finding["code"],
            "severity": finding["severity"],
            "message": without_places(finding["message"], finding["field"]),
            "where": f"{finding['file']} row {finding['row']}",
        }
        for finding in record.findings
    ]
    columns = [
        ui.Column("code", "Code"),
        ui.Column("severity", "Severity"),
        ui.Column("message", "What is wrong, and what to do"),
        ui.Column("where", "Where"),
    ]
    return ui.Table("Findings", columns, rows, empty="The checks found nothing wrong with this child's rows.", caption_hidden=True)  # fmt: skip


def episodes(record: Record) -> ui.Table:
    """The rows of the episodes table as each return gave them, in codes, without where anybody lives."""
    rows = [
        {
            "return": ui.Cell(str(row["year"]), hint=f"row {row['row']}"),
            **{
                key: (in_words(row[key]) or "–") if codes is None else ui.Cell(row[key] or "–", hint=meaning_of(codes, row[key]) or "")
                for key, _title, codes in EPISODE_COLUMNS
            },
        }
        for row in sorted(record.rows("episodes"), key=lambda one: (one["year"], one["decom"] or date.min, one["row"]))
    ]  # fmt: skip
    columns = [
        ui.Column("return", "Return"),
        *(ui.Column(key, title) for key, title, _codes in EPISODE_COLUMNS),
    ]
    note = "Postcodes and the numbers of homes are confidential and not shown here."
    return ui.Table("Rows of the episodes table", columns, rows, empty="No row in the episodes table.", caption_hidden=True, note=note)  # fmt: skip


def looks(found: list[Line]) -> ui.Table:
    """Who looked, latest first; looks of one person at one page on one day are one line with their number."""
    counted: dict[tuple[str, str, str], int] = {}
    for look in found:
        key = (in_words(look.at), look.who, look.page or look.get_what_display())
        counted[key] = counted.get(key, 0) + 1
    rows = [
        {"at": day, "who": who, "page": page, "times": times} for (day, who, page), times in counted.items()
    ]
    columns = [
        ui.Column("at", "When", one_line=True),
        ui.Column("who", "Who"),
        ui.Column("page", "On which page"),
        ui.Column("times", "Times", number=True),
    ]
    return ui.Table("Who looked", columns, rows, empty="Nobody before you.", caption_hidden=True)


def _label(breakdown: str, group: str | None) -> str | None:
    return BREAKDOWNS[breakdown].groups.get(group or "", group)
