"""Typing one value, sending a file, saying why something is corrected, and narrowing the catalogue."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils import timezone

from sufficiency.measures.catalogue import FEEDS, Entry, areas
from sufficiency.measures.recorded import BASES, GRADES, rule_of, unit_in_header
from sufficiency.service.recorded.actions import LONGEST_REASON
from sufficiency.service.recorded.checking import LONGEST_SOURCE, Checked, check
from sufficiency.service.recorded.measure_page import title_of
from sufficiency.service.recorded.models import RecordedValue
from sufficiency.service.recorded.pages import STATES
from sufficiency.service.recorded.reading import cell_problems
from sufficiency.service.ui.forms import DayField

_NUMBER = {"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}


def _number(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages={"max_length": "Use digits alone, as 1204 or 93.5"},
    )


class ValueForm(forms.Form):
    """One value of one series. What it may be is what a row of a file may be; ``checked`` has it once it is valid."""

    as_at = DayField(
        label="Day, or last day of the period",
        help_text="For example 31 3 2025",
        error_messages={"required": "Enter the day"},
    )
    period_start = DayField(
        label="First day of the period",
        help_text="Leave it empty for how things stood on the day. For a year to 31 March 2025: 1 4 2024",
        required=False,
    )
    breakdown = forms.ChoiceField(
        label="Broken down by", required=False, error_messages={"invalid_choice": "Choose one of the list"}
    )
    group = forms.CharField(
        label="Group",
        help_text="Leave it empty for the total",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"max_length": "Use 60 letters or fewer"},
    )
    numerator = _number("Number")
    denominator = _number("Out of")
    value = _number("Value")
    source = forms.CharField(
        label="Where it comes from",
        help_text="The report, survey or system, with its date",
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
    note = forms.CharField(
        label="Note",
        help_text="Anything a reader should know. No child's name",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Use 1,000 letters or fewer"},
    )
    reason = forms.CharField(
        label="Why it is corrected",
        help_text="Only where a value is recorded for this already. The earlier version stays to be seen",
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": f"Use {LONGEST_REASON} letters or fewer"},
    )

    def __init__(self, *args, entry: Entry, correcting: RecordedValue | None = None, **kwargs) -> None:
        if correcting is not None:
            kwargs["initial"] = _as_typed(entry, correcting)
        super().__init__(*args, **kwargs)
        self.entry, self.correcting, self.checked = entry, correcting, None
        rule = rule_of(entry.unit)
        self.fields["value"].label = f"Value ({unit_in_header(entry.unit)})"
        self.fields["breakdown"].choices = [
            ("", "Nothing: the total"),
            *((one, title_of(one)) for one in entry.breakdowns),
        ]
        if rule.times is None:
            del self.fields["numerator"], self.fields["denominator"]
        else:
            average = rule.times == 1
            self.fields["numerator"].label = "Sum" if average else "Number"
            of = f" ({entry.of})" if entry.of else ""
            self.fields["denominator"].label = f"{'Over' if average else 'Out of'}{of}"
            self.fields["value"].help_text = "Leave it empty where the two numbers above give it"
        if entry.unit == "grade":
            self.fields["value"].help_text = ", ".join(
                f"{number} {word.lower()}" for number, word in GRADES.items()
            )
        if not entry.breakdowns:
            del self.fields["breakdown"], self.fields["group"]
        if correcting is not None:
            for name in ("as_at", "period_start", "breakdown", "group"):
                self.fields.pop(name, None)
            self.fields["reason"].required = True
            self.fields["reason"].help_text = "The version before stays to be seen"
            self.fields["reason"].error_messages["required"] = "Say why it is corrected"

    def clean(self) -> dict:
        cleaned = super().clean()
        cells = self._cells(cleaned)
        if self.errors:
            return cleaned
        for problem in cell_problems(cells):
            self.add_error(None, _sentence(problem))
        if not self.errors:
            self.checked, wrongs = check(cells, timezone.localdate())
            for wrong in wrongs:
                self.add_error(wrong.column if wrong.column in self.fields else None, _sentence(str(wrong)))
        return cleaned

    def _cells(self, cleaned: Mapping[str, object]) -> dict[str, str]:
        """What was typed, as the cells of a row."""
        cells = {
            name: _text(cleaned.get(name)) for name in self.fields if name != "reason" and cleaned.get(name)
        }
        if self.correcting is not None:
            one = self.correcting
            kept = {"as_at": one.as_at, "period_start": one.period_start, "breakdown": one.breakdown, "group": one.group}  # fmt: skip
            cells |= {name: _text(value) for name, value in kept.items() if value}
        return cells | {"measure": self.entry.id}

    @property
    def value_checked(self) -> Checked:
        if self.checked is None:
            raise ValueError("Only a valid form has its value checked.")
        return self.checked


class FileForm(forms.Form):
    """A file of values."""

    file = forms.FileField(
        label="CSV or XLSX file",
        help_text="The template filled in; 2,000 values and 2 MB at most",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty. Fill in the template and send that",
        },
        max_length=200,
    )


class ReasonForm(forms.Form):
    """Why values are corrected, or one is taken back."""

    reason = forms.CharField(
        label="Why it is taken back",
        help_text="It is kept with the value, for everybody who sees it",
        max_length=LONGEST_REASON,
        error_messages={"required": "Say why", "max_length": f"Use {LONGEST_REASON} letters or fewer"},
    )

    def __init__(self, *args, label: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label


class CatalogueForm(forms.Form):
    """Narrowing the catalogue by words, area, what feeds a measure, and whether it has figures."""

    q = forms.CharField(label="Words", required=False, max_length=100, error_messages={"max_length": "Use 100 letters or fewer"})  # fmt: skip
    area = forms.ChoiceField(
        label="Area", required=False, error_messages={"invalid_choice": "Choose an area from the list"}
    )
    fed_by = forms.ChoiceField(
        label="Fed by",
        required=False,
        choices=[("", "All"), *((one, one) for one in FEEDS)],
        error_messages={"invalid_choice": "Choose a feed from the list"},
    )
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All"), *((one, one.capitalize()) for one in STATES)],
        error_messages={"invalid_choice": "Choose a state from the list"},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "All"), *((one, one.capitalize()) for one in areas())]


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _sentence(problem: str) -> str:
    return problem[:1].upper() + problem[1:]


def _as_typed(entry: Entry, one: RecordedValue) -> dict[str, object]:
    parts = rule_of(entry.unit).times is not None and one.denominator is not None
    typed = {"source": one.source, "basis": one.basis, "note": one.note}
    if parts:
        return typed | {"numerator": _digits(one.numerator), "denominator": _digits(one.denominator)}
    return typed | {"value": _digits(one.value)}


def _digits(value: float | None) -> str:
    return "" if value is None else format(value, ".12g") if abs(value) < 1e12 else format(value, "f")
