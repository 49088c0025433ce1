"""Beginning a paper, its sections, remarks, consultation and moves."""

from django import forms

from sufficiency.documents.papers import PAPERS
from sufficiency.service.committee.models import LONG, SHORT, Consultation
from sufficiency.service.ui.forms import DayField


def _words(
    label: str, hint: str = "", required: bool = True, rows: int = 3, missing: str = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": f"Use {LONG:,} letters or fewer"},
    )


def _line(label: str, hint: str = "", missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=SHORT,
        error_messages={"required": missing, "max_length": f"Use {SHORT} letters or fewer"},
    )


class BeginForm(forms.Form):
    """What a new paper is, and the day of its figures."""

    template = forms.ChoiceField(
        label="Which paper?",
        choices=[(one.name, one.title) for one in PAPERS.values()],
        error_messages={"required": "Choose a paper", "invalid_choice": "Choose one of the list"},
    )
    title = _line("Title", missing="Enter a title")
    lead_officer = _line(
        "Lead officer", "An office, as “Assistant director, safeguarding and care”", "Enter the lead officer"
    )
    as_at = DayField(
        label="Day of the figures",
        help_text="For example 31 3 2025",
        error_messages={"required": "Enter the day"},
    )
    baseline = DayField(label="An earlier day to set them against", required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        day, earlier = cleaned.get("as_at"), cleaned.get("baseline")
        if day and earlier and earlier >= day:
            self.add_error("baseline", "The earlier day must be before the day of the figures")
        return cleaned


class SectionForm(forms.Form):
    """A section's title and whether it is a part of the one before."""

    title = _line("Title of the section", missing="Enter a title")
    level = forms.ChoiceField(
        label="Where it stands",
        choices=[("1", "A section of its own"), ("2", "A part of the section before it")],
        widget=forms.RadioSelect,
        initial="1",
    )


class RemarkForm(forms.Form):
    """Something to say about a section."""

    words = _words("What do you want to say?", missing="Write what you want to say")


class ReasonForm(forms.Form):
    """Why a paper goes back."""

    reason = _words("Why does it go back?", missing="Say why the paper goes back to its author")


class AskForm(forms.Form):
    """Whom to ask."""

    who = forms.ChoiceField(
        label="Who is asked?",
        choices=Consultation.Who.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is asked", "invalid_choice": "Choose one of these"},
    )
    name = _line(
        "Name of the office",
        "For example “Head of legal services”. No person's name is needed",
        "Enter the office",
    )


class AnswerForm(forms.Form):
    """What they answered. ``seen`` is when the answer that the page showed was written down."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    words = _words(
        "What was answered?", "Or that there was nothing to add", missing="Write what was answered", rows=6
    )
    included = forms.BooleanField(label="The paper says it", required=False)


class WordsForm(forms.Form):
    """Narrowing the archive of published papers by words."""

    q = forms.CharField(
        label="Words of a published paper",
        required=False,
        max_length=100,
        help_text="Of its title or lead officer, or the year of its figures, as 2025",
        error_messages={"max_length": "Use 100 letters or fewer"},
    )
