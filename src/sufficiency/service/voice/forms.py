"""The form for children and young people, and those of the people who ask."""

from collections.abc import Sequence

from django import forms
from django.utils import timezone

from sufficiency.service.ui.forms import DayField
from sufficiency.service.voice.actions import MOST_LINKS
from sufficiency.service.voice.languages import ENGLISH, Language, languages
from sufficiency.service.voice.models import (
    FEWEST,
    LONG,
    LONGEST_COMMENT,
    MOST_FEWEST,
    SHORT,
    Comment,
    Round,
    Tally,
)


class SayForm(forms.Form):
    """Each statement with three answers, and room to write. All may be left out, but not everything."""

    narrows = True  # the words of the page say that all may be left out, once and in the reader's language

    def __init__(self, *args, language: Language, questions: Sequence[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.words = language.words
        answers = [(says.value, self.words[says.value]) for says in Tally.Says]
        for number, words in questions:
            self.fields[f"s{number}"] = forms.ChoiceField(
                label=words, choices=answers, widget=forms.RadioSelect, required=False
            )
        self.fields["comment"] = forms.CharField(
            label=self.words["comment"],
            help_text=self.words["comment_hint"],
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"max_length": self.words["too_long"]},
        )

    def clean(self) -> dict:
        """Something must be said."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            first = next(iter(self.fields))
            self.add_error(first, self.words["nothing"])
        return cleaned

    @property
    def says(self) -> dict[int, str]:
        """What was said to each statement that was answered, by its number."""
        return {int(name[1:]): said for name, said in self.cleaned_data.items() if name != "comment" and said}


class RoundForm(forms.Form):
    """Beginning a round."""

    title = forms.CharField(
        label="Title",
        help_text="For example “Spring survey 2026”",
        max_length=SHORT,
        error_messages={"required": "Enter a title", "max_length": f"Use {SHORT} letters or fewer"},
    )
    kind = forms.ChoiceField(
        label="How are they asked?",
        choices=Round.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they are asked", "invalid_choice": "Choose one of these"},
    )
    whom = forms.CharField(
        label="Who is asked?",
        help_text="For example “all children looked after aged 8 and over”. No names",
        max_length=SHORT,
        error_messages={"required": "Enter who is asked", "max_length": f"Use {SHORT} letters or fewer"},
    )
    opens = DayField(label="First day", error_messages={"required": "Enter the first day"})
    closes = DayField(label="Last day", error_messages={"required": "Enter the last day"})
    fewest = forms.IntegerField(
        label="How many must answer before anything is shown",
        help_text=f"{FEWEST} or more, so that nobody can tell what one child said",
        min_value=FEWEST,
        max_value=MOST_FEWEST,
        initial=FEWEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter how many must answer",
            "invalid": "Use digits alone, as 10",
            "min_value": f"Enter {FEWEST} or more",
            "max_value": f"Enter {MOST_FEWEST} or fewer",
        },
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", "The last day must not be before the first day")
        elif closes and closes < timezone.localdate():
            self.add_error("closes", "The last day must not be in the past")
        return cleaned


class LinksForm(forms.Form):
    """How many links to make."""

    number = forms.IntegerField(
        label="How many links?",
        help_text=f"One for each child or young person. {MOST_LINKS} at most at a time",
        min_value=1,
        max_value=MOST_LINKS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter how many links to make",
            "invalid": "Use digits alone, as 40",
            "min_value": "Make at least one link",
            "max_value": f"Make {MOST_LINKS} or fewer at a time",
        },
    )


class WordingForm(forms.Form):
    """The statements of a round in another language, typed or from a translator's text file: one line each, "3 = ..."."""

    language = forms.ChoiceField(
        label="Language",
        error_messages={"required": "Choose a language", "invalid_choice": "Choose one of the list"},
    )
    words = forms.CharField(
        label="Statements in that language",
        help_text="One line for each statement: its number, an equals sign, the words",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Enter the statements", "max_length": "Use 20,000 letters or fewer"},
    )

    def __init__(self, *args, numbers: Sequence[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = frozenset(numbers)
        self.fields["language"].choices = [
            (one.code, one.name) for one in languages().values() if one.code != ENGLISH
        ]

    def clean_words(self) -> dict[int, str]:
        """The words by the numbers of the statements."""
        found: dict[int, str] = {}
        for line in filter(str.strip, self.cleaned_data["words"].splitlines()):
            number, equals, words = (part.strip() for part in line.partition("="))
            if not equals or not (number.isascii() and number.isdigit()) or not words:
                raise forms.ValidationError(
                    f"“{line.strip()[:60]}” must be a number, an equals sign and the words, as “3 = …”"
                )
            if int(number) not in self.numbers:
                asked = ", ".join(str(one) for one in sorted(self.numbers))
                raise forms.ValidationError(f"No statement {number} is asked in this round. It asks {asked}")
            if int(number) in found:
                raise forms.ValidationError(f"Statement {number} is there twice. Take one out")
            if len(words) > LONG:
                raise forms.ValidationError(f"Statement {number} is longer than {LONG} letters")
            found[int(number)] = words
        return found


class CommentForm(forms.Form):
    """What becomes of a comment. ``seen`` is the mark of what the page showed had become of it."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label="What becomes of it?",
        choices=[
            (Comment.State.SHOWN.value, "Show it, in the words below"),
            (Comment.State.KEPT_BACK.value, "Do not show it"),
            (Comment.State.PASSED_ON.value, "Pass it on, because somebody may not be safe"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it", "invalid_choice": "Choose one of these"},
    )
    shown_as = forms.CharField(
        label="What others read",
        help_text="Take out names, places and anything else that points to somebody",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"Use {LONGEST_COMMENT} letters or fewer"},
    )
    reason = forms.CharField(
        label="Why it is not shown, or to whom it was passed on",
        required=False,
        max_length=LONG,
        error_messages={"max_length": f"Use {LONG} letters or fewer"},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        state = cleaned.get("state")
        if state == Comment.State.SHOWN and not cleaned.get("shown_as", "").strip():
            self.add_error("shown_as", "Write what others may read")
        elif state and state != Comment.State.SHOWN and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why it is not shown, or to whom it was passed on")
        return cleaned
