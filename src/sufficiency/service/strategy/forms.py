"""Writing strategies, priorities, actions, milestones and indicators, and reporting on an action."""

from difflib import get_close_matches

from django import forms

from sufficiency.documents.plan import Rating
from sufficiency.measures.catalogue import areas, catalogue
from sufficiency.service.access.models import Person
from sufficiency.service.strategy import models
from sufficiency.service.strategy.sheets import EARLIEST, LATEST, MOST, kept_value, wrong_with_text
from sufficiency.service.strategy.standing import tag_of
from sufficiency.service.ui.forms import DayField

_RATINGS = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.COMPLETE)


class Text(forms.CharField):
    """Text for the plan: what a workbook may hold, so that the plan can be taken out and put back."""

    def __init__(self, *, label: str, most: int, lines: int = 0, required: str = "", **more) -> None:
        errors = {"required": required, "max_length": f"Use {most:,} letters or fewer"}
        widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
        super().__init__(
            label=label,
            max_length=most,
            required=bool(required),
            widget=widget,
            error_messages=errors,
            **more,
        )

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if wrong := wrong_with_text(value):
            raise forms.ValidationError(f"The text {wrong}", code="text")


class Lines(Text):
    """Several texts, one a line; its value is a list."""

    def __init__(self, *, label: str, **more) -> None:
        super().__init__(label=label, most=20_000, lines=6, **more)

    def clean(self, value: object) -> list[str]:
        lines = [line.strip() for line in super().clean(value).split("\n") if line.strip()]
        for line in lines:
            if wrong := wrong_with_text(line):
                raise forms.ValidationError(f"A line of it {wrong}", code="text")
            if len(line) > models.LONG:
                raise forms.ValidationError(
                    f"Use {models.LONG:,} letters or fewer for each line", code="long"
                )
        return lines

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value


class Measures(Lines):
    """Measures of the catalogue, one a line, by id or name; its value is a list of ids."""

    def clean(self, value: object) -> list[str]:
        names = {entry.name.casefold(): entry.id for entry in catalogue().values()}
        found = []
        for line in super().clean(value):
            known = line if line in catalogue() else names.get(line.casefold())
            if known is None:
                close = get_close_matches(line.casefold(), [*catalogue(), *names], n=1, cutoff=0.5)
                meant = f" Did you mean {close[0]}?" if close else " The catalogue lists those there are."
                raise forms.ValidationError(f"“{line[:60]}” is no measure.{meant}", code="measure")
            found.append(known)
        return list(dict.fromkeys(found))


class Value(forms.FloatField):
    """A value in a measure's unit, or nothing."""

    def __init__(self, label: str, **more) -> None:
        errors = {"invalid": "Enter a number, such as 62.2", "min_value": "Enter a number that is not that small", "max_value": "Enter a number that is not that large"}  # fmt: skip
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
        super().__init__(
            label=label,
            required=False,
            min_value=-MOST,
            max_value=MOST,
            widget=widget,
            error_messages=errors,
            **more,
        )

    def clean(self, value: object) -> float | None:
        found = super().clean(value)
        return None if found is None else kept_value(found)


class Day(DayField):
    """A day that a plan may name."""

    def clean(self, value):
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(f"Enter a year from {EARLIEST.year} to {LATEST.year}", code="year")
        return day


class Seen(forms.Form):
    """Something of the plan that is changed carries the mark of what the page showed, so that nobody writes over what
    somebody else changed meanwhile."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class StrategyForm(Seen):
    """A strategy: what it is for, and over what time."""

    title = Text(label="Title", most=models.SHORT, required="Enter the title")
    starts = Day(
        label="First day",
        help_text="For example 1 4 2025",
        error_messages={"required": "Enter the first day"},
    )
    ends = Day(
        label="Last day", help_text="For example 31 3 2030", error_messages={"required": "Enter the last day"}
    )
    vision = Text(label="Vision", most=models.LONGEST, lines=4)
    duty = Text(label="Duty", help_text="The law it answers", most=models.LONGEST, lines=4)
    priorities_called = forms.ChoiceField(
        label="It has",
        choices=[("priority", "Priorities"), ("challenge", "Challenges")],
        widget=forms.RadioSelect,
        initial="priority",
        error_messages={"required": "Choose one", "invalid_choice": "Choose one of the two"},
    )
    statements = Lines(
        label="I statements", help_text="One a line, in their order; their numbers are their lines"
    )
    levers = Lines(label="Strategic levers", help_text="One a line")
    success = Lines(label="What it looks like when it worked", help_text="One a line")
    draft = forms.BooleanField(label="It is a draft, and not in force", required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "Enter a last day that is later than the first")
        return cleaned


class PriorityForm(Seen):
    """A priority or challenge, with the measures reported under it."""

    number = forms.IntegerField(
        label="Number",
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"required": "Enter its number", "invalid": "Enter a whole number", "min_value": "Enter a number from 1", "max_value": "Enter a number up to 999"},
    )  # fmt: skip
    title = Text(label="Title", most=models.SHORT, required="Enter the title")
    words = Text(label="What it means", most=models.LONG, lines=4)
    measures = Measures(
        label="Measures reported under it",
        help_text="One a line, by name or id, as in the catalogue of measures",
    )


class ActionForm(Seen):
    """An action of a strategy."""

    number = Text(
        label="Number", help_text="As people say it, for example 4.2", most=12, required="Enter its number"
    )
    key_area = Text(label="Key area", most=models.SHORT, required="Enter the key area")
    focus = Text(
        label="Focus",
        help_text="What is done, for whom",
        most=models.LONG,
        lines=3,
        required="Enter what is done",
    )
    place = forms.IntegerField(
        label="Place in the plan",
        help_text="1 is first. Left empty, it stays where it is, or comes last",
        required=False,
        min_value=1,
        max_value=9_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"invalid": "Enter a whole number", "min_value": "Enter a number from 1", "max_value": "Enter a number up to 9,999"},
    )  # fmt: skip
    lead = Text(label="Lead officer", help_text="The post, rather than a name", most=300)
    lead_account = Text(
        label="Lead officer's account",
        help_text="The username of somebody with an account here, who may then rate the action and add notes to it",
        most=100,
    )
    financial_implication = Text(
        label="Money", help_text="What it costs, what it saves, from which budget", most=models.LONG, lines=3
    )
    resources = Text(label="Resources", most=models.LONG, lines=3)
    risks = Text(label="Risks", most=models.LONG, lines=3)
    statements = forms.ModelMultipleChoiceField(
        label="I statements it serves",
        queryset=models.Statement.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list", "invalid_pk_value": "Choose from the list"},
    )

    def __init__(self, *args, strategy: models.Strategy, areas: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].queryset = strategy.statements.all()
        if areas:
            self.fields["key_area"].help_text = f"So far: {'; '.join(areas)}"

    def clean_lead_account(self) -> Person | None:
        username = self.cleaned_data["lead_account"]
        found = Person.objects.filter(username__iexact=username).first() if username else None
        if username and found is None:
            raise forms.ValidationError(
                "Nobody here has this account. Leave it empty, or give one that there is"
            )
        return found


class MilestoneForm(Seen):
    """What is to be done by when, and whether it is done."""

    words = Text(label="What is to be done", most=models.LONG, lines=2, required="Enter what is to be done")
    due = Day(
        label="Due", help_text="For example 30 9 2025. Leave it empty where there is no day", required=False
    )
    due_words = Text(
        label="Due, in words", help_text="Where there is no day, such as “each quarter”", most=models.SHORT
    )
    done = Day(label="Done on", help_text="Leave it empty until it is done", required=False)


class IndicatorForm(Seen):
    """A measure that an action is to move, from where to where."""

    words = Text(
        label="In words",
        help_text="For example “More children live within twenty miles”",
        most=models.LONG,
        required="Enter what is to move",
    )
    measure = forms.ChoiceField(
        label="Measure of the catalogue",
        help_text="Leave it empty where none of them says it",
        required=False,
        error_messages={"invalid_choice": "Choose a measure from the list"},
    )
    baseline = Value("Baseline", help_text="What it was when the action began, in the measure's unit")
    baseline_on = Day(label="Day of the baseline", help_text="For example 31 3 2024", required=False)
    target = Value("Target")
    target_on = Day(label="To be reached by", help_text="For example 31 3 2027", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        grouped = [
            (area.capitalize(), [(one.id, one.name) for one in catalogue().values() if one.area == area])
            for area in areas()
        ]
        self.fields["measure"].choices = [("", "None"), *grouped]

    def clean(self) -> dict:
        cleaned = super().clean()
        for value, day, what in (("baseline", "baseline_on", "baseline"), ("target", "target_on", "target")):
            if value not in self.errors and cleaned.get(value) is None and cleaned.get(day):
                self.add_error(value, f"Enter the {what} of that day, or take the day away")
        if (
            cleaned.get("baseline") is not None
            and not cleaned.get("baseline_on")
            and "baseline_on" not in self.errors
        ):
            self.add_error("baseline_on", "Enter the day of the baseline")
        start, end = cleaned.get("baseline_on"), cleaned.get("target_on")
        if start and end and end <= start:
            self.add_error("target_on", "Enter a day that is later than the baseline's")
        return cleaned


class RatingForm(forms.Form):
    """A rating, and why."""

    rating = forms.ChoiceField(
        label="How does the action stand?",
        choices=[(one.value, tag_of(one)[0]) for one in _RATINGS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a rating", "invalid_choice": "Choose one of the four"},
    )
    reason = Text(
        label="Why",
        help_text="Everybody who sees the plan reads it, elected members too. No child's name, and no number under 6",
        most=models.LONG,
        lines=4,
        required="Say why",
    )


class NoteForm(forms.Form):
    """How an action comes along."""

    words = Text(
        label="Note",
        help_text="Everybody who sees the plan reads it. No child's name, and no number under 6",
        most=models.LONGEST,
        lines=6,
        required="Write the note",
    )


class EvidenceForm(forms.Form):
    """What shows that an action was done, or helped."""

    words = Text(
        label="What shows it",
        help_text="A report, a letter, a visit, with its date",
        most=models.LONG,
        lines=3,
        required="Say what shows it",
    )
    link = Text(label="Where it is", help_text="An address, or a file's place", most=500)


class WorkbookForm(forms.Form):
    """A workbook with a whole plan."""

    file = forms.FileField(
        label="XLSX workbook",
        help_text="The empty workbook filled in, or a plan taken out here; 4 MB at most",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Fill in the workbook and send that"},
        max_length=200,
    )  # fmt: skip
