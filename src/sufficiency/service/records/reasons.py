"""Forms that ask why: opening a closed record, an address, sealing, and answering for what was opened."""

from django import forms

FEWEST_WORDS = 3
LONGEST = 500


def enough_words(reason: str) -> None:
    """Raises ValidationError for a reason nobody could judge later."""
    words = [word for word in reason.split() if sum(letter.isalpha() for letter in word) > 1]
    if len(set(words)) < FEWEST_WORDS:
        raise forms.ValidationError("Say in a few words why you need it, so that another can judge it later")


class ReasonForm(forms.Form):
    """Why a person opens what is closed to them."""

    reason = forms.CharField(
        label="Why you need it now",
        help_text="It is kept with your name and the time, and others will read it.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[enough_words],
        error_messages={
            "required": "Say why you need it",
            "max_length": f"Use {LONGEST} letters or fewer",
        },
    )


class AnswerForm(forms.Form):
    """Whether it was right to break the glass."""

    was_right = forms.TypedChoiceField(
        label="Was it right to open this record?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no", "invalid_choice": "Choose yes or no"},
    )
    note = forms.CharField(
        label="What you found",
        help_text="Needed where it was not right: what happens now.",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"Use {LONGEST} letters or fewer"},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("was_right") is False and not cleaned.get("note"):
            self.add_error("note", "Say what was not right, and what happens now")
        return cleaned
