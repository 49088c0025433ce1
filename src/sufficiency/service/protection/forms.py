"""What is asked before something is decided, held, exported or taken away."""

from datetime import date

from django import forms
from django.utils import timezone

from sufficiency.service.protection.models import Choice
from sufficiency.service.ui.forms import DayField

LONGEST_REASON = 500


def reason_field(label: str = "Reason", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Enter a reason",
            "max_length": f"Use {LONGEST_REASON} letters or fewer",
        },
    )


class DecisionForm(forms.Form):
    """Keep it until a day, or delete it."""

    choice = forms.ChoiceField(
        label="What should happen",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what should happen", "invalid_choice": "Choose one of the two"},
    )
    until = DayField(
        label="Review again on", required=False, help_text="Only where it is kept, for example 1 4 2028"
    )
    reason = reason_field(hint="A second person reads it before they decide.")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("choice") == Choice.DELETE:
            cleaned["until"] = None
        elif cleaned.get("choice") == Choice.KEEP and "until" not in self.errors:
            day: date | None = cleaned.get("until")
            if day is None:
                self.add_error("until", "Enter the day on which to review it again")
            elif day <= timezone.localdate():
                self.add_error("until", "Enter a day that is still to come")
        return cleaned


class AnswerForm(forms.Form):
    """Approve or refuse what somebody else asked for."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("approve", "Approve"), ("refuse", "Refuse")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose approve or refuse", "invalid_choice": "Choose one of the two"},
    )
    note = forms.CharField(
        label="Remark",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Use {LONGEST_REASON} letters or fewer"},
    )


class HoldForm(forms.Form):
    """Why something must not be deleted, or may be again."""

    reason = reason_field(hint="For example the claim, inquiry or investigation that needs it.")


class SubjectAccessForm(forms.Form):
    """Whose record, and who asked for it."""

    child = forms.CharField(
        label="Child",
        help_text="The child's id as it stands in the returns",
        max_length=200,
        error_messages={"required": "Enter the child's id", "max_length": "Use 200 letters or fewer"},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}
        ),
    )
    what = forms.ChoiceField(
        label="What to make",
        choices=[("both", "A document (PDF) and the data (JSON)"), ("data", "The data alone (JSON)")],
        initial="both",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to make", "invalid_choice": "Choose one of the two"},
    )
    reason = reason_field(
        "Who asked, and when", "For example: request of the young person, received 3 June 2026."
    )


class ExtractForm(forms.Form):
    """What the extract is for, and how much of a date of birth it keeps."""

    birth = forms.ChoiceField(
        label="Dates of birth",
        choices=[("month", "Month and year"), ("year", "Year only")],
        initial="month",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose month or year", "invalid_choice": "Choose one of the two"},
    )
    reason = reason_field(
        "What it is for", "For example: regional study of placement moves, agreement of 3 June 2026."
    )
