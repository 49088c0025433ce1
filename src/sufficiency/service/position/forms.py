"""Setting a target."""

from django import forms

from sufficiency.measures import Measure, Unit
from sufficiency.measures.catalogue import Entry
from sufficiency.service.ui.forms import DayField
from sufficiency.service.ui.words import unit_in_header

MOST = {
    Unit.PERCENT: 100,
    "percent of places": 1_000,
    "percent change": 10_000,
    "grade": 4,
    "£": 10_000_000_000,
}
MOST_OF_OTHERS = 1_000_000


class TargetForm(forms.Form):
    """A value from a day on, or from that day on none."""

    kind = forms.ChoiceField(
        label="From then on",
        choices=[("high", "aim at no less than a value"), ("low", "aim at no more than a value"), ("none", "have no target")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to aim at", "invalid_choice": "Choose one of the three"},
    )  # fmt: skip
    value = forms.FloatField(
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter the value as a number, such as 10 or 12.5"},
    )
    since = DayField(
        label="From",
        help_text="The first day it holds, for example 1 4 2025",
        error_messages={"required": "Enter the day it holds from"},
    )
    source = forms.CharField(
        label="Where it comes from",
        help_text="The strategy, plan or decision, with its date",
        max_length=300,
        error_messages={
            "required": "Enter where the target comes from",
            "max_length": "Use 300 letters or fewer",
        },
    )

    def __init__(self, *args, measure: Measure | Entry, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["value"].label = f"Value ({unit_in_header(str(measure.unit))})"
        if measure.good in ("high", "low"):
            self.fields["kind"].initial = measure.good

    def clean_value(self) -> float | None:
        """A number from 0 to what the unit allows. Raises ValidationError."""
        value, unit = self.cleaned_data["value"], self.measure.unit
        least, most = (1 if unit in ("grade", "rank") else 0), MOST.get(unit, MOST_OF_OTHERS)
        if value is not None and not least <= value <= most:
            raise forms.ValidationError(f"Enter a value from {least} to {most:,}", code="range")
        if value is not None and unit in ("grade", "rank") and value % 1:
            raise forms.ValidationError("Enter a whole number", code="whole")
        return value

    def clean(self) -> dict:
        cleaned = super().clean()
        kind, value = cleaned.get("kind"), cleaned.get("value")
        if kind in ("high", "low") and value is None and "value" not in self.errors:
            self.add_error("value", "Enter the value to aim at")
        if kind == "none":
            cleaned["value"] = None
        return cleaned
