"""What is confidential by default: where a carer, an adopter or a home is, and whatever points there.

`access.doors.FIELDS` names the fields. No page, export, API answer, message, document or error holds them. They are
shown once, for one child, on the answer of `records:address`, to a person whom `check_can_open_address` lets, after a
reason. A distance is told for most children, since it is what one measure counts; for a sealed record it is not.

Sentences of the checks quote what stood in a cell. On the pages, what could be a postcode, a number of a home or a
value of such a field is taken out of them (`without_places`). The command line is not narrowed: whoever runs it
owns the folder in which the returns lie.
"""

import re
from collections.abc import Mapping
from typing import Any

import pyarrow.compute as pc

from sufficiency.editions import Edition
from sufficiency.service.access.doors import FIELDS
from sufficiency.service.records.need_to_know import SEALED, Sight

HIDDEN = "(hidden)"
OF_EPISODES = ("pl_post", "urn", "pl_la", "pl_location", "home_post")
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?[\s.-]*[0-9][A-Z]{2}\b", re.IGNORECASE)
NUMBER_OF_A_HOME = re.compile(r"\b(?:SC\s*[0-9]{5,7}|[0-9]{6,7})\b", re.IGNORECASE)
NAMED = re.compile(rf"\b({'|'.join(FIELDS)})( is)? '[^']*'", re.IGNORECASE)
QUOTED = re.compile(r"'[^']*'")


def without_places(text: str, field: str | None = None) -> str:
    """The text without what says, or could say, where somebody lives. ``field`` is the field it is about."""
    if field and field.lower() in FIELDS:
        text = QUOTED.sub(HIDDEN, text)
    text = NAMED.sub(rf"\1\2 {HIDDEN}", text)
    return NUMBER_OF_A_HOME.sub(HIDDEN, POSTCODE.sub(HIDDEN, text))


def finding_for(sight: Sight, finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding as the person may see it: without places; of a sealed record only that there is one, of which check."""
    if finding["child"] and sight.is_sealed(finding["child"]):
        nothing = {"file": None, "row": None, "field": None, "year": None}
        return {**finding, **nothing, "child": SEALED, "message": "The record is sealed."}
    return {**finding, "message": without_places(finding["message"], finding["field"])}


def addresses_of(edition: Edition, child: str) -> list[dict[str, Any]]:
    """The confidential fields of each episode as the newest return gave it, earliest first.

    Call it only after `check_can_open_address`, in the transaction that records the look.
    """
    if "returns/episodes" not in edition.manifest.tables:
        return []
    stored = edition.table(
        "returns/episodes", ["year", "row", "child", "decom", "dec", "place", *OF_EPISODES]
    )
    rows = stored.filter(pc.equal(stored["child"], child)).to_pylist()
    newest = {row["decom"]: row for row in sorted(rows, key=lambda row: (row["year"], row["row"]))}
    return [newest[start] for start in sorted(newest, key=lambda start: (start is None, start))]
