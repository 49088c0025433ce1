"""Caseloads: the form for one child, and the CSV for many, as the case system writes it."""

import csv
import io
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from sufficiency.service.access.models import Person
from sufficiency.service.access.rules import SEE_OWN_CHILDREN
from sufficiency.service.records.models import LONGEST_ID, Part
from sufficiency.service.ui.forms import DayField

COLUMNS = ("username", "child", "part", "since", "until")
MOST_ROWS = 20_000
MOST_BYTES = 4 << 20
MOST_PROBLEMS = 20


def people_with_caseloads() -> Any:
    """Those whose role sees own children, by name."""
    roles = [role.value for role in SEE_OWN_CHILDREN]
    return Person.objects.filter(is_active=True, held_roles__role__in=roles).distinct().order_by("name")


class CaseloadForm(forms.Form):
    """One child on one person's caseload."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Choose a person", "invalid_choice": "Choose a person from the list"},
    )
    child = forms.CharField(
        label="Child",
        help_text="The whole id of the child in the return.",
        max_length=LONGEST_ID,
        error_messages={
            "required": "Enter the child's id",
            "max_length": f"Use {LONGEST_ID} letters or fewer",
        },
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    part = forms.ChoiceField(
        label="Part in the case",
        choices=Part.choices,
        error_messages={"required": "Choose a part", "invalid_choice": "Choose a part from the list"},
    )
    since = DayField(
        label="From", required=False, help_text="The first day. Left empty, it is today.", initial=None
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_with_caseloads()

    def clean_since(self) -> date:
        return self.cleaned_data["since"] or timezone.localdate()


class CaseloadsForm(forms.Form):
    """A CSV of caseloads."""

    file = forms.FileField(
        label="CSV of caseloads",
        help_text=f"With the columns {', '.join(COLUMNS)}. Days as 2025-03-31; until may be empty. "
        f"Parts are {', '.join(Part.values)}.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(f"The file is larger than {MOST_BYTES >> 20} MB", code="large")
        return file


def links_in(content: bytes) -> list[dict[str, Any]]:
    """The rows of a CSV as what `actions.give_child` takes. Raises ValidationError with what is wrong, row by row.

    The sentences name the row and never the child, since messages may be kept.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ValidationError("The file is not text in UTF-8. Save it as “CSV UTF-8”") from problem
    rows = csv.DictReader(io.StringIO(text))
    names = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if missing := [name for name in COLUMNS[:4] if name not in names]:
        raise ValidationError(f"The first row must name the columns; {' and '.join(missing)} missing")
    rows.fieldnames = names
    people = {person.username.casefold(): person for person in people_with_caseloads()}
    links, problems = [], []
    try:
        for number, row in enumerate(rows, 2):
            if number > MOST_ROWS + 1:
                raise ValidationError(f"The file has more than {MOST_ROWS:,} rows")
            try:
                links.append(_link(row, people))
            except ValueError as problem:
                problems.append(f"Row {number}: {problem}")
    except csv.Error as problem:
        raise ValidationError(
            "The rows cannot be told apart into cells. Save the file as CSV again"
        ) from problem
    if problems:
        rest = (
            [f"{len(problems) - MOST_PROBLEMS} more rows are wrong"] if len(problems) > MOST_PROBLEMS else []
        )
        raise ValidationError(problems[:MOST_PROBLEMS] + rest)
    return links


def _link(row: dict[str, Any], people: dict[str, Person]) -> dict[str, Any]:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    person = people.get(cells["username"].casefold())
    if person is None:
        raise ValueError("the username is of nobody whose role sees own children")
    if not cells["child"] or len(cells["child"]) > LONGEST_ID:
        raise ValueError(f"the child's id is missing, or longer than {LONGEST_ID} letters")
    if cells["part"] not in Part.values:
        raise ValueError(f"the part must be one of {', '.join(Part.values)}")
    since = _day(cells["since"], "since")
    until = _day(cells["until"], "until") if cells["until"] else None
    if until is not None and until < since:
        raise ValueError("until is before since")
    return {"person": person, "child": cells["child"], "part": cells["part"], "since": since, "until": until}


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ValueError(f"{name} must be a day such as 2025-03-31") from problem
