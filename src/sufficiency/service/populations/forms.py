"""Typing how many children live here, sending a file of it, and saying why something is taken back."""

from django import forms
from django.utils import timezone

from sufficiency.measures.disproportionality import GROUPS, LONGEST_SOURCE, MOST_CHILDREN
from sufficiency.service.populations.models import BASES, FIRST_DAY, LONGEST_REASON
from sufficiency.service.recorded.reading import cell_problems
from sufficiency.service.ui.forms import DayField
from sufficiency.service.ui.words import day as in_words


def _number(title: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=title,
        min_value=0,
        max_value=MOST_CHILDREN,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-10", "autocomplete": "off"}
        ),
        error_messages={
            "required": f"Enter how many children are {title}; 0 is a number",
            "invalid": "Enter the number in figures alone, such as 12345",
            "min_value": "Enter 0 or more",
            "max_value": f"Enter no more than {MOST_CHILDREN:,}",
        },
    )


class PopulationForm(forms.Form):
    """The children of each group on a day, with where the numbers come from."""

    day = DayField(
        label="Day the numbers are of",
        help_text="The day of the census, or the middle of the year of an estimate: 30 6 2023",
        error_messages={"required": "Enter the day"},
    )
    source = forms.CharField(
        label="Where it comes from",
        help_text="The table and its publisher, with its date",
        max_length=LONGEST_SOURCE,
        error_messages={
            "required": "Enter where it comes from",
            "max_length": f"Use {LONGEST_SOURCE} letters or fewer",
        },
    )
    basis = forms.ChoiceField(
        label="Basis",
        choices=list(BASES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the basis", "invalid_choice": "Choose one of these"},
    )
    reason = forms.CharField(
        label="Why it is corrected",
        help_text="Only where numbers are recorded for this day already. The earlier version stays to be seen",
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": f"Use {LONGEST_REASON} letters or fewer"},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for group, title in GROUPS.items():
            self.fields[group] = _number(title)
        self.order_fields(["day", *GROUPS, "source", "basis", "reason"])

    def clean_day(self):
        """A day that has come, since there were such groups. Raises ValidationError."""
        day, today = self.cleaned_data["day"], timezone.localdate()
        if not FIRST_DAY <= day <= today:
            raise forms.ValidationError(f"Enter a day from {in_words(FIRST_DAY)} to today", code="range")
        return day

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in ("source", "reason"):
            for problem in cell_problems({name: cleaned.get(name) or ""}):
                self.add_error(name, problem[:1].upper() + problem[1:])
        if all(cleaned.get(group) == 0 for group in GROUPS):
            self.add_error(None, "No group has any children. Enter how many live in the area")
        return cleaned

    @property
    def children(self) -> dict[str, int]:
        """Group to number, of a valid form."""
        return {group: self.cleaned_data[group] for group in GROUPS}


class FileForm(forms.Form):
    """A file of the five numbers."""

    file = forms.FileField(
        label="CSV or XLSX file",
        help_text="The template filled in. You look through the numbers before they are recorded",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty. Fill in the template and send that",
        },
        max_length=200,
    )


class ReasonForm(forms.Form):
    """Why numbers are taken back."""

    reason = forms.CharField(
        label="Why they are taken back",
        help_text="It is kept with the numbers, for everybody who sees them",
        max_length=LONGEST_REASON,
        error_messages={"required": "Say why", "max_length": f"Use {LONGEST_REASON} letters or fewer"},
    )
